"""Characters that were encoded twice, as when UTF-8 was taken for windows-1252 and stored as UTF-8: "â€œ" for "“".

Only where such sequences are most of what is not ASCII, or stand for marks that nobody writes by hand; else all stays.
"""

from __future__ import annotations

import re
from typing import Final


def _character(byte: int) -> str:
    try:
        return bytes((byte,)).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


_BYTES: Final = {_character(byte): byte for byte in range(0x80, 0x100)}
_TAIL: Final = "[" + re.escape("".join(char for char, byte in _BYTES.items() if byte < 0xC0)) + "]"
_TWICE: Final = re.compile(f"[ÂÃÄÅÎÏÐÑ×ØÙ]{_TAIL}|[àáâãäåæçèé]{_TAIL}{{2}}|ð{_TAIL}{{3}}")
_MARK: Final = re.compile(f"â€{_TAIL}")
"""Quotation marks and dashes: their beginning has a euro sign within a word."""
_SOME: Final = 3
_SHARE: Final = 0.5
"""Of the letters that are not ASCII."""


def encoded_once(text: str) -> tuple[str, int]:
    """The text with such sequences as the characters that were meant, and how many; the same text and 0 for none."""
    if text.isascii():
        return text, 0
    found = [one[0] for one in _TWICE.finditer(text) if _meant(one[0])]
    wide = sum(1 for char in text if char > "\x7f")
    if len(found) < _SOME or (sum(map(len, found)) < wide * _SHARE and len(_MARK.findall(text)) < _SOME):
        return text, 0
    return _TWICE.sub(lambda one: _meant(one[0]) or one[0], text), len(found)


def _meant(sequence: str) -> str:
    """The character that the sequence was; "" for none."""
    try:
        return bytes(_BYTES[char] for char in sequence).decode("utf-8")
    except (UnicodeDecodeError, KeyError):
        return ""
