"""An item's file with other values: only the bytes of what differs change.

Comments, order, quotation style, blank lines, CRLF and a byte order mark stay as they were. What cannot be changed
without touching more (a list entry with a comment inside, say) is refused; the caller then leaves the file alone. After
every rewriting the text is read again and must give the very item that was asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence as Many
from difflib import SequenceMatcher
from typing import Any, Final, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from site_gen.content.frontmatter import Mapping, Node, Scalar, Sequence, read_front_matter
from site_gen.content.item import parse_item
from site_gen.content.pairing import pair_entries
from site_gen.content.writer import FIELD_ORDER, flow_record, record_lines, scalar_text, value_text
from site_gen.errors import Problem, SiteError
from site_gen.model import Item

T = TypeVar("T")
Edit = tuple[int, int, str]
"""First offset, one past the last, and what stands there instead."""
_RECORDS: Final = ("statements", "events", "figures", "cuts", "corrections")
_LISTS: Final = ("via", "authors", "actors", "topics")
_UNSEEN: Final = ("id", "path", "places", "body")


class NotRewritable(SiteError):
    """The file cannot be changed without touching more than the values."""


def rewrite_item(path: str, text: str, wanted: Item) -> str:
    """The text of the file at `path` with the values of `wanted`; the same text when nothing differs.

    Raises NotRewritable when more than the differing values would have to change, SiteError when `text` is no item.
    """
    stands = parse_item(path, text)
    writer = _Rewriter(path, text)
    for field in FIELD_ORDER:
        if _bare(getattr(stands, field)) != _bare(getattr(wanted, field)):
            writer.field(field, getattr(stands, field), getattr(wanted, field))
    if stands.body != wanted.body:
        writer.body(wanted.body)
    told = writer.done()
    try:
        right = same_values(parse_item(path, told), wanted)
    except SiteError:
        right = False
    if not right:
        raise writer.refuse("the file's form leaves no safe way to write this")
    return told


def same_values(one: Item, other: Item) -> bool:
    """Whether two items say the same, places in files and ids apart."""
    return all(
        _bare(getattr(one, field)) == _bare(getattr(other, field))
        for field in one.__struct_fields__
        if field not in ("id", "path", "places")
    )


class _Rewriter:
    """The edits of one file, gathered and then made from the end."""

    def __init__(self, path: str, text: str) -> None:
        self.path, self.text = path, text
        self.front = read_front_matter(path, text)
        self.nodes = {key.value or "": (key, node) for key, node in self.front.fields.entries}
        self.edits: list[Edit] = []
        self.line_end = "\r\n" if "\r\n" in text else "\n"

    def done(self) -> str:
        """The text with all edits made."""
        text = self.text
        ordered = sorted(enumerate(self.edits), key=lambda one: (one[1][0], one[1][1], one[0]), reverse=True)
        for _, (start, end, new) in ordered:
            text = text[:start] + new.replace("\r\n", "\n").replace("\n", self.line_end) + text[end:]
        return text

    def refuse(self, why: str, node: Node | None = None) -> NotRewritable:
        line = node.line if node else 0
        return NotRewritable([Problem(self.path, line, 0, "not-rewritable", why, "change the file by hand")])

    def body(self, body: str) -> None:
        """The whole text after the front matter."""
        self.edits.append((self.front.body_start, len(self.text), body))

    def field(self, name: str, old: Any, new: Any) -> None:
        """One top-level field."""
        if name not in self.nodes:
            self._insert_field(name, new)
            return
        key, node = self.nodes[name]
        if name in _RECORDS and isinstance(node, Sequence) and node.items:
            self._records(name, node, old, new)
        elif name in _LISTS and isinstance(node, Sequence) and node.items:
            self._list(name, node, old, new)
        elif isinstance(new, Struct) and isinstance(node, Mapping):
            self._record(name, node, old, new)
        else:
            self._value(key, node, _after_key(name, new))

    def _value(self, key: Scalar, node: Node, new: str) -> None:
        """The words of one value; what stands after it on its line stays."""
        end = self._end(node)
        if node.start >= end:  # nothing stands behind the colon
            colon = self.text.index(":", key.end - 1) + 1
            self.edits.append((colon, colon, (" " if not new.startswith("\n") else "") + new))
        else:
            self.edits.append((node.start, end, self._styled(node, new)))

    def _styled(self, node: Node, new: str) -> str:
        """`new` in the quotation style of the scalar that it replaces, where that is possible."""
        if isinstance(node, Scalar) and self.text[node.start] == "'" and new.startswith('"') and "\\" not in new:
            return "'" + new[1:-1].replace("'", "''") + "'"
        return new

    def _insert_field(self, name: str, new: Any) -> None:
        """A field that the file does not have, behind the nearest one before it in the writer's order."""
        before = [field for field in FIELD_ORDER[: FIELD_ORDER.index(name)] if field in self.nodes]
        told = f"{name}:{_spaced(_after_key(name, new))}\n"
        if before:
            at = self._line_after(self._end(self.nodes[before[-1]][1]), self.nodes[before[-1]][0])
        else:
            at = self.text.index("\n", self.text.index("---")) + 1 if "\n" in self.text else len(self.text)
        self.edits.append((at, at, told))

    def _line_after(self, end: int, key: Scalar) -> int:
        """Where the line behind an offset begins."""
        found = self.text.find("\n", max(end, key.end))
        return len(self.text) if found < 0 else found + 1

    def _list(self, name: str, node: Sequence, old: Many[str], new: Many[str]) -> None:
        """Entries of a list of words."""
        values = [item.value for item in node.items if isinstance(item, Scalar)]
        if values != list(old):
            raise self.refuse(f'the list "{name}" does not stand as it is read', node)
        kept, added = _changes(old, new)
        self._entries(node, kept, [(at, scalar_text(name, one), f"- {scalar_text(name, one)}\n") for at, one in added])

    def _records(self, name: str, node: Sequence, old: Many[Struct], new: Many[Struct]) -> None:
        """Entries of a list of records: paired, then changed, removed, added."""
        if len(node.items) != len(old):
            raise self.refuse(f'the list "{name}" does not stand as it is read', node)
        pairs = pair_entries(old, new)
        partner = {right: left for left, right in pairs.items()}
        if list(pairs.values()) != sorted(pairs.values()):
            raise self.refuse(f'the entries of "{name}" would change places', node)
        for left, right in pairs.items():
            entry = node.items[left]
            if _bare(old[left]) != _bare(new[right]):
                if not isinstance(entry, Mapping):
                    raise self.refuse(f'an entry of "{name}" is no mapping', entry)
                self._record(name, entry, old[left], new[right])
        added = []
        for right, record in enumerate(new):
            if right not in partner:
                at = max((partner[one] + 1 for one in range(right) if one in partner), default=0)
                added.append(
                    (at, flow_record(name, record), "".join(f"{line}\n" for line in record_lines(name, record)))
                )
        self._entries(node, [left in pairs for left in range(len(old))], added)

    def _record(self, name: str, node: Mapping, old: Struct, new: Struct) -> None:
        """Fields of one record."""
        found = {key.value or "": (key, value) for key, value in node.entries}
        changed = [one for one in new.__struct_fields__ if one != "place" and getattr(old, one) != getattr(new, one)]
        for field in sorted(changed, key=lambda one: one not in found):  # what is added stands behind all else
            value = getattr(new, field)
            if field not in found:
                self._add_field(node, field, scalar_text(field, value))
                continue
            key, part = found[field]
            if isinstance(value, tuple) and isinstance(part, Sequence) and part.items:
                self._list(field, part, getattr(old, field), value)
            else:
                self._value(key, part, scalar_text(field, value))

    def _add_field(self, node: Mapping, field: str, told: str) -> None:
        """A field at the end of a record."""
        last_key, last = node.entries[-1]
        if self.text[node.start] == "{":
            at = self._end(last)
            self.edits.append((at, at, f", {field}: {told}"))
        else:
            at = self._line_after(self._end(last), last_key)
            gap = "" if self.text[at - 1 : at] == "\n" else "\n"
            self.edits.append((at, at, f"{gap}{' ' * (node.column - 1)}{field}: {told}\n"))

    def _entries(self, node: Sequence, kept: Many[bool], added: Many[tuple[int, str, str]]) -> None:
        """Remove entries that are not `kept` and add (position, flow form, block form) ones."""
        if not any(kept) and not added:
            self._empty(node)
        elif self.text[node.start] == "[":
            self._flow_entries(node, kept, added)
        else:
            self._block_entries(node, kept, added)

    def _empty(self, node: Sequence) -> None:
        """A list that loses its last entry."""
        first, last = node.start, self._end(node)
        if self.text[first] != "[":
            first = self.text.rindex(":", 0, self._line_start(node.items[0])) + 1
            self._no_comment(first, last, node)
            self.edits.append((first, last, " []"))
        else:
            self._no_comment(first, last, node)
            self.edits.append((first, last, "[]"))

    def _flow_entries(self, node: Sequence, kept: Many[bool], added: Many[tuple[int, str, str]]) -> None:
        """All of `[a, b]`, with each kept entry and what stood before it as they were."""
        self._no_comment(node.start, node.end, node)
        parts: list[str] = []
        for at in range(len(node.items) + 1):
            parts.extend(flow for position, flow, _ in added if position == at)
            if at < len(node.items) and kept[at]:
                parts.append(self.text[node.items[at].start : self._end(node.items[at])])
        ends = self.text[node.start + 1 : node.items[0].start], self.text[self._end(node.items[-1]) : node.end - 1]
        wrapped = "\n" in self.text[node.start : node.end]
        joint = "," + (self.text[self._end(node.items[0]) : node.items[1].start].lstrip(",") or " ") if (
            wrapped and len(node.items) > 1
        ) else ", "  # fmt: skip
        self.edits.append((node.start + 1, node.end - 1, ends[0] + joint.join(parts) + ends[1].rstrip(", ")))

    def _block_entries(self, node: Sequence, kept: Many[bool], added: Many[tuple[int, str, str]]) -> None:
        """Whole lines of `- a`."""
        indent = " " * (self.text.rindex("-", 0, node.items[0].start) - self._line_start(node.items[0]))
        for at, item in enumerate(node.items):
            if not kept[at]:
                start = self._line_start(item)
                end = self._line_after(self._end(item), Scalar(None, 0, 0, 0, self._end(item)))
                self._no_comment(start, end, item)
                self.edits.append((start, end, ""))
        for position, _, block in added:
            if position < len(node.items) and position == 0:
                at = self._line_start(node.items[0])
            else:
                end = self._end(node.items[min(position, len(node.items)) - 1])
                at = self._line_after(end, Scalar(None, 0, 0, 0, end))
            lines = "".join(f"{indent}{line}\n" for line in _undented(block))
            gap = "" if self.text[at - 1 : at] == "\n" else "\n"
            self.edits.append((at, at, gap + lines))

    def _line_start(self, node: Node) -> int:
        return self.text.rfind("\n", 0, node.start) + 1

    def _end(self, node: Node) -> int:
        """Where a node's own words end; the parser's mark may lie behind blank lines and comments."""
        if isinstance(node, Scalar):
            return node.start + len(self.text[node.start : node.end].rstrip())
        if self.text[node.start : node.start + 1] in ("[", "{"):
            return node.end
        last = node.items[-1] if isinstance(node, Sequence) and node.items else None
        if isinstance(node, Mapping) and node.entries:
            key, last = node.entries[-1]
            return max(key.end + 1, self._end(last))
        return self._end(last) if last is not None else node.end

    def _no_comment(self, start: int, end: int, node: Node) -> None:
        """Refuse to remove a stretch in which a person left a comment."""
        at = start
        for scalar in _scalars(node):
            if "#" in self.text[at : scalar.start]:
                raise self.refuse("a comment stands in what would be removed", node)
            at = max(at, self._end(scalar))
        if "#" in self.text[at:end]:
            raise self.refuse("a comment stands in what would be removed", node)


