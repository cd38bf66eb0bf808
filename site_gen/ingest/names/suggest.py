"""Names that no registry knows, for a person to look through."""

from __future__ import annotations

from msgspec import Struct

from site_gen.ingest.article import Article
from site_gen.ingest.names.find import mentions
from site_gen.ingest.names.tagger import NameType
from site_gen.model import Registry


class Suggestion(Struct, frozen=True):
    """A name that might become an entry of the registry."""

    name: str
    """As it stands in the text where it is longest."""
    type: NameType
    count: int
    role: str = ""
    """The words before the name that tell the office: "Prime Minister"."""


def suggest_actors(article: Article, registry: Registry) -> tuple[Suggestion, ...]:
    """People and organisations without an actor, most frequent first, then by name."""
    counts: dict[tuple[str, NameType], int] = {}
    starts, ends = article.units.starts, article.units.ends
    for one in mentions(article, registry):
        if one.actor is None and one.type in ("PER", "ORG"):
            name = article.text[starts[one.first] : ends[one.last - 1]]
            counts[name, one.type] = counts.get((name, one.type), 0) + 1
    rows = (Suggestion(name, kind, count) for (name, kind), count in counts.items())
    return tuple(sorted(rows, key=lambda row: (-row.count, row.name)))
