"""The columns of a page whose lines the file tells across, "left middle right", back to one after the other.

Precision first: only where rows of words begin at the same places, side by side, with no table's short cells, and only
where the file tells them across; else its own order is better than ours. A page is cut where a gap runs through all of
it, else at the first line that goes over columns, and each part again. Pure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Final, Literal

from msgspec import Struct

from site_gen.ingest.document.widths import width_of

_ROWS: Final = 5
"""Rows on which two columns have words."""
_CELL: Final = 18
"""Characters that a column's lines have on average; a table's cells have fewer."""
_APART: Final = 60
"""Points between the beginnings of two columns; less is an indent."""
_INDENT: Final = 2.5
"""Sizes of letters by which a paragraph's first line is set in."""
_NEAR: Final = 3
"""Points by which beginnings differ in one column."""
_MOST: Final = 2_000
"""Lines of a page."""
_DOUBT: Final = 0.15
"""Part of a line's estimated width that may be wrong."""
_OVER: Final = 0.1
"""Part of it that may go over a gap without being there."""
_RIGHT: Final = re.compile("[\u0590-\u08ff]")
_WORD: Final = 8
"""Sizes of letters up to which a piece may be a word."""
_SMALL: Final = 0.93
"""Part of the text's size below which a line is a picture's."""


class Piece(Struct, frozen=True):
    """Words that the file shows at once."""

    x: float
    y: float
    """From the page's foot, in points."""
    size: float
    text: str


class _Line(Struct, frozen=True):
    """The words of one column on one row."""

    x: float
    end: float
    y: float
    size: float
    text: str
    first: int
    last: int
    """Places of its pieces in the file."""


class _Page(Struct, frozen=True):
    """What holds for all of it."""

    starts: Sequence[float]
    """Where columns begin, from the left."""
    size: float
    """Of most letters, in points."""


_Part = tuple[list[_Line], Literal["columns", "wide", "box"]]


def looks_parted(places: Iterable[tuple[float, float]]) -> bool:
    """Whether on several rows of a page words begin at one more place far right of the margin: (x, y) of each piece."""
    begun: dict[int, set[int]] = {}
    for x, y in places:
        begun.setdefault(round(x), set()).add(round(y))
    margin = min(begun, default=0)
    return any(len(heights) >= _ROWS for x, heights in begun.items() if x > margin + _APART)


def in_order(pieces: Sequence[Piece], plain: Sequence[str]) -> list[str]:
    """The page's lines column after column, "" between parts that are no one text; `plain`, the lines as the file tells
    them, where it does not tell columns across."""
    rows = list(_rows(pieces))
    starts = _starts(_begun(rows))
    lines = [line for row in rows for line in _parted(row, starts)]
    columns = [[line for line in lines if _begins(line.x, start, line.size)] for start in starts]
    columns = [column for column in columns if len(column) >= _ROWS]
    short = any(sum(len(line.text) for line in column) < _CELL * len(column) for column in columns)
    if len(columns) < 2 or short or len(lines) > _MOST or not _told_across(columns) or _is_from_right(lines):
        return list(plain)
    top = max(line.y for column in columns[1:] for line in column)
    return [told for block in _blocks(lines, starts, top) for told in (*(line.text for line in block), "")][:-1]


def _rows(pieces: Sequence[Piece]) -> Iterator[list[tuple[int, Piece]]]:
    """Pieces of one height, each with its place in the file, from the page's head to its foot."""
    row: list[tuple[int, Piece]] = []
    for at, piece in sorted(enumerate(pieces), key=lambda one: (-one[1].y, one[1].x)):
        if row and abs(row[0][1].y - piece.y) > 0.3 * max(row[0][1].size, piece.size):
            yield sorted(row, key=lambda one: one[1].x)
            row = []
        row.append((at, piece))
    if row:
        yield sorted(row, key=lambda one: one[1].x)


def _begun(rows: Sequence[list[tuple[int, Piece]]]) -> Counter[int]:
    """How often words begin at each place behind a gap, or as the first of a row."""
    begun: Counter[int] = Counter()
    for row in rows:
        before = None
        for _, piece in row:
            if before is None or _is_behind_gap(before, piece):
                begun[round(piece.x)] += 1
            before = piece
    return begun


def _starts(begun: Counter[int]) -> list[float]:
    """Where columns begin, from the left."""
    near = {x: sum(begun[x + by] for by in range(-_NEAR, _NEAR + 1)) for x in begun}
    often = max(near.values(), default=0)
    found: list[float] = []
    for x in sorted(x for x, count in near.items() if count >= max(_ROWS, often / 4)):
        if not found or x - found[-1] > _APART:
            found.append(float(x))
    return found


def _is_behind_gap(before: Piece, piece: Piece, doubt: float = _DOUBT) -> bool:
    """Whether there is more than a blank between two pieces; the width of a line, not of a word, is in doubt."""
    wide = width_of(before.text, before.size)
    return piece.x - before.x - wide > 0.6 * piece.size - (doubt * wide if wide > _WORD * before.size else 0)


def _begins(x: float, start: float, size: float) -> bool:
    return start - _NEAR <= x <= start + _INDENT * size


def _parted(row: Sequence[tuple[int, Piece]], starts: Sequence[float]) -> Iterator[_Line]:
    """A row's lines, parted where a column begins, or an indent of it, behind a gap."""
    held: list[tuple[int, Piece]] = []
    for at, piece in row:
        own = any(_begins(piece.x, start, piece.size) for start in starts)
        if held and own and _is_behind_gap(held[-1][1], piece, 2 * _DOUBT):
            yield _line(held)
            held = []
        held.append((at, piece))
    if held:
        yield _line(held)


