"""Whose words a place in the text is in, and the clause and the date around it: what figures and events share."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from msgspec import Struct

from site_gen.ingest.article import Article
from site_gen.ingest.dates import time_of_clause
from site_gen.ingest.event_words import event_words
from site_gen.ingest.findings import Span, StatementFound, TimeFound
from site_gen.ingest.statements import find_statements
from site_gen.model import Registry

_OBJECT_RULES: Final = frozenset({"cue-then-lead"})
"""Rules of statements whose content is the object of the verb of saying: beyond its quoted words it is the
reporter's own ("called for "calm" after a fire that killed three")."""


class Claim(Struct, frozen=True):
    """Somebody's reported words."""

    actor: str | None
    words: Span | None
    """Words that name the speaker."""
    content: Span
    direct: bool


def claim_of(article: Article, registry: Registry, at: int) -> Claim | None:
    """The innermost statement with offset `at` in what was said; None when the article speaks itself."""
    best: Claim | None = None
    for statement in find_statements(article, registry):
        if statement.start > at:
            break
        for start, end in statement.content:
            if not start <= at < end or (statement.rule in _OBJECT_RULES and not quoted(article.text, start, at)):
                continue
            if best is None or end - start < best.content[1] - best.content[0]:
                best = Claim(statement.actor, statement.speaker, (start, end), statement.kind == "direct")
    return best


def quoted(text: str, start: int, at: int) -> bool:
    """Whether `at` stands inside quotation marks that open at or after `start`."""
    inside = straight = 0
    for char in text[start:at]:
        if char in "“«„":
            inside += 1
        elif char in "”»":
            inside = max(0, inside - 1)
        elif char == '"':
            straight ^= 1
    return bool(inside or straight)


def clause_around(article: Article, registry: Registry, sentence: tuple[int, int], at: int) -> Span:
    """The sentence (word range), or of a sentence that tells several statements the part with the one at `at`."""
    units = article.units
    first, last = units.starts[sentence[0]], units.ends[sentence[1] - 1]
    starts = [
        one.start
        for one in find_statements(article, registry)
        if first < one.start < last and not _within(one, article, registry)
    ]
    begin = max(
        (start for start in starts if start <= at and _has_before(article, registry, first, start)), default=first
    )
    end = min((start for start in starts if start > at), default=last)
    return _trimmed(article, begin, end)


def when_of(article: Article, registry: Registry, sentence: tuple[int, int], at: int) -> TimeFound | None:
    """The expression that dates what stands at `at`: of its own clause, or one that opens the sentence."""
    units = article.units
    first, last = units.starts[sentence[0]], units.ends[sentence[1] - 1]
    claim = claim_of(article, registry, at)
    if claim is not None:
        found = time_of_clause(article, max(first, claim.content[0]), min(last, claim.content[1]))
        if found is not None and not _parted(article, found.start, at):
            return found
    found = time_of_clause(article, first, last)
    if found is None or behind_border(article, sentence[0], bisect_left(units.starts, found.start)):
        return None
    if opens(article, sentence[0], found):
        return found
    return None if claim is not None or _parted(article, found.start, at) else found


def opens(article: Article, first_word: int, time: TimeFound) -> bool:
    """Whether the expression stands at the head of the sentence that begins with word `first_word`."""
    place = bisect_left(article.units.starts, time.start)
    return place - first_word < 2 and not behind_border(article, first_word, place)


def behind_border(article: Article, first: int, place: int) -> bool:
    """Whether the expression at word `place` tells a border, not the day: "since 2020", "by the end of May"."""
    words, grammar = article.units.words, _grammar(article)
    at = place - 1
    while at > first and words[at].lower() in grammar["border_fillers"] and place - at < 4:
        at -= 1
    return at >= first and words[at].lower() in grammar["borders"]


def _parted(article: Article, one: int, other: int) -> bool:
    """Whether a word stands between the two offsets that gives them different dates."""
    units = article.units
    first, last = sorted((one, other))
    between = units.words[bisect_left(units.starts, first) : bisect_left(units.starts, last)]
    return any(word.lower() in _grammar(article)["parting"] for word in between)


def _grammar(article: Article) -> dict[str, frozenset[str]]:
    """The word lists of the article's language; English ones where it has none."""
    words = event_words(article.lang) or event_words("en")
    return words.grammar if words else {}


def _within(one: StatementFound, article: Article, registry: Registry) -> bool:
    """Whether the statement lies inside another one."""
    return any(
        other is not one and other.start <= one.start and one.end <= other.end
        for other in find_statements(article, registry)
    )


def _has_before(article: Article, registry: Registry, first: int, start: int) -> bool:
    """Whether another statement of the sentence ends before offset `start`."""
    return any(first <= one.start and one.end <= start for one in find_statements(article, registry))


def _trimmed(article: Article, begin: int, end: int) -> Span:
    """The span without a conjunction or comma at its end, and white space."""
    units = article.units
    last = bisect_left(units.starts, end) - 1
    first = bisect_left(units.starts, begin)
    while last > first and units.words[last].lower() in _grammar(article)["loose_ends"]:
        last -= 1
    return units.starts[first], units.ends[last]
