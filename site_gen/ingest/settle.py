"""One item's file, the machine's new draft and its memory: what the file should say then. Pure.

A file that the machine alone wrote is written anew; into any other only changed values go, by the three-way merge. What
cannot be written safely stays, and is told.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from site_gen.content.ids import rename_in_item
from site_gen.content.item import parse_item
from site_gen.content.memory import Difference, Memory, text_key
from site_gen.content.project import ITEMS
from site_gen.content.renamed import Renaming, renamed_memory
from site_gen.content.rewrite import entries_with_comments, rewrite_what_can
from site_gen.content.writer import FIELD_ORDER, format_item
from site_gen.errors import SiteError
from site_gen.ingest.merge import Merged, merge
from site_gen.model import Item

Action = Literal["create", "update", "merge", "same", "keep", "duplicate"]
"""merge: values were changed in a file that a person has touched; keep: such a file stays as it is."""

_ALL: Final = (*FIELD_ORDER, "body")


class Outcome(Struct, frozen=True):
    """What is to be done with one file."""

    action: Action
    text: str
    merged: Merged | None = None
    """For a file that a person has touched."""
    left: tuple[str, ...] = ()
    """Fields that could not be written: of them the machine's last draft stays what it was."""
    notes: tuple[str, ...] = ()


def settle(standing: str | None, item: Item, before: Memory | None) -> Outcome:
    """What is to be done with an item's file: write it, write it anew, merge into it, or leave it.

    `standing` is the file's text (None: no file), `item` the machine's new draft, `before` what it remembers. Both have
    the ids of today, see `with_todays_ids`.
    """
    path = f"{ITEMS}/{item.id}.md"
    proposed = format_item(item)
    if standing is None:
        return Outcome("create", proposed)
    if before is None or before.written == text_key(standing):
        if standing == proposed:
            return Outcome("same", standing)
        if before is not None:
            return Outcome("update", proposed)
    try:
        stands = parse_item(path, standing)
    except SiteError as error:
        told = "; ".join(problem.message for problem in error.problems[:3])
        unread = f"the file cannot be read and stays: {told}"
        return Outcome("keep", standing, _unmerged(item, before), _ALL, (unread,))
    merged = merge(before, stands, item, entries_with_comments(path, standing))
    text, left = rewrite_what_can(path, standing, merged.item)
    unwritten = [Difference(field, "(as it stands)", f"(not written: {why})") for field, why in left.items()]
    merged = replace(merged, differences=(*merged.differences, *unwritten))
    notes = tuple(f"{field} stays as it is: {why}" for field, why in left.items())
    return Outcome("keep" if text == standing else "merge", text, merged, tuple(left), notes)


def with_todays_ids(
    path: str, standing: str | None, before: Memory | None, changes: Iterable[Renaming]
) -> tuple[str | None, Memory | None]:
    """A file's text and its memory with every former id as the one that took its place.

    A renaming that was interrupted, or a file from a time before it, is so no change of a person's. A file that cannot
    be read stays as it is.
    """
    for change in changes:
        written = before is not None and standing is not None and before.written == text_key(standing)
        if standing is not None and change.old in standing:
            try:
                standing = rename_in_item(path, standing, change.kind, change.old, change.new)
            except SiteError:
                return standing, before
        if before is not None:
            before = renamed_memory(before, change)
            before = replace(before, written=text_key(standing or "")) if written else before
    return standing, before


def _unmerged(item: Item, before: Memory | None) -> Merged:
    """The same pins and removals as before: the file was not read."""
    if before is None:
        return Merged(item, (), (), (), ())
    return Merged(item, before.pins, before.removed, before.differences, before.orphans)


def settled(memory: Memory, outcome: Outcome, before: Memory | None) -> Memory:
    """What is to be remembered after `outcome`: `memory` is made from the new draft alone."""
    merged = outcome.merged
    if merged is None:
        return memory
    last = memory.item
    if before is not None:
        last = replace(last, **{field: getattr(before.item, field) for field in outcome.left})
    return replace(
        memory,
        written="",
        item=last,
        pins=merged.pins,
        removed=merged.removed,
        differences=merged.differences,
        orphans=merged.orphans,
    )
