"""Holidays by rule: a fixed day, a numbered weekday of a month, a distance from Easter."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from site_gen.ingest.dates.context import Context
from site_gen.ingest.dates.days import nearest_year, told_year
from site_gen.ingest.dates.match import Match
from site_gen.ingest.dates.sense import Sense
from site_gen.ingest.dates.stretch import Stretch


def holiday(match: Match, context: Context) -> Sense | None:
    """The day of the holiday that the pattern's value tells: "12-25", "11-4x4" (fourth Thursday), "easter-2"."""
    rule = match.pattern.value
    year = told_year(match, context)
    if year is None and (told := context.told(match)) is not None:
        year = told.first.year
    if year is None and context.published is not None:
        year = nearest_year(match, context, *_near(rule), context.published.first)
    if year is None:
        fixed = "x" not in rule and not rule.startswith("easter")
        return Sense(f"XXXX-{rule}" if fixed else "XXXX-XX-XX", "holiday-year-unknown", edtf=None if fixed else "")
    day = _day_of(rule, year)
    return Sense(day.isoformat(), "holiday", stretch=Stretch("D", day)) if day else None


def _near(rule: str) -> tuple[int, int | None]:
    """Month, and day where the rule fixes one."""
    if rule.startswith("easter"):
        return 4, None
    return int(rule[:2]), None if "x" in rule else int(rule[3:])


def _day_of(rule: str, year: int) -> date | None:
    """The day that a rule gives in a year."""
    if not 1 <= year <= 9998:
        return None
    if rule.startswith("easter"):
        return easter(year) + timedelta(days=int(rule.removeprefix("easter") or 0))
    if "x" not in rule:
        return date(year, int(rule[:2]), int(rule[3:]))
    month, (place, weekday) = int(rule[:2]), map(int, rule[3:].split("x"))
    days = [date(year, month, day) for day in range(1, monthrange(year, month)[1] + 1)]
    fit = [day for day in days if day.isoweekday() == weekday]
    return fit[place - 1] if place <= len(fit) else None


def easter(year: int) -> date:
    """Easter Sunday of the western church (the anonymous Gregorian computus, Meeus 1991)."""
    golden, century, rest = year % 19, year // 100, year % 100
    leap, skipped = century // 4, century % 4
    moon = (19 * golden + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * skipped + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)
