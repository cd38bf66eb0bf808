"""Events as an iCalendar file (RFC 5545): whole days, folded lines, ids that stay, no clock."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from site_gen.site import urls
from site_gen.site.data.rows import DataSet
from site_gen.site.formats.dated import Dated, dated_events

_STATUS: Final = {
    "happened": "CONFIRMED",
    "scheduled": "TENTATIVE",
    "disputed": "TENTATIVE",
    "cancelled": "CANCELLED",
}
_ESCAPES: Final = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})
_FOLD: Final = 75
"""Octets a line, its end not counted (RFC 5545, section 3.1)."""
_SUMMARY: Final = 90
"""Letters of a summary, so that a month's view stays readable; the whole text is in the description."""
_LONGEST: Final = timedelta(days=31)
"""What is vaguer than a month would lie over a calendar like a blanket, and is left out."""


def icalendar_bytes(data: DataSet) -> bytes:
    """One VEVENT for each event dated to a month or closer. DTSTAMP is the day of its report, since a build knows no
    clock."""
    name = _text(data.title)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//site_gen//events//EN", "CALSCALE:GREGORIAN"]
    lines += [_folded(f"NAME:{name}"), _folded(f"X-WR-CALNAME:{name}")]
    for event in dated_events(data, urls.CALENDAR):
        if event.last - event.first < _LONGEST and event.last < date.max:
            lines.extend(_event(event))
    lines.append("END:VCALENDAR\r\n")
    return "\r\n".join(lines).encode("utf-8")


def _event(event: Dated) -> Iterator[str]:
    """Lines of an event; those that may be long are folded."""
    summary = event.text if len(event.text) <= _SUMMARY else event.text[: _SUMMARY - 1].rstrip() + "…"
    told = [event.text, "" if event.exact else event.words, event.source]
    yield "BEGIN:VEVENT"
    yield f"UID:{event.id}"
    yield f"DTSTAMP:{_day(event.stamp)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_day(event.first)}"
    yield f"DTEND;VALUE=DATE:{_day(event.last + timedelta(days=1))}"
    yield _folded(f"SUMMARY:{_text(summary)}")
    yield _folded("DESCRIPTION:" + _text("\n".join(part for part in told if part)))
    yield f"STATUS:{_STATUS[event.state]}"
    yield "TRANSP:TRANSPARENT"
    if event.topics:
        yield _folded(f"CATEGORIES:{','.join(_text(topic) for topic in event.topics)}")
    if "://" in event.url:
        yield _folded(f"URL:{event.url}")
    yield "END:VEVENT"


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")


def _text(value: str) -> str:
    """A TEXT value (section 3.3.11)."""
    return value.translate(_ESCAPES)


def _folded(line: str) -> str:
    """A content line in pieces of at most 75 octets, no letter cut in two, each further one after a space."""
    data = line.encode("utf-8")
    if len(data) <= _FOLD:
        return line
    pieces: list[bytes] = []
    room = _FOLD
    while len(data) > room:
        cut = room
        while data[cut] & 0xC0 == 0x80:
            cut -= 1
        pieces.append(data[:cut])
        data, room = data[cut:], _FOLD - 1
    return b"\r\n ".join([*pieces, data]).decode("utf-8")
