"""The same story many times: which articles of other publishers may carry one text. Pure.

Whether they do is told by their words (`likeness`). Which to compare is found by a few hashes of each, the lowest of
its runs of three words (a bottom-k sketch, Cohen and Kaplan 2007). What is weeks apart is not compared, nor is an
article with another of the same publisher, who has updated it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final
from zlib import crc32

from msgspec import Struct

from site_gen.likeness import FEWEST, runs_of

_SKETCH: Final = 32
"""Hashes kept of an article."""
_SHARED: Final = 3
"""Hashes that two articles must share to be compared."""
_COMMON: Final = 512
"""A run that so many articles have is a phrase, and tells nothing."""
_HELD: Final = 8
"""Weeks whose runs are looked up at a time."""
_NO_WEEK: Final = -1
_DAYS: Final = 7
"""Copies follow within so many days."""


class Sketch(Struct, frozen=True, array_like=True):
    """What is needed of an article to find those that carry its text."""

    item: str
    source: str
    """Source id; "" when unknown."""
    published: str
    """EDTF; "" when unknown."""
    hashes: tuple[int, ...]
    """The lowest of its runs' hashes, 32 bits, ascending."""
    copy_of: str = ""
    """Id of the item that it is known to carry."""


def sketch_of(words: Sequence[str]) -> tuple[int, ...]:
    """The lowest hashes of a text's runs of words, ascending; none of a text too short to tell."""
    if len(words) < FEWEST:
        return ()
    return tuple(sorted({crc32(" ".join(run).encode()) for run in runs_of(words)})[:_SKETCH])


class Shelf:
    """The sketches of articles, for finding those that may carry one text.

    They lie by week, as copies follow soon; of a few weeks the runs are looked up at a time, so that memory grows by
    little more than the hashes. An article without a date is compared with such and with the newest weeks.
    """

    def __init__(self) -> None:
        self._of: dict[str, Sketch] = {}
        self._weeks: dict[int, list[str]] = {}
        self._found: dict[int, dict[int, list[str]]] = {}

    def get(self, item_id: str) -> Sketch | None:
        """The sketch of an article."""
        return self._of.get(item_id)

    def add(self, sketch: Sketch) -> None:
        """One more article, or one that is known in a new state."""
        week, known = _week(sketch.published), self._of.get(sketch.item)
        self._of[sketch.item] = sketch
        if known is None or known.hashes != sketch.hashes or _week(known.published) != week:
            self._weeks.setdefault(week, []).append(sketch.item)
            if week in self._found:
                _note(self._found[week], sketch)

    def near(self, sketch: Sketch) -> Iterator[Sketch]:
        """Articles of other publishers, published within days, that share runs of words; the likeliest first."""
        week = _week(sketch.published)
        weeks = (week - 1, week, week + 1, _NO_WEEK) if week != _NO_WEEK else tuple(sorted(self._weeks)[-_HELD + 1 :])
        shared: Counter[str] = Counter()
        for one in {*weeks, _NO_WEEK}:
            runs = self._runs_of(one)
            for run in sketch.hashes:
                names = runs.get(run, ())
                if len(names) < _COMMON:
                    shared.update(set(names))
        for item_id, count in sorted(shared.items(), key=lambda pair: (-pair[1], pair[0])):
            other = self._of[item_id]
            if count >= _SHARED and item_id != sketch.item and _may_carry(sketch, other):
                yield other

    def root(self, item_id: str) -> str:
        """The article that the one named carries in the end."""
        seen = {item_id}
        while (known := self._of.get(item_id)) and known.copy_of and known.copy_of not in seen:
            item_id = known.copy_of
            seen.add(item_id)
        return item_id

    def _runs_of(self, week: int) -> dict[int, list[str]]:
        """The articles of a week by their runs' hashes."""
        if week not in self._weeks:
            return {}
        found = self._found.pop(week, None)
        if found is None:
            found = {}
            for item_id in self._weeks[week]:
                _note(found, self._of[item_id])
        self._found[week] = found  # the last asked for stands last
        while len(self._found) > _HELD:
            del self._found[next(iter(self._found))]
        return found


def _note(runs: dict[int, list[str]], sketch: Sketch) -> None:
    for one in sketch.hashes:
        names = runs.setdefault(one, [])
        if len(names) < _COMMON:
            names.append(sketch.item)


def _may_carry(one: Sketch, other: Sketch) -> bool:
    """Whether two publishers can have had one text: one that brings it again has updated it."""
    if one.source and one.source == other.source:
        return False
    ours, theirs = _day(one.published), _day(other.published)
    return ours is None or theirs is None or abs(ours - theirs) <= _DAYS


def _week(published: str) -> int:
    day = _day(published)
    return _NO_WEEK if day is None else day // 7


def _day(published: str) -> int | None:
    """The ordinal of a full day; None for anything vaguer."""
    try:
        return date.fromisoformat(published[:10]).toordinal()
    except ValueError:
        return None
