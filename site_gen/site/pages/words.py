"""Pages of words: search by lists, the page for what is not there."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from msgspec.structs import replace

from site_gen.model import Item
from site_gen.site import urls
from site_gen.site.chips import count_words
from site_gen.site.page import Frame, Page
from site_gen.site.page_views import Shell, TextView
from site_gen.site.views import LinkView


def word_pages(frame: Frame) -> Iterator[Page]:
    """`search.html`, `404.html`."""
    yield _search(frame)
    yield _not_found(frame)


def _search(frame: Frame) -> Page:
    """Everything by name, for the browser's own search; the lists work without scripts and from disk."""
    site, chips = frame.site, frame.chips(urls.SEARCH)
    actors = sorted(site.registry.actors.values(), key=lambda actor: actor.name)
    topics = sorted(site.registry.topics.values(), key=lambda topic: topic.name)
    lists = (
        (
            "Actors",
            tuple(LinkView(a.name, urls.actor_page(a.id), len(site.by_actor.get(a.id, ()))) for a in actors),
        ),
        ("Topics", tuple(chips.topic(topic.id, len(site.by_topic.get(topic.id, ()))) for topic in topics)),
        ("Articles", tuple(LinkView(item.title, urls.item_page(item.id)) for item in _by_title(frame))),
    )
    shell = frame.shell(urls.SEARCH, "Search", "Everything by name.", urls.SEARCH)
    told = count_words(actor=len(actors), topic=len(topics), article=len(site.items))
    note = f"Everything on this site by name: {told or 'nothing yet'}. Use your browser's “find in page” to search it."
    return Page(urls.SEARCH, "text.html", TextView(shell, "Search", (note,), (), lists))


def _by_title(frame: Frame) -> list[Item]:
    return sorted(frame.site.items, key=lambda item: (item.title.casefold(), item.id))[:1000]


def _not_found(frame: Frame) -> Page:
    """Hosts show this page at any depth, so its addresses start at the host's root when that is known."""
    root = urlsplit(frame.site.settings.base_url).path
    shell = frame.shell(urls.NOT_FOUND, "Page not found", "There is no page at this address.", indexed=False)
    ways = (*shell.nav, *shell.foot)
    lists = (("Ways on", tuple(LinkView(link.text, root + link.href) for link in ways)),)
    note = "There is no page at this address. It may have moved, or the address has a slip."
    return Page(urls.NOT_FOUND, "text.html", TextView(_rooted(shell, root), "Page not found", (note,), (), lists))


def _rooted(shell: Shell, root: str) -> Shell:
    """The shell with every address below `root`."""
    if not root:
        return shell

    def below(links: tuple[LinkView, ...]) -> tuple[LinkView, ...]:
        return tuple(LinkView(link.text, root + link.href, link.count) for link in links)

    return replace(
        shell, root=root, home=root + shell.home, style=root + shell.style, 
        icon=root + shell.icon, feeds=tuple(replace(feed, href=root + feed.href) for feed in shell.feeds),
        opensearch=root + shell.opensearch, nav=below(shell.nav), foot=below(shell.foot),
    )  # fmt: skip
