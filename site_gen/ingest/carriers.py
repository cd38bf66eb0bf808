"""Which article's text a new one carries: the items of a project as sketches, made once and remembered.

Once told, a copy stays what it was told to be, and what a person takes out of a file is not told again from the other
side. So taking all seeds a second time changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
_KIND: Final = "sketch"


class Table(Protocol):
    """What this room needs of a memory between runs."""

    def get(self, kind: str, key: str) -> bytes | None: ...

    def put(self, kind: str, key: str, value: bytes) -> None: ...

    def each(self, kind: str) -> Iterator[tuple[str, bytes]]: ...


class Items(Protocol):
    """The items on disk."""

    def states(self) -> Mapping[str, bytes]:
        """By the ids of those that have a file what tells that it is as it was."""

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
        shelf, states = Shelf(), self.items.states()
        known: dict[str, Sketch] = {}
        for item_id, raw in self.table.each(_KIND):  # all at once, which takes a tenth of asking for each
            sketch = _unpacked(raw, states.get(item_id))
            if sketch is not None:
                known[item_id] = sketch
        for item_id, state in states.items():
            sketch = known.pop(item_id, None) or self._made(item_id, state)
            if sketch is not None:
                shelf.add(sketch)
        return shelf

    def _made(self, item_id: str, state: bytes) -> Sketch | None:
        """The sketch of an item's file; None where it cannot be read."""
        item = self.items.item(item_id)
        if item is None:
            return None
        sketch = _sketched(item)
        self.table.put(_KIND, item_id, state + b"\0" + msgspec.msgpack.encode(sketch))
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


def _unpacked(raw: bytes, state: bytes | None) -> Sketch | None:
    """What was remembered of a file that is in this state."""
    if state is None or not raw.startswith(state + b"\0"):
        return None
    try:
        return msgspec.msgpack.decode(raw[len(state) + 1 :], type=Sketch)
    except msgspec.MsgspecError:
        return None


def _sketched(item: Item) -> Sketch:
    return Sketch(item.id, item.source or "", item.published or "", sketch_of(text_words(item.body)), item.copy_of)
