"""The months of a year and the days of a month as rows of links, with bars that show how much stands behind each."""

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
_LETTERS: Final = 3
"""Letters of a month's name for which a row of twelve has room on a phone; the whole name is the link's title."""


def month_cells(year: str, counts: Mapping[str, int], where: Mapping[str, str], lang: str) -> tuple[CellView, ...]:
    """The twelve months of a year; `counts` by month ("2022-08"), `where` the page on which each stands."""
    letters = month_letters(lang)
    cells = []
    for number in range(1, 13):
        key = f"{year}-{number:02}"
        count = counts.get(key, 0)
        text = short_wording(key, lang).removesuffix(year).strip()[:_LETTERS]
        href = f"{where[key]}#{anchor('m', key)}" if count else ""
        cells.append(CellView(text, wording(key, lang), href, count, key, letters[number - 1]))
    return tuple(cells)


def bar_path(counts: Iterable[int], most: int) -> str:
    """Bars 10 units apart, the highest 32; what is there is seen. `most` is what the highest stands for."""
    heights = ((at, max(2, count * _HEIGHT // max(1, most))) for at, count in enumerate(counts) if count)
    return "".join(f"M{at * 10 + 1} {_HEIGHT}v-{height}h8v{height}" for at, height in heights)


def day_cells(
    month: str, dates: Iterable[str], where: Mapping[str, str], lang: str, moved: bool
) -> tuple[CellView, ...]:
    """Every day of a month; `dates` has the date of each of its entries, `where` the page of a day. `moved` gives each
    day its fragment, for a page from which the lines are gone."""
    counts = Counter(when for when in dates if len(day_key(when)) == 10)
    cells = []
    for number in range(1, monthrange(int(month[:4]), int(month[5:]))[1] + 1):
        day = f"{month}-{number:02}"
        count, fragment = counts[day], anchor("d", day)
        href = f"{where[day]}#{fragment}" if count else ""
        own = fragment if moved and count else ""
        cells.append(CellView(str(number), wording(day, lang), href, count, "" if moved else day, anchor=own))
    return tuple(cells)


def period_cells(dates: Iterable[str], where: Mapping[str, str], lang: str) -> tuple[CellView, ...]:
    """Each date of more than a day among `dates`, in the order given, with its fragment."""
    counts = Counter(when for when in dates if len(day_key(when)) < 10)
    cells = []
    for when, count in counts.items():
        fragment = anchor("d", when)
        href = f"{where[day_key(when)]}#{fragment}"
        cells.append(CellView(short_wording(when, lang), wording(when, lang), href, count, anchor=fragment))
    return tuple(cells)


@lru_cache(maxsize=16)
def month_letters(lang: str) -> tuple[str, ...]:
    """A letter for each month by which it is told from the others: the first of its name that none before it has."""
    taken: list[str] = []
    for number in range(1, 13):
        name = wording(f"2001-{number:02}", lang).removesuffix("2001").strip().lower()
        free = [char for char in (*name, *"abcdefghijklmnopqrstuvwxyz") if char.isalpha() and char not in taken]
        taken.append(free[0])
    return tuple(taken)
