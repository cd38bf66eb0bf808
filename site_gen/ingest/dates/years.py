"""Meanings of seasons, years, decades and centuries."""

from __future__ import annotations

from datetime import date
from typing import Final

from site_gen.ingest.dates.context import Context
from site_gen.ingest.dates.days import told_year
from site_gen.ingest.dates.lexicon import read_spoken_year
from site_gen.ingest.dates.match import Match
from site_gen.ingest.dates.relative import step_of
from site_gen.ingest.dates.sense import Sense, of_stretch
from site_gen.ingest.dates.stretch import Stretch, starting

_SEASON_MONTH: Final = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_LEAST_DECADE: Final = 50
_SEASON_OF: Final = {"summer": "SU", "winter": "WI", "autumn": "FA", "fall": "FA", "spring": "SP"}


def season(match: Match, context: Context) -> Sense | None:
    """A season; its year as told, counted, or by nearness."""
    code = match.text("season")
    code = code or next((name for role, name in _SEASON_OF.items() if match.has(role)), "SU")
    year = told_year(match, context)
    rule = "season-year"
    if year is None:
        if any(match.spans("spoken")):
            return None
        year, rule = _season_year(match, context, code), "season-counted"
    if year is None or not 1 <= year <= 9999:
        return Sense(f"XXXX-{code}", "season-year-unknown", edtf="")
    return of_stretch(starting("S", year, _SEASON_MONTH[code], code=code), rule)


def _season_year(match: Match, context: Context, code: str) -> int | None:
    """The year of a season without one."""
    step = step_of(match)
    if context.history and context.main is not None:
        return context.main.first.year + step
    now = context.known("M")
    if now is None:
        return None
    begun = now.first.month >= _SEASON_MONTH[code]
    if match.has("last", "past"):
        over = now.first.month > _SEASON_MONTH[code] + 2
        return now.first.year if over else now.first.year - 1
    if step == 1:
        return now.first.year + 1 if begun else now.first.year
    if match.has("this") or begun or context.tense(match) == "coming":
        return now.first.year
    return now.first.year if _SEASON_MONTH[code] - now.first.month <= 4 else now.first.year - 1


def decade(match: Match, context: Context) -> Sense | None:
    """The 1990s, the '90s, the nineties."""
    text = match.text("decade").lstrip("'").removesuffix("s")
    tens = match.number("decade_word")
    if 0 < len(text) < 4 and not _names_decade(match, int(text)):
        return None
    if text:
        year = int(text) if len(text) == 4 else _full_decade(int(text), context)
    elif tens is not None:
        year = _full_decade(tens, context)
    else:
        year = match.number("year") or 0
    return of_stretch(starting("DE", year // 10 * 10, 1), "decade") if year >= 10 else None


def _names_decade(match: Match, tens: int) -> bool:
    """Whether "50s" is a decade, not an age or a percentage: with an apostrophe, or "the" and not too small."""
    return match.has("'", "’", "‘") or (match.has("the") and tens >= _LEAST_DECADE)


def _full_decade(tens: int, context: Context) -> int:
    """The decade meant by its tens: the last one that has begun at publication."""
    now = context.known("Y")
    century = (now.first.year if now else 2000) // 100 * 100
    return century + tens if now and century + tens <= now.first.year else century - 100 + tens


def century(match: Match, context: Context) -> Sense | None:
    """The 20th century is 19."""
    number = match.number("ordinal") or match.number("nth")
    if match.has("twenty"):
        number = 21
    if number is None or not 1 <= number <= 30 or match.has("bc"):
        return None
    return of_stretch(Stretch("CE", date(max(number * 100 - 100, 1), 1, 1)), "century")


def year(match: Match, context: Context) -> Sense | None:
    """A year in digits; not the number of a house that is named by it: "@1377"."""
    if match.start and match.words.lower(match.start - 1) == "@":
        return None
    found = told_year(match, context)
    return of_stretch(starting("Y", found, 1), "year") if found else None


def two_years(match: Match, context: Context) -> tuple[Sense, ...] | None:
    """1995-96: each year with its own digits."""
    first, short = match.number("year"), match.number("short")
    if first is None or short is None or short <= first % 100:
        return None
    cut = match.start + 1
    years = (first, first // 100 * 100 + short)
    parts = ((match.start, cut), (match.end - 1, match.end))
    return tuple(
        Sense(f"{year:04}", "year", stretch=starting("Y", year, 1), part=part)
        for year, part in zip(years, parts, strict=True)
    )


def year_bc(match: Match, context: Context) -> tuple[Sense, ...] | None:
    """A year, or two, before our era; EDTF as we write it has none."""
    years = [value for value in match.values("digits") if isinstance(value, int) and 0 < value < 10_000]
    cuts = (match.start, match.end - 2) if len(years) == 2 else (match.start,)
    ends = (match.start + 1, match.end) if len(years) == 2 else (match.end,)
    return tuple(
        Sense(f"BC{year:04}", "year", edtf="", part=part)
        for year, part in zip(years, zip(cuts, ends, strict=True), strict=False)
    )


def spoken_year(match: Match, context: Context) -> Sense | None:
    """A year in words; "two thousand" alone only after "the year"."""
    numbers = match.numbers("spoken")
    found = read_spoken_year(tuple(numbers))
    if found is None or (numbers[:2] == [2, 1000] and not match.has("year")):
        return None
    return of_stretch(starting("Y", found, 1), "year")
