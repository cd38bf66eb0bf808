"""The questions of a project, gathered from its files. A rim: reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from site_gen.content.item import parse_item
from site_gen.content.memory import Unknown
from site_gen.content.project import ITEMS, Content, read_content, read_memory, read_registries, read_text
from site_gen.content.remember import RememberedItems
from site_gen.ingest.names.lexicon import fold
from site_gen.memo import Memo, code_key
from site_gen.model import Item, Registry
from site_gen.preparing import remembered_markdown
from site_gen.review.decide import read_notes
from site_gen.review.queue import Named, Question, entry_questions, questions_of_item, questions_of_names
from site_gen.site.markdown import Rendered, render_markdown


class Agenda(Struct, frozen=True):
    """What is to be looked at."""

    content: Content
    questions: tuple[Question, ...]
    skipped: int
    """Put off earlier; shown with `again`."""


def gather(root: Path, again: bool = False) -> Agenda:
    """All open questions of the project: unknown names first, then item by item. Raises SiteError for broken content.

    What was put off is left out unless `again`; what was settled does not come back.
    """
    memo = Memo(root)
    try:
        content = read_content(root, RememberedItems(memo, code_key()))
        asked = tuple(_questions(root, content, remembered_markdown(memo)))
    finally:
        memo.close()
    notes = read_notes(root)
    open_ones = [one for one in asked if one.id not in notes.settled]
    shown = [one for one in open_ones if again or one.id not in notes.skipped]
    return Agenda(content, tuple(shown), len(open_ones) - len(shown))


def entries_in(root: Path, item_id: str) -> tuple[Question, ...]:
    """Every statement, event and figure of an item as it stands now, each as a question. Raises SiteError."""
    path = f"{ITEMS}/{item_id}.md"
    item = parse_item(path, read_text(root, path))
    _, registry, _ = read_registries(root)
    return tuple(entry_questions(item, read_memory(root, item_id), render_markdown(item.body), registry))


def _questions(root: Path, content: Content, rendered: Callable[[str], Rendered]) -> Iterator[Question]:
    rejected = set(read_notes(root).rejected)
    memories = {item.id: read_memory(root, item.id) for item in content.items}
    names = {item.id: memory.unknown for item in content.items if (memory := memories[item.id])}
    yield from questions_of_names(_named(content, names, rejected))
    for item in content.items:
        yield from questions_of_item(item, memories[item.id], rendered(item.body), content.registry)


def _named(content: Content, names: dict[str, tuple[Unknown, ...]], rejected: set[str]) -> list[Named]:
    """Names that no registry knows by now, over all items that a person does not stand behind yet."""
    known = _known_names(content.registry)
    found: dict[str, tuple[Unknown, list[Item]]] = {}
    for item in content.items:
        if item.reviewed or item.status != "review":
            continue
        for one in names.get(item.id, ()):
            if one.name in rejected or fold(one.name) in known or one.bundled in content.registry.actors:
                continue
            first, items = found.get(one.name, (None, []))
            total = replace(first, count=first.count + one.count, role=first.role or one.role) if first else one
            found[one.name] = (total, [*items, item])
    return [Named(one, tuple(item.id for item in items), items[0].path) for one, items in found.values()]


def _known_names(registry: Registry) -> frozenset[str]:
    """Every name of actors and publishers, folded."""
    actors = (name for actor in registry.actors.values() for name in (actor.name, *(a.name for a in actor.aliases)))
    sources = (name for source in registry.sources.values() for name in (source.name, *source.aliases))
    return frozenset(fold(name) for name in (*actors, *sources))
