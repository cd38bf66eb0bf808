"""What a run remembers for the next: results of pure functions by the hash of their inputs and of our code. A rim.

One SQLite file in `.site-gen/`, safe to delete at any time: without it everything is made anew, with the same result.
A damaged, foreign or locked file is set aside without a word, since nothing of value is in it.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Final
from urllib.parse import quote
from zlib import crc32

from site_gen.standing import FOLDER, code_files

_NAME: Final = "memo.sqlite"
_DAMAGE: Final = (sqlite3.Error, UnicodeDecodeError, OverflowError)
"""What a damaged file shows itself by."""
_HELD_BYTES: Final = 2_000_000
"""What is remembered is written when there is so much of it, so that it does not lie in memory until the end."""
_SCHEMA: Final = "create table if not exists memo (kind text, key text, value blob, primary key (kind, key))"
_PAGE_BYTES: Final = 16_384
"""Of a new file: most values find room on one page, which halves the time to write and read them."""
_NEXT: Final = "select key, value from memo where kind = ? and key > ? order by key limit ?"
_BATCH: Final = 256
"""Values that are read at once."""
_SEAL_BYTES: Final = 4


class Memo:
    """A table of results by kind and key. Reads fall back to nothing; writes are held until `commit`, or until they are
    many."""

    def __init__(self, root: Path | None, writes: bool = True) -> None:
        """Of the project at `root`; None remembers nothing between runs. One that does not write holds what is new."""
        self.path = root / FOLDER / _NAME if root is not None else None
        self._fresh: dict[tuple[str, str], bytes | None] = {}
        self._inherited: dict[tuple[str, str], bytes | None] = {}
        """In a forked process: what its parent had yet to write."""
        self._held = 0
        """Bytes in `_fresh`."""
        self._writes = writes
        """Not in a forked process: its parent writes."""
        self._db: sqlite3.Connection | None = None
        self._kept_open: sqlite3.Connection | None = None
        """The parent's, which a forked process may neither use nor close."""
        self._db = self._open()

    def get(self, kind: str, key: str) -> bytes | None:
        """What was remembered, or None."""
        for held in (self._fresh, self._inherited):
            if (kind, key) in held:
                return held[kind, key]
        if self._db is None:
            return None
        try:
            row = self._db.execute("select value from memo where kind = ? and key = ?", (kind, key)).fetchone()
        except _DAMAGE:
            self._set_aside()
            return None
        return _checked(kind, key, row[0]) if row else None

    def each(self, kind: str) -> Iterator[tuple[str, bytes]]:
        """Everything of one kind that was written, by key, a few at a time: together it may be large."""
        last = ""
        while self._db is not None:
            try:
                rows = self._db.execute(_NEXT, (kind, last, _BATCH)).fetchall()
            except _DAMAGE:
                self._set_aside()
                return
            for key, sealed in rows:
                value = _checked(kind, key, sealed)
                if value is not None:
                    yield key, value
            if len(rows) < _BATCH:
                return
            last = rows[-1][0]

    def put(self, kind: str, key: str, value: bytes) -> None:
        """Remember."""
        self._fresh[kind, key] = value
        self._held += len(value)
        if self._held > _HELD_BYTES and self._writes:
            self.commit()

    def brought(self) -> list[tuple[str, str, bytes]]:
        """In a worker: what it has remembered, as `fresh` has it; else nothing."""
        return [] if self._writes else self.fresh()

    def fresh(self) -> list[tuple[str, str, bytes]]:
        """What was remembered here since it was last asked for, for another process to take."""
        found = [(*pair, value) for pair, value in self._fresh.items() if value is not None]
        self._fresh.clear()
        self._held = 0
        return found

    def take(self, fresh: Iterable[tuple[str, str, bytes]]) -> None:
        """What another process remembered. Held until `commit`: a write would wait for those who still read."""
        for kind, key, value in fresh:
            self._fresh[kind, key] = value

    def reopen(self) -> None:
        """After a fork: a connection of one's own, since one must not be shared."""
        self._writes = False
        self._inherited, self._fresh = {**self._inherited, **self._fresh}, {}
        self._kept_open, self._db = self._db, None
        self._db = self._open()

    def forget(self, kind: str, key: str) -> None:
        """Remember no more."""
        self._fresh[kind, key] = None

    def commit(self) -> None:
        """Write what is new. A disk that refuses costs the next run its shortcut, nothing else."""
        self._held = 0
        if self._db is None:
            self._db = self._open()
        if self._db is None or not self._fresh:
            return
        try:
            with self._db:
                put = ((*pair, _sealed(*pair, value)) for pair, value in self._fresh.items() if value is not None)
                gone = [pair for pair, value in self._fresh.items() if value is None]
                self._db.executemany("insert or replace into memo values (?, ?, ?)", put)
                self._db.executemany("delete from memo where kind = ? and key = ?", gone)
        except _DAMAGE:
            self._set_aside()
        self._fresh.clear()

    def close(self) -> None:
        """Let the file go."""
        if self._db is not None:
            self._db.close()
            self._db = None

    def _open(self) -> sqlite3.Connection | None:
        if self.path is None:
            return None
        if self.path.parent.is_symlink():
            return None  # it may lead out of the project
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            if self.path.is_symlink():
                self.path.unlink()
            return self._connect(self.path)
        except (*_DAMAGE, OSError):
            self._set_aside()
        try:
            return self._connect(self.path)
        except (*_DAMAGE, OSError):
            return None

    def _connect(self, path: Path) -> sqlite3.Connection:
        db = sqlite3.connect(path, timeout=5)
        try:
            db.execute(f"pragma page_size = {_PAGE_BYTES}")
            db.execute("pragma synchronous = off")
            db.execute(_SCHEMA)
            db.execute("select count(*) from memo where kind = ''").fetchone()
        except BaseException:
            db.close()
            raise
        return db

    def _set_aside(self) -> None:
        self.close()
        for ending in ("", "-journal", "-wal", "-shm"):
            try:
                os.unlink(f"{self.path}{ending}")
            except OSError:
                pass


