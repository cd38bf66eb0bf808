"""What readers of exports hand on: records with their place, and how one that cannot be taken is told."""

from __future__ import annotations

from typing import Any, Final

from msgspec import Struct

from site_gen.errors import Problem

MOST_BYTES: Final = 16 * 1024 * 1024
"""Of one record: a longer one is refused by its place, and memory stays flat."""
_BEYOND: Final = bytes(range(0x80, 0x100))


class Record(Struct, frozen=True):
    """One record of an export as its form tells it."""

    at: int
    """Line, or number of the row where the form has no lines that count; from 1."""
    values: dict[str, Any]
    """By column: text, number, truth value, None, or lists and mappings of those."""
    key: str = ""
    """The key it stands under where records are values of a mapping."""


def refused(path: str, at: int, code: str, message: str, hint: str) -> Problem:
    """A record that is not taken; the others are."""
    return Problem(path, at, 0, code, message, hint, level="warning")


def is_spoilt(line: bytes) -> bool:
    """Whether most of what is not ASCII is UTF-8 all the same: a character was cut, as by a limit in bytes."""
    text = line.decode("utf-8", "replace")
    stray = text.count("\ufffd")
    return len(text) - len(line.translate(None, _BEYOND)) > 2 * stray


def not_utf8(path: str, at: int, error: UnicodeDecodeError) -> Problem:
    """A record in another encoding than it should have."""
    told = f"the byte 0x{error.object[error.start]:02x} is not {error.encoding}"
    if is_spoilt(error.object):
        return refused(path, at, "not-utf-8", f"{told}, the letters around it are: one is cut", "export the row again")
    return refused(path, at, "not-utf-8", told, "tell its encoding in the field map: encoding: windows-1252")
