"""What the lines between headline and text tell, and the dateline: who wrote it, when, for which agency."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

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
    """What the dateline leaves open."""


def head_of(text: str, lang: str, headed: bool) -> Head:
    """The head of a text in a language. `headed`: whether a header block may stand above."""
    told = dict(read_head(text, lang, headed))
    filed, agency = told.get("filed", ""), told.get("agency", "")
    if agency and not filed and (day := read_given_date(agency, lang)) and len(day) == _DAY:
        filed, agency = agency, ""  # "HILLS, Westland (12 March 2021) – "
    day_filed = _fact(filed, "dateline", lang)
    note = f'the dateline tells "{filed}", and no year: if you know it, write published: beside it'
    return Head(
        authors=_names(told.get("authors", ""), lang),
        published=_fact(told.get("published", ""), "byline", lang),
        updated=_fact(told.get("updated", ""), "byline", lang),
        filed=day_filed,
        agency=agency,
        note=note if filed and day_filed is None else "",
    )


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
