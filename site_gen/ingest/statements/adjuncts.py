"""Adverbs, days and short phrases between a word of saying and its content: "said on March 13 that"."""

from __future__ import annotations

from typing import Final

from site_gen.ingest.statements.edges import finite
from site_gen.ingest.statements.phrases import right_phrase
from site_gen.ingest.statements.reading import Reading

_FAR: Final = 25
_SOON: Final = 8
_DAY_DIGITS: Final = 2
_YEAR_DIGITS: Final = 4


def past_adjunct(reading: Reading, at: int, end: int) -> int:
    """Past one adverb, time or short prepositional phrase that is no content; `at` where there is none."""
    word = reading.low[at]
    opened = at + reading.is_in(at, "time_openers")
    if word != "the" and (day := _past_day(reading, opened, end)) > opened:
        return day
    if reading.low[at : at + 3] == ["more", "than", "once"]:
        return at + 3
    if word == "even" and reading.low[at + 1 : at + 2] in (["though"], ["if"], ["when"], ["as"]):
        return at  # "said even though it rained, all went well"
    if reading.is_in(at, "times") or (reading.is_in(at, "adverbs") and not reading.is_in(at, "determiners")):
        return at + 1
    if word.endswith("ly") and len(word) > 4 and not reading.capital(at):
        return at + 1
    if reading.is_in(at, "time_openers") and at + 1 < end and reading.is_in(at + 1, "times"):
        return at if word == "the" and reading.capital(at + 1) else at + 2  # "the July call", "the Monday meeting"
    if reading.is_in(at, "determiners") and "that" in reading.low[at + 2 : at + 4]:
        then = at + 2 if reading.low[at + 2] == "that" else at + 3
        return then if reading.is_in(then - 1, "times") else at
    if word == ",":
        return _parenthesis(reading, at, end)
    if word.endswith("ed") and word not in reading.lexicon.verbs:  # "in an interview published on Sunday that ..."
        return next((i for i in range(at + 1, min(end, at + _SOON)) if reading.is_in(i, "that_words")), at)
    if word == "to" or not reading.is_in(at, "prepositions") or _counts(reading, at, end):
        return at
    phrase = right_phrase(reading, at + 1, end)
    if phrase is None:
        return at + 1 if reading.low[min(at + 1, end - 1)] in (":", "that") else at
    stop = phrase[1]
    while stop < end and reading.is_in(stop, "prepositions", "times") and stop - at < _FAR:
        more = right_phrase(reading, stop if reading.is_in(stop, "times") else stop + 1, end, wide=True)
        if more is None:
            break
        stop = more[1]
    return stop - (stop < end and reading.low[stop - 1] == "there" and finite(reading, stop))


def _past_day(reading: Reading, at: int, end: int) -> int:
    """Past a day, or a month with its year: "March 13, 2031,", "13 March", "Monday, March 13"; `at` where none is."""
    month = at
    if month + 2 < end and reading.is_in(month, "times") and reading.low[month + 1] == ",":
        month += 2
    parted = month > at
    if month + 1 < end and _is_number(reading, month) and reading.is_in(month + 1, "months"):
        month += 1
        stop = month + 1
    elif month + 1 < end and reading.is_in(month, "months") and _is_number(reading, month + 1):
        if reading.low[at - 1] == "in" and not _is_year(reading.low[month + 1]):
            return at  # "in March 13 people"
        stop = month + 2
    else:
        return at
    if stop + 1 < end and reading.low[stop] == "," and _is_year(reading.low[stop + 1]):
        stop, parted = stop + 2, True
    elif stop < end and _is_year(reading.low[stop]):
        stop += 1
    closed = parted and stop + 1 < end and reading.low[stop] == "," and not reading.is_in(stop + 1, "that_words")
    return stop + closed


def _is_number(reading: Reading, at: int) -> bool:
    """Whether a word may number a day or a year: "13", "13th", "2031"; not "1,300"."""
    bare = reading.low[at].removesuffix("st").removesuffix("nd").removesuffix("rd").removesuffix("th")
    return bare.isdigit() and (len(bare) <= _DAY_DIGITS or _is_year(bare))


def _is_year(word: str) -> bool:
    return len(word) == _YEAR_DIGITS and word.isdigit() and word[:2] in ("18", "19", "20", "21")


def _counts(reading: Reading, at: int, end: int) -> bool:
    """Whether the preposition belongs to a number: "at least three", "about 20", "up to 40"."""
    after = reading.low[min(at + 1, end - 1)]
    return after in ("least", "most") or (
        reading.low[at] in ("about", "over", "under", "around") and after[0].isdigit()
    )


def _parenthesis(reading: Reading, at: int, end: int) -> int:
    """Past ", on Thursday," where content follows its second comma."""
    for comma in range(at + 1, min(end, at + _FAR)):
        if comma in reading.inside:
            return at
        if reading.low[comma] == ",":
            return comma + 1 if comma + 1 < end and reading.low[comma + 1] == "that" else at
    return at
