"""Names in an article, and which actor of the registry each one means.

The way: phrases of the registry and names by form, then surnames, then roles and bodies in context, then
place or government. To add a way of naming: a phrase in `phrases`, or a step here.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from msgspec import Struct

from site_gen.ingest.article import Article
from site_gen.ingest.findings import NameFound
from site_gen.ingest.names.lexicon import Lexicon, fold, load_lexicon
from site_gen.ingest.names.match import Around, Match, choose, match_phrases
from site_gen.ingest.names.metonymy import load_cues, stands_for_people
from site_gen.ingest.names.phrases import Phrases, compile_phrases
from site_gen.ingest.names.tagger import NameType, Span, load_model, tag
from site_gen.ingest.names.zones import load_gazetteer, look
from site_gen.model import ActorKind, Registry

TYPES: Final[dict[ActorKind, NameType]] = {
    "person": "PER",
    "state": "LOC",
    "organisation": "ORG",
    "armed-force": "ORG",
    "group": "MISC",
}


class Mention(Struct, frozen=True):
    """A name with its place in words."""

    first: int
    last: int
    type: NameType
    rule: str
    actor: str | None = None
    metonym: bool = False


class _Text(Struct, frozen=True, eq=False):
    """What the steps look at."""

    words: tuple[str, ...]
    low: list[str]
    sentences: tuple[tuple[int, int], ...]
    lexicon: Lexicon
    registry: Registry
    phrases: Phrases
    lang: str
    published: str | None


@lru_cache(maxsize=1)
def mentions(article: Article, registry: Registry) -> tuple[Mention, ...]:
    """All names in text order, none inside another; remembered for the last article."""
    units = article.units
    lexicon = load_lexicon(article.lang)
    text = _Text(
        words=units.words,
        low=[fold(word) for word in units.words],
        sentences=units.sentences,
        lexicon=lexicon,
        registry=registry,
        phrases=compile_phrases(registry, article.lang),
        lang=article.lang,
        published=article.published.value if article.published else None,
    )
    model = load_model(article.lang)
    gazetteer = load_gazetteer(lexicon, article.lang)
    spans = tag(*look(text.words, text.low, text.sentences, lexicon, gazetteer, model.common), model)
    cues = load_cues(article.lang)
    verbs = cues.kinds["say"] | cues.kinds["be"] | cues.kinds["possess"] | cues.kinds["auxiliary"]
    around = Around(text.words, text.low, lexicon.words["former"], verbs)
    matches = match_phrases(text.phrases.trie, around, text.sentences)
    found = _with_surnames(text, *_known(text, matches, spans))
    found = _with_tails(text, found)
    taken = {at for mention in found for at in range(mention.first, mention.last)}
    found.extend(
        Mention(span.first, span.last, span.type, span.rule)
        for span in spans
        if taken.isdisjoint(range(span.first, span.last))
    )
    return tuple(sorted(found, key=lambda mention: mention.first))


@lru_cache(maxsize=1)
def find_names(article: Article, registry: Registry) -> tuple[NameFound, ...]:
    """All names of people, organisations and places in text order, non-overlapping.

    `actor` is set where the registry knows who is meant; mentions by role alone have rule "role".
    """
    starts, ends = article.units.starts, article.units.ends
    return tuple(
        NameFound(starts[one.first], ends[one.last - 1], one.rule, one.type, one.actor, one.metonym)
        for one in mentions(article, registry)
    )


def _known(text: _Text, matches: Sequence[Match], spans: Sequence[Span]) -> tuple[list[Mention], list[Span]]:
    """Mentions by phrase, and the spans they leave."""
    larger = _larger(matches, spans)
    named = frozenset(
        match.meanings[0].actor
        for match in matches
        if match.first not in larger
        and match.meanings[0].basis == "name"
        and len({m.actor for m in match.meanings}) == 1
    )
    found: list[Mention] = []
    for at, match in enumerate(matches):
        if match.first in larger:
            continue
        meaning = choose(match.meanings, text.published, named)
        if meaning is None or (meaning.basis == "role" and _name_follows(text, match, matches[at + 1 :], spans)):
            continue
        actor = text.registry.actors[meaning.actor]
        kind, rule, stands = TYPES[actor.kind], f"registry-{meaning.basis}", False
        if meaning.basis == "role":
            rule = "role"
        elif actor.kind == "state":
            stands = text.words[match.last - 1].islower() or _stands(text, match)
        keep = actor.kind != "state" or stands or meaning.basis == "role"
        found.append(
            Mention(match.first, match.last, kind, rule if keep else "place", actor.id if keep else None, stands)
        )
    taken = {index for mention in found for index in range(mention.first, mention.last)}
    return found, [span for span in spans if taken.isdisjoint(range(span.first, span.last))]


def _larger(matches: Sequence[Match], spans: Sequence[Span]) -> frozenset[int]:
    """First words of matches that are only part of a larger name: "Moscow" in "The Moscow Times"."""
    by_word = {index: span for span in spans for index in range(span.first, span.last)}
    inside = set()
    for match in matches:
        span = by_word.get(match.first)
        if (
            span
            and span.first <= match.first
            and match.last <= span.last
            and span.last - span.first > match.last - match.first
        ):
            inside.add(match.first)
    return frozenset(inside)


def _name_follows(text: _Text, match: Match, later: Sequence[Match], spans: Sequence[Span]) -> bool:
    """Whether a person's name stands after the role, so that the name is the mention and not the role."""
    at = match.last
    if at < len(text.low) and text.low[at] == ",":
        at += 1
    if later and later[0].first == at and later[0].meanings[0].basis == "name":
        return text.registry.actors[later[0].meanings[0].actor].kind == "person"
    return any(span.first == at and span.type == "PER" for span in spans) or (
        at == match.last and at < len(text.low) and text.words[at][0].isupper() and text.low[at] in text.phrases.persons
    )


