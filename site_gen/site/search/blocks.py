"""Spots to numbers: blocks by month, in each the spots of a kind counted from 0 in the order of their days.

A number is a block's and a place in it, so that what is new or of another day moves the numbers of its own month
only. Where months are nearly empty, a block is a year.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Final

from msgspec import Struct

from site_gen.site.search.docs import KINDS, Spot

_FULL: Final = 24
"""Docs a month, on the mean, from which on blocks are months."""


class Block(Struct, frozen=True, eq=False):
    """What can be found of one month or year."""

    number: int
    """Twelve times the year and the month less one; 0 is undated."""
    kinds: tuple[tuple[Spot, ...], ...]
    """Spots by kind, each from the oldest."""


def group_spots(spots: Iterable[Spot]) -> tuple[Block, ...]:
    """The spots in blocks, undated first, then from the oldest."""
    months: dict[int, list[Spot]] = defaultdict(list)
    for spot in spots:
        months[month_of(spot.day)].append(spot)
    if sum(map(len, months.values())) < _FULL * len(months):
        years: dict[int, list[Spot]] = defaultdict(list)
        for number, found in months.items():
            years[number - number % 12].extend(found)
        months = years
    return tuple(_block(number, months[number]) for number in sorted(months))


def month_of(day: int) -> int:
    """The number of the month of a day, an ordinal; 0 of 0."""
    if not day:
        return 0
    told = date.fromordinal(day)
    return told.year * 12 + told.month - 1


def _block(number: int, spots: list[Spot]) -> Block:
    spots.sort(key=lambda spot: (spot.kind, spot.day, spot.item.id, spot.number))
    return Block(number, tuple(tuple(spot for spot in spots if spot.kind == kind) for kind in range(len(KINDS))))
