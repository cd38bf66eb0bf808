"""The list of all statements."""

from __future__ import annotations

from collections.abc import Iterator

from site_gen.site import urls
from site_gen.site.chips import count_words
from site_gen.site.page import Frame, Page
from site_gen.site.page_views import StatementsView
from site_gen.site.pages.index import day_groups, undated_last
from site_gen.site.paging import paged


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
