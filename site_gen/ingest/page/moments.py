"""Dates as machines and pages write them, to EDTF: a day, or a moment with its zone where the time is told.

Never guesses: without a year, or where day and month could be either, there is no date.
"""

from __future__ import annotations

import re
import tomllib
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from typing import Final

from site_gen.dates import parse_edtf
from site_gen.ingest.page.letters import plain_letters, plain_name
from site_gen.ingest.page.persian import persian_day

OLDEST: Final = "1993"
"""No page was published before: an earlier date is one of what it tells of."""
_ISO: Final = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"
    r"(?:(?:[T ,]|\s+at\s+|\s*T?\s*)\s*(\d{1,2})[:.](\d{2})(?:[:.](\d{1,2})(?:[.,]\d+)?)?\s*(Z|UTC|GMT|"
    r"[+-]\d{2}:?\d{2}|[+-]\d{2})?)?"
)
_ISO_INSIDE: Final = re.compile(r"(?<!\d)" + _ISO.pattern)
_PACKED: Final = re.compile(
    r"((?:19|20)\d\d)(\d{2})(\d{2})(?:[T ]?(\d{2}):?(\d{2})(?::?(\d{2}))?(Z|[+-]\d{2}:?\d{2})?)?(?!\d)"
)
_EPOCH: Final = re.compile(r"(1\d{9})(?:\d{3}|\.\d+)?$")
_CLOCK: Final = re.compile(
    r"(?<![\d.T])(\d{1,2})[:.h](\d{2})(?::(\d{2}))?\s*(?:([ap])\.?m\b\.?)?\s*"
    r"((?:UTC|GMT)\s?[+-]\d{1,2}(?::?\d{2})?|Z\b|UTC\b|GMT\b|[+-]\d{2}:?\d{2}(?!\d))?",
    re.IGNORECASE,
)
_DAY_FIRST: Final = re.compile(
    r"(?<![\d.])(\d{1,2})(?:st|nd|rd|th|er|º|°)?[\s.,/-]*(?:de\s+|of\s+)?([^\W\d_]{2,12})[\s.,/'’-]*"
    r"(?:de\s+|del\s+|[^\W\d_]{3,12}\s+)?(\d{4})(?!\d)"
)
_MONTH_FIRST: Final = re.compile(r"(?<!\w)([^\W\d_]{3,12})\.?\s*(\d{1,2})(?:st|nd|rd|th)?\.?,?\s*(\d{4})(?!\d)")
_YEAR_FIRST: Final = re.compile(r"(?<!\d)(\d{4})(?:\.|e?ko)?\s+(?:m\.\s+)?([^\W\d_]{3,12})\.?\s+(\d{1,2})(?!\d)")
_YEAR_DAY: Final = re.compile(r"(?<!\d)(\d{4})\.?\s+(?:gada|жылғы)\s+(\d{1,2})\.?\s+([^\W\d_]{3,12})")
_YEAR_LAST: Final = re.compile(
    r"(?<!\w)([^\W\d_]{3,9})\s+(\d{1,2}),?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s+(?:([A-Z]{2,5})\s+)?(\d{4})(?!\d)"
)
"""As clocks of machines print it: Wed Apr 02 14:05:00 UTC 2031."""
_MONTH_NUMBER: Final = re.compile(r"(?<!\d)(\d{1,2})\s+tháng\s+(\d{1,2})(?:\s*[,/]|\s+năm)?\s*(\d{4})(?!\d)", re.I)
"""As Vietnam counts months."""
_EAST: Final = re.compile(r"(?<!\d)(\d{4})\s*[年년.]\s*(\d{1,2})\s*[月월.]\s*(\d{1,2})\s*[日일.]?")
_NUMBERS: Final = re.compile(
    r"(?<![\d./|-])(\d{1,2})([./-]|\s?\|)\s?(\d{1,2})\2\s?((?:\d{4}|\d{2})(?![\d/]|:\d)|\d{2}(?=\d\d:\d\d))"
)
"""Numbers alone; a clock may stand right behind the year, as in 28.09.3112:44, and is none itself."""
_ORDERS: Final = (
    (_DAY_FIRST, (3, 2, 1)),
    (_MONTH_FIRST, (3, 1, 2)),
    (_YEAR_FIRST, (1, 2, 3)),
    (_YEAR_DAY, (1, 3, 2)),
)
"""Patterns of dates with a month's name, each with the places of year, month and day."""
_RFC_ZONE: Final = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?\s*(?:GMT|UTC)?\s*([+-]\d{4})\b")


