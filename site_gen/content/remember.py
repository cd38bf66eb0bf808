"""Parsed items kept between runs, by path and stamp, so that only changed files are read and parsed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import msgspec
from msgspec import Struct

from site_gen.content.item import parse_item
from site_gen.content.project import ParseItem
from site_gen.content.stamps import FileStamp, is_settled
from site_gen.model import Item


class Table(Protocol):
    """What this room needs of a memory."""

    def all(self, kind: str) -> dict[str, bytes]:
        """Everything of one kind by key."""

    def put(self, kind: str, key: str, value: bytes) -> None:
        """Keep."""


class _Parsed(Struct, frozen=True):
    stamp: FileStamp
    code: str
    item: Item


def remembered_items(table: Table, code: str) -> ParseItem:
    """A `ParseItem` that answers from the table when the file's stamp and our code are the same.

    A file changed a moment before it was read is not kept: its next change might leave the same stamp.
    """
    known = table.all("item")

    def parse(stamp: FileStamp, read: Callable[[], str]) -> Item:
        raw = known.get(stamp.path)
        if raw is not None:
            try:
                last = msgspec.msgpack.decode(raw, type=_Parsed)
            except msgspec.MsgspecError:
                last = None
            if last is not None and last.stamp == stamp and last.code == code:
                return last.item
        item = parse_item(stamp.path, read())
        if is_settled(stamp):
            table.put("item", stamp.path, msgspec.msgpack.encode(_Parsed(stamp, code, item)))
        return item

    return parse
