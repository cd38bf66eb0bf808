"""Turns of talk: interviews and transcripts that set the speaker's name before a colon, "SMITH: We will ..." """

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from site_gen.ingest.names.tagger import load_model
from site_gen.ingest.statements.edges import finite
from site_gen.ingest.statements.paragraph import Draft
from site_gen.ingest.statements.reading import Reading, Words
from site_gen.model import StatementKind

_LONGEST_NAME: Final = 4
_LONGEST_SEAT: Final = 8
"""Words in brackets behind a name."""
_LONGEST_OFFICE: Final = 16
"""Words of any label: "The Secretary of State for Fisheries (Ada Holm):"."""
_LONGEST_TITLE: Final = 6
"""Words of what stands behind a label and tells nothing."""
_FEWEST_TURNS: Final = 3
_FEWEST_TALKERS: Final = 2
_LONGEST_ANSWER: Final = 6
"""Paragraphs that may go on with a turn."""
_FEWEST_WORDS: Final = 3
_LONGEST_HEADLINE: Final = 24
_FULL_STOPS: Final = frozenset([*'.?!…"”', "''", "’’"])
HEADLINE: Final = "headline-colon"


def turn(reading: Reading, begin: int, end: int, names: frozenset[str], people: frozenset[str]) -> Draft | None:
    """The turn that a paragraph is, or None; `names` is what `capitalised` tells, `people` the last words of people's
    names in lower case. A label that is nobody's ("New release: ...") speaks only in capitals, and more than once."""
    first, named, colon = _label(reading, begin, end)
    if colon is None or end - colon <= _FEWEST_WORDS or reading.low[first] == "dear":
        return None
    word, low = reading.words[named - 1], reading.low[named - 1]
    if low not in names or reading.is_in(named - 1, "nobody") or _is_thing(reading, first, named, colon, end):
        return None
    if word.istitle() and word + ":" not in names:
        return None
    known = low in people or reading.is_in(named - 1, "person_nouns")
    if not (known or (word.isupper() and word.title() + ":" in names)):
        return None
    last = end
    while last > colon + 2 and reading.words[last - 1] in ("”", '"', "''"):
        last -= 1
    speaker: Words = (first, named)
    return Draft(((colon + 1, last),), "direct", "turn-of-talk", speaker, None, None, "said", "report")


def _is_thing(reading: Reading, first: int, named: int, colon: int, end: int) -> bool:
    """Whether a label is of a thing: "IndexError: ...", "In Narva: ...", "Lego Ana Pop: Years 5-7"."""
    word = reading.words[named - 1]
    inner = [at for at in range(1, len(word)) if word[at].isupper()]
    joined = bool(inner) and not word.isupper() and not word.startswith(("Mc", "Mac", "De", "Di", "La", "Le", "Fitz"))
    told = any(reading.words[at] in _FULL_STOPS or finite(reading, at) for at in range(colon + 1, end))
    told = told or reading.is_in(colon + 1, "pronouns", "prepositions", "adverbs") or end - colon > _LONGEST_TITLE
    return joined or reading.is_in(first, "prepositions") or not told


def talkers(reading: Reading, begins: Iterable[Words], lang: str, people: frozenset[str]) -> frozenset[str]:
    """Last words of labels in lower case that are people where no name was found: of two words that are no usual ones,
    the surname at the head of several paragraphs, in talk with one of `people`. `begins` holds the paragraphs."""
    found = (_label(reading, *words) for words in begins)
    labels = [(first, named) for first, named, colon in found if colon is not None]
    last = Counter(reading.low[colon - 1] for _, colon in labels)
    usual = load_model(lang).common
    if not usual or not any(name in people for name in last):
        return frozenset()
    often = ((first, colon) for first, colon in labels if colon - first > 1 and last[reading.low[colon - 1]] > 1)
    return frozenset(reading.low[colon - 1] for first, colon in often if usual.isdisjoint(reading.low[first:colon]))


def answers(reading: Reading, bounds: Sequence[Words], turns: dict[int, Draft]) -> dict[int, int]:
    """Paragraphs without a label of their own that go on with a turn, to the number of the turn's paragraph.

    Between the turns of two who talk, three turns at least in all, a few paragraphs of whole sentences may stand; none
    is who names one of the talkers, begins with "he", or asks a question alone: that is the reporter's.
    """
    labels = {number: reading.low[one.speaker[1] - 1] for number, one in turns.items() if one.speaker is not None}
    if len(turns) < _FEWEST_TURNS or len(set(labels.values())) < _FEWEST_TALKERS:
        return {}
    found: dict[int, int] = {}
    for one, following in pairwise(sorted(labels)):
        between = range(one + 1, following)
        if labels[one] == labels[following] or len(between) > _LONGEST_ANSWER:
            continue
        if all(_goes_on(reading, *bounds[number], set(labels.values())) for number in between):
            found.update(dict.fromkeys(between, one))
    return found


def _goes_on(reading: Reading, begin: int, end: int, talkers: set[str]) -> bool:
    """Whether a paragraph may be one of an answer: whole sentences that name none of those who talk."""
    if end - begin <= _FEWEST_WORDS or reading.words[end - 1] not in _FULL_STOPS or not reading.low[begin][0].isalnum():
        return False
    if reading.is_in(begin, "people_pronouns") or ":" in reading.low[begin : min(end, begin + _LONGEST_OFFICE)]:
        return False
    asks = reading.words[end - 1] == "?" and not any(reading.words[at] in _FULL_STOPS for at in range(begin, end - 1))
    return not asks and talkers.isdisjoint(reading.low[begin:end])


def _label(reading: Reading, begin: int, end: int) -> tuple[int, int, int | None]:
    """First word of the name before a colon at the head of a paragraph, one past its last, and the colon, None where
    there is none; "(Narva East) (Ind)" may stand between."""
    first = begin + (begin in reading.inside and not reading.low[begin][0].isalnum())
    named = first
    while named < min(first + _LONGEST_NAME, end) and reading.capital(named) and reading.low[named].isalpha():
        named += 1
    colon = named
    while first < colon < end and reading.low[colon] == "(":
        closed = next((at for at in range(colon, min(colon + _LONGEST_SEAT, end)) if reading.low[at] == ")"), None)
        colon = closed + 1 if closed is not None else end
    return first, named, colon if first < named and colon < end and reading.low[colon] == ":" else None


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
    labels.update(_seated(reading))
    often = {word for word, count in labels.items() if count > 1}
    named = {word.lower() for word in reading.words if word.istitle() and len(word) > 1}
    loud = {word for word in labels if word.isupper() and len(word) > 1}
    talk = {word.title() + ":" for word in loud & often} if len(loud) > 1 else set()
    return frozenset(named | {word.lower() for word in often} | {word + ":" for word in often} | talk)


def _seated(reading: Reading) -> Iterator[str]:
    """The words before "(Narva East):" and its like."""
    for at in (at for at, word in enumerate(reading.words) if word == ":" and at and reading.words[at - 1] == ")"):
        opened = at
        while opened > 1 and reading.words[opened - 1] == ")":
            low = max(1, opened - _LONGEST_SEAT)
            opened = next((i for i in range(opened - 1, low - 1, -1) if reading.words[i] == "("), 1)
        if opened > 1 and reading.words[opened - 1][0].isupper():
            yield reading.words[opened - 1]
