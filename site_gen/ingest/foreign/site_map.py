"""The map of another site's front matter: which of its fields is which of ours. The rest is by common names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, get_args

from msgspec import Struct

from site_gen.content.frontmatter import read_yaml
from site_gen.content.schema import Field, Fields, Report, choice, many, needed_text, pairs, read_fields, record, slug
from site_gen.model import ActorKind, Status

COMMON: Final[Mapping[str, tuple[str, ...]]] = {
    "id": ("id", "slug"),
    "title": ("title", "headline", "name"),
    "published": ("published", "date", "publishDate", "pubDate", "created", "datePublished"),
    "updated": ("updated", "lastmod", "modified", "last_modified_at", "dateModified"),
    "url": ("url", "link", "canonical", "original_url", "source_url"),
    "source": ("source", "publisher", "outlet"),
    "sources": ("sources", "references"),
    "actors": ("actors", "people", "persons", "entities"),
    "topics": ("topics", "tags", "categories", "keywords"),
    "authors": ("authors", "author"),
    "lang": ("lang", "language"),
    "summary": ("summary", "description", "excerpt"),
    "status": ("status", "state", "draft"),
}
"""Our fields, and the names that others give them, in the order in which they are tried."""
STATUSES: Final[Mapping[str, Status]] = {
    **dict.fromkeys(("published", "public", "final", "live", "confirmed", "verified"), "published"),
    **dict.fromkeys(("review", "pending", "unconfirmed", "in review", "unverified", "developing"), "review"),
    **dict.fromkeys(("draft", "true", "yes", "wip", "private", "hidden"), "draft"),
    **dict.fromkeys(("retracted", "withdrawn", "removed"), "retracted"),
}
"""The words of others for what we call a status; "true" is that of `draft`."""


class SiteMap(Struct, frozen=True):
    """What a map file says."""

    fields: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Our field, and the names of theirs; all that are there are taken together where ours is a list."""
    statuses: tuple[tuple[str, Status], ...] = ()
    actors: tuple[tuple[str, str], ...] = ()
    """A name, and the id of who is meant."""
    topics: tuple[tuple[str, str], ...] = ()
    sources: tuple[tuple[str, str], ...] = ()
    actor_kind: ActorKind = "organisation"
    """Of actors that no registry knows."""
    status: Status = "review"
    """Of files that tell none."""
    source: str = ""
    """Id of the source of files that tell none."""
    lang: str = ""
    dates: Literal["", "dmy", "mdy"] = ""

    def names(self, field: str) -> tuple[str, ...]:
        """The names that others give our field."""
        return dict(self.fields).get(field, COMMON[field])


_NAMES: Final[Fields] = {field: Field(many(needed_text)) for field in COMMON}
MAP: Final[Fields] = {
    "fields": Field(record(lambda **values: tuple(values.items()), _NAMES)),
    "statuses": Field(pairs(choice(*get_args(Status)))),
    "actors": Field(pairs(slug)),
    "topics": Field(pairs(slug)),
    "sources": Field(pairs(slug)),
    "actor_kind": Field(choice(*get_args(ActorKind))),
    "status": Field(choice(*get_args(Status))),
    "source": Field(slug),
    "lang": Field(needed_text),
    "dates": Field(choice("dmy", "mdy", empty=True)),
}


def parse_site_map(path: str, text: str) -> SiteMap:
    """The map in `text`. Raises SiteError with every problem at its place."""
    report = Report(path, text)
    values = read_fields(read_yaml(path, text), MAP, report)
    report.close()
    return SiteMap(**(values or {}))
