"""Meanings of distances: "two years ago", "three days later"."""

from __future__ import annotations

from site_gen.ingest.dates.context import Context
from site_gen.ingest.dates.match import Match
from site_gen.ingest.dates.relative import UNKNOWN, coarser
from site_gen.ingest.dates.sense import Sense, of_stretch
from site_gen.ingest.dates.stretch import Stretch, shift


def ago(match: Match, context: Context) -> Sense | None:
    """Two years ago, from publication; three days earlier, from what was told."""
    from_told = match.has("earlier", "before", "previously") and not match.has("ago")
    return _distance(match, context, -1, from_told)


def later(match: Match, context: Context) -> Sense | None:
    """Three days later, from what was told; two years from now, from publication."""
    return _distance(match, context, 1, not match.has("now", "hence"))


def _distance(match: Match, context: Context, sign: int, from_told: bool) -> Sense | None:
    """A number of units before or after an anchor."""
    count, unit = _units(match), match.unit()
    if count is None or (count % 1 and unit != "Y"):
        return Sense("PAST_REF" if sign < 0 else "FUTURE_REF", "vague", edtf="")
    if unit not in ("D", "W", "F", "M", "Q", "Y", "DE", "CE"):
        return None
    if (unit, sign, count) == ("Y", -1, 1) and (told := context.quarter_told(match)):
        return Sense(moved.value, "quarter-told") if (moved := shift(told, -4, "Q")) else None
    base = context.last if from_told else context.published
    if base is None and sign < 0 and not context.history:
        base = context.published
    if base is None or coarser(base.unit, "W" if unit == "F" else unit):
        return Sense(UNKNOWN.get(unit, "XXXX"), "distance-unanchored", edtf="")
    moved = _shifted(base, sign, count, unit, from_told)
    return of_stretch(moved, "distance-told" if from_told else "distance", counted=not from_told)


def _shifted(base: Stretch, sign: int, count: int | float, unit: str, from_told: bool) -> Stretch | None:
    """The stretch so far from `base`; weeks from a told day lead to a day, parts of a year to a month."""
    if count % 1:
        return shift(base, sign * int(count * 12), "M")
    if unit == "W" and from_told and base.unit == "D":
        return shift(base, sign * int(count) * 7, "D")
    return shift(base, sign * int(count), unit)


def _units(match: Match) -> int | float | None:
    """How many units; None when nobody says."""
    count = match.count()
    if count is None:
        if match.has("few", "several", "many", "some", "dozens", "hundreds", "thousands"):
            return None
        if match.has("couple"):
            return 2
        if match.has("half"):
            return 0.5
        return 1 if match.has("a", "an", "year") and not any(match.spans("units")) else None
    return count + 0.5 if match.has("half") else count
