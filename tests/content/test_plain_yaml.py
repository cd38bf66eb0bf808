"""The quick way through YAML gives the nodes that PyYAML's events give, with all places, or nothing."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Final

import pytest
from front_matters import yaml_texts
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from site_gen.content import frontmatter
from site_gen.content.frontmatter import FrontMatter, Mapping, read_front_matter, read_yaml
from site_gen.content.plain_yaml import read_plain
from site_gen.errors import Problem, SiteError

EXAMPLES: Final = int(os.environ.get("SITE_GEN_EXAMPLES", "1000"))
WHOLE: Final = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
ROOT: Final = Path(__file__).parents[2]
SECTIONS: Final = tomllib.loads((ROOT / "tests" / "data" / "plain_yaml.toml").read_text("utf-8"))
PIECES: Final = (
    " ", "a ", "a: ", "#", " #", "'", '"', "\\", "[", "[a, ", "{a: b, ", "- ", "\n", " \n", "# \n", "a:\n", "a: b\n",
)  # fmt: skip
Read = FrontMatter | Mapping | tuple[Problem, ...]


def _both(text: str) -> tuple[Read, Read]:
    """A YAML text as it is read, and as PyYAML alone reads it."""
    return _read(text), _read(text, quick=False)


def _read(text: str, quick: bool = True) -> Read:
    with pytest.MonkeyPatch.context() as patch:
        if not quick:
            patch.setattr(frontmatter, "read_plain", lambda text, at, line: None)
        try:
            return read_front_matter("x.md", text) if text.startswith("---\n") else read_yaml("x.yaml", text)
        except SiteError as error:
            return error.problems


@WHOLE
@given(yaml_texts)
def test_what_the_quick_way_gives_is_what_the_reference_gives(text: str) -> None:
    for whole in (text, f"---\n{text}---\n\nbody", f"---\n{text}\n---  \nbody"):
        quick, reference = _both(whole)
        assert quick == reference


@pytest.mark.parametrize("section", sorted(SECTIONS))
def test_each_form_is_taken_or_left_as_the_data_says(section: str) -> None:
    quick, left = (SECTIONS[section].get(way, []) for way in ("quick", "left"))
    assert [text for text in quick if read_plain(text, 0, 1) is None] == []
    assert [text for text in left if read_plain(text, 0, 1) is not None] == []
    for text in quick + left:
        for whole in (text, f"---\n{text}---\nbody"):
            read, reference = _both(whole)
            assert read == reference, text


def test_a_mapping_ends_where_its_text_does() -> None:
    for text in (text for section in SECTIONS.values() for text in section.get("quick", [])):
        plain = read_plain(text, 0, 1)
        assert plain is not None
        assert plain.end == len(text)


def test_half_a_character_is_no_text() -> None:
    assert read_plain("a: b\n", 0, 1) is not None
    assert read_plain("a: \ud800\n", 0, 1) is None


@pytest.mark.parametrize(
    "closing", ["---\n", "--- \t\r\n", "---\r", "---", "...\n", "--- x\n", "----\n", "---\n---\n", " ---\n", ""]
)
def test_the_closing_line_is_found_where_the_reference_finds_it(closing: str) -> None:
    quick, reference = _both(f"---\na: b\n{closing}")
    assert quick == reference
    quick, reference = _both(f"---\na: b\n{closing}\n\r\n  \nbody\n---\n")
    assert quick == reference


def test_all_front_matters_of_the_repository_are_read_alike() -> None:
    paths = [path for folder in ("content", "tests/data", "docs") for path in sorted((ROOT / folder).rglob("*.md"))]
    taken = 0
    for path in paths:
        text = path.read_bytes().decode()
        quick, reference = _both(text)
        assert quick == reference, path
        taken += text.startswith("---\n") and read_plain(text, 4, 2) is not None
    assert taken > 100


def test_what_ingest_writes_is_taken() -> None:
    for path in sorted((ROOT / "content" / "items").glob("*.md")):
        assert read_plain(path.read_text("utf-8"), 4, 2) is not None, path


def test_a_text_of_more_nodes_than_a_file_may_have_is_left() -> None:
    assert read_plain("a: b\n" + "# so\n" * 1_000, 0, 1) is not None
    assert read_plain("".join(f"a{number}:\n" for number in range(60_000)), 0, 1) is None
    assert read_plain(f"a: [{'b, ' * 200_000}b]\n", 0, 1) is None


@given(st.sampled_from(PIECES), st.text("ab:#[] \n'\"-", max_size=4))
def test_no_text_takes_long(piece: str, behind: str) -> None:
    many = piece * 20_000
    for text in (many, f"a: {many}", f"a: '{many}", f"a: [{many}", f"a: b{many}", f"a:\n  - b{many}"):
        read_plain(text + behind, 0, 1)
