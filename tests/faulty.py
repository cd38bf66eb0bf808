"""Sites with something wrong in them, and what is told of it."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from small_site import tree, write_project

from site_gen.build import BuildOptions, build
from site_gen.errors import Problem, SiteError, format_problem

FAULTS: Final = Path(__file__).parent / "faults"
NOBODY: Final = 65534
PLAIN: Final = BuildOptions(ingest="none", jobs=1)
_TOLD: Final = re.compile(r"[^\n:]+:[0-9]+(?::[0-9]+)?: error\[[a-z0-9-]+\]: [^\n]+; [^\n]+")
"""File, line, code, what is wrong, and what would be right."""
_FILLERS: Final[Mapping[str, Callable[[int], str]]] = {
    "": lambda count: "a" * count,
    "ids": lambda count: ", ".join(f"a{number}" for number in range(count)),
    "tags": lambda count: "-abc" * count,
    "marks": lambda count: "\u0301" * count,
    "quotes": lambda count: "> " * count,
    "steps": lambda count: "\n".join("  " * depth + "- a" for depth in range(count)),
}


def table(name: str) -> dict[str, dict[str, Any]]:
    """The cases of a kind by name; `@@marks 40@@` stands for what is too long to be written out."""
    return tomllib.loads(filled((FAULTS / f"{name}.toml").read_text(encoding="utf-8")))


def filled(text: str) -> str:
    """The text with its fillers written out."""

    def written(found: re.Match[str]) -> str:
        made = _FILLERS[found[1] or ""](int(found[2]))
        return made.replace("\n", "\\n")

    return re.sub(r"@@(?:([a-z]+) )?([0-9]+)@@", written, text)


def write(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """The small site with these files in it, line ends as they are."""
    write_project(root)
    for path, data in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass"))
    return root


def problems(root: Path, options: BuildOptions = PLAIN) -> tuple[Problem, ...]:
    """What a build that must fail tells. No file of the project or the output may be touched by it."""
    before = {path: data for path, data in tree(root).items() if not path.startswith(".site-gen")}
    try:
        build(root, options)
    except SiteError as error:
        after = {path: data for path, data in tree(root).items() if not path.startswith(".site-gen")}
        assert after == before
        return error.problems
    raise AssertionError("the build took it in silence")


def is_whole(problem: Problem) -> bool:
    """Whether a problem names its file, line, code and remedy."""
    return bool(_TOLD.match(format_problem(problem)))


@contextmanager
def as_nobody() -> Iterator[None]:
    """Without the rights of root, whom no permission stops."""
    if os.geteuid():
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def given_away(root: Path) -> Path:
    """The project as a folder of nobody's."""
    for path in (root, *root.rglob("*")):
        os.chown(path, NOBODY, NOBODY, follow_symlinks=False)
    for path in root.resolve().parents:
        if path.is_relative_to("/tmp") and path != Path("/tmp"):
            path.chmod(0o755)
    return root
