"""Paragraphs, sentences and words of texts, and what holds for any text."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.ingest.units import Units, read_units
from site_gen.model import Cut

_CASES: dict[str, Any] = tomllib.loads(
    (Path(__file__).parents[1] / "data" / "statements" / "units.toml").read_text("utf-8")
)


def _shown(text: str, units: Units) -> str:
    paragraphs = []
    for first, last in units.paragraphs:
        sentences = units.sentences[first:last]
        paragraphs.append("|".join(text[units.starts[a] : units.ends[b - 1]] for a, b in sentences))
    return "¶".join(paragraphs)


@pytest.mark.parametrize("name", _CASES)
def test_text_is_split_into_its_sentences(name: str) -> None:
    case = _CASES[name]
    assert _shown(case["text"], read_units(case["text"], (), case.get("lang", "en"))) == case["units"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Russia's ally", ["Russia", "'s", "ally"]),
        ("didn’t go", ["didn’t", "go"]),
        ("2,000 men at 18:30", ["2,000", "men", "at", "18:30"]),
        ("Nagorno-Karabakh", ["Nagorno-Karabakh"]),
        ("''Go,'' he said", ["''", "Go", ",", "''", "he", "said"]),
        ("'What?''' he said", ["'", "What", "?", "'", "''", "he", "said"]),
        ("the U.S. army", ["the", "U.S.", "army"]),
    ],
)
def test_words_are_split_from_marks(text: str, words: list[str]) -> None:
    assert list(read_units(text).words) == words


def test_what_is_cut_has_no_words() -> None:
    text = "The road is open.\nPlease give us money.\nIt rained."
    cut = Cut("publisher-appeal", text.index("Please"), text.index("It rained"), 1, "Please")
    assert _shown(text, read_units(text, (cut,))) == "The road is open.¶It rained."


@given(st.text(max_size=300))
def test_words_stand_in_text_order_and_sentences_hold_them_all(text: str) -> None:
    units = read_units(text)
    assert all(text[a:b] == word for word, a, b in zip(units.words, units.starts, units.ends, strict=True))
    assert all(before <= after for before, after in zip(units.ends, units.starts[1:], strict=False))
    assert [first for first, _ in units.sentences] == [0, *(last for _, last in units.sentences[:-1])][
        : len(units.sentences)
    ]
    assert all(a[1] == b[0] for a, b in pairwise(units.paragraphs))
