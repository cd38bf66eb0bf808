"""How much of an article's text the site may show."""

from __future__ import annotations

from site_gen.content.stowed import has_text
from site_gen.model import Item, PublishText
from site_gen.site.assemble import Site


def text_extent(site: Site, item: Item) -> PublishText:
    """The source's rule, else the site's."""
    source = site.registry.sources.get(item.source or "")
    return (source.publish_text if source else "") or site.settings.publish_text


def shown_paragraphs(site: Site, item: Item) -> tuple[str, ...]:
    """The plain text that may be shown: all paragraphs, the first, or none."""
    extent = text_extent(site, item)
    if extent == "none" or not has_text(item):
        return ()
    paragraphs = site.rendered(item.body).paragraphs
    return paragraphs if extent == "full" else paragraphs[:1]


def fed_text(site: Site, item: Item) -> tuple[str, str]:
    """What the entry of an article in a feed tells: its summary, else the first paragraph, and as much of the text as
    HTML as may be shown, when the site's feeds carry it."""
    summary = item.summary or next(iter(shown_paragraphs(site, item)), "")
    extent = text_extent(site, item)
    if site.settings.feed_content == "summary" or extent == "none":
        return summary, ""
    body = site.rendered(item.body)
    return summary, body.html if extent == "full" else body.lead
