"""A stretch of the calendar (a day, week, month, season, year, century) and its TIMEX3 and EDTF forms."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from msgspec import Struct

_SEASON_CODES: Final = {"SP": 21, "SU": 22, "FA": 23, "WI": 24}
_MONTHS_OF: Final = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200, "ML": 12000}
_DAYS_OF: Final = {"D": 1, "W": 7, "F": 14}


class Stretch(Struct, frozen=True):
    """A unit of the calendar by its first day."""

    unit: str
    """D, W, WE (weekend), M, Q, H (half-year), S (season), Y, DE, CE."""
    first: date
    code: str = ""
    """SP, SU, FA, WI for a season."""

    @property
    def value(self) -> str:
        """As TIMEX3 writes it: 2022-08-04, 2022-W31, 2022-W31-WE, 2022-08, 2022-Q3, 2022-SU, 2022, 199, 19."""
        day = self.first
        if self.unit == "D":
            return day.isoformat()
        if self.unit in ("W", "WE"):
            year, week, _ = day.isocalendar()
            return f"{year:04}-W{week:02}" + ("-WE" if self.unit == "WE" else "")
        year_text = f"{day.year:04}"
        if self.unit == "Q":
            return f"{year_text}-Q{(day.month + 2) // 3}"
        if self.unit == "H":
            return f"{year_text}-H{1 if day.month < 7 else 2}"
        if self.unit == "S":
            return f"{year_text}-{self.code}"
        return {"M": day.isoformat()[:7], "Y": year_text, "DE": year_text[:3]}.get(self.unit, year_text[:2])


def starting(unit: str, year: int, month: int = 1, day: int = 1, code: str = "") -> Stretch | None:
    """The stretch that begins on that day; None where the calendar has no such year."""
    return Stretch(unit, date(year, month, day), code) if 1 <= year <= 9999 else None


def shift(stretch: Stretch, count: int, unit: str) -> Stretch | None:
    """The stretch of `unit` that lies `count` units on; None where the calendar ends."""
    try:
        if unit in _DAYS_OF:
            day = stretch.first + timedelta(days=count * _DAYS_OF[unit])
            return containing("W" if unit == "F" else unit, day)
        month = stretch.first.year * 12 + stretch.first.month - 1 + count * _MONTHS_OF[unit]
        return containing("Y" if unit == "ML" else unit, date(month // 12, month % 12 + 1, 1))
    except (ValueError, OverflowError):
        return None


def over(quarter: Stretch) -> date:
    """The day after the last of a quarter."""
    following = shift(quarter, 1, "Q")
    return following.first if following else date.max


def containing(unit: str, day: date) -> Stretch:
    """The stretch of `unit` that holds `day`."""
    if unit == "W":
        return Stretch(unit, _safe_monday(day))
    month = day.month if unit in ("D", "M") else (day.month - 1) // 3 * 3 + 1 if unit == "Q" else 1
    years = {"DE": 10, "CE": 100}.get(unit, 1)
    return Stretch(unit, date(max(day.year // years * years, 1), month, day.day if unit == "D" else 1))


def _safe_monday(day: date) -> date:
    return day - timedelta(days=day.weekday()) if day.toordinal() > 7 else day


def edtf_of_value(value: str) -> str | None:
    """EDTF of a TIMEX3 value that denotes calendar time; None for durations, sets and what is not anchored."""
    for pattern, form in _FORMS:
        if found := pattern.fullmatch(value):
            return form(found)
    return None


def _week(found: re.Match[str]) -> str | None:
    year, week, weekend = int(found[1]), int(found[2]), found[3]
    try:
        monday = date.fromisocalendar(year, week, 1)
        return f"{monday + timedelta(days=5 if weekend else 0)}/{monday + timedelta(days=6)}"
    except (ValueError, OverflowError):
        return None


def _year_part(found: re.Match[str]) -> str:
    year, part = found[1], found[2]
    if part in _SEASON_CODES:
        return f"{year}-{_SEASON_CODES[part]}"
    if part.startswith("Q"):
        return f"{year}-{32 + int(part[1])}"
    return f"{year}-01/{year}-06" if part == "H1" else f"{year}-07/{year}-12"


_FORMS: Final = (
    (re.compile(r"((?:\d{4}|XXXX)-\d\d-\d\d)(?:T.*)?"), lambda found: found[1]),
    (re.compile(r"(?!XXXX$)(?:\d{4}|XXXX)(?:-\d\d)?"), lambda found: found[0]),
    (re.compile(r"(\d{3})"), lambda found: found[1] + "X"),
    (re.compile(r"(\d{2})"), lambda found: found[1] + "XX"),
    (re.compile(r"(\d{4})-W(\d\d)(-WE)?"), _week),
    (re.compile(r"(\d{4})-(SP|SU|FA|WI|Q[1-4]|H[12])"), _year_part),
)
"""TIMEX3 forms with how EDTF writes them: days (the time of day left off), months and years, decades, centuries,
weeks, seasons, quarters, half-years."""
