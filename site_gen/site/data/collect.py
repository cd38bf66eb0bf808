"""The site to its data set: one row for each published thing, made once a build."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from msgspec.structs import replace

from site_gen.model import Actor, Event, Figure, Item, Source, Statement, Topic
from site_gen.site import urls
from site_gen.site.anchors import anchor_of
from site_gen.site.assemble import Entry, Site
from site_gen.site.confirm import is_confirmed
from site_gen.site.data.rows import (
    ActorData,
    ActorFile,
    ArticleData,
    DataSet,
    EventData,
    FigureData,
    Mention,
    PairFile,
    SourceData,
    SourceFile,
    StatementData,
    TopicData,
    TopicFile,
)
from site_gen.site.rights import shown_paragraphs, text_extent

_SHORT: Final = 200
"""Code points; a teaser of the publisher's is longer."""
ArticleOf = Callable[[Item], ArticleData]
"""An article's row; whoever gives it may make each once."""


def data_set(site: Site, article: ArticleOf) -> DataSet:
    """Everything that is shown, articles by id, the registries in their order."""
    found = tuple(article(item) for item in sorted(site.items, key=lambda item: item.id))
    return replace(without_articles(site), articles=found)


def without_articles(site: Site) -> DataSet:
    """The same with no articles."""
    registry = site.registry
    return DataSet(
        title=site.settings.title,
        base_url=site.settings.base_url,
        language=site.settings.language,
        licence=site.settings.licence,
        articles=(),
        actors=tuple(actor_data(actor) for actor in registry.actors.values()),
        topics=tuple(topic_data(topic) for topic in registry.topics.values()),
        sources=tuple(source_data(source) for source in registry.sources.values()),
    )


def actor_file(actor: ActorData, entries: Sequence[Entry], article: ArticleOf) -> ActorFile:
    """An actor with its chronology; `entries` oldest first."""
    return ActorFile(actor, *_chronology(entries, article))


def topic_file(topic: TopicData, entries: Sequence[Entry], article: ArticleOf) -> TopicFile:
    """A topic with its chronology; `entries` oldest first."""
    return TopicFile(topic, *_chronology(entries, article))


def source_file(source: SourceData, entries: Sequence[Entry]) -> SourceFile:
    """A source with its articles; `entries` oldest first."""
    return SourceFile(source, _mentions(reversed(entries)))


def pair_file(actor: str, topic: str, said: Sequence[Entry], article: ArticleOf) -> PairFile:
    """What an actor says about a topic; `said` oldest first."""
    return PairFile(actor, topic, urls.pair_page(actor, topic), _statements(said[::-1], article))


def _chronology(
    entries: Sequence[Entry], article: ArticleOf
) -> tuple[tuple[StatementData, ...], tuple[EventData, ...], tuple[Mention, ...]]:
    """Statements, events and articles of the entries, newest first."""
    newest = entries[::-1]
    return (
        _statements(newest, article),
        tuple(article(entry.item).events[entry.number] for entry in newest if entry.kind == "event"),
        _mentions(newest),
    )


def _statements(entries: Iterable[Entry], article: ArticleOf) -> tuple[StatementData, ...]:
    return tuple(article(entry.item).statements[entry.number] for entry in entries if entry.kind == "statement")


def _mentions(entries: Iterable[Entry]) -> tuple[Mention, ...]:
    return tuple(mention(entry.item) for entry in entries if entry.kind == "article")


def mention(item: Item) -> Mention:
    """An article where others are listed with it."""
    return Mention(item.id, item.title, item.published)


