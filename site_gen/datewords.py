"""How a partial date is told to readers, by language; other rooms call `dates.wording`.

To add a language: one more row in WORDS.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from msgspec import Struct

from site_gen.edtf import Edtf


class Words(Struct, frozen=True):
    """What one language says. In patterns {a} and {b} are dates, {y} a year, {x} a name or number."""

    months: tuple[str, ...]
    """As they stand alone: "August", "август"."""
    months_of: tuple[str, ...]
    """As they stand after a day: "August", "августа"."""
    months_short: tuple[str, ...]
    """After a day: "Aug", "авг."."""
    months_short_alone: tuple[str, ...]
    seasons: tuple[str, ...]
    """Spring, summer, autumn, winter."""
    quarters: tuple[str, ...]
    ordinals: tuple[str, ...]
    """Endings of a number in a row: of 4 and more, 1, 2, 3."""
    season: str
    quarter: str
    quarter_short: str
    decade: str
    decade_short: str
    century: str
    century_short: str
    year_unknown: str
    year_unknown_short: str
    some_day: str
    some_month_day: str
    some_month: str
    from_: str
    until: str
    between: str
    either: str
    both: str
    about: str
    about_short: str
    possibly: str
    perhaps_about: str


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_EN_MONTHS: Final = _names("January February March April May June July August September October November December")
_EN_SHORT: Final = _names("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec")

WORDS: Final = {
    "en": Words(
        months=_EN_MONTHS,
        months_of=_EN_MONTHS,
        months_short=_EN_SHORT,
        months_short_alone=_EN_SHORT,
        seasons=("spring", "summer", "autumn", "winter"),
        quarters=("first", "second", "third", "fourth"),
        ordinals=("th", "st", "nd", "rd"),
        season="{x} {y}",
        quarter="the {x} quarter of {y}",
        quarter_short="Q{x} {y}",
        decade="the {y}s",
        decade_short="{y}s",
        century="the {x} century",
        century_short="{x} c.",
        year_unknown="{a}, year unknown",
        year_unknown_short="{a}, year ?",
        some_day="a day in {a}",
        some_month_day="day {x} of a month in {y}",
        some_month="some time in {y}",
        from_="from {a}",
        until="until {b}",
        between="between {a} and {b}",
        either="{a} or {b}",
        both="{a} and {b}",
        about="about {a}",
        about_short="c. {a}",
        possibly="possibly {a}",
        perhaps_about="possibly about {a}",
    ),
    "ru": Words(
        months=_names("январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь"),
        months_of=_names("января февраля марта апреля мая июня июля августа сентября октября ноября декабря"),
        months_short=_names("янв. февр. марта апр. мая июня июля авг. сент. окт. нояб. дек."),
        months_short_alone=_names("янв. февр. март апр. май июнь июль авг. сент. окт. нояб. дек."),
        seasons=("весна", "лето", "осень", "зима"),
        quarters=("первый", "второй", "третий", "четвёртый"),
        ordinals=("-й",) * 4,
        season="{x} {y}",
        quarter="{x} квартал {y}",
        quarter_short="{x} кв. {y}",
        decade="{y}-е годы",
        decade_short="{y}-е",
        century="{x} век",
        century_short="{x} в.",
        year_unknown="{a}, год неизвестен",
        year_unknown_short="{a}, год ?",
        some_day="день неизвестен, {a}",
        some_month_day="{x}-е число, месяц неизвестен, {y}",
        some_month="месяц неизвестен, {y}",
        from_="с {a}",
        until="до {b}",
        between="{a} – {b}",
        either="{a} или {b}",
        both="{a} и {b}",
        about="около: {a}",
        about_short="ок. {a}",
        possibly="возможно, {a}",
        perhaps_about="возможно, около: {a}",
    ),
}


def long_words(value: Edtf, lang: str = "en") -> str:
    """The date as it stands in a sentence; a language without a row is told in English."""
    words = WORDS.get(lang.partition("-")[0].lower(), WORDS["en"])
    if value.precision == "interval":
        return _interval(value, words)
    if value.precision == "list":
        joined = words.either if value.text[0] == "[" else words.both
        told = _listed(value, words, _single)
        return joined.format(a=", ".join(told[:-1]), b=told[-1]) if told[1:] else told[0]
    return _single(value, words)


def short_words(value: Edtf, lang: str = "en") -> str:
    """The date in a table or a chip: short month names, a dash for a range."""
    words = WORDS.get(lang.partition("-")[0].lower(), WORDS["en"])
    if value.precision == "interval":
        start, end = value.parts
        left = _short(start, words, _shared(start, end)) if start else "…"
        return f"{left}–{_short(end, words) if end else '…'}"
    if value.precision == "list":
        mark = "/" if value.text[0] == "[" else ", "
        return mark.join(_listed(value, words, _short))
    return _short(value, words)


def _listed(value: Edtf, words: Words, tell: Callable[[Edtf, Words, int], str]) -> list[str]:
    """Each member of a list; what it shares with the last one is told there only."""
    members = [part for part in value.parts if part is not None]
    last = members[-1]
    return [tell(part, words, 0 if part is last else _shared(part, last)) for part in members]


def _interval(value: Edtf, words: Words) -> str:
    start, end = value.parts
    if start is None:
        return words.until.format(b=_single(end, words) if end else "")
    if end is None:
        return words.from_.format(a=_single(start, words))
    if value.earliest == value.latest:
        return _single(end, words)
    return words.between.format(a=_single(start, words, _shared(start, end)), b=_single(end, words))


def _shared(start: Edtf | None, end: Edtf | None) -> int:
    """What the start need not repeat: 0 nothing, 1 the year, 2 year and month."""
    known = {"day": 3, "month": 2}
    if start is None or end is None or start.precision != end.precision or start.precision not in known:
        return 0
    if start.approximate or start.uncertain or start.text[:4] != end.text[:4]:
        return 0
    return 2 if start.precision == "day" and start.text[:7] == end.text[:7] else 1


def _single(value: Edtf, words: Words, leave_off: int = 0) -> str:
    told = _plain(value, words, leave_off)
    if value.approximate and value.uncertain:
        return words.perhaps_about.format(a=told)
    if value.approximate:
        return words.about.format(a=told)
    return words.possibly.format(a=told) if value.uncertain else told


def _plain(value: Edtf, words: Words, leave_off: int) -> str:
    """The date without its qualifier."""
    text, first = value.text, value.earliest
    if value.precision == "unknown-year" or first is None:
        return words.year_unknown.format(a=_yearless(text, words))
    year = str(first.year)
    if value.precision in ("day", "moment"):
        return _day(first, words.months_of, leave_off)
    if value.precision == "month":
        return words.months[first.month - 1] + ("" if leave_off else f" {year}")
    if value.precision == "season":
        return words.season.format(x=words.seasons[int(text[5:7]) - 21], y=year)
    if value.precision == "quarter":
        return words.quarter.format(x=words.quarters[int(text[5:7]) - 33], y=year)
    if value.precision == "decade":
        return words.decade.format(y=text[:3].lstrip("0") + "0")
    if value.precision == "century":
        return words.century.format(x=_nth_century(text, words))
    if value.precision == "unspecified":
        return _unspecified(text, first, words)
    return year


def _day(day: date, months: tuple[str, ...], leave_off: int) -> str:
    return " ".join((str(day.day), months[day.month - 1], str(day.year))[: 3 - leave_off])


def _unspecified(text: str, first: date, words: Words) -> str:
    year = str(first.year)
    if text[5:7] != "XX":
        return words.some_day.format(a=f"{words.months[first.month - 1]} {year}")
    if text[8:10].isdigit():
        return words.some_month_day.format(x=int(text[8:10]), y=year)
    return words.some_month.format(y=year)


def _nth_century(text: str, words: Words) -> str:
    """19XX is the 20th century."""
    number = int(text[:2]) + 1
    kind = 0 if 10 < number % 100 < 20 else min(number % 10, 4) % 4
    return f"{number}{words.ordinals[kind]}"


def _yearless(text: str, words: Words) -> str:
    """Day and month of XXXX-09-25; what is unspecified is a question mark."""
    month, day = text[5:7], text[8:10]
    if month.isdigit() and day.isdigit():
        return f"{int(day)} {words.months_of[int(month) - 1]}"
    if month.isdigit():
        return words.months[int(month) - 1]
    return str(int(day)) if day.isdigit() else "?"


def _short(value: Edtf, words: Words, leave_off: int = 0) -> str:
    first = value.earliest
    if value.precision in ("day", "moment") and first:
        told = _day(first, words.months_short, leave_off)
    elif value.precision == "month" and first:
        told = words.months_short_alone[first.month - 1] + ("" if leave_off else f" {first.year}")
    elif value.precision == "unknown-year":
        month, day = value.text[5:7], value.text[8:10]
        names = words.months_short if day.isdigit() else words.months_short_alone
        name = names[int(month) - 1] if month.isdigit() else "?"
        told = words.year_unknown_short.format(a=f"{int(day)} {name}" if day.isdigit() else name)
    elif value.precision == "decade":
        told = words.decade_short.format(y=value.text[:3] + "0")
    elif value.precision == "century":
        told = words.century_short.format(x=_nth_century(value.text, words))
    elif value.precision == "unspecified" and first and value.text[5:7] != "XX":
        told = f"{words.months_short_alone[first.month - 1]} {first.year}"
    elif value.precision == "quarter" and first:
        told = words.quarter_short.format(x=int(value.text[5:7]) - 32, y=first.year)
    else:
        told = _plain(value, words, 0)
    return (words.about_short.format(a=told) if value.approximate else told) + ("?" if value.uncertain else "")
