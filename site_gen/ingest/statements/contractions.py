"""Contractions that hold a subject and its auxiliary in one word: "we've", "I'll", "they'd"; and "he" with "'s"."""

from __future__ import annotations

from typing import Final

from site_gen.ingest.statements.lexicon import Verb
from site_gen.ingest.statements.reading import Reading

_AUXILIARIES: Final = {"ve": "have", "ll": "modals", "re": "be", "m": "be"}
_MARKS: Final = ("'s", "’s")


def auxiliary(reading: Reading, at: int, verb: Verb) -> str:
    """The class of the auxiliary that the word holds behind a pronoun, "" where it is no such word. "'d" is "had"
    before a participle, else "would"; "'s" is told only before an -ing form."""
    word = reading.low[at]
    if word in _MARKS:
        return "be" if "ing" in verb.forms and at > 0 and reading.is_in(at - 1, "pronouns") else ""
    if "’" not in word and "'" not in word:
        return ""
    head, tail = split(word)
    if head not in reading.lexicon.classes.get("pronouns", frozenset()):
        return ""
    if tail == "d":
        return "modals" if "base" in verb.forms and "past" not in verb.forms else "have"
    return _AUXILIARIES.get(tail, "")


def split(word: str) -> tuple[str, str]:
    """What stands before and behind the apostrophe of a word; the word itself and "" where it has none."""
    for mark in "’'":
        head, found, tail = word.partition(mark)
        if found:
            return head, tail
    return word, ""


def is_subject(reading: Reading, at: int) -> bool:
    """Whether the word is a pronoun with its auxiliary: "we've"."""
    head, tail = split(reading.low[at])
    return bool(tail) and head in reading.lexicon.classes.get("pronouns", frozenset()) and tail in (*_AUXILIARIES, "d")
