"""Control characters are found where the pattern finds them, however long the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.content.controls import CONTROL, control_in

ODD = "\t\n\r\x00\x08\x0b\x0c\x0e\x1f\x7f\x80\x85\xa0é\u2027\u2028\u2029\u202a\ud800\ufeff\ufffd\ufffe\uffff\U0001f600"


@given(st.text(st.sampled_from("ab " + ODD), max_size=8), st.sampled_from(["", "a" * 3000, "é" * 3000]))
def test_the_first_control_character_is_found(text: str, before: str) -> None:
    found, wanted = control_in(before + text), CONTROL.search(before + text)
    assert (found and found.span()) == (wanted and wanted.span())


@pytest.mark.parametrize("code", range(0x110))
def test_every_character_of_the_first_ones_is_judged_as_by_the_pattern(code: int) -> None:
    assert (control_in(f"a{chr(code)}b") is None) == (CONTROL.search(chr(code)) is None)
