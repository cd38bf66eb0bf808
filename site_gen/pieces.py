"""A long file of the site joined from the bytes of others. What stood before has most of the same pieces in the same
order, so that long runs of them are taken from it, and only what is new is read from the files themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from itertools import accumulate
from typing import Final

import msgspec
from msgspec import Struct

from site_gen.content.stamps import Stamp
from site_gen.kept import Kept
from site_gen.memo import Memo
from site_gen.site.page import Joined, Page
from site_gen.site.publish import Stage, Staged

_KIND: Final = "pieces"
_SHA_BYTES: Final = 32
Told = Mapping[str, tuple[bytes, str, str]]
"""(Needs, key, sha256) by path."""


class _Layout(Struct, frozen=True, array_like=True):
    """Where the pieces of a joined file lie."""

    sha256: str
    """Of the whole file."""
    start: int
    """Where the first piece begins; there is one byte between two."""
    hashes: bytes
    """SHA-256 of the file that each piece came from, one after the other."""
    sizes: tuple[int, ...]
    """Bytes of each piece."""


def with_pieces(stage: Stage, memo: Memo, path: str, new: Mapping[str, bytes], stamp: Stamp) -> Staged:
    """A joined file that stands as this stamp tells, laid into the stage with other pieces in the place of some: the
    file that each came from by the SHA-256 that it had. Raises LookupError where that is not what it is joined of."""
    raw = memo.get(_KIND, path)
    try:
        layout = msgspec.msgpack.decode(raw or b"", type=_Layout)
    except msgspec.MsgspecError:
        raise LookupError(path) from None
    hashes, sizes = bytearray(layout.hashes), list(layout.sizes)
    starts = list(accumulate((size + 1 for size in sizes), initial=layout.start))
    spans: list[tuple[int, int, bytes]] = []
    for old, data in new.items():
        number = _index(layout.hashes, bytes.fromhex(old))
        spans.append((starts[number], starts[number] + sizes[number], data[:-1]))
        hashes[number * _SHA_BYTES : (number + 1) * _SHA_BYTES] = sha256(data).digest()
        sizes[number] = len(data) - 1

    def parts() -> Iterator[bytes]:
        at = 0
        for start, end, data in sorted(spans):
            yield from stage.span(path, at, start, stamp)
            yield data
            at = end
        yield from stage.span(path, at, stamp[0], stamp)

    staged = stage.keep_long(path, parts())
    memo.put(_KIND, path, msgspec.msgpack.encode(_Layout(staged.sha256, layout.start, bytes(hashes), tuple(sizes))))
    return staged


def _index(hashes: bytes, wanted: bytes) -> int:
    """The number of a piece. Raises LookupError where it is none."""
    at = hashes.find(wanted)
    while at % _SHA_BYTES and at >= 0:
        at = hashes.find(wanted, at + 1)
    if at < 0:
        raise LookupError("no such piece")
    return at // _SHA_BYTES


class Pieces:
    """The pieces of one page."""

    def __init__(self, stage: Stage, memo: Memo, page: Page, kept: Kept | None) -> None:
        """`kept` is how the last build left the file, where it stands so still."""
        self._stage, self._memo, self._path, self._kept = stage, memo, page.path, kept
        self._hashes: list[bytes] = []
        self._sizes: list[int] = []

    def join(self, joined: Joined, told: Told, laid: Mapping[str, str]) -> Staged:
        """The file with these pieces, laid into the stage; `laid` names there what is new. Raises LookupError where a
        file is not as it was made; then nothing is left behind."""
        staged = self._stage.keep_long(self._path, self._parts(joined, told, laid))
        layout = _Layout(staged.sha256, len(joined.head), b"".join(self._hashes), tuple(self._sizes))
        self._memo.put(_KIND, self._path, msgspec.msgpack.encode(layout))
        return staged

    def _parts(self, joined: Joined, told: Told, laid: Mapping[str, str]) -> Iterator[bytes]:
        """The bytes of the file, a part at a time."""
        yield joined.head
        for number, (path, start, end) in enumerate(self._runs(joined, told)):
            if number:
                yield b","
            if path:
                data = self._stage.read(path, laid.get(path, ""), told[path][2])
                if data is None:
                    raise LookupError(path)
                self._sizes[start] = len(data) - 1
                yield data[:-1]
            else:
                assert self._kept is not None
                yield from self._stage.span(self._path, start, end, self._kept.stamp)
        yield joined.tail

    def _runs(self, joined: Joined, told: Told) -> list[tuple[str, int, int]]:
        """Files to be read, each with its number, and between them spans of the file that stands, as ("", from, to)."""
        known = self._known()
        runs: list[tuple[str, int, int]] = []
        for number, path in enumerate(joined.paths):
            hashed = bytes.fromhex(told[path][2])
            start, end = known.get(hashed, (0, 0))
            if not end:
                runs.append((path, number, 0))
            elif runs and not runs[-1][0] and runs[-1][2] + 1 == start:
                runs[-1] = ("", runs[-1][1], end)
            else:
                runs.append(("", start, end))
            self._hashes.append(hashed)
            self._sizes.append(end - start)
        return runs

    def _known(self) -> dict[bytes, tuple[int, int]]:
        """From where to where pieces lie in the file that stands, by the hash of the file that each came from."""
        raw = self._memo.get(_KIND, self._path) if self._kept else None
        try:
            layout = msgspec.msgpack.decode(raw, type=_Layout) if raw else None
        except msgspec.MsgspecError:
            return {}
        if layout is None or self._kept is None or layout.sha256 != self._kept.sha256:
            return {}
        found, start = {}, layout.start
        for number, size in enumerate(layout.sizes):
            found[layout.hashes[number * _SHA_BYTES : (number + 1) * _SHA_BYTES]] = (start, start + size)
            start += size + 1
        return found
