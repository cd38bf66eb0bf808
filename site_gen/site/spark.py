"""Activity as a line of bars small enough for a list: equal stretches of the time that the articles cover."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from site_gen.dates import parse_edtf, short_wording
from site_gen.site.assemble import Entry, Site
from site_gen.site.views import SparkView
from site_gen.site.words import Words

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


def spark(entries: Sequence[Entry], stretch: tuple[date, date] | None, words: Words) -> SparkView | None:
    """The dated entries as bars over `stretch`, the highest as high as the drawing; None when none lies in it."""
    counts = bar_counts(entries, stretch)
    if stretch is None or not counts:
        return None
    most = max(counts.values())
    path = _bars({at: count * _HEIGHT // most for at, count in counts.items()})
    told = words.many("%(count)s dated entry", "%(count)s dated entries", sum(counts.values()))
    return SparkView(path, f"{told}, {_span(stretch, words)}")


def share_spark(
    entries: Sequence[Entry], total: Counter[int], stretch: tuple[date, date] | None, words: Words
) -> SparkView | None:
    """The share of the entries in all, `total` by bar, over `stretch`: a full bar is all of a time's entries."""
    counts = bar_counts(entries, stretch)
    if stretch is None or not counts:
        return None
    shares = {at: 100 * count // total[at] for at, count in counts.items()}
    path = _bars({at: share * _HEIGHT // 100 for at, share in shares.items()})
    told = words.say("at most %(share)s %% of the entries of a time", share=max(shares.values()))
    return SparkView(path, f"{told}, {_span(stretch, words)}")


def bar_counts(entries: Iterable[Entry], stretch: tuple[date, date] | None) -> Counter[int]:
    """How many dated entries, articles apart, fall under each bar of `stretch`."""
    if stretch is None:
        return Counter()
    first, last = stretch
    days = (last - first).days + 1
    return Counter(
        (day - first).days * _BARS // days
        for entry in entries
        if entry.kind != "article" and (day := _day(entry)) is not None and first <= day <= last
    )


def _bars(heights: Mapping[int, int]) -> str:
    """Path data of bars by their place."""
    step = _WIDTH // _BARS
    return "".join(
        f"M{at * step} {_HEIGHT}v-{max(2, heights[at])}h{step - 1}v{max(2, heights[at])}z" for at in sorted(heights)
    )


def _span(stretch: tuple[date, date], words: Words) -> str:
    since, until = (short_wording(day.isoformat()[:7], words.lang) for day in stretch)
    return f"{since} – {until}"


def _day(entry: Entry) -> date | None:
    if not entry.when:
        return None
    value = parse_edtf(entry.when)
    return value.earliest if value.precision in ("day", "month", "interval") else None
