"""What the lines between headline and text tell, and the dateline: who wrote it, when, for which agency."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from site_gen.content.schema import safe_url
from site_gen.ingest.clean import read_head
from site_gen.ingest.facts import Fact
from site_gen.ingest.given_date import read_given_date

_DAY: Final = len("2031-03-14")


class Head(Struct, frozen=True):
    """The head of a text; what it does not tell is empty."""

    authors: tuple[str, ...] = ()
    published: Fact | None = None
    """EDTF; of a line of its own."""
    updated: Fact | None = None
    filed: Fact | None = None
    """EDTF; the whole day in the dateline."""
    agency: str = ""
    """In the dateline, as it stands there."""
    note: str = ""
    """What the day left open."""


def head_of(text: str, lang: str, headed: bool) -> Head:
    """The head of a text in a language. `headed`: whether a header block may stand above."""
    told = dict(read_head(text, lang, headed))
    filed, agency = told.get("filed", ""), told.get("agency", "")
    if agency and not filed and (day := read_given_date(agency, lang)) and len(day) == _DAY:
        filed, agency = agency, ""  # "HILLS, Westland (12 March 2021) – "
    day, day_filed = told.get("published", ""), _fact(filed, "dateline", lang)
    published = _fact(day, "byline", lang)
    return Head(
        authors=_names(told.get("authors", ""), lang),
        published=published,
        updated=_fact(told.get("updated", ""), "byline", lang),
        filed=day_filed,
        agency=agency,
        note=_left_open(day, published, filed, day_filed),
    )


def address_above(text: str) -> str:
    """The address that stands in a line of its own above the text, in whatever language; "" where none does."""
    found = dict(read_head(text, "")).get("url", "")
    return found if safe_url(found) else ""


def _left_open(day: str, published: Fact | None, filed: str, day_filed: Fact | None) -> str:
    """What a person is to be asked, where the words tell a day and leave it open."""
    if day and published is None:
        return f'"{day}" above the text can be more than one day: if you know it, write published: beside it'
    if filed and day_filed is None:
        return f'the dateline tells "{filed}", and no year: if you know it, write published: beside it'
    return ""


def _fact(words: str, basis: str, lang: str) -> Fact | None:
    """A whole day in words as EDTF."""
    found = read_given_date(words, lang) if words else None
    return Fact(found, basis) if found and len(found) == _DAY else None


def _names(line: str, lang: str) -> tuple[str, ...]:
    """The people whom a byline names."""
    if not line:
        return ()
    from site_gen.ingest.page.bylines import names_in
    from site_gen.ingest.page.page import Page

    return tuple(dict.fromkeys(names_in(line, Page({}, {}, (), (), "", {}, lang, ""))))
