"""Activity over time as a strip of bars: one a day, week, month or year, whichever gives a readable number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import Final

from site_gen.dates import parse_edtf, short_wording
from site_gen.site.assemble import Entry
from site_gen.site.views import BarView, StripView

_MOST_BARS: Final = 60
_WIDTH: Final = 600
_HEIGHT: Final = 48
_STEPS: Final[Sequence[tuple[str, Callable[[date], date]]]] = (
    ("day", lambda day: day),
    ("week", lambda day: day - timedelta(days=day.weekday())),
    ("month", lambda day: day.replace(day=1)),
    ("year", lambda day: day.replace(month=1, day=1)),
)


def activity_strip(entries: Iterable[Entry], timeline: str, lang: str) -> StripView | None:
    """The strip of all entries dated to the month at least; None when fewer than two of its bars would stand."""
    days = [day for entry in entries if entry.when and entry.kind != "article" and (day := _day(entry.when))]
    if not days:
        days = [day for entry in entries if entry.when and (day := _day(entry.when))]
    if not days:
        return None
    for step, start_of in _STEPS:
        starts = _all_starts(start_of(min(days)), start_of(max(days)), start_of)
        if len(starts) <= _MOST_BARS or step == "year":
            break
    if len(starts) < 2:
        return None
    counts = Counter(start_of(day) for day in days)
    return _draw(step, starts[-_MOST_BARS * 2 :], counts, timeline, lang)


def _day(when: str) -> date | None:
    value = parse_edtf(when)
    return value.earliest if value.precision in ("day", "month", "interval") else None


def _all_starts(first: date, last: date, start_of: Callable[[date], date]) -> list[date]:
    """Every period's first day from `first` to `last`."""
    starts = [first]
    reach = (start_of(first + timedelta(days=days)) for days in range(1, (last - first).days + 1))
    for start in reach:
        if start != starts[-1]:
            starts.append(start)
    return starts


def _draw(step: str, starts: Sequence[date], counts: Counter[date], timeline: str, lang: str) -> StripView:
    most = max(counts.values())
    width = _WIDTH // len(starts)
    bars = []
    for at, start in enumerate(starts):
        count = counts[start]
        if count:
            height = max(3, count * (_HEIGHT - 4) // most)
            bars.append(
                BarView(
                    x=at * width,
                    y=_HEIGHT - height,
                    width=max(1, width - max(1, width // 8)),
                    height=height,
                    label=f"{_name(step, start, lang)}: {count:,}",
                    href=f"{timeline}#m-{start:%Y-%m}",
                )
            )
    first, last = _name(step, starts[0], lang), _name(step, starts[-1], lang)
    busiest = max(starts, key=lambda start: counts[start])
    label = (
        f"Dated entries a {step} from {first} to {last}: {sum(counts.values()):,} in all, "
        f"most in {_name(step, busiest, lang)} ({most:,})"
    )
    return StripView(len(starts) * width, _HEIGHT, tuple(bars), label, first, last)


def _name(step: str, start: date, lang: str) -> str:
    if step == "month":
        return short_wording(f"{start:%Y-%m}", lang)
    if step == "year":
        return f"{start:%Y}"
    return short_wording(start.isoformat(), lang)
