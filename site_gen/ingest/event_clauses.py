"""Times and clauses of events: which expressions date a clause, and where that clause begins and ends.

Knows words, times and claims; not what happens (`event_cues`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from site_gen.ingest.article import Article
from site_gen.ingest.claims import Claim, behind_border
from site_gen.ingest.event_cues import Low, Range
from site_gen.ingest.event_words import EventWords
from site_gen.ingest.findings import TimeFound
from site_gen.model import Registry

_UNANCHORED: Final = "day-word-unanchored"
"""Rule of "today" and its like in an article whose day is unknown."""
_REACH: Final = 60
"""Words to each side that a clause may have."""
_NOUN: Final = 6
"""Words of a noun phrase with its year: "during the great storm of 1987"."""
_YEAR: Final = 4
"""Digits of a year."""
_DASHES: Final = ("—", "–")
_HYPHENS: Final = ("-", "–", "—", "−")


class Text(Struct, frozen=True, eq=False):
    """What the steps look at."""

    article: Article
    registry: Registry
    lex: EventWords
    low: Low

    def word(self, offset: int) -> int:
        """Index of the first word at or after the offset."""
        return bisect_left(self.article.units.starts, offset)


def joined_spans(text: Text, times: list[TimeFound]) -> Iterator[TimeFound]:
    """The expressions, two that a span joins as one: "between 4 and 19 January", "March 3-5", "overnight on Monday"."""
    at = 0
    while at < len(times):
        one, other = times[at], times[at + 1] if at + 1 < len(times) else None
        at += 1
        begin = _span_begin(text, one, other) if other else -1
        if other is None or begin < 0:
            if other is None or not _is_told_closer(text, one, other):
                yield one
            continue
        at += 1
        value, edtf = f"{one.value}/{other.value}", f"{one.edtf}/{other.edtf}"
        yield TimeFound(begin, other.end, "span", one.type, value, edtf)


def _span_begin(text: Text, one: TimeFound, other: TimeFound) -> int:
    """The first code point of the span from one day or month to another; -1 where none joins them."""
    if not one.edtf or not other.edtf:
        return -1
    if text.article.text[one.end : other.start].strip(" ") in _HYPHENS:
        ahead = one.edtf < other.edtf and len(one.edtf) == len(other.edtf) and "/" not in one.edtf + other.edtf
        return one.start if ahead else -1
    first, grammar = text.word(one.start), text.lex.grammar
    between = text.low[text.word(one.end) : text.word(other.start)]
    joined = len(between) == 1 and between[0] in grammar["span_joiners"] and first > 0
    opened = joined and text.low[first - 1] in grammar["span_openers"]
    return text.article.units.starts[first - 1] if opened else -1


def _is_told_closer(text: Text, one: TimeFound, other: TimeFound) -> bool:
    """Whether the next expression tells the day of this one: "overnight on Monday"."""
    between = text.low[text.word(one.end) : text.word(other.start)]
    return between == ("on",) and text.low[text.word(one.start)] in text.lex.grammar["dayless"]


def tells_day(time: TimeFound) -> bool:
    """Whether the expression tells a day or a longer stretch; neither a time of day nor "now"."""
    if time.type == "TIME":
        return time.value[-3:-1] != "T1" and ":" not in time.value and not time.value[-2:].isdigit()
    return time.type == "DATE" and (not time.value.endswith("_REF") or time.rule == _UNANCHORED)


def modifies(text: Text, sentence: Range, place: Range) -> bool:
    """Whether the expression stands before a noun: "today's", "the 2020", "a Friday"."""
    first, last = place
    follows = text.low[last] if last < sentence[1] else ""
    before = text.low[first - 1] if first > sentence[0] else ""
    return follows in ("'s", "’s") or (before != "of" and before in text.lex.grammar["determiners"])


def is_adverbial(text: Text, sentence: Range, first: int) -> bool:
    """Whether the noun phrase with the expression tells when: "in the 2020 war"."""
    return first - 2 >= sentence[0] and text.low[first - 2] in text.lex.grammar["during"]


def is_attribute(text: Text, sentence: Range, time: TimeFound, first: int) -> bool:
    """Whether a year or century only describes a thing: "a 14th-century bell", "its 1989 profit"."""
    words = text.article.text[time.start : time.end]
    before = text.low[first - 1] if first > sentence[0] else ","
    if before == "of" and words.isdigit():
        return not any(word in text.lex.grammar["during"] for word in text.low[max(sentence[0], first - _NOUN) : first])
    described = "-" in words or (words.isdigit() and before not in text.lex.grammar["prepositions"])
    described = described and not is_adverbial(text, sentence, first)
    return not is_day(time) and described and before[0].isalnum() and before not in text.lex.grammar["conjunctions"]


def is_border(text: Text, sentence: Range, place: Range) -> bool:
    """Whether the expression tells a border or a period, not the day: "since 2020", "profit for the quarter"."""
    grammar = text.lex.grammar
    at = place[0] - 1
    if text.low[place[0]] in grammar["span_openers"]:
        return False
    if at > sentence[0] and text.low[at] in grammar["period_openers"]:
        return text.low[at - 1] not in grammar["for_dates"]
    if at > sentence[0] and text.low[at] in grammar["period_ends"] and text.low[at - 1] in grammar["periods"]:
        return True
    return behind_border(text.article, sentence[0], place[0])


def is_background(text: Text, sentence: Range, time: TimeFound, here: list[TimeFound]) -> bool:
    """Whether a year between commas only tells of a thing to which something happened on a day: "The bridge, built in
    1998, collapsed on Monday"; `here` holds the times of the sentence."""
    first, end = text.word(time.start), text.word(time.end)
    if is_day(time) or len((time.edtf or "").split("/")[-1]) != _YEAR:
        return False
    left = next((at for at in range(first - 1, sentence[0], -1) if text.low[at] == ","), None)
    right = next((at for at in range(end, min(sentence[1], end + _REACH)) if text.low[at] == ","), None)
    if left is None or right is None or left == sentence[0]:
        return False
    opener = text.low[left + 1]
    aside = opener in text.lex.grammar["relatives"] or opener in text.lex.grammar["made"] or opener.endswith("ed")
    return aside and any(is_day(one) and text.word(one.start) > right for one in here)


