"""The questions of a project, gathered from its files. A rim: reads."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from site_gen.content.project import Content, read_content, read_memory
from site_gen.content.stamps import list_files
from site_gen.errors import SiteError
from site_gen.ingest.article import paragraphs_of
from site_gen.ingest.names import Suggestion, suggest_actors
from site_gen.ingest.run import read_seed, sidecar_of
from site_gen.model import Item
from site_gen.review.decide import read_notes
from site_gen.review.queue import Named, Question, questions_of_item, questions_of_names
from site_gen.site.markdown import render_markdown


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
    content = read_content(root)
    notes = read_notes(root)
    asked = [*questions_of_names(_names(root, content, set(notes.rejected)))]
    for item in content.items:
        memory = read_memory(root, item.id)
        asked.extend(questions_of_item(item, memory, render_markdown(item.body), content.registry))
    open_ones = [one for one in asked if one.id not in notes.settled]
    shown = [one for one in open_ones if again or one.id not in notes.skipped]
    return Agenda(content, tuple(shown), len(open_ones) - len(shown))


def _names(root: Path, content: Content, rejected: set[str]) -> list[Named]:
    """Names that no registry knows, over all seeds of items that a person does not stand behind yet."""
    paths = [stamp.path for stamp in list_files(root, "seeds", [])]
    sources = content.registry.sources.values()
    publishers = {name.casefold() for source in sources for name in (source.name, *source.aliases)}
    found: dict[str, tuple[Suggestion, list[Item], str]] = {}
    for item in content.items:
        if item.reviewed or item.status != "review" or item.evidence is None or item.evidence.seed not in paths:
            continue
        try:
            article, _ = read_seed(root, item.evidence.seed, sidecar_of(item.evidence.seed, paths), content.registry)
        except SiteError:
            continue
        for one in suggest_actors(article, content.registry):
            if one.name in rejected or one.name.casefold() in publishers:
                continue
            context = next((text for text in paragraphs_of(article) if one.name in text), "")
            last, items, where = found.get(one.name, (None, [], context))
            count = one.count + (last.count if last else 0)
            found[one.name] = (Suggestion(one.name, one.kind, count, one.role), [*items, item], where)
    return [
        Named(suggestion, tuple(item.id for item in items), " ".join(context.split()), items[0].path)
        for suggestion, items, context in found.values()
    ]
