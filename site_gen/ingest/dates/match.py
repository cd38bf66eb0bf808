"""A match of a pattern over the words of an article: which words it took and what they are worth."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate

from msgspec import Struct

from site_gen.ingest.dates.grammar import Pattern
from site_gen.ingest.dates.lexicon import Lexicon, Value, read_count
from site_gen.ingest.units import Units


class Words(Struct, frozen=True, eq=False):
    """The words of an article, hyphenated time words split, each with its offsets and its character."""

    codes: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    breaks: tuple[int, ...]
    """First word of each sentence, and one past the last word of all."""
    paragraphs: tuple[int, ...]
    """First word of each paragraph."""

    def lower(self, index: int) -> str:
        """The word at `index` in small letters, "" beyond either end."""
        return self.words[index].lower() if 0 <= index < len(self.words) else ""

    def opens_sentence(self, index: int) -> bool:
        """Whether a sentence begins with the word at `index`, or the text ends before it."""
        return self.breaks[min(bisect_left(self.breaks, index), len(self.breaks) - 1)] == index


class Match(Struct, frozen=True, eq=False):
    """Words `start` to `end` that a pattern matched."""

    index: int
    """Place of the pattern in its grammar."""
    pattern: Pattern
    words: Words
    lexicon: Lexicon
    found: re.Match[str]
    start: int
    end: int

    def spans(self, name: str) -> Iterator[tuple[int, int]]:
        """Word ranges that the class or part `name` took, in pattern order."""
        number = 1
        while f"{name}_{number}" in self.found.re.groupindex:
            span = self.found.span(f"{name}_{number}")
            if span[0] >= 0 and span[1] > span[0]:
                yield span
            number += 1

    def values(self, name: str) -> list[Value]:
        """The values of all words taken as class `name`, in text order."""
        return [self._value(name, first) for first, _ in sorted(self.spans(name))]

    def value(self, name: str) -> Value | None:
        """The value of the first word taken as class `name`, or None."""
        found = self.values(name)
        return found[0] if found else None

    def number(self, name: str) -> int | None:
        """The same, for classes whose values are whole numbers."""
        value = self.value(name)
        return value if isinstance(value, int) else None

    def text(self, name: str) -> str:
        """The same, for classes whose values are texts; "" when the class took no word."""
        value = self.value(name)
        return value if isinstance(value, str) else ""

    def unit(self) -> str:
        """The TIMEX3 letter of the unit, the last if several; "" for none."""
        if told := self.values("unit") + self.values("units"):
            return str(told[-1])
        for word in self.words.words[self.start : self.end]:
            classes = self.lexicon.classes(word)
            if unit := classes.get("unit") or classes.get("units"):
                return str(unit)
        return ""

    def count(self) -> int | float | None:
        """What a part `count` is worth."""
        for first, last in self.spans("count"):
            return read_count(self._number(index) for index in range(first, last))
        return None

    def numbers(self, name: str) -> list[int]:
        """The number words that a part took."""
        found = []
        for first, last in self.spans(name):
            found += [number for index in range(first, last) if isinstance(number := self._number(index), int)]
            break
        return [number for number in found if number]

    def has(self, *words: str) -> bool:
        """Whether any of the matched words has one of these roles."""
        return any(role in words for role in self.roles())

    def roles(self) -> tuple[str, ...]:
        """The matched words as the functions of `resolve` know them: small letters, English."""
        known = self.lexicon.roles
        return tuple(known.get(word, word) for word in map(self.words.lower, range(self.start, self.end)))

    def number_at(self, index: int, names: tuple[str, ...]) -> int:
        """The whole number that the word at `index` is worth in the first of these classes that it has."""
        classes = self.lexicon.classes(self.words.words[index])
        return next(value for name in names if isinstance(value := classes.get(name), int))

    def _value(self, name: str, index: int) -> Value:
        return self.lexicon.classes(self.words.words[index])[name]

    def _number(self, index: int) -> Value:
        classes = self.lexicon.classes(self.words.words[index])
        return classes.get("digits", classes.get("num", ""))


def read_words(units: Units, lexicon: Lexicon) -> Words:
    """The article's words as characters; hyphenated words with a time word in them become several."""
    codes = [lexicon[word] for word in units.words]
    firsts = [first for first, _ in units.sentences]
    paragraphs = [units.sentences[first][0] for first, _ in units.paragraphs]
    joined = "".join(codes)
    if len(joined) == len(codes):
        breaks = (*firsts, len(codes))
        return Words(joined, units.words, units.starts, units.ends, breaks, tuple(paragraphs))
    places = [0, *accumulate(map(len, codes))]
    words, starts, ends = list(units.words), list(units.starts), list(units.ends)
    for index in reversed([index for index, code in enumerate(codes) if len(code) > 1]):
        pieces, offset = [], starts[index]
        for piece in re.findall(r"[^-]+|-", words[index]):
            pieces.append((piece, offset, offset + len(piece)))
            offset += len(piece)
        words[index : index + 1] = [piece[0] for piece in pieces]
        starts[index : index + 1] = [piece[1] for piece in pieces]
        ends[index : index + 1] = [piece[2] for piece in pieces]
    breaks = tuple(places[first] for first in (*firsts, len(codes)))
    starts_of = tuple(places[first] for first in paragraphs)
    return Words(joined, tuple(words), tuple(starts), tuple(ends), breaks, starts_of)