def _changes(old: Many[T], new: Many[T]) -> tuple[list[bool], list[tuple[int, T]]]:
    """Which old entries stay, and (position among the old, entry) of those to add."""
    kept = [False] * len(old)
    added: list[tuple[int, T]] = []
    for _, first, last, begin, end in SequenceMatcher(None, list(old), list(new), autojunk=False).get_opcodes():
        same = list(old[first:last]) == list(new[begin:end])
        for at in range(first, last):
            kept[at] = same
        if not same:
            added.extend((last, one) for one in new[begin:end])
    return kept, added


def _after_key(name: str, value: Any) -> str:
    """What stands behind the colon of a field: a value on its line, or the lines of records below it."""
    return value_text(name, value)


def _spaced(told: str) -> str:
    return told if told.startswith("\n") else f" {told}"


def _undented(block: str) -> Iterator[str]:
    """Lines of a block entry without the indentation of its dash."""
    lines = block.rstrip("\n").split("\n")
    depth = len(lines[0]) - len(lines[0].lstrip())
    return (line[depth:] for line in lines)


def _scalars(node: Node) -> Iterator[Scalar]:
    """All scalars of a node in text order, keys too."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _scalars(item)
    else:
        for key, value in node.entries:
            yield key
            yield from _scalars(value)


def _bare(value: Any) -> Any:
    """A value without places in files."""
    if isinstance(value, tuple):
        return tuple(_bare(one) for one in value)
    if isinstance(value, Struct) and "place" in value.__struct_fields__:
        return replace(value, place=None)
    return value
