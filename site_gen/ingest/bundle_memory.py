"""What became of files with many articles, by their stamps: an export that did not change is not read again. A rim.

Only a memory: without it each file is read again, and each row known by the ledger.
"""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from site_gen.content.project import MEMORY
from site_gen.content.stamps import FileStamp, is_settled
from site_gen.errors import Problem
from site_gen.ingest.carriers import Table

LEDGER: Final = f"{MEMORY}/unpacked.txt"
"""Every row that was ever unpacked; belongs to the content, since without it removed seeds come back."""
_KIND: Final = "bundle"
_CHUNK: Final = 1 << 20


class Known(Struct, frozen=True):
    """What became of a file."""

    folder: str
    rows: int
    """That were taken, now or before."""
    problems: tuple[Problem, ...]
    """What could not be taken, told again each time."""


class _Line(Struct, frozen=True):
    stamp: FileStamp
    key: bytes
    content: bytes
    """Hash of the file's bytes."""
    ledger: int
    """Bytes of the ledger then: a shorter one is another, and the file is read again."""
    known: Known


def recall(root: Path, stamp: FileStamp, table: Table | None, key: bytes) -> Known | None:
    """What became of the file, if it is as it was then; its bytes are looked at only where its stamp alone changed."""
    stored = table.get(_KIND, stamp.path) if table is not None else None
    if table is None or not stored:
        return None
    try:
        line = msgspec.msgpack.decode(stored, type=_Line)
    except msgspec.DecodeError:
        return None
    if line.key != key or _ledger_size(root) < line.ledger:
        return None
    if line.stamp == stamp:
        return line.known
    if line.stamp.size != stamp.size or line.content != _content(root / stamp.path):
        return None
    remember(root, stamp, table, key, line.known)
    return line.known


def remember(root: Path, stamp: FileStamp, table: Table, key: bytes, known: Known) -> None:
    """Keep it for the next run; not of a file that was written a moment ago, which may change and keep its stamp."""
    if is_settled(stamp):
        line = _Line(stamp, key, _content(root / stamp.path), _ledger_size(root), known)
        table.put(_KIND, stamp.path, msgspec.msgpack.encode(line))


def _ledger_size(root: Path) -> int:
    place = root / LEDGER
    return place.stat().st_size if place.exists() else 0


def _content(place: Path) -> bytes:
    digest = blake2b(digest_size=16)
    with open(place, "rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.digest()