def _end(piece: Piece) -> float:
    return piece.x + width_of(piece.text, piece.size)


def _line(pieces: Sequence[tuple[int, Piece]]) -> _Line:
    places = [at for at, _ in pieces]
    own = [piece for _, piece in pieces]
    text = " ".join(" ".join(piece.text for piece in own).split())
    size = max(piece.size for piece in own)
    return _Line(own[0].x, max(map(_end, own)), own[0].y, size, text, min(places), max(places))


def _told_across(columns: Sequence[Sequence[_Line]]) -> bool:
    """Whether the file goes from column to column line by line."""
    told = sorted((line.first, at) for at, column in enumerate(columns) for line in column)
    changes = sum(one[1] != other[1] for one, other in pairwise(told))
    return changes >= 0.6 * (len(told) - max(map(len, columns)))


def _is_from_right(lines: Sequence[_Line]) -> bool:
    """Whether the text is written from the right, and so its columns."""
    return sum(bool(_RIGHT.search(line.text)) for line in lines) > len(lines) / 2


def _blocks(lines: list[_Line], starts: Sequence[float], top: float) -> list[list[_Line]]:
    """What stands above, the columns with what goes over them, lines of pictures, what stands at the foot.

    `top`: the height of the first row with columns.
    """
    size = median(line.size for line in lines)
    pictures = [line for line in lines if line.size < _SMALL * size and line.y <= top]
    pictures = pictures if len(pictures) <= 0.3 * len(lines) else []
    text = _without(lines, pictures)
    foot = _foot(text, starts)
    told: list[list[_Line]] = []
    for line in pictures:
        near = next((block for block in told[::-1] if _is_next(block[-1], line)), None)
        if near is None:
            told.append([line])
        else:
            near.append(line)
    return [*(block for block, _ in _cut(_without(text, foot), _Page(starts, size))), *told, *([line] for line in foot)]


def _without(lines: Sequence[_Line], some: Sequence[_Line]) -> list[_Line]:
    gone = frozenset(some)
    return [line for line in lines if line not in gone]


def _is_next(line: _Line, below: _Line) -> bool:
    return abs(line.x - below.x) <= 4 * _NEAR and line.y - below.y <= 2 * line.size


def _foot(lines: Sequence[_Line], starts: Sequence[float]) -> list[_Line]:
    """Up to two rows far below all others: running words and numbers of pages."""
    pitch = _pitch(lines, starts)
    heights = sorted({line.y for line in lines})
    for at in range(min(2, len(heights) - 1), 0, -1):
        if heights[at] - heights[at - 1] > 1.8 * pitch:
            return [line for line in lines if line.y <= heights[at - 1]]
    return []


def _pitch(lines: Sequence[_Line], starts: Sequence[float]) -> float:
    """Points from one line of a column to the next, mostly."""
    steps = []
    for start in starts:
        heights = [line.y for line in lines if abs(line.x - start) <= _NEAR]
        steps += [one - other for one, other in pairwise(heights) if one > other]
    return median(steps) if steps else 12.0


def _cut(lines: list[_Line], page: _Page, whole: bool = True) -> list[_Part]:
    """Parts in the order in which they are read. Columns go on from one to the next, round a box in them.

    `whole`: these are all columns of the page, or were at its cut above.
    """
    inner = [start for start in page.starts if lines and start > min(line.x for line in lines) + _APART]
    inner = [start for start in inner if any(line.x >= start - _NEAR for line in lines)]
    for start in inner:
        if not any(_goes_over(line, start) for line in lines):
            left = _cut([line for line in lines if line.x < start - _NEAR], page, False)
            right = _cut([line for line in lines if line.x >= start - _NEAR], page, False)
            return _side_by_side(left, right)
    wide = [line for line in lines if any(_goes_over(line, start) for start in inner)]
    if not wide:
        return [(lines, "columns")] if lines else []
    run = _first_run(wide, lines)
    rest = _without(lines, run)
    above = [line for line in rest if line.y > run[0].y]
    below = [line for line in rest if line.y <= run[0].y]
    if not whole and above and below and not _is_headline(run, page.size):
        return [*_cut(rest, page, whole), (run, "box")]
    return [*_cut(above, page, whole), (run, "wide"), *_cut(below, page, whole)]


def _side_by_side(left: list[_Part], right: list[_Part]) -> list[_Part]:
    """The parts of both, the text of the one going on in the other; boxes last."""
    boxes = [part for part in (*left, *right) if part[1] == "box"]
    left, right = ([part for part in parts if part[1] != "box"] for parts in (left, right))
    if left and right and left[-1][1] == right[0][1] == "columns":
        left[-1:] = [([*left[-1][0], *right.pop(0)[0]], "columns")]
    return [*left, *right, *boxes]


def _is_headline(run: Sequence[_Line], size: float) -> bool:
    large = sum(len(line.text) for line in run if line.size > size / _SMALL)
    return 2 * large > sum(len(line.text) for line in run)


def _first_run(wide: Sequence[_Line], lines: Sequence[_Line]) -> list[_Line]:
    """The first lines over columns that follow each other without a line of a column between them."""
    run = [wide[0]]
    for line in wide[1:]:
        between = (one for one in lines if line.y < one.y < run[-1].y and one.x < run[-1].end and one.end > run[-1].x)
        if any(one not in wide for one in between) or run[-1].y - line.y > 3 * line.size:
            break
        run.append(line)
    return run


def _goes_over(line: _Line, start: float) -> bool:
    """Whether a line goes on where another column begins."""
    return line.x < start - _NEAR and line.end - _OVER * (line.end - line.x) > start
