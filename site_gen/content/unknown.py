"""Ids of an item that no registry knows, each with the nearest that one does."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from collections.abc import Mapping as TypedMapping
from typing import Final

from site_gen.content.frontmatter import read_front_matter, source_lines
from site_gen.content.ids import ID_FIELDS, Kind, scalars_of
from site_gen.errors import Problem, did_you_mean
from site_gen.model import Item, Place, Registry

_MOST_HINTS: Final = 100
"""Problems of a run for which the nearest name is looked up, which takes time with the registry; fifty are shown."""


def unknown_ids(item: Item, registry: Registry, told: int = 0) -> Iterator[Problem]:
    """Every id of the item that no registry knows, at the place of its field. `told` is how many problems there are."""
    known, hints = _known(registry), max(0, _MOST_HINTS - told)
    for kind, used, field, place in _used(item):
        missing = [name for name in used if name and name not in known[kind]]
        if missing:  # hardly ever
            yield from _missing(place or item.place(field), missing, known[kind], kind, hints)


def _known(registry: Registry) -> TypedMapping[Kind, Collection[str]]:
    return {"actor": registry.actors, "topic": registry.topics, "source": registry.sources}


def _used(item: Item) -> Iterator[tuple[Kind, tuple[str | None, ...], str, Place | None]]:
    """Ids with their kind, the field that they stand in, and the place of its entry where that has one."""
    yield "actor", item.actors, "actors", None
    yield "topic", item.topics, "topics", None
    yield "source", (item.source,), "source", None
    yield "source", item.via, "via", None
    for statement in item.statements:
        yield "actor", (statement.speaker,), "statements", statement.place
        yield "topic", statement.topics, "statements", statement.place
    for event in item.events:
        yield "actor", (*event.actors, event.claimed_by), "events", event.place
        yield "topic", event.topics, "events", event.place
    for figure in item.figures:
        yield "actor", (figure.by, figure.side), "figures", figure.place


def unknown_ids_in(path: str, text: str, registry: Registry) -> list[Problem]:
    """The same for the text of an item's file, each at the very id. Raises SiteError when it cannot be read."""
    known, fields, lines = _known(registry), read_front_matter(path, text).fields, source_lines(text)
    found: list[Problem] = []
    for kind, names in ID_FIELDS.items():
        for scalar in (one for name in names for one in scalars_of(fields, name)):
            used = (scalar.value or "").strip()
            place, hints = Place(path, scalar.line, scalar.column), max(0, _MOST_HINTS - len(found))
            found += _missing(place, (used,), known[kind], kind, hints, lines[scalar.line - 1])
    return found


def _missing(
    place: Place, used: Iterable[str | None], known: Collection[str], kind: str, hints: int, source: str = ""
) -> Iterator[Problem]:
    for name in used:
        if name and name not in known:
            hint = (did_you_mean(name, known) if hints > 0 else "") or f"add it to content/{kind}s.yaml"
            hints -= 1
            yield Problem(place.path, place.line, place.column, f"unknown-{kind}", f'no {kind} "{name}"', hint, source)
