"""Piles of marks are found at their first mark, wherever they stand in a text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.content.piles import pile_in

MARKS = ("\u0301", "\u0327", "\u05b0", "\u302a", "\U0001d165", "\U000101fd")


def _first_pile(text: str) -> int | None:
    """Where thirty-one marks begin, found letter by letter."""
    run = 0
    for at, char in enumerate(text):
        run = run + 1 if unicodedata.combining(char) else 0
        if run == 31:
            return at - 30
    return None


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["a", "é", "中", "\U0001f600", *MARKS]), st.sampled_from([1, 2, 28, 29, 30, 31, 32, 40])
        ),
        max_size=8,
    )
)
def test_a_pile_is_found_at_its_first_mark(parts: list[tuple[str, int]]) -> None:
    text = "".join(char * count for char, count in parts)
    found = pile_in(text)
    assert (found.start() if found else None) == _first_pile(text)


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("before", range(33))
def test_no_place_in_a_text_hides_a_pile(mark: str, before: int) -> None:
    found = pile_in("x" * before + mark * 31 + "é" * 99)
    assert found is not None
    assert found.start() == before
    assert pile_in("x" * before + mark * 30 + "é" * 99) is None
