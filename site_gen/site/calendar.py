"""Where a date stands in the timeline: under which year, month and day. Knows dates, no pages."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from site_gen.dates import Edtf, parse_edtf

UNDATED_SHELF: Final = "undated"
_KNOWN_MONTH: Final = ("day", "moment", "month")


@lru_cache(maxsize=8192)
def year_key(when: str) -> str:
    """The year of the first day it can mean, "2022"; the decade or century where it is as vague as that, "199x";
    "undated" for "". A period stands where it begins."""
    if not when:
        return UNDATED_SHELF
    value = parse_edtf(when)
    if value.precision in ("decade", "century"):
        return value.text[:4].lower()
    day = value.earliest or value.latest
    return f"{day.year:04}" if day else UNDATED_SHELF


@lru_cache(maxsize=8192)
def month_key(when: str) -> str:
    """ "2022-08"; the year's key when the date is vaguer than a month."""
    value = parse_edtf(when) if when else None
    if value is None or value.earliest is None or value.precision in ("decade", "century"):
        return year_key(when)
    if value.precision in _KNOWN_MONTH or _is_within_month(value) or _begins_in_month(value):
        return f"{value.earliest.year:04}-{value.earliest.month:02}"
    return year_key(when)


@lru_cache(maxsize=8192)
def day_key(when: str) -> str:
    """ "2022-08-04"; the month's key, or the year's, when the date is vaguer than a day."""
    value = parse_edtf(when) if when else None
    if value is not None and value.earliest and value.precision in ("day", "moment"):
        return value.earliest.isoformat()
    return month_key(when)


def anchor(kind: str, when: str) -> str:
    """A fragment for a date: "m-2022-08", "d-2022-08-04"."""
    return f"{kind}-" + "".join(char if char.isalnum() or char == "-" else "_" for char in when)


def _is_within_month(value: Edtf) -> bool:
    first, last = value.earliest, value.latest
    return bool(first and last and (first.year, first.month) == (last.year, last.month))


def _begins_in_month(value: Edtf) -> bool:
    parts = value.parts[:1] if value.precision == "interval" else value.parts
    return bool(parts) and all(part is not None and part.precision in _KNOWN_MONTH for part in parts)
