"""Two columns of a page whose lines the file tells across: "left right" line by line, back to one after the other.

Precision first: only where most lines of a page have words on both sides of one gap, and no table's short cells.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

_GAP: Final = re.compile(r"(?<=\S) {4,}(?=\S)")
_ROWS: Final = 5
"""Rows on which both columns have words."""
_SHARE: Final = 0.4
"""Part of a page's rows that are such."""
_NEAR: Final = 4
"""Characters by which the right column's beginning differs from row to row."""
_CELL: Final = 18
"""Characters that a column's lines have on average; a table's cells have fewer."""
_APART: Final = 100
"""Points between the beginnings of two columns."""


def looks_parted(places: Iterable[tuple[float, float]]) -> bool:
    """Whether on several rows of a page words begin at one more place far right of the margin: (x, y) of each piece."""
    rows: dict[int, set[int]] = {}
    for x, y in places:
        rows.setdefault(round(y), set()).add(round(x))
    margin = min((min(row) for row in rows.values()), default=0)
    begun = Counter(x for row in rows.values() if len(row) > 1 for x in row if x > margin + _APART)
    return bool(begun) and begun.most_common(1)[0][1] >= _ROWS


def in_order(laid: Sequence[str], plain: Sequence[str]) -> list[str]:
    """The page's lines with the left column before the right one; `plain` where it is not so told across.

    `laid`: the page's lines as they stand, with blanks for gaps. `plain`: the lines as the file tells them.
    """
    parts = [_parts(line) for line in laid if line.strip()]
    pairs = [part for part in parts if part[1]]
    if len(pairs) < max(_ROWS, _SHARE * len(parts)):
        return list(plain)
    begins = Counter(part[2] for part in pairs).most_common(1)[0][0]
    fitting = [part for part in pairs if abs(part[2] - begins) <= _NEAR]
    across = sum(_told_across(part, plain) for part in fitting)
    long = min(sum(len(part[0]) for part in fitting), sum(len(part[1]) for part in fitting)) >= _CELL * len(fitting)
    if not long or len(fitting) < 0.8 * len(pairs) or across < 0.6 * len(fitting):
        return list(plain)
    return _ordered(parts, fitting)


def _parts(line: str) -> tuple[str, str, int]:
    """What stands left and right of the widest gap, and where the right begins; all as left where there is none."""
    gaps = sorted(_GAP.finditer(line), key=lambda gap: gap.end() - gap.start())
    if not gaps:
        return " ".join(line.split()), "", len(line) - len(line.lstrip())
    gap = gaps[-1]
    return " ".join(line[: gap.start()].split()), " ".join(line[gap.end() :].split()), gap.end()


def _told_across(part: tuple[str, str, int], plain: Sequence[str]) -> bool:
    return any(part[0] in line and line.rstrip().endswith(part[1]) for line in plain)


def _ordered(parts: list[tuple[str, str, int]], fitting: list[tuple[str, str, int]]) -> list[str]:
    """Lines above the columns, the left column, the right one, lines below."""
    first, last = parts.index(fitting[0]), len(parts) - 1 - parts[::-1].index(fitting[-1])
    begins = fitting[0][2]
    while (
        last + 1 < len(parts)
        and not parts[last + 1][1]
        and len(parts[last + 1][0]) <= max(len(one[0]) for one in fitting)
    ):
        last += 1
    left: list[str] = []
    right: list[str] = []
    for own, other, at in parts[first : last + 1]:
        (right if not other and at >= begins - _NEAR else left).append(own)
        if other:
            right.append(other)
    above, below = [one[0] for one in parts[:first]], [f"{one[0]} {one[1]}".strip() for one in parts[last + 1 :]]
    return [*above, *left, *right, *below]
