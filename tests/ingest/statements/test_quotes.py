"""Which words stand in quotation marks."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.ingest.statements.quotes import find_quotations
from site_gen.ingest.units import read_units


def _quoted(text: str) -> list[str]:
    units = read_units(text)
    return [text[units.ends[q.first] : units.ends[q.last - 1]] for q in find_quotations(text, units)]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('He said "go" and "stay".', ["go", "stay"]),
        ("He said “go” and «stay».", ["go", "stay"]),
        ("He said „go“ at once.", ["go"]),
        ("''Go on,'' he said.", ["Go on,"]),
        ("“He said ‘go’ to me,” she said.", ["He said ‘go’ to me,"]),
        ("‘Go on,’ he said.", ["Go on,"]),
        ("The workers' union and the '90s are not quoted.", []),
        ("It is 5'10\" tall.", []),
        ('"It goes on\n"and on."', ["It goes on", "and on."]),
        ("”Turned round,” she said.", ["Turned round,"]),
        ('He said "it never ends.', ["it never ends."]),
        ('it ends" he said.', []),
    ],
)
def test_quoted_words_are_found(text: str, quoted: list[str]) -> None:
    assert _quoted(text) == quoted


def test_quotation_that_goes_on_in_the_next_paragraph_is_known() -> None:
    text = '"It goes on\n"and on."'
    first, second = find_quotations(text, read_units(text))
    assert (first.closed, second.reopens, second.closed) == (False, True, True)


@given(st.text(alphabet="ab .,?\n\"“”„«»‘’'", max_size=80))
def test_quotations_of_any_text_follow_one_another(text: str) -> None:
    found = find_quotations(text, read_units(text))
    assert all(one.first < one.last for one in found)
    assert all(before.last <= after.first for before, after in pairwise(found))
