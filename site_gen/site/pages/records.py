"""The page of each actor, topic and source: its chronology in sections, and its company."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from site_gen.dates import wording
from site_gen.model import Actor, Figure, Item, Source, Topic
from site_gen.site import urls
from site_gen.site.arcs import draw_arcs
from site_gen.site.assemble import Entry, Site
from site_gen.site.chips import Chips
from site_gen.site.ld.things import Node, actor_nodes, source_nodes, topic_nodes
from site_gen.site.marks import NameIndex
from site_gen.site.page import Frame, Page
from site_gen.site.page_views import RecordView, TopicLatest
from site_gen.site.pages.index import undated_last
from site_gen.site.paging import paged
from site_gen.site.spark import covered
from site_gen.site.strip import activity_strip
from site_gen.site.views import ActorChip, ArcsView, FigureGroup, LinkView, PagerView, StatementView
from site_gen.site.vocabulary import KINDS, SOURCE_KINDS, counted
from site_gen.site.words import Words, mark

_COMPANY = 12
_NEAR = 8
_NAMED = 10
_SPEAKERS = 24


def actor_pages(frame: Frame) -> Iterator[Page]:
    """`actors/<id>.html` and its older pages, for every actor of the registry."""
    named = statements_by_named(frame.site)
    for actor in frame.site.registry.actors.values():
        entries = frame.site.by_actor.get(actor.id, ())
        yield from _record_pages(frame, actor, urls.actor_page(actor.id), entries, named.get(actor.id, ()))


def statements_by_named(site: Site) -> dict[str, list[Entry]]:
    """Statements by the actors that their words name, the speaker apart; oldest first."""
    index = NameIndex(site.registry.actors.values())
    found: dict[str, list[Entry]] = {}
    for entry in site.entries:
        if entry.kind == "statement":
            for actor_id in index.named_in(entry.statement.text):
                if actor_id != entry.statement.speaker:
                    found.setdefault(actor_id, []).append(entry)
    return found


def topic_pages(frame: Frame) -> Iterator[Page]:
    """`topics/<id>.html` and its older pages, for every topic."""
    for topic in frame.site.registry.topics.values():
        yield from _record_pages(frame, topic, urls.topic_page(topic.id), frame.site.by_topic.get(topic.id, ()))


def source_pages(frame: Frame) -> Iterator[Page]:
    """`sources/<id>.html` and its older pages, for every source."""
    for source in frame.site.registry.sources.values():
        yield from _record_pages(frame, source, urls.source_page(source.id), frame.site.by_source.get(source.id, ()))


def _record_pages(
    frame: Frame, record: Actor | Topic | Source, path: str, entries: Sequence[Entry], named: Sequence[Entry] = ()
) -> Iterator[Page]:
    newest = entries[::-1]
    needs = frame.digests.group(entries, frame.digests.group(named), frame.beside)
    for at, chosen, pager in paged(path, newest, frame.site.settings.page_size, frame.words):
        first = at == path
        made = partial(_record_view, frame, record, at, entries, chosen, pager, named if first else (), first)
        yield Page(at, "record.html", made, needs)


def _record_view(
    frame: Frame,
    record: Actor | Topic | Source,
    path: str,
    entries: Sequence[Entry],
    chosen: Sequence[Entry],
    pager: PagerView | None,
    named: Sequence[Entry],
    first: bool,
) -> RecordView:
    """One page of a record; only the first has what is drawn from all of its entries."""
    chips = frame.chips(path)
    chosen = undated_last(chosen)
    spoken = [entry for entry in chosen if entry.kind == "statement"]
    counts: Counter[str] = Counter(entry.kind for entry in entries)
    words = frame.words
    what = type(record).__name__.lower()
    return RecordView(
        shell=frame.shell(
            path,
            record.name,
            _description(words, record, counts),
            f"{what}s.html",
            things=_things(frame, record),
            twin=urls.twin(urls.record_page(type(record), record.id)),
            followed=urls.record_page(type(record), record.id),
        ),
        what=what,
        name=record.name,
        kind=_kind(record),
        kind_words=_kind_words(words, record),
        names=record.names if isinstance(record, Actor) else (),
        roles=_roles(frame, record),
        note=record.note,
        facts=_facts(words, record),
        links=_links(frame, record, chips),
        counts=counted(words, statement=counts["statement"], event=counts["event"], article=counts["article"]),
        strip=activity_strip(covered(entries, frame.coverage), frame.months(path), words) if first else None,
        latest=_latest_by_topic(frame, chips, record.id, entries) if first and what == "actor" else (),
        positions=_positions(chips, entries) if first and what == "topic" else (),
        says=tuple(chips.statement(entry.item, entry.statement) for entry in spoken),
        named=tuple(chips.statement(entry.item, entry.statement) for entry in named[: -_NAMED - 1 : -1]),
        named_total=len(named),
        events=tuple(chips.event(entry.item, entry.event) for entry in chosen if entry.kind == "event"),
        figures=_figures(chips, record, chosen),
        items=tuple(chips.item(entry.item) for entry in chosen if entry.kind == "article"),
        arcs=_arcs(chips, record, entries) if first and isinstance(record, Actor) else None,
        pairs=_pairs(frame, chips, record, entries) if first else (),
        company=_company(frame, chips, record, entries) if first else (),
        topics=_topics(chips, record, entries) if first else (),
        sources=_sources(frame, chips, record, entries) if first else (),
        pager=pager,
    )


def _things(frame: Frame, record: Actor | Topic | Source) -> list[Node]:
    if isinstance(record, Actor):
        return actor_nodes(frame.site, record)
    return topic_nodes(frame.site, record) if isinstance(record, Topic) else source_nodes(frame.site, record)


def _description(words: Words, record: Actor | Topic | Source, counts: Counter[str]) -> str:
    told = counted(words, statement=counts["statement"], event=counts["event"], article=counts["article"])
    return f"{record.name}: {told or words.say('nothing yet')}."


def _kind_words(words: Words, record: Actor | Topic | Source) -> str:
    """What it is, in the site's language."""
    if isinstance(record, Actor):
        return words.say(KINDS[record.kind])
    if isinstance(record, Source):
        return words.say(SOURCE_KINDS.get(record.kind, record.kind) or mark("source"))
    return words.say("topic")


