"""Phrases of the registry in the words of an article: longest first, left to right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from site_gen.dates import within
from site_gen.ingest.names.phrases import END, Meaning


class Match(Struct, frozen=True):
    """A phrase of the registry in the text."""

    first: int
    """First word."""
    last: int
    """One past the last word."""
    meanings: tuple[Meaning, ...]


class Around(Struct, frozen=True, eq=False):
    """The words of a text and the lists that decide whether a phrase holds among them."""

    words: Sequence[str]
    low: Sequence[str]
    """Folded."""
    former: frozenset[str]
    """Words like "former", "deputy"."""
    verbs: frozenset[str]
    """Finite verbs without a regular ending."""


def match_phrases(trie: dict[str, Any], around: Around, sentences: Sequence[tuple[int, int]]) -> list[Match]:
    """All phrases in the sentences, none inside another."""
    found: list[Match] = []
    low = around.low
    for begin, end in sentences:
        at = begin
        while at < end:
            node = trie.get(low[at])
            match = _longest(node, around, at, end) if node is not None else None
            if match is None:
                at += 1
            else:
                found.append(match)
                at = match.last
    return found


def _longest(node: dict[str, Any] | None, around: Around, first: int, end: int) -> Match | None:
    """The longest phrase that begins with word `first` and holds there."""
    best: Match | None = None
    at = first
    while node is not None:
        at += 1
        if END in node:
            kept = tuple(meaning for meaning in node[END] if _holds(meaning, around, first, at))
            if kept:
                best = Match(first, at, kept)
        node = node.get(around.low[at]) if at < end else None
    return best


def _holds(meaning: Meaning, around: Around, first: int, last: int) -> bool:
    """Whether capitals, the words around and a word like "former" let the phrase have this meaning."""
    words, low = around.words, around.low
    if meaning.upper and not all(word.isupper() or not word[0].isalpha() for word in words[first:last]):
        return False
    if meaning.capital and words[first][0].islower():
        return False
    if meaning.basis == "role" and first and low[first - 1] in around.former:
        return False
    if meaning.half and last < len(low) and _noun_like(low[last], around.verbs):
        return False
    if meaning.unless:
        window = " ".join(low[max(0, first - 6) : last + 6])
        return not any(phrase in window for phrase in meaning.unless)
    return True


def _noun_like(word: str, verbs: frozenset[str]) -> bool:
    """Whether the word after "military" makes it an adjective: "military operations", not "military said"."""
    return word.isalpha() and len(word) > 3 and not word.endswith("ed") and word not in verbs


def choose(meanings: Sequence[Meaning], published: str | None, named: frozenset[str]) -> Meaning | None:
    """The one meaning that holds on the day of publication, or None.

    Without a date a phrase that was valid for some time counts when one actor alone ever had it,
    or when one alone of its actors is `named` in the text.
    """
    if published is not None:
        held = [meaning for meaning in meanings if not meaning.valid or within(published, meaning.valid)]
    else:
        held = list(meanings)
    actors = {meaning.actor for meaning in held}
    if len(actors) > 1:
        actors &= named
    if len(actors) != 1:
        return None
    return next(meaning for meaning in held if meaning.actor in actors)
