"""`actors.html`, `topics.html`, `sources.html`: all by name, each with its activity and its share of the articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

from site_gen.model import Actor, Source, Topic
from site_gen.site import urls
from site_gen.site.assemble import Entry
from site_gen.site.ld.things import topic_set
from site_gen.site.page import Frame, Page
from site_gen.site.page_views import RegisterGroup, RegisterRow, RegisterView
from site_gen.site.spark import bar_counts, share_spark, spark
from site_gen.site.views import ActorChip, LinkView, SparkView
from site_gen.site.vocabulary import KINDS_PLURAL, counted

_SPARKS: Final = 100
"""How many rows of a list have a drawing: those with most entries, since each takes some 150 bytes."""


def register_pages(frame: Frame) -> Iterator[Page]:
    """The three lists."""
    for path, make in ((urls.ACTORS, _actors), (urls.TOPICS, _topics), (urls.SOURCES, _sources)):
        yield Page(path, "register.html", partial(make, frame), frame.digests.all_cards)


def _actors(frame: Frame) -> RegisterView:
    registry, chips, rows = frame.site.registry, frame.chips(urls.ACTORS), _Rows(frame, frame.site.by_actor)
    groups = []
    for kind, heading in KINDS_PLURAL.items():
        found = sorted((one for one in registry.actors.values() if one.kind == kind), key=_by_name)
        if found:
            chosen = tuple(rows.row(one.id, actor=chips.actor(one.id, frame.newest)) for one in found)
            groups.append(RegisterGroup(frame.words.say(heading), chosen))
    return _register(frame, urls.ACTORS, frame.words.say("Actors"), "actor", len(registry.actors), tuple(groups))


def _topics(frame: Frame) -> RegisterView:
    chips, rows = frame.chips(urls.TOPICS), _Rows(frame, frame.site.by_topic, of_all=True)
    topics = sorted(frame.site.registry.topics.values(), key=_by_name)
    chosen = tuple(rows.row(one.id, link=chips.topic(one.id)) for one in topics)
    groups = (RegisterGroup("", chosen),)
    return _register(frame, urls.TOPICS, frame.words.say("Topics"), "topic", len(topics), groups)


def _sources(frame: Frame) -> RegisterView:
    rows = _Rows(frame, frame.site.by_source)
    sources = sorted(frame.site.registry.sources.values(), key=_by_name)
    chosen = tuple(rows.row(one.id, link=LinkView(one.name, urls.source_page(one.id))) for one in sources)
    groups = (RegisterGroup("", chosen),)
    return _register(frame, urls.SOURCES, frame.words.say("Sources"), "source", len(sources), groups)


def _by_name(one: Actor | Source | Topic) -> tuple[str, str]:
    return one.name.casefold(), one.id


class _Rows:
    """Makes the rows of one list."""

    def __init__(self, frame: Frame, entries: dict[str, tuple[Entry, ...]], of_all: bool = False) -> None:
        """`of_all` draws each row's share of all entries in place of its own activity."""
        self.frame, self.entries = frame, entries
        self.total = bar_counts(frame.site.entries, frame.coverage) if of_all else None
        busiest = sorted(entries, key=lambda one: (-len(entries[one]), one))
        self.drawn = frozenset(busiest[:_SPARKS])

    def row(self, entry_id: str, actor: ActorChip | None = None, link: LinkView | None = None) -> RegisterRow:
        """One row with its count, share of the articles, and activity."""
        found: Sequence[Entry] = self.entries.get(entry_id, ())
        articles, total = sum(one.kind == "article" for one in found), len(self.frame.site.items)
        share = f"{max(1, round(100 * articles / total))} %" if articles else ""
        return RegisterRow(actor, link, len(found), share, self._drawn(found) if entry_id in self.drawn else None)

    def _drawn(self, found: Sequence[Entry]) -> SparkView | None:
        coverage, words = self.frame.coverage, self.frame.words
        return spark(found, coverage, words) if self.total is None else share_spark(found, self.total, coverage, words)


def _register(
    frame: Frame, path: str, heading: str, word: str, count: int, groups: tuple[RegisterGroup, ...]
) -> RegisterView:
    words = frame.words
    told = counted(words, **{word: count}) or words.say("None yet: add them to %(file)s", file=f"content/{word}s.yaml")
    how = (
        words.say("by name, with their entries, their share of the articles, and their share of all entries over time")
        if path == urls.TOPICS
        else words.say("by name, with their entries, their share of the articles, and when they were active")
    )
    things = [topic_set(frame.site.settings.base_url, words)] if path == urls.TOPICS else []
    shell = frame.shell(path, heading, f"{heading}: {told}.", section=path, things=things)
    note = f"{told}, {how}."
    return RegisterView(shell, heading, note, groups)
