"""`search.html`: a form for the index in `search/`, and everything by name for those without scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Final

import msgspec
from msgspec import Struct

from site_gen.model import Actor, Item, PublishText
from site_gen.site import urls
from site_gen.site.digests import digest
from site_gen.site.page import SEARCH_PART, Frame, Later, Page
from site_gen.site.page_views import SearchView
from site_gen.site.search.blocks import Block, group_spots
from site_gen.site.search.docs import ARTICLE, Doc, doc_of, find_spots
from site_gen.site.search.edits import PLAN, Plan
from site_gen.site.search.shards import days_of, find_lists, find_shown, measure, pack_lists, slots_a_file
from site_gen.site.views import LinkView
from site_gen.site.vocabulary import counted

SHOWN: Final[Mapping[PublishText, int]] = {"none": 0, "excerpt": 400, "full": 1 << 20}
"""Letters of an article's text that results show, about."""
_TITLES: Final = 200
"""Articles listed by name; the list of articles has all."""
_FEW: Final = 8
"""Blocks that are gone through before a second process is at work."""


class Part(Struct, frozen=True, array_like=True):
    """A file of the index: its name and what it holds."""

    name: str
    lines: str = ""
    """Lists of words."""
    shown: tuple[()] | msgspec.Raw = ()
    """A list of `search.docs.Shown`, as JSON."""


class Directory(Struct, frozen=True):
    """What is loaded first: where all else is."""

    name: str
    shards: int
    long: str
    """Words that have a file of their own, parted by blanks."""
    slots: tuple[int, ...]
    """Docs a file, by kind."""
    blocks: tuple[tuple[int, tuple[int, ...]], ...]
    """(Number, docs by kind) from the oldest."""
    articles: int


class Days(Struct, frozen=True):
    """The day of each doc."""

    name: str
    blocks: tuple[tuple[str, ...], ...]
    """By block and kind."""


class Named(Struct, frozen=True, array_like=True):
    """An entry of a registry."""

    id: str
    name: str
    href: str
    kind: str = ""
    """Of an actor."""
    also: tuple[str, ...] = ()
    """Other names that mean the same everywhere: no roles, no metonyms."""
    speaks: bool = False


class Names(Struct, frozen=True):
    """Everyone and everything that results may be narrowed to."""

    name: str
    actors: tuple[Named, ...]
    topics: tuple[Named, ...]
    sources: tuple[Named, ...]


def search_pages(frame: Frame) -> Iterator[Page]:
    """`search.html` and the files of its index."""
    yield Page(urls.SEARCH, "search.html", partial(_search, frame), frame.digests.all_cards)
    blocks = group_spots(find_spots(frame.site.items))
    lengths = measure(blocks, SHOWN[frame.site.settings.publish_text])
    sizes = slots_a_file(*lengths[:2])
    needs = {block.number: _needs(frame, block) for block in blocks}

    held = _Held(frame, sizes)

    lists = find_lists(blocks, lambda block: needs[block.number], held.lists, frame.recall)
    counts = tuple((block.number, len(block.kinds[ARTICLE])) for block in blocks)
    plan = msgspec.msgpack.encode(Plan(sizes, counts, lengths, lists.light, len(lists.shards), lists.shared()))
    frame.recall(PLAN, digest(plan), lambda: plan)
    for block in blocks:
        ids = "\n".join(spot.item.id for spot in block.kinds[ARTICLE]).encode()
        frame.recall(f"articles-{block.number}", digest(ids), partial(bytes, ids))
    yield _file(_directory(blocks, sizes, len(lists.shards), tuple(word for word, _ in lists.long)))
    yield _file(_names(frame))
    yield _file(Days("days", tuple(days_of(block) for block in blocks)))
    for name, lines in lists.files():
        yield _lines_file(frame, Part(name, lines))
    for name, block, kind, extent in find_shown(blocks, sizes):
        told = digest(needs[block.number], f"{kind} {extent}".encode())
        yield Page(urls.search_file(name), SEARCH_PART, Later(held.part, name, (block, kind, extent)), told)


class _Found(Struct, frozen=True):
    """What is made of a block."""

    lists: bytes
    """Of its words, packed."""
    shown: tuple[tuple[bytes, ...], ...]
    """What results show, as JSON, by kind and file."""


class _Held:
    """Results between the lists of their words and their files: made once for both, and put away meanwhile."""

    def __init__(self, frame: Frame, sizes: Sequence[int]) -> None:
        """`sizes` are how many docs of each kind are in one file."""
        self._frame, self._sizes = frame, sizes
        self._shown: dict[tuple[int, int, int], Callable[[], bytes]] = {}
        """By block, kind and first doc of a file."""

    def lists(self, blocks: Sequence[Block]) -> Iterator[tuple[int, bytes]]:
        """The lists of words of each block, with its place among them."""
        for number, found in self._frame.spread(self._found, blocks, _FEW):
            self._hold(blocks[number], found)
            yield number, found.lists

    def _found(self, block: Block) -> _Found:
        docs = tuple(tuple(doc_of(self._frame, spot) for spot in spots) for spots in block.kinds)
        return _Found(pack_lists(docs), tuple(map(self._files, docs, self._sizes)))

    def _files(self, docs: Sequence[Doc], size: int) -> tuple[bytes, ...]:
        return tuple(
            msgspec.json.encode([doc.shown for doc in docs[at : at + size]]) for at in range(0, len(docs), size)
        )

    def _hold(self, block: Block, found: _Found) -> None:
        for kind, files in enumerate(found.shown):
            for number, shown in enumerate(files):
                self._shown[block.number, kind, number * self._sizes[kind]] = self._frame.stow(shown)

    def part(self, name: str, told: tuple[Block, int, slice]) -> Part:
        """A file of what results show: of a block the docs of a kind, so many of them."""
        block, kind, extent = told
        key = (block.number, kind, extent.start)
        if key not in self._shown:
            self._hold(block, self._found(block))
        return Part(name, "", msgspec.Raw(self._shown[key]()))


