"""What words are at the edges of phrases: verbs, times, marks, words that a hyphen joins."""

from __future__ import annotations

from typing import Final

from site_gen.ingest.statements.reading import Reading

HARD: Final = frozenset([*",;:—–―-|()[]\"“”«»„!?…/‘'", "''", "``", "’’", "‘‘"])

_HYPHENS: Final = ("-", "–")
_SHORTEST: Final = 4
"""Letters that a word has at most which ends in "ed" and is no verb: "red", "need"."""


def verb_like(reading: Reading, at: int) -> bool:
    """Whether the word looks like a finite verb or participle; not "14th-ranked", "left-leaning"."""
    word = reading.low[at]
    verb = reading.lexicon.verbs.get(word)
    listed = verb is not None and ("past" in verb.forms or ("N" in verb.takes and "s" in verb.forms))
    if not (listed or word.endswith("ed") or reading.is_in(at, "verbs")) or reading.capital(at):
        return False
    if hyphened(reading, at) or hyphened(reading, at + 2):
        return False
    if word.endswith("ed") and at and reading.is_in(at - 1, "articles"):
        return False  # "an estimated value"
    if listed or reading.is_in(at, "verbs"):
        return True
    if len(word) <= _SHORTEST or "-" in word or reading.is_in(at, "no_verbs"):
        return False
    shared = at > 1 and reading.low[at - 1] in ("both", "all") and reading.is_in(at - 2, "pronouns")
    return shared or not (at and reading.is_in(at - 1, "determiners"))


def finite(reading: Reading, at: int) -> bool:
    """Whether the word can be a clause's finite verb."""
    if reading.is_in(at, "be", "have", "do", "modals") or verb_like(reading, at):
        return True
    verb = reading.lexicon.verbs.get(reading.low[at])
    return reading.low[at].endswith(("n't", "n’t")) or (verb is not None and "s" in verb.forms)


def is_time(reading: Reading, at: int) -> bool:
    """Whether the word tells a time; "Day" and "Week" inside a sentence are names."""
    if not reading.is_in(at, "times"):
        return False
    if reading.capital(at) and at + 1 < len(reading.low) and reading.is_in(at + 1, "shows"):
        return False  # "the Today programme"
    if not (reading.capital(at) and reading.is_in(at, "small_times")):
        return True
    inside = at > 0 and reading.low[at - 1][0].isalnum()
    before_name = at + 1 < len(reading.low) and reading.capital(at + 1) and reading.low[at + 1].isalpha()
    return not (inside or before_name)


def tells_now(reading: Reading, at: int) -> bool:
    """Whether the word is the present form of a verb of saying: the "writes" of "Lind writes"."""
    verb = reading.lexicon.verbs.get(reading.low[at])
    if verb is None or reading.capital(at) or reading.is_in(at, "plural_nouns"):
        return False
    return "s" in verb.forms and {"q", "t"} <= verb.takes


def hyphened(reading: Reading, at: int) -> bool:
    """Whether a hyphen joins the word to the one before: the "ranked" of "14th-ranked"."""
    if not 2 <= at < len(reading.low) or reading.low[at - 1] not in _HYPHENS:
        return False
    return reading.ends[at - 2] == reading.starts[at - 1] and reading.ends[at - 1] == reading.starts[at]


def plural_owner(reading: Reading, at: int) -> bool:
    """Whether the mark makes a plural a possessive: "the workers' union"."""
    if reading.low[at] not in ("'", "’") or at in reading.inside or at == 0:
        return False
    return reading.low[at - 1].endswith("s") and reading.starts[at] == reading.ends[at - 1]
