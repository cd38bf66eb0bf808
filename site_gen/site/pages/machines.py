"""What crawlers and browsers read of the site as a whole: robots.txt, sitemap, OpenSearch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from site_gen.site import urls
from site_gen.site.digests import digest
from site_gen.site.machine_views import OpenSearchView, RobotsView, SitemapView
from site_gen.site.page import Frame, Page


def machine_pages(frame: Frame) -> Iterator[Page]:
    """`robots.txt`, and `opensearch.xml` when base_url is set."""
    base = frame.site.settings.base_url
    needs = frame.digests.base
    yield Page(urls.ROBOTS, "robots.txt", RobotsView(bool(base), base + urls.SITEMAP if base else ""), needs)
    if base:
        yield Page(urls.OPENSEARCH, "opensearch.xml", _opensearch(frame), needs)


def sitemap_page(base: str, pages: Sequence[Page]) -> Page:
    """`sitemap.xml` over every HTML page that may be indexed, with the day of articles."""
    shown = tuple(page for page in pages if page.path.endswith(".html") and not page.hidden)
    needs = digest(*(part.encode() for pair in _addresses(base, shown) for part in pair))
    return Page(urls.SITEMAP, "sitemap.xml", partial(_sitemap, base, shown), needs)


def _sitemap(base: str, pages: Sequence[Page]) -> SitemapView:
    return SitemapView(tuple(_addresses(base, pages)))


def _addresses(base: str, pages: Sequence[Page]) -> list[tuple[str, str]]:
    """Address and day of every page."""
    return sorted((base + (page.path if page.path != urls.INDEX else ""), page.day) for page in pages)


def _opensearch(frame: Frame) -> OpenSearchView:
    settings = frame.site.settings
    base = settings.base_url
    return OpenSearchView(
        short=_short(settings.title, 16),
        long=_short(settings.title, 48),
        description=_short(
            settings.description or settings.tagline or frame.words.say("Search %(title)s", title=settings.title), 1024
        ),
        lang=settings.language,
        template=f"{base}{urls.SEARCH}?q={{searchTerms}}",
        url=base + urls.OPENSEARCH,
        icon=base + urls.ICON,
    )


def _short(text: str, most: int) -> str:
    """At most so many letters, whole words where the first fits (the limits are OpenSearch 1.1's)."""
    if len(text) <= most:
        return text
    return text[: most + 1].rpartition(" ")[0] or text[:most]
