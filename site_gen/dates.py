"""Partial dates for every room: reading (`edtf`), order, validity, and wording for readers (`datewords`).

Pure, light, remembered by text. Knows nothing of articles or pages.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from site_gen.datewords import long_words, short_words
from site_gen.edtf import Edtf, parse_edtf

__all__ = ["Edtf", "iso_day", "parse_edtf", "short_wording", "sort_key", "within", "wording"]


@lru_cache(maxsize=8192)
def sort_key(edtf: str) -> tuple[int, int, int, str]:
    """Orders by first possible day, then last; an open start comes first, what has no year comes last."""
    value = parse_edtf(edtf)
    if value.earliest is None and value.latest is None:
        return (1, 0, 0, edtf)
    first = value.earliest.toordinal() if value.earliest else 0
    last = value.latest.toordinal() if value.latest else date.max.toordinal() + 1
    return (0, first, last, edtf)


@lru_cache(maxsize=8192)
def within(edtf: str, interval: str) -> bool:
    """Whether the date certainly falls into the interval: every day it can mean lies inside. "" is always."""
    if not interval:
        return True
    inner, outer = parse_edtf(edtf), parse_edtf(interval)
    if inner.precision == "unknown-year" or outer.precision == "unknown-year":
        return False
    after_start = outer.earliest is None or (inner.earliest is not None and inner.earliest >= outer.earliest)
    before_end = outer.latest is None or (inner.latest is not None and inner.latest <= outer.latest)
    return after_start and before_end


@lru_cache(maxsize=8192)
def iso_day(edtf: str) -> str | None:
    """The day as 2022-08-04 when the date is exactly one day, without doubt; else None."""
    value = parse_edtf(edtf)
    if value.earliest is None or value.earliest != value.latest or value.approximate or value.uncertain:
        return None
    return value.earliest.isoformat()


@lru_cache(maxsize=8192)
def without_time(edtf: str) -> str:
    """The date as it is, a moment as its day: what happened on one day stands together."""
    return edtf[:10] if parse_edtf(edtf).precision == "moment" else edtf


@lru_cache(maxsize=8192)
def wording(edtf: str, lang: str = "en") -> str:
    """The date in a reader's words: "4 August 2022", "the 1990s", "25 September, year unknown"."""
    return long_words(parse_edtf(edtf), lang)


@lru_cache(maxsize=8192)
def short_wording(edtf: str, lang: str = "en") -> str:
    """The date in few letters: "4 Aug 2022", "3–4 Aug 2022"."""
    return short_words(parse_edtf(edtf), lang)