def _kind(record: Actor | Topic | Source) -> str:
    if isinstance(record, Actor):
        return record.kind
    return record.kind if isinstance(record, Source) else ""


def _roles(frame: Frame, record: Actor | Topic | Source) -> tuple[str, ...]:
    """ "prime minister, Armenia (from 8 May 2018)" for each office, in the registry's order."""
    if not isinstance(record, Actor):
        return ()
    found = []
    for role in record.roles:
        of = frame.site.registry.actors.get(role.of)
        told = f"{role.title}, {of.name}" if of else role.title
        found.append(f"{told} ({wording(role.valid, frame.site.settings.language)})" if role.valid else told)
    return tuple(found)


def _facts(words: Words, record: Actor | Topic | Source) -> tuple[tuple[str, str], ...]:
    rows: list[tuple[str, str]] = []
    if isinstance(record, Source):
        grade = f"{record.grade}: {record.grade_reason}" if record.grade_reason else record.grade
        rows = [(mark("Country"), record.country), (mark("Owner"), record.owner), (mark("Reliability, A to F"), grade)]
    elif isinstance(record, Topic):
        rows = [(mark("IPTC Media Topic"), record.iptc)]
    else:
        rows = [(mark("Wikidata"), record.wikidata)]
    return tuple((words.say(label), value) for label, value in rows if value)


def _links(frame: Frame, record: Actor | Topic | Source, chips: Chips) -> tuple[LinkView, ...]:
    """What it belongs to, and what belongs to it; a source's own site."""
    registry = frame.site.registry
    if isinstance(record, Source):
        return (LinkView(frame.words.say("Front page"), record.home),) if record.home else ()
    if isinstance(record, Topic):
        above = [record.broader] if record.broader else []
        below = [topic.id for topic in registry.topics.values() if topic.broader == record.id]
        return tuple(chips.topic(topic_id) for topic_id in (*above, *below))
    above = [record.of] if record.of else []
    below = [actor.id for actor in registry.actors.values() if actor.of == record.id]
    return tuple(
        LinkView(registry.actors[name].name, chips.prefix + urls.actor_page(name)) for name in (*above, *below)
    )


