"""Which entry of one list is which of another: statements, events and figures are known by their anchored words."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from hashlib import blake2b

from msgspec import Struct
from msgspec.structs import replace

from site_gen.model import Event, Figure, Item, Statement

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‘’‚‛′", "'"))


def pair_entries(old: Sequence[Struct], new: Sequence[Struct]) -> dict[int, int]:
    """Index in `old` to index in `new` for entries that are the same thing, by falling likeness.

    First those that are wholly equal, then those with the same words and the same further marks (who is named, which
    words gave the date, what is counted), then those with the same words alone, in order.
    """
    pairs: dict[int, int] = {}
    for alike in (_whole, _marked, words_of):
        _pair(old, new, pairs, alike)
    return dict(sorted(pairs.items()))


def likeness(one: Item, other: Item) -> int:
    """How many values two items have in common: fields, and entries of lists."""
    same = 0
    for field in one.__struct_fields__:
        ours, theirs = getattr(one, field), getattr(other, field)
        if isinstance(ours, tuple) and isinstance(theirs, tuple):
            same += len({*map(_whole, ours)} & {*map(_whole, theirs)})
        same += ours == theirs
    return same


def words_of(entry: Struct) -> Hashable:
    """The anchored words of an entry, white space and the style of quotation marks apart."""
    text = getattr(entry, "text", None)
    return " ".join(straight(text).split()) if isinstance(text, str) else _whole(entry)


def straight(text: str) -> str:
    """`text` with straight quotation marks."""
    return text.translate(_QUOTES)


def entry_key(field: str, entry: Struct, marked: bool = False) -> str:
    """A lasting name of an entry: by its words, or by its words and further marks."""
    told = repr(_marked(entry) if marked else words_of(entry))
    kind = "=" if marked else ""
    return f"{field}/{kind}{blake2b(told.encode(), digest_size=8).hexdigest()}"


def _pair(
    old: Sequence[Struct], new: Sequence[Struct], pairs: dict[int, int], alike: Callable[[Struct], Hashable]
) -> None:
    free: dict[Hashable, list[int]] = {}
    taken = set(pairs.values())
    for at, entry in enumerate(new):
        if at not in taken:
            free.setdefault(alike(entry), []).append(at)
    for at, entry in enumerate(old):
        if at not in pairs and (found := free.get(alike(entry))):
            pairs[at] = found.pop(0)


def _whole(entry: object) -> Hashable:
    return repr(replace(entry, place=None) if isinstance(entry, Statement | Event | Figure) else entry)


def _marked(entry: Struct) -> Hashable:
    if isinstance(entry, Statement):
        return words_of(entry), entry.named
    if isinstance(entry, Event):
        return words_of(entry), entry.words
    return (words_of(entry), entry.measure, entry.of) if isinstance(entry, Figure) else _whole(entry)
