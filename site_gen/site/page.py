"""A page before it is rendered, and what every page kind is given to make pages."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Final, TypeVar

from msgspec import Struct

from site_gen.site import urls
from site_gen.site.assemble import Site
from site_gen.site.chips import Chips
from site_gen.site.views import LinkView, PagerView, Shell

T = TypeVar("T")
JSON: Final = ""
"""The template of a page that is its view as JSON."""
_NAV: Final = (
    ("Briefing", urls.INDEX),
    ("Timeline", urls.TIMELINE),
    ("Statements", urls.STATEMENTS),
    ("Actors", urls.ACTORS),
    ("Topics", urls.TOPICS),
    ("Search", urls.SEARCH),
)
_FOOT: Final = (
    ("Articles", urls.ITEMS),
    ("Sources", urls.SOURCES),
    ("About", urls.ABOUT),
    ("Data", urls.DATA),
    ("Feed", urls.FEED),
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
        self.site = site

    @cached_property
    def _chips(self) -> dict[str, Chips]:
        return {prefix: Chips(self.site, prefix) for prefix in ("", "../")}

    def chips(self, path: str) -> Chips:
        """The chip maker for pages that stand where `path` does."""
        return self._chips[urls.depth_prefix(path)]

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
            nav=tuple(LinkView(text, root + href) for text, href in _NAV),
            foot=tuple(LinkView(text, root + href) for text, href in _FOOT),
            section=section,
            indexed=indexed and bool(base),
        )


def paged(path: str, entries: Sequence[T], size: int) -> list[tuple[str, Sequence[T], PagerView | None]]:
    """A long list, newest first, in pages: (path, entries newest first, pager).

    Counted from the oldest, so that a new entry changes one page: full older pages `…-1`, `…-2` never change; the
    first page, at `path` itself, holds the newest `size` to 2·`size` - 1. `size` 0 never pages.
    """
    total = len(entries)
    older = max(0, total // size - 1) if size else 0
    if not older:
        return [(path, entries, None)]
    numbers = [*range(1, older + 1)]
    addresses = {number: urls.part(path, str(number)) for number in numbers} | {older + 1: path}
    found: list[tuple[str, Sequence[T], PagerView | None]] = []
    for number in (older + 1, *reversed(numbers)):
        last = total if number == older + 1 else number * size
        first = (number - 1) * size
        chosen = entries[total - last : total - first]
        found.append((addresses[number], chosen, _pager(addresses, number, path, first, last, total)))
    return found


def _pager(addresses: dict[int, str], number: int, path: str, first: int, last: int, total: int) -> PagerView:
    def link(at: int) -> str:
        return addresses[at].rpartition("/")[2] if at in addresses else ""

    newest = len(addresses)
    near = sorted({1, newest, *(at for at in range(number - 2, number + 3) if at in addresses)}, reverse=True)
    return PagerView(
        here=f"{total - last + 1:,} to {total - first:,} of {total:,}, newest first",
        newer=link(number + 1),
        older=link(number - 1),
        pages=tuple(LinkView("newest" if at == newest else str(at), "" if at == number else link(at)) for at in near),
    )
