"""Exports by the kind of their file, as readers of rows: `(open file, path, problems) -> rows`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import BinaryIO, Final

from msgspec.structs import replace

from site_gen.errors import Problem
from site_gen.incoming import FieldMap
from site_gen.ingest.exports.csv_text import read_csv
from site_gen.ingest.exports.json_lines import read_json_lines
from site_gen.ingest.exports.json_text import read_json
from site_gen.ingest.exports.record import Record
from site_gen.ingest.exports.row import rows_of
from site_gen.ingest.unpack import Row

Records = Callable[[BinaryIO, str, FieldMap], Iterator[Record | Problem]]
Maps = tuple[tuple[str, FieldMap], ...]
FORMS: Final[tuple[tuple[str, tuple[str, ...], Records], ...]] = (
    ("json lines", (".jsonl", ".ndjson", ".jsonlines"), read_json_lines),
    ("json", (".json",), read_json),
    ("csv", (".csv", ".tsv"), read_csv),
)
"""Name, endings and reader of each form with columns."""


def named_map(path: str, maps: Maps) -> tuple[str, FieldMap]:
    """The map of a file, with its name: that whose name the file's has, or begins with before a mark ("desk-2022-08").

    Without one the file's own name, and a map by common names.
    """
    stem = path.rpartition("/")[2].partition(".")[0]
    fitting = [
        (name, one) for name, one in maps if re.fullmatch(rf"{re.escape(name)}(?:[-_. ].*)?", stem, re.IGNORECASE)
    ]
    return max(fitting, key=lambda pair: len(pair[0]), default=(stem, FieldMap()))


def reader(records: Records, maps: Maps = ()) -> Callable[[BinaryIO, str, list[Problem]], Iterator[Row]]:
    """A reader of rows of a form, by the maps of the site."""
    return partial(_rows, records, maps)


def _rows(records: Records, maps: Maps, file: BinaryIO, path: str, problems: list[Problem]) -> Iterator[Row]:
    owner, given = named_map(path, maps)
    if path.lower().endswith(".tsv") and not given.delimiter:
        given = replace(given, delimiter="\t")
    yield from rows_of(records(file, path, given), path, owner, given, problems)
