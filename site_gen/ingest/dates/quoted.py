"""Days counted by a speaker: "tomorrow" inside quotation marks is counted from the day on which it was said."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence, Set
from datetime import date
from itertools import groupby
from typing import Final

import msgspec

from site_gen.ingest.article import Article
from site_gen.ingest.findings import TimeFound

_SAID: Final = ("weekday-past", "month-day-year", "month-day-publication-year", "month-day-told-year")
_MARKS: Final = re.compile('[“«„”»"]')
_OPENING: Final = "“«„"
_CLOSING: Final = "”»"


def from_day_said(found: Sequence[TimeFound], counted: Set[int], article: Article) -> tuple[TimeFound, ...]:
    """The findings; those that start at `counted` move, within a quotation, to the day its sentence gives for it."""
    published = article.day
    if published is None or not counted:
        return tuple(found)
    units = article.units
    starts = [units.starts[first] for first, _ in units.sentences]
    out: list[TimeFound] = []
    before: tuple[int, list[tuple[int, date]]] = (-2, [])
    for sentence, times in groupby(found, key=lambda time: bisect_right(starts, time.start) - 1):
        here = list(times)
        quoted = quotations_at(article.text, starts[sentence], [time.start for time in here])
        days = [day for time, inside in zip(here, quoted, strict=True) if not inside and (day := _day_said(time))]
        if not days and before[0] == sentence - 1 and _goes_on(article.text, starts[sentence - 1], starts[sentence]):
            days = before[1]
        before = (sentence, days)
        for time, inside in zip(here, quoted, strict=True):
            said = _said_for(time, days) if inside and time.start in counted else None
            out.append(_moved(time, said, published) if said is not None and said < published else time)
    return tuple(out)


def quotations_at(text: str, start: int, places: Sequence[int]) -> list[bool]:
    """Whether a quotation that opens at or after `start` is still open, at each of the places in text order."""
    depth, straight, at = 0, False, start
    found = []
    for place in places:
        for mark in _MARKS.findall(text, at, place):
            if mark in _OPENING:
                depth += 1
            elif mark in _CLOSING:
                depth = max(0, depth - 1)
            else:
                straight = not straight
        at = place
        found.append(bool(depth or straight))
    return found


def _goes_on(text: str, before: int, start: int) -> bool:
    """Whether the sentence at `start` opens with a quotation that goes on from one in the sentence before."""
    between = text[before:start]
    return text[start] in _OPENING + '"' and "\n" not in between and _MARKS.search(between) is not None


def _day_said(time: TimeFound) -> tuple[int, date] | None:
    """Where a day stands on which something may have been said, and the day."""
    if time.rule in _SAID and time.type == "DATE" and len(time.value) == 10 and time.edtf:
        return time.start, date.fromisoformat(time.value)
    return None


def _said_for(time: TimeFound, days: Sequence[tuple[int, date]]) -> date | None:
    """The first of the days behind the expression, else the first of all."""
    if not days:
        return None
    behind = bisect_right(days, time.start, key=lambda day: day[0])
    return days[behind][1] if behind < len(days) else days[0][1]


def _moved(time: TimeFound, said: date, published: date) -> TimeFound:
    """The same finding counted from the day said."""
    day, mark, part = time.value.partition("T")
    moved = date.fromordinal(max(1, said.toordinal() + date.fromisoformat(day).toordinal() - published.toordinal()))
    return msgspec.structs.replace(time, rule="day-said", value=f"{moved}{mark}{part}", edtf=moved.isoformat())
