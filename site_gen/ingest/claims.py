"""Whose words a place in the text is in, and the clause and the date around it: what figures and events share."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from msgspec import Struct

from site_gen.ingest.article import Article
from site_gen.ingest.dates import time_of_clause
from site_gen.ingest.findings import Span, StatementFound, TimeFound
from site_gen.ingest.statements import find_statements
from site_gen.model import Registry

_OBJECT_RULES: Final = frozenset({"cue-then-lead"})
"""Rules of statements whose content is the object of the verb of saying: beyond its quoted words it is the
reporter's own ("called for "calm" after a fire that killed three")."""
_OPENING_WORDS: Final = 5
"""An expression that begins within so many words of a sentence dates all its clauses."""
_PARTING: Final = frozenset(
    {"that", "which", "who", "whose", "where", "after", "following", "since", "when", "while", "because", ";"}
)
"""Words that part a clause from another that may have another date."""


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
    if found is None or (claim is not None and not opens(article, sentence[0], found)):
        return None
    return None if claim is None and _parted(article, found.start, at) else found


def opens(article: Article, first_word: int, time: TimeFound) -> bool:
    """Whether the expression stands at the head of the sentence that begins with word `first_word`."""
    units = article.units
    return bisect_left(units.starts, time.start) - first_word < 2 and units.words[first_word].lower() not in (
        "since",
        "until",
        "by",
        "before",
        "after",
    )


def _parted(article: Article, one: int, other: int) -> bool:
    """Whether a word stands between the two offsets that begins another clause."""
    units = article.units
    first, last = sorted((one, other))
    between = units.words[bisect_left(units.starts, first) : bisect_left(units.starts, last)]
    return any(word.lower() in _PARTING for word in between[1:])


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
    while last > first and units.words[last].lower() in ("and", "but", "while", ",", ";", "whereas"):
        last -= 1
    return units.starts[first], units.ends[last]
