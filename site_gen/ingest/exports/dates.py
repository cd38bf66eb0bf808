"""A date as exports write it, to EDTF: forms of people, mails and databases, and numbers that count seconds or days."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import Any, Final

from site_gen.ingest.given_date import read_given_date

_SECONDS: Final = re.compile(r"[1-9]\d{8,9}(?:\.\d+)?")
"""Since 1970: 1659571200, 1659571200.5; not 165957."""
_MILLISECONDS: Final = re.compile(r"[1-9]\d{11,12}")
"""1659571200000."""
_DAYS: Final = re.compile(r"[2-6]\d{4}(?:\.\d+)?")
"""Of a spreadsheet, since 1899-12-30: 44777 is 2022-08-04; not 2022."""
_PACKED: Final = re.compile(r"((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:T?\d{4,6}Z?)?")
"""20220804, 20220804T101500Z, 20220804101500; not 20221304."""
_NUMBERS: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-]((?:19|20)\d\d)\b(?:[ ,T]+\d{1,2}:\d\d.*)?")
"""4/8/2022, 04.08.2022 10:15; not 2022/8/4."""
_YEAR_FIRST: Final = re.compile(r"((?:19|20)\d\d)[/.](\d{1,2})[/.](\d{1,2})\b(?:[ ,T]+\d{1,2}:\d\d.*)?")
"""2022/8/4, 2022.08.04 10:15."""
_LOGGED: Final = re.compile(r"(?P<day>\d{1,2})/(?P<month>[A-Z][a-z]{2})/(?P<year>(?:19|20)\d\d)\b.*")
"""02/Apr/2031:10:00:00 +0000, as servers write."""
_STAMPED: Final = re.compile(
    r"[A-Z][a-z]{2} (?P<month>[A-Z][a-z]{2}) (?P<day>\d{1,2}) \d\d:\d\d:\d\d"
    r"(?: [+-]\d{4}| [A-Z]{3,4})? (?P<year>(?:19|20)\d\d)"
)
"""Wed Apr 02 10:00:00 +0000 2031, as networks and C write."""
_SIGNED: Final = re.compile(r"((?:19|20)\d\d)\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일].*")
"""2031年4月2日."""
_MAIL: Final = re.compile(r"(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d.*")
"""Thu, 04 Aug 2022 10:15:00 +0300 (RFC 5322)."""


def read_export_date(value: Any, lang: str, order: str) -> str | None:
    """EDTF of a cell, no finer than a day; None where it is no date or its day cannot be told from its month."""
    if isinstance(value, bool) or value is None:
        return None
    text = f"{value:.3f}".rstrip("0").rstrip(".") if isinstance(value, float) else " ".join(str(value).split())
    return _read(text.removesuffix(".0"), lang, order)


@lru_cache(maxsize=4096)
def _read(text: str, lang: str, order: str) -> str | None:
    if found := _PACKED.fullmatch(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if _SECONDS.fullmatch(text):
        return datetime.fromtimestamp(float(text), UTC).date().isoformat()
    if _MILLISECONDS.fullmatch(text):
        return datetime.fromtimestamp(int(text) / 1000, UTC).date().isoformat()
    if _DAYS.fullmatch(text):
        return (date(1899, 12, 30) + timedelta(days=int(float(text)))).isoformat()
    if found := _YEAR_FIRST.fullmatch(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _NUMBERS.fullmatch(text):
        return _numbers(int(found[1]), int(found[2]), int(found[3]), "dmy" if "." in text[:3] else order)
    if found := _LOGGED.fullmatch(text) or _STAMPED.fullmatch(text):
        return read_given_date(f"{found['day']} {found['month']} {found['year']}", "en")
    if found := _SIGNED.fullmatch(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if _MAIL.fullmatch(text):
        try:
            return parsedate_to_datetime(text).date().isoformat()
        except ValueError:
            return None
    return read_given_date(text, lang)


def _numbers(first: int, second: int, year: int, order: str) -> str | None:
    """Points between numbers are written where the day stands first; strokes say nothing."""
    if first > 12 or (order == "dmy" and second <= 12):
        return _day(year, second, first)
    if second > 12 or order == "mdy" or first == second:
        return _day(year, first, second)
    return None


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