def _sealed(kind: str, key: str, value: bytes) -> bytes:
    """The value behind a checksum of itself and its place, by which damage shows."""
    return crc32(value, crc32(f"{kind}\0{key}".encode())).to_bytes(_SEAL_BYTES) + value


def _checked(kind: str, key: str, sealed: object) -> bytes | None:
    """The value of what `_sealed` made; None for anything else."""
    if type(sealed) is not bytes:
        return None
    value = sealed[_SEAL_BYTES:]
    seal = crc32(value, crc32(f"{kind}\0{key}".encode()))
    return value if sealed[:_SEAL_BYTES] == seal.to_bytes(_SEAL_BYTES) else None


@cache
def code_key() -> str:
    """A key of our own code: of the package's files, and of the versions of what renders."""
    return blake2b(code_files().encode(), digest_size=16).hexdigest()


def memo_state(root: Path) -> tuple[str, bool]:
    """What lies in the memory of the project at `root`, and whether it is whole. Only reads."""
    path = root / FOLDER / _NAME
    if not path.is_file():
        return "nothing remembered", True
    size = f"{path.stat().st_size / 1e6:.1f} MB"
    try:
        db = sqlite3.connect(f"file:{quote(str(path.resolve()))}?mode=ro", uri=True, timeout=1)
        try:
            whole = db.execute("pragma quick_check(1)").fetchone() == ("ok",)
            kinds = db.execute("select kind, count(*) from memo group by kind order by kind").fetchall()
        finally:
            db.close()
    except _DAMAGE as error:
        busy = isinstance(error, sqlite3.OperationalError) and "locked" in str(error)
        return f"{size}, {'in use' if busy else 'unreadable'}", busy
    return f"{size}, {', '.join(f'{count:,} {kind}' for kind, count in kinds) or 'empty'}", whole
