"""Where ids stand in the content's files, and their renaming: only the bytes of the ids change."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as TypedMapping
from typing import Final, Literal

from site_gen.content.frontmatter import Mapping, Node, Scalar, Sequence, read_front_matter, read_yaml
from site_gen.content.list_surgery import Added, list_edits, single_edits
from site_gen.content.surgery import (
    Edit,
    Unsafe,
    added_key,
    end_of,
    is_flow,
    is_plain,
    line_end_of,
    line_start,
    next_line,
    operated,
    removed_key,
    value_edits,
)
from site_gen.content.writer import quoted
from site_gen.errors import Problem, SiteError

Kind = Literal["actor", "topic", "source"]
_LINK: Final = re.compile(r"(?:(?P<item>[a-z0-9-]+)\.html|(?<=\())#(?P<anchor>[sef]-[0-9a-f]{8})\b")
"""A link of a text to an entry: "../items/a-day.html#s-1f2e3d4c", or "(#s-1f2e3d4c" to one of its own."""
ID_FIELDS: Final[TypedMapping[Kind, tuple[str, ...]]] = {
    "actor": ("actors", "statements.speaker", "events.actors", "events.claimed_by", "figures.by", "figures.side"),
    "topic": ("topics", "statements.topics", "events.topics"),
    "source": ("source", "via"),
}
"""Fields of an item that hold ids; lists on the way are walked through."""
_IN_ENTRY: Final[TypedMapping[Kind, tuple[str, ...]]] = {
    "actor": ("of", "roles.of"),
    "topic": ("broader",),
    "source": (),
}
"""Fields of a registry's entry that hold ids of its own kind."""


def rename_in_item(path: str, text: str, kind: Kind, old: str, new: str) -> str:
    """The item's file with every `old` as `new`; in a list that has both, `old` goes. Raises SiteError."""
    edits: list[Edit] = []
    for field in ID_FIELDS[kind]:
        for key, node in _named(read_front_matter(path, text).fields, field.split(".")):
            found = [scalar for scalar in _scalars(node, []) if _id(scalar) == old]
            if isinstance(node, Sequence) and found and any(_id(scalar) == new for scalar in _scalars(node, [])):
                edits += _without(text, key, node, old) or [_id_edit(text, scalar, old, new) for scalar in found]
            else:
                edits += [_id_edit(text, scalar, old, new) for scalar in found]
    return operated(text, edits, line_end_of(text))


def readdress_in_item(path: str, text: str, addresses: TypedMapping[str, str]) -> str:
    """The item's file with addresses, "<item>#<anchor>", as others: in `replies_to` and in links of the text."""
    front = read_front_matter(path, text)
    own = path.rpartition("/")[2].removesuffix(".md")
    edits = []
    for _, node in _named(front.fields, ["statements", "replies_to"]):
        if isinstance(node, Scalar) and _id(node) in addresses:
            edits.append(_id_edit(text, node, _id(node), addresses[_id(node)]))
    for found in _LINK.finditer(text, front.body_start):
        item_id, anchor = found["item"] or own, found["anchor"]
        told = addresses.get(f"{item_id}#{anchor}")
        if told is not None:
            edits.append(Edit(found.start("anchor"), found.end("anchor"), told.partition("#")[2], exact=True))
    return operated(text, edits, line_end_of(text))


def rename_in_registry(path: str, text: str, kind: Kind, old: str, new: str) -> str:
    """The registry's file with the entry `old` and all references to it as `new`, and `old` kept under `formerly`.

    Where an entry `new` stands already, `old` is merged into it: its name and aliases become aliases, its own lines go.
    Raises SiteError when the file cannot be read, KeyError when there is no entry `old`.
    """
    root = read_yaml(path, text)
    entries = {key.value or "": key for key, _ in root.entries}
    key = entries[old]
    if new in entries:
        return _merged(path, text, root, kind, old, new)
    places = [scalar for _, entry in root.entries for scalar in _references(entry, kind) if scalar.value == old]
    renamed = replace_scalars(text, [key, *places], new)
    return with_values(path, renamed, new, "formerly", (old,))


def replace_scalars(text: str, scalars: Iterable[Scalar], new: str) -> str:
    """`text` with these scalars' words as `new`; quotation marks around them stay."""
    return operated(text, [_id_edit(text, scalar, _id(scalar), new) for scalar in scalars], line_end_of(text))


def scalars_of(fields: Mapping, name: str) -> Iterator[Scalar]:
    """The scalars of one field of an item, given as in ID_FIELDS; lists are walked through."""
    return _scalars(fields, name.split("."))


def names_of(node: Node) -> tuple[str, ...]:
    """Name and aliases of a registry's entry."""
    found = [
        scalar.value or "" for field in (["name"], ["aliases"], ["aliases", "name"]) for scalar in _scalars(node, field)
    ]
    return tuple(dict.fromkeys(name for name in found if name))


