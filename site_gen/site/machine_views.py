"""What machines read, and the page that lists it: feeds, sitemap, robots.txt, OpenSearch, data."""

from __future__ import annotations

from msgspec import Struct

from site_gen.site.page_views import Shell


class FeedEntry(Struct, frozen=True):
    """An article or a statement in a feed."""

    id: str
    """Lasting."""
    title: str
    url: str
    published: str
    """RFC 3339."""
    updated: str
    """RFC 3339."""
    mailed: str
    """`published` as RFC 822."""
    summary: str
    """Plain text."""
    authors: tuple[str, ...]
    tags: tuple[str, ...] = ()
    """Names of topics."""
    original: str = ""
    """Where the publisher has it."""
    html: str = ""
    """The whole text, where the site's feeds carry it and it may be shown."""


class FeedView(Struct, frozen=True):
    """A feed in any of its forms."""

    id: str
    title: str
    subtitle: str
    lang: str
    url: str
    """Where this form of it stands."""
    home: str
    """The page that it goes with."""
    updated: str
    """RFC 3339."""
    mailed: str
    """`updated` as RFC 822."""
    author: str
    entries: tuple[FeedEntry, ...]


class OpenSearchView(Struct, frozen=True):
    """How to search the site (OpenSearch 1.1)."""

    short: str
    """At most 16 letters."""
    long: str
    """At most 48 letters."""
    description: str
    lang: str
    template: str
    """Absolute address with {searchTerms}."""
    url: str
    """Where this description stands."""
    icon: str


class PublicFile(Struct, frozen=True):
    """A file of the data set."""

    name: str
    href: str
    form: str
    """"CSV", "JSON"."""
    note: str
    """What is in it and what it is for."""


class TableDoc(Struct, frozen=True):
    """A table of the data set, explained."""

    name: str
    note: str
    fields: tuple[tuple[str, str, str], ...]
    """(name, form, meaning)."""


class DataView(Struct, frozen=True):
    """The page that lists the data."""

    shell: Shell
    note: str
    licence: str
    files: tuple[PublicFile, ...]
    tables: tuple[TableDoc, ...]


class SitemapView(Struct, frozen=True):
    """All addresses: (absolute address, last change as ISO date or "")."""

    urls: tuple[tuple[str, str], ...]


class RobotsView(Struct, frozen=True):
    """What robots may do."""

    indexed: bool
    sitemap: str
