"""JSON Lines: a record a line. Lines that are none are refused by their number, and the next ones are read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import BinaryIO, Final

from site_gen.errors import Problem
from site_gen.incoming import FieldMap
from site_gen.ingest.exports.json_text import read_json
from site_gen.ingest.exports.judge import Judge
from site_gen.ingest.exports.lines import byte_lines
from site_gen.ingest.exports.record import MOST_BYTES, Record, not_utf8, refused

_ARRAY: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*\[\s*\{")
"""JSON in one piece under the name of lines."""


def read_json_lines(file: BinaryIO, path: str, given: FieldMap) -> Iterator[Record | Problem]:
    """The records, or why a line is none, in order."""
    start = file.read(64)
    file.seek(0)
    if _ARRAY.match(start):
        yield from read_json(file, path, given)
        return
    judge = Judge(file, given.encoding)
    for at, line in enumerate(byte_lines(file), 1):
        if line is None:
            yield refused(path, at, "too-large", f"the line has more than {MOST_BYTES:,} bytes", "part the record")
            continue
        if not line.strip(b" \t\r\n\x1e"):  # RFC 7464 has a record separator before each text
            continue
        record = _record(line, at, path, judge)
        yield from judge.remark(path, at)
        yield record


def _record(line: bytes, at: int, path: str, judge: Judge) -> Record | Problem:
    try:
        value = json.loads(judge.decode(line).lstrip("\x1e\ufeff"))
    except UnicodeDecodeError as error:
        return not_utf8(path, at, error, judge.likely)
    except RecursionError:
        return refused(path, at, "bad-json", "the line is nested too deeply", "flatten the record")
    except ValueError as error:
        if not line.endswith(b"\n"):
            return refused(path, at, "cut-off", "the last line is cut off", "export the file again")
        return refused(path, at, "bad-json", f"the line is no JSON: {error}", "write one record a line")
    if isinstance(value, dict):
        return Record(at, value)
    return refused(path, at, "not-a-row", "the line is no record of named values", 'write {"title": …, "text": …}')
