"""Meanings of quarters, halves and ends of a year, as business news counts them."""

from __future__ import annotations

from datetime import date

from site_gen.ingest.dates.context import Context
from site_gen.ingest.dates.days import told_year
from site_gen.ingest.dates.match import Match
from site_gen.ingest.dates.relative import step_of
from site_gen.ingest.dates.sense import Sense, of_stretch
from site_gen.ingest.dates.stretch import containing, shift, starting


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
    """The year that puts a numbered quarter near `now`, on the side that the tense tells."""
    current = (now.month + 2) // 3
    if context.history:
        return now.year
    if number > current:
        return now.year if number - current <= 2 and context.tense(match) != "past" else now.year - 1
    return now.year + (current == 4 and number == 1 and context.tense(match) == "coming")


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
        year = now.first.year + step_of(match)
    return of_stretch(starting("Y", year, 1), "fiscal-year")


def year_end(match: Match, context: Context) -> Sense | None:
    """The end of the year, no finer than the year."""
    now = context.main if context.history and context.main else context.known("Y")
    return of_stretch(containing("Y", now.first) if now else None, "year-end", "XXXX")
