"""Blocks to lists by word, in bins of a fixed number that are made and merged apart from each other.

A word has a list for each field: titles, texts of articles, statements, events, figures. A list is written in digits
of base 32 (`_DIGITS`; the upper 32 say that more digits follow, lowest first): for each block how far it is from the
one before, how many docs it has, and how far each of them is from the one before it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import sub
from typing import Final

from site_gen.site.search.docs import ARTICLE, KINDS, Doc
from site_gen.site.search.words import words_of

BINS: Final = 512
"""A power of two. Changing it moves every word."""
FIELDS: Final = len(KINDS) + 1
_STEM: Final = 3
"""Words that begin with the same letters, as many as these, are in one bin: what has them can be looked up there."""
_DIGITS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_SMALL: Final = tuple(
    _DIGITS[n] if n < 32 else _DIGITS[32 + n % 32] + (_DIGITS[n // 32] if n < 1024 else "") for n in range(1024)
)
_VALUES: Final = {digit: value for value, digit in enumerate(_DIGITS)}

Docs = Sequence[Sequence[Doc]]
"""The docs of a block by kind."""


def bin_of(word: str) -> int:
    """The bin of a word, by its first letters; what has a ":" ("by:x") goes by the whole."""
    return name_hash(word if ":" in word else word[:_STEM]) % BINS


@lru_cache(maxsize=65536)
def name_hash(text: str) -> int:
    """FNV-1a over code points, 32 bit."""
    found = 0x811C9DC5
    for char in text:
        found = ((found ^ ord(char)) * 0x01000193) & 0xFFFFFFFF
    return found


def write_number(number: int) -> str:
    """A number in digits.

    >>> write_number(5), write_number(40), write_number(24264)
    ('F', 'oB', 'o2X')
    """
    if number < 1024:
        return _SMALL[number]
    return _DIGITS[32 + number % 32] + write_number(number // 32)


def read_number(digits: str) -> int:
    """The number that `write_number` wrote.

    >>> read_number("o2X")
    24264
    """
    return sum((_VALUES[digit] & 31) << 5 * place for place, digit in enumerate(digits))


def lists_of(docs_by_kind: Docs) -> tuple[bytes, ...]:
    """The lists of one block by bin: lines of word and fields, parted by tabs, sorted by word."""
    fields: list[dict[str, list[int]]] = [defaultdict(list) for _ in range(FIELDS)]
    for kind, docs in enumerate(docs_by_kind):
        lists = fields[kind + 1]
        for slot, doc in enumerate(docs):
            for word in words_of(doc.text):
                lists[word].append(slot)
            for mark in doc.marks:
                lists[mark].append(slot)
            if kind == ARTICLE:
                for word in words_of(doc.title):
                    fields[0][word].append(slot)
    rows: dict[str, str] = {}
    for field, lists in enumerate(fields, 1):
        for word, slots in lists.items():
            row = rows.get(word, word)
            rows[word] = row + "\t" * (field - row.count("\t")) + write_slots(slots)
    bins: list[list[str]] = [[] for _ in range(BINS)]
    for word in sorted(rows):
        bins[bin_of(word)].append(rows[word])
    return tuple("\n".join(lines).encode() for lines in bins)


def merge_lists(parts: Iterable[tuple[int, bytes]]) -> str:
    """The lists of one bin over all blocks, (number, lists) from the oldest: lines as `lists_of` writes them."""
    found: dict[str, list[str]] = {}
    last: dict[str, list[int]] = {}
    for number, lists in parts:
        for line in lists.decode().split("\n") if lists else ():
            word, *fields = line.split("\t")
            if word not in found:
                found[word], last[word] = [""] * FIELDS, [0] * FIELDS
            so_far, before = found[word], last[word]
            for field, slots in enumerate(fields):
                if slots:
                    so_far[field] += write_number(number - before[field]) + slots
                    before[field] = number
    return "\n".join("\t".join((word, *found[word])).rstrip("\t") for word in sorted(found))


def write_slots(slots: Sequence[int]) -> str:
    """How many there are, and how far each is from the one before."""
    if len(slots) == 1:
        return "B" + write_number(slots[0])
    write = _SMALL.__getitem__ if slots[-1] < len(_SMALL) else write_number
    return write_number(len(slots)) + write_number(slots[0]) + "".join(map(write, map(sub, slots[1:], slots)))