def _stands(text: _Text, match: Match) -> bool:
    """Whether the state's or capital's name stands for those who rule there."""
    begin, end = next((one for one in text.sentences if one[0] <= match.first < one[1]), (match.first, match.last))
    words, low = text.words[begin:end], text.low[begin:end]
    return stands_for_people(words, low, match.first - begin, match.last - begin, text.lang)


def _with_surnames(text: _Text, found: list[Mention], spans: Sequence[Span]) -> list[Mention]:
    """Add surnames alone: of whom the text named before, or whom the registry alone knows by it."""
    persons = text.phrases.persons
    others = {text.low[span.last - 1]: span for span in spans if span.last - span.first > 1}
    known = list(found)
    last = {text.low[one.last - 1]: one.actor for one in reversed(found) if one.type == "PER" and one.rule != "role"}
    for span in spans:
        surname = text.low[span.last - 1]
        candidates = persons.get(surname)
        if candidates is None or span.last - span.first != 1:
            continue
        ids = {actor for actor, _ in candidates}
        who = last.get(surname) or (next(iter(ids)) if len(ids) == 1 else None)
        if who in ids and (surname not in others or surname in last):
            known.append(Mention(span.first, span.last, "PER", "surname", who))
    return sorted(known, key=lambda one: one.first)


def _with_tails(text: _Text, found: list[Mention]) -> list[Mention]:
    """Add bodies and offices named again without their state: "The Foreign Ministry", "the peacekeepers"."""
    tails = text.phrases.tails
    taken = {index for one in found for index in range(one.first, one.last)}
    named: dict[str, int] = {}
    for one in found:
        if one.actor is not None:
            named.setdefault(one.actor, one.first)
    added = []
    for at in range(1, len(text.low)):
        if text.low[at - 1] != "the" or at in taken:
            continue
        for size in (3, 2, 1):
            ids = tails.get(" ".join(text.low[at : at + size]))
            before = [actor for actor in ids or () if named.get(actor, at) < at]
            if len(before) == 1 and taken.isdisjoint(range(at, at + size)):
                kind = TYPES[text.registry.actors[before[0]].kind]
                added.append(Mention(at, at + size, kind, "body-again", before[0]))
                break
    return [*found, *added]
