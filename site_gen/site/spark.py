"""Activity as a line of bars small enough for a list: equal stretches of the time that the articles cover."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from site_gen.dates import parse_edtf, short_wording
from site_gen.site.assemble import Entry, Site
from site_gen.site.views import SparkView
from site_gen.site.words import ENGLISH, Words

_BARS: Final = 24
_WIDTH: Final = 96
_HEIGHT: Final = 20


def coverage(site: Site) -> tuple[date, date] | None:
    """The first and the last day of publication; None when fewer than two days are known."""
    days = sorted(day for item in site.items if item.published and (day := parse_edtf(item.published).earliest))
    return (days[0], days[-1]) if days and days[0] < days[-1] else None


def covered(entries: Iterable[Entry], stretch: tuple[date, date] | None) -> list[Entry]:
    """The entries whose day lies in the time that the articles cover; all when that is not known."""
    if stretch is None:
        return list(entries)
    first = stretch[0].replace(day=1)
    return [entry for entry in entries if (day := _day(entry)) is not None and first <= day <= stretch[1]]


def spark(entries: Sequence[Entry], stretch: tuple[date, date] | None, words: Words = ENGLISH) -> SparkView | None:
    """The dated entries as bars over `stretch`, the highest as high as the drawing; None when none lies in it."""
    if stretch is None:
        return None
    first, last = stretch
    days = (last - first).days + 1
    counts = Counter(
        (day - first).days * _BARS // days
        for entry in entries
        if entry.kind != "article" and (day := _day(entry)) is not None and first <= day <= last
    )
    if not counts:
        return None
    most, step = max(counts.values()), _WIDTH // _BARS
    path = []
    for at in sorted(counts):
        height = max(2, counts[at] * _HEIGHT // most)
        path.append(f"M{at * step} {_HEIGHT}v-{height}h{step - 1}v{height}z")
    told = words.many("%(count)s dated entry", "%(count)s dated entries", sum(counts.values()))
    since, until = (short_wording(f"{day:%Y-%m}", words.lang) for day in stretch)
    return SparkView("".join(path), f"{told}, {since} – {until}")


def _day(entry: Entry) -> date | None:
    if not entry.when:
        return None
    value = parse_edtf(entry.when)
    return value.earliest if value.precision in ("day", "month", "interval") else None
