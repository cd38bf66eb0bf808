"""A page before it is written, and what every page kind is given to make pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from typing import Final

import msgspec
from msgspec import Struct

from site_gen.content.stowed import Stow, at_hand
from site_gen.model import Item
from site_gen.site import urls
from site_gen.site.assemble import Pairs, Site, statements_by_pair
from site_gen.site.axis import AXES, Placed, placing
from site_gen.site.chips import Chips
from site_gen.site.data.collect import article_data, data_set, texted
from site_gen.site.data.rows import ArticleData, DataSet
from site_gen.site.digests import Digests
from site_gen.site.ld.graph import page_graph
from site_gen.site.ld.things import Thing
from site_gen.site.page_views import FeedLink, Shell
from site_gen.site.recall import Recall, make_anew
from site_gen.site.shelves import Part, month_addresses, shelve
from site_gen.site.spark import coverage
from site_gen.site.views import LinkView
from site_gen.site.words import mark
from site_gen.spread import Spread, one_by_one

JSON: Final = "json"
"""The template of a page that is its view as JSON."""
SEARCH_PART: Final = "search-part"
"""The form of a script that hands its view to `siteSearch`: what pages may load from disk too."""
FEED_FORMS: Final = (
    ("Atom", "application/atom+xml"),
    ("RSS", "application/rss+xml"),
    ("JSON Feed", "application/feed+json"),
)
"""Name and media type of each form, in the order of `urls.feeds`."""
_NAV: Final = (
    (mark("Briefing"), urls.INDEX),
    (mark("Timeline"), urls.TIMELINE),
    (mark("Statements"), urls.STATEMENTS),
    (mark("Actors"), urls.ACTORS),
    (mark("Topics"), urls.TOPICS),
    (mark("Matrix"), urls.MATRIX),
    (mark("Search"), urls.SEARCH),
)
_FOOT: Final = (
    (mark("Articles"), urls.ITEMS),
    (mark("Sources"), urls.SOURCES),
    (mark("About"), urls.ABOUT),
    (mark("Corrections"), urls.CORRECTIONS),
    (mark("Data"), urls.DATA),
    (mark("Feed"), urls.FEED),
)


class Joined(Struct, frozen=True):
    """A file as a head, other files of the site parted by commas and without their line ends, and a tail."""

    head: bytes
    paths: tuple[str, ...]
    """Below the output folder, in their order."""
    tail: bytes


class Later(Struct, frozen=True, eq=False):
    """What makes a view when it is asked for, as `functools.partial` in a quarter of its memory: a site has three of
    them an article."""

    make: Callable[..., Struct]
    first: object
    """What it is given, as what follows is; None is nothing."""
    second: object
    third: object = None

    def __call__(self) -> Struct:
        if self.third is None:
            return self.make(self.first, self.second)
        return self.make(self.first, self.second, self.third)


class Page(Struct, frozen=True):
    """A file of the site: where it stands, which template or writer makes it, what that template sees."""

    path: str
    """Below the output folder."""
    template: str
    """Name of a template, or of a writer in `formats.writers`, which has no dot."""
    made: Struct | Callable[[], Struct]
    """Its view, or what makes it when somebody asks."""
    needs: bytes = b""
    """Hash of all that its view is made from (`site.digests`); empty: the whole site."""
    day: str = ""
    """Of publication, where it has one: for the sitemap."""
    hidden: bool = False
    """Whether search engines are kept out of it."""
    joined: Callable[[], Joined] | None = None
    """What has the same bytes sooner, where other files of the site have most of them already."""
    close: bool = False
    """Whether its view hardly ever is the same when its needs are others: then it is made sooner than compared."""

    @property
    def view(self) -> Struct:
        """What its template may see; made anew each time where it is not there yet."""
        return self.made() if callable(self.made) else self.made


class Frame:
    """One site with the makers of its recurring views, for page kinds to share."""

    def __init__(
        self, site: Site, recall: Recall = make_anew, stow: Stow = at_hand, spread: Spread = one_by_one
    ) -> None:
        """`recall` may remember what is slow to find, `stow` put away what is large, `spread` use more cores."""
        self.site, self.words, self.recall, self.stow, self.spread = site, site.words, recall, stow, spread
        self._articles: dict[str, ArticleData] = {}

    @cached_property
    def _chips(self) -> dict[str, Chips]:
        return {prefix: Chips(self.site, prefix) for prefix in ("", "../")}

    def chips(self, path: str) -> Chips:
        """The chip maker for pages that stand where `path` does."""
        return self._chips[urls.depth_prefix(path)]

    @cached_property
    def by_id(self) -> dict[str, Item]:
        """Articles by their ids."""
        return {item.id: item for item in self.site.items}

    @cached_property
    def placed(self) -> dict[str, Sequence[Placed]]:
        """What stands in each order of the timeline, by its path."""
        place = placing(self.site)
        return {axis.path: axis.placed(self.site, place) for axis in AXES}

    @cached_property
    def shelves(self) -> dict[str, tuple[Part, ...]]:
        """The pages of each order, by its path."""
        size = self.site.settings.page_size
        return {path: shelve(path, placed, size) for path, placed in self.placed.items()}

    @cached_property
    def _months(self) -> dict[str, dict[str, str]]:
        def find() -> bytes:
            return msgspec.msgpack.encode(month_addresses(self.shelves[AXES[0].path]))

        raw = self.recall("months", self.digests.all_cards, find)
        found = msgspec.msgpack.decode(raw, type=dict[str, str])
        return {prefix: {month: prefix + href for month, href in found.items()} for prefix in ("", "../")}

    def months(self, path: str) -> dict[str, str]:
        """Where each month stands in the timeline, as seen from `path`."""
        return self._months[urls.depth_prefix(path)]

    @cached_property
    def coverage(self) -> tuple[date, date] | None:
        """First and last day of publication."""
        return coverage(self.site)

    @cached_property
    def newest(self) -> str | None:
        """The newest day of publication, EDTF."""
        return next((item.published for item in self.site.items if item.published), None)

    @cached_property
    def digests(self) -> Digests:
        """Hashes of what pages are made from."""
        return Digests(self.site)

    @cached_property
    def beside(self) -> bytes:
        """Hash of what records show beside their entries: the reach of the whole, and where months stand."""
        return repr((self.coverage, self.newest, sorted(self.months("").items()))).encode()

    @cached_property
    def data(self) -> DataSet:
        """The data set without the texts of articles, made once."""
        return data_set(self.site, self.article)

    def article(self, item: Item) -> ArticleData:
        """An article of the data set without its text, made once."""
        if item.id not in self._articles:
            self._articles[item.id] = article_data(self.site, item)
        return self._articles[item.id]

    def texted(self, item: Item) -> ArticleData:
        """An article of the data set with as much of its text as may be shown. What no record shows is not kept."""
        if item.statements or item.events or item.figures:
            return texted(self.site, item, self.article(item))
        return texted(self.site, item, self._articles.get(item.id) or article_data(self.site, item))

    @cached_property
    def pairs(self) -> Pairs:
        """What each actor says about each topic, gathered once."""
        return statements_by_pair(self.site)

    @cached_property
    def _site_feeds(self) -> dict[str, tuple[FeedLink, ...]]:
        return {prefix: self.feeds(f"{prefix and 'x/'}x", urls.INDEX) for prefix in ("", "../")}

    @cached_property
    def _links(self) -> dict[str, tuple[tuple[LinkView, ...], tuple[LinkView, ...]]]:
        """What stands above and below every page, by the way to the root."""

        def seen(root: str, links: Sequence[tuple[str, str]]) -> tuple[LinkView, ...]:
            return tuple(LinkView(self.words.say(text), root + href) for text, href in links)

        return {root: (seen(root, _NAV), seen(root, _FOOT)) for root in ("", "../")}

    def feeds(self, path: str, page: str, name: str = "") -> tuple[FeedLink, ...]:
        """The feeds that go with `page`, as seen from `path`; Atom alone while base_url is not set."""
        forms = FEED_FORMS if self.site.settings.base_url else FEED_FORMS[:1]
        title, root = name or self.site.settings.title, urls.depth_prefix(path)
        return tuple(
            FeedLink(f"{title}, {form}", kind, root + feed)
            for (form, kind), feed in zip(forms, urls.feeds(page), strict=False)
        )

    def shell(
        self,
        path: str,
        title: str,
        description: str = "",
        section: str = "",
        indexed: bool = True,
        *,
        things: Sequence[Thing] = (),
        twin: str = "",
        followed: str = "",
    ) -> Shell:
        """What stands around the page at `path`.

        `things` are what it is about (`site.ld`), `twin` the path of the same record as JSON, `followed` the page whose
        feeds it has.
        """
        settings, root = self.site.settings, urls.depth_prefix(path)
        base = settings.base_url
        description = description or settings.description or settings.tagline or settings.title
        own = self.feeds(path, followed, title) if followed else ()
        return Shell(
            lang=settings.language,
            site_title=settings.title,
            tagline=settings.tagline,
            title=title,
            description=description,
            root=root,
            home=root + urls.INDEX,
            canonical=base + ("" if path == urls.INDEX else path) if base else "",
            style=root + urls.STYLE,
            feeds=own + self._site_feeds[root],
            nav=self._links[root][0],
            foot=self._links[root][1],
            section=section,
            indexed=indexed and bool(base),
            twin=root + twin if twin else "",
            formats=self._formats(root + twin if twin else "", own),
            opensearch=root + urls.OPENSEARCH if base else "",
            ld_json=page_graph(self.site, path, title, description, things),
            logo=root + settings.logo if settings.logo else "",
            footer=settings.footer,
        )

    def _formats(self, twin: str, feeds: Sequence[FeedLink]) -> tuple[LinkView, ...]:
        """What a page is to be had as, for readers to see."""
        found = [LinkView(self.words.say("This page as JSON"), twin)] if twin else []
        found += [LinkView(name, feed.href) for (name, _), feed in zip(FEED_FORMS, feeds, strict=False)]
        return tuple(found)
