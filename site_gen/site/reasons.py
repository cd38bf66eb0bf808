"""How a value was found, in a reader's words."""

from __future__ import annotations

from typing import Final
from unicodedata import bidirectional

from site_gen.dates import wording
from site_gen.site.words import ENGLISH, Words, mark

BASES: Final = {
    "role": mark("named by office"),
    "metonym": mark("a capital or state that stands for its government"),
    "pronoun": mark("named by pronoun"),
    "carried": mark("speaker carried over from the sentence before"),
}
RULES: Final = {
    "same-day": mark("the day of publication"),
    "weekday-past": mark("the last such weekday before publication"),
    "weekday-coming": mark("the next such weekday after publication"),
    "day-counted": mark("counted from the day of publication"),
    "day-said": mark("counted from the day on which it was said"),
    "day-told": mark("the day told before"),
    "month-day-publication-year": mark("in the year of publication"),
    "month-day-told-year": mark("in the year told before"),
    "month-day-year": mark("as written"),
    "full-date": mark("as written"),
    "year": mark("as written"),
    "decade": mark("as written"),
    "century": mark("as written"),
    "unit-counted": mark("counted from the day of publication"),
    "unit-told": mark("the time told before"),
    "distance": mark("counted from the day of publication"),
    "distance-told": mark("counted from the day told before"),
    "quarter-told": mark("counted from the day told before"),
    "season-counted": mark("counted from the day of publication"),
    "month-counted": mark("counted from the day of publication"),
    "weekend": mark("counted from the day of publication"),
    "edge-of-unit": mark("counted from the day of publication"),
    "month-publication-year": mark("in the year of publication"),
    "month-told-year": mark("in the year told before"),
    "month-year": mark("as written"),
    "season-year": mark("as written"),
    "quarter": mark("as written"),
    "half-year": mark("as written"),
    "fiscal-year": mark("as written"),
    "day-in-digits": mark("as written"),
    "day-in-digits-open": mark("day and month cannot be told apart"),
    "day-in-digits-near-publication": mark("the reading nearest to publication"),
    "month-day-year-unknown": mark("the year is not told"),
    "month-year-unknown": mark("the year is not told"),
    "holiday-year-unknown": mark("the year is not told"),
    "season-year-unknown": mark("the year is not told"),
    "quarter-year-unknown": mark("the year is not told"),
    "holiday": mark("from the calendar of holidays"),
    "named-day": mark("a day known by its name"),
    "weekday-of-month": mark("counted within the month"),
    "weekday-range": mark("from weekday to weekday"),
    "year-end": mark("the end of the year"),
    "part-of-day": mark("the day told before"),
    "clock": mark("the day told before"),
    "span": mark("from the first to the last day named"),
}
"""Rules of dates in words; another rule's name is told as it is."""
FACTS: Final = {
    "sidecar": mark("given by the collector"),
    "header": mark("given in the file's header"),
    "file name": mark("read from the file's name"),
    "address": mark("read from the address"),
    "json-ld": mark("told by the page to machines (JSON-LD)"),
    "meta": mark("told by the page to machines (meta)"),
    "markup": mark("marked on the page"),
    "byline": mark("read beside the headline"),
    "dateline": mark("read from the dateline"),
    "title": mark("read from the page's title"),
    "saved": mark("noted when the page was saved"),
    "mail": mark("read from the mail's head"),
    "feed": mark("told by the feed"),
    "front matter": mark("given above the text"),
    "document": mark("told by the document"),
    "fetched": mark("the address it was fetched from"),
    "text": mark("read from the text"),
    "derived": mark("made from the text"),
    "person": mark("given by the editor"),
}
FIELDS: Final = {
    "title": mark("headline"),
    "published": mark("date"),
    "updated": mark("update"),
    "url": mark("address"),
    "source": mark("source"),
    "lang": mark("language"),
    "authors": mark("authors"),
}
"""Fields of an article in words."""
CUTS: Final = {
    "publisher-appeal": mark("publisher's appeal"),
    "share-line": mark("share line"),
    "newsletter": mark("newsletter box"),
    "advertisement": mark("advertisement"),
    "publisher-text": mark("publisher's own lines"),
    "read-more": mark("link to another story"),
    "copyright": mark("copyright line"),
    "byline": mark("byline"),
    "dateline": mark("dateline"),
    "caption": mark("caption"),
    "header": mark("header lines"),
    "headline": mark("headline"),
}


def date_reason(words: str, rule: str, edtf: str | None, interface: Words = ENGLISH) -> str:
    """ "“On Wednesday” → 3 August 2022: the last such weekday before publication"; "" when no words gave the date."""
    if not words:
        return ""
    told = f"{isolated(f'“{words}”')} → {wording(edtf, interface.lang) if edtf else interface.say('not resolved')}"
    how = interface.say(RULES[rule]) if rule in RULES else rule.replace("-", " ")
    return f"{told}: {how}" if how and edtf else told


def isolated(words: str) -> str:
    """The words so marked that their direction does not turn what stands around them; left-to-right ones as they are.

    FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE (Unicode Standard Annex 9).
    """
    turned = any(bidirectional(char) in ("R", "AL") for char in words)
    return f"\u2068{words}\u2069" if turned else words


def cut_words(reason: str, lines: int, interface: Words = ENGLISH) -> str:
    """ "8 lines cut: publisher's appeal"."""
    what = interface.say(CUTS[reason]) if reason in CUTS else reason.replace("-", " ")
    return f"{interface.many('%(count)s line cut', '%(count)s lines cut', lines)}: {what}"
