"""One file to one item: what is accepted, and each way to be wrong, told at its line and column.

A case is a pair in `tests/data/errors`: `<name>.md`, and in `<name>.txt` every problem as a person reads it. To take
the words as they are now, run this file with SITE_GEN_SNAPSHOT=1 and read the difference.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import pytest

from site_gen.content.item import parse_item
from site_gen.errors import SiteError, format_problems
from site_gen.model import Event, Evidence, Figure, Place, Statement

CASES: Final = sorted((Path(__file__).parents[1] / "data" / "errors").glob("*.md"))
FULL: Final = """\
---
title: 'A ''title'': of "words"'   # a comment
published: 2022-08-04
updated: 2022-08
source: post
url: https://post.example/a?b=c&d
lang: en-GB
via: [wire, agency, wire]
authors: [A. B.]
basis: {title: derived}
actors: [ada]
topics: dams
summary: >
  Two lines
  folded.
statements:
  - speaker: null
    text: "no"
    kind: partial
events:
  - {text: yes, when: 199X}
figures:
  - measure: killed
    value: 2,000
    text: 12:30
status: draft
evidence: {seed: seeds/a.txt, sha256: 00ff}
---
# Head

A body: with --- inside.
"""


def told(path: Path) -> str:
    """The problems of a case as a person reads them; "fine" when there are none."""
    try:
        parse_item("content/items/case.md", path.read_bytes().decode())
    except SiteError as error:
        return format_problems(error.problems) + "\n"
    return "fine\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case.stem))
def test_each_way_to_be_wrong_is_told_at_its_place(case: Path) -> None:
    expected = case.with_suffix(".txt")
    if os.environ.get("SITE_GEN_SNAPSHOT"):
        expected.write_text(told(case), encoding="utf-8")
    assert told(case) == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case.stem))
def test_each_problem_stands_where_it_says_and_tells_a_remedy(case: Path) -> None:
    lines = case.read_bytes().decode().replace("\r\n", "\n").replace("\r", "\n").split("\n")
    try:
        parse_item("content/items/case.md", case.read_bytes().decode())
    except SiteError as error:
        for problem in error.problems:
            assert problem.hint
            assert 1 <= problem.line <= len(lines)
            assert problem.source == lines[problem.line - 1]
            assert 1 <= problem.column <= len(problem.source) + 1


def test_every_value_is_what_the_file_says() -> None:
    item = parse_item("content/items/full.md", FULL)
    assert (item.id, item.title, item.path) == ("full", "A 'title': of \"words\"", "content/items/full.md")
    assert (item.published, item.updated, item.lang, item.status) == ("2022-08-04", "2022-08", "en-GB", "draft")
    assert (item.via, item.authors, item.topics) == (("wire", "agency"), ("A. B.",), ("dams",))
    assert item.summary == "Two lines folded."
    assert item.statements == (Statement(None, "no", "partial", place=Place(item.path, 17, 5)),)
    assert item.events == (Event("yes", "199X", place=Place(item.path, 21, 5)),)
    assert item.figures == (Figure("killed", "2000", "12:30", place=Place(item.path, 23, 5)),)
    assert item.evidence == Evidence("seeds/a.txt", "00ff")
    assert item.body == "# Head\n\nA body: with --- inside.\n"
    assert item.place("topics") == Place(item.path, 12, 1)
    assert item.place("body") == Place(item.path, 29, 1)
    assert item.place("reviewed") == Place(item.path, 1, 1)


def test_a_title_and_a_body_are_enough() -> None:
    item = parse_item("content/items/a.md", "---\ntitle: A\n---\nText")
    assert (item.status, item.published, item.body) == ("published", None, "Text")


@pytest.mark.parametrize("word", ["no", "NO", "on", "y", "12:30", "1e3", "0x1f", "2022-08-04", "1_000", ".5", "true"])
def test_words_that_other_readers_turn_into_values_stay_words(word: str) -> None:
    assert parse_item("content/items/a.md", f"---\ntitle: {word}\n---\n").title == word


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_and_a_mark_at_the_start_change_nothing(end: str) -> None:
    plain = parse_item("content/items/full.md", FULL)
    assert parse_item("content/items/full.md", "\ufeff" + FULL.replace("\n", end)) == plain


@pytest.mark.parametrize("name", ["Upper", "con", "index", "a b", "", "..", "é", "a" * 101, "a.b", "a_b", "-a", "a\nb"])
def test_a_file_whose_name_is_no_id_is_refused(name: str) -> None:
    with pytest.raises(SiteError, match="bad-file-name"):
        parse_item(f"content/items/{name}.md", FULL)


def test_ten_thousand_actors_and_keys_are_read_or_told_at_once() -> None:
    many = ", ".join(f"a{number}" for number in range(10_000))
    with pytest.raises(SiteError, match=r"a.md:3:\d+: error\[too-many\]: the list has 10,000 entries; at most 500"):
        parse_item("content/items/a.md", f"---\ntitle: A\nactors: [{many}]\n---\n")
    keys = "\n".join(f"k{number}: x" for number in range(10_000))
    with pytest.raises(SiteError) as caught:
        parse_item("content/items/a.md", f"---\ntitle: A\n{keys}\n---\n")
    assert len(caught.value.problems) == 10_000
    assert len(str(caught.value).splitlines()) < 200
