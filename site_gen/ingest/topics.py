"""Topics by terms: where an article speaks of a topic, and with how many points. Each point can be shown.

Knows a site's own topics (`topics.yaml`) and a bundled set on IPTC Media Topic codes, which lies in
`lang/<lang>/topics.toml`. To add a bundled topic: a table there.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib import resources
from typing import Final

from msgspec import Struct

from site_gen.ingest.article import Article
from site_gen.ingest.findings import TopicFound
from site_gen.ingest.units import Units, read_units
from site_gen.model import Registry, Topic

THRESHOLD: Final = 3
"""Points from which an article is about a topic: once in the title, in the lead and below, three times below."""
_TITLE, _LEAD, _BODY = 4, 2, 1
_REPEATS: Final = 3
"""How often one term may count."""


class _Term(Struct, frozen=True):
    """One term, split into lower-case words; a word that ends in "*" is a beginning."""

    topic: str
    words: tuple[str, ...]


class _Terms(Struct, frozen=True, eq=False):
    """Terms by their first word."""

    whole: dict[str, tuple[_Term, ...]]
    begins: dict[str, tuple[_Term, ...]]
    shortest: int
    longest: int


def find_topics(article: Article, registry: Registry) -> tuple[TopicFound, ...]:
    """Every term hit of the site's topics that reach `THRESHOLD`, in text order.

    `score` is the topic's in the whole article.
    """
    return _found(article, _site_terms(registry, article.lang))


def suggest_topics(article: Article, registry: Registry) -> tuple[TopicFound, ...]:
    """The same for bundled topics that the site does not have; `topic` is the bundled id."""
    return _found(article, _other_terms(registry, article.lang))


def topics_of_span(article: Article, registry: Registry, start: int, end: int) -> tuple[str, ...]:
    """Ids of the site's topics with a term in `start`..`end` of the text, by their first term."""
    hits = _hits(article.units, _site_terms(registry, article.lang), start, end)
    return tuple(dict.fromkeys(term.topic for _, _, term in hits))


@cache
def bundled_topics(lang: str) -> tuple[Topic, ...]:
    """The bundled topics of a language, in the order of the file; none for a language without one."""
    file = resources.files("site_gen.ingest") / "lang" / lang.partition("-")[0] / "topics.toml"
    if not file.is_file():
        return ()
    tables = tomllib.loads(file.read_text("utf-8"))
    return tuple(
        Topic(id=table["id"], name=table["name"], terms=tuple(table["terms"]), iptc=code)
        for code, table in tables.items()
    )


def _found(article: Article, terms: _Terms) -> tuple[TopicFound, ...]:
    units = article.units
    hits = list(_hits(units, terms, 0, len(article.text)))
    if not hits and article.title is None:
        return ()
    lead = _lead_end(units)
    counted: dict[tuple[str, ...], int] = defaultdict(int)
    points: dict[str, int] = defaultdict(int)
    for topic in _title_topics(article, terms):
        points[topic] += _TITLE
    for start, _, term in hits:
        counted[term.topic, *term.words] += 1
        if counted[term.topic, *term.words] <= _REPEATS:
            points[term.topic] += _LEAD if start < lead else _BODY
    return tuple(
        TopicFound(start, end, "term:" + " ".join(term.words), term.topic, points[term.topic])
        for start, end, term in hits
        if points[term.topic] >= THRESHOLD
    )


def _lead_end(units: Units) -> int:
    """Where the first two paragraphs end, but no later than the fourth sentence."""
    if not units.sentences:
        return 0
    sentence = min(units.paragraphs[min(1, len(units.paragraphs) - 1)][1], 4)
    return units.ends[units.sentences[sentence - 1][1] - 1]


def _title_topics(article: Article, terms: _Terms) -> Iterator[str]:
    if article.title is None:
        return
    title = article.title.value
    for _, _, term in _hits(read_units(title, (), article.lang), terms, 0, len(title)):
        yield term.topic


def _hits(units: Units, terms: _Terms, start: int, end: int) -> Iterator[tuple[int, int, _Term]]:
    """(start, end, term) of each hit in `start`..`end`, the longest term of a topic at a place, none inside another."""
    words = units.words
    first, stop = bisect_left(units.starts, start), bisect_left(units.starts, end)
    known = {word: found for word in set(words[first:stop]) if (found := _terms_of(word, terms))}
    covered: dict[str, int] = {}
    for at in range(first, stop):
        for term in known.get(words[at], ()):
            last = at + len(term.words) - 1
            if covered.get(term.topic, -1) >= at or last >= len(words) or units.ends[last] > end:
                continue
            if all(_fits(words[at + i].lower(), part) for i, part in enumerate(term.words)):
                covered[term.topic] = last
                yield units.starts[at], units.ends[last], term


def _fits(word: str, part: str) -> bool:
    return word.startswith(part[:-1]) if part.endswith("*") else word == part


@lru_cache(maxsize=65536)
def _terms_of(word: str, terms: _Terms) -> tuple[_Term, ...]:
    """Terms that may begin with `word`, the longest first."""
    lower = word.lower()
    found = list(terms.whole.get(lower, ()))
    for size in range(terms.shortest, min(terms.longest, len(lower)) + 1):
        found.extend(terms.begins.get(lower[:size], ()))
    return tuple(sorted(found, key=lambda term: -len(term.words))) if len(found) > 1 else tuple(found)


@lru_cache(maxsize=8)
def _site_terms(registry: Registry, lang: str) -> _Terms:
    """Terms of the site's topics; a topic without terms takes those of the bundled one of its code or id."""
    bundled = bundled_topics(lang)
    by_name = {topic.id: topic for topic in bundled} | {topic.iptc: topic for topic in bundled}
    pairs: list[tuple[str, str]] = []
    for topic in registry.topics.values():
        terms = topic.terms
        if not terms:
            other = by_name.get(topic.iptc) or by_name.get(topic.id)
            terms = other.terms if other else (topic.name,)
        pairs.extend((topic.id, term) for term in terms)
    return _terms(pairs)


@lru_cache(maxsize=8)
def _other_terms(registry: Registry, lang: str) -> _Terms:
    """Terms of the bundled topics that no topic of the site is or names."""
    known = {topic.iptc for topic in registry.topics.values()} | set(registry.topics)
    return _terms(
        (topic.id, term)
        for topic in bundled_topics(lang)
        if topic.id not in known and topic.iptc not in known
        for term in topic.terms
    )


def _terms(pairs: Iterable[tuple[str, str]]) -> _Terms:
    whole: dict[str, list[_Term]] = defaultdict(list)
    begins: dict[str, list[_Term]] = defaultdict(list)
    for topic, text in pairs:
        words = _split(text)
        if words:
            first = words[0]
            (begins[first[:-1]] if first.endswith("*") else whole[first]).append(_Term(topic, words))
    sizes = [len(first) for first in begins] or [1]
    return _Terms(
        {word: tuple(found) for word, found in whole.items()},
        {word: tuple(found) for word, found in begins.items()},
        min(sizes) if begins else 1,
        max(sizes) if begins else 0,
    )


def _split(text: str) -> tuple[str, ...]:
    """The words of a term as the article's text is split; a "*" stays with its word."""
    found: list[str] = []
    for word in read_units(text.lower()).words:
        if word == "*" and found:
            found[-1] += "*"
        else:
            found.append(word)
    return tuple(found)
