"""The timeline and the list of all statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from site_gen.dates import wording
from site_gen.site import urls
from site_gen.site.assemble import Entry
from site_gen.site.calendar import anchor, dated_entries, month_of, stretch_of, year_of
from site_gen.site.chips import Chips, count_words
from site_gen.site.page import Frame, Page
from site_gen.site.page_views import StatementsView, TimelineView
from site_gen.site.pages.index import day_groups, undated_last
from site_gen.site.paging import paged
from site_gen.site.strip import activity_strip
from site_gen.site.views import DayGroup, MonthGroup, YearGroup


def timeline_pages(frame: Frame) -> Iterator[Page]:
    """`timeline.html` and its older pages: newest year first, the undated last on the first page."""
    dated, undated = dated_entries(frame.site), [entry for entry in frame.site.entries if not year_of(entry)]
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
                strip=activity_strip(dated, frame.months(path), chips.lang) if first else None,
                years=tuple(_years(chosen, chips)),
                undated=DayGroup("undated", chips.date(None), lines) if first and lines else None,
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


def _years(entries: Sequence[Entry], chips: Chips) -> Iterator[YearGroup]:
    """Years and months in the order in which they first come. A long stretch may stand between the days of a month:
    each month is gathered into one group all the same, so that no anchor comes twice."""
    years: dict[str, dict[str, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    for entry in entries:
        years[stretch_of(entry)][month_of(entry)].append(entry)
    for year, of_year in years.items():
        months = tuple(
            MonthGroup(anchor("m", month), wording(month, chips.lang), tuple(day_groups(found, chips)))
            for month, found in of_year.items()
        )
        yield YearGroup(
            anchor("y", year), wording(year, chips.lang), months, sum(len(found) for found in of_year.values())
        )
