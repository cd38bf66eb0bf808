"""Saved pages of every shape: what is taken, by which basis, what is left. A case is a page with a table beside it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, Final

import pytest

from site_gen.ingest.doors import open_seed
from site_gen.ingest.facts import Fact

PAGES: Final = Path(__file__).parents[1] / "data/ingest/pages"
CASES: Final = sorted(path.name.removesuffix(".toml") for path in PAGES.glob("*.toml"))
FACTS: Final = ("title", "published", "updated", "url", "source", "lang")


def expected(name: str) -> dict[str, Any]:
    return tomllib.loads((PAGES / f"{name}.toml").read_text("utf-8"))


@pytest.mark.parametrize("name", CASES)
def test_a_page_gives_what_its_table_says(name: str) -> None:
    wanted = expected(name)
    opened = open_seed((PAGES / name).read_bytes(), f"seeds/{name}")
    for fact in FACTS:
        if fact in wanted:
            assert getattr(opened, fact) == Fact(*wanted[fact]), f"{fact}: {wanted['about']}"
    if "authors" in wanted:
        assert list(opened.authors) == wanted["authors"], wanted["about"]
    if "authors_basis" in wanted:
        assert opened.authors_basis == wanted["authors_basis"]
    if wanted.get("guessed_only"):
        assert opened.published is None
    assert list(opened.notes) == wanted.get("notes", [])
    for words in wanted["has"]:
        assert words in opened.text, f"missing: {words}"
    for words in wanted.get("lacks", []):
        assert words not in opened.text, f"not the article's: {words}"
    for words in wanted.get("once", []):
        assert opened.text.count(words) == 1


def test_there_is_a_page_for_every_table_and_a_table_for_every_page() -> None:
    assert len(CASES) >= 12
    assert sorted(path.name for path in PAGES.iterdir() if path.suffix != ".toml") == CASES


@pytest.mark.parametrize("name", CASES)
def test_opening_a_page_twice_gives_the_same(name: str) -> None:
    data = (PAGES / name).read_bytes()
    assert open_seed(data, f"seeds/{name}") == open_seed(data, f"seeds/{name}")


def test_paragraphs_of_a_page_are_parted_by_blank_lines() -> None:
    text = open_seed((PAGES / CASES[0]).read_bytes(), f"seeds/{CASES[0]}").text
    assert len(text.split("\n\n")) == 4
    assert "\n\n\n" not in text