def read_moment(text: str, lang: str = "") -> str | None:
    """EDTF of a date that a machine or a page wrote; None where none can be told for certain.

    `lang` settles day and month of 4/8/2022: month first in en-US alone.
    """
    bare = plain_letters(" ".join(text.split())[:120], lang)
    if not bare:
        return None
    if epoch := _EPOCH.match(bare):
        return datetime.fromtimestamp(int(epoch[1]), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    for pattern in (_ISO, _PACKED):
        if whole := pattern.match(bare):
            return _moment(*whole.groups())
    return _in_words(bare, lang)


def is_month(word: str) -> bool:
    """Whether a word names a month in any language of the table."""
    return _month(word) > 0


def day_of(edtf: str) -> str:
    """The day of a date: "2022-08-04" of any moment of it."""
    return edtf[:10]


def same_instant(one: str, other: str) -> bool:
    """Whether two moments with zones are one point in time."""
    try:
        first, second = (datetime.fromisoformat(edtf.replace("Z", "+00:00")) for edtf in (one, other))
    except ValueError:
        return False
    return first.tzinfo is not None and second.tzinfo is not None and abs((first - second).total_seconds()) < 60


def _in_words(text: str, lang: str) -> str | None:
    if (found := _YEAR_LAST.search(text)) and (number := _month(found[1])):
        zone = found[6] if found[6] in ("GMT", "UTC") else None
        return _moment(found[7], str(number), found[2], found[3], found[4], found[5], zone)
    for pattern, order in _ORDERS:
        for found in pattern.finditer(text):
            year, month, day = (found[at] for at in order)
            if number := _month(month):
                return _with_clock(year, str(number), day, text, found.end())
            if order == (3, 2, 1) and (told := persian_day(year, month, day)):
                return told
    if found := _MONTH_NUMBER.search(text):
        return _with_clock(found[3], found[2], found[1], text, found.end())
    if east := _EAST.search(text):
        return _with_clock(east[1], east[2], east[3], text, east.end())
    if inside := _ISO_INSIDE.search(text):
        return _moment(*inside.groups())
    numbers = _NUMBERS.search(text)
    return _numbers(numbers, text, lang) if numbers else None


def _numbers(found: re.Match[str], text: str, lang: str) -> str | None:
    """4.8.2022 by its stops, 13/1/2022 by what it can mean, 4/8/2022 by the page's language."""
    first, mark, second, year = found[1], found[2], found[3], found[4]
    if len(year) == 2:
        if mark == "-":
            return None
        year = f"20{year}" if int(year) < 70 else f"19{year}"
    month_first = mark != "." and lang.lower() == "en-us"
    if int(first) > 12 or int(second) > 12:
        month_first = int(second) > 12
    elif mark != "." and first != second and lang.lower() in ("", "en"):
        return None
    month, day = (first, second) if month_first else (second, first)
    return _with_clock(year, month, day, text, found.end())


def _with_clock(year: str, month: str, day: str, text: str, end: int) -> str | None:
    """The day with the clock that stands beside it, when that has a zone of its own."""
    clock = _CLOCK.search(text, end, end + 40) or _CLOCK.search(text, 0, max(0, end - 8))
    if clock is None:
        return _moment(year, month, day, None, None, None, None)
    hour = int(clock[1])
    if clock[4]:
        hour = hour % 12 + (12 if clock[4].lower() == "p" else 0)
    rfc = _RFC_ZONE.search(text)
    zone = rfc[1] if rfc else (clock[5] or "")
    return _moment(year, month, day, str(hour), clock[2], clock[3], zone or None)


def _moment(
    year: str, month: str, day: str, hour: str | None, minute: str | None, second: str | None, zone: str | None
) -> str | None:
    """Checked EDTF: a day, or a moment where the time has a zone; midnight sharp stands for a day alone."""
    edtf = f"{year}-{int(month):02}-{int(day):02}"
    if hour is not None and minute is not None and (int(hour), int(minute), int(second or 0)) != (0, 0, 0):
        whole = f"{edtf}T{int(hour):02}:{minute}:{int(second or 0):02}{_zone(zone)}"
        if _valid(whole):
            return whole
    return edtf if _valid(edtf) and "1600" < year < "2100" else None


def _zone(zone: str | None) -> str:
    """A zone as EDTF writes it; "" for none."""
    if not zone:
        return ""
    bare = zone.upper().replace("UTC", "").replace("GMT", "").replace(" ", "").replace(":", "")
    if bare in ("", "Z"):
        return "Z"
    sign, digits = bare[0], bare[1:]
    digits = digits if len(digits) > 2 else digits.zfill(2) + "00"
    return f"{sign}{digits[:2].zfill(2)}:{digits[-2:]}"


def _valid(edtf: str) -> bool:
    try:
        parse_edtf(edtf)
    except ValueError:
        return False
    return True


def _month(word: str) -> int:
    """The number of a month by its name or short name in any language of the table; 0 for none."""
    table = _months()
    low = word.casefold().rstrip(".")
    return table.get(low, 0)


@cache
def _months() -> dict[str, int]:
    data = tomllib.loads((files("site_gen.ingest.page") / "months.toml").read_text("utf-8"))
    return {
        name: at for rows in data.values() for at, row in enumerate(rows, 1) for name in map(plain_name, row.split())
    }
