"""The verb "list": what needs an eye, and what nothing uses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

from msgspec import Struct

from site_gen.amounts import amounts
from site_gen.content.project import Content, read_content
from site_gen.model import Actor, Item, Source, Topic
from site_gen.site.assemble import assemble
from site_gen.site.confirm import is_confirmed
from site_gen.site.markdown import render_markdown


class Listed(Struct, frozen=True):
    """One line of a list."""

    kind: str
    id: str
    path: str
    told: str


def list_content(root: Path, kind: str) -> tuple[Listed, ...]:
    """What of `kind` there is, by id; kind is one of KINDS, or "items" for every item. Raises SiteError."""
    content = read_content(root)
    return tuple(KINDS[kind](content))


def _items(content: Content) -> Iterator[Listed]:
    for item in content.items:
        yield _listed("item", item, f"{item.published or 'undated'}, {item.status}: {item.title}")


def _drafts(content: Content) -> Iterator[Listed]:
    yield from (_listed("draft", item, item.title) for item in content.items if item.status == "draft")


def _undated(content: Content) -> Iterator[Listed]:
    yield from (_listed("undated", item, "no day of publication") for item in content.items if item.published is None)


def _unsourced(content: Content) -> Iterator[Listed]:
    for item in content.items:
        if item.source is None or not item.url:
            yield _listed("unsourced", item, "no source" if item.source is None else "no address")


def _unconfirmed(content: Content) -> Iterator[Listed]:
    for item in content.items:
        if item.status == "review" and not is_confirmed(item):
            told = amounts((item.statements, "statement"), (item.events, "event"), (item.figures, "figure"))
            yield _listed("unconfirmed", item, told)


def _open(content: Content) -> Iterator[Listed]:
    for item in content.items:
        for statement in item.statements:
            if statement.speaker is None:
                line = f":{statement.place.line}" if statement.place else ""
                yield Listed("open", item.id, item.path + line, f"who is “{statement.named}”? “{statement.text[:60]}”")


def _orphans(content: Content) -> Iterator[Listed]:
    site = assemble(content.items, content.registry, content.settings, render_markdown, drafts=True)
    for problem in site.warnings:
        item_id = problem.path.rpartition("/")[2].removesuffix(".md")
        yield Listed("orphan", item_id, f"{problem.path}:{problem.line}", problem.message)


def _unused(content: Content) -> Iterator[Listed]:
    registry, items = content.registry, content.items
    used: dict[str, tuple[Iterable[Actor | Topic | Source], set[str | None]]] = {
        "actor": (registry.actors.values(), {actor for item in items for actor in _actors_of(item)}),
        "topic": (registry.topics.values(), {topic for item in items for topic in _topics_of(item)}),
        "source": (registry.sources.values(), {source for item in items for source in (item.source, *item.via)}),
    }
    for kind, (entries, ids) in used.items():
        for entry in entries:
            if entry.id not in ids:
                line = f":{entry.place.line}" if entry.place else ""
                yield Listed(f"unused {kind}", entry.id, f"content/{kind}s.yaml{line}", entry.name)


def _actors_of(item: Item) -> Iterator[str | None]:
    yield from item.actors
    for statement in item.statements:
        yield statement.speaker
    for event in item.events:
        yield from (*event.actors, event.claimed_by)
    for figure in item.figures:
        yield from (figure.by, figure.side)


def _topics_of(item: Item) -> Iterator[str]:
    yield from item.topics
    for statement in item.statements:
        yield from statement.topics
    for event in item.events:
        yield from event.topics


def _listed(kind: str, item: Item, told: str) -> Listed:
    return Listed(kind, item.id, item.path, told)


KINDS: Final[dict[str, Callable[[Content], Iterator[Listed]]]] = {
    "items": _items,
    "drafts": _drafts,
    "undated": _undated,
    "unsourced": _unsourced,
    "unconfirmed": _unconfirmed,
    "open": _open,
    "orphans": _orphans,
    "unused": _unused,
}
"""What can be listed: "open" are statements without a known speaker, "orphans" texts not in their article."""
