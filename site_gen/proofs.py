"""What a build has found of the words of items, kept for the next: an item is read against its text once.

It holds while the item's file and what the machine remembers of it are as they were.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import blake2b
from typing import Final

import msgspec

from site_gen.content.project import MEMORY, ParseItem, ahead_of
from site_gen.content.stamps import FileStamp, is_settled
from site_gen.memo import Memo
from site_gen.model import Item
from site_gen.site.assemble import Proof, Site

_KIND: Final = "proof"
_Kept = dict[str, tuple[bytes, Proof]]
"""Item id to what it was found with, and what was found."""


class Proofs:
    """The proofs of the items of one build, some of them those of the last."""

    def __init__(self, memo: Memo, code: str, inputs: Sequence[FileStamp]) -> None:
        """`inputs` are the stamps of all that the build reads, taken before it does; without them nothing is kept."""
        self._memo, self._code = memo, code
        self._on = bool(inputs)
        self._beside = {stamp.path: stamp for stamp in inputs if stamp.path.startswith(f"{MEMORY}/")}
        self._stamps: dict[str, FileStamp] = {}
        self._kept: _Kept = {}
        if self._on and (raw := memo.get(_KIND, "all")):
            try:
                self._kept = msgspec.msgpack.decode(raw, type=_Kept)
            except msgspec.MsgspecError:
                self._kept = {}

    def noting(self, parse: ParseItem) -> ParseItem:
        """The same `parse`; the stamp of each item is noted."""

        def noted(stamp: FileStamp, read: Callable[[], str]) -> Item:
            self._stamps[stamp.path] = stamp
            return parse(stamp, read)

        return noted

    def known(self, items: Iterable[Item]) -> Mapping[str, Proof]:
        """What holds of these still, by their ids."""
        found = ((item.id, self._kept.get(item.id), self._key(item)) for item in items)
        return {item_id: kept[1] for item_id, kept, key in found if kept is not None and kept[0] == key}

    def keep(self, site: Site, items: Iterable[Item]) -> None:
        """Remember what was found of the items that the site shows as they are."""
        if not self._on:
            return
        shown = {item.id: item for item in site.items}
        found: _Kept = {}
        for item in items:
            key = self._key(item)
            if key and shown.get(item.id) is item:
                places, confirmed = site.paragraphs[item.id], site.confirmed[item.id]
                found[item.id] = (key, Proof(places, tuple(sorted(confirmed))))
        if found != self._kept:
            self._memo.put(_KIND, "all", msgspec.msgpack.encode(found))

    def _key(self, item: Item) -> bytes:
        """Hash of the stamps of all that is asked; empty where one of them may hide a change."""
        paths = (f"{MEMORY}/{item.id}.json", ahead_of(item.id))
        stamps = (self._stamps.get(item.path), *(self._beside.get(path) for path in paths))
        if not self._on or stamps[0] is None or not all(is_settled(stamp) for stamp in stamps if stamp):
            return b""
        return blake2b(msgspec.msgpack.encode((self._code, stamps)), digest_size=16).digest()
