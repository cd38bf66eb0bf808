"""CSV and TSV: a header line, then a record a row; cells may hold line ends. Rows that do not fit are refused.

A quotation mark that is never closed would swallow the rest of the file: its row is refused by its line, and reading
goes on with the next line.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO, Final

from site_gen.errors import Problem
from site_gen.incoming import FieldMap
from site_gen.ingest.exports.columns import knows
from site_gen.ingest.exports.judge import Judge
from site_gen.ingest.exports.lines import byte_lines
from site_gen.ingest.exports.record import MOST_BYTES, Record, not_utf8, refused

_DELIMITERS: Final = (",", ";", "\t", "|")
_MOST_ABOVE: Final = 12
"""Lines that are looked at for the names of columns."""
_MOST_MENDED: Final = 50
"""So often is reading begun again after a mark that is never closed."""


_ESCAPED: Final = re.compile(r'\\(["\\])')
"""A quotation mark, or a backslash, within a cell as databases write it."""
_ESCAPED_WITHIN: Final = re.compile(rb'[^\\,;|\t\r\n]\\"[^,;|\t\r\n"]')
_DOUBLED_WITHIN: Final = re.compile(rb'[^,;|\t\r\n"]""[^,;|\t\r\n"]')
_SAMPLE: Final = 1 << 16


class _Swallowed(Exception):
    """A quoted cell has no end within what one record may have."""


class _Lines:
    """Lines for the csv module, with those of the row at hand kept to go back to."""

    def __init__(self, file: BinaryIO, encoding: str) -> None:
        self.escaped = _has_escapes(file)
        self.lines, self.judge = byte_lines(file), Judge(file, encoding)
        self.back: list[tuple[int, bytes | None]] = []
        """Lines to be read again; None for one that is too long."""
        self.row: list[tuple[int, bytes]] = []
        self.size, self.count = 0, 0
        self.wrong: UnicodeDecodeError | None = None

    def begin(self) -> None:
        """A new row begins with the next line."""
        self.row, self.size, self.wrong = [], 0, None

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        at, line = self._next()
        self.size += len(line)
        if self.size > MOST_BYTES:
            raise _Swallowed
        self.row.append((at, line))
        try:
            text = self.judge.decode(line).replace("\0", " ")
            return _ESCAPED.sub(lambda found: '""' if found[1] == '"' else found[1], text) if self.escaped else text
        except UnicodeDecodeError as error:
            self.wrong = error
            return line.decode("utf-8", "replace").replace("\0", " ")

    def _next(self) -> tuple[int, bytes]:
        if self.back:
            at, line = self.back.pop()
        else:
            try:
                line = next(self.lines)
            except StopIteration:
                if self.row:
                    raise _Swallowed from None
                raise
            self.count += 1
            at = self.count
        if line is None:
            raise _Swallowed
        return at, line

    def again(self) -> int:
        """Go back to the line after the one on which the row began; that one's number."""
        self.back.extend(reversed(self.row[1:]))
        return self.row[0][0] if self.row else self.count


def read_csv(file: BinaryIO, path: str, given: FieldMap) -> Iterator[Record | Problem]:
    """The records, or why a row is none, in order. Nothing for a file without a header line."""
    csv.field_size_limit(MOST_BYTES)
    lines = _Lines(file, given.encoding)
    names: list[str] = []
    reader, mended, delimiter = None, 0, given.delimiter
    while mended <= _MOST_MENDED:
        lines.begin()
        try:
            if reader is None:
                if not names and (above := _above(lines, given)):
                    told = f"lines above the names of the columns: {above}"
                    yield refused(path, above, "passed-over", told, "")
                lines.begin()
                delimiter = delimiter or _delimiter(lines)
                lines.begin()
                reader = csv.reader(lines, delimiter=delimiter)
            cells = next(reader)
            yield from lines.judge.remark(path, lines.row[0][0])
        except StopIteration:
            return
        except (_Swallowed, csv.Error):
            at, reader, mended = lines.again(), None, mended + 1
            told = "a quotation mark that opens here is never closed"
            yield refused(path, at, "open-quote", told, "close it, or double it inside a cell")
            continue
        if not names:
            names = _header(cells)
        elif any(cell.strip() for cell in cells):
            yield _record(names, cells, lines, path)
    yield refused(path, lines.count, "open-quote", "the rest of the file is not read: its quotation marks do not pair",
                  "export the file again")  # fmt: skip


def _has_escapes(file: BinaryIO) -> bool:
    """Whether quotation marks within cells have a backslash before them, and are not doubled."""
    sample = file.read(_SAMPLE)
    file.seek(0)
    return _ESCAPED_WITHIN.search(sample) is not None and _DOUBLED_WITHIN.search(sample) is None


def _record(names: list[str], cells: list[str], lines: _Lines, path: str) -> Record | Problem:
    at = lines.row[0][0]
    if lines.wrong is not None:
        return not_utf8(path, at, lines.wrong, lines.judge.likely)
    while len(cells) > len(names) and not cells[-1].strip():
        cells.pop()
    if len(cells) > len(names) or len(cells) < (len(names) + 1) // 2:
        told = f"the row has {len(cells)} cells, the header {len(names)}"
        return refused(path, at, "wrong-cells", told, "quote cells that have the delimiter inside")
    return Record(at, dict(zip(names, cells, strict=False)))


def _header(cells: list[str]) -> list[str]:
    """Names of the columns, each once."""
    found: list[str] = []
    counts: Counter[str] = Counter()
    for at, cell in enumerate(cells, 1):
        name = " ".join(cell.split()) or f"column {at}"
        counts[name] += 1
        found.append(name if counts[name] == 1 else f"{name} {counts[name]}")
    return found


def _above(lines: _Lines, given: FieldMap) -> int:
    """How many lines stand above the names of the columns, as desks write what the export is of; those are passed."""
    seen: list[tuple[int, bytes | None]] = []
    above = 0
    for at in range(_MOST_ABOVE):
        lines.begin()
        try:
            named = _names_columns(next(lines), given)
        except _Swallowed:
            seen.append((lines.count, None))
            break
        except StopIteration:
            break
        seen += lines.row
        if named:
            told = at == 1 and (seen[0][1] or b"").lower().startswith(b"sep=")
            above = 0 if told else at
            break
    lines.back.extend(reversed(seen[above:]))
    return above


def _names_columns(line: str, given: FieldMap) -> bool:
    """Whether a line has names of columns, one of them that of the words."""
    delimiters = (given.delimiter,) if given.delimiter else _DELIMITERS
    for delimiter in delimiters:
        cells = next(csv.reader([line], delimiter=delimiter), [])
        if len(cells) > 1 and knows({cell.strip(): None for cell in cells}, given):
            return True
    return False


def _delimiter(lines: _Lines) -> str:
    """What parts the cells of the first line; spreadsheets may say it themselves: "sep=;"."""
    line = next(lines)
    if line.lower().startswith("sep=") and len(line.strip()) == 5:
        return line[4]
    lines.back.extend(reversed(lines.row))
    outside = "".join(line.split('"')[::2])
    return max(_DELIMITERS, key=outside.count)
