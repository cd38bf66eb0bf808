"""Partial dates read: a subset of EDTF (ISO 8601-2, levels 0 and 1, and lists of level 2).

Pure, light, remembered by text. Order and wording are in `dates`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import Final, Literal

from msgspec import Struct

Precision = Literal[
    "moment",
    "day",
    "month",
    "season",
    "quarter",
    "year",
    "decade",
    "century",
    "interval",
    "list",
    "unspecified",
    "unknown-year",
]

SEASONS: Final = {21: 3, 22: 6, 23: 9, 24: 12, 33: 1, 34: 4, 35: 7, 36: 10}
"""First of three months: 21 to 24 spring to winter of the northern half (winter ends in the year after),
33 to 36 the quarters."""


class Form(Struct, frozen=True):
    """One written form of a date without slash or brackets."""

    name: str
    means: str
    pattern: str
    right: tuple[str, ...]
    wrong: tuple[str, ...]


FORMS: Final = (
    Form("day", "a day", r"\d{4}-\d{2}-\d{2}", ("2022-08-04",), ("2022-8-4", "04-08-2022")),
    Form(
        "moment",
        "a day with the time of day, with or without zone",
        r"(?P<day>\d{4}-\d{2}-\d{2})T(?P<hour>\d{2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d{1,9})?)?"
        r"(?:Z|[+-](?P<zone_hour>\d{2}):?(?P<zone_minute>\d{2}))?",
        ("2022-08-04T14:00:00Z", "2022-08-04T14:00+04:00"),
        ("2022-08-04T14", "2022-08-04 14:00"),
    ),
    Form("month", "a month, season or quarter", r"\d{4}-\d{2}", ("2022-08", "2022-21"), ("2022-8",)),
    Form("year", "a year", r"\d{4}", ("2022",), ("22", "20222")),
    Form("decade", "ten years", r"\d{3}X", ("199X",), ("1990s",)),
    Form("century", "a hundred years", r"\d{2}XX", ("19XX",), ("19X", "1XXX")),
    Form(
        "unspecified",
        "a day or month of a known year, not said which",
        r"\d{4}-(?:XX-\d{2}|\d{2}-XX|XX-XX|XX)",
        ("2022-08-XX", "2022-XX-04"),
        ("2022-X",),
    ),
    Form(
        "unknown-year",
        "a month or day, year unknown",
        r"XXXX(?:-(?:\d{2}|XX)(?:-(?:\d{2}|XX))?)?",
        ("XXXX-09-25", "XXXX-09"),
        ("XX-09-25",),
    ),
)
"""Every single date is one of these."""

_COMPILED: Final = tuple((form.name, re.compile(form.pattern, re.ASCII)) for form in FORMS)


class Edtf(Struct, frozen=True):
    """A date as far as it is known."""

    text: str
    earliest: date | None
    """First day it can mean; None: open, or the year is unknown."""
    latest: date | None
    """Last day it can mean; None: open, or the year is unknown."""
    precision: Precision
    approximate: bool = False
    """Said with "~" or "%": about."""
    uncertain: bool = False
    """Said with "?" or "%": possibly."""
    parts: tuple[Edtf | None, ...] = ()
    """Start and end of an interval (None: open or unknown), or the members of a list."""


@lru_cache(maxsize=8192)
def parse_edtf(text: str) -> Edtf:
    """Read a date; ValueError tells in plain words what is wrong, with an example of what would be right."""
    if text[:1] in ("[", "{"):
        return _list(text)
    if "/" in text:
        return _interval(text)
    return _single(text)


def _single(text: str) -> Edtf:
    """A date without slash or brackets, with its qualifier."""
    mark = text[-1:] if text[-1:] in ("?", "~", "%") else ""
    bare = text.removesuffix(mark) if mark else text
    found = next(((name, hit) for name, form in _COMPILED if (hit := form.fullmatch(bare))), None)
    if found is None:
        right = "2022-08-04, 2022-08, 2022, 199X or 2022-08-03/2022-08-04"
        raise ValueError(f'"{text}" is no date that is understood; write {right}')
    name, hit = found
    precision, earliest, latest = _bounds(name, hit, bare)
    return Edtf(text, earliest, latest, precision, mark in ("~", "%"), mark in ("?", "%"))


def _bounds(name: str, hit: re.Match[str], bare: str) -> tuple[Precision, date | None, date | None]:
    """Precision, first and last day of a single date whose form is known."""
    if name in ("day", "moment"):
        day = _day(bare[:10])
        if name == "moment":
            _check_time(hit, bare)
            return "moment", day, day
        return "day", day, day
    if name == "month":
        return _month_or_season(bare)
    if name == "unknown-year":
        _check_yearless(bare)
        return "unknown-year", None, None
    if name == "unspecified":
        return "unspecified", *_unspecified(bare)
    first, last = int(bare.replace("X", "0")), int(bare.replace("X", "9"))
    if last == 0:
        raise ValueError(f'"{bare}": there is no year 0; the first is 0001')
    precision: Precision = "year" if name == "year" else "decade" if name == "decade" else "century"
    return precision, date(max(first, 1), 1, 1), date(last, 12, 31)


def _day(text: str) -> date:
    """A day that the calendar has."""
    year, month, day = int(text[:4]), int(text[5:7]), int(text[8:10])
    _check_month(year, month, text)
    length = monthrange(year, month)[1]
    if not 1 <= day <= length:
        raise ValueError(f'"{text}": there is no day {day} in {year:04}-{month:02}; its days are 1 to {length}')
    return date(year, month, day)


def _check_month(year: int, month: int, text: str) -> None:
    if year == 0:
        raise ValueError(f'"{text}": there is no year 0; the first is 0001')
    if not 1 <= month <= 12:
        raise ValueError(f'"{text}": there is no month {month:02}; months are 01 to 12, as in 2022-08-04')


def _check_time(hit: re.Match[str], text: str) -> None:
    limits = {"hour": 23, "minute": 59, "second": 59, "zone_hour": 14, "zone_minute": 59}
    for part, highest in limits.items():
        if int(hit.group(part) or 0) > highest:
            raise ValueError(f'"{text}": {hit.group(part)} is no {part.replace("_", " ")}; write 2022-08-04T14:00:00Z')


def _month_or_season(text: str) -> tuple[Precision, date, date]:
    """A month, or a season or quarter by its code."""
    year, code = int(text[:4]), int(text[5:7])
    if code in SEASONS and year > 0:
        first = SEASONS[code]
        end_year, end_month = year + (first + 1) // 12, (first + 1) % 12 + 1
        end = date(end_year, end_month, monthrange(end_year, end_month)[1]) if end_year < 10_000 else date.max
        return "season" if code < 30 else "quarter", date(year, first, 1), end
    if code > 12:
        raise ValueError(
            f'"{text}": {code} is neither a month (01 to 12), a season (21 to 24) nor a quarter (33 to 36)'
        )
    _check_month(year, code, text)
    return "month", date(year, code, 1), date(year, code, monthrange(year, code)[1])


def _check_yearless(text: str) -> None:
    """Refuse XXXX-13 and XXXX-02-30."""
    month, day = text[5:7], text[8:10]
    if month.isdigit() and not 1 <= int(month) <= 12:
        raise ValueError(f'"{text}": there is no month {month}; months are 01 to 12, as in XXXX-09-25')
    length = monthrange(2000, int(month))[1] if month.isdigit() else 31
    if day.isdigit() and not 1 <= int(day) <= length:
        raise ValueError(f'"{text}": there is no day {day} in any such month; write XXXX-09-25')


def _unspecified(text: str) -> tuple[date, date]:
    """First and last day of 2022-08-XX, 2022-XX-04, 2022-XX and 2022-XX-XX."""
    year, month, day = int(text[:4]), text[5:7], text[8:10]
    if month != "XX":
        _check_month(year, int(month), text)
        return date(year, int(month), 1), date(year, int(month), monthrange(year, int(month))[1])
    if year == 0:
        raise ValueError(f'"{text}": there is no year 0; the first is 0001')
    if not day.isdigit():
        return date(year, 1, 1), date(year, 12, 31)
    if not 1 <= int(day) <= 31:
        raise ValueError(f'"{text}": no month has a day {day}; write 2022-XX-04')
    return date(year, 1, int(day)), date(year, 12, int(day))


def _interval(text: str) -> Edtf:
    """a/b, with ".." for an open and nothing for an unknown end."""
    start_text, _, end_text = text.partition("/")
    if "/" in end_text:
        raise ValueError(f'"{text}": an interval has one slash, as in 2022-08-03/2022-08-04')
    start = None if start_text in ("", "..") else _single(start_text)
    end = None if end_text in ("", "..") else _single(end_text)
    if start is None and end is None:
        raise ValueError(f'"{text}": an interval needs a start or an end, as in 2018-05-08/..')
    if any(part is not None and part.precision == "unknown-year" for part in (start, end)):
        raise ValueError(f'"{text}": an interval needs years, as in 2022-08-03/2022-08-04')
    if start and end and start.earliest and end.latest and start.earliest > end.latest:
        raise ValueError(f'"{text}": the end lies before the start; write {end_text}/{start_text}')
    return Edtf(text, start.earliest if start else None, end.latest if end else None, "interval", parts=(start, end))


def _list(text: str) -> Edtf:
    """[a,b] one of them, {a,b} all of them."""
    closing = {"[": "]", "{": "}"}[text[0]]
    if not text.endswith(closing) or len(text) < 3:
        raise ValueError(f'"{text}": a list of dates ends in "{closing}", as in [2022-08-03,2022-08-04]')
    members = tuple(_single(member.strip()) for member in text[1:-1].split(","))
    days = [member for member in members if member.earliest and member.latest]
    if len(days) < len(members):
        raise ValueError(f'"{text}": the dates of a list need years, as in [2022-08-03,2022-08-04]')
    earliest = min(member.earliest for member in days if member.earliest)
    latest = max(member.latest for member in days if member.latest)
    return Edtf(text, earliest, latest, "list", parts=members)
