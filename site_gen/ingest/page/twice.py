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
_TWO, _THREE, _FOUR = "ÂÃÄÅÎÏÐÑ×ØÙ", "àáâãäåæçèé", "ð"
"""First characters of a sequence, by its length."""
_TWICE: Final = re.compile(f"[{_TWO}]{_TAIL}|[{_THREE}]{_TAIL}{{2}}|[{_FOUR}]{_TAIL}{{3}}")
_BEGUN: Final = re.compile(
    b"\xc3["
    + b"".join(char.encode()[1:] for char in _TWO + _THREE + _FOUR)
    + b"]["
    + bytes(sorted({char.encode()[0] for char, byte in _BYTES.items() if byte < 0xC0}))
    + b"]"
)
"""In UTF-8, the first character of a sequence and the beginning of the second: found in a tenth of the time."""
_MARK: Final = re.compile(f"â€{_TAIL}")
"""Quotation marks and dashes: their beginning has a euro sign within a word."""
_SOME: Final = 3
_SHARE: Final = 0.5
"""Of the letters that are not ASCII."""


def encoded_once(text: str) -> tuple[str, int]:
    """The text with such sequences as the characters that were meant, and how many; the same text and 0 for none."""
    if len(_BEGUN.findall(text.encode("utf-8", "replace"))) < _SOME:
        return text, 0
    found = [one[0] for one in _TWICE.finditer(text) if _meant(one[0])]
    if len(found) < _SOME:
        return text, 0
    wide = len(text) - len(text.encode("ascii", "ignore"))
    if sum(map(len, found)) < wide * _SHARE and len(_MARK.findall(text)) < _SOME:
        return text, 0
    return _TWICE.sub(lambda one: _meant(one[0]) or one[0], text), len(found)


def _meant(sequence: str) -> str:
    """The character that the sequence was; "" for none."""
    try:
        return bytes(_BYTES[char] for char in sequence).decode("utf-8")
    except (UnicodeDecodeError, KeyError):
        return ""
