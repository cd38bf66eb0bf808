"""The words by which `events` knows a happening, read from `lang/<lang>/events.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any

from msgspec import Struct

_Phrases = dict[str, tuple[tuple[tuple[str, ...], str], ...]]


class EventWords(Struct, frozen=True, eq=False):
    """The words of one language, in lower case."""

    verbs: dict[str, str]
    """Form of a verb: PLOVER type, "" for a happening without one."""
    nouns: dict[str, str]
    phrases: _Phrases
    """First word: (all words, type), the longest first."""
    future_phrases: _Phrases
    plans: _Phrases
    cancelled_phrases: _Phrases
    grammar: dict[str, frozenset[str]]
    """Further word lists by name; what each is for stands in the file."""


@cache
def event_words(lang: str) -> EventWords | None:
    """The event words of a language; None where it has no file."""
    file = resources.files("site_gen.ingest") / "lang" / lang.partition("-")[0] / "events.toml"
    if not file.is_file():
        return None
    data: dict[str, Any] = tomllib.loads(file.read_text("utf-8"))
    grammar = data["grammar"]
    types = [("" if name == "none" else name, table) for name, table in data["types"].items()]
    verbs: dict[str, str] = {}
    nouns: dict[str, str] = {}
    for name, table in types:
        for verb in table.get("verbs", ()):
            verbs.setdefault(verb, name)
        for noun in table.get("nouns", ()):
            nouns.setdefault(noun, name)
    return EventWords(
        verbs=verbs,
        nouns=nouns,
        phrases=_by_first((phrase, name) for name, table in types for phrase in table.get("phrases", ())),
        future_phrases=_by_first((phrase, "") for phrase in grammar["future_phrases"]),
        plans=_by_first((phrase, "") for phrase in grammar["plans"]),
        cancelled_phrases=_by_first((phrase, "") for phrase in grammar["cancelled_phrases"]),
        grammar={name: frozenset(words) for name, words in grammar.items()},
    )


def phrase_at(words: tuple[str, ...], at: int, end: int, phrases: _Phrases) -> tuple[int, str] | None:
    """(one past its last word, type) of the longest phrase that begins at word `at`; `words` in lower case."""
    for parts, name in phrases.get(words[at], ()):
        last = at + len(parts)
        if last <= end and words[at:last] == parts:
            return last, name
    return None


def _by_first(pairs: Any) -> _Phrases:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, name in pairs:
        parts = tuple(phrase.split())
        found.setdefault(parts[0], []).append((parts, name))
    return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in found.items()}
