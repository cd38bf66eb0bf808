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
    if _makes_pair(reading, at, low) or _both(reading, at, low) or two_roles(reading, at):
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
    named = all(reading.capital(i) or (i < last and reading.is_in(i, "person_nouns")) for i in range(begin, at))
    return reading.low[last].endswith("s") or begin == last or named


def _both(reading: Reading, at: int, low: int) -> bool:
    """Whether "both" stands a few words before the "and": "both free analysts and sources in the camp"."""
    for i in range(at - 1, max(low, at - _PAIR) - 1, -1):
        if reading.low[i] == "both":
            return i == 0 or not reading.is_in(i - 1, "prepositions")
        if not reading.low[i][0].isalpha() or finite(reading, i):
            return False
    return False


def two_roles(reading: Reading, at: int) -> bool:
    """Whether "and" joins two roles of one who is named behind them: "sociologist and author Ivo Pop"."""
    if at + 2 >= len(reading.low) or reading.low[at] != "and" or not reading.capital(at + 2):
        return False
    before = reading.is_in(at - 1, "person_nouns") or reading.low[at - 1].endswith(("ist", "ian", "er", "or"))
    return before and not reading.capital(at - 1) and reading.is_in(at + 1, "person_nouns")


def with_pronoun(reading: Reading, first: int, last: int, low: int) -> int:
    """First word of two who speak where the first is a pronoun: "he" in "he and his authors", "she and some others"."""
    joint = first if reading.low[first] == "and" else first - 1
    if joint - 1 < low or joint >= last or reading.low[joint] != "and" or not reading.is_in(joint + 1, "determiners"):
        return first
    begins = joint - 1 == low or reading.low[joint - 2] in HARD
    begins = begins or reading.is_in(joint - 2, "conjunctions", "subordinators")
    begins = begins or reading.low[joint - 2] in reading.lexicon.verbs
    return joint - 1 if reading.is_in(joint - 1, "subject_pronouns") and begins else first


def half(reading: Reading, first: int, last: int, low: int) -> bool:
    """Whether the words are only the second half of a phrase: "guitarist" in "the singer and guitarist"."""
    if first != last or reading.capital(first) or reading.is_in(first, "pronouns", "determiners"):
        return False
    if not reading.low[first].endswith("s"):
        return not reading.is_in(first, "plural_speakers")
    both = first - 2 >= low and reading.low[first - 2].endswith("s")
    return both and (first - 2 == low or reading.low[first - 3] in HARD)
