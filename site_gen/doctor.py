"""The verb "doctor": what somebody who looks into a fault needs to know of machine and project. Changes nothing.

Tells no content, no environment beyond what shows in the output, and the home folder as "~".
"""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from msgspec import Struct

from site_gen import __version__
from site_gen.amounts import amount, amounts
from site_gen.content.project import ITEMS, MEMORY, SEEDS, TEMPLATES, read_content
from site_gen.content.stamps import list_files
from site_gen.errors import SiteError
from site_gen.lock import holder
from site_gen.memo import memo_state
from site_gen.schema import FOLDER as SCHEMA_FOLDER
from site_gen.schema import schema_files
from site_gen.site.manifest import read_manifest
from site_gen.site.publish import STAGE
from site_gen.standing import FOLDER

LIBRARIES: Final = tuple(
    "jinja2 markdown-it-py pyyaml dateparser livereload msgspec babel watchfiles tqdm trafilatura htmldate lxml "
    "lxml_html_clean charset-normalizer".split()
)
"""What pyproject.toml asks for; a test holds them together."""
OPTIONAL: Final = ("dask", "distributed")


class Fact(Struct, frozen=True):
    """One line of the report."""

    name: str
    told: str


class Findings(Struct, frozen=True):
    """What was found."""

    facts: tuple[Fact, ...]
    troubles: tuple[str, ...]
    """What is likely to be in the way."""


def examine(root: Path, output: str) -> Findings:
    """Look at the machine, and at the project where there is one."""
    facts = list(_machine())
    troubles = [f"{name} is not installed" for name in LIBRARIES if not _version(name)]
    if (root / "content").is_dir():
        for told, wrong in (_content(root), _schemas(root), _memo(root), _site(root, output), _rights(root, output)):
            facts += told
            troubles += wrong
    else:
        facts.append(Fact("project", f"none at {root.resolve()}"))
    return Findings(tuple(Fact(fact.name, homely(fact.told)) for fact in facts), tuple(map(homely, troubles)))


def homely(text: str) -> str:
    """The text with "~" for the home folder, so that a report names nobody."""
    home = str(Path.home())
    return text.replace(home, "~") if len(home) > 1 else text


def _machine() -> Iterator[Fact]:
    yield Fact("site-gen", f"{__version__} in {Path(__file__).parent}")
    yield Fact("Python", f"{platform.python_implementation()} {platform.python_version()} at {sys.executable}")
    yield Fact("system", platform.platform())
    yield Fact("cores", str(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()))
    yield Fact("libraries", ", ".join(f"{name} {_version(name) or 'missing'}" for name in LIBRARIES))
    yield Fact("optional", ", ".join(f"{name} {_version(name) or 'not installed'}" for name in OPTIONAL))
    terminal = "a terminal" if sys.stdout.isatty() else "no terminal"
    yield Fact("output", f"{sys.stdout.encoding}, {terminal}; file names {sys.getfilesystemencoding()}")


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


Looked = tuple[list[Fact], list[str]]
"""What is told, and what is in the way."""


def _content(root: Path) -> Looked:
    seeds = sum(not stamp.path.endswith(".yaml") for stamp in list_files(root, SEEDS, []))
    memories = sum(
        stamp.path.endswith(".json") and stamp.path.count("/") == 2 for stamp in list_files(root, MEMORY, [])
    )
    templates = [stamp.path for stamp in list_files(root, TEMPLATES, [])]
    facts = [Fact("project", str(root.resolve())), Fact("seeds", f"{seeds:,}"), Fact("own templates", _few(templates))]
    try:
        content = read_content(root)
    except SiteError as error:
        wrong = sum(problem.level == "error" for problem in error.problems)
        items = sum(stamp.path.endswith(".md") for stamp in list_files(root, ITEMS, []))
        codes = ", ".join(sorted({problem.code for problem in error.problems}))
        return [*facts, Fact("items", f"{items:,} files")], [
            f"the content has {amount(wrong, 'error')} ({codes}): site-gen check"
        ]
    known, settings = content.registry, content.settings
    counts = amounts((known.actors, "actor"), (known.topics, "topic"), (known.sources, "source"))
    facts += [
        Fact("items", f"{len(content.items):,}, {memories:,} with machine memory"),
        Fact("registries", counts),
        Fact("settings", f"language {settings.language}, base_url {'set' if settings.base_url else 'not set'}, "
                         f"publish {settings.publish}, publish_text {settings.publish_text}, "
                         f"extractors {len(settings.extractors)}"),
    ]  # fmt: skip
    return facts, []


def _few(names: list[str]) -> str:
    return f"{len(names):,}: {', '.join(names[:8])}{', …' if len(names) > 8 else ''}" if names else "none"


def _schemas(root: Path) -> Looked:
    if not (root / SCHEMA_FOLDER).is_dir():
        return [Fact("schemas", "none (site-gen schema --write)")], []
    files = schema_files().items()
    old = [path for path, text in files if not (root / path).is_file() or (root / path).read_text("utf-8") != text]
    told = "those of another version: site-gen schema --write" if old else "those of this version"
    return [Fact("schemas", told)], []


def _memo(root: Path) -> Looked:
    told, whole = memo_state(root)
    return [Fact("memo", told)], [] if whole else [f"{FOLDER}/ is damaged: it is safe to delete"]


def _site(root: Path, output: str) -> Looked:
    folder = root / output
    if not folder.is_dir():
        return [Fact("site", f"{output}: not built yet")], []
    files = read_manifest(folder)
    gone = [path for path in files if not (folder / path).is_file()]
    told = f"{output}: {len(files):,} files of ours" if files else f"{output}: no manifest of ours"
    left = [] if holder(root) else sorted(name for name in os.listdir(folder) if name.startswith(STAGE))
    wrong = [f"{output}: {len(gone):,} files of the manifest are gone ({gone[0]}): build again"] if gone else []
    wrong += [f"{output}/{name} was left behind by a build that was killed: build again" for name in left]
    return [Fact("site", told)], wrong


def _rights(root: Path, output: str) -> Looked:
    """Whether what is read can be read, and what is written can be written."""
    wrong = []
    for name, need in (("content", os.R_OK | os.W_OK), (SEEDS, os.R_OK), (TEMPLATES, os.R_OK),
                       (FOLDER, os.R_OK | os.W_OK), (output, os.R_OK | os.W_OK)):  # fmt: skip
        place = root / name
        if place.is_dir() and not os.access(place, need | os.X_OK):
            wrong.append(f"{name}: this folder may not be {'written' if need & os.W_OK else 'read'}")
    disk = os.statvfs(root) if hasattr(os, "statvfs") else None
    free = f"{disk.f_bavail * disk.f_frsize / 1e9:.1f} GB free" if disk else "not told by this system"
    wrong += ["the disk is full"] if disk and not disk.f_bavail else []
    at_work = holder(root)
    wrong += [f"{at_work} is at work here"] if at_work else []
    return [
        Fact("lock", at_work or "free"),
        Fact("disk", free),
        Fact("folders", "as needed" if not wrong else "see below"),
    ], wrong
