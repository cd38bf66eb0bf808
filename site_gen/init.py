"""The verb "init": a new project that builds and passes check, with files that teach by their comments. A rim.

The files are those of `starter/`, with a few words put in. To change what a newcomer reads, change them there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Final

from msgspec import Struct

from site_gen import __version__
from site_gen.content.project import write_atomic
from site_gen.content.writer import quoted
from site_gen.errors import Problem, SiteError
from site_gen.questions import Answers
from site_gen.schema import modeline, schema_files

GITHUB: Final = ".github/workflows/site.yml"
GITLAB: Final = ".gitlab-ci.yml"
_MARK: Final = re.compile("@[A-Z_]+@")
"""Where a word goes into a file of `starter/`: "@TITLE@"."""
_TOLERATED: Final = frozenset([".git", ".DS_Store"])
"""What may stand in a folder that is new all the same: a repository that was just made."""
_YAML: Final[Mapping[str, tuple[str, str]]] = {
    "content/site.yaml": ("site", "content"),
    "content/actors.yaml": ("actors", "content"),
    "content/topics.yaml": ("topics", "content"),
    "content/sources.yaml": ("sources", "content"),
    "seeds/2024-03-12_river.yaml": ("sidecar", "seeds"),
}
"""Files that name their schema, with its name and the folder that they are in."""
_STARTERS: Final[Mapping[str, str]] = {
    "content/site.yaml": "site.yaml",
    "content/actors.yaml": "actors.yaml",
    "content/topics.yaml": "topics.yaml",
    "content/sources.yaml": "sources.yaml",
    "seeds/2024-03-12_river.txt": "river.txt",
    "seeds/2024-03-12_river.yaml": "river.yaml",
    "README.md": "README.md",
    ".gitignore": "gitignore",
    GITHUB: "github.yml",
    GITLAB: "gitlab.yml",
}
"""Where each file of `starter/` goes."""
_PUBLISH: Final[Mapping[str, str]] = {
    "github": f"push to GitHub and choose “GitHub Actions” in its settings under Pages; `{GITHUB}` does the rest.",
    "gitlab": f"push to GitLab; `{GITLAB}` does the rest.",
    "both": f"push to GitHub (choose “GitHub Actions” in its settings under Pages) or GitLab; `{GITHUB}` or\n"
    f"   `{GITLAB}` does the rest, and the other may go. Anywhere else: `site-gen publish`.",
    "none": "`site-gen publish` tells how: with git, rsync, to S3, to a folder.",
}


class Made(Struct, frozen=True):
    """A new project."""

    folder: str
    """As given."""
    title: str
    language: str
    base_url: str
    files: tuple[str, ...]
    """Below the folder, in the order of their names."""


def suggested_title(folder: Path) -> str:
    """The title that a folder's name gives: "River watch" for `river-watch`."""
    words = folder.resolve().name.replace("-", " ").replace("_", " ").split()
    told = " ".join(word for word in words if word.isprintable())[:100]
    return f"{told[:1].upper()}{told[1:]}" or "Briefing"


def check_new(folder: Path) -> None:
    """Raises SiteError when something stands in the folder, or it is none."""
    told = ""
    try:
        if folder.is_symlink() or folder.exists():
            names = {path.name for path in folder.iterdir()} - _TOLERATED
            told = f"the folder is not empty: it has {min(names)}" if names else ""
    except OSError as error:
        told = "this is no folder" if isinstance(error, NotADirectoryError) else f"no folder: {error.strerror}"
    if told:
        raise SiteError([Problem(str(folder), 0, 0, "not-empty", told, "choose a new one; nothing was written")])


def init(folder: Path, answers: Answers) -> Made:
    """Make the project in a new or empty folder. Raises SiteError when anything stands there.

    All of it or nothing: what was written goes again when it is interrupted or the disk refuses.
    """
    check_new(folder)
    made = _files(answers)
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    try:
        for path, text in made.items():
            write_atomic(folder / path, text.encode())
    except OSError as error:
        _undo(folder, made, missing)
        told = f"the disk refused: {error.strerror}"
        raise SiteError([Problem(str(folder), 0, 0, "unwritable", told, "choose another folder")]) from error
    except BaseException:
        _undo(folder, made, missing)
        raise
    return Made(str(folder), answers.title, answers.language, answers.base_url, tuple(sorted(made)))


def _files(answers: Answers) -> dict[str, str]:
    """Texts by path."""
    leave = {"github": {GITLAB}, "gitlab": {GITHUB}, "none": {GITHUB, GITLAB}}.get(answers.host, set())
    words = {
        "@TITLE@": quoted(answers.title),
        "@NAME@": answers.title,
        "@BASE_URL@": quoted(answers.base_url),
        "@LANGUAGE@": answers.language,
        "@LANG@": "" if answers.language.partition("-")[0].lower() == "en" else "lang: en\n",
        "@VERSION@": __version__,
        "@PUBLISH@": _PUBLISH[answers.host],
    }
    found = {}
    for path, name in _STARTERS.items():
        if path not in leave:
            text = files("site_gen").joinpath("starter", name).read_text(encoding="utf-8")
            head = modeline(*_YAML[path]) if path in _YAML else ""
            found[path] = head + _filled(text, words)
    return {**found, **schema_files(), "public/.gitignore": "*\n!.gitignore\n"}


def _filled(text: str, words: Mapping[str, str]) -> str:
    """The text with its marks replaced in one go, so that a title may look like a mark."""
    return _MARK.sub(lambda found: words[found.group()], text)


def _undo(folder: Path, made: Mapping[str, str], missing: list[Path]) -> None:
    """Remove what was written, and the folders that it took."""
    for path in made:
        (folder / path).unlink(missing_ok=True)
    inner = {folder / parent for path in made for parent in Path(path).parents if str(parent) != "."}
    for place in (*sorted(inner, key=lambda one: -len(one.parts)), *missing):
        try:
            place.rmdir()
        except OSError:
            continue
