"""Values with an id renamed: an item, and what the machine remembers of it, a person's touches included. Pure.

Two ids may become one: then each stands once, in the place of the one that stays.
"""

from __future__ import annotations

from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from site_gen.content.difference import list_of, told
from site_gen.content.ids import ID_FIELDS, Kind
from site_gen.content.memory import Difference, Memory, Reason
from site_gen.model import Item, Registry

_REASONS: Final = {"actor": ("name", "statement"), "topic": ("topic",), "source": ()}
"""Kinds of reasons that are about ids of a kind."""


class Renaming(Struct, frozen=True):
    """An id that has become another."""

    kind: Kind
    old: str
    new: str


def former_ids(registry: Registry) -> tuple[Renaming, ...]:
    """What the registries keep under `formerly`, in their order; an id that is in use again is none of them."""
    entries = (("actor", registry.actors), ("topic", registry.topics), ("source", registry.sources))
    return tuple(
        Renaming(kind, old, entry.id)  # type: ignore[arg-type]
        for kind, known in entries
        for entry in known.values()
        for old in entry.formerly
        if old not in known
    )


def renamed_item(item: Item, change: Renaming) -> Item:
    """The item with every `old` id as `new`."""
    values: dict[str, Any] = {}
    for path in ID_FIELDS[change.kind]:
        field, _, inner = path.partition(".")
        value = values.get(field, getattr(item, field))
        if inner:
            value = tuple(replace(entry, **{inner: _renamed(getattr(entry, inner), change)}) for entry in value)
        else:
            value = _renamed(value, change)
        values[field] = value
    return replace(item, **values)


def renamed_memory(memory: Memory, change: Renaming) -> Memory:
    """The memory with every `old` id as `new`: the draft, its reasons, and what a person touched, removed or is asked.

    What the file's text was is not changed here; who changes the file says so.
    """
    return replace(
        memory,
        item=renamed_item(memory.item, change),
        reasons=tuple(_reason(one, change) for one in memory.reasons),
        pins=_touched(memory.pins, change),
        removed=_touched(memory.removed, change),
        differences=tuple(_difference(one, memory.item, change) for one in memory.differences),
    )


def _renamed(value: Any, change: Renaming) -> Any:
    if isinstance(value, tuple):
        if change.new in value:
            return tuple(one for one in value if one != change.old)
        return tuple(change.new if one == change.old else one for one in value)
    return change.new if value == change.old else value


def _touched(names: tuple[str, ...], change: Renaming) -> tuple[str, ...]:
    """Names as "actors/anna"; entries are named by their words, in which no id is."""
    fields = [path for path in ID_FIELDS[change.kind] if "." not in path]
    names_of = {f"{field}/{change.old}": f"{field}/{change.new}" for field in fields}
    return tuple(sorted({names_of.get(name, name) for name in names}))


def _reason(reason: Reason, change: Renaming) -> Reason:
    concerned = reason.kind in _REASONS[change.kind] and reason.about == change.old
    return replace(reason, about=change.new) if concerned else reason


def _difference(difference: Difference, draft: Item, change: Renaming) -> Difference:
    """A difference as it would be told of the renamed values."""
    field = list_of(difference)
    if difference.entry and not difference.name:
        entries = zip(getattr(draft, field), getattr(renamed_item(draft, change), field), strict=True)
        new = next((told(renamed) for entry, renamed in entries if told(entry) == difference.proposed), None)
        return difference if new is None else replace(difference, proposed=new)
    path = f"{field}.{difference.name}" if difference.entry else field
    if path not in ID_FIELDS[change.kind]:
        return difference
    stands, proposed = (_ids(value, change) for value in (difference.stands, difference.proposed))
    return replace(difference, stands=stands, proposed=proposed)


def _ids(value: str, change: Renaming) -> str:
    return "; ".join(_renamed(tuple(value.split("; ")), change))
