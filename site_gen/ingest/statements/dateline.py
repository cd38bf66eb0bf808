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
    alone = reading.words[first].isupper() and len(reading.words[first]) > 1 and not _DASHES & set(low[after:end])
    return after if alone or "(" in low[first:stop] or any(word[0].isdigit() for word in low[first:stop]) else first


def _fits(reading: Reading, at: int) -> bool:
    """Whether the word may be part of a dateline: a capital, a number, a comma."""
    word = reading.low[at]
    return (reading.capital(at) and not reading.is_in(at, "determiners")) or word[0].isdigit() or word in _MARKS
