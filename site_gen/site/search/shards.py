"""Blocks to the files of the index: few enough to publish, small enough to load, most of them the same after an edit.

What is slow, the words of a block and the merging of a bin, is asked for through `recall`, which may remember it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import blake2b
from typing import Final

import msgspec
from msgspec import Struct

from site_gen.model import Item
from site_gen.site.recall import Recall
from site_gen.site.search.blocks import Block
from site_gen.site.search.docs import ARTICLE, KINDS, Spot
from site_gen.site.search.postings import BINS, Docs, lists_of, merge_lists, name_hash, write_number

LONG: Final = 4096
"""Length of a word's lists from which on it has a file of its own."""
_SHARD: Final = 8192
"""Length of a file of lists, on the mean at most."""
_SHOWN: Final = 16_384
"""Length of a file of articles' texts, on the mean at most; of what is short a file has `_LINES`."""
_LINES: Final = 32
_SAMPLE: Final = 1000
"""Articles whose length is looked at, about."""

ListsOf = Callable[[Sequence[Block]], Iterable[tuple[int, bytes]]]
"""The lists of these blocks, as `pack_lists` gives them, each with its place among them."""


class Lists(Struct, frozen=True):
    """The lists of all words, in files."""

    shards: tuple[str, ...]
    """Their number is a power of two; a bin is in that of its number modulo theirs."""
    long: tuple[tuple[str, str], ...]
    """(word, its line) for what has a file of its own, sorted by word."""
    light: int
    """Letters of all others."""

    def files(self) -> Iterator[tuple[str, str]]:
        """(Name, lines) of each file: "t17" for a shard, "w1a2b3c4d" for a word by its hash."""
        for number, lines in enumerate(self.shards):
            yield f"t{number}", lines
        for name, lines_of_name in self._named().items():
            yield name, "\n".join(lines_of_name)

    def shared(self) -> tuple[str, ...]:
        """Names of files that several words have together."""
        return tuple(name for name, lines in self._named().items() if len(lines) > 1)

    def _named(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for word, line in self.long:
            found[name_of(word)].append(line)
        return found


def name_of(word: str) -> str:
    """The name of the file that a word has for itself."""
    return f"w{name_hash(word):08x}"


def shard_count(light: int) -> int:
    """How many files there are for lists of so many letters."""
    return _power(2 * light // _SHARD, BINS)


def pack_lists(docs: Docs) -> bytes:
    """The lists of a block's docs, as they are remembered."""
    return msgspec.msgpack.encode(lists_of(docs))


def find_lists(blocks: Sequence[Block], needs: Callable[[Block], bytes], make: ListsOf, recall: Recall) -> Lists:
    """The lists of all words of all blocks. `needs` hashes what a block's docs are made from, `make` makes the lists of
    those that are not remembered."""

    def missing(numbers: Sequence[int]) -> Iterator[tuple[int, bytes]]:
        for number, lists in make([blocks[one] for one in numbers]):
            yield numbers[number], lists

    packed = recall.all([(f"block-{block.number}", needs(block)) for block in blocks], missing)
    parts = [msgspec.msgpack.decode(one, type=list[bytes]) for one in packed]
    light: list[str] = []
    long: list[tuple[str, str]] = []
    for number in range(BINS):
        found = [(block.number, lists[number]) for block, lists in zip(blocks, parts, strict=True)]
        few: list[str] = []
        for line in _bin_lines(number, found, recall):
            if len(line) < LONG:
                few.append(line)
            else:
                long.append((line.partition("\t")[0], line))
        light.append("\n".join(few))
    letters = sum(map(len, light))
    count = shard_count(letters)
    shards = ("\n".join(filter(None, light[at::count])) for at in range(count))
    return Lists(tuple(shards), tuple(sorted(long)), letters)


def measure(blocks: Iterable[Block], most: int) -> tuple[int, int, int]:
    """Letters of articles of whose texts at most so many are shown, how many these are, and every how manieth it is."""
    articles = [spot.item for block in blocks for spot in block.kinds[ARTICLE]]
    step = len(articles) // _SAMPLE + 1
    return sum(length_of(item, most) for item in articles[::step]), len(articles[::step]), step


def length_of(item: Item, most: int) -> int:
    """Letters of what results show of an article, about."""
    return min(len(item.body), most) + len(item.summary) + 200


def slots_a_file(letters: int, articles: int) -> tuple[int, ...]:
    """How many docs of each kind are in one file: a power of two that fits the mean length of these articles."""
    length = letters // (articles or 1)
    return tuple(_power(_SHOWN // (length or 1), _LINES) if kind == ARTICLE else _LINES for kind in range(len(KINDS)))


def find_shown(blocks: Iterable[Block], sizes: Sequence[int]) -> Iterator[tuple[str, Block, int, slice]]:
    """What results show, in files: name ("a24271-0"), and which docs of which block and kind are in it."""
    for block in blocks:
        for kind, spots in enumerate(block.kinds):
            for part, at in enumerate(range(0, len(spots), sizes[kind])):
                yield f"{KINDS[kind][0]}{block.number}-{part}", block, kind, slice(at, at + sizes[kind])


def days_of(block: Block) -> tuple[str, ...]:
    """The day of each doc by kind, as an ordinal: how far each is from the one before."""
    return tuple(_steps(spots) for spots in block.kinds)


def _bin_lines(number: int, parts: Sequence[tuple[int, bytes]], recall: Recall) -> list[str]:
    key = blake2b(digest_size=16)
    for block, lists in parts:
        if lists:
            key.update(b"%d %d " % (block, len(lists)) + lists)
    merged = recall(f"bin-{number}", key.digest(), lambda: merge_lists(parts).encode()).decode()
    return merged.split("\n") if merged else []


def _steps(spots: Sequence[Spot]) -> str:
    days = [spot.day for spot in spots]
    return "".join(write_number(day - before) for before, day in zip([0, *days], days, strict=False))


def _power(wanted: int, most: int) -> int:
    """The greatest power of two that is not above `wanted`, from 1 to `most`."""
    return 1 << min(max(wanted, 1), most).bit_length() - 1
