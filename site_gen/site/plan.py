"""Which pages a site has: an ordered tuple of page kinds, each a callable `(Frame) -> Iterable[Page]`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from site_gen.errors import Problem, SiteError
from site_gen.site.assemble import Site
from site_gen.site.page import Frame, Page
from site_gen.site.pages.about import about_pages
from site_gen.site.pages.corrections import correction_pages
from site_gen.site.pages.data import data_pages
from site_gen.site.pages.feeds import feed_pages
from site_gen.site.pages.index import index_pages
from site_gen.site.pages.items import item_list_pages, item_pages
from site_gen.site.pages.machines import machine_pages, sitemap_page
from site_gen.site.pages.pairs import pair_pages
from site_gen.site.pages.records import actor_pages, source_pages, topic_pages
from site_gen.site.pages.redirects import redirect_pages
from site_gen.site.pages.registers import register_pages
from site_gen.site.pages.search import search_pages
from site_gen.site.pages.statements import statement_pages
from site_gen.site.pages.timeline import timeline_pages
from site_gen.site.pages.twins import twin_pages
from site_gen.site.pages.words import word_pages
from site_gen.site.planned import planned
from site_gen.site.recall import Recall, make_anew

PAGE_KINDS: Final[tuple[Callable[[Frame], Iterable[Page]], ...]] = (
    index_pages,
    item_pages,
    item_list_pages,
    planned("actors", actor_pages),
    planned("topics", topic_pages),
    planned("sources", source_pages),
    planned("pairs", pair_pages),
    register_pages,
    planned("timeline", timeline_pages),
    planned("statements", statement_pages),
    word_pages,
    about_pages,
    search_pages,
    correction_pages,
    redirect_pages,
    feed_pages,
    planned("twins", twin_pages),
    data_pages,
    machine_pages,
)


def plan_pages(site: Site, recall: Recall = make_anew) -> tuple[Page, ...]:
    """Every page of the site with its view, in the order of PAGE_KINDS. Raises SiteError when two claim one path,
    also when they differ only in case or Unicode form. `recall` may remember what is slow to find."""
    return plan_frame(Frame(site, recall))


def plan_frame(frame: Frame) -> tuple[Page, ...]:
    """The same for a frame. Views are made when they are asked for, so that a plan costs little."""
    site = frame.site
    pages = [page for kind in PAGE_KINDS for page in kind(frame)]
    if site.settings.base_url:
        pages.append(sitemap_page(site.settings.base_url, pages))
    owners: dict[str, Page] = {}
    problems = []
    for page in pages:
        other = owners.setdefault(page.path.casefold(), page)
        if other is not page:
            problems.append(
                Problem(
                    page.path,
                    0,
                    0,
                    "same-address",
                    f'two pages want the address "{page.path}"',
                    "rename one of the two ids",
                )
            )
    if problems:
        raise SiteError(problems)
    return tuple(pages)


_OF_FOLDER: Final = {"actors": actor_pages, "topics": topic_pages, "sources": source_pages, "says": pair_pages}
"""What has its pages in a folder of their own."""
_LEFT: Final = frozenset([*_OF_FOLDER.values(), item_pages, feed_pages, twin_pages, search_pages, data_pages])
"""What has no page of HTML beside the briefing, or takes long to plan."""


def page_at(frame: Frame, path: str) -> Page | None:
    """A page of HTML by its path, without a plan of the whole site; None for those of articles, and where none is."""
    folder = path.rpartition("/")[0]
    if not path.endswith(".html"):
        return None
    every = (getattr(kind, "__wrapped__", kind) for kind in PAGE_KINDS)
    beside = (*(kind for kind in every if kind not in _LEFT), pair_pages)
    kinds = (_OF_FOLDER[folder],) if folder in _OF_FOLDER else beside
    return next((page for kind in kinds for page in kind(frame) if page.path == path), None)
