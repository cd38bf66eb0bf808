"""The plan of the house held to: imports point down, few rooms touch the world, files stay small."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Final

import pytest

PACKAGE: Final = Path(__file__).parents[1] / "site_gen"
FLOORS: Final[Mapping[str, int]] = {
    "": 0,
    **dict.fromkeys(
        "model incoming errors exits edtf datewords dates slugs likeness colours amounts spread".split(), 0
    ),
    "content": 1,
    "ingest": 2,
    "site": 2,
    **dict.fromkeys(["cli", "commands", "own_commands", "terminal", "__main__"], 4),
}
"""Floor of each room of the package, by the first part of a module's name; every other module is a verb."""
VERBS: Final = 3
RIMS: Final = frozenset(
    "content.project content.stamps content.leavings ingest.confined ingest.run ingest.unpacking ingest.joining "
    "ingest.known ingest.bundle_memory "
    "site.publish site.manifest site.moving site.render site.words memo kept standing making spreading stowage "
    "patching preview profile errand executors imported importing importing_site ingesting preparing reading live "
    "serve build init clean extracting explain explain_page publishing hosts.running hosts.git hosts.folder "
    "explain_entry lock verify summary new renaming review.decide review.run review.web check schema doctor cli "
    "commands own_commands terminal fetching __main__".split()
)
"""Modules that may touch disk, clock, network or environment. Templates and assets are read by site.render."""
WORLD: Final = frozenset(
    "os io shutil tempfile socket ssl http urllib.request subprocess time sqlite3 glob fcntl signal threading "
    "multiprocessing concurrent.futures asyncio random secrets getpass locale".split()
)
IN_MEMORY: Final[Mapping[str, frozenset[str]]] = {
    "site.formats.sqlite": frozenset(["sqlite3"]),
    "ingest.document.word": frozenset(["io"]),
    "ingest.document.pdf": frozenset(["io"]),
}
"""What a module may import because it keeps it off the disk; tests hold it to that."""
TOUCHES: Final = frozenset(
    "open read_text read_bytes write_text write_bytes mkdir unlink rglob iterdir is_file is_dir exists stat lstat "
    "rename rmdir touch symlink_to now today utcnow".split()
)
"""Calls by which a path or a clock is touched."""
HANDED: Final[Mapping[str, frozenset[str]]] = {"ingest.exports.warc": frozenset(["package.open"])}
"""What a module may call because it reads inside the file that it was handed."""
LANGUAGE_DATA: Final = frozenset(["is_file", "read_text"])
"""What may be called where data of the package is read through importlib.resources."""
ALONE: Final = {
    "jinja2": ["site.render", "site.compiling", "site.generating", "site.quick"],
    "yaml": ["content.yaml_events"],
    "markdown_it": ["site.markdown"],
    "livereload": ["serve"],
    "tornado": ["review.web", "serve"],
    "dateparser": ["ingest.given_date"],
    "lxml": ["ingest.page.tree"],
    "trafilatura": ["ingest.page.text"],
    "docx": ["ingest.document.word"],
    "pypdf": ["ingest.document.pdf"],
    "htmldate": ["ingest.page.guess"],
    "charset_normalizer": ["ingest.page.encoding"],
    "warcio": ["ingest.exports.warc"],
    "sqlite3": ["memo", "site.formats.sqlite"],
}
"""Who alone may import what."""

Sources = Mapping[str, str]
"""Module, below the package and without it, to its text."""


@cache
def _nodes(text: str) -> tuple[ast.AST, ...]:
    """Every node of a module's text."""
    return tuple(ast.walk(ast.parse(text)))


