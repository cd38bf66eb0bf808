"""Feeds of the site, each actor, topic and source: Atom, RSS 2.0 and JSON Feed with the same entries.

RSS and JSON Feed speak in absolute addresses, so they are there only when `base_url` is set; Atom may be relative. An
entry has the day on which its article was published, since from then on one could know of it; what has no such day is
in no feed, since none may be invented.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache, cached_property, partial
from heapq import nsmallest
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from msgspec.structs import replace

from site_gen.dates import parse_edtf, wording
from site_gen.model import Actor, Item, Source, Statement, Topic
from site_gen.site import urls
from site_gen.site.anchors import anchor_of
from site_gen.site.assemble import Entry
from site_gen.site.digests import digest
from site_gen.site.machine_views import FeedEntry, FeedView
from site_gen.site.page import Frame, Page
from site_gen.site.rights import fed_text

_ENTRIES: Final = 20
_TITLE: Final = 100
"""Letters of a statement in an entry's title."""
FEEDS: Final = ("feed.xml", "feed.rss", "json-feed")
"""What makes each form, in the order of `urls.feeds`."""
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_Records = Mapping[str, Actor] | Mapping[str, Topic] | Mapping[str, Source]


def feed_pages(frame: Frame) -> Iterator[Page]:
    """`feed.xml`, `actors/<id>.xml`, `topics/<id>.xml`, `sources/<id>.xml`, and their other forms."""
    site = frame.site
    newest = _Maker(frame, urls.INDEX)
    needs = digest(*(frame.digests.article(item) for item in site.items[:_ENTRIES]), frame.digests.base)
    yield from feed_files(frame, urls.INDEX, site.settings.title, newest.articles, needs)
    kinds: tuple[tuple[_Records, Mapping[str, tuple[Entry, ...]]], ...] = (
        (site.registry.actors, site.by_actor),
        (site.registry.topics, site.by_topic),
        (site.registry.sources, site.by_source),
    )
    maker = _Maker(frame, urls.actor_page(""))
    for records, entries in kinds:
        for record in records.values():
            page = urls.record_page(type(record), record.id)
            found = entries.get(record.id, ())
            chosen = partial(maker.newest, found, articles_only=isinstance(record, Source))
            needs = frame.digests.group(found, str(frame.newest).encode(), texts=True)
            yield from feed_files(frame, page, f"{record.name} · {site.settings.title}", chosen, needs)


def feed_files(
    frame: Frame, page: str, title: str, entries: Callable[[], Sequence[FeedEntry]], needs: bytes
) -> Iterator[Page]:
    """A feed that goes with `page`, in each of its forms; `needs` as a page has it."""
    atom, rss, json = urls.feeds(page)
    base = frame.site.settings.base_url
    view = cache(lambda: _view(frame, page, title, entries()))
    yield Page(atom, FEEDS[0], view, needs)
    if base:
        yield Page(rss, FEEDS[1], lambda: replace(view(), url=base + rss), needs)
        yield Page(json, FEEDS[2], lambda: replace(view(), url=base + json), needs)


def feed_of(frame: Frame, page: str, entries: Sequence[FeedEntry]) -> FeedView:
    """A feed of these entries, as it goes with `page`."""
    return _view(frame, page, "", entries)


def entries_of(frame: Frame, item: Item, page: str) -> list[FeedEntry]:
    """What feeds that stand at the depth of `page` have of an article: itself, then its statements."""
    return _Maker(frame, page).of(item)


def _view(frame: Frame, page: str, title: str, entries: Sequence[FeedEntry]) -> FeedView:
    settings = frame.site.settings
    atom, base = urls.feeds(page)[0], settings.base_url
    newest = max((datetime.fromisoformat(entry.updated) for entry in entries), default=_newest(frame))
    return FeedView(
        id=feed_id(base, page),
        title=title,
        subtitle=settings.tagline,
        lang=settings.language,
        url=urls.seen_from(atom, atom, base),
        home=urls.seen_from(atom, page, base),
        updated=rfc3339(newest),
        mailed=rfc5322(newest),
        author=settings.author or settings.title,
        entries=tuple(entries),
    )


