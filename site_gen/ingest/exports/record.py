"""What readers of exports hand on: records with their place, and how one that cannot be taken is told."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

from msgspec import Struct

from site_gen.errors import Problem

MOST_BYTES: Final = 16 * 1024 * 1024
"""Of one record: a longer one is refused by its place, and memory stays flat."""
_MOST_CHOICES: Final = 3
_LONGEST_WORD: Final = 30
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


def not_utf8(path: str, at: int, error: UnicodeDecodeError, likely: Iterable[str] = ()) -> Problem:
    """A record in another encoding than it should have; `likely`: encodings that would do."""
    told = f"the byte 0x{error.object[error.start]:02x} is not {error.encoding}"
    if is_spoilt(error.object):
        return refused(path, at, "not-utf-8", f"{told}, the letters around it are: one is cut", "export the row again")
    choices = [f"{name} reads “{_word_at(error.object, error.start, name)}”" for name in likely][:_MOST_CHOICES]
    hint = "tell its encoding in the field map: encoding: windows-1252"
    if error.encoding == "utf-8" and choices:
        hint = f"tell its encoding in the field map, encoding: …; {', '.join(choices)}"
    return refused(path, at, "not-utf-8", told, hint)


def _word_at(line: bytes, at: int, name: str) -> str:
    """The word with the byte at a place."""
    text, place = line.decode(name, "replace"), len(line[:at].decode(name, "replace"))
    before, after = re.search(r"\w*$", text[:place]), re.match(r"\W?\w*", text[place:])
    return f"{before[0] if before else ''}{after[0] if after else ''}".strip()[:_LONGEST_WORD]
