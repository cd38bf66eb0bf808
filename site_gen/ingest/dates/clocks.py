"""Meanings of times of day."""

from __future__ import annotations

from site_gen.ingest.dates.context import Context
from site_gen.ingest.dates.days import calendar, month_of
from site_gen.ingest.dates.match import Match
from site_gen.ingest.dates.sense import Sense, part_value
from site_gen.ingest.dates.weekdays import day_word, weekday


def dated_part(match: Match, context: Context) -> Sense | None:
    """The night of 3 August."""
    day = calendar(match, context)
    if day is None:
        return None
    return Sense(day.value + part_value(match.text("daypart")), day.rule, "TIME", stretch=day.stretch)


def part_of_day(match: Match, context: Context) -> Sense | None:
    """The morning, the evening of the day spoken of, else of publication."""
    anchor = context.day_told(match) or (None if context.history else context.known("D"))
    part = match.text("daypart") or match.text("tonight")
    if anchor is None:
        return Sense("XXXX-XX-XX" + part_value(part), "part-of-day-unanchored", "TIME", edtf="")
    return Sense(anchor.value + part_value(part), "part-of-day", "TIME")


def clock(match: Match, context: Context) -> Sense | None:
    """A time of day, with its day or that of the day spoken of."""
    time = _time_of_day(match)
    if time is None:
        return None
    day: Sense | None = None
    if month_of(match) is not None:
        day = calendar(match, context)
    elif any(match.spans("weekday")) or any(match.spans("wday")):
        day = weekday(match, context)
    elif any(match.spans("dayword")):
        day = day_word(match, context)
    if day is not None:
        value = day.value.partition("T")[0] if day.value != "PRESENT_REF" else "XXXX-XX-XX"
        return Sense(f"{value}T{time}", day.rule, "TIME", stretch=day.stretch, edtf=day.edtf)
    told = None if match.has("this") else context.day_told(match)
    anchor = told or (None if context.history else context.known("D"))
    if anchor is None:
        return Sense(f"XXXX-XX-XXT{time}", "clock-unanchored", "TIME", edtf="")
    return Sense(f"{anchor.value}T{time}", "clock", "TIME")


def _time_of_day(match: Match) -> str | None:
    """HH:MM."""
    if word := match.text("clockword"):
        return word
    half = match.text("halfclock")
    side = half[-2:].lower() if half else match.text("ampm")
    text = half[:-2] if half else match.text("clock") or match.text("dotclock")
    hour_text, _, minute_text = text.replace(".", ":").partition(":")
    hour = int(hour_text) if hour_text else match.number("hour") or match.number("num")
    minute = int(minute_text or 0)
    if hour is None or hour > 24 or minute > 59 or (side and hour > 12):
        return None
    if (side == "pm" or match.text("daypart") in ("AF", "EV")) and hour < 12:
        hour += 12
    if side == "am" and hour == 12:
        hour = 0
    return f"{hour:02}:{minute:02}"