class _Maker:
    """Makes the entries of feeds that stand at the depth of `page`, each once."""

    def __init__(self, frame: Frame, page: str) -> None:
        self.frame, self.site = frame, frame.site
        self.near = frame.site.settings.base_url or urls.depth_prefix(page)
        self._made: dict[tuple[str, int], FeedEntry] = {}

    @cached_property
    def rank(self) -> dict[str, int]:
        """Articles whose day is known, the newest 0."""
        dated = (item.id for item in self.site.items if item.published and parse_edtf(item.published).latest)
        return {item_id: number for number, item_id in enumerate(dated)}

    def articles(self) -> tuple[FeedEntry, ...]:
        """The newest articles."""
        return tuple(self._article(item) for item in self.site.items[:_ENTRIES] if item.id in self.rank)

    def of(self, item: Item) -> list[FeedEntry]:
        """An article and its statements."""
        return [self._article(item), *(self._statement(item, number) for number in range(len(item.statements)))]

    def newest(self, entries: Sequence[Entry], articles_only: bool) -> tuple[FeedEntry, ...]:
        """The newest articles and statements among the entries; an article before what is said in it."""
        wanted = ("article",) if articles_only else ("article", "statement")
        ranked = (
            (self.rank[entry.item.id], entry.kind, entry.number, entry)
            for entry in entries
            if entry.kind in wanted and entry.item.id in self.rank
        )
        found: dict[str, FeedEntry] = {}
        for *_, entry in nsmallest(_ENTRIES, ranked, key=lambda one: one[:3]):
            made = self._article(entry.item) if entry.kind == "article" else self._statement(entry.item, entry.number)
            found.setdefault(made.id, made)
        return tuple(found.values())

    def _article(self, item: Item) -> FeedEntry:
        if (item.id, -1) not in self._made:
            summary, html = fed_text(self.site, item)
            self._made[item.id, -1] = self._entry(
                item,
                "",
                title=item.title,
                summary=summary,
                authors=item.authors or self._publisher(item),
                topics=item.topics,
                html=html,
            )
        return self._made[item.id, -1]

    def _statement(self, item: Item, number: int) -> FeedEntry:
        if (item.id, number) not in self._made:
            statement = item.statements[number]
            speaker = self._speaker(statement)
            said = f", {wording(statement.said, self.site.settings.language)}" if statement.said else ""
            self._made[item.id, number] = self._entry(
                item,
                anchor_of(statement),
                title=f"{speaker}: {_quoted(statement, _TITLE)}",
                summary=f"{speaker}{said}: {_quoted(statement)} – {' · '.join((*self._publisher(item), item.title))}",
                authors=(speaker,),
                topics=statement.topics,
            )
        return self._made[item.id, number]

    def _entry(
        self, item: Item, anchor: str, *, title: str, summary: str, authors: tuple[str, ...],
        topics: tuple[str, ...], html: str = "",
    ) -> FeedEntry:  # fmt: skip
        page = urls.item_page(item.id) + (f"#{anchor}" if anchor else "")
        published = moment(item.published)
        return FeedEntry(
            id=feed_id(self.site.settings.base_url, page),
            title=title,
            url=self.near + page,
            published=rfc3339(published),
            updated=rfc3339(max(published, moment(item.updated))),
            mailed=rfc5322(published),
            summary=summary,
            authors=authors,
            tags=tuple(self.site.registry.topics[topic].name for topic in topics),
            original=item.url,
            html=html,
        )

    def _speaker(self, statement: Statement) -> str:
        actor = self.site.registry.actors.get(statement.speaker or "")
        return actor.name if actor else statement.named or self.frame.words.say("Speaker not named")

    def _publisher(self, item: Item) -> tuple[str, ...]:
        source = self.site.registry.sources.get(item.source or "")
        return (source.name,) if source else ()


def feed_id(base: str, path: str) -> str:
    """A lasting id of a page: its address, or a name made from it while the site has none."""
    return base + path if base else f"urn:uuid:{uuid5(NAMESPACE_URL, path)}"


def moment(edtf: str | None) -> datetime:
    """The last day that the date can mean, at midnight UTC; the epoch when it can mean none."""
    latest = parse_edtf(edtf).latest if edtf else None
    return datetime(latest.year, latest.month, latest.day, tzinfo=UTC) if latest else _EPOCH


def rfc3339(when: datetime) -> str:
    """A moment in UTC as feeds write it."""
    return when.isoformat().replace("+00:00", "Z")


def rfc5322(when: datetime) -> str:
    """A moment in UTC as mails and RSS write it."""
    from email.utils import format_datetime  # takes longer to load than a headline to put into lists

    return format_datetime(when, usegmt=True)


def _newest(frame: Frame) -> datetime:
    """The moment of the newest article."""
    return next((moment(item.published) for item in frame.site.items if item.published), _EPOCH)


def _quoted(statement: Statement, most: int = 0) -> str:
    """The words, in quotation marks where they were quoted, cut after `most` letters."""
    text = statement.text.removesuffix(",")
    if most and len(text) > most:
        text = text[:most].rpartition(" ")[0] + " …"
    return f"“{text}”" if statement.kind == "direct" else text
