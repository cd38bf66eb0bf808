"""Walks an article's words with a grammar and gives each expression its value, in text order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from site_gen.ingest.article import Article
from site_gen.ingest.dates.context import Context, read_context
from site_gen.ingest.dates.foreign import find_full_dates
from site_gen.ingest.dates.grammar import Grammar, Pattern, grammar_of
from site_gen.ingest.dates.match import Match, Words, read_words
from site_gen.ingest.dates.quoted import from_day_said
from site_gen.ingest.dates.resolve import MAKERS
from site_gen.ingest.dates.sense import Sense
from site_gen.ingest.dates.stretch import edtf_of_value
from site_gen.ingest.findings import TimeFound


@lru_cache(maxsize=4)
def find_times(article: Article) -> tuple[TimeFound, ...]:
    """All time expressions of the article in text order, none overlapping; remembered for the last few articles."""
    grammar = grammar_of(article.lang)
    if grammar is None:
        return find_full_dates(article)
    words = read_words(article.units, grammar.lexicon)
    matches = tuple(_matches(words, grammar))
    context = read_context(article, matches, words, grammar)
    found: list[TimeFound] = []
    counted: set[int] = set()
    for match in matches:
        for part, sense in _senses(match, context, grammar):
            start, end = words.starts[part[0]], words.ends[part[1] - 1]
            edtf = edtf_of_value(sense.value) if sense.edtf is None else sense.edtf or None
            if match.pattern.makes == "day_word" and sense.stretch is not None:
                counted.add(start)
            found.append(TimeFound(start, end, sense.rule, sense.type, sense.value, edtf))
    return from_day_said(found, counted, article)


def _senses(match: Match, context: Context, grammar: Grammar) -> Iterator[tuple[tuple[int, int], Sense]]:
    """What the match means: one sense for its words, or one for each of two parts."""
    made = MAKERS[match.pattern.makes](match, context)
    while made is None:
        later = _admit(match.start, match.index + 1, match.end, match.words, grammar)
        if later is None:
            return
        match = later
        made = MAKERS[match.pattern.makes](match, context)
    for sense in made if isinstance(made, tuple) else (made,):
        if sense.stretch is not None and not (sense.counted and context.history):
            context.note(sense.stretch, match)
        yield sense.part or (match.start, match.end), sense


def _matches(words: Words, grammar: Grammar) -> Iterator[Match]:
    """All matches of the grammar's patterns, leftmost first, none across the end of a sentence."""
    at, codes = 0, words.codes
    while trigger := grammar.trigger.search(codes, at):
        sentence = bisect_right(words.breaks, trigger.start())
        first = max(at, words.breaks[sentence - 1], codes.rfind(".", at, trigger.start()) + 1)
        stop = codes.find(".", trigger.start())
        end = min(stop if stop >= 0 else len(codes), words.breaks[sentence])
        at = max(end, trigger.end())
        position = first
        while found := grammar.finder.search(codes, position, end):
            match = _admit(found.start(), (found.lastindex or 1) - 1, end, words, grammar)
            if match is not None:
                yield match
            position = match.end if match is not None else found.start() + 1


def _admit(start: int, index: int, end: int, words: Words, grammar: Grammar) -> Match | None:
    """The first pattern from `index` on that matches at `start` and whose neighbours allow it."""
    for place in range(index, len(grammar.patterns)):
        pattern = grammar.patterns[place]
        found = pattern.code.match(words.codes, start, end)
        if found is not None and pattern.not_counting and _counts(found.end(), words, grammar):
            found = pattern.code.match(words.codes, start, found.end() - 1)
        if found is not None and _allowed(pattern, found.start(), found.end(), words, grammar):
            return Match(place, pattern, words, grammar.lexicon, found, found.start(), found.end())
    return None


def _allowed(pattern: Pattern, start: int, end: int, words: Words, grammar: Grammar) -> bool:
    """Whether the words before and after let the pattern hold here."""
    if pattern.after or pattern.not_after:
        before = words.lower(start - 1)
        if before in pattern.not_after or (pattern.after and before not in pattern.after):
            return False
    if pattern.not_name and _in_name(start, words, grammar):
        return False
    if pattern.not_named and _names(start, end, words, grammar):
        return False
    if pattern.before or pattern.not_before:
        after = words.lower(end)
        if after in pattern.not_before or (pattern.before and after not in pattern.before):
            return False
    return True


def _in_name(start: int, words: Words, grammar: Grammar) -> bool:
    """Whether a word with a capital stands before in the sentence that is no preposition: "Theresa May"."""
    if words.opens_sentence(start) or not words.words[start - 1][0].isupper():
        return False
    return words.lower(start - 1) not in grammar.prepositions


def _names(start: int, end: int, words: Words, grammar: Grammar) -> bool:
    """Whether a word with a capital follows in the sentence and no preposition stands before: "April Jones"."""
    if words.opens_sentence(end) or not words.words[end][:1].isupper():
        return False
    return words.lower(start - 1) not in grammar.prepositions


def _counts(end: int, words: Words, grammar: Grammar) -> bool:
    """Whether what is counted follows, perhaps after a hyphen: "people", "-strong"."""
    return words.lower(end + 1 if words.lower(end) == "-" else end) in grammar.counted
