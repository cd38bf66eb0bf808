"""Pages of words: about with method and limits, search by lists, the page for what is not there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from msgspec.structs import replace

from site_gen.model import Item
from site_gen.site import urls
from site_gen.site.chips import count_words
from site_gen.site.confirm import is_confirmed
from site_gen.site.page import Frame, Page
from site_gen.site.page_views import Shell, TextView
from site_gen.site.views import LinkView

_METHOD: Final = """\
Every statement, event and figure on this site stands word for word in an article whose source is named beside it. The
build compares each of them with the stored text and shows none that it does not find.

Software read the articles by fixed rules and lists of names; it guessed nothing about who spoke or when where the text
does not say so. Entries marked “unconfirmed” have not yet been checked by a person.

A date is that of the happening or the speaking, as the article gives it. The words that gave a date are shown beside
it. “Reported” means that the article does not say on which day something was said. What has no date stands as undated.

Numbers are given as each speaker gives them, side by side. They are never added up."""


def word_pages(frame: Frame) -> Iterator[Page]:
    """`about.html`, `search.html`, `404.html`."""
    yield _about(frame)
    yield _search(frame)
    yield _not_found(frame)


def _about(frame: Frame) -> Page:
    site, chips = frame.site, frame.chips(urls.ABOUT)
    settings = site.settings
    extent = {
        "none": "No text of the articles is shown.",
        "excerpt": "The opening paragraph of each article is shown.",
        "full": "The whole text of each article is shown.",
    }[settings.publish_text]
    unconfirmed = sum(not is_confirmed(item) for item in site.items)
    facts = [
        ("Articles", f"{len(site.items):,}, of which {unconfirmed:,} unconfirmed"),
        ("Known actors, topics, sources",
         f"{len(site.registry.actors):,}, {len(site.registry.topics):,}, {len(site.registry.sources):,}"),
        ("Text", extent),
        ("Editor", settings.author),
        ("Licence", settings.licence),
    ]  # fmt: skip
    sources = tuple(
        LinkView(
            f"{source.name}{f' (grade {source.grade})' if source.grade else ''}",
            chips.prefix + urls.source_page(source.id),
        )
        for source in sorted(site.registry.sources.values(), key=lambda source: source.name)
    )
    method = tuple(" ".join(paragraph.split()) for paragraph in _METHOD.split("\n\n"))
    paragraphs = (settings.description, *method) if settings.description else method
    shell = frame.shell(urls.ABOUT, "About this briefing", "How this briefing is made, and what its limits are.")
    told = tuple(fact for fact in facts if fact[1])
    view = TextView(shell, "About this briefing", paragraphs, told, (("Sources", sources),))
    return Page(urls.ABOUT, "text.html", view)


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
        icon=root + shell.icon, feed=root + shell.feed, nav=below(shell.nav), foot=below(shell.foot),
    )  # fmt: skip
