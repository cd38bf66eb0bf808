"""An item's file with other values: only the bytes of what differs change.

Comments, order, quotation style, blank lines, CRLF and a byte order mark stay as they were. What cannot be changed
without touching more (a list entry with a comment inside, say) is refused; the caller then leaves the file alone. After
every rewriting the text is read again and must give the very item that was asked for, with every comment.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence as Many
from difflib import SequenceMatcher
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from site_gen.content.frontmatter import FrontMatter, Mapping, Node, Scalar, Sequence, line_of, read_front_matter
from site_gen.content.item import item_of, parse_item
from site_gen.content.list_surgery import Added, entry_lines, list_edits, single_edits
from site_gen.content.pairing import pair_entries
from site_gen.content.surgery import (
    Edit,
    Unsafe,
    added_key,
    below,
    colon_after,
    comments_in,
    end_of,
    is_flow,
    line_end_of,
    next_line,
    operated,
    removed_key,
    value_edits,
    written_like,
)
from site_gen.content.writer import (
    FIELD_ORDER,
    extra_entries,
    flow_record,
    record_lines,
    record_order,
    scalar_text,
    value_text,
)
from site_gen.errors import Problem, SiteError
from site_gen.model import Item

_RECORDS: Final = ("statements", "events", "figures", "cuts", "corrections")
_LISTS: Final = ("via", "authors", "actors", "topics")


class NotRewritable(SiteError):
    """The file cannot be changed without touching more than the values."""


def rewrite_item(path: str, text: str, wanted: Item) -> str:
    """The text of the file at `path` with the values of `wanted`; the same text when nothing differs.

    Raises NotRewritable when more than the differing values would have to change, SiteError when `text` is no item.
    """
    front = read_front_matter(path, text)
    stands = item_of(path, text, front)
    writer = _Rewriter(text, front)
    try:
        for field in FIELD_ORDER:
            if _bare(getattr(stands, field)) != _bare(getattr(wanted, field)):
                writer.field(field, getattr(stands, field), getattr(wanted, field))
        if stands.body != wanted.body:
            writer.body(stands.body, wanted.body)
        told = operated(text, writer.edits, line_end_of(text))
    except Unsafe as error:
        raise _refuse(
            path, error.why, error.node.line if error.node else line_of(text, writer.edits[0].start)
        ) from None
    if told != text and not _is_right(path, told, wanted, _comments(text, front)):
        raise _refuse(path, "the file's form leaves no safe way to write this", line_of(text, writer.edits[0].start))
    return told


def same_values(one: Item, other: Item) -> bool:
    """Whether two items say the same, places in files and ids apart."""
    return all(
        _bare(getattr(one, field)) == _bare(getattr(other, field))
        for field in one.__struct_fields__
        if field not in ("id", "path", "places")
    )


def rewrite_what_can(path: str, text: str, wanted: Item) -> tuple[str, dict[str, str]]:
    """The text with those values of `wanted` that can be written; the fields that stay as they are, with the reason.

    Raises SiteError when `text` is no item.
    """
    try:
        return rewrite_item(path, text, wanted), {}
    except NotRewritable:
        left = {}
    for field in (*FIELD_ORDER, "body"):
        one = replace(parse_item(path, text), **{field: getattr(wanted, field)})
        try:
            text = rewrite_item(path, text, one)
        except NotRewritable as error:
            (problem,) = error.problems
            left[field] = f"line {problem.line}: {problem.message}"
    return text, left


def entries_with_comments(path: str, text: str) -> frozenset[tuple[str, int | str]]:
    """(field, number of the entry, or word) of the entries of lists in whose lines a person left a comment."""
    found: list[tuple[str, int | str]] = []
    for key, node in read_front_matter(path, text).fields.entries if "#" in text else ():
        field, items = key.value or "", node.items if isinstance(node, Sequence) else (node,)
        if field in (*_RECORDS, *_LISTS):
            noted = [at for at, item in enumerate(items) if _has_comment(text, node, at, item)]
            found += [(field, at if field in _RECORDS else _read(items[at]) or "") for at in noted]
    return frozenset(found)


def _has_comment(text: str, node: Node, at: int, item: Node) -> bool:
    if not isinstance(node, Sequence) or is_flow(text, node):
        return bool(comments_in(text, node.start, next_line(text, end_of(text, node)), node))
    try:
        start, end = entry_lines(text, node, at)
    except Unsafe:
        return True
    return bool(comments_in(text, start, end, item))


def _is_right(path: str, told: str, wanted: Item, comments: list[str]) -> bool:
    try:
        front = read_front_matter(path, told)
        return same_values(item_of(path, told, front), wanted) and comments == _comments(told, front)
    except SiteError:
        return False


def _comments(text: str, front: FrontMatter) -> list[str]:
    start = next_line(text, 0)
    stop = front.body_start
    return sorted(comments_in(text, start, stop, front.fields)) if "#" in text[start:stop] else []


def _refuse(path: str, why: str, line: int) -> NotRewritable:
    return NotRewritable([Problem(path, line, 0, "not-rewritable", why, "change the file by hand")])


class _Rewriter:
    """The edits of one file."""

    def __init__(self, text: str, front: FrontMatter) -> None:
        self.text, self.front = text, front
        self.edits: list[Edit] = []
        self.flow = is_flow(text, front.fields)

    def body(self, old: str, new: str) -> None:
        """The lines that differ after the front matter; the others keep their ends."""
        starts = [self.front.body_start]
        while starts[-1] < len(self.text):
            starts.append(next_line(self.text, starts[-1]))
        open_line = "" if self.text[starts[0] - 1] in "\r\n" else "\n"  # the closing "---" is the file's last word
        lines = _lines(new)
        matcher = SequenceMatcher(None, _lines(old), lines, autojunk=False)
        for tag, first, last, begin, end in matcher.get_opcodes():
            if tag != "equal":
                self.edits.append(Edit(starts[first], starts[last], open_line + "".join(lines[begin:end])))

    def field(self, name: str, old: Any, new: Any) -> None:
        """One top-level field."""
        found = {key.value or "": (key, node) for key, node in self.front.fields.entries}
        if name not in found:
            self._add_field(name, new)
            return
        key, node = found[name]
        listed = isinstance(node, Sequence) and node.items
        if name in _RECORDS and (listed or isinstance(node, Mapping)):
            self._records(name, key, node, old, new)
        elif name in _LISTS and isinstance(node, Sequence) and node.items:
            self._words(name, key, node, new)
        elif isinstance(new, Struct) and isinstance(node, Mapping) and node.entries:
            self._record(name, node, old, new)
        elif name in _RECORDS and new and not self.flow:
            self._first_records(name, key, node, new)
        else:
            flow = self.flow or name == "extra"  # in one line, which may stand wherever another value stood
            self.edits += value_edits(self.text, key, node, self._told(name, node, new, flow))

    def _told(self, name: str, node: Node, value: Any, flow: bool) -> str:
        """A value as it looks in the place of `node`."""
        default = self._fresh(name, value, flow)
        if isinstance(value, str) and value:
            return written_like(self.text, node, value, default, flow)
        return default

    def _fresh(self, name: str, value: Any, flow: bool) -> str:
        """A value as the machine writes it, on one line where brackets want it."""
        if flow and name == "extra":
            return f"{{{', '.join(extra_entries(value))}}}"
        if flow and isinstance(value, tuple) and value and isinstance(value[0], Struct):
            return f"[{', '.join(flow_record(name, one) for one in value)}]"
        return value_text(name, value)

    def _first_records(self, name: str, key: Scalar, node: Node, new: Many[Struct]) -> None:
        """Records where the list is still empty: they stand below its key."""
        colon, end = colon_after(self.text, key), max(colon_after(self.text, key), end_of(self.text, node))
        self.edits.append(Edit(colon, end, ""))
        self.edits.append(below(self.text, end, value_text(name, tuple(new)).lstrip("\n")))

    def _add_field(self, name: str, new: Any) -> None:
        """A field that the file does not have, behind the nearest one before it in the writer's order."""
        told = self._fresh(name, new, self.flow)
        told = f"{name}:{told}" if told.startswith("\n") else f"{name}: {told}"
        self._insert(self.front.fields, FIELD_ORDER, name, told)

    def _insert(self, node: Mapping, order: Many[str], name: str, told: str) -> None:
        known = [key.value for key, _ in node.entries]
        before = [known.index(one) for one in order[: order.index(name)] if one in known]
        self.edits.append(added_key(self.text, node, before[-1] if before else None, told))

    def _words(self, name: str, key: Scalar, node: Sequence, new: Many[str]) -> None:
        """Entries of a list of ids or names. One that stands twice counts by its first place."""
        stands = [_read(item) for item in node.items]
        once = list(dict.fromkeys(stands))
        stays: set[str | None] = set()
        added: list[Added] = []
        for tag, first, last, begin, end in SequenceMatcher(None, once, list(new), autojunk=False).get_opcodes():
            if tag == "equal":
                stays |= set(once[first:last])
                continue
            at = stands.index(once[last - 1]) + 1 if last else 0
            flow = is_flow(self.text, node)
            for one in new[begin:end]:
                told = self._told(name, node.items[max(0, at - 1)], one, flow)
                added.append(Added(at, told, (told,)))
        self.edits += list_edits(self.text, key, node, [one in stays for one in stands], added)

    def _records(self, name: str, key: Scalar, node: Node, old: Many[Struct], new: Many[Struct]) -> None:
        """Entries of a list of records: paired, then changed, removed, added."""
        items = node.items if isinstance(node, Sequence) else (node,)
        pairs = _with_new_words(pair_entries(old, new), old, new)
        if len(items) != len(old) or list(pairs.values()) != sorted(pairs.values()):
            raise Unsafe(f'the entries of "{name}" would change places', node)
        for left, right in pairs.items():
            entry = items[left]
            if _bare(old[left]) != _bare(new[right]):
                assert isinstance(entry, Mapping), "the file was read as an item before"
                self._record(name, entry, old[left], new[right])
        kept = [left in pairs for left in range(len(old))]
        added = self._added(name, items, {right: left for left, right in pairs.items()}, new)
        if all(kept) and not added:
            return
        if isinstance(node, Sequence):
            self.edits += list_edits(self.text, key, node, kept, added)
        else:
            self.edits += single_edits(self.text, key, node, kept[0], added)

    def _added(self, name: str, items: Many[Node], partner: dict[int, int], new: Many[Struct]) -> list[Added]:
        """New records in the form of those that stand."""
        flow = all(is_flow(self.text, item) for item in items)
        added, at = [], 0
        for right, record in enumerate(new):
            at = partner.get(right, at - 1) + 1
            if right not in partner:
                told = flow_record(name, record)
                lines = (told,) if flow else tuple(line[4:] for line in record_lines(name, record))
                added.append(Added(at, told, lines))
        return added

    def _record(self, name: str, node: Mapping, old: Struct, new: Struct) -> None:
        """Fields of one record."""
        found = {key.value or "": at for at, (key, _) in enumerate(node.entries)}
        order = record_order(name, new)
        flow = is_flow(self.text, node)
        for field in order:
            value = getattr(new, field)
            if field == "place" or getattr(old, field) == value:
                continue
            if field not in found:
                self._insert(node, order, field, f"{field}: {scalar_text(field, value)}")
                continue
            key, part = node.entries[found[field]]
            gone = None if value not in (None, "", ()) else removed_key(self.text, node, found[field])
            if gone is not None and field not in ("speaker", "by", "when"):
                self.edits += gone
            elif isinstance(value, tuple) and isinstance(part, Sequence) and part.items:
                self._words(field, key, part, value)
            else:
                self.edits += value_edits(self.text, key, part, self._told(field, part, value, flow))


def _with_new_words(pairs: dict[int, int], old: Many[Struct], new: Many[Struct]) -> dict[int, int]:
    """The pairs, with those entries of which nothing but the words was changed, in the same place."""
    for left, entry in enumerate(old):
        if left in pairs or "text" not in entry.__struct_fields__:
            continue
        right = max((pairs[at] for at in pairs if at < left), default=-1) + 1
        until = min((pairs[at] for at in pairs if at > left), default=len(new))
        if right < until and _bare(replace(entry, text=getattr(new[right], "text", ""))) == _bare(new[right]):
            pairs[left] = right
    return dict(sorted(pairs.items()))


def _read(node: Node) -> str | None:
    """An entry of a list of words as the schema reads it."""
    assert isinstance(node, Scalar), "the file was read as an item before"
    return unicodedata.normalize("NFC", node.value or "").strip()


def _lines(text: str) -> list[str]:
    """Lines with their ends."""
    return [line for line in re.split(r"(?<=\n)", text) if line]


def _bare(value: Any) -> Any:
    """A value without places in files."""
    if isinstance(value, tuple):
        return tuple(_bare(one) for one in value)
    if isinstance(value, Struct) and "place" in value.__struct_fields__:
        return replace(value, place=None)
    return value
