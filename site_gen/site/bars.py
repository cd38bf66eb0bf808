"""Rows of small bars over the months of a year or the days of a month, each leading to its part of the timeline."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from site_gen.dates import short_wording, wording
from site_gen.site.calendar import anchor, day_key
from site_gen.site.timeline_views import CellView

_HEIGHT: Final = 32


def month_cells(year: str, counts: Mapping[str, int], pages: Mapping[str, str], most: int, lang: str) -> list[CellView]:
    """The twelve months of a year; `counts` by month, `pages` by month, `most` is what the highest bar stands for."""
    letters = month_letters(lang)
    cells = []
    for number in range(1, 13):
        key = f"{year}-{number:02}"
        count = counts.get(key, 0)
        text = short_wording(key, lang).removesuffix(year).strip()
        href = f"{pages[key]}#{anchor('m', key)}" if count else ""
        cells.append(CellView(text, wording(key, lang), href, count, height(count, most), key, letters[number - 1]))
    return cells


def day_cells(month: str, dates: Iterable[str], where: Mapping[str, str], lang: str, moved: bool) -> list[CellView]:
    """Every day of a month; `dates` has the date of each of its entries, `where` the page of a day. `moved` gives each
    day its fragment, for a page from which the lines are gone."""
    counts = Counter(when for when in dates if len(day_key(when)) == 10)
    most = max(counts.values(), default=1)
    cells = []
    for number in range(1, monthrange(int(month[:4]), int(month[5:]))[1] + 1):
        day = f"{month}-{number:02}"
        count, fragment = counts[day], anchor("d", day)
        cells.append(
            CellView(
                text=str(number),
                name=wording(day, lang),
                href=f"{where[day]}#{fragment}" if count else "",
                count=count,
                height=height(count, most),
                key="" if moved else day,
                anchor=fragment if moved and count else "",
            )
        )
    return cells


def period_cells(dates: Iterable[str], where: Mapping[str, str], lang: str) -> list[CellView]:
    """Each date of more than a day among `dates`, in the order given."""
    counts = Counter(when for when in dates if len(day_key(when)) < 10)
    return [
        CellView(
            short_wording(when, lang),
            wording(when, lang),
            f"{where[day_key(when)]}#{anchor('d', when)}",
            count,
            0,
            anchor=anchor("d", when),
        )
        for when, count in counts.items()
    ]


def height(count: int, most: int) -> int:
    """Of the bar for a count; what is there is seen."""
    return max(2, count * _HEIGHT // max(1, most)) if count else 0


@lru_cache(maxsize=16)
def month_letters(lang: str) -> tuple[str, ...]:
    """A letter for each month by which it is told from the others: the first of its name that none before it has."""
    taken: list[str] = []
    for number in range(1, 13):
        name = wording(f"2001-{number:02}", lang).removesuffix("2001").strip().lower()
        free = [char for char in (*name, *"abcdefghijklmnopqrstuvwxyz") if char.isalpha() and char not in taken]
        taken.append(free[0])
    return tuple(taken)
