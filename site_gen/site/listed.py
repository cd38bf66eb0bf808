"""What lists, feeds and tables show of an article, as bytes of their files: what they showed exchanged for what they
show now. So a new headline is put into lists of thousands without making their other lines.

In pages it goes by the macros that print an article in a list: of them the old and the new state are made, and what
differs between them is found again by the article's address. That no page shows an article in another way is known of
the templates that come with the package (`TEMPLATES`), and of no others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

import msgspec
from markupsafe import escape
from msgspec import Struct

from site_gen.model import Item
from site_gen.site import urls
from site_gen.site.data.collect import mention
from site_gen.site.formats.bibtex import bibtex_bytes
from site_gen.site.formats.csv import csv_bytes
from site_gen.site.page import Frame, Page
from site_gen.site.pages.data import article_rows, articles_alone
from site_gen.site.pages.feeds import FEEDS, entries_of, feed_of
from site_gen.site.pages.search import by_title, title_link
from site_gen.site.render import Templates, render
from site_gen.site.rights import fed_text
from site_gen.site.timeline_views import TimelineLine
from site_gen.site.views import ItemEntry, LineView

TEMPLATES: Final = "1f7e6afbefa7aa9d"
"""Hash of the packaged templates of which this holds (`preparing.templates_hash`): `item_entry` and `line` alone print
an article in a list, and its address without a fragment stands nowhere else but in what `_ROOT` tells."""
State = tuple[Frame, Item]
"""An article, and a frame that knows it."""
Parts = Callable[[str], Iterable[str]]
"""A page that may be long, and those on which it goes on."""
_ROOT: Final = {"index": "entries", "items": "entries", "timeline": "lines", "corrections": "mends"}
"""How pages beside the briefing print articles, by how their names begin: with `item_entry` of "macros.html", with
`line` of "timeline_macros.html", or in a way of their own. The search lists them by name (`by_name`)."""


class Swap(Struct, frozen=True):
    """What stands in files for an article, and what is to."""

    link: bytes
    """What nothing else in such a file has."""
    old: bytes
    """Begins or ends around the link; empty where it is shown in ways that are not known."""
    new: bytes

    def within(self, data: bytes) -> bytes | None:
        """A file's bytes after the exchange; None where they have nothing of the article. Raises LookupError where they
        have it in another way."""
        parts: list[bytes | memoryview] = []
        view, done = memoryview(data), 0
        while (found := data.find(self.link, done)) >= 0:
            start = found - self.old.find(self.link)
            if start < done or not self.old or not data.startswith(self.old, start):
                raise LookupError("an article is not shown as it was")
            parts += [view[done:start], self.new]
            done = start + len(self.old)
        return b"".join([*parts, view[done:]]) if parts else None


Exchange = tuple[str, Swap]
"""A file that may show an article, and what is exchanged in it."""


def in_lists(
    before: State, after: State, templates: Templates, names: Iterable[str], parts: Parts
) -> Iterator[Exchange]:
    """Pages that list articles. `names` are those of the files at the root of the site."""
    if _entry(before, "") == _entry(after, ""):
        return
    for root in ("", "../"):
        link = f'href="{root}{urls.item_page(after[1].id)}"'.encode()
        old, new = _printed(before, root, templates), _printed(after, root, templates)
        swaps = {how: _swap(old[how], new[how], link) for how in old if old[how] != new[how]}
        swaps["mends"] = Swap(link, b"", b"")
        if root and "entries" in swaps:
            yield from ((part, swaps["entries"]) for page in _records_of(after[1]) for part in parts(page))
        for name in () if root else names:
            how = _ROOT.get(name.partition(".")[0].partition("-")[0], "none")
            if name.endswith(".html") and how in swaps:
                yield name, swaps[how]


def _entry(state: State, root: str) -> ItemEntry:
    """An article as lists on pages show it from where `root` leads to that of the site."""
    frame, item = state
    return frame.chips(f"{root and 'x/'}x").item(item)


def _printed(state: State, root: str, templates: Templates) -> dict[str, bytes]:
    """The same as it is printed, by how."""
    entry = _entry(state, root)
    line = TimelineLine("", "", "", LineView("article", item=entry))
    return {
        "entries": templates.piece("macros.html", "item_entry", entry).encode(),
        "lines": templates.piece("timeline_macros.html", "line", line, "", "", 1).encode(),
    }


def by_name(before: Iterable[Item], after: Iterable[Item], templates: Templates) -> Swap:
    """The list of all articles by name, as `link_entry` of "macros.html" prints them, a line each."""
    old, new = (
        "\n".join(templates.piece("macros.html", "link_entry", title_link(item)) for item in by_title(items)).encode()
        for items in (before, after)
    )
    return Swap(old, old, new)


def in_feeds(before: State, after: State, templates: Templates) -> Iterator[Exchange]:
    """Feeds that may have the article or its statements."""
    item = after[1]
    if _told(before) == _told(after):
        return
    forms = FEEDS if after[0].site.settings.base_url else FEEDS[:1]
    for pages in filter(None, ((urls.INDEX,), tuple(_fed_by(item)))):
        for one, other in zip(entries_of(*before, pages[0]), entries_of(*after, pages[0]), strict=True):
            if one == other:
                continue
            told, shown = msgspec.json.encode(one.id).decode(), escape(one.id)
            links = (f"<id>{shown}</id>", f">{shown}</guid>", f'"id":{told}')
            for number, (form, link) in enumerate(zip(forms, links, strict=False)):
                old, new = (
                    render(Page("", form, feed_of(frame, pages[0], (entry,))), templates)
                    for frame, entry in ((before[0], one), (after[0], other))
                )
                swap = _swap(old, new, link.encode())
                yield from ((urls.feeds(page)[number], swap) for page in pages)


def _told(state: State) -> tuple[object, ...]:
    """What a feed has of an article, and may be another."""
    frame, item = state
    return item.title, item.authors, fed_text(frame.site, item)


def in_data(before: State, after: State) -> Iterator[Exchange]:
    """Files of the data set that have the article, but for those that are joined or packed."""
    if before[0].article(before[1]) == after[0].article(after[1]):
        return
    old, new = (msgspec.json.encode(mention(item)) for _, item in (before, after))
    if old != new:
        swap = Swap(b'{"id":%s,"title":' % msgspec.json.encode(after[1].id), old, new)
        yield from ((urls.twin(page), swap) for page in _records_of(after[1]))
    tables = (articles_alone(frame, [item]) for frame, item in (before, after))
    rows, sources = zip(*((csv_bytes(article_rows(data)), bibtex_bytes(data)) for data in tables), strict=True)
    if rows[0] != rows[1]:
        old, new = (row[row.index(b"\r\n") :] for row in rows)
        yield urls.table("articles"), Swap(f"\r\n{after[1].id},".encode(), old, new)
    if sources[0] != sources[1]:
        yield urls.BIBTEX, Swap(f"@online{{{after[1].id},\n".encode(), *sources)


def _records_of(item: Item) -> Iterator[str]:
    """Pages of the actors, topics and source that list an article."""
    yield from map(urls.actor_page, item.actors)
    yield from map(urls.topic_page, item.topics)
    if item.source:
        yield urls.source_page(item.source)


def _fed_by(item: Item) -> Iterator[str]:
    """Pages of those whose feeds may have an article or what is said in it."""
    said = item.statements
    speakers = (one.speaker for one in said if one.speaker)
    topics = (topic for one in said for topic in one.topics)
    yield from dict.fromkeys((*_records_of(item), *map(urls.actor_page, speakers), *map(urls.topic_page, topics)))


def _swap(old: bytes, new: bytes, link: bytes) -> Swap:
    """From the link, or from what differs before it, to the last that differs."""
    start = min(_same(old, new), old.index(link), new.index(link))
    behind = (len(one) - one.index(link) - len(link) for one in (old, new))
    end = min(_same(old[::-1], new[::-1]), *behind, len(old) - start, len(new) - start)
    return Swap(link, old[start : len(old) - end], new[start : len(new) - end])


def _same(one: bytes, other: bytes) -> int:
    """With how many bytes both begin."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
