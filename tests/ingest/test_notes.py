"""Markdown of other tools: what of the front matter is taken, what is told, and the text as its words."""

from __future__ import annotations

import ingest.door_cases as cases
import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.ingest.doors import door_of
from site_gen.ingest.matter import read_matter
from site_gen.ingest.note.fields import facts_of
from site_gen.ingest.note.words import RULES, MarkRule, words_of


@pytest.mark.parametrize("name", cases.names("notes"))
def test_a_note_gives_what_its_table_says(name: str) -> None:
    cases.check("notes", name)


def test_there_is_a_table_for_every_note() -> None:
    assert cases.strangers("notes") == []
    assert len(cases.names("notes")) >= 10


@pytest.mark.parametrize(("rule", "before", "after"), [(rule, *example) for rule in RULES for example in rule.examples])
def test_each_mark_becomes_what_its_example_says(rule: MarkRule, before: str, after: str) -> None:
    assert rule.pattern.sub(rule.instead, before) == after


def test_a_word_to_people_is_no_seed() -> None:
    assert door_of("seeds/README.md") is None
    assert door_of("seeds/readers.md") is not None


@given(st.lists(st.sampled_from("the gates, of-a 4 dam. (so) it: is 2031 “open” –".split()), min_size=1, max_size=30))
def test_words_without_marks_stay_as_they_are(words: list[str]) -> None:
    text = f"It {' '.join(words)}"
    assert words_of(text)[0] == text


@given(st.text(alphabet=" \n*_`[]()!<>#-=~|{}%\\^:&;ab1\"'", max_size=200))
def test_any_marks_end_in_text_and_twice_is_no_fault(text: str) -> None:
    plain, _ = words_of(text)
    assert "\0" not in plain
    assert "\n\n\n" not in plain


@given(st.text(alphabet="-+{}[]:,\n\t \"'=#&*!ab1", max_size=120))
def test_any_front_matter_is_read_or_left_as_text(text: str) -> None:
    for fence in ("---", "+++", ""):
        whole = f"{fence}\n{text}\n{fence}\nThe gates are open.\n"
        matter = read_matter("x.md", whole)
        assert "The gates are open." in matter.body or not fence
        assert "" not in facts_of(matter.fields).authors


def test_what_front_matter_gives_stands_before_none_and_every_other_value_is_kept() -> None:
    facts = facts_of({"Title": "A", "x": ["1", "2"], "title": "B", "geo": {"lat": "41"}, "tags": ["dam"]})
    assert facts.title == "A"
    assert facts.extra == (("x", ("1", "2")), ("title", "B"), ("geo.lat", "41"))
    assert facts.tags == (("tags", "dam"),)
