"""Activity over time as a strip of bars: one a day, week, month or year, whichever gives a readable number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from site_gen.dates import parse_edtf, short_wording
from site_gen.site.assemble import Entry
from site_gen.site.views import BarView, LinkView, StripView
from site_gen.site.words import Words, mark

_MOST_BARS: Final = 60
_MOST_LINKS: Final = 15
_WIDTH: Final = 600
_HEIGHT: Final = 48
_STEPS: Final[Sequence[tuple[str, int, Callable[[date], date]]]] = (
    ("day", 1, lambda day: day),
    ("week", 7, lambda day: day - timedelta(days=day.weekday())),
    ("month", 28, lambda day: day.replace(day=1)),
    ("year", 365, lambda day: day.replace(month=1, day=1)),
)
"""Name of a period, the fewest days it has, and its first day from any of its days."""
_LABELS: Final = {
    "day": mark("Dated entries a day from %(first)s to %(last)s: %(total)s in all, most on %(busiest)s (%(most)s)"),
    "week": mark(
        "Dated entries a week from %(first)s to %(last)s: %(total)s in all, most in that of %(busiest)s (%(most)s)"
    ),
    "month": mark("Dated entries a month from %(first)s to %(last)s: %(total)s in all, most in %(busiest)s (%(most)s)"),
    "year": mark("Dated entries a year from %(first)s to %(last)s: %(total)s in all, most in %(busiest)s (%(most)s)"),
}


def activity_strip(entries: Iterable[Entry], months: Mapping[str, str], words: Words) -> StripView | None:
    """The strip of all entries dated to the month at least; None when fewer than two of its bars would stand.

    `months` has the address of each month's part of the timeline: "2022-08".
    """
    dated = [(day, entry.kind) for entry in entries if entry.when and (day := _day(entry.when))]
    days = [day for day, kind in dated if kind != "article"] or [day for day, _ in dated]
    if not days:
        return None
    first, last = min(days), max(days)
    fitting = (step for step in _STEPS if (last - first).days < step[1] * _MOST_BARS)
    step, shortest, start_of = next(fitting, _STEPS[-1])
    starts = _all_starts(start_of(first), start_of(last), shortest, start_of)[-_MOST_BARS * 2 :]
    if len(starts) < 2:
        return None
    by_start: dict[date, list[date]] = {}
    for day in days:
        by_start.setdefault(start_of(day), []).append(day)
    return _draw(step, starts, by_start, months, words)


def _day(when: str) -> date | None:
    value = parse_edtf(when)
    return value.earliest if value.precision in ("day", "month", "interval") else None


def _all_starts(first: date, last: date, shortest: int, start_of: Callable[[date], date]) -> list[date]:
    """Every period's first day from `first` to `last`, both of them first days."""
    starts = [first]
    while starts[-1] < last:
        step = start_of(starts[-1] + timedelta(days=shortest))
        starts.append(step if step > starts[-1] else start_of(starts[-1] + timedelta(days=shortest + 3)))
    return starts


def _draw(
    step: str, starts: Sequence[date], days: Mapping[date, Sequence[date]], months: Mapping[str, str], words: Words
) -> StripView:
    lang = words.lang
    counts = {start: len(found) for start, found in days.items()}
    most = max(counts.values())
    width = max(1, _WIDTH // len(starts))
    bars = []
    for at, start in enumerate(starts):
        if start in counts:
            height = max(3, counts[start] * (_HEIGHT - 4) // most)
            bars.append(
                BarView(
                    x=at * width,
                    y=_HEIGHT - height,
                    width=max(1, width - max(1, width // 8)),
                    height=height,
                    label=f"{_name(step, start, lang)}: {words.number(counts[start])}",
                )
            )
    busiest = max(counts, key=lambda start: (counts[start], start))
    first, last = _name(step, starts[0], lang), _name(step, starts[-1], lang)
    label = words.say(
        _LABELS[step],
        first=first,
        last=last,
        total=words.number(sum(counts.values())),
        busiest=_name(step, busiest, lang),
        most=words.number(most),
    )
    links = _links([day for found in days.values() for day in found], months, lang)
    return StripView(len(starts) * width, _HEIGHT, tuple(bars), label, first, last, links)


def _links(days: Iterable[date], months: Mapping[str, str], lang: str) -> tuple[LinkView, ...]:
    """A way to each month that has entries; to the latest month of each year where there are more than a few."""
    found = Counter(month for day in days if (month := day.isoformat()[:7]) in months)
    if len(found) <= _MOST_LINKS:
        return tuple(LinkView(short_wording(month, lang), months[month], found[month]) for month in sorted(found))
    years = {month[:4]: month for month in sorted(found)}
    counts = {year: sum(count for month, count in found.items() if month[:4] == year) for year in years}
    return tuple(LinkView(year, months[month], counts[year]) for year, month in years.items())


def _name(step: str, start: date, lang: str) -> str:
    if step == "month":
        return short_wording(start.isoformat()[:7], lang)
    if step == "year":
        return start.isoformat()[:4]
    return short_wording(start.isoformat(), lang)
