"""Where a person's file and the machine differ: how it is told, whether it still holds. Pure.

A field is told by its name ("title"), a value of an entry by the list, the entry's first words and the value's name
("statements: The dam held., speaker"), an entry that the file does not have by its first words.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from msgspec import Struct

from site_gen.content.memory import Difference
from site_gen.content.pairing import entry_key
from site_gen.model import Item

RECORDS: Final = ("statements", "events", "figures", "cuts")
_SHOWN: Final = 60


def field_differs(field: str, stands: Any, now: Any) -> Difference:
    """A field of the item that the machine has otherwise."""
    return Difference(field, told(stands), told(now))


def word_missing(field: str, word: str) -> Difference:
    """A word of the machine's that a list of the file does not have."""
    return Difference(field, "", word)


def entry_differs(field: str, entry: Struct, name: str, stands: Any, now: Any) -> Difference:
    """A value of an entry that the machine has otherwise."""
    words = f"{field}: {told(getattr(entry, 'text', ''))[:_SHOWN]}, {name}"
    return Difference(words, told(stands), told(now), entry_key(field, entry), name)


def entry_missing(field: str, entry: Struct) -> Difference:
    """An entry of the machine's that the file does not have."""
    words = f"{field}: {told(getattr(entry, 'text', ''))[:_SHOWN]}"
    return Difference(words, "", told(entry), entry_key(field, entry))


def still_differs(old: Difference, stands: Item, now: Item) -> bool:
    """Whether an earlier difference holds yet: the machine says the same, and the file something else."""
    field = list_of(old)
    if field not in Item.__struct_fields__:
        return False
    if not old.entry:
        one, other = getattr(stands, field), getattr(now, field)
        if isinstance(other, tuple) and not old.stands:
            return old.proposed in other and old.proposed not in one
        return told(other) == old.proposed != told(one)
    mine, theirs = (list(_entries(one, field, old.entry)) for one in (stands, now))
    if not old.name:
        return not mine and old.proposed in map(told, theirs)
    proposed = {told(getattr(entry, old.name, "")) for entry in theirs}
    return old.proposed in proposed and old.stands in {told(getattr(entry, old.name, "")) for entry in mine}


def list_of(difference: Difference) -> str:
    """The field of the item that a difference is about or in."""
    return difference.field.partition(":")[0]


def told(value: Any) -> str:
    """A value in short; places in files apart."""
    if isinstance(value, tuple):
        return "; ".join(told(one) for one in value)
    if isinstance(value, Struct):
        parts = (getattr(value, key) for key in value.__struct_fields__ if key != "place")
        return ", ".join(told(one) for one in parts if one not in ("", None, ()))
    return "" if value is None else str(value).strip()


def _entries(item: Item, field: str, key: str) -> Iterator[Struct]:
    """The entries of a list that have this key."""
    return (entry for entry in getattr(item, field) if entry_key(field, entry) == key)
