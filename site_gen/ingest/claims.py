"""Whose words a place in the text is in, and the clause and the date around it: what figures and events share."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import Final

from msgspec import Struct

from site_gen.ingest.article import Article
from site_gen.ingest.dates import time_of_clause
from site_gen.ingest.event_words import event_words
from site_gen.ingest.findings import NameFound, Span, StatementFound, TimeFound
from site_gen.ingest.names import find_names
from site_gen.ingest.statements import find_statements
from site_gen.model import Registry

_OBJECT_RULES: Final = frozenset({"cue-then-lead", "cue-then-as", "cue-then-noun"})
"""Rules of statements whose content is the object of the verb of saying: "called for calm", "rejected talks"."""
_TELLING_ACTS: Final = frozenset({"claim", "demand", "promise", "report"})
"""Acts by which a noun phrase is told: "demanded a rise of 15 percent"; not so "dismissed 85 workers"."""


_WINDOW: Final = 800
"""Code points around a place that are looked at where a sentence does not end."""
_MARKS: Final = re.compile('[“«„”»"]')
"""Quotation marks."""
_NESTED: Final = 12
"""How many statements that begin earlier may still hold a place."""


class Claim(Struct, frozen=True):
    """Somebody's reported words."""

    actor: str | None
    words: Span | None
    """Words that name the speaker."""
    content: Span
    direct: bool


class _Contents(Struct, frozen=True, eq=False):
    """What was said, by place."""

    starts: tuple[int, ...]
    said: tuple[tuple[Span, StatementFound], ...]
    statement_starts: tuple[int, ...]


@lru_cache(maxsize=2)
def _contents(article: Article, registry: Registry) -> _Contents:
    statements = find_statements(article, registry)
    said = sorted(((span, one) for one in statements for span in one.content), key=lambda pair: pair[0])
    return _Contents(
        tuple(span[0] for span, _ in said), tuple(said), tuple(statement.start for statement in statements)
    )


def claim_of(article: Article, registry: Registry, at: int) -> Claim | None:
    """The innermost statement with offset `at` in what was said; None when the article speaks itself."""
    contents = _contents(article, registry)
    last = bisect_right(contents.starts, at)
    best: Claim | None = None
    for (start, end), one in contents.said[max(0, last - _NESTED) : last]:
        if at >= end or (is_object(one) and not quoted(article.text, start, at)):
            continue
        if best is None or end - start < best.content[1] - best.content[0]:
            best = Claim(one.actor, one.meant or one.speaker, (start, end), one.kind == "direct")
    return best


def statements_in(article: Article, registry: Registry, start: int, end: int) -> tuple[StatementFound, ...]:
    """Statements that begin in `start`..`end`."""
    starts = _contents(article, registry).statement_starts
    return find_statements(article, registry)[bisect_left(starts, start) : bisect_left(starts, end)]


@lru_cache(maxsize=2)
def _name_starts(article: Article, registry: Registry) -> tuple[int, ...]:
    return tuple(name.start for name in find_names(article, registry))


def names_in(article: Article, registry: Registry, start: int, end: int) -> list[NameFound]:
    """Names that begin in `start`..`end`."""
    starts = _name_starts(article, registry)
    return list(find_names(article, registry)[bisect_left(starts, start) : bisect_left(starts, end)])


def is_object(statement: StatementFound) -> bool:
    """Whether what was said is only named, so that beyond quoted words it is the reporter's own."""
    if statement.rule == "cue-then-noun":
        return statement.act not in _TELLING_ACTS
    return statement.rule in _OBJECT_RULES


def quoted(text: str, start: int, at: int) -> bool:
    """Whether `at` stands inside quotation marks that open at or after `start`."""
    inside = straight = 0
    for char in _MARKS.findall(text, max(start, at - _WINDOW), at):
        if char in "“«„":
            inside += 1
        elif char in "”»":
            inside = max(0, inside - 1)
        else:
            straight ^= 1
    return bool(inside or straight)


def clause_around(article: Article, registry: Registry, sentence: tuple[int, int], at: int) -> Span:
    """The sentence (word range), or of a sentence that tells several statements the part with the one at `at`."""
    units = article.units
    first, last = units.starts[sentence[0]], units.ends[sentence[1] - 1]
    here = statements_in(article, registry, max(first, at - _WINDOW), min(last, at + _WINDOW))
    outer = [one for one in here if one.start > first and not any(_holds(other, one) for other in here)]
    begin = max((one.start for one in outer if one.start <= at and _follows_another(one, here)), default=first)
    end = min((one.start for one in outer if one.start > at), default=last)
    return _trimmed(article, begin, end)


def when_of(article: Article, registry: Registry, sentence: tuple[int, int], at: int) -> TimeFound | None:
    """The expression that dates what stands at `at`: of its own clause, or one that opens the sentence."""
    units = article.units
    first = max(units.starts[sentence[0]], at - _WINDOW)
    last = min(units.ends[sentence[1] - 1], at + _WINDOW)
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


def _holds(outer: StatementFound, one: StatementFound) -> bool:
    return outer is not one and outer.start <= one.start and one.end <= outer.end


def _follows_another(one: StatementFound, here: tuple[StatementFound, ...]) -> bool:
    return any(other.end <= one.start for other in here)


def _trimmed(article: Article, begin: int, end: int) -> Span:
    """The span without a conjunction or comma at its end, and white space."""
    units = article.units
    last = bisect_left(units.starts, end) - 1
    first = bisect_left(units.starts, begin)
    while last > first and units.words[last].lower() in _grammar(article)["loose_ends"]:
        last -= 1
    return units.starts[first], units.ends[last]