def with_shown(data: bytes, at: int, doc: Doc) -> Part:
    """A file of what results show, from its bytes, with another doc in the place of one. Raises MsgspecError."""
    name, _, shown = msgspec.json.decode(
        data[data.index(b"[") : data.rindex(b"]") + 1], type=tuple[str, str, list[msgspec.Raw]]
    )
    shown[at] = msgspec.Raw(msgspec.json.encode(doc.shown))
    return Part(name, "", msgspec.Raw(msgspec.json.encode(shown)))


def _needs(frame: Frame, block: Block) -> bytes:
    """Hash of all that the docs of a block are made from."""
    texts = frame.digests.texts
    spots = (spot for spots in block.kinds for spot in spots)
    told = b"".join(texts[spot.item.id] + f"{spot.kind} {spot.number} {spot.day};".encode() for spot in spots)
    return digest(frame.digests.base, told)


def _file(view: Part | Directory | Days | Names) -> Page:
    """A file of the index; it needs what it holds."""
    return Page(urls.search_file(view.name), SEARCH_PART, view, digest(msgspec.msgpack.encode(view)))


def _lines_file(frame: Frame, part: Part) -> Page:
    """The same for lists of words, put away meanwhile."""
    lines = frame.stow(part.lines.encode())
    return Page(
        urls.search_file(part.name), SEARCH_PART, Later(_lines, part.name, lines), digest(msgspec.msgpack.encode(part))
    )


def _lines(name: str, lines: Callable[[], bytes]) -> Part:
    return Part(name, lines().decode())


def _directory(blocks: tuple[Block, ...], sizes: tuple[int, ...], shards: int, long: tuple[str, ...]) -> Directory:
    counts = tuple((block.number, tuple(map(len, block.kinds))) for block in blocks)
    return Directory("index", shards, " ".join(long), sizes, counts, sum(kinds[0] for _, kinds in counts))


def _names(frame: Frame) -> Names:
    site = frame.site
    speakers = {one.speaker for item in site.items for one in item.statements}
    speakers |= {one.by for item in site.items for one in item.figures}
    named = speakers | {one.side for item in site.items for one in item.figures} | set(site.by_actor)
    actors = sorted((actor for actor in site.registry.actors.values() if actor.id in named), key=_by_name)
    topics = sorted((topic.name, topic.id) for topic in site.registry.topics.values() if topic.id in site.by_topic)
    sources = sorted((one.name, one.id) for one in site.registry.sources.values() if one.id in site.by_source)
    return Names(
        "names",
        tuple(
            Named(one.id, one.name, urls.actor_page(one.id), one.kind, _also(one), one.id in speakers) for one in actors
        ),
        tuple(Named(topic_id, name, urls.topic_page(topic_id)) for name, topic_id in topics),
        tuple(Named(source_id, name, urls.source_page(source_id)) for name, source_id in sources),
    )


def _by_name(actor: Actor) -> tuple[str, str]:
    return (actor.name.casefold(), actor.id)


def _also(actor: Actor) -> tuple[str, ...]:
    aliases = (alias.name for alias in actor.aliases if alias.kind in ("name", "acronym") and not alias.valid)
    names = (*aliases, *(name for _, name in actor.names), actor.short)
    return tuple(dict.fromkeys(name for name in names if name and name != actor.name))


def _search(frame: Frame) -> SearchView:
    site, chips, words = frame.site, frame.chips(urls.SEARCH), frame.words
    actors = sorted(site.registry.actors.values(), key=_by_name)
    topics = sorted(site.registry.topics.values(), key=lambda topic: topic.name)
    titles = by_title(site.items)
    listed = tuple(map(title_link, titles)) if are_named(len(titles)) else _all(frame, len(titles))
    lists = (
        (
            words.say("Actors"),
            tuple(LinkView(a.name, urls.actor_page(a.id), len(site.by_actor.get(a.id, ()))) for a in actors),
        ),
        (words.say("Topics"), tuple(chips.topic(topic.id, len(site.by_topic.get(topic.id, ()))) for topic in topics)),
        (words.say("Articles"), listed),
    )
    description = words.say("Search what is said and reported here, or find it by name.")
    shell = frame.shell(urls.SEARCH, words.say("Search"), description, urls.SEARCH)
    note = counted(words, actor=len(actors), topic=len(topics), article=len(titles)) or words.say("nothing yet")
    return SearchView(shell, shell.title, note, urls.SEARCH_SCRIPT, lists)


def are_named(count: int) -> bool:
    """Whether so many articles are listed by name."""
    return count <= _TITLES


def by_title(items: Iterable[Item]) -> list[Item]:
    """Articles in the order in which they are listed by name."""
    return sorted(items, key=lambda item: (item.title.casefold(), item.id))


def title_link(item: Item) -> LinkView:
    """An article in that list."""
    return LinkView(item.title, urls.item_page(item.id))


def _all(frame: Frame, count: int) -> tuple[LinkView, ...]:
    """The way to the list of articles, where their names would be too many for this page."""
    return (LinkView(frame.words.say("All articles, newest first"), urls.ITEMS, count),)
