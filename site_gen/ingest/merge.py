"""What to do with a new machine draft when a file stands already: a person's work is never overwritten.

A file that is still byte for byte what the machine wrote may be written anew. Any other file stays as it is, and the
values in which the machine now differs are told.
"""

from __future__ import annotations

from typing import Any, Literal

from msgspec import Struct

from site_gen.model import Item

_FIELDS = (
    "title published updated source url lang via authors actors topics statements events figures cuts body evidence"
).split()


class Difference(Struct, frozen=True):
    """A field in which a person's file and the machine's new draft differ."""

    field: str
    stands: str
    """What the file says, in short."""
    proposed: str
    """What the machine would say now."""


class Merged(Struct, frozen=True):
    """What is to be done with one file."""

    action: Literal["create", "update", "same", "keep"]
    """keep: a person has touched the file; it stays."""
    text: str
    """The file's new text; for "same" and "keep" the text that stands."""
    differences: tuple[Difference, ...] = ()
    """For "keep": where the machine now says something that it did not say before and the file does not say."""


def merge(
    written: str | None, standing: str | None, proposed: str, before: Item | None, now: Item, stands: Item | None
) -> Merged:
    """Decide over one file.

    `written` is the text that the machine wrote last (None: never), `standing` the file's text (None: no file),
    `proposed` the new machine text. `before`, `stands` and `now` are the same three as items, for telling differences;
    `stands` is None when the file cannot be read.
    """
    if standing is None:
        return Merged("create", proposed)
    if standing == proposed:
        return Merged("same", standing)
    if standing == written:
        return Merged("update", proposed)
    return Merged("keep", standing, tuple(_differences(before, stands, now)) if stands else ())


def _differences(before: Item | None, stands: Item, now: Item) -> list[Difference]:
    """Fields in which the machine changed its mind and the file does not agree with it."""
    found = []
    for field in _FIELDS:
        new, old = _told(getattr(now, field)), _told(getattr(stands, field))
        if new != old and (before is None or _told(getattr(before, field)) != new):
            found.append(Difference(field, old, new))
    return found


def _told(value: Any) -> str:
    """A value in short; places in files apart."""
    if isinstance(value, tuple):
        return "; ".join(_told(one) for one in value)
    if isinstance(value, Struct):
        return ", ".join(str(getattr(value, key)) for key in value.__struct_fields__ if key != "place")
    return "" if value is None else str(value).strip()