def _latest_by_topic(frame: Frame, chips: Chips, actor_id: str, entries: Sequence[Entry]) -> tuple[TopicLatest, ...]:
    """For each topic the actor's latest words and how many came before, the busiest topic first."""
    by_topic: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.kind == "statement":
            for topic_id in entry.statement.topics:
                by_topic.setdefault(topic_id, []).append(entry)
    order = sorted(by_topic.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return tuple(
        TopicLatest(
            LinkView(frame.site.registry.topics[topic_id].name, chips.prefix + urls.pair_page(actor_id, topic_id)),
            chips.statement(found[-1].item, found[-1].statement),
            len(found) - 1,
        )
        for topic_id, found in order
    )


def _pairs(
    frame: Frame, chips: Chips, record: Actor | Topic | Source, entries: Sequence[Entry]
) -> tuple[LinkView, ...]:
    """The ways to the pages of the pairs, most statements first: an actor's all, a topic's most frequent."""
    spoken = [entry.statement for entry in entries if entry.kind == "statement"]
    registry = frame.site.registry
    if isinstance(record, Actor):
        counts = Counter(topic_id for one in spoken for topic_id in one.topics)
        order = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        return tuple(
            LinkView(registry.topics[one].name, chips.prefix + urls.pair_page(record.id, one), count)
            for one, count in order
        )
    if isinstance(record, Source):
        return ()
    counts = Counter(one.speaker for one in spoken if one.speaker)
    order = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:_SPEAKERS]
    return tuple(
        LinkView(registry.actors[one].name, chips.prefix + urls.pair_page(one, record.id), count)
        for one, count in order
    )


def _positions(chips: Chips, entries: Sequence[Entry]) -> tuple[StatementView, ...]:
    """The latest words of each speaker on a topic, newest first."""
    latest = {
        entry.statement.speaker: entry for entry in entries if entry.kind == "statement" and entry.statement.speaker
    }
    newest = sorted(latest.values(), key=lambda entry: entry.order, reverse=True)
    return tuple(chips.statement(entry.item, entry.statement) for entry in newest)


def _figures(chips: Chips, record: Actor | Topic | Source, chosen: Sequence[Entry]) -> tuple[FigureGroup, ...]:
    """Figures that the actor gives or that count its people; those of the articles of a topic or source."""
    found: list[tuple[Item, Figure]] = []
    for entry in chosen:
        if entry.kind != "article":
            continue
        for item in _those_of(chips, record, entry.item):
            for figure in item.figures:
                if not isinstance(record, Actor) or record.id in (figure.by, figure.side):
                    found.append((item, figure))
    return chips.figures(found)


def _those_of(chips: Chips, record: Actor | Topic | Source, item: Item) -> Iterable[Item]:
    """The article of an entry and those that carry its text, as far as the record is theirs too."""
    together = chips.site.carriers.together(item)
    if isinstance(record, Source):
        return (item,)
    return (one for one in together if record.id in (one.actors if isinstance(record, Actor) else one.topics))


def _company(
    frame: Frame, chips: Chips, record: Actor | Topic | Source, entries: Sequence[Entry]
) -> tuple[ActorChip, ...]:
    """Who is named in the same articles, most often first, with the offices they hold now."""
    near = _near(record, entries)[:_COMPANY]
    return tuple(chips.actor(actor_id, frame.newest, chips.words.number(count)) for actor_id, count in near)


def _near(record: Actor | Topic | Source, entries: Sequence[Entry]) -> list[tuple[str, int]]:
    near = Counter(actor_id for entry in entries if entry.kind == "article" for actor_id in entry.item.actors)
    near.pop(record.id, None)
    return sorted(near.items(), key=lambda pair: (-pair[1], pair[0]))


def _arcs(chips: Chips, actor: Actor, entries: Sequence[Entry]) -> ArcsView | None:
    """The actor's nearest company, and who of it appears with whom."""
    articles = [entry.item.actors for entry in entries if entry.kind == "article"]
    return draw_arcs(chips, actor.id, _near(actor, entries)[:_NEAR], articles)


def _topics(chips: Chips, record: Actor | Topic | Source, entries: Sequence[Entry]) -> tuple[LinkView, ...]:
    near = Counter(topic_id for entry in entries if entry.kind == "article" for topic_id in entry.item.topics)
    near.pop(record.id, None)
    order = sorted(near.items(), key=lambda pair: (-pair[1], pair[0]))[:_COMPANY]
    return tuple(chips.topic(topic_id, count) for topic_id, count in order)


def _sources(
    frame: Frame, chips: Chips, record: Actor | Topic | Source, entries: Sequence[Entry]
) -> tuple[LinkView, ...]:
    """Sources that carry it, with the number of articles."""
    if isinstance(record, Source):
        return ()
    carried = Counter(entry.item.source for entry in entries if entry.kind == "article" and entry.item.source)
    order = sorted(carried.items(), key=lambda pair: (-pair[1], pair[0]))
    sources = frame.site.registry.sources
    return tuple(LinkView(sources[name].name, chips.prefix + urls.source_page(name), count) for name, count in order)
