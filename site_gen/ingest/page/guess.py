"""A date that may be the article's where the page tells none: a guess, for a person to confirm, never for a timeline.

The only room that imports htmldate.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator

from site_gen.ingest.page.moments import day_of, read_moment
from site_gen.ingest.page.page import Page
from site_gen.ingest.page.traces import state_day, written_day, yearless_day
from site_gen.ingest.page.tree import Element


def guess_day(tree: Element, page: Page, text: str, markup: str) -> str:
    """The likeliest day of all that stand on the page; "" where there is none. The tree may be changed.

    The first of January is what years of copyright lines become, so it tells nothing.
    """
    from htmldate import find_date

    if told := state_day(markup, page) or yearless_day(markup, page):
        return told
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    found = find_date(tree, extensive_search=False, original_date=True, url=page.url or None) or ""
    if found and not found.endswith("-01-01"):
        return found
    return next((day for line in _lines(page, text) if (day := _day(line, page.lang))), "") or written_day(markup, page)


def _lines(page: Page, text: str) -> Iterator[str]:
    """Lines that may hold it: short ones of the page, then the first and last of the text."""
    yield from (piece.text for piece in page.pieces if piece.kind in ("date", "line", "time"))
    yield page.title
    yield from (page.told(name) for name in ("og:title", "description", "og:description"))
    paragraphs = text.split("\n\n")
    yield from (*paragraphs[:3], *paragraphs[-2:])


def _day(line: str, lang: str) -> str:
    read = read_moment(line, lang)
    return day_of(read) if read and read >= "1995" and not read.endswith("-01-01") else ""
