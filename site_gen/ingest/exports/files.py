"""Exports by the kind of their file, as readers of rows: `(open file, path, problems) -> rows`."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from gzip import GzipFile
from typing import BinaryIO, Final, cast

from msgspec.structs import replace

from site_gen.errors import Problem
from site_gen.incoming import FieldMap
from site_gen.ingest.exports.csv_text import read_csv
from site_gen.ingest.exports.json_lines import read_json_lines
from site_gen.ingest.exports.json_text import read_json
from site_gen.ingest.exports.orders import Again
from site_gen.ingest.exports.record import Record, refused
from site_gen.ingest.exports.row import rows_of
from site_gen.ingest.unpack import Row

Records = Callable[[BinaryIO, str, FieldMap], Iterator[Record | Problem]]
Maps = tuple[tuple[str, FieldMap], ...]
FORMS: Final[tuple[tuple[str, tuple[str, ...], Records], ...]] = (
    ("json lines", (".jsonl", ".ndjson", ".jsonlines", ".jsonl.gz", ".ndjson.gz"), read_json_lines),
    ("json", (".json", ".json.gz"), read_json),
    ("csv", (".csv", ".tsv", ".csv.gz", ".tsv.gz"), read_csv),
)
"""Name, endings and reader of each form with columns."""
_PACKED: Final = b"\x1f\x8b"
_OTHERS: Final = (
    (b"PK\x03\x04", "it is a spreadsheet or an archive"),
    (b"\xd0\xcf\x11\xe0", "it is a spreadsheet of the old kind"),
    (b"%PDF-", "it is a PDF"),
)
"""How files begin that are named as exports and are none."""


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
    again = again_of(records, file, path, given)
    yield from rows_of(records_of(records, file, path, given), path, owner, given, problems, again)


def again_of(records: Records, file: BinaryIO, path: str, given: FieldMap) -> Again | None:
    """The records of a file anew, whatever was read of it; None where it cannot be read twice."""

    def again() -> Iterator[Record | Problem]:
        place = file.tell()
        file.seek(0)
        yield from records_of(records, file, path, given)
        file.seek(place)

    return again if file.seekable() else None


def records_of(records: Records, file: BinaryIO, path: str, given: FieldMap) -> Iterator[Record | Problem]:
    """The records of a file, compressed or not, whatever its name says."""
    if path.lower().removesuffix(".gz").endswith(".tsv") and not given.delimiter:
        given = replace(given, delimiter="\t")
    head = file.read(8)
    file.seek(0)
    if told := next((told for sign, told in _OTHERS if head.startswith(sign)), ""):
        yield refused(path, 0, "no-rows", f"the file is no text: {told}", "export it as CSV or JSON Lines")
    elif not head.startswith(_PACKED):
        yield from records(file, path, given)
    else:
        try:
            yield from records(cast(BinaryIO, GzipFile(fileobj=file)), path, given)
        except (EOFError, OSError, zlib.error):
            told = "the compressed file is cut short or broken; what stands before is taken"
            yield refused(path, 0, "broken-gzip", told, "fetch or export it again")