def article_data(site: Site, item: Item) -> ArticleData:
    """An article with its statements, events and figures; its text is another thing (`texted`)."""
    anchors, places = site.confirmed[item.id], site.paragraphs[item.id]
    said, happened = len(item.statements), len(item.statements) + len(item.events)
    whole = text_extent(site, item) == "full"
    return ArticleData(
        id=item.id, page=urls.item_page(item.id), title=item.title, status=item.status, published=item.published,
        updated=item.updated, basis=item.basis, source=item.source, url=item.url, lang=item.lang, via=item.via,
        copy_of=item.copy_of,
        authors=item.authors, actors=item.actors, topics=item.topics, summary=item.summary,
        confirmed=is_confirmed(item), sha256=item.evidence.sha256 if item.evidence else "",
        statements=tuple(
            _statement(item.id, found, anchors, place)
            for found, place in zip(item.statements, places[:said], strict=True)
        ),
        events=tuple(
            _event(item.id, found, anchors, place)
            for found, place in zip(item.events, places[said:happened], strict=True)
        ),
        figures=tuple(
            _figure(item.id, found, anchors, place)
            for found, place in zip(item.figures, places[happened:], strict=True)
        ),
        cuts=item.cuts, corrections=item.corrections, extra=_extra(item, whole),
    )  # fmt: skip


def texted(site: Site, item: Item, article: ArticleData) -> ArticleData:
    """The article with as much of its text as may be shown."""
    if text_extent(site, item) == "full":
        return replace(article, text=site.rendered(item.body).text)
    shown = shown_paragraphs(site, item)
    return replace(article, excerpt=shown[0]) if shown else article


def _extra(item: Item, whole: bool) -> tuple[tuple[str, str | tuple[str, ...]], ...]:
    """What other tools said; where the text may not be published whole, only what is too short to be a text."""
    return tuple(
        (key, told)
        for key, told in item.extra
        if whole or all(len(one) <= _SHORT for one in (told if isinstance(told, tuple) else (told,)))
    )


def _statement(article: str, found: Statement, confirmed: frozenset[str], paragraph: int) -> StatementData:
    anchor = anchor_of(found)
    return StatementData(
        id=f"{article}#{anchor}", article=article, text=found.text, kind=found.kind, speaker=found.speaker,
        named=found.named, basis=found.basis, verb=found.verb, act=found.act, to=found.to, via=found.via,
        said=found.said, words=found.words, rule=found.rule, topics=found.topics, replies_to=found.replies_to,
        paragraph=paragraph, confirmed=anchor in confirmed,
    )  # fmt: skip


def _event(article: str, found: Event, confirmed: frozenset[str], paragraph: int) -> EventData:
    anchor = anchor_of(found)
    return EventData(
        id=f"{article}#{anchor}", article=article, text=found.text, state=found.state, when=found.when,
        words=found.words, rule=found.rule, actors=found.actors, topics=found.topics, type=found.type,
        claimed_by=found.claimed_by, named=found.named, paragraph=paragraph, confirmed=anchor in confirmed,
    )  # fmt: skip


def _figure(article: str, found: Figure, confirmed: frozenset[str], paragraph: int) -> FigureData:
    anchor = anchor_of(found)
    return FigureData(
        id=f"{article}#{anchor}", article=article, measure=found.measure, value=found.value, text=found.text,
        by=found.by, named=found.named, of=found.of, side=found.side, qualifier=found.qualifier, unit=found.unit,
        when=found.when, words=found.words, rule=found.rule, paragraph=paragraph, confirmed=anchor in confirmed,
    )  # fmt: skip


def actor_data(actor: Actor) -> ActorData:
    """Of the registry."""
    return ActorData(
        id=actor.id, page=urls.actor_page(actor.id), name=actor.name, kind=actor.kind, short=actor.short, of=actor.of,
        aliases=actor.aliases, roles=actor.roles, names=actor.names, wikidata=actor.wikidata, note=actor.note,
        formerly=actor.formerly,
    )  # fmt: skip


def topic_data(topic: Topic) -> TopicData:
    """Of the registry."""
    return TopicData(
        id=topic.id, page=urls.topic_page(topic.id), name=topic.name, short=topic.short, broader=topic.broader,
        terms=topic.terms, iptc=topic.iptc, note=topic.note, formerly=topic.formerly,
    )  # fmt: skip


def source_data(source: Source) -> SourceData:
    """Of the registry."""
    return SourceData(
        id=source.id, page=urls.source_page(source.id), name=source.name, short=source.short, kind=source.kind,
        country=source.country, owner=source.owner, home=source.home, lang=source.lang, grade=source.grade,
        grade_reason=source.grade_reason, publish_text=source.publish_text, aliases=source.aliases, note=source.note,
        formerly=source.formerly,
    )  # fmt: skip