def sources() -> dict[str, str]:
    """All modules of the package."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        name = ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix("__init__").rstrip(".")
        found[name] = path.read_text(encoding="utf-8")
    return found


def imports(text: str) -> Iterator[str]:
    """Every module that a text imports, in functions and for types too."""
    for node in _nodes(text):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def floor(module: str) -> int:
    return FLOORS.get(module.partition(".")[0], VERBS)


def wrong_arrows(modules: Sources) -> list[str]:
    """Imports that point up, or from ingest to site or back."""
    found = []
    for name, text in modules.items():
        for used in imports(text):
            room = used.removeprefix("site_gen.")
            if not used.startswith("site_gen.") or room == "__version__":
                continue
            sideways = {name.partition(".")[0], room.partition(".")[0]} == {"ingest", "site"}
            if floor(room) > floor(name) or sideways:
                found.append(f"{name} -> {room}")
    return sorted(set(found))


def touching(modules: Sources) -> list[str]:
    """Modules beside the rims that reach for the world."""
    found: list[str] = []
    for name, text in modules.items():
        if name in RIMS:
            continue
        used = set(imports(text))
        reached = used & WORLD - IN_MEMORY.get(name, frozenset())
        for node in _nodes(text):
            if not isinstance(node, ast.Call):
                continue
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in TOUCHES - (LANGUAGE_DATA if "importlib.resources" in used else set()):
                reached.add(ast.unparse(node.func))
        found.extend(f"{name}: {one}" for one in sorted(reached - HANDED.get(name, frozenset())))
    return found


def strangers(modules: Sources) -> list[str]:
    """Imports of a library by a room that must not know it."""
    return sorted(
        f"{name} -> {library}"
        for name, text in modules.items()
        for library in {used.partition(".")[0] for used in imports(text)} & ALONE.keys()
        if name not in ALONE[library]
    )


def printing(modules: Sources) -> list[str]:
    """Modules that print or write to the terminal."""
    return [
        name
        for name, text in modules.items()
        if name not in ("cli", "commands", "own_commands", "terminal")
        and any(
            isinstance(node, ast.Call) and ast.unparse(node.func) in ("print", "sys.stdout.write", "sys.stderr.write")
            for node in _nodes(text)
        )
    ]


def circles(modules: Sources) -> list[str]:
    """Modules that import each other, round about too."""
    edges = {
        name: {room for used in imports(text) if (room := used.removeprefix("site_gen.")) in modules and room != name}
        for name, text in modules.items()
    }
    while loose := [name for name, used in edges.items() if not used & edges.keys()]:
        for name in loose:
            del edges[name]
    return sorted(name for name, used in edges.items() if any(name in edges[other] for other in used & edges.keys()))


def test_imports_point_down() -> None:
    assert wrong_arrows(sources()) == []


def test_no_two_modules_import_each_other() -> None:
    assert circles(sources()) == []


def test_only_rims_touch_the_world() -> None:
    assert touching(sources()) == []


def test_the_database_for_readers_is_made_in_memory() -> None:
    opened = [
        ast.unparse(node)
        for node in _nodes(sources()["site.formats.sqlite"])
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "sqlite3.connect"
    ]
    assert {call.partition(",")[0] for call in opened} == {"sqlite3.connect(':memory:'"}


def test_documents_are_read_from_bytes_in_memory() -> None:
    for name in ("ingest.document.word", "ingest.document.pdf"):
        assert [used for used in imports(sources()[name]) if used.startswith("io.")] == ["io.BytesIO"]


def test_libraries_stay_in_their_rooms() -> None:
    assert strangers(sources()) == []


def test_only_the_command_line_prints() -> None:
    assert printing(sources()) == []


def test_no_file_is_longer_than_400_lines() -> None:
    assert {name: lines for name, text in sources().items() if (lines := text.count("\n")) > 400} == {}


def test_every_module_says_what_it_is_for() -> None:
    assert [name for name, text in sources().items() if not ast.get_docstring(ast.parse(text))] == []


@pytest.mark.parametrize(
    ("name", "planted", "guard"),
    [
        ("content.schema", "from site_gen.site.urls import INDEX", wrong_arrows),
        ("model", "if TYPE_CHECKING:\n    from site_gen.content.item import parse_item", wrong_arrows),
        ("ingest.draft", "def f():\n    import site_gen.site.plan", wrong_arrows),
        ("site.plan", "from site_gen.ingest import run", wrong_arrows),
        ("ingest.clean", "from site_gen.cli import main", wrong_arrows),
        ("site.plan", "import os", touching),
        ("ingest.draft", "from pathlib import Path\nPath('x').read_text()", touching),
        ("dates", "from datetime import date\ndate.today()", touching),
        ("ingest.clean", "import jinja2.meta", strangers),
        ("content.schema", "from yaml import safe_load", strangers),
        ("site.plan", "print('made')", printing),
        ("errors", "from site_gen.serve import serve", circles),
    ],
)  # fmt: skip
def test_the_guards_see_a_planted_fault(name: str, planted: str, guard: object) -> None:
    assert callable(guard)
    before = guard(sources())
    after = guard({**sources(), name: sources()[name] + "\n" + planted + "\n"})
    assert before == []
    assert after != []


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("ingest.article", "parse_article"),
        ("ingest.extract", "extract"),
        ("ingest.merge", "merge"),
        ("content.item", "parse_item"),
        ("site.assemble", "assemble"),
        ("site.plan", "plan_pages"),
        ("site.render", "render"),
        ("site.publish", "publish"),
    ],
)
def test_the_way_of_an_article_goes_through_eight_functions(module: str, name: str) -> None:
    assert callable(getattr(import_module(f"site_gen.{module}"), name))
