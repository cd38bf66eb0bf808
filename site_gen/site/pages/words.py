"""The page for what is not there."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from msgspec.structs import replace

from site_gen.site import urls
from site_gen.site.page import Frame, Page
from site_gen.site.page_views import Shell, TextView
from site_gen.site.views import LinkView


def word_pages(frame: Frame) -> Iterator[Page]:
    """`404.html`."""
    yield _not_found(frame)


def _not_found(frame: Frame) -> Page:
    """Hosts show this page at any depth, so its addresses start at the host's root when that is known."""
    root = urlsplit(frame.site.settings.base_url).path
    words = frame.words
    title, told = words.say("Page not found"), words.say("There is no page at this address.")
    shell = frame.shell(urls.NOT_FOUND, title, told, indexed=False)
    ways = (*shell.nav, *shell.foot)
    lists = ((words.say("Ways on"), tuple(LinkView(link.text, root + link.href) for link in ways)),)
    note = words.say("There is no page at this address. It may have moved, or the address has a slip.")
    return Page(urls.NOT_FOUND, "text.html", TextView(_rooted(shell, root), title, (note,), (), lists))


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
