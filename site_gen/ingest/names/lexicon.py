"""The language's words for names and offices (`lang/<lang>/names.toml`), and its states.

Read once from the package; to add a language, add its folder.
"""

from __future__ import annotations

import tomllib
import unicodedata
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

from msgspec import Struct


class State(Struct, frozen=True):
    """A state or territory as the language names it."""

    id: str
    code: str
    """ISO 3166-1 alpha-2, or XK."""
    names: tuple[str, ...]
    """The usual one first."""
    capital: str
    adjectives: tuple[str, ...]


class Lexicon(Struct, frozen=True, eq=False):
    """Everything the rules of one language look up."""

    titles: dict[str, tuple[str, ...]]
    """Every way to write a title, by each of its ways, lower case."""
    bodies: dict[str, tuple[str, ...]]
    """Every way to write a state body, by each of its ways."""
    words: dict[str, frozenset[str]]
    """Small word lists by name: determiners, former, after_head."""
    kinds: dict[str, str]
    """Kinds of a word, as letters in the order of the file: "body", "office"."""
    adjectives: frozenset[str]
    """Folded adjectives of states, peoples, faiths and parts of the world, and their plurals: "russian", "arabs"."""
    states: dict[str, State]
    """By id."""
    state_of: dict[str, str]
    """State id by folded name or code-like short name."""


_PLAIN: Final = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "’": "'", "ə": "a", "æ": "ae", "ß": "ss"})


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Lower case, plain apostrophes, no accents, so that "Erdoğan" and "ERDOGAN" are one."""
    lowered = word.lower()
    if lowered.isascii():
        return lowered
    parts = unicodedata.normalize("NFKD", lowered.translate(_PLAIN))
    plain = "".join(char for char in parts if not unicodedata.combining(char))
    return plain if any("a" <= char <= "z" or char == "'" for char in plain) else lowered


@lru_cache(maxsize=8)
def load_lexicon(lang: str = "en") -> Lexicon:
    """The lexicon of a language; of English where the language has none."""
    raw = _read(lang, "names") or _read("en", "names")
    rows = _read(lang, "states") or _read("en", "states")
    states = {key: _state(key, row, raw) for key, row in rows.items()}
    return Lexicon(
        titles=_ways(raw["titles"]),
        bodies=_ways(raw["bodies"]),
        words={name: frozenset(entries) for name, entries in raw["words"].items()},
        kinds=_kinds(raw["kinds"]),
        adjectives=_adjectives(states, raw["peoples"]["words"]),
        states=states,
        state_of={fold(name): state.id for state in states.values() for name in state.names},
    )


def _state(key: str, row: list[str], raw: dict[str, Any]) -> State:
    """One row of `states.toml` with what `names.toml` adds."""
    code, name, capital, adjective, *further = row
    adjectives = [part.strip() for part in adjective.split(",") if part.strip()] + raw["adjectives"].get(key, [])
    names = dict.fromkeys([name, *raw["short_names"].get(key, ()), *further])
    return State(key, code, tuple(names), capital, tuple(dict.fromkeys(adjectives)))


def _adjectives(states: dict[str, State], peoples: list[str]) -> frozenset[str]:
    """All adjectives and their plurals, folded."""
    words = [fold(word) for state in states.values() for word in state.adjectives] + [fold(word) for word in peoples]
    return frozenset(word + ending for word in words for ending in ("", "s"))


def _ways(table: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    """Each way of writing maps to all ways of the same thing."""
    return {way.lower(): (first, *others) for first, others in table.items() for way in (first, *others)}


def _kinds(table: dict[str, list[str]]) -> dict[str, str]:
    """The kinds of each word, as one text."""
    found: dict[str, str] = {}
    for kind, entries in table.items():
        for word in dict.fromkeys(entries):
            found[word] = found.get(word, "") + kind[0] + kind[1]
    return found


def _read(lang: str, what: str) -> dict[str, Any]:
    """A data file of the language, or an empty table."""
    file = files("site_gen.ingest").joinpath("lang", lang, f"{what}.toml")
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
