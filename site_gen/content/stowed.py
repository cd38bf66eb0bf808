"""Items whose text lies elsewhere until somebody reads it: a text is most of an item, and few are read at a time."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from sys import intern
from typing import Any, Final

from site_gen.model import Item

Stow = Callable[[bytes], Callable[[], bytes]]
"""Puts bytes away; what it returns gives them back."""
_BODY: Final[Any] = Item.body
"""Where an item has its text: here what gives it."""
_FIELDS: Final = attrgetter(*Item.__struct_fields__)
_BODY_AT: Final = Item.__struct_fields__.index("body")
_REPEATED: Final = tuple(map(Item.__struct_fields__.index, ("published", "source", "lang", "basis", "places")))
"""Fields whose values many items have."""
_IDS: Final = tuple(map(Item.__struct_fields__.index, ("actors", "topics", "via", "authors")))
"""Fields with names that many items have."""


def at_hand(data: bytes) -> Callable[[], bytes]:
    """A `Stow` that leaves them in memory."""
    return lambda: data


class Stowed(Item, frozen=True, gc=False):
    """An item that fetches its text, with every other field at hand. As data it is to be had without its text alone."""

    @property  # type: ignore[misc]
    def body(self) -> str:
        """Markdown."""
        found = _BODY.__get__(self)
        return found if isinstance(found, str) else str(found(), "utf-8")


class Stowing:
    """Makes items light that are read one after another: their texts are put away, and what many have is one."""

    def __init__(self, stow: Stow) -> None:
        self._stow = stow
        self._shared: dict[object, object] = {}

    def __call__(self, item: Item) -> Item:
        """The same item; one without text is no `Stowed`."""
        fields, share = [*_FIELDS(item)], self._shared.setdefault
        for at in _REPEATED:
            fields[at] = share(fields[at], fields[at])
        for at in _IDS:
            fields[at] = share(found, found) if (found := tuple(map(intern, fields[at]))) else ()
        if not item.body.strip():
            return Item(*fields)
        fields[_BODY_AT] = self._stow(item.body.encode())
        made: Callable[..., Stowed] = Stowed
        return made(*fields)


def has_text(item: Item) -> bool:
    """Whether there is more than blanks in its text, which need not be fetched for that."""
    return isinstance(item, Stowed) or bool(item.body.strip())
