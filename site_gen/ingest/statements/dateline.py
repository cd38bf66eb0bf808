"""What stands before an article's first words, or before an entry of a live blog: "OSLO, May 2 (CPS) —", "14.20"."""

from __future__ import annotations

import re
from typing import Final

from site_gen.ingest.statements.reading import Reading

_DASHES: Final = frozenset("—–-―")
_LONGEST: Final = 14
_CLOCK: Final = re.compile(r"\d{1,2}[.:]\d\d(?:am|pm|h)?")
_MARKS: Final = frozenset(",./()")
_MOST_PLACE: Final = 3
"""Words of a place in capitals before a colon."""


def past_dateline(reading: Reading, first: int, end: int) -> int:
    """The first word behind the dateline of a paragraph that begins at `first`; `first` where it has none."""
    low = reading.low
    signed = _signed(reading, first, end)
    if signed != first:
        return signed
    if _CLOCK.fullmatch(low[first]):
        after = first + 1 + (low[first + 1 : first + 2] in (["am"], ["pm"], ["a.m."], ["p.m."]))
        return min(after + (low[after : after + 1] in ([":"], *([dash] for dash in _DASHES))), end - 1)
    stop = next(
        (at for at in range(first, min(end - 1, first + _LONGEST)) if low[at] in _DASHES or low[at] == ":"), None
    )
    if stop is None or stop == first or not all(_fits(reading, at) for at in range(first, stop)):
        return first
    if low[stop] == ":":
        place = stop - first <= _MOST_PLACE and all(word.isupper() for word in reading.words[first:stop])
        return stop + 1 if place else first
    after = stop + 1
    while after < end - 1 and low[after] in _DASHES:
        after += 1
    aside = any(low[at] in _DASHES and _is_free(reading, at) for at in range(after, end))
    alone = reading.words[first].isupper() and len(reading.words[first]) > 1 and not aside
    return after if alone or "(" in low[first:stop] or any(word[0].isdigit() for word in low[first:stop]) else first


def _signed(reading: Reading, first: int, end: int) -> int:
    """The first word behind "OSLO (CPS / Unda - 4th May, 2024)"; `first` where no such line stands here."""
    low = reading.low
    if not reading.words[first].isupper() or len(reading.words[first]) == 1:
        return first
    opened = next((at for at in range(first + 1, min(end, first + _MOST_PLACE + 1)) if low[at] == "("), None)
    if opened is None:
        return first
    closed = next((at for at in range(opened, min(end - 1, opened + _LONGEST)) if low[at] == ")"), None)
    if closed is None or low[closed + 1] in _DASHES or not any(low[at][0].isdigit() for at in range(opened, closed)):
        return first
    inside = range(opened + 1, closed)
    fits = all(_fits(reading, at) or low[at] in _DASHES for at in inside)
    return closed + 1 if fits and reading.capital(closed + 1) else first


def _is_free(reading: Reading, at: int) -> bool:
    """Whether the dash joins no words or numbers: not that of "787-9"."""
    return reading.ends[at - 1] < reading.starts[at]


def _fits(reading: Reading, at: int) -> bool:
    """Whether the word may be part of a dateline: a capital, a number, a comma."""
    word = reading.low[at]
    return (reading.capital(at) and not reading.is_in(at, "determiners")) or word[0].isdigit() or word in _MARKS
