"""Piles of combining marks: to put them in order takes time with the square of their number."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

_HIGHEST: Final = 30
"""More marks on a letter than any language needs: the limit of Unicode's Stream-Safe Text Format (UAX 15, 13)."""
_PLANE: Final = 0x10000
_BLOCKS: Final = range(0x300, 0x1F000)
"""Where Unicode has characters that are sorted behind a letter."""
_RARE: Final = re.compile("[\U00010000-\U0010ffff]")


def pile_in(text: str) -> re.Match[str] | None:
    """More marks in a row than any language sets on one letter, where `text` has such."""
    if text.isascii():
        return None
    sample = text[:: _HIGHEST + 1]  # of every pile one mark at least is in it
    if sample.isascii() or not _mark(bool(_RARE.search(sample))).search(sample):
        return None
    return _pile(bool(_RARE.search(text))).search(text)


def told_pile(pile: re.Match[str]) -> tuple[str, str]:
    """What is wrong, and the remedy."""
    return f"more than {_HIGHEST} combining marks, such as U+{ord(pile[0][0]):04X}, stand on one letter", "remove them"


@cache
def _pile(rare: bool) -> re.Pattern[str]:
    """One mark and thirty more."""
    mark = _mark(rare).pattern
    return re.compile(f"{mark}{mark}{{{_HIGHEST}}}")


@cache
def _mark(rare: bool) -> re.Pattern[str]:
    """A mark. Without the `rare` ones beyond the first plane, the search is ten times as quick."""
    ranges: list[list[int]] = []
    for code in _BLOCKS:
        if unicodedata.combining(chr(code)) and (rare or code < _PLANE):
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1][1] = code
            else:
                ranges.append([code, code])
    return re.compile("[" + "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges) + "]")