def _merged(path: str, text: str, root: Mapping, kind: Kind, old: str, new: str) -> str:
    """`old` folded into the entry `new`: references first, then names and former ids, then its own lines go."""
    entries = {key.value or "": node for key, node in root.entries}
    node = entries[old]
    names = tuple(name for name in names_of(node) if name not in names_of(entries[new]))
    former = (old, *(scalar.value or "" for scalar in _scalars(node, ["formerly"])))
    places = [scalar for _, entry in root.entries for scalar in _references(entry, kind) if scalar.value == old]
    text = replace_scalars(text, places, new)
    text = _without_entry(path, text, old)
    aliases = "terms" if kind == "topic" else "aliases"
    return with_values(path, with_values(path, text, new, aliases, names), new, "formerly", former)


def _without_entry(path: str, text: str, entry_id: str) -> str:
    """The file without the lines of one entry; comments before it and after it stay."""
    root = read_yaml(path, text)
    at = next(at for at, (key, _) in enumerate(root.entries) if key.value == entry_id)
    key, node = root.entries[at]
    if not is_flow(text, root):
        return text[: line_start(text, key.start)] + text[next_line(text, max(key.end, end_of(text, node))) :]
    edits = removed_key(text, root, at)
    if edits is None:
        raise _refuse(path, Unsafe("an entry between brackets cannot go without others", key))
    return operated(text, edits, line_end_of(text))


def with_values(path: str, text: str, entry_id: str, field: str, values: tuple[str, ...]) -> str:
    """The file with `values` added to a list of one entry; a missing list is made at the entry's end.

    The registry must be one that reads. Raises KeyError where it has no such entry, SiteError where its form leaves no
    way to add to it.
    """
    if not values:
        return text
    told = values if field == "formerly" else tuple(map(quoted, values))
    node = {key.value: node for key, node in read_yaml(path, text).entries}[entry_id]
    assert isinstance(node, Mapping), "the registry was read before"
    found = {key.value: (key, value) for key, value in node.entries}
    try:
        if field in found:
            edits = _added(text, *found[field], told)
        else:
            edits = [added_key(text, node, len(node.entries) - 1, f"{field}: [{', '.join(told)}]")]
    except Unsafe as error:
        raise _refuse(path, error) from None
    added = operated(text, edits, line_end_of(text))
    try:
        read_yaml(path, added)
    except SiteError:
        raise _refuse(path, Unsafe("the form of this entry leaves no safe way to add to it", node)) from None
    return added


def _added(text: str, key: Scalar, value: Node, told: tuple[str, ...]) -> list[Edit]:
    """What adds entries to a list, or to a single value that becomes one. Raises Unsafe."""
    if isinstance(value, Sequence) and value.items:
        count = len(value.items)
        return list_edits(text, key, value, [True] * count, [Added(count, one, (one,)) for one in told])
    if isinstance(value, Mapping):
        return single_edits(text, key, value, True, [Added(1, one, (one,)) for one in told])
    alone = value.value if isinstance(value, Scalar) else None
    stands = [alone if is_plain(alone, flow=True) else quoted(alone)] if alone else []
    return value_edits(text, key, value, f"[{', '.join([*stands, *told])}]")


def _refuse(path: str, unsafe: Unsafe) -> SiteError:
    line = unsafe.node.line if unsafe.node else 0
    return SiteError([Problem(path, line, 0, "not-rewritable", unsafe.why, "change the file by hand")])


def _named(node: Node, steps: list[str]) -> Iterator[tuple[Scalar, Node]]:
    """Keys and values at the end of a path of keys; lists on the way are walked through."""
    if isinstance(node, Sequence):
        for item in node.items:
            yield from _named(item, steps)
    elif isinstance(node, Mapping):
        for key, value in node.entries:
            if key.value == steps[0]:
                yield from _named(value, steps[1:]) if len(steps) > 1 else [(key, value)]


def _id(scalar: Scalar) -> str:
    """An id as the schema reads it."""
    return (scalar.value or "").strip()


def _id_edit(text: str, scalar: Scalar, old: str, new: str) -> Edit:
    """The words of one scalar; where they do not stand as they are meant (a block, an escape), the whole scalar."""
    start, end = scalar.start, end_of(text, scalar)
    if text[start] in "|>":
        start = next_line(text, start)
    if text.count(old, start, end) == 1:
        start = text.index(old, start)
        return Edit(start, start + len(old), new)
    return Edit(scalar.start, end, new)


def _without(text: str, key: Scalar, node: Sequence, old: str) -> list[Edit]:
    """A list without `old`; nothing where a comment stands in its lines."""
    kept = [not (isinstance(item, Scalar) and _id(item) == old) for item in node.items]
    try:
        return list_edits(text, key, node, kept, [])
    except Unsafe:
        return []


def _references(entry: Node, kind: Kind) -> Iterator[Scalar]:
    for field in _IN_ENTRY[kind]:
        yield from _scalars(entry, field.split("."))


def _scalars(node: Node, steps: list[str]) -> Iterator[Scalar]:
    """The scalars at the end of a path of keys; lists on the way, and at the end, are walked through."""
    if isinstance(node, Sequence):
        for item in node.items:
            yield from _scalars(item, steps)
    elif isinstance(node, Scalar):
        if not steps:
            yield node
    elif steps:
        for key, value in node.entries:
            if key.value == steps[0]:
                yield from _scalars(value, steps[1:])
