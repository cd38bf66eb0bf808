"""Cuts into lists: entries go and come; the others, and the comments and blank lines between, stay byte for byte."""

from __future__ import annotations

import re
from collections.abc import Sequence as Many
from typing import NamedTuple

from site_gen.content.frontmatter import Node, Scalar, Sequence
from site_gen.content.surgery import (
    Edit,
    Unsafe,
    below,
    colon_after,
    comments_in,
    end_of,
    is_flow,
    line_start,
    next_line,
)


class Added(NamedTuple):
    """A new entry."""

    at: int
    """Before which of the old entries it stands; their number is the end."""
    flow: str
    """As it looks between brackets."""
    lines: tuple[str, ...]
    """As it looks behind a dash: the first line and those below it, not indented."""


def list_edits(text: str, key: Scalar, node: Sequence, kept: Many[bool], added: Many[Added]) -> list[Edit]:
    """Entries of the list of `key` go that are not `kept`, and `added` ones come, in their order.

    Raises Unsafe when a comment stands in what would go.
    """
    if is_flow(text, node):
        return [_flow(text, node, kept, added)]
    return _block(text, key, node, kept, added)


def single_edits(text: str, key: Scalar, node: Node, kept: bool, added: Many[Added]) -> list[Edit]:
    """The same where one entry stands without a list around it: it becomes the entry of a list, or goes.

    Raises Unsafe when a comment stands in what would go.
    """
    end = end_of(text, node)
    flow = is_flow(text, node)
    if not kept:
        if comments_in(text, node.start, end, node):
            raise Unsafe("a comment stands in an entry that would go", node)
        if added and not flow:
            raise Unsafe("an entry without a list around it would be another", node)
        colon = colon_after(text, key)
        start = node.start if text[colon : node.start].strip() else colon
        told = f"[{', '.join(one.flow for one in added)}]"
        return [Edit(start, end, told if start > colon else f" {told}")]
    before, behind = [one for one in added if one.at == 0], [one for one in added if one.at]
    if flow:
        first = "".join(f"{one.flow}, " for one in before)
        last = "".join(f", {one.flow}" for one in behind)
        return [Edit(node.start, node.start, f"[{first}"), Edit(end, end, f"{last}]")]
    indent = " " * (node.column - 1)
    at, edits = (
        node.start,
        [
            Edit(
                node.start,
                node.start,
                "".join(_lines(one, indent)[len(indent) :] + f"\n{indent}" for one in before) + "- ",
            )
        ],
    )
    while (at := next_line(text, at)) < end:
        if text[at : next_line(text, at)].strip():
            edits.append(Edit(at, at, "  "))
    return [*edits, *(below(text, end, _lines(one, indent)) for one in behind)]


def _lines(one: Added, indent: str) -> str:
    return f"\n{indent}  ".join((f"{indent}- {one.lines[0]}", *one.lines[1:]))


def entry_lines(text: str, node: Sequence, at: int) -> tuple[int, int]:
    """First and last offset of the lines of one entry of a block list."""
    item = node.items[at]
    since = node.start if at == 0 else next_line(text, end_of(text, node.items[at - 1]))
    dash = node.start if at == 0 else _dash(text, node, since, item.start)
    start = line_start(text, dash)
    if text[start:dash].strip():
        raise Unsafe("the list begins inside a line", item)
    return start, next_line(text, max(dash + 1, end_of(text, item)))


def _dash(text: str, node: Sequence, since: int, until: int) -> int:
    found = re.compile(rf"(?:^|(?<=\r)) {{{node.column - 1}}}-(?=\s)", re.MULTILINE).search(text, since, until + 1)
    if found is None:
        raise Unsafe("an entry of the list has no dash of its own", node)
    return found.end() - 1


def _block(text: str, key: Scalar, node: Sequence, kept: Many[bool], added: Many[Added]) -> list[Edit]:
    edits: list[Edit] = []
    for at, item in enumerate(node.items):
        if not kept[at]:
            start, end = entry_lines(text, node, at)
            if comments_in(text, start, end, item):
                raise Unsafe("a comment stands in an entry that would go", item)
            edits.append(Edit(start, end, ""))
    if not any(kept) and not added:
        colon = colon_after(text, key)
        return [*edits, Edit(colon, colon, " []")]
    indent = " " * (node.column - 1)
    for one in added:
        gap = _gap(text, node)
        lines = f"\n{indent} {' ' * len(gap)}".join((f"{indent}-{gap}{one.lines[0]}", *one.lines[1:]))
        if one.at == 0:
            start, _ = entry_lines(text, node, 0)
            edits.append(Edit(start, start, lines + "\n"))
        else:
            start, end = entry_lines(text, node, one.at - 1)
            edits.append(below(text, max(start, end_of(text, node.items[one.at - 1])), lines))
    return edits


def _gap(text: str, node: Sequence) -> str:
    """What stands between a dash and its entry in this list."""
    gap = text[node.start + 1 : node.items[0].start]
    return gap if gap and not gap.strip(" ") else " "


def _flow(text: str, node: Sequence, kept: Many[bool], added: Many[Added]) -> Edit:
    """All that stands between the brackets, put together from what stood there."""
    inside = Edit(node.start + 1, node.end - 1, "", exact=True)
    order: list[int | str] = []
    for at in range(len(node.items) + 1):
        order.extend(one.flow for one in added if one.at == at)
        if at < len(node.items) and kept[at]:
            order.append(at)
    ends = [end_of(text, item) for item in node.items]
    gaps = [text[end : item.start] for end, item in zip(ends, node.items[1:], strict=False)]
    lead, tail = text[inside.start : node.items[0].start], text[ends[-1] : inside.end]
    joint = _joint(lead, gaps)
    used: list[str] = [lead]
    told = [lead]
    for place, one in enumerate(order):
        if place:
            before = order[place - 1]
            gap = gaps[before] if isinstance(before, int) and before < len(gaps) else joint
            if before == len(gaps):  # behind the entry that was the last
                gap, tail = _split_tail(tail, joint)
            used.append(gap)
            told.append(gap)
        told.append(text[node.items[one].start : ends[one]] if isinstance(one, int) else one)
    if not order:
        used, told, tail = [], [], ""
    if _comments((lead, *gaps, text[ends[-1] : inside.end])) != _comments((*used, tail)):
        raise Unsafe("a comment stands in what would go", node)
    return inside._replace(new="".join((*told, tail)))


def _joint(lead: str, gaps: Many[str]) -> str:
    """What parts entries here, without comments: ", " or a comma and the indentation of the next line."""
    like = gaps[0] if gaps else f",{lead}" if "\n" in lead or "\r" in lead else ", "
    return re.sub(r"[ \t]*#[^\r\n]*", "", like)


def _split_tail(tail: str, joint: str) -> tuple[str, str]:
    """(what parts the entry that was last from a new one, what then stands before the bracket)."""
    if "#" not in tail:
        return joint, tail
    before, comma, after = tail.partition(",")
    if "#" in before:
        before, comma, after = "", "", tail
    cut = after.find("\n") if "\n" in after else len(after)
    head, rest = after[:cut], after[cut:]
    return f"{before},{head.rstrip(chr(13))}{joint.lstrip(',')}", comma + rest


def _comments(parts: Many[str]) -> list[str]:
    return [one for part in parts for one in re.findall(r"#[^\r\n]*", part)]
