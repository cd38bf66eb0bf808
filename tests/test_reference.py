"""The reference and the guide say what is there, all of it and nothing else."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from reference import FOLDER, HERE, TEMPLATES, exit_codes, page_views, pages, view_fields

from site_gen.cli import COMMANDS, command_parser, make_parser
from site_gen.codes import codes
from site_gen.content.records import RECORDS
from site_gen.listing import KINDS
from site_gen.schema import SCHEMAS

DOCS: Final = sorted([HERE / "README.md", *(HERE / "docs").rglob("*.md")])
REMEDY: Final = "run `make reference` and read the difference"
_LINK: Final = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)")
_FENCE: Final = re.compile(r"^(```|~~~)[^\n]*\n.*?^\1\s*$", re.MULTILINE | re.DOTALL)


def table_cells(page: str, section: str = "") -> set[str]:
    """The words in backquotes of the first column of the tables of a page, or of one section of it."""
    text = (FOLDER / page).read_text("utf-8")
    if section:
        found = re.search(rf"^##+ {re.escape(section)}\n(.*?)(?=^#|\Z)", text, re.MULTILINE | re.DOTALL)
        assert found is not None, section
        text = found[1]
    return {
        word for cell in re.findall(r"^\| ([^|]*) \|", text, re.MULTILINE) for word in re.findall(r"`([^`]+)`", cell)
    }


def test_the_reference_is_as_the_code_makes_it() -> None:
    made = pages()
    assert sorted(path.name for path in FOLDER.iterdir()) == sorted(made)
    for name, text in made.items():
        assert (FOLDER / name).read_text("utf-8") == text, f"docs/reference/{name} differs from the code: {REMEDY}"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_flag_of_a_command_is_described_and_none_else(name: str) -> None:
    common = {word for action in command_parser("clean")._actions for word in action.option_strings}
    real = {word for action in command_parser(name)._actions for word in action.option_strings} - common
    text = (FOLDER / "commands.md").read_text("utf-8").partition(f"\n## {name}\n")[2].partition("\n## ")[0]
    assert {
        word for word in re.findall(r"^\| `(-[\w-]+)`|, `(--[\w-]+)`", text, re.MULTILINE) for word in word if word
    } == real


def test_every_field_is_described_and_none_else() -> None:
    known = {name: set(told.fields) for name, told in SCHEMAS.items()}
    for page, names in (
        ("settings.md", ["site"]),
        ("registries.md", ["actors", "topics", "sources"]),
        ("items.md", ["item", "sidecar"]),
    ):
        for name in names:
            assert table_cells(page, SCHEMAS[name].title) - {"draft", "review"} == known[name], name
    for name, heading in (("statements", "Statement"), ("events", "Event"), ("figures", "Figure")):
        assert table_cells("items.md", heading) == set(RECORDS[name])


def test_every_code_has_its_heading_and_no_other() -> None:
    found = re.findall(r"^## (.+)$", (FOLDER / "errors.md").read_text("utf-8"), re.MULTILINE)
    assert found == list(codes())


def test_every_exit_code_is_told() -> None:
    assert table_cells("commands.md", "Exit codes") == {str(code) for code in exit_codes()}
    assert set(exit_codes()) == {0, 1, 2, 130}


def test_every_template_block_and_view_field_is_listed_and_none_else() -> None:
    text = (FOLDER / "templates.md").read_text("utf-8")
    sections = dict(re.findall(r"^## (\S+)\n(.*?)(?=^#|\Z)", text, re.MULTILINE | re.DOTALL))
    for path in TEMPLATES.glob("*.*"):
        blocks = re.findall(r"\{%-?\s*block\s+(\w+)", path.read_text("utf-8"))
        told = re.search(r"^Blocks: (.*)\.$", sections.pop(path.name), re.MULTILINE)
        assert (re.findall(r"`(\w+)`", told[1]) if told else []) == list(dict.fromkeys(blocks)), path.name
    for view in page_views().values():
        rows = re.findall(r"^\| `(\w+)` \|", sections[view.__name__], re.MULTILINE)
        assert rows == list(view.__struct_fields__) == [name for name, _, _ in view_fields(view)]


def test_every_template_of_a_page_has_its_view() -> None:
    without = {path.name for path in TEMPLATES.glob("*.*")} - set(page_views())
    assert without == {"base.html", "macros.html", "timeline_macros.html"}


def anchors(text: str) -> set[str]:
    """The anchors that a forge gives to the headings of a page."""
    found: dict[str, int] = {}
    for heading in re.findall(r"^#{1,6} (.+?)\s*$", _FENCE.sub("", text), re.MULTILINE):
        plain = re.sub(r"[`*]|\[([^\]]*)\]\([^)]*\)", r"\1", heading)
        slug = re.sub(r"[^\w\- ]", "", plain.lower()).replace(" ", "-")
        times = found.get(slug, 0)
        found[slug] = times + 1
        if times:
            found[f"{slug}-{times}"] = 1
    return set(found)


@pytest.mark.parametrize("path", DOCS, ids=lambda path: str(path.relative_to(HERE)))
def test_every_link_leads_somewhere(path: Path) -> None:
    lost = []
    for one, two in _LINK.findall(_FENCE.sub("", path.read_text("utf-8"))):
        target, _, fragment = (one or two).partition("#")
        if re.match(r"[a-z]+:", target):
            continue
        there = (path.parent / target).resolve() if target else path
        if not there.exists() or (fragment and fragment not in anchors(there.read_text("utf-8"))):
            lost.append(one or two)
    assert lost == []


def test_a_lost_link_is_seen() -> None:
    assert anchors("# One `two`\n\n## 404.html\n\n## a_b.html\n\n# One two\n") == {
        "one-two",
        "404html",
        "a_bhtml",
        "one-two-1",
    }


def calls(text: str) -> Iterator[list[str]]:
    """Every call of the program in a page, in a code span or a line of a block."""
    spans = re.findall(r"`(site-gen(?: [^`\n]*)?)`", text)
    blocks = "\n".join(_FENCE_BODY.findall(text))
    lines = re.findall(r"(?:^|&& |\$ |\| |run: )(site-gen(?: [^\n|&>#]*)?)", blocks, re.MULTILINE)
    for call in (*spans, *lines):
        yield shlex.split(re.sub(r"[…\[\]]", " ", call), posix=False)


_FENCE_BODY: Final = re.compile(r"^```[^\n]*\n(.*?)^```\s*$", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize(
    "path", [one for one in DOCS if FOLDER not in one.parents], ids=lambda path: str(path.relative_to(HERE))
)
def test_every_command_and_flag_of_the_guide_exists(path: Path) -> None:
    known = {
        name: {word for action in command_parser(name)._actions for word in action.option_strings} for name in COMMANDS
    }
    outer = {word for action in make_parser()._actions for word in action.option_strings}
    wrong = []
    for words in calls(path.read_text("utf-8")):
        names = [word for word in words[1:] if word in known]
        flags = {
            word.partition("=")[0].rstrip(",.") for word in words[1:] if re.match(r"--?[a-z]", word, re.IGNORECASE)
        }
        plain = [word for word in words[1:] if not word.startswith("-")]
        if plain and not names and "-C" not in words and plain[0].islower() and plain[0].isalpha():
            wrong.append(" ".join(words))
        if flags - (known[names[0]] if names else set()) - outer:
            wrong.append(" ".join(words))
    assert wrong == []


@pytest.mark.parametrize("path", DOCS, ids=lambda path: str(path.relative_to(HERE)))
def test_every_code_that_the_guide_names_exists(path: Path) -> None:
    named = re.findall(r"(?:error|warning)\[([a-z0-9-]+)\]", path.read_text("utf-8"))
    assert sorted({name for name in named if name not in codes()}) == []


def test_every_list_has_a_name_on_the_command_line() -> None:
    kind = next(action for action in command_parser("list")._actions if action.dest == "kind")
    assert list(kind.choices or ()) == list(KINDS)
