"""Contrast as WCAG counts it, and what lets a colour stand on dark paper."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.colours import LEAST, PAPERS, contrast, is_colour, lightened

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000", "#fff", 21.0), ("#777777", "#ffffff", 4.48), ("#767676", "#fff", 4.54)],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.1)
    assert contrast(other, one) == contrast(one, other)


@given(COLOURS)
def test_any_colour_can_be_made_to_stand_on_dark_paper(colour: str) -> None:
    lighter = lightened(colour, PAPERS[1])
    assert is_colour(lighter)
    assert contrast(lighter, PAPERS[1]) >= LEAST
    assert lightened(lighter, PAPERS[1]) == lighter


@pytest.mark.parametrize("text", ["", "red", "#12", "#1234", "#gggggg", "#fff;", "rgb(0,0,0)", "#FFF\n"])
def test_what_is_no_colour_is_told(text: str) -> None:
    assert not is_colour(text)
