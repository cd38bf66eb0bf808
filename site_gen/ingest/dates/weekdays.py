"""Meanings of weekdays and of words like "today" and "that day"."""

from __future__ import annotations

from datetime import date
from typing import Final

from site_gen.ingest.dates.context import Context
from site_gen.ingest.dates.match import Match
from site_gen.ingest.dates.sense import Sense, part_value
from site_gen.ingest.dates.stretch import Stretch, containing, shift

_PARTS: Final = {"hours": "MO", "noon": "12:00", "midnight": "24:00"}
"""Times of a weekday told by other words: the early hours, noon, midnight."""


def weekday(match: Match, context: Context) -> Sense | None:
    """A weekday, perhaps a part of it: by tense around publication, or as last, next, previous tell."""
    number = match.number("weekday") or match.number("wday")
    if number is None:
        return None
    day, rule = weekday_day(match, context, number)
    part = match.text("daypart") or next((value for role, value in _PARTS.items() if match.has(role)), "")
    if day is None:
        return Sense(f"XXXX-WXX-{number}" + part_value(part), "weekday-unanchored", "TIME" if part else "DATE", edtf="")
    return timed(Stretch("D", day), part, rule)


def timed(stretch: Stretch, part: str, rule: str) -> Sense:
    """A day, or with `part` a time of it."""
    return Sense(stretch.value + part_value(part), rule, "TIME" if part else "DATE", stretch, rule != "day-told")


def weekday_day(match: Match, context: Context, number: int) -> tuple[date | None, str]:
    """The day meant by a weekday, and the rule."""
    words, now = match.roles(), context.day()
    if context.last_day is not None and ({"previous", "preceding", "following", "that", "same"} & set(words)):
        anchor = context.last_day.first
        back = "previous" in words or "preceding" in words
        step = -_back(anchor, number) if back else _ahead(anchor, number)
        return _add(anchor, step), "weekday-told"
    if now is None or (context.history and "last" not in words and "next" not in words):
        return None, ""
    if "last" in words or "past" in words:
        return _add(now, -_back(now, number)), "weekday-past"
    if "next" in words or "coming" in words or "following" in words:
        return _add(now, _ahead(now, number)), "weekday-coming"
    if now.isoweekday() == number:
        return now, "same-day"
    if "this" in words or context.tense(match) == "coming":
        return _add(now, _ahead(now, number)), "weekday-coming"
    return _add(now, -_back(now, number)), "weekday-past"


def _add(day: date, days: int) -> date | None:
    moved = shift(Stretch("D", day), days, "D")
    return moved.first if moved else None


def _back(day: date, number: int) -> int:
    """Days back to the weekday, 1 to 7."""
    return (day.isoweekday() - number - 1) % 7 + 1


def _ahead(day: date, number: int) -> int:
    return (number - day.isoweekday() - 1) % 7 + 1


def day_word(match: Match, context: Context) -> Sense | None:
    """Today, yesterday, tomorrow, tonight, this morning, last night."""
    part = match.text("daypart") or match.text("tonight")
    if _in_title(match):
        return None
    step = match.number("dayword") or 0
    if match.has("before", "after") and match.has("day"):
        step *= 2
    if match.has("last") and match.has("night"):
        step, part = -1, "NI"
    now = context.day()
    if now is None or context.history:
        unknown = "PRESENT_REF" if step == 0 and not part else "XXXX-XX-XX" + part_value(part)
        return Sense(unknown, "day-word-unanchored", "TIME" if part else "DATE", edtf="")
    day = _add(now, step)
    rule = "same-day" if step == 0 else "day-counted"
    return timed(Stretch("D", day), part, rule) if day else None


def _in_title(match: Match) -> bool:
    """Whether a capital within the sentence makes the words part of a name: "USA Today", "CBS This Morning"."""
    words = match.words
    if words.opens_sentence(match.start) or not words.words[match.start][0].isupper():
        return False
    around = (match.start - 1, match.end) if words.words[match.start].istitle() else ()
    return any(index < len(words.words) and words.words[index][:1].isupper() for index in around)


def same_day(match: Match, context: Context) -> Sense | None:
    """The day spoken of, or the one before or after: "that day", "the next day", "earlier in the day"."""
    anchor = context.day_told(match)
    counted = match.has("next", "following", "previous", "preceding", "before", "after")
    if anchor is None and not context.history and not counted and match.pattern.name == "earlier-in-the-day":
        anchor = context.known("D")
    if anchor is None or (counted and context.last is not anchor):
        return Sense("XXXX-XX-XX" + part_value(match.text("daypart")), "same-day-unanchored", edtf="")
    step = 1 if match.has("next", "following", "after") else -1 if match.has("previous", "preceding", "before") else 0
    number = match.number("weekday")
    if number is not None and step:
        day = _add(anchor.first, _ahead(anchor.first, number) if step > 0 else -_back(anchor.first, number))
    else:
        day = _add(anchor.first, step)
    return timed(containing("D", day), match.text("daypart"), "day-told") if day else None


def two_weekdays(match: Match, context: Context) -> tuple[Sense, ...] | None:
    """Monday to Friday: the one follows the other, before or after publication by tense."""
    spans, now = sorted(match.spans("weekday")), context.day()
    first, second = (match.number_at(span[0], ("weekday",)) for span in spans)
    if now is None or context.history:
        return None
    if context.tense(match) == "coming":
        begin = _add(now, _ahead(now, first))
        end = _add(begin, _ahead(begin, second)) if begin else None
    else:
        end = now if now.isoweekday() == second else _add(now, -_back(now, second))
        begin = _add(end, -_back(end, first)) if end else None
    days = (begin, end)
    return tuple(
        Sense(day.isoformat(), "weekday-range", stretch=Stretch("D", day), part=span)
        for day, span in zip(days, spans, strict=True)
        if day is not None
    )
