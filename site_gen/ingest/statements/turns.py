"""Turns of talk: interviews and transcripts that set the speaker's name before a colon, "SMITH: We will ..." """

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from site_gen.ingest.names.tagger import load_model
from site_gen.ingest.statements.paragraph import Draft
from site_gen.ingest.statements.reading import Reading, Words
from site_gen.model import StatementKind

_LONGEST_NAME: Final = 4
_FEWEST_WORDS: Final = 3
_LONGEST_HEADLINE: Final = 24
_FULL_STOPS: Final = frozenset([*'.?!…"”', "''", "’’"])
HEADLINE: Final = "headline-colon"


def turn(reading: Reading, begin: int, end: int, names: frozenset[str], people: frozenset[str]) -> Draft | None:
    """The turn that a paragraph is, or None; `names` is what `capitalised` tells, `people` the last words of people's
    names in lower case. A label that is nobody's ("New release: ...") speaks only in capitals, and more than once."""
    first, colon = _label(reading, begin, end)
    if colon is None or end - colon <= _FEWEST_WORDS or reading.low[first] == "dear":
        return None
    word, low = reading.words[colon - 1], reading.low[colon - 1]
    if low not in names or reading.is_in(colon - 1, "nobody"):
        return None
    if word.istitle() and word + ":" not in names:
        return None
    known = low in people or reading.is_in(colon - 1, "person_nouns")
    if not (known or (word.isupper() and word.title() + ":" in names)):
        return None
    last = end
    while last > colon + 2 and reading.words[last - 1] in ("”", '"', "''"):
        last -= 1
    speaker: Words = (first, colon)
    return Draft(((colon + 1, last),), "direct", "turn-of-talk", speaker, None, None, "said", "report")


def talkers(reading: Reading, begins: Iterable[Words], lang: str, people: frozenset[str]) -> frozenset[str]:
    """Last words of labels in lower case that are people where no name was found: of two words that are no usual ones,
    the surname at the head of several paragraphs, in talk with one of `people`. `begins` holds the paragraphs."""
    labels = [(first, colon) for first, colon in (_label(reading, *words) for words in begins) if colon is not None]
    last = Counter(reading.low[colon - 1] for _, colon in labels)
    usual = load_model(lang).common
    if not usual or not any(name in people for name in last):
        return frozenset()
    often = ((first, colon) for first, colon in labels if colon - first > 1 and last[reading.low[colon - 1]] > 1)
    return frozenset(reading.low[colon - 1] for first, colon in often if usual.isdisjoint(reading.low[first:colon]))


def _label(reading: Reading, begin: int, end: int) -> tuple[int, int | None]:
    """First word of what stands before a colon at the head of a paragraph, and its colon; None where there is none."""
    first = begin + (begin in reading.inside and not reading.low[begin][0].isalnum())
    colon = next((at for at in range(first + 1, min(first + _LONGEST_NAME + 1, end)) if reading.low[at] == ":"), None)
    if colon is not None and all(reading.capital(at) and reading.low[at].isalpha() for at in range(first, colon)):
        return first, colon
    return first, None


def headline(reading: Reading, begin: int, end: int) -> Draft | None:
    """The statement of a headline with a colon, "Lind: no talks before spring"; who the label names is told later."""
    first = begin + (begin in reading.inside and not reading.low[begin][0].isalnum())
    colon = next((at for at in range(first + 1, min(first + _LONGEST_NAME + 1, end)) if reading.low[at] == ":"), None)
    if colon is None or first != begin or not _FEWEST_WORDS <= end - colon <= _LONGEST_HEADLINE:
        return None
    if colon + 1 in reading.inside or reading.words[end - 1] in _FULL_STOPS or not reading.capital(first):
        return None
    quoted = any(at in reading.inside for at in range(colon + 1, end))
    kind: StatementKind = "partial" if quoted else "indirect"
    clause = (first, colon)
    return Draft(((colon + 1, end),), kind, HEADLINE, clause, None, None, "said", "report")


def told_headlines(reading: Reading, drafts: Sequence[Draft], known: frozenset[int]) -> list[Draft]:
    """The drafts without headlines whose label is nobody; `known` holds the last words of people and known actors.

    A label is somebody too where another statement has a speaker by that word: "Minister: ..." and "the minister said".
    """
    heads = {reading.low[one.speaker[1] - 1] for one in drafts if one.speaker is not None and one.rule != HEADLINE}
    return [
        one
        for one in drafts
        if one.rule != HEADLINE
        or (one.speaker is not None and (one.speaker[1] - 1 in known or reading.low[one.speaker[1] - 1] in heads))
    ]


def capitalised(reading: Reading) -> frozenset[str]:
    """Words that "SMITH:" may name, in lower case: those written "Smith" somewhere, or before a colon twice.

    What stands before a colon twice is there as "Smith:" too, in capitals where that is so of two labels.
    """
    labels = Counter(word for word, after in pairwise(reading.words) if after == ":" and word[0].isupper())
    often = {word for word, count in labels.items() if count > 1}
    named = {word.lower() for word in reading.words if word.istitle() and len(word) > 1}
    loud = {word for word in labels if word.isupper() and len(word) > 1}
    talk = {word.title() + ":" for word in loud & often} if len(loud) > 1 else set()
    return frozenset(named | {word.lower() for word in often} | {word + ":" for word in often} | talk)
