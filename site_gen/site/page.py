"""A page before it is rendered, and what every page kind is given to make pages."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Final

from msgspec import Struct

from site_gen.site import urls
from site_gen.site.assemble import Site
from site_gen.site.chips import Chips
from site_gen.site.page_views import Shell
from site_gen.site.shelves import month_addresses
from site_gen.site.spark import coverage
from site_gen.site.views import LinkView
from site_gen.site.words import mark

JSON: Final = ""
"""The template of a page that is its view as JSON."""
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


class Page(Struct, frozen=True):
    """A file of the site: where it stands, which template writes it, what that template sees."""

    path: str
    """Below the output folder."""
    template: str
    """Name of a template; `JSON` writes the view itself."""
    view: Struct


class Frame:
    """One site with the makers of its recurring views, for page kinds to share."""

    def __init__(self, site: Site) -> None:
        self.site, self.words = site, site.words

    @cached_property
    def _chips(self) -> dict[str, Chips]:
        return {prefix: Chips(self.site, prefix) for prefix in ("", "../")}

    def chips(self, path: str) -> Chips:
        """The chip maker for pages that stand where `path` does."""
        return self._chips[urls.depth_prefix(path)]

    @cached_property
    def _months(self) -> dict[str, dict[str, str]]:
        found = month_addresses(self.site)
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

    def shell(self, path: str, title: str, description: str = "", section: str = "", indexed: bool = True) -> Shell:
        """What stands around the page at `path`."""
        settings, root = self.site.settings, urls.depth_prefix(path)
        base = settings.base_url
        return Shell(
            lang=settings.language,
            site_title=settings.title,
            tagline=settings.tagline,
            title=title,
            description=description or settings.description or settings.tagline or settings.title,
            root=root,
            home=root + urls.INDEX,
            canonical=base + ("" if path == urls.INDEX else path) if base else "",
            style=root + urls.STYLE,
            icon=root + urls.ICON,
            feed=root + urls.FEED,
            nav=tuple(LinkView(self.words.say(text), root + href) for text, href in _NAV),
            foot=tuple(LinkView(self.words.say(text), root + href) for text, href in _FOOT),
            section=section,
            indexed=indexed and bool(base),
        )
