"""The timeline and the list of all statements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from site_gen.dates import parse_edtf, wording
from site_gen.site import urls
from site_gen.site.assemble import Entry
from site_gen.site.chips import UNDATED, Chips, count_words
from site_gen.site.page import Frame, Page, paged
from site_gen.site.pages.index import day_groups, undated_last
from site_gen.site.strip import activity_strip
from site_gen.site.views import DayGroup, MonthGroup, StatementsView, TimelineView, YearGroup


def timeline_pages(frame: Frame) -> Iterator[Page]:
    """`timeline.html` and its older pages: newest year first, the undated last on the first page."""
    dated = [entry for entry in reversed(frame.site.entries) if entry.when and _year(entry)]
    undated = [entry for entry in frame.site.entries if not entry.when or not _year(entry)]
    for path, chosen, pager in paged(urls.TIMELINE, dated, frame.site.settings.page_size):
        chips = frame.chips(path)
        first = path == urls.TIMELINE
        shell = frame.shell(path, "Timeline", "What happened and was said, by day.", urls.TIMELINE, indexed=first)
        lines = tuple(chips.line(entry) for entry in undated)
        yield Page(
            path,
            "timeline.html",
            TimelineView(
                shell=shell,
                counts=f"{len(dated):,} dated entries, newest first"
                + (f"; {len(undated):,} undated" if undated else ""),
                strip=activity_strip(dated, urls.TIMELINE if pager is None else "", chips.lang) if first else None,
                years=tuple(_years(chosen, chips)),
                undated=DayGroup("undated", UNDATED, lines) if first and lines else None,
                pager=pager,
            ),
        )


def statement_pages(frame: Frame) -> Iterator[Page]:
    """`statements.html` and its older pages."""
    found = [entry for entry in reversed(frame.site.entries) if entry.kind == "statement"]
    for path, chosen, pager in paged(urls.STATEMENTS, found, frame.site.settings.page_size):
        chips = frame.chips(path)
        shell = frame.shell(
            path, "Statements", "Who said what, newest first.", urls.STATEMENTS, path == urls.STATEMENTS
        )
        counts = f"{count_words(statement=len(found)) or 'No statements yet'}, newest first."
        yield Page(
            path,
            "statements.html",
            StatementsView(shell, counts, tuple(day_groups(undated_last(chosen), chips)), pager),
        )


def _year(entry: Entry) -> int:
    """The year under which an entry stands: that of its first possible day; 0 when no year is known."""
    value = parse_edtf(entry.when or "")
    day = value.earliest or value.latest
    return day.year if day else 0


def _month(entry: Entry) -> str:
    """ "2022-08", or the date itself when it is vaguer than a month."""
    when = entry.when or ""
    value = parse_edtf(when)
    if (
        value.earliest
        and value.latest
        and (value.earliest.year, value.earliest.month) == (value.latest.year, value.latest.month)
    ):
        return f"{value.earliest:%Y-%m}"
    return when


def _years(entries: Sequence[Entry], chips: Chips) -> Iterator[YearGroup]:
    for year, of_year in groupby(entries, _year):
        found = list(of_year)
        months = []
        for month, of_month in groupby(found, _month):
            days = tuple(day_groups(of_month, chips))
            months.append(MonthGroup(_anchor("m", month), wording(month, chips.lang), days))
        yield YearGroup(f"y-{year}", str(year), tuple(months), len(found))


def _anchor(kind: str, when: str) -> str:
    return f"{kind}-" + "".join(char if char.isalnum() or char == "-" else "_" for char in when)