def is_day(time: TimeFound) -> bool:
    return (
        (time.value[4:5] == "-" and time.value[8:10].isdigit())
        or time.value.startswith("XXXX-")
        or time.rule == _UNANCHORED
    )


def lies_ahead(time: TimeFound, article: Article) -> bool:
    """Whether the whole stretch comes after the day of publication."""
    day, edtf = article.day, time.edtf or ""
    if day is None or not edtf[:4].isdigit() or edtf[5:7] > "12":
        return False
    first = edtf.partition("/")[0][:10].rstrip("~?%")
    return first > day.isoformat()[: len(first)]


def clause_at(text: Text, sentence: Range, place: Range, claim: Claim | None) -> Range:
    """The words around `place` up to those that part clauses, within the claim where there is one."""
    first, last = sentence
    if claim is not None:
        first = max(first, text.word(claim.content[0]))
        last = min(last, text.word(claim.content[1]))
    first, last = max(first, place[0] - _REACH), min(last, place[1] + _REACH)
    dashed = any(word in _DASHES for word in text.low[first : place[0]])
    begin, grammar = place[0], text.lex.grammar
    while begin > first:
        word = text.low[begin - 1]
        over = (dashed and word in _DASHES) or (word in grammar["relatives"] and "," in text.low[begin : place[0]])
        if parts_clauses(text, begin - 1) and not over:
            break
        begin -= 1
    end = clip(text, place[1], last)[1]
    aside = begin - 2 >= sentence[0] and text.low[begin - 2] == "," and text.low[begin - 1] in grammar["relatives"]
    comma = next((at for at in range(place[1], end) if text.low[at] == ","), end) if aside else end
    return begin, comma


def clip(text: Text, first: int, last: int) -> Range:
    """The range up to the first word that parts clauses."""
    at = first
    while at < last and not parts_clauses(text, at):
        at += 1
    return first, at


def parts_clauses(text: Text, at: int) -> bool:
    """Whether another clause begins at word `at`: "that", "after", or a comma with "and" or a gerund."""
    word, grammar = text.low[at], text.lex.grammar
    after = text.low[at + 1] if at + 1 < len(text.low) else ""
    if word == "as" and after in grammar["offices"]:
        return False  # "sworn in as president on Monday"
    if word != ",":
        return word in grammar["clause_ends"]
    return after in grammar["conjunctions"] or (
        after.endswith("ing") and len(after) > 5 and after not in grammar["no_gerunds"]
    )
