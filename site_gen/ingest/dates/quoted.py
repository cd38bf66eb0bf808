"""Days counted by a speaker: "tomorrow" inside quotation marks is counted from the day on which it was said."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence, Set
from datetime import date
from typing import Final

import msgspec

from site_gen.ingest.article import Article
from site_gen.ingest.findings import TimeFound

_SAID: Final = ("weekday-past", "month-day-year", "month-day-publication-year", "month-day-told-year")
_OPENING: Final = "“«„"
_CLOSING: Final = "”»"


def from_day_said(found: Sequence[TimeFound], counted: Set[int], article: Article) -> tuple[TimeFound, ...]:
    """The findings; those that start at `counted` move, within a quotation, to the day its sentence gives for it."""
    published = article.day
    if published is None or not counted:
        return tuple(found)
    units = article.units
    starts = [units.starts[first] for first, _ in units.sentences]
    return tuple(
        _moved(time, said, published)
        if time.start in counted
        and in_quotation(article.text, starts[bisect_right(starts, time.start) - 1], time.start)
        and (said := _said_day(time, found, starts, article.text)) is not None
        and said < published
        else time
        for time in found
    )


def in_quotation(text: str, start: int, place: int) -> bool:
    """Whether a quotation that opens at or after `start` is still open at `place`."""
    depth = straight = 0
    for char in text[start:place]:
        if char in _OPENING:
            depth += 1
        elif char in _CLOSING:
            depth = max(0, depth - 1)
        elif char == '"':
            straight ^= 1
    return bool(depth or straight)


def _said_day(time: TimeFound, found: Sequence[TimeFound], starts: list[int], text: str) -> date | None:
    """The first day outside quotation marks in the sentence of `time`, after it if there is one."""
    sentence = bisect_right(starts, time.start)
    days = [
        other
        for other in found
        if other.rule in _SAID
        and other.type == "DATE"
        and bisect_right(starts, other.start) == sentence
        and not in_quotation(text, starts[sentence - 1], other.start)
    ]
    days.sort(key=lambda other: (other.start < time.start, other.start))
    return date.fromisoformat(days[0].value) if days and len(days[0].value) == 10 and days[0].edtf else None


def _moved(time: TimeFound, said: date, published: date) -> TimeFound:
    """The same finding counted from the day said."""
    day, mark, part = time.value.partition("T")
    moved = date.fromordinal(max(1, said.toordinal() + date.fromisoformat(day).toordinal() - published.toordinal()))
    return msgspec.structs.replace(time, rule="day-said", value=f"{moved}{mark}{part}", edtf=moved.isoformat())
