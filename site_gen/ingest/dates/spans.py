"""Meanings of weeks, months, quarters, seasons, years and longer, counted from publication or from what was told."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from site_gen.ingest.dates.context import Context
from site_gen.ingest.dates.days import told_year
from site_gen.ingest.dates.lexicon import read_spoken_year
from site_gen.ingest.dates.match import Match
from site_gen.ingest.dates.sense import Sense, of_stretch
from site_gen.ingest.dates.stretch import Stretch, containing, shift, starting

_SEASON_MONTH: Final = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_SEASON_OF: Final = {"summer": "SU", "winter": "WI", "autumn": "FA", "fall": "FA", "spring": "SP"}
_UNKNOWN: Final = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX"}


def relative(match: Match, context: Context) -> Sense | None:
    """Last week, this month, next year: counted from publication."""
    unit = match.unit()
    step = _step(match)
    if unit not in ("W", "M", "Q", "Y", "DE", "CE"):
        return None
    if _is_title(match):
        return None
    if match.has("past") and unit != "D":
        return Sense("P1" + unit, "duration", "DURATION")
    if match.has("current", "present") and context.known(unit) is None:
        return Sense("PRESENT_REF", "vague", edtf="")
    now = context.known(unit)
    if context.history and context.main is not None and step == 0:
        now = containing(unit, context.main.first)
    moved = shift(now, step, unit) if now else None
    return of_stretch(moved, "unit-counted", _UNKNOWN.get(unit, ""), counted=step != 0)


def _is_title(match: Match) -> bool:
    """Whether the unit has a capital of its own: the programme "This Week"."""
    word = match.words.words[match.end - 1]
    return word[:1].isupper() and not word.isupper()


def _step(match: Match) -> int:
    """-1 for last, 1 for next, 0 for this."""
    if match.has("last", "past", "previous", "preceding", "prior"):
        return -1
    return 1 if match.has("next", "coming", "upcoming", "following", "subsequent") else 0


def anchored(match: Match, context: Context) -> Sense | None:
    """The previous year, that month: counted from what was told last."""
    unit, step = match.unit(), _step(match)
    if unit not in ("W", "M", "Q", "Y", "DE", "CE"):
        return None
    base = context.last
    if base is None and step and not context.history:
        base = context.known(unit)
    if base is None or _coarser(base.unit, unit):
        return Sense(_UNKNOWN.get(unit, "XXXX"), "unit-told-unanchored", edtf="")
    return of_stretch(shift(base, step, unit), "unit-told")


def _coarser(left: str, right: str) -> bool:
    """Whether `left` is a longer unit than `right`."""
    order = ("D", "WE", "W", "M", "Q", "S", "H", "Y", "DE", "CE")
    return order.index(left) > order.index(right)


def edge_of_unit(match: Match, context: Context) -> Sense | None:
    """The end of the month, of the year: of what was told in a history, else of publication."""
    unit = match.unit()
    if unit == "D":
        return of_stretch(context.last_day or context.known("D"), "day-told", "XXXX-XX-XX")
    if unit not in ("W", "M", "Q", "Y", "DE", "CE"):
        return None
    now = context.main if context.history else context.last if context.told_before(match) else None
    now = now or context.known(unit)
    if now is None or _coarser(now.unit, unit):
        return Sense(_UNKNOWN.get(unit, "XXXX"), "edge-unanchored", edtf="")
    return of_stretch(containing(unit, now.first), "edge-of-unit")


def weekend(match: Match, context: Context) -> Sense | None:
    """The weekend before publication, or the coming one by words or tense."""
    now = context.day()
    if now is None or context.history:
        return Sense("XXXX-WXX-WE", "weekend-unanchored", edtf="")
    step = _step(match)
    inside = now.isoweekday() >= 6
    if step == 0 and not inside:
        step = 1 if match.has("this") or context.tense(match) == "coming" else -1
        step = 0 if step == 1 else step
    elif step == 1 and not inside and not match.has("next"):
        step = 0
    moved = shift(Stretch("W", now - timedelta(days=now.weekday())), step, "W")
    return of_stretch(Stretch("WE", moved.first), "weekend") if moved else None


def quarter(match: Match, context: Context) -> Sense | None:
    """A numbered quarter; the year as told, or the one that puts it nearest to publication by tense."""
    number = match.number("ordinal") or match.number("nth")
    if number is None or not 1 <= number <= 4:
        return None
    month = number * 3 - 2
    year = told_year(match, context)
    if year is None:
        now = context.main if context.history and context.main else context.known("M")
        if now is None:
            return Sense(f"XXXX-Q{number}", "quarter-year-unknown", edtf="")
        year = _year_of_quarter(match, context, number, now.first)
    if match.has("ago", "earlier"):
        year -= 1
    return of_stretch(starting("Q", year, month), "quarter")


def _year_of_quarter(match: Match, context: Context, number: int, now: date) -> int:
    current = (now.month + 2) // 3
    if number <= current or context.history:
        return now.year - (1 if current == 4 and number == 1 and context.tense(match) == "coming" else 0) * -1
    ahead = number - current
    return now.year if ahead <= 2 and context.tense(match) != "past" else now.year - 1


def same_quarter(match: Match, context: Context) -> Sense | None:
    """The quarter, the year-earlier quarter, the latest period: from the quarter spoken of last."""
    base = context.known("Q") if match.has("current") else context.last_quarter
    year = match.number("year")
    if base is None:
        now = context.known("Q")
        if now is None or (match.has("period", "same", "corresponding", "comparable") and not match.has("latest")):
            return None
        base = shift(now, -1, "Q") if match.has("latest", "ended", "recent", "prior", "ago", "earlier") else now
    if base is None:
        return None
    if year is not None:
        return Sense(f"{year:04}{base.value[4:]}", "quarter-told")
    back = match.has("ago", "earlier") or (match.has("last") and match.has("year"))
    moved = shift(base, -4 if back else 0, "Q")
    return Sense(moved.value, "quarter-told") if moved else None


def half_year(match: Match, context: Context) -> Sense | None:
    """The first or second half of a year."""
    number = 2 if match.has("last", "latter") and not match.has("first") else match.number("ordinal") or 2
    if any(match.spans("ordinal")):
        number = match.number("ordinal") or 2
    year = told_year(match, context)
    if year is None or number > 2:
        return None
    return of_stretch(starting("H", year, 1 if number == 1 else 7), "half-year")


def fiscal_year(match: Match, context: Context) -> Sense | None:
    """A financial year, named by the calendar year it is called after."""
    year = match.number("year")
    if year is None and (short := match.number("short")):
        year = short + (1900 if short > 30 else 2000)
    if year is None:
        now = context.known("Y")
        if now is None:
            return None
        year = now.first.year + _step(match)
    return of_stretch(starting("Y", year, 1), "fiscal-year")


def year_end(match: Match, context: Context) -> Sense | None:
    """The end of the year, no finer than the year."""
    now = context.main if context.history and context.main else context.known("Y")
    return of_stretch(containing("Y", now.first) if now else None, "year-end", "XXXX")


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
    step = _step(match)
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
    if text:
        year = int(text) if len(text) == 4 else _full_decade(int(text), context)
    elif tens is not None:
        year = _full_decade(tens, context)
    else:
        year = match.number("year") or 0
    return of_stretch(starting("DE", year // 10 * 10, 1), "decade") if year >= 10 else None


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
    """A year in digits."""
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


def ago(match: Match, context: Context) -> Sense | None:
    """Two years ago, from publication; three days earlier, from what was told."""
    unit = match.unit()
    from_told = match.has("earlier", "before", "previously") and not match.has("ago")
    return _distance(match, context, unit, -1, from_told)


def later(match: Match, context: Context) -> Sense | None:
    """Three days later, from what was told; two years from now, from publication."""
    unit = match.unit()
    return _distance(match, context, unit, 1, not match.has("now", "hence"))


def _distance(match: Match, context: Context, unit: str, sign: int, from_told: bool) -> Sense | None:
    """A number of units before or after an anchor."""
    vague = "PAST_REF" if sign < 0 else "FUTURE_REF"
    count = _units(match)
    if count is None:
        return Sense(vague, "vague", edtf="")
    if unit in ("S", "m", "H"):
        return None
    if unit == "Y" and sign < 0 and count == 1 and context.last_quarter and not context.history:
        moved = shift(context.last_quarter, -4, "Q")
        return Sense(moved.value, "quarter-told") if moved else None
    base = context.last if from_told else context.published
    if base is None and from_told and not context.history and sign < 0:
        base = context.published
    if base is None or (_coarser(base.unit, unit) if unit in ("D", "W", "M", "Q", "Y", "DE", "CE") else True):
        return Sense(_UNKNOWN.get(unit, "XXXX"), "distance-unanchored", edtf="")
    whole = unit
    if isinstance(count, float) and not count.is_integer():
        if unit != "Y":
            return Sense(vague, "vague", edtf="")
        count, whole = count * 12, "M"
    moved = shift(base, sign * int(count), whole)
    if from_told and whole == "W" and moved is not None and base.unit == "D":
        moved = shift(base, sign * int(count) * 7, "D")
    return of_stretch(moved, "distance-told" if from_told else "distance", counted=not from_told)


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
