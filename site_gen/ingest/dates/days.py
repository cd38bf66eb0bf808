"""Meanings of calendar days, months, weekdays and words like "today"."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Final

from site_gen.ingest.dates.context import Context
from site_gen.ingest.dates.lexicon import read_spoken_year
from site_gen.ingest.dates.match import Match
from site_gen.ingest.dates.sense import Sense, of_stretch
from site_gen.ingest.dates.stretch import Stretch

_AHEAD_WEIGHT: Final = 0.8
"""How much nearer a month after the one told last is than one before it, in a history (tried on encyclopedic
narratives)."""
_NEAR_DAYS: Final = 45
"""How near to publication a day written in digits must lie to tell whether day or month comes first."""
_PAST_DAY: Final = 4
_PAST_MONTH: Final = 10
"""How many times farther back than ahead a day or month may lie that a clause in the past tense means (tried on
newswire of 1989 to 1998)."""


def calendar(match: Match, context: Context) -> Sense | None:
    """A month or a day of a month; the year as told, or by tense and nearness."""
    month, day = month_of(match), day_of(match)
    if month is None:
        return None
    year, rule = year_of(match, context, month, day)
    return _calendar_sense(year, month, day, rule)


def nth_day(match: Match, context: Context) -> Sense | None:
    """The 20th of the month spoken of."""
    day = match.number("nthday")
    month = context.last
    if month is None or month.unit not in ("D", "M") or day is None:
        return None
    return _calendar_sense(month.first.year, month.first.month, day, "day-of-month-told")


def two_days(match: Match, context: Context) -> tuple[Sense, ...] | None:
    """Two days of one month, each with its own words."""
    month = month_of(match)
    spans = sorted([*match.spans("dayno"), *match.spans("nthday")])
    if month is None or len(spans) < 2:
        return None
    days = [match.number_at(span[0], ("dayno", "nthday")) for span in spans]
    year, rule = year_of(match, context, month, days[0])
    parts = ((match.start, spans[0][1]), (spans[1][0], match.end))
    senses = [_calendar_sense(year, month, day, rule, part) for day, part in zip(days, parts, strict=False)]
    return tuple(sense for sense in senses if sense is not None)


def two_months(match: Match, context: Context) -> tuple[Sense, ...] | None:
    """Two months of one year, each with its own words."""
    year, spans = match.number("year"), sorted(match.spans("month"))
    first, second = (match.number_at(span[0], ("month",)) for span in spans)
    first_year = year - 1 if year and first > second else year
    senses = (
        _calendar_sense(first_year, first, None, "month-year", (match.start, spans[0][1])),
        _calendar_sense(year, second, None, "month-year", (spans[1][0], match.end)),
    )
    return tuple(sense for sense in senses if sense is not None)


def two_dates(match: Match, context: Context) -> tuple[Sense, ...] | None:
    """27 September to 10 November 2020: the year, told once, is that of both, or the first lies in the year before."""
    months = sorted([*match.spans("month"), *match.spans("mon")])
    days = sorted([*match.spans("dayno"), *match.spans("nthday")])
    if len(months) != 2 or len(days) != 2:
        return None
    first_month, second_month = (match.number_at(span[0], ("month", "mon")) for span in months)
    first_day, second_day = (match.number_at(span[0], ("dayno", "nthday")) for span in days)
    year, rule = year_of(match, context, second_month, second_day)
    first_year = year - 1 if year and first_month > second_month else year
    cut = min(index for index in range(match.start, match.end) if index > max(months[0][0], days[0][0]))
    start = min(months[1][0], days[1][0])
    senses = (
        _calendar_sense(first_year, first_month, first_day, rule, (match.start, cut)),
        _calendar_sense(year, second_month, second_day, rule, (start, match.end)),
    )
    return tuple(sense for sense in senses if sense is not None)


def iso_day(match: Match, context: Context) -> Sense | None:
    """2022-08-04."""
    digits = [value for value in match.values("digits") if isinstance(value, int)]
    year = match.number("year")
    if year is None or len(digits) != 2 or not 1 <= digits[0] <= 12:
        return None
    return _calendar_sense(year, digits[0], digits[1], "iso-day")


def slashes(match: Match, context: Context) -> Sense | None:
    """4.8.2022 is day first; 4/8/2022 is what cannot be otherwise or lies near publication, else open."""
    text = match.text("slashes")
    first, second, third = (int(piece) for piece in text.replace(".", "/").split("/"))
    year = third if third > 99 else third + (2000 if third < 50 else 1900)
    if "." in text or first > 12:
        return _calendar_sense(year, second, first, "day-in-digits") if 1 <= second <= 12 else None
    if not 1 <= first <= 12 or second == 0:
        return None
    if first == second or second > 12:
        return _calendar_sense(year, first, second, "day-in-digits")
    now = context.day()
    readings = ((first, second), (second, first))
    near = [pair for pair in readings if now and abs((date(year, *pair) - now).days) <= _NEAR_DAYS]
    if len(near) == 1:
        return _calendar_sense(year, *near[0], "day-in-digits-near-publication")
    return Sense(f"{year}-XX-XX", "day-in-digits-open", edtf=f"{year}-XX-XX")


def named_day(match: Match, context: Context) -> Sense | None:
    """A day that is itself the name of what happened on it."""
    return of_stretch(Stretch("D", date.fromisoformat(match.pattern.value)), "named-day")


def weekday_of_month(match: Match, context: Context) -> Sense | None:
    """The first Monday of September."""
    month, weekday, number = month_of(match), match.number("weekday"), match.number("ordinal")
    if month is None or weekday is None:
        return None
    year, _ = year_of(match, context, month, None)
    if year is None:
        return None
    days = [day for day in range(1, monthrange(year, month)[1] + 1) if date(year, month, day).isoweekday() == weekday]
    place = -1 if number is None else number - 1
    if place >= len(days):
        return None
    return of_stretch(Stretch("D", date(year, month, days[place])), "weekday-of-month")


def month_of(match: Match) -> int | None:
    """The month's number."""
    return match.number("month") or match.number("mon")


