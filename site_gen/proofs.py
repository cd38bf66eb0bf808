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
from site_gen.site.assemble import Proof
from site_gen.site.digests import Digests

_KIND: Final = "proof"
_ENCODER: Final = msgspec.msgpack.Encoder()
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
        self._keys: dict[str, bytes] = {}
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
        self._keys = {item.id: self._key(item) for item in items}
        kept = self._kept
        return {one: kept[one][1] for one, key in self._keys.items() if one in kept and kept[one][0] == key}

    def keep(self, digests: Digests, items: Iterable[Item]) -> None:
        """Remember what was found of the items that the site shows as they are."""
        if not self._on:
            return
        site = digests.site
        shown = {item.id: item for item in site.items}
        found: _Kept = {}
        for item in items:
            key = self._keys.get(item.id)
            if key and shown.get(item.id) is item:
                places, confirmed = site.paragraphs[item.id], site.confirmed[item.id]
                known = self._kept.get(item.id)
                if known is None or known[0] != key:
                    card, text = digests.cards_alone[item.id], digests.texts_alone[item.id]
                    known = (key, Proof(places, tuple(sorted(confirmed)), card, text))
                found[item.id] = known
        if found != self._kept:
            self._memo.put(_KIND, "all", msgspec.msgpack.encode(found))

    def _key(self, item: Item) -> bytes:
        """Hash of the stamps of all that is asked; empty where one of them may hide a change."""
        own, beside = self._stamps.get(item.path), self._beside
        memory, ahead = beside.get(f"{MEMORY}/{item.id}.json"), beside.get(ahead_of(item.id)) if beside else None
        if not self._on or own is None or not all(is_settled(stamp) for stamp in (own, memory, ahead) if stamp):
            return b""
        return blake2b(_ENCODER.encode((self._code, own, memory, ahead)), digest_size=16).digest()
