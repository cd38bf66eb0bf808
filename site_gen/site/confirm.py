"""What a person stands behind: an item as a whole, or single entries of it.

A value that is still what the machine wrote last is unconfirmed; what a person changed, added or marked `reviewed`
is confirmed. An item that no machine wrote, with status "review", waits as a whole.
"""

from __future__ import annotations

from msgspec.structs import replace

from site_gen.model import Event, Figure, Item, Statement
from site_gen.site.anchors import anchor_of

Entry = Statement | Event | Figure


def is_confirmed(item: Item) -> bool:
    """Whether a person stands behind the whole item."""
    return item.status == "published" or bool(item.reviewed)


def confirmed_anchors(item: Item, written: Item | None) -> frozenset[str]:
    """Anchors of the entries that a person stands behind; `written` is the machine's last draft of the item."""
    whole = is_confirmed(item)
    machine = {unplaced(entry) for entry in entries_of(written)} if written else None
    return frozenset(
        anchor_of(entry)
        for entry in entries_of(item)
        if whole or entry.reviewed or (machine is not None and unplaced(entry) not in machine)
    )


def only_confirmed(item: Item, anchors: frozenset[str]) -> Item | None:
    """The item with nothing but what is confirmed; None when nothing is.

    Actors and topics stay when a confirmed entry has them.
    """
    if is_confirmed(item):
        return item
    statements = tuple(one for one in item.statements if anchor_of(one) in anchors)
    events = tuple(one for one in item.events if anchor_of(one) in anchors)
    figures = tuple(one for one in item.figures if anchor_of(one) in anchors)
    if not (statements or events or figures):
        return None
    actors = {one.speaker for one in statements} | {actor for one in events for actor in one.actors}
    actors |= {actor for one in figures for actor in (one.by, one.side)}
    topics = {topic for one in statements for topic in one.topics} | {topic for one in events for topic in one.topics}
    return replace(
        item,
        statements=statements,
        events=events,
        figures=figures,
        actors=tuple(actor for actor in item.actors if actor in actors),
        topics=tuple(topic for topic in item.topics if topic in topics),
    )


def entries_of(item: Item) -> tuple[Entry, ...]:
    """Statements, events and figures, in this order."""
    return (*item.statements, *item.events, *item.figures)


def unplaced(entry: Entry) -> Entry:
    """The entry without its place in a file."""
    return replace(entry, place=None)
