"""Parsed items kept between runs, by path and stamp, so that only changed files are read and parsed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, Protocol

import msgspec

from site_gen.content.item import parse_item
from site_gen.content.project import ParseItem
from site_gen.content.stamps import FileStamp, is_settled
from site_gen.content.stowed import Stow, Stowing
from site_gen.model import Item

_ITEM: Final = msgspec.msgpack.Decoder(Item)
_ENCODER: Final = msgspec.msgpack.Encoder()
_NO_MORE: Final = ("\U0010ffff", b"")
"""Behind every path."""


class Table(Protocol):
    """What this room needs of a memory."""

    def each(self, kind: str) -> Iterator[tuple[str, bytes]]:
        """Everything of one kind, by key."""

    def put(self, kind: str, key: str, value: bytes) -> None:
        """Keep."""


def remembered_items(table: Table, code: str, stow: Stow | None = None) -> ParseItem:
    """A `ParseItem` that answers from the table when the file's stamp and our code are the same. It walks through what
    is remembered once, so files are asked for in path order; one that is not is read anew.

    A file changed a moment before it was read is not kept: its next change might leave the same stamp. What is read
    anew is made light with `stow`, where given: of a whole site the texts would be most of what is in memory.
    """
    rows, light = table.each("item"), Stowing(stow) if stow else None
    key, value = next(rows, _NO_MORE)

    def parse(stamp: FileStamp, read: Callable[[], str]) -> Item:
        nonlocal key, value
        while key < stamp.path:
            key, value = next(rows, _NO_MORE)
        head = f"{stamp.size} {stamp.mtime_ns} {stamp.ctime_ns} {stamp.inode} {code}\n".encode()
        if key == stamp.path and value.startswith(head):
            try:
                return _ITEM.decode(memoryview(value)[len(head) :])
            except msgspec.MsgspecError:
                pass  # damaged
        item = parse_item(stamp.path, read())
        if is_settled(stamp):
            table.put("item", stamp.path, head + _ENCODER.encode(item))
        return light(item) if light else item

    return parse
