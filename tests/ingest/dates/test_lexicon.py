"""Word classes and number words."""

from __future__ import annotations

import pytest

from site_gen.ingest.dates.grammar import grammar_of
from site_gen.ingest.dates.lexicon import number_classes, read_count, read_spoken_year


@pytest.mark.parametrize(
    ("word", "names"),
    [
        ("25", {"digits", "short", "dayno"}),
        ("12", {"digits", "short", "dayno", "hour"}),
        ("1996", {"digits", "year"}),
        ("2,000", {"digits"}),
        ("9:30", {"clock"}),
        ("9.30", {"digits", "dotclock"}),
        ("9pm", {"halfclock"}),
        ("20th", {"nth", "nthday"}),
        ("1990s", {"decade"}),
        ("4/8/2022", {"slashes"}),
        ("24/7", set()),
    ],
)
def test_a_number_is_classed_by_its_form(word: str, names: set[str]) -> None:
    assert set(number_classes(word)) == names


@pytest.mark.parametrize(
    ("values", "count"), [((20, 4), 24), ((2, 1000), 2000), ((1, 100, 50), 150), ((100,), 100), ((2.5,), 2.5), ((), 0)]
)
def test_number_words_add_up(values: tuple[int | float, ...], count: int | float) -> None:
    assert read_count(values) == count


@pytest.mark.parametrize(
    ("values", "year"),
    [((19, 90, 4), 1994), ((20, 20, 2), 2022), ((2, 1000, 3), 2003), ((20, 4), None), ((5, 6), None)],
)
def test_spoken_years_are_told_from_other_numbers(values: tuple[int, ...], year: int | None) -> None:
    assert read_spoken_year(values) == year


def test_a_month_that_is_also_a_verb_needs_its_capital() -> None:
    grammar = grammar_of("en")
    assert grammar is not None
    assert "month" in grammar.lexicon.classes("May")
    assert "month" in grammar.lexicon.classes("MAY")
    assert "month" not in grammar.lexicon.classes("may")
