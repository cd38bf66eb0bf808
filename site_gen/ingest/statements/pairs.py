"""Two who speak: whether "and" joins them, as in "Pop and Lind said", or the clauses before and behind it."""

from __future__ import annotations

from typing import Final

from site_gen.ingest.statements.edges import HARD, finite
from site_gen.ingest.statements.reading import Reading

BREAKS_LEFT: Final = ("be", "have", "do", "modals", "negations", "pronouns", "relatives")
"""Classes of words before which no noun phrase goes on."""
_PAIR: Final = 5
"""Words of the first of two who speak."""


def joins(reading: Reading, at: int, first: int, low: int) -> bool:
    """Whether "and" stands between two speakers: "Pop and Lind", ", a doctor and two nurses"; not between clauses."""
    if at > low and reading.capital(first) and reading.capital(at - 1):
        return True
    if _makes_pair(reading, at, low):
        return True
    begin = next((i + 1 for i in range(at - 1, max(low, at - 7) - 1, -1) if reading.low[i] in HARD), max(low, at - 7))
    if begin >= at or not (reading.is_in(begin, "determiners") and reading.is_in(first, "determiners")):
        return False
    return not any(finite(reading, i) for i in range(begin, at))


def _makes_pair(reading: Reading, at: int, low: int) -> bool:
    """Whether a plural or a name stands before "and", and nothing before it: "doctors and two nurses", "where Lind and
    other mayors"; not "Lind met doctors and nurses"."""
    last = at - 1
    if last < low or not (reading.low[last].endswith("s") or reading.capital(last)) or reading.is_in(last, "pronouns"):
        return False
    begin = last
    while begin > low and last - begin < _PAIR and reading.low[begin - 1][0].isalpha():
        if reading.is_in(begin - 1, "clause_openers", "relatives", "inner_questions", *BREAKS_LEFT):
            break
        if reading.is_in(begin - 1, "prepositions", "conjunctions") or finite(reading, begin - 1):
            return False
        begin -= 1
    if begin > low and not (
        reading.low[begin - 1] in HARD or reading.is_in(begin - 1, "clause_openers", "relatives", "inner_questions")
    ):
        return False
    if finite(reading, last) or reading.is_in(last, "times") or reading.low[begin].endswith(("ing", "ly")):
        return False
    if begin == last and reading.words[last].isupper() and len(reading.words[last]) > 1:
        return False  # "CEO and president Ana Lind"
    return reading.low[last].endswith("s") or begin == last or all(reading.capital(i) for i in range(begin, at))


def half(reading: Reading, first: int, last: int, low: int) -> bool:
    """Whether the words are only the second half of a phrase: "guitarist" in "the singer and guitarist"."""
    if first != last or reading.capital(first) or reading.is_in(first, "pronouns", "determiners"):
        return False
    if not reading.low[first].endswith("s"):
        return not reading.is_in(first, "plural_speakers")
    both = first - 2 >= low and reading.low[first - 2].endswith("s")
    return both and (first - 2 == low or reading.low[first - 3] in HARD)
