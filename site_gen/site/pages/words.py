"""The page for what is not there."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from site_gen.site import urls
from site_gen.site.page import Frame, Page
from site_gen.site.page_views import Shell, TextView
from site_gen.site.views import LinkView


def word_pages(frame: Frame) -> Iterator[Page]:
    """`404.html`. Hosts show it at any depth, so it names whole addresses where the site has one."""
    words, base = frame.words, frame.site.settings.base_url
    title, note = words.say("Page not found"), words.say("There is no page at this address.")
    shell = _absolute(frame.shell(urls.NOT_FOUND, title, note, indexed=False), base)
    lists = ((words.say("Ways on"), (*shell.nav, *shell.foot)),)
    more = words.say("It may have moved, or the address has a slip.")
    view = TextView(shell, title, (f"{note} {more}",), (), lists)
    yield Page(urls.NOT_FOUND, "404.html", view, frame.digests.base, hidden=True)


def _absolute(shell: Shell, base: str) -> Shell:
    """The shell with every link below `base`."""

    def below(links: tuple[LinkView, ...]) -> tuple[LinkView, ...]:
        return tuple(LinkView(link.text, base + link.href, link.count) for link in links)

    search = base + shell.opensearch if shell.opensearch else ""
    return replace(
        shell, root=base, home=base + shell.home, opensearch=search, nav=below(shell.nav), foot=below(shell.foot),
        feeds=tuple(replace(feed, href=base + feed.href) for feed in shell.feeds),
    )  # fmt: skip
