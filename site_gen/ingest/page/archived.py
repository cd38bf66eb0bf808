"""Addresses of archives, which tell where a page stood and when it was kept."""

from __future__ import annotations

import re
from typing import Final

_STAMP: Final = r"(?P<time>\d{4,14})(?:[a-z]{2}_|\*)?"
_PLACE: Final = r"/(?=https?:/|[\w-]+\.)"
_WAYBACKS: Final = (
    r"web\.archive\.org/web",
    r"(?:www\.)?arquivo\.pt/(?:noFrame/replay|wayback)",
    r"webarchive\.nationalarchives\.gov\.uk(?:/ukgwa)?",
    r"(?:www\.)?webarchive\.org\.uk/wayback/archive",
    r"webarchive\.loc\.gov/all",
    r"wayback\.archive-it\.org/\w+",
    r"web\.archive\.org\.au/awa",
    r"vefsafn\.is/is",
)
"""Archives whose addresses have the time, then the page's own address."""
_TODAY: Final = (
    r"^https?://archive\.(?:today|ph|is|li|vn|md|fo)/(?:(?P<time>\d{8,14})|(?P<dotted>\d{4}\.\d\d\.\d\d-\d{6}))"
)
_ARCHIVES: Final = (
    re.compile(rf"^https?://(?:{'|'.join(_WAYBACKS)})/{_STAMP}{_PLACE}"),
    re.compile(_TODAY + _PLACE),
)


def archived(url: str) -> tuple[str, str]:
    """Where the page stood and when the archive kept it, as EDTF; ("", "") for an address of no archive."""
    for pattern in _ARCHIVES:
        if found := pattern.match(url):
            bare = re.sub(r"^(https?):/+", r"\1://", url[found.end() :])
            groups = found.groupdict()
            digits = groups.get("time") or re.sub(r"\D", "", groups.get("dotted") or "")
            return (bare if bare.startswith("http") else f"http://{bare}"), _moment(digits)
    return "", ""


def _moment(digits: str) -> str:
    """20310402140500 as 2031-04-02T14:05:00Z; shorter ones as far as they go."""
    day = "-".join(part for part in (digits[:4], digits[4:6], digits[6:8]) if part)
    if len(digits) < 14:
        return day if len(digits) in (4, 6) else day[:10]
    return f"{day}T{digits[8:10]}:{digits[10:12]}:{digits[12:14]}Z"
