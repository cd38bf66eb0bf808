"""Whose something is, and whom a relative clause describes: the phrase before "'s", before "who" and "that"."""

from __future__ import annotations

from typing import Final

from site_gen.ingest.statements.edges import HARD, hyphened, is_time, verb_like
from site_gen.ingest.statements.pairs import BREAKS_LEFT, two_roles
from site_gen.ingest.statements.reading import Reading, Words

_LONGEST: Final = 30
_NAME: Final = 2
"""Words of a full name."""
_DESCRIBED: Final = 10
"""Words that a "who" clause before its verb of saying may have."""
_HEADLESS: Final = (
    *("prepositions", "subordinators", "determiners", "conjunctions", "adverbs", "verbs", "objects"),
    *("be", "have", "do", "modals", "negations"),
)


def owner_phrase(reading: Reading, last: int, low: int) -> Words | None:
    """The noun phrase before a possessive mark: no preposition but "of" within."""
    if last < low or reading.is_in(last, "pronouns") or not may_end(reading, last):
        return None
    first = last
    while first > low and last - first < _LONGEST:
        at = first - 1
        word = reading.low[at]
        hard = word in HARD and not hyphened(reading, first)
        parted = word in ("and", "or") and not two_roles(reading, at)
        if hard or at in reading.inside or verb_like(reading, at) or parted:
            break
        if word != "of" and reading.is_in(at, "prepositions", "subordinators", *BREAKS_LEFT):
            break
        first = at
        if reading.is_in(at, "determiners"):
            break
    of = next((at for at in range(first + 1, last) if reading.low[at] == "of"), first)
    if of > first > low and reading.is_in(first - 1, "prepositions") and not reading.capital(first):
        first = of + 1 if not reading.is_in(first, "determiners") else first  # "in light of Lind's statement"
    return (first + begins_with_verb(reading, first, last, low), last + 1)


def person_of(reading: Reading, phrase: Words) -> Words:
    """Who "who" is behind the phrase: "Ana Pop" in "the argument of Ana Pop, who", not in "the mayor of Narva, who"."""
    last = phrase[1] - 1
    if last - phrase[0] > 1 and reading.low[last - 1] == "of" and reading.is_in(last, "plural_speakers"):
        return phrase if _is_group(reading, phrase[0], last - 1) else (last, last + 1)  # "the dreams of many who"
    for at in range(phrase[0] + 1, phrase[1] - 1):
        if (
            reading.low[phrase[0]] in ("a", "an")
            or reading.is_in(at - 1, "person_nouns", "plural_speakers")
            or not reading.capital(at + 1)
        ):
            continue
        if reading.low[at] == "of" and not (reading.low[at - 1].endswith("s") or _is_office(reading, at, phrase[1])):
            named = phrase[1] - at > _NAME or any(reading.is_in(i, "person_titles") for i in range(at + 1, phrase[1]))
            return (at + 1, phrase[1]) if named else phrase
    return phrase


def _is_group(reading: Reading, first: int, end: int) -> bool:
    """Whether people stand before "of": "a group of officials", "dozens of residents"."""
    return reading.is_in(end - 1, "bodies", "person_nouns", "plural_speakers", "counts", "determiners")


def _is_office(reading: Reading, of: int, end: int) -> bool:
    """Whether "of" stands within the name of a body whose office somebody has: "Bank of Narva governor Ana Pop"."""
    inside = range(of + 1, end - _NAME)
    return reading.capital(of - 1) and any(reading.is_in(at, "person_nouns") for at in inside)


def who_is_described(reading: Reading, first: int, low: int) -> Words | None:
    """Whom a "who" clause without commas describes: "a man" in "a man who saw the fire said"; `first` is in it."""
    for at in range(first - 1, max(low, first - _DESCRIBED), -1):
        if reading.low[at] == "that" and at > low and _acts_now(reading, at + 1):
            return owner_phrase(reading, at - 1, low)  # "the group that speaks for farmers"
        if reading.low[at] == "who":
            acts = at + 1 < first or not (reading.capital(first) or reading.is_in(first, "determiners"))
            those = at > low and reading.is_in(at - 1, "determiners")
            return ((at - 1, at) if those else owner_phrase(reading, at - 1, low)) if acts else None
        if reading.low[at] in HARD or at in reading.inside or reading.is_in(at, "conjunctions", "that_words"):
            return None
    return None


def _acts_now(reading: Reading, at: int) -> bool:
    """Whether a verb of no list seems to stand behind "that", in the present: "speaks for", "represents more"."""
    word = reading.low[at]
    return (
        word.endswith("s")
        and not word.endswith(("ss", "us", "is"))
        and not reading.capital(at)
        and not reading.is_in(at, "determiners", "pronouns", "times", "plural_nouns", "plural_speakers")
        and reading.is_in(at - 2, "bodies", "person_nouns", "media")
        and not reading.is_in(at + 1, "be", "have", "do", "modals", "verbs")
    )


def may_end(reading: Reading, at: int) -> bool:
    """Whether a noun phrase may end with this word."""
    if reading.is_in(at, "plural_speakers"):
        return True
    if reading.is_in(at, "lone_speakers") and (at == 0 or reading.low[at - 1] in HARD or reading.low[at - 1] == "."):
        return True  # "One, who asked for no name, said"
    word = reading.low[at]
    if not (word[0].isalnum() or word == "."):
        return False
    if reading.capital(at):
        loose = reading.is_in(at, "determiners", "prepositions", "subordinators", "conjunctions", "adverbs")
        return not (loose or is_time(reading, at))
    verb = reading.lexicon.verbs.get(word)
    if verb is not None and "N" in verb.takes and "s" in verb.forms:
        return False
    return not reading.is_in(at, *_HEADLESS, "times") and not word.isdigit()


def begins_with_verb(reading: Reading, first: int, last: int, low: int) -> bool:
    """Whether a verb without ending begins the words: the "include" of "does not include Ana Lind"."""
    if first >= last or first == low or not reading.is_in(first - 1, "negations", "do", "modals"):
        return False
    return not (reading.capital(first) or reading.is_in(first, "determiners", "pronouns", "prepositions", "adverbs"))
