"""Lines that a program broke at a width, back to paragraphs: mails, pages of documents, line breaks in HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

_END: Final = re.compile(r"""[.!?…:;。！？]["'”’»)\]]*$""")
_ITEM: Final = re.compile(r"(?:[-*•–—]|\(?\d{1,3}[.)])\s")
"""A line that begins an entry of a list."""
_BROKEN: Final = re.compile(r"(?<=[^\W\d_]{2})-$")
_OPEN: Final = re.compile(r"(?:,|(?<![^\W_])(?:an?|and|as|at|by|for|from|in|of|on|or|that|the|to|with))$")
"""The end of a line that is no sentence's."""
_WIDE: Final = 40
"""Characters of the longest line from which lines are taken as broken at a width."""
_NARROW: Final = 24
"""The same for sentences in a column."""
_COLUMN: Final = 6
"""Lines that a column has at least."""
_FULL: Final = 0.72
"""Part of the longest line from which a line is full, so that it goes on in the next."""


def joined(text: str) -> str:
    """The text with each paragraph on one line, parted by blank lines; lists and short lines stay apart."""
    paragraphs = (re.split(r"\n", block) for block in re.split(r"\n[^\S\n]*\n", text))
    return "\n\n".join(part for lines in paragraphs for part in _parts(line.strip() for line in lines) if part)


def _parts(given: Iterable[str]) -> Iterator[str]:
    lines = [line for line in given if line]
    width = max(map(len, lines), default=0)
    full = width * _FULL if _is_column(lines, width) else max(_WIDE, width * _FULL)
    held = ""
    for at, line in enumerate(lines):
        if not held:
            held = line
        elif _goes_on(lines[at - 1], line, full):
            held = f"{held[:-1]}{line}" if _BROKEN.search(held) and line[:1].islower() else f"{held} {line}"
        else:
            yield held
            held = line
    yield held


def _is_column(lines: list[str], width: int) -> bool:
    """Whether these are sentences broken at a small width, as in a newspaper's column, and no list or verse."""
    if len(lines) < _COLUMN or width < _NARROW:
        return False
    full = sum(len(line) >= width * _FULL for line in lines[:-1])
    on = sum(line[:1].islower() for line in lines[1:])
    return min(full, on / 0.7) >= 0.7 * (len(lines) - 1)


def _goes_on(line: str, following: str, full: float) -> bool:
    """Whether a line was broken only for its width. `full`: characters from which one is."""
    if _ITEM.match(following):
        return False
    if len(line) >= full or (len(line) >= _FULL * full and _OPEN.search(line)):
        return True
    return not _END.search(line) and following[:1].islower()
