"""Parsed items kept between runs, by path and stamp, so that only changed files are read and parsed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, Protocol

import msgspec

from site_gen.content.item import parse_item
from site_gen.content.stamps import FileStamp, Stamp, is_settled
from site_gen.content.stowed import Stow, Stowing
from site_gen.errors import SiteError
from site_gen.model import Item
from site_gen.spread import Spread, one_by_one

_ITEM: Final = msgspec.msgpack.Decoder(Item)
_ENCODER: Final = msgspec.msgpack.Encoder()
_NO_MORE: Final = ("\U0010ffff", b"")
"""Behind every path."""
_PART: Final = 125
"""Files that are read in one go."""
_FEW: Final = 10
"""So many goes are done before a second process is at work."""


class Table(Protocol):
    """What this room needs of a memory."""

    def each(self, kind: str) -> Iterator[tuple[str, bytes]]:
        """Everything of one kind, by key."""

    def put(self, kind: str, key: str, value: bytes) -> None:
        """Keep."""


class RememberedItems:
    """A `ParseItem` that answers from a table when the file's stamp and our code are the same. It walks through what is
    remembered once, so files are asked for in path order; one that is not is read anew.

    A file changed a moment before it was read is not kept: its next change might leave the same stamp. What is read
    anew is made light with `stow`, where given: of a whole site the texts would be most of what is in memory.
    """

    def __init__(self, table: Table, code: str, stow: Stow | None = None, spread: Spread = one_by_one) -> None:
        self._table, self._code, self._spread = table, code, spread
        self._light = Stowing(stow) if stow else None
        self._rows = table.each("item")
        self._key, self._value = next(self._rows, _NO_MORE)
        self._ahead: dict[FileStamp, Item] = {}

    def ahead(self, stamps: Sequence[FileStamp], read: Callable[[FileStamp], str]) -> None:
        """Told all files before the first is asked for: where none was read by this code, all are read now, as many at
        once as may be. One with a problem is left to who asks for it."""
        if self._value.partition(b"\n")[0].endswith(f" {self._code}".encode()):
            return

        def parsed(part: Sequence[FileStamp]) -> list[bytes]:
            return [_parsed(stamp, read) for stamp in part]

        parts = [stamps[at : at + _PART] for at in range(0, len(stamps), _PART)]
        for number, found in self._spread(parsed, parts, _FEW):
            for stamp, raw in zip(parts[number], found, strict=True):
                if raw:
                    self._ahead[stamp] = self._kept(stamp, _ITEM.decode(raw), raw)

    def __call__(self, stamp: FileStamp, read: Callable[[], str]) -> Item:
        """The item of a file."""
        while self._key < stamp.path:
            self._key, self._value = next(self._rows, _NO_MORE)
        found = self._ahead.pop(stamp, None)
        if found is not None:
            return found
        head = _head(stamp, self._code)
        if self._key == stamp.path and self._value.startswith(head):
            try:
                return _ITEM.decode(memoryview(self._value)[len(head) :])
            except msgspec.MsgspecError:
                pass  # damaged
        item = parse_item(stamp.path, read())
        return self._kept(stamp, item, _ENCODER.encode(item))

    def _kept(self, stamp: FileStamp, item: Item, raw: bytes) -> Item:
        """The item made light; the table has it from now on."""
        if is_settled(stamp):
            self._table.put("item", stamp.path, _head(stamp, self._code) + raw)
        return self._light(item) if self._light else item


def remembered_item(raw: bytes | None, stamp: Stamp | None, code: str) -> Item | None:
    """An item as a table has it; None where it is not of this stamp and code. Raises MsgspecError for damage."""
    head, _, data = (raw or b"").partition(b"\n")
    known = stamp is not None and head.startswith(_numbers(*stamp)) and head.endswith(f" {code}".encode())
    return _ITEM.decode(data) if known else None


def seeds_of(items: Iterable[Item | None]) -> list[str]:
    """The seeds that these items were made from. Raises LookupError where one of them is not known."""
    found: list[str] = []
    for item in items:
        if item is None:
            raise LookupError("an item is not remembered")
        if item.evidence and item.evidence.seed:
            found.append(item.evidence.seed)
    return found


def keep_item(table: Table, stamp: FileStamp, item: Item, code: str) -> None:
    """Have a table keep an item for who asks with this stamp and code."""
    table.put("item", stamp.path, _head(stamp, code) + _ENCODER.encode(item))


def _head(stamp: FileStamp, code: str) -> bytes:
    return _numbers(stamp.size, stamp.mtime_ns, stamp.ctime_ns) + f"{stamp.inode} {code}\n".encode()


def _numbers(size: int, mtime_ns: int, ctime_ns: int) -> bytes:
    return b"%d %d %d " % (size, mtime_ns, ctime_ns)


def _parsed(stamp: FileStamp, read: Callable[[FileStamp], str]) -> bytes:
    """An item as it is kept; nothing where it has a problem."""
    try:
        return _ENCODER.encode(parse_item(stamp.path, read(stamp)))
    except SiteError:
        return b""
