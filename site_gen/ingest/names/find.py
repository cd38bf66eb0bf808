"""Names in an article, and which actor of the registry each one means.

The way: phrases of the registry and names by form, then surnames, then roles and bodies in context, then
place or government. To add a way of naming: a phrase in `phrases`, or a step here.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from site_gen.ingest.article import Article
from site_gen.ingest.findings import NameFound
from site_gen.ingest.names.again import TYPES, Mention, Text, with_acronyms, with_surnames, with_tails
from site_gen.ingest.names.lexicon import fold, load_lexicon
from site_gen.ingest.names.match import Around, Match, choose, match_phrases
from site_gen.ingest.names.metonymy import AROUND, load_cues, stands_for_people
from site_gen.ingest.names.offices import behind_office
from site_gen.ingest.names.phrases import compile_phrases
from site_gen.ingest.names.tagger import Span, load_model, tag
from site_gen.ingest.names.zones import load_gazetteer, look
from site_gen.model import Registry


@lru_cache(maxsize=1)
def mentions(article: Article, registry: Registry) -> tuple[Mention, ...]:
    """All names in text order, none inside another; remembered for the last article."""
    units = article.units
    lexicon = load_lexicon(article.lang)
    text = Text(
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
    spans = [behind_office(span, text.low, lexicon, gazetteer) for span in spans]
    cues = load_cues(article.lang)
    verbs = cues.kinds["say"] | cues.kinds["be"] | cues.kinds["possess"] | cues.kinds["auxiliary"]
    around = Around(text.words, text.low, lexicon.words["former"], verbs)
    matches = match_phrases(text.phrases.trie, around, text.sentences)
    found = _known(text, matches, spans)
    found = with_surnames(text, found, _left(spans, found))
    found = with_tails(text, with_acronyms(text, found))
    found.extend(Mention(one.first, one.last, one.type, one.rule) for one in _left(spans, found))
    return tuple(sorted(found, key=lambda one: one.first))


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


def _known(text: Text, matches: Sequence[Match], spans: Sequence[Span]) -> list[Mention]:
    """Mentions by the phrases of the registry."""
    larger = _larger(text, matches, spans)
    named = _named(text, matches, larger)
    people = frozenset(span.first for span in spans if span.type == "PER")
    found: list[Mention] = []
    for at, match in enumerate(matches):
        if match.first in larger:
            continue
        meaning = choose(match.meanings, text.published, named)
        if meaning is None or (
            meaning.basis == "role" and _name_follows(text, match, matches[at + 1 : at + 2], people)
        ):
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
    return found


def _left(spans: Sequence[Span], found: Sequence[Mention]) -> list[Span]:
    """The names by form that are no mention yet."""
    taken = {index for one in found for index in range(one.first, one.last)}
    return [span for span in spans if taken.isdisjoint(range(span.first, span.last))]


def _named(text: Text, matches: Sequence[Match], larger: frozenset[int]) -> frozenset[str]:
    """Actors that the text names by a name or surname that only they have."""
    found = {
        match.meanings[0].actor
        for match in matches
        if match.first not in larger and match.meanings[0].basis == "name" and len(match.meanings) == 1
    }
    for surname in text.phrases.persons.keys() & set(text.low):
        people = text.phrases.persons[surname]
        if len({actor for actor, _ in people}) == 1:
            found.add(people[0][0])
    return frozenset(found)


def _larger(text: Text, matches: Sequence[Match], spans: Sequence[Span]) -> frozenset[int]:
    """First words of matches that are only part of a larger name: "Moscow" in "The Moscow Times"."""
    by_word = {index: span for span in spans for index in range(span.first, span.last)}
    matched = {index for match in matches for index in range(match.first, match.last)}
    kinds, joining = text.lexicon.kinds, text.lexicon.words["joining"] | text.lexicon.words["determiners"]
    inside = set()
    for match in matches:
        span = by_word.get(match.first)
        if span is None or match.first < span.first or match.last > span.last:
            continue
        rest = [index for index in range(span.first, span.last) if index not in matched]
        if span.type == "PER":
            rest = [index for index in rest if index > match.first or "of" not in kinds.get(text.low[index], "")]
        if any(text.low[index] not in joining for index in rest):
            inside.add(match.first)
    return frozenset(inside)


def _name_follows(text: Text, match: Match, later: Sequence[Match], people: frozenset[int]) -> bool:
    """Whether a person's name stands after the role, so that the name is the mention and not the role."""
    at = match.last
    if at < len(text.low) and text.low[at] == ",":
        at += 1
    if later and later[0].first == at and later[0].meanings[0].basis == "name":
        return text.registry.actors[later[0].meanings[0].actor].kind == "person"
    return at in people or (
        at == match.last and at < len(text.low) and text.words[at][0].isupper() and text.low[at] in text.phrases.persons
    )


def _opens_dateline(text: Text, match: Match) -> bool:
    """Whether the name is where the report was written: "MOSCOW, September 25" or "BAKU (Agency)"."""
    after = text.low[match.last : match.last + 2]
    if len(after) < 2 or not (match.first == 0 or text.words[match.first - 1] in ".\n"):
        return False
    if after[0] == "," and (after[1] in text.lexicon.words["months"] or after[1][0].isdigit()):
        return True
    return text.words[match.first].isupper() and not after[0].isalpha() and after[0] != "'s"


def _stands(text: Text, match: Match) -> bool:
    """Whether the state's or capital's name stands for those who rule there."""
    if _opens_dateline(text, match):
        return False
    begin, end = text.sentences[bisect_right(text.sentences, (match.first, len(text.words))) - 1]
    begin, end = max(begin, match.first - AROUND), min(end, match.last + AROUND)
    words, low = text.words[begin:end], text.low[begin:end]
    return stands_for_people(words, low, match.first - begin, match.last - begin, text.lang)
