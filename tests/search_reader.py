"""A small reader of the search index, by its files alone: what a browser does, without ranking."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from site_gen.site.search.words import words_of

_DIGITS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_KINDS: Final = "asef"


class Reader:
    """The index in `search/` of a built site, given as path to bytes."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = {path: data.decode() for path, data in files.items() if path.startswith("search/")}
        self.directory = self._load("index")
        self.long = set(self.directory["long"].split())

    def find(self, word: str) -> list[tuple[str, Any]]:
        """(Kind, what is shown) of each doc that has the word, itself already folded."""
        name = f"w{_hash(word):08x}"
        if word not in self.long:
            name = f"t{_hash(word if ':' in word else word[:3]) % 512 % self.directory['shards']}"
        rows = [line.split("\t") for line in self._load(name)[1].split("\n")]
        fields: list[str] = next((row[1:] for row in rows if row[0] == word), [])
        found = {place for field, told in enumerate(fields) for place in _places(max(0, field - 1), told)}
        return [(_KINDS[kind], self._shown(kind, block, slot)) for kind, block, slot in sorted(found)]

    def find_all(self, text: str) -> list[tuple[str, Any]]:
        """What has every word of the text."""
        found = [self.find(word) for word in sorted(words_of(text))]
        return [one for one in found[0] if all(one in other for other in found)] if found else []

    def hrefs(self, text: str) -> set[str]:
        """Addresses of what has every word of the text."""
        return {shown[0] for _, shown in self.find_all(text)}

    def _shown(self, kind: int, block: int, slot: int) -> Any:
        size = self.directory["slots"][kind]
        return self._load(f"{_KINDS[kind]}{block}-{slot // size}")[2][slot % size]

    def _load(self, name: str) -> Any:
        text = self.files[f"search/{name}.js"]
        assert text.startswith("siteSearch("), name
        assert text.endswith(");\n"), name
        return json.loads(text[11:-3])


def _places(kind: int, told: str) -> list[tuple[int, int, int]]:
    """(Kind, block, slot) of each doc in a list."""
    numbers = iter(_numbers(told))
    found, block = [], 0
    for step in numbers:
        block += step
        slot = 0
        for _ in range(next(numbers)):
            slot += next(numbers)
            found.append((kind, block, slot))
    return found


def _numbers(told: str) -> list[int]:
    found, value, shift = [], 0, 0
    for char in told:
        digit = _DIGITS.index(char)
        value += (digit & 31) << shift
        shift += 5
        if digit < 32:
            found.append(value)
            value = shift = 0
    return found


def _hash(text: str) -> int:
    found = 0x811C9DC5
    for char in text:
        found = (found ^ ord(char)) * 0x01000193 % 2**32
    return found
