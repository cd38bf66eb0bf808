"""Meanings of weeks, months, years counted from publication or from what was told: "last week", "that year"."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from site_gen.ingest.dates.context import Context
from site_gen.ingest.dates.match import Match
from site_gen.ingest.dates.sense import Sense, of_stretch
from site_gen.ingest.dates.stretch import Stretch, containing, shift

UNKNOWN: Final = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX"}
"""The value of a unit whose place in the calendar is unknown."""
_COUNTABLE: Final = ("W", "M", "Q", "Y", "DE", "CE")


def relative(match: Match, context: Context) -> Sense | None:
    """Last week, this month, next year: counted from publication."""
    unit, step = match.unit(), step_of(match)
    if unit not in _COUNTABLE or _is_title(match):
        return None
    if match.has("past"):
        return Sense("P1" + unit, "duration", "DURATION")
    if match.has("current", "present") and context.known(unit) is None:
        return Sense("PRESENT_REF", "vague", edtf="")
    now = context.known(unit)
    if context.history and context.main is not None and step == 0:
        now = containing(unit, context.main.first)
    moved = shift(now, step, unit) if now else None
    return of_stretch(moved, "unit-counted", UNKNOWN.get(unit, ""), counted=step != 0)


def _is_title(match: Match) -> bool:
    """Whether the unit has a capital of its own: the programme "This Week"."""
    word = match.words.words[match.end - 1]
    return word[:1].isupper() and not word.isupper()


def step_of(match: Match) -> int:
    """-1 for last, 1 for next, 0 for this."""
    if match.has("last", "past", "previous", "preceding", "prior"):
        return -1
    return 1 if match.has("next", "coming", "upcoming", "following", "subsequent") else 0


def anchored(match: Match, context: Context) -> Sense | None:
    """The previous year, that month: counted from what was told last."""
    unit, step = match.unit(), step_of(match)
    if unit not in _COUNTABLE:
        return None
    base = context.last
    if base is None and step and not context.history:
        base = context.known(unit)
    if base is None or coarser(base.unit, unit):
        return Sense(UNKNOWN.get(unit, "XXXX"), "unit-told-unanchored", edtf="")
    return of_stretch(shift(base, step, unit), "unit-told")


def coarser(left: str, right: str) -> bool:
    """Whether `left` is a longer unit than `right`."""
    order = ("D", "WE", "W", "M", "Q", "S", "H", "Y", "DE", "CE")
    return order.index(left) > order.index(right)


def edge_of_unit(match: Match, context: Context) -> Sense | None:
    """The end of the month, of the year: of what was told in a history, else of publication."""
    unit = match.unit()
    if unit == "D":
        return of_stretch(context.last_day or context.known("D"), "day-told", "XXXX-XX-XX")
    if unit not in _COUNTABLE:
        return None
    now = context.main if context.history else context.last if context.told_before(match) else None
    now = now or context.known(unit)
    if now is None or coarser(now.unit, unit):
        return Sense(UNKNOWN.get(unit, "XXXX"), "edge-unanchored", edtf="")
    return of_stretch(containing(unit, now.first), "edge-of-unit")


def weekend(match: Match, context: Context) -> Sense | None:
    """The weekend before publication, or the coming one by words or tense."""
    now = context.day()
    if now is None or context.history:
        return Sense("XXXX-WXX-WE", "weekend-unanchored", edtf="")
    step = step_of(match)
    inside = now.isoweekday() >= 6
    if step == 0 and not inside:
        step = 0 if match.has("this") or context.tense(match) == "coming" else -1
    elif step == 1 and not inside and not match.has("next"):
        step = 0
    moved = shift(Stretch("W", now - timedelta(days=now.weekday())), step, "W")
    return of_stretch(Stretch("WE", moved.first), "weekend") if moved else None
