"""The timeline parted into pages: a page a year, further by month and by day where one would be too long.

A year always has its page, whatever it holds, so that addresses stay while the site grows. A page that becomes too long
hands its lines down and keeps every fragment it had, each leading on. A new entry changes the page on which it stands,
those above it and, where it opens a page, the two beside it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct

from site_gen.site import urls
from site_gen.site.axis import Placed
from site_gen.site.calendar import UNDATED_SHELF, anchor, day_key, month_key, year_key

_FULL: Final = 10
"""A page of a timeline is full with this many times `page_size` entries."""


class Part(Struct, frozen=True, eq=False):
    """One page of a timeline, below its overview."""

    key: str
    """ "2022", "199x", "2022-08", "2022-08-04", "undated", "undated-2022"."""
    path: str
    placed: tuple[Placed, ...]
    """All that belongs to it, newest first, also what stands on the parts below."""
    parts: tuple[Part, ...] = ()
    """The pages it is parted into, newest first; none when everything stands here."""

    def own(self) -> tuple[Placed, ...]:
        """What stands on this very page: all, or what is too vague for the pages below."""
        if not self.parts:
            return self.placed
        below = {id(placed) for part in self.parts for placed in part.placed}
        return tuple(placed for placed in self.placed if id(placed) not in below)


def shelve(path: str, placed: Sequence[Placed], page_size: int) -> tuple[Part, ...]:
    """The pages of years, newest first, the undated last; `path` is the overview's. `page_size` 0 parts no year."""
    return tuple(_part(path, key, found, page_size * _FULL, 0) for key, found in _grouped(placed, 0).items())


def walk(parts: Sequence[Part]) -> Iterator[Part]:
    """Every page, each before those below it."""
    for part in parts:
        yield part
        yield from walk(part.parts)


def standing(part: Part) -> dict[str, str]:
    """Month and day keys of a part to the page on which their entries stand."""
    found = {key: part.path for placed in part.own() for key in (month_key(placed.when), day_key(placed.when))}
    for below in part.parts:
        found |= standing(below)
    return found | {part.key: part.path}


def month_addresses(parts: Sequence[Part]) -> dict[str, str]:
    """Month ("2022-08") to where the pages of a timeline begin it."""
    found = {key: path for part in parts for key, path in standing(part).items()}
    return {key: f"{path}#{anchor('m', key)}" for key, path in found.items() if len(key) == 7 and key[:4].isdigit()}


def addresses(path: str, parts: Sequence[Part]) -> dict[str, str]:
    """Every key of a timeline to its page, or a month's to where it stands on another's; "" to the overview, `path`."""
    return {"": path} | month_addresses(parts) | {part.key: part.path for part in walk(parts)}


def nearest(key: str, known: Mapping[str, str]) -> str:
    """Where a key stands in another timeline, told by its `addresses`: else the month, the year around it, or all."""
    while key not in known:
        key = key.rpartition("-")[0]
    return known[key]


def _part(path: str, key: str, placed: Sequence[Placed], full: int, level: int) -> Part:
    page = urls.part(path, key)
    below = _grouped(placed, level + 1) if full and len(placed) > full and level < 2 else {}
    below.pop(key, None)
    return Part(
        key, page, tuple(placed), tuple(_part(path, name, found, full, level + 1) for name, found in below.items())
    )


def _grouped(placed: Sequence[Placed], level: int) -> dict[str, list[Placed]]:
    """By the key at a level, the latest first; a decade after its first year, the undated last."""
    groups: dict[str, list[Placed]] = defaultdict(list)
    for one in placed:
        groups[_key(one, level)].append(one)
    order = sorted(groups, key=lambda key: (not key.startswith(UNDATED_SHELF), key.replace("x", "")), reverse=True)
    return {key: groups[key] for key in order}


def _key(placed: Placed, level: int) -> str:
    """The key at a level: year, month, day. What is undated is parted by the year of its article."""
    if not placed.when:
        published = placed.entry.item.published
        year = year_key(published) if published else UNDATED_SHELF
        return UNDATED_SHELF if level == 0 or year == UNDATED_SHELF else f"{UNDATED_SHELF}-{year}"
    return (year_key, month_key, day_key)[level](placed.when)
