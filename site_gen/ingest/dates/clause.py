"""Which time dates a clause: an adverbial of the reporter's, not a time inside a noun phrase or a quotation."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from site_gen.ingest.article import Article
from site_gen.ingest.dates.find import find_times
from site_gen.ingest.dates.grammar import Grammar, grammar_of
from site_gen.ingest.dates.quoted import quotations_at
from site_gen.ingest.findings import TimeFound

_MOST: Final = 40
"""Expressions of a clause that are looked at: no sentence of news has more."""


def time_of_clause(article: Article, start: int, end: int) -> TimeFound | None:
    """The expression that dates the clause in `start`..`end`, or None.

    Not one in quotation marks that open inside the span, not one within a noun phrase ("the 2020 war",
    "Friday's meeting"); a day before a longer stretch, the first among equals.
    """
    grammar = grammar_of(article.lang)
    if grammar is None:
        return None
    times = find_times(article)
    first = bisect_left(times, start, key=lambda time: time.start)
    inside = [time for time in times[first : first + _MOST] if time.end <= end]
    open_at = quotations_at(article.text, start, [time.start for time in inside])
    fit = [
        time
        for time, quoted in zip(inside, open_at, strict=True)
        if not quoted and _tells_when(time) and _adverbial(article, time, grammar)
    ]
    return next((time for time in fit if _to_the_day(time)), fit[0] if fit else None)


def _to_the_day(time: TimeFound) -> bool:
    return time.value[8:10].isdigit() or time.value.startswith("XXXX-WXX-")


def _tells_when(time: TimeFound) -> bool:
    """Whether the expression is neither a length nor a vague reference."""
    undated = time.type in ("DURATION", "SET") or time.value.endswith("_REF")
    return not undated or time.rule == "day-word-unanchored"


def _adverbial(article: Article, time: TimeFound, grammar: Grammar) -> bool:
    """No determiner with a noun around it, no possessive after it."""
    units = article.units
    first = bisect_left(units.starts, time.start)
    last = bisect_left(units.starts, time.end)
    before = units.words[first - 1].lower() if first else ""
    after = units.words[last].lower() if last < len(units.words) else ""
    if after in ("'s", "’s"):
        return False
    if "-" in article.text[time.start : time.end] and time.rule in ("century", "quarter"):
        return False
    begins_with_article = units.words[first].lower() in grammar.determiners if first < len(units.words) else False
    if begins_with_article and time.rule.startswith("month-day"):
        return False
    return begins_with_article or before not in grammar.determiners
