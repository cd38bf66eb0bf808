"""Words into word classes: what a word may be in a time expression ("May" a month, "25" a day or a number).

Each distinct set of classes is one character, so that a text becomes a string over which patterns are matched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

Value = int | str | float

NOTHING: Final = "."
"""The character of a word that has no part in any time expression."""
_FIRST_CHARACTER: Final = 0x100
_REMEMBERED: Final = 60_000

_SHAPES: Final = (
    ("clock", re.compile(r"\d{1,2}:\d\d")),
    ("slashes", re.compile(r"\d{1,2}([/.])\d{1,2}\1(?:\d{4}|\d\d)")),
    ("decade", re.compile(r"'?(?:1[5-9]|20)?\d0s")),
)
"""Classes told by the form of a token with digits: 9:34, 4/8/2022, 1990s."""
_DOTTED_CLOCK: Final = re.compile(r"\d{1,2}\.\d\d")
_NUMBER: Final = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")
_CLOCK_HALF: Final = re.compile(r"(\d{1,2}(?:[:.]\d\d)?)([ap]m)", re.IGNORECASE)
_ORDINAL: Final = re.compile(r"(\d{1,2})(?:st|nd|rd|th|го|й|е|я)")
_SAMPLES: Final = (
    *("0", "5", "15", "25", "31", "45", "75", "100", "1500", "1996", "2500", "1,000", "2.5", "9.30", "30.30", "45.30"),
    *("9:34", "9pm", "20th", "50th", "4/8/2022", "1990s", "90s"),
)
"""A token of each kind of number, so that every set of classes is known when patterns are compiled."""


class Lexicon(dict[str, str]):
    """Character by word as written, filled as words are met, emptied when it holds too many."""

    def __init__(self, classes: Mapping[str, Mapping[str, Value]], roles: Mapping[str, str]) -> None:
        super().__init__()
        self.roles = roles
        """What a word of the language is in the words of `resolve`: "прошлой" is "last". English needs none."""
        self._classes: dict[str, dict[str, Value]] = {}
        for name, words in classes.items():
            for word, value in words.items():
                self._classes.setdefault(word, {})[name] = value
        self._characters: dict[frozenset[str], str] = {}
        for word in (*self._classes, *_SAMPLES):
            self._character(frozenset(self.classes(word)))

    def classes(self, word: str) -> dict[str, Value]:
        """What the word may be, with its value in each class. A key with a capital is met only with it."""
        if word[0].isdigit():
            return number_classes(word) | self._classes.get(word, {})
        lower = word.lower()
        found = self._classes.get(lower, {})
        if word != lower:
            found = {**found, **self._classes.get(word.title() if word.isupper() else word, {})}
            found |= self._classes.get(word, {})
        return found

    def known(self) -> tuple[str, ...]:
        """All words of the language's data, in order."""
        return tuple(sorted(self._classes))

    def characters_by_class(self) -> dict[str, str]:
        """By class all characters whose words may be of it, for a character set of a regular expression."""
        found: dict[str, list[str]] = {}
        for names, char in self._characters.items():
            for name in names:
                found.setdefault(name, []).append(char)
        return {name: "".join(sorted(chars)) for name, chars in found.items()}

    def __missing__(self, word: str) -> str:
        if len(self) > _REMEMBERED:
            self.clear()
        if "-" in word and len(word) > 1:
            parts = word.split("-")
            code = NOTHING
            if any(self.classes(part) for part in parts if part):
                code = self["-"].join(self._character(frozenset(self.classes(part))) for part in parts if part)
        else:
            code = self._character(frozenset(self.classes(word)))
        self[word] = code
        return code

    def _character(self, names: frozenset[str]) -> str:
        if not names:
            return NOTHING
        return self._characters.setdefault(names, chr(_FIRST_CHARACTER + len(self._characters)))


def number_classes(word: str) -> dict[str, Value]:
    """What a token that begins with a digit may be."""
    if _NUMBER.fullmatch(word):
        found: dict[str, Value] = {"digits": float(word.replace(",", ""))}
        if word.isdigit():
            found = _whole(word)
        if _DOTTED_CLOCK.fullmatch(word):
            found["dotclock"] = word
        return found
    if _CLOCK_HALF.fullmatch(word):
        return {"halfclock": word}
    if ordinal := _ORDINAL.fullmatch(word):
        number = int(ordinal.group(1))
        return {"nth": number, **({"nthday": number} if 1 <= number <= 31 else {})}
    for name, shape in _SHAPES:
        if shape.fullmatch(word):
            return {name: word}
    return {}


def _whole(word: str) -> dict[str, Value]:
    number = int(word) if len(word) < 10 else 10**9
    found: dict[str, Value] = {"digits": number}
    if len(word) == 4 and 1000 <= number <= 2199:
        found["year"] = number
    if len(word) <= 2:
        found["short"] = number
        if 1 <= number <= 31:
            found["dayno"] = number
        if number <= 24:
            found["hour"] = number
    return found


def read_count(values: Iterable[Value]) -> int | float:
    """Number words one after the other: 20 4 is 24, 2 1000 is 2000, 100 50 is 150."""
    total: int | float = 0
    current: int | float = 0
    for value in values:
        if not isinstance(value, int | float):
            continue
        if value in (100, 1000, 1_000_000) and not isinstance(value, float):
            current = (current or 1) * value
            if value > 100:
                total, current = total + current, 0
        else:
            current += value
    return total + current


def read_spoken_year(values: tuple[int, ...]) -> int | None:
    """Nineteen ninety four is 1994, two thousand three is 2003; None when it is no year."""
    if len(values) >= 2 and 10 < values[0] <= 20 and all(0 < value < 100 for value in values[1:]):
        rest = sum(values[1:])
        return values[0] * 100 + rest if 10 <= rest <= 99 else None
    if len(values) >= 2 and values[:2] == (2, 1000):
        rest = sum(values[2:])
        return 2000 + rest if rest < 100 else None
    return None
