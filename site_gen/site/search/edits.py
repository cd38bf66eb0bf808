"""A new title or text of one article in the index: the few files that change, from what is remembered of the whole.

The index is as `shards` and `postings` make it of everything; here the words that the article lost are taken out of its
lists, and those that it won are put in. Where more would change, as when a word becomes so frequent that it gets a
file of its own, nothing is told, and the index is to be made of everything.
"""

from __future__ import annotations

import re
from bisect import insort
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Final

import msgspec
from msgspec import Struct

from site_gen.site.search.docs import ARTICLE
from site_gen.site.search.postings import BINS, FIELDS, bin_of, read_number, write_number, write_slots
from site_gen.site.search.shards import LONG, name_of, shard_count, slots_a_file

PLAN: Final = "search-plan"
"""The name under which it is remembered."""
_NUMBER: Final = re.compile("[g-z0-9_-]*[A-Za-f]")
"""As `write_number` writes it: digits that say that more follow, and the last."""
TITLES: Final = 0
TEXTS: Final = ARTICLE + 1
"""Fields of an article: its title, and its text."""
Place = tuple[int, str]
"""A field, and a word in it."""


class Plan(Struct, frozen=True, array_like=True):
    """What is to be known of a whole index for a change of one article in it."""

    sizes: tuple[int, ...]
    """Docs a file of what results show, by kind."""
    blocks: tuple[tuple[int, int], ...]
    """(Number, articles) from the oldest."""
    lengths: tuple[int, int, int]
    """As `shards.measure` gives them."""
    light: int
    """Letters of all lists that have no file of their own."""
    shards: int
    shared: tuple[str, ...]
    """Names of files that several words have together."""


class Change(Struct, frozen=True):
    """An article with other words."""

    block: int
    slot: int
    """Its place among the articles of the block."""
    gone: frozenset[Place]
    """What it has no more."""
    new: frozenset[Place]


class Edited(Struct, frozen=True):
    """What becomes of the index."""

    plan: Plan
    block: bytes
    """The lists of the article's block, as `shards.pack_lists` gives them."""
    bins: Mapping[int, str]
    """Those of all blocks, as `postings.merge_lists` gives them, of each bin that has changed."""
    files: Mapping[str, str]
    """Lines of each file that has changed, by its name."""


def measured(plan: Plan, block: int, slot: int, before: int, after: int) -> Plan | None:
    """The plan with another length of an article (`shards.length_of`); None where that changes what is in files."""
    letters, articles, step = plan.lengths
    if (slot + sum(count for number, count in plan.blocks if number < block)) % step:
        return plan  # it is not among those that are measured
    letters += after - before
    if slots_a_file(letters, articles) != plan.sizes:
        return None
    return msgspec.structs.replace(plan, lengths=(letters, articles, step))


def edited(plan: Plan, change: Change, block: bytes, bins: Callable[[int], str]) -> Edited | None:
    """The index after a change. `block` has the lists of the article's block, `bins` gives those of all blocks by bin,
    both as they are before; raises ValueError where they are others. None where the whole index is to be made."""
    lists = msgspec.msgpack.decode(block, type=list[bytes])
    words: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for field, word in change.gone | change.new:
        words[bin_of(word)][word].append(field)
    changed: dict[int, str] = {}
    files: dict[str, str] = {}
    light = plan.light
    shards: set[int] = set()
    for number, found in words.items():
        here, everywhere = _rows(lists[number].decode()), _rows(bins(number))
        old = _light(everywhere)
        for word, fields in found.items():
            was_long = word in everywhere and len(_line(word, everywhere[word])) >= LONG
            for field in fields:
                run = _take(here, (field, word), change)
                _put(everywhere, (field, word), change.block, run)
            line = _line(word, everywhere[word]) if word in everywhere else ""
            name = name_of(word)
            if was_long != (len(line) >= LONG) or name in plan.shared:
                return None
            if was_long:
                files[name] = line
        lists[number] = _text(here).encode()
        changed[number] = _text(everywhere)
        new = _light(everywhere)
        light += len(new) - len(old)
        if new != old:
            shards.add(number % plan.shards)
    if shard_count(light) != plan.shards:
        return None
    for shard in shards:
        bin_texts = (changed[at] if at in changed else bins(at) for at in range(shard, BINS, plan.shards))
        parts = (_light(_rows(text)) for text in bin_texts)
        files[f"t{shard}"] = "\n".join(filter(None, parts))
    plan = msgspec.structs.replace(plan, light=light)
    return Edited(plan, msgspec.msgpack.encode(lists), changed, files)


_Rows = dict[str, list[str]]
"""Fields by word."""


def _rows(text: str) -> _Rows:
    found = (line.split("\t") for line in text.split("\n")) if text else ()
    return {word: [*fields, *[""] * (FIELDS - len(fields))] for word, *fields in found}


def _text(rows: _Rows) -> str:
    return "\n".join(_line(word, rows[word]) for word in sorted(rows))


def _line(word: str, fields: Iterable[str]) -> str:
    return "\t".join((word, *fields)).rstrip("\t")


def _light(rows: _Rows) -> str:
    """The lines of words that have no file of their own."""
    lines = (_line(word, rows[word]) for word in sorted(rows))
    return "\n".join(line for line in lines if len(line) < LONG)


def _take(rows: _Rows, place: Place, change: Change) -> str:
    """Take the article out of a word's list in its block, or put it in; the list as it is then."""
    field, word = place
    fields = rows.setdefault(word, [""] * FIELDS)
    slots: list[int] = []
    for step in map(read_number, _NUMBER.findall(fields[field])[1:]):
        slots.append(step + (slots[-1] if slots else 0))
    if (change.slot in slots) != (place in change.gone):
        raise ValueError(f'"{word}" is not listed as it was')
    if place in change.gone:
        slots.remove(change.slot)
    else:
        insort(slots, change.slot)
    fields[field] = write_slots(slots) if slots else ""
    run = fields[field]
    if not any(fields):
        del rows[word]
    return run


def _put(rows: _Rows, place: Place, block: int, run: str) -> None:
    """Give a word another list of one block among those of all; none where it is empty."""
    field, word = place
    fields = rows.setdefault(word, [""] * FIELDS)
    runs = dict(_runs(fields[field]))
    runs[block] = run
    last, told = 0, []
    for number in sorted(runs):
        if runs[number]:
            told.append(write_number(number - last) + runs[number])
            last = number
    fields[field] = "".join(told)
    if not any(fields):
        del rows[word]


def _runs(field: str) -> list[tuple[int, str]]:
    """(Block, its list) of a field over all blocks."""
    numbers = _NUMBER.findall(field)
    found: list[tuple[int, str]] = []
    at = block = 0
    while at < len(numbers):
        block += read_number(numbers[at])
        end = at + 2 + read_number(numbers[at + 1])
        found.append((block, "".join(numbers[at + 1 : end])))
        at = end
    return found
