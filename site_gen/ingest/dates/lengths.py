"""Meanings of durations, of what recurs, and of vague words."""

from __future__ import annotations

from site_gen.ingest.dates.context import Context
from site_gen.ingest.dates.match import Match
from site_gen.ingest.dates.sense import Sense, part_value


def duration_value(count: int | float | None, unit: str) -> str:
    """P3M, PT4H, P2.5Y, PXD."""
    head = "PT" if unit in ("S", "m", "H") else "P"
    letter = {"m": "M", "F": "W"}.get(unit, unit)
    if count is None:
        return f"{head}X{letter}"
    if unit == "F":
        count *= 2
    if unit in ("H", "m") and count % 1 == 0.5:
        return f"{head}{int(count)}{letter}30{'M' if unit == 'H' else 'S'}"
    return f"{head}{int(count) if float(count).is_integer() else count}{letter}"


def duration(match: Match, context: Context) -> Sense | None:
    """A length of time."""
    unit = match.unit()
    count = _count(match)
    if match.has("half") and isinstance(count, float):
        count, unit = _whole(count, unit)
    return Sense(duration_value(count, unit), "duration", "DURATION", edtf="") if unit else None


def _count(match: Match) -> int | float | None:
    """How many units; None when nobody says."""
    count = match.count()
    half = 0.5 if match.has("half") else 0
    if count is not None:
        return count + half
    if match.has("dozen"):
        return 6
    if half:
        return 1.5 if match.has("and") else 0.5
    if match.has("couple"):
        return 2
    if any(match.spans("few")) or match.has("dozens"):
        return None
    return None if any(match.spans("units")) else 1


def _whole(count: float, unit: str) -> tuple[int | float, str]:
    """Halves as the next smaller unit where that is usual: half an hour is PT30M, half a century P50Y."""
    smaller = {"H": (60, "m"), "m": (60, "S"), "CE": (100, "Y"), "DE": (10, "Y")}
    if count != 0.5 or unit not in smaller:
        return count, unit
    times, unit = smaller[unit]
    return int(count * times), unit


def vague_stretch(match: Match, context: Context) -> Sense | None:
    """Recent years, the coming weeks."""
    if match.has("recent", "past", "last"):
        return Sense("PAST_REF", "vague", edtf="")
    return Sense(duration_value(None, match.unit()), "duration-vague", "DURATION", edtf="")


def vague(match: Match, context: Context) -> Sense | None:
    """A word that points to the past, the present or the future; "one day" only where nothing tells of the past."""
    if match.pattern.name == "one-day" and context.tense(match) == "past":
        return None
    return Sense(match.pattern.value, "vague", edtf="")


def a_unit(match: Match, context: Context) -> Sense | None:
    """A week, an hour; "40 a year" recurs."""
    unit = match.unit()
    if unit in ("Q", "S"):
        return None
    if match.has("two", "three"):
        return Sense(duration_value(None, unit), "duration-vague", "DURATION", edtf="")
    rate = match.words.lower(match.start - 1).isalpha() and any(
        match.words.lower(index)[:1].isdigit() or match.words.lower(index) in ("times", "million", "billion")
        for index in range(match.start - 4, match.start)
    )
    return Sense(duration_value(1, unit), "duration", "SET" if rate else "DURATION", edtf="")


def bare_units(match: Match, context: Context) -> Sense | None:
    """Months, years: nobody says how many."""
    unit = match.unit()
    if (len(unit) > 1 and unit not in ("DE", "CE")) or unit == "Q":
        return None
    return Sense(duration_value(None, unit), "duration-vague", "DURATION", edtf="")


def set_part(match: Match, context: Context) -> Sense | None:
    """Every morning."""
    return Sense("XXXX-XX-XX" + part_value(match.text("daypart")), "recurring", "SET", edtf="")


def set_month(match: Match, context: Context) -> Sense | None:
    """Each July, every winter."""
    month = match.number("month")
    value = f"XXXX-{month:02}" if month else f"XXXX-{match.text('season')}"
    return Sense(value, "recurring", "SET", edtf="")


def set_unit(match: Match, context: Context) -> Sense | None:
    """Every month, a year."""
    count = 2 if match.has("other") else match.count()
    return Sense(duration_value(1 if count is None else count, match.unit()), "recurring", "SET", edtf="")


def set_word(match: Match, context: Context) -> Sense | None:
    """Daily, annually."""
    return Sense(match.text("adverb_set"), "recurring", "SET", edtf="")


def weekday_set(match: Match, context: Context) -> Sense | None:
    """Every Tuesday, Fridays."""
    number = match.number("weekday") or match.number("weekdays")
    part = match.text("daypart")
    return Sense(f"XXXX-WXX-{number}" + (f"T{part}" if part else ""), "recurring", "SET", edtf="")
