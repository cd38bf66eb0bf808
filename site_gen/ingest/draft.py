"""Findings to an item: what the machine would write into the file if nobody had touched it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterable
from typing import Final, TypeVar

from site_gen.content.escape import escape_paragraphs
from site_gen.ingest.article import Article, paragraphs_of
from site_gen.ingest.findings import (
    EventFound,
    FigureFound,
    Finding,
    NameFound,
    Span,
    StatementFound,
    TimeFound,
    TopicFound,
)
from site_gen.ingest.topics import topics_of_span
from site_gen.model import Event, Evidence, Figure, Item, Registry, Statement
from site_gen.slugs import slugify

T = TypeVar("T")
_LEADING: Final = frozenset(["on", "in", "since", "until", "by", "during"])
"""Words that belong to a date as a reader sees it."""
JOINT = " […] "
"""Stands between the parts of a statement that the speaker's naming splits."""


def draft_item(item_id: str, article: Article, findings: Iterable[Finding], registry: Registry) -> Item:
    """The item of an article, to be read by a person: status "review"."""
    found = tuple(findings)
    source = article.source.value if article.source and article.source.value in registry.sources else None
    facts = {"title": article.title, "published": article.published, "url": article.url,
             "source": article.source if source else None, "updated": article.updated}  # fmt: skip
    return Item(
        id=item_id,
        title=article.title.value if article.title else item_id,
        body=escape_paragraphs(paragraphs_of(article)),
        published=article.published.value if article.published else None,
        updated=article.updated.value if article.updated else None,
        source=source,
        url=article.url.value if article.url else "",
        lang="" if article.lang == "en" else article.lang,
        via=tuple(name for name in article.via if name in registry.sources),
        authors=article.authors,
        basis=(*((field, fact.basis) for field, fact in facts.items() if fact is not None), *article.told),
        actors=_actors(found),
        topics=tuple(dict.fromkeys((*article.topics, *_topics(found)))),
        statements=tuple(_statement(article, registry, one) for one in _of(found, StatementFound)),
        events=tuple(_event(article, registry, one) for one in _of(found, EventFound)),
        figures=tuple(_figure(article, one) for one in _of(found, FigureFound)),
        cuts=article.cuts,
        status="review",
        evidence=Evidence(article.path, article.sha256),
        extra=article.extra,
    )


def new_item_id(article: Article, taken: Container[str]) -> str:
    """An id for a new item: day and title as far as they are known; with part of the hash where that is taken."""
    day = article.published.value[:10] if article.published and article.published.value[:4].isdigit() else ""
    title = article.title.value if article.title else ""
    name = article.path.rpartition("/")[2].rpartition(".")[0]
    slug = (
        slugify(f"{day} {title}")
        if any(char.isalpha() for char in slugify(title))
        else slugify(name if day and day in name else f"{day} {name}")
    )
    slug = slug or f"item-{article.sha256[:12]}"
    return slug if slug not in taken else f"{slug}-{article.sha256[:8]}"


def words_of(article: Article, span: Span | None) -> str:
    """The words of a span, white space folded; "" for none."""
    return " ".join(article.text[span[0] : span[1]].split()) if span else ""


def _of(findings: Iterable[Finding], kind: type[T]) -> list[T]:
    return [finding for finding in findings if isinstance(finding, kind)]


def _actors(findings: Iterable[Finding]) -> tuple[str, ...]:
    """Actors in the order in which the text names them."""
    return tuple(dict.fromkeys(one.actor for one in _of(findings, NameFound) if one.actor))


def _topics(findings: Iterable[Finding]) -> tuple[str, ...]:
    """Topics, the strongest first."""
    scores = {one.topic: one.score for one in _of(findings, TopicFound)}
    return tuple(sorted(scores, key=lambda topic: (-scores[topic], topic)))


def _date(article: Article, found: TimeFound | None) -> tuple[str | None, str, str]:
    """(EDTF, words, rule) of a time expression."""
    if found is None:
        return None, "", ""
    units = article.units
    at = bisect_left(units.starts, found.start)
    owns = article.text[found.end : found.end + 2] in ("'s", "’s")  # "in Sunday's run-off"
    leads = at > 0 and units.words[at - 1].lower() in _LEADING and not owns
    start = units.starts[at - 1] if leads else found.start
    return found.edtf, words_of(article, (start, found.end)), found.rule


def _statement(article: Article, registry: Registry, found: StatementFound) -> Statement:
    said, words, rule = _date(article, found.said)
    first, last = found.content[0][0], found.content[-1][1]
    return Statement(
        speaker=found.actor,
        text=JOINT.join(words_of(article, span) for span in found.content),
        kind=found.kind,
        named=words_of(article, found.meant or found.speaker),
        basis=found.basis if found.actor or found.meant else "",
        verb=found.verb,
        act=found.act,
        to=words_of(article, found.to),
        via=words_of(article, found.via),
        said=said,
        words=words,
        rule=rule,
        topics=topics_of_span(article, registry, first, last),
    )


def _event(article: Article, registry: Registry, found: EventFound) -> Event:
    when, words, rule = _date(article, found.when)
    return Event(
        when=when,
        words=words,
        rule=rule,
        text=words_of(article, (found.start, found.end)),
        actors=found.actors,
        topics=topics_of_span(article, registry, found.start, found.end),
        state=found.state,
        type=found.type,
        claimed_by=found.claimed_by,
        named="" if found.claimed_by else words_of(article, found.claimant),
    )


def _figure(article: Article, found: FigureFound) -> Figure:
    when, words, rule = _date(article, found.when)
    return Figure(
        by=found.by,
        named="" if found.by else words_of(article, found.claimant),
        measure=found.measure,
        value=found.value,
        qualifier=found.qualifier,
        unit=found.unit,
        of=found.of,
        side=found.side,
        when=when,
        words=words,
        rule=rule,
        text=words_of(article, (found.start, found.end)),
    )
