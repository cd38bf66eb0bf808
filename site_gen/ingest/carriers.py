"""Which article's text a new one carries: the items of a project as sketches, made once and remembered.

Once told, a copy stays what it was told to be, and what a person takes out of a file is not told again from the other
side. So taking all seeds a second time changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from itertools import islice
from typing import Final, Protocol

import msgspec

from site_gen.content.memory import Memory
from site_gen.ingest.copies import Shelf, Sketch, sketch_of
from site_gen.likeness import carried, text_words
from site_gen.model import Item

_LOOKS: Final = 6
"""So many likely articles are read."""


class Table(Protocol):
    """What this room needs of a memory between runs."""

    def get(self, kind: str, key: str) -> bytes | None: ...

    def put(self, kind: str, key: str, value: bytes) -> None: ...


class Items(Protocol):
    """The items on disk."""

    def ids(self) -> Iterable[str]:
        """Those that have a file."""

    def state(self, item_id: str) -> bytes:
        """What tells that a file is as it was."""

    def item(self, item_id: str) -> Item | None:
        """What its file says; None where it cannot be read."""

    def memory(self, item_id: str) -> Memory | None:
        """What the machine remembers of it."""


class Carriers:
    """Finds copies among the items of a project and those that a run makes."""

    def __init__(self, items: Items, table: Table) -> None:
        self.items, self.table = items, table

    @cached_property
    def _shelf(self) -> Shelf:
        shelf = Shelf()
        for item_id in self.items.ids():
            sketch = self._remembered(item_id)
            if sketch is not None:
                shelf.add(sketch)
        return shelf

    def _remembered(self, item_id: str) -> Sketch | None:
        """The sketch of an item's file, made anew when the file is not as it was."""
        state = self.items.state(item_id)
        raw = self.table.get("sketch", item_id)
        if raw is not None and raw.startswith(state + b"\0"):
            try:
                return msgspec.msgpack.decode(raw[len(state) + 1 :], type=Sketch)
            except msgspec.MsgspecError:
                pass
        item = self.items.item(item_id)
        if item is None:
            return None
        sketch = _sketched(item)
        self.table.put("sketch", item_id, state + b"\0" + msgspec.msgpack.encode(sketch))
        return sketch

    def copied_by(self, item: Item, before: Memory | None) -> tuple[str, float]:
        """The item whose text a new draft carries, and which part of the shorter text is the other's; "" for none."""
        told = before.item.copy_of if before else ""
        if told and self._shelf.get(told):
            return told, 1.0
        words = text_words(item.body)
        best, part = "", 0.0
        for other in islice(self._shelf.near(_sketched(item)), _LOOKS):
            found = self.items.item(other.item)
            if found is None or self._carries(other, item.id):
                continue
            share = carried(words, text_words(found.body))
            if share > part:
                best, part = self._shelf.root(other.item), share
        return ("", 0.0) if best == item.id else (best, part)

    def add(self, item: Item) -> None:
        """An item as it was just written."""
        self._shelf.add(_sketched(item))

    def _carries(self, other: Sketch, item_id: str) -> bool:
        """Whether the other article is told to carry this one, or was told so by the machine."""
        if self._shelf.root(other.item) == item_id:
            return True
        memory = self.items.memory(other.item)
        return memory is not None and bool(memory.item.copy_of) and self._shelf.root(memory.item.copy_of) == item_id


def _sketched(item: Item) -> Sketch:
    return Sketch(item.id, item.source or "", item.published or "", sketch_of(text_words(item.body)), item.copy_of)
