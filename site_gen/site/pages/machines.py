"""What machines read: Atom feed, sitemap, robots.txt, and the data set as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, TypeVar
from uuid import NAMESPACE_URL, uuid5

from msgspec import Struct
from msgspec.structs import replace

from site_gen.dates import parse_edtf
from site_gen.model import Actor, Correction, Cut, Event, Figure, Item, Source, Statement, Topic
from site_gen.site import urls
from site_gen.site.page import JSON, Frame, Page
from site_gen.site.page_views import FeedEntry, FeedView, RobotsView, SitemapView
from site_gen.site.pages.items import extent_of

T = TypeVar("T", Actor, Topic, Source, Statement, Event, Figure)
_FEED_ENTRIES: Final = 20
_EPOCH: Final = "1970-01-01T00:00:00Z"


class ItemData(Struct, frozen=True, omit_defaults=True):
    """An article in the data set."""

    id: str
    page: str
    title: str
    published: str | None = None
    updated: str | None = None
    source: str | None = None
    url: str = ""
    lang: str = ""
    via: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    summary: str = ""
    status: str = ""
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    figures: tuple[Figure, ...] = ()
    cuts: tuple[Cut, ...] = ()
    corrections: tuple[Correction, ...] = ()
    text: str = ""
    """The plain text, where it may be published whole."""


class DataView(Struct, frozen=True):
    """The data set."""

    title: str
    base_url: str
    licence: str
    items: tuple[ItemData, ...]
    actors: tuple[Actor, ...]
    topics: tuple[Topic, ...]
    sources: tuple[Source, ...]


def machine_pages(frame: Frame) -> Iterator[Page]:
    """`feed.xml`, `robots.txt`, `data/site.json`, and `sitemap.xml` when base_url is set."""
    site = frame.site
    yield Page(urls.FEED, "feed.xml", _feed(frame))
    base = site.settings.base_url
    yield Page(urls.ROBOTS, "robots.txt", RobotsView(bool(base), base + urls.SITEMAP if base else ""))
    yield Page(urls.DATA, JSON, _data(frame))


def sitemap_page(base: str, pages: list[Page]) -> Page:
    """`sitemap.xml` over every HTML page that may be indexed."""
    found = []
    for page in pages:
        shell = getattr(page.view, "shell", None)
        if shell is not None and shell.indexed:
            date = getattr(page.view, "date", None)
            found.append((shell.canonical, date.iso if date is not None and len(date.iso) == 10 else ""))
    return Page(urls.SITEMAP, "sitemap.xml", SitemapView(tuple(sorted(found))))


def _feed(frame: Frame) -> FeedView:
    site, base = frame.site, frame.site.settings.base_url
    dated = [item for item in site.items if item.published and parse_edtf(item.published).latest][:_FEED_ENTRIES]
    entries = tuple(
        FeedEntry(
            id=feed_id(base, urls.item_page(item.id)),
            title=item.title,
            url=base + urls.item_page(item.id),
            updated=moment(item.updated or item.published),
            summary=item.summary or _lead(frame, item),
            authors=item.authors or _publisher(frame, item),
        )
        for item in dated
    )
    return feed_view(frame, urls.FEED, urls.INDEX, site.settings.title, entries)


def feed_view(frame: Frame, path: str, page: str, title: str, entries: tuple[FeedEntry, ...]) -> FeedView:
    """A feed at `path` that accompanies `page`."""
    settings = frame.site.settings
    return FeedView(
        id=feed_id(settings.base_url, page),
        title=title,
        subtitle=settings.tagline,
        lang=settings.language,
        url=settings.base_url + path,
        home=settings.base_url + page,
        updated=max((entry.updated for entry in entries), default=_newest(frame)),
        author=settings.author or settings.title,
        entries=entries,
    )


def _newest(frame: Frame) -> str:
    """The moment of the newest article."""
    return next((moment(item.published) for item in frame.site.items if item.published), _EPOCH)


def feed_id(base: str, path: str) -> str:
    """A lasting id of a page: its address, or a name made from it while the site has none."""
    return base + path if base else f"urn:uuid:{uuid5(NAMESPACE_URL, path)}"


def moment(edtf: str | None) -> str:
    """RFC 3339: the last day that the date can mean, at midnight UTC."""
    latest = parse_edtf(edtf).latest if edtf else None
    return f"{latest.isoformat()}T00:00:00Z" if latest else _EPOCH


def _lead(frame: Frame, item: Item) -> str:
    """The first paragraph as text, where an excerpt may be shown."""
    if extent_of(frame, item) == "none":
        return ""
    paragraphs = frame.site.rendered(item.body).paragraphs
    return paragraphs[0] if paragraphs else ""


def _publisher(frame: Frame, item: Item) -> tuple[str, ...]:
    source = frame.site.registry.sources.get(item.source or "")
    return (source.name,) if source else ()


def _data(frame: Frame) -> DataView:
    site = frame.site
    return DataView(
        title=site.settings.title,
        base_url=site.settings.base_url,
        licence=site.settings.licence,
        items=tuple(_item(frame, item) for item in sorted(site.items, key=lambda item: item.id)),
        actors=tuple(_unplaced(actor) for actor in site.registry.actors.values()),
        topics=tuple(_unplaced(topic) for topic in site.registry.topics.values()),
        sources=tuple(_unplaced(source) for source in site.registry.sources.values()),
    )


def _item(frame: Frame, item: Item) -> ItemData:
    whole = extent_of(frame, item) == "full"
    return ItemData(
        id=item.id, page=urls.item_page(item.id), title=item.title, published=item.published, updated=item.updated,
        source=item.source, url=item.url, lang=item.lang, via=item.via, authors=item.authors, actors=item.actors,
        topics=item.topics, summary=item.summary, status=item.status,
        statements=tuple(_unplaced(found) for found in item.statements),
        events=tuple(_unplaced(found) for found in item.events),
        figures=tuple(_unplaced(found) for found in item.figures),
        cuts=item.cuts, corrections=item.corrections,
        text=frame.site.rendered(item.body).text if whole else "",
    )  # fmt: skip


def _unplaced(value: T) -> T:
    """The value without its place in a file, which is nothing to publish and would change with a comment."""
    return replace(value, place=None)
