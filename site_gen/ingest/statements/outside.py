"""What statements ask of the other extractors: who a phrase is, and when a clause was."""

from __future__ import annotations

from site_gen.ingest.article import Article
from site_gen.ingest.findings import NameFound, TimeFound
from site_gen.model import Registry


def resolve(article: Article, registry: Registry, start: int, end: int) -> tuple[str, str] | None:
    """Actor id and basis of a noun phrase."""
    from site_gen.ingest.names import resolve as asked

    return asked(article, registry, start, end)


def find_names(article: Article, registry: Registry) -> tuple[NameFound, ...]:
    """All names of the article."""
    from site_gen.ingest.names import find_names as asked

    return tuple(asked(article, registry))


def time_of_clause(article: Article, start: int, end: int) -> TimeFound | None:
    """The time expression of a clause."""
    from site_gen.ingest import dates

    asked = getattr(dates, "time_of_clause", None)
    found: TimeFound | None = asked(article, start, end) if asked else None
    return found
