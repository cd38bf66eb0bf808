"""Days that a page gives away where it names none: in an address's number, in its state for scripts, by its picture.

Each is a guess for a person to confirm, but for numbers that are made of the moment itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final
from urllib.parse import urlsplit

from site_gen.ingest.facts import Fact
from site_gen.ingest.page.moments import day_of, read_moment
from site_gen.ingest.page.page import Page

_STATUS: Final = re.compile(r"/status(?:es)?/(\d{17,19})(?:/|$)")
_STATUS_HOSTS: Final = frozenset("twitter.com mobile.twitter.com x.com mobile.x.com nitter.net".split())
_STATUS_EPOCH: Final = 1_288_834_974_657
"""Milliseconds of 4 November 2010, from which such numbers count in their upper bits."""
_MONTH: Final = re.compile(r"/((?:19|20)\d\d)/(0[1-9]|1[0-2])/(?=[^/]*[a-zA-Z])")
_STATE: Final = re.compile(
    r"(?<![\w-])(?:date_?published|published_?(?:at|on|date|time)|publish_?(?:date|time|ed)|publication_?(?:date|time)|"
    r"article_publication_date|pub_?date|first_?published(?:_?(?:at|on|date))?|date_?time_?published|display_?date|"
    r"release_?date|post_?date|content_?datum|editorial_?date)"
    r"\\?[\"']?\s{0,3}[:=]\s{0,3}\\?[\"']?([\w,][\w ,:./+-]{7,40})",
    re.IGNORECASE,
)
"""Fields of publication in what a page keeps for its scripts, with the value."""
_SCRIPT: Final = re.compile(r"<script\b[^<>]{0,2000}>", re.IGNORECASE)
_CALL: Final = re.compile(
    r"\b\w{0,20}(?:date|time)\w{0,20}\(\s{0,3}[\"'](\d{4}[-/.]\d{1,2}[-/.]\d{1,2}[^\"']{0,20})", re.I
)
"""A script that writes a date where it stands."""
_NEAR_TITLE: Final = 3_000
_MOST: Final = 3_000_000
_NO_YEAR: Final = re.compile(r"(?<![\d年/.-])(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")


def numbered(url: str) -> Fact | None:
    """The moment in a number that was made of it: that of a post on Twitter."""
    place = urlsplit(url)
    found = _STATUS.search(place.path)
    if found is None or (place.hostname or "").removeprefix("www.") not in _STATUS_HOSTS:
        return None
    at = datetime.fromtimestamp(((int(found[1]) >> 22) + _STATUS_EPOCH) // 1000, UTC)
    return Fact(at.strftime("%Y-%m-%dT%H:%M:%SZ"), "address")


def month_of(url: str) -> Fact | None:
    """The month that stands in an address before the article's own name: /2031/08/a-bridge.html."""
    found = _MONTH.findall(urlsplit(url).path) if url else []
    return Fact("-".join(found[0]), "address") if len(found) == 1 else None


def state_day(markup: str, page: Page) -> str:
    """The day of publication in the state for scripts: beside the headline there, or the only one; "" for none."""
    titles = tuple(title[:40] for title in (page.told("og:title"), *_headings(page), page.title) if len(title) > 12)
    near: set[str] = set()
    everywhere: set[str] = set()
    for script in _scripts(markup[:_MOST]):
        told = tuple(_told(script, page))
        everywhere.update(day for _, day in told)
        places = [found.start() for title in titles for found in re.finditer(re.escape(title), script)][:50]
        near.update(day for at, day in told if any(abs(at - place) <= _NEAR_TITLE for place in places))
    return next((days.pop() for days in (near, everywhere) if len(days) == 1), "")


def written_day(markup: str, page: Page) -> str:
    """The day that a script writes into the page, where it is one alone."""
    days = {day_of(read) for found in _CALL.findall(markup[:_MOST]) if (read := read_moment(found, page.lang))}
    return next(iter(days)) if len(days) == 1 else ""


def yearless_day(markup: str, page: Page) -> str:
    """A day without its year, with the one year that the page's markup gives it."""
    for piece in page.pieces:
        if piece.kind in ("date", "time") and (found := _NO_YEAR.search(piece.text)):
            month, day = f"{int(found[1]):02}", f"{int(found[2]):02}"
            years = set(re.findall(rf"(?<!\d)(20\d\d)(?P<mark>[-/.]?){month}(?P=mark){day}(?!\d\d\d)", markup[:_MOST]))
            years_told = {year for year, _ in years}
            return f"{years_told.pop()}-{month}-{day}" if len(years_told) == 1 else ""
    return ""


def _scripts(markup: str) -> Iterator[str]:
    """What stands in each script that is closed, in one walk."""
    at = 0
    while (begin := _SCRIPT.search(markup, at)) and (end := markup.find("</", begin.end())) >= 0:
        while end >= 0 and markup[end + 2 : end + 8].lower() != "script":
            end = markup.find("</", end + 2)
        if end < 0:
            return
        yield markup[begin.end() : end]
        at = end


def _told(script: str, page: Page) -> Iterator[tuple[int, str]]:
    for found in _STATE.finditer(script):
        read = read_moment(found[1], page.lang)
        if read and read > "1995" and not day_of(read).endswith("-01-01"):
            yield found.start(), day_of(read)


def _headings(page: Page) -> Iterator[str]:
    return (piece.text for piece in page.pieces if piece.kind == "h1")
