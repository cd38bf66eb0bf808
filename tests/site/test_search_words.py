"""Text to words, by data: every case of `tests/data/search/words.toml`."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.site.search.words import fold_text, words_of

CASES: Final[dict[str, Any]] = tomllib.loads((Path(__file__).parents[1] / "data/search/words.toml").read_text("utf-8"))


@pytest.mark.parametrize("name", CASES)
def test_a_text_is_found_by_its_words(name: str) -> None:
    assert sorted(words_of(CASES[name]["text"])) == sorted(CASES[name]["words"])


@given(st.text())
def test_a_word_is_its_own_only_word_but_for_scripts_without_spaces(text: str) -> None:
    for word in words_of(text):
        assert word in words_of(word)


@given(st.text())
def test_folding_twice_is_folding_once_for_words(text: str) -> None:
    assert words_of(fold_text(text)) == words_of(text)


@given(st.text(alphabet="abXY09 -‐‑'’“”…_.,"))
def test_the_short_way_for_plain_text_finds_what_the_long_way_does(text: str) -> None:
    assert words_of(text) == words_of(text + " é") - {"e"} | (words_of(text) & {"e"})