def day_of(match: Match) -> int | None:
    """The day's number in its month."""
    return match.number("dayno") or match.number("nthday")


def told_year(match: Match, context: Context) -> int | None:
    """The year that the words themselves tell: 2022, '98, "nineteen ninety-four", "last year", "that year"."""
    if year := match.number("year"):
        return year
    if short := match.number("short"):
        return short + (1900 if short > 30 else 2000)
    for name in ("spoken", "y"):
        if numbers := match.numbers(name):
            return read_spoken_year(tuple(numbers))
    if any(match.spans("rel_year")) or match.has("year"):
        return relative_year(match, context)
    return None


def relative_year(match: Match, context: Context) -> int | None:
    """The year meant by "last year", "this year", "of the previous year"."""
    words = match.roles()
    anchored = {"that": 0, "same": 0, "following": 1, "previous": -1}
    for word, step in anchored.items():
        if word in words:
            return context.last.first.year + step if context.last else None
    published = context.known("Y")
    if "next" in words and "the" in words[words.index("next") - 1 :][:1] and context.last:
        return context.last.first.year + 1
    if published is None:
        return None
    return published.first.year + (1 if "next" in words else -1 if "last" in words else 0)


def year_of(match: Match, context: Context, month: int, day: int | None) -> tuple[int | None, str]:
    """Year of a month or day, and the rule that told it."""
    kind = "month-day" if day else "month"
    told = told_year(match, context)
    if told is not None:
        return told, f"{kind}-year"
    if any(match.spans("rel_year")):
        return None, kind
    if match.pattern.name == "month-rel":
        return _distant_year(match, context, month), f"{kind}-counted"
    if (told_last := context.told(match)) is not None:
        year = _told_year(told_last, month)
        if _fits_weekday(match, year, month, day):
            return year, f"{kind}-told-year"
    if context.published is None:
        return None, kind
    if context.published.unit == "Y":
        return context.published.first.year, f"{kind}-publication-year"
    return nearest_year(match, context, month, day, context.published.first), f"{kind}-publication-year"


def _told_year(last: Stretch, month: int) -> int:
    """The year that puts the month near to what was told last, sooner after than before it."""
    if last.unit not in ("D", "M", "S", "Q"):
        return last.first.year
    ahead = (month - last.first.month) % 12
    back = 12 - ahead
    year_ahead = last.first.year + (month < last.first.month)
    return year_ahead if ahead * _AHEAD_WEIGHT <= back else year_ahead - 1


def _distant_year(match: Match, context: Context, month: int) -> int | None:
    """Year of "last May", "next May", "this May", counted from publication."""
    published = context.known("M")
    if published is None:
        return None
    year, now = published.first.year, published.first.month
    if match.has("last", "past"):
        return year if month < now else year - 1
    if match.has("next", "coming", "following"):
        return year if month > now else year + 1
    return year


def _fits_weekday(match: Match, year: int, month: int, day: int | None) -> bool:
    """Whether the day falls on the weekday named with it, if there is one."""
    weekday = match.number("weekday") or match.number("wday")
    if weekday is None or day is None:
        return True
    valid = 1 <= year <= 9999 and 1 <= day <= monthrange(year, month)[1]
    return valid and date(year, month, day).isoweekday() == weekday


def nearest_year(match: Match, context: Context, month: int, day: int | None, now: date) -> int | None:
    """The year that puts the month or day near publication, on the side that the tense tells."""
    candidates = []
    for year in (now.year - 1, now.year, now.year + 1):
        if not 1 <= year <= 9999 or (day or 1) > monthrange(year, month)[1]:
            continue
        if _fits_weekday(match, year, month, day):
            candidates.append(date(year, month, day or 1))
    if not candidates:
        return now.year
    same = [one for one in candidates if (one.year, one.month) == (now.year, now.month) and (not day or one == now)]
    past = [one for one in candidates if one <= now]
    coming = [one for one in candidates if one > now]
    if same or not past or not coming:
        return (same or past or coming)[-1 if past else 0].year
    back, ahead = (now - past[-1]).days, (coming[0] - now).days
    tense = context.tense(match)
    if tense == "coming":
        return coming[0].year
    if tense == "past" and not day and context.has_happened(match):
        return past[-1].year
    weight = 1 if tense != "past" or context.looks_ahead(match) else _PAST_DAY if day else _PAST_MONTH
    return past[-1].year if back <= ahead * weight else coming[0].year


def _calendar_sense(
    year: int | None, month: int, day: int | None, rule: str, part: tuple[int, int] | None = None
) -> Sense | None:
    """The sense of a day or month, year perhaps unknown; None for a day that the calendar does not have."""
    if year is not None and not 1 <= year <= 9999:
        year = None
    if day is not None and not 1 <= day <= monthrange(year or 2000, month)[1]:
        return None
    if year is None:
        value = f"XXXX-{month:02}" + (f"-{day:02}" if day else "")
        return Sense(value, rule + "-year-unknown", part=part)
    stretch = Stretch("D" if day else "M", date(year, month, day or 1))
    return Sense(stretch.value, rule, stretch=stretch, counted=rule.endswith("counted"), part=part)
