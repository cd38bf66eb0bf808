"""Numbers as they stand in news: digits, words, scales, money, percent; and what is no amount."""

from __future__ import annotations

import pytest

from site_gen.ingest.numbers import Amount, NumberWords, number_words, read_amount
from site_gen.ingest.units import read_units


def _lex() -> NumberWords:
    lex = number_words("en")
    assert lex is not None
    return lex


def _amount(text: str) -> Amount | None:
    """The first amount in the text."""
    words = read_units(text).words
    return next((one for at in range(len(words)) if (one := read_amount(words, at, len(words), _lex()))), None)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("19 troops", "19"),
        ("2,000 peacekeepers", "2000"),
        ("two", "2"),
        ("Twenty-three houses", "23"),
        ("two dozen villagers", "24"),
        ("a hundred people", "100"),
        ("1.5 million people", "1500000"),
        ("three hundred thousand", "300000"),
        ("12.5 points", "12.5"),
    ],
)
def test_an_amount_is_given_in_digits(text: str, value: str) -> None:
    found = _amount(text)
    assert found is not None
    assert (found.value, found.measure) == (value, "")


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("$2 a month", "2", "USD"),
        ("€40bn", "40000000000", "EUR"),
        ("250 million euros", "250000000", "EUR"),
        ("3 million dollars", "3000000", ""),
        ("45%", "45", "percent"),
        ("12 per cent", "12", "percent"),
        ("12 percent", "12", "percent"),
    ],
)
def test_money_and_percent_carry_their_unit(text: str, value: str, unit: str) -> None:
    found = _amount(text)
    assert found is not None
    assert (found.value, found.unit) == (value, unit)


@pytest.mark.parametrize(
    "text",
    [
        "on 25 September",
        "September 25",
        "in 2020",
        "the 2020 war",
        "the 1990s",
        "a 34-year-old man",
        "the 19th time",
        "at 5 p.m.",
        "a soldier",
        "we",
    ],
)
def test_dates_ages_and_ordinals_are_no_amounts(text: str) -> None:
    assert _amount(text) is None


def test_a_language_without_a_file_has_no_number_words() -> None:
    assert number_words("xx") is None
