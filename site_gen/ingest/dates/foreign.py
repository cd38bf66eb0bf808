"""Full calendar dates in languages without a grammar of their own: spans told by their form, read by `dateparser`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from msgspec import Struct

from site_gen.ingest.article import Article
from site_gen.ingest.findings import TimeFound
from site_gen.ingest.given_date import read_given_date


class Shape(Struct, frozen=True):
    """What a full date looks like in letters and digits of any script."""

    name: str
    means: str
    pattern: str
    right: tuple[str, ...]
    wrong: tuple[str, ...]


SHAPES: Final = (
    Shape(
        "day-word-year",
        "day, a word that may be a month, year of four digits",
        r"(?<!\w)\d{1,2}\.?[ \u00a0](?:de[ \u00a0])?[^\W\d_]{3,14}\.?[ \u00a0](?:de[ \u00a0])?\d{4}(?!\w)",
        ("4. August 2022", "4 de agosto de 2022", "4 օգոստոսի 2022"),
        ("August 2022", "4 2022"),
    ),
    Shape(
        "dotted", "day, month, year in digits", r"(?<!\w)\d{1,2}\.\d{1,2}\.\d{4}(?!\w)", ("04.08.2022",), ("4.8.22",)
    ),
)
"""Spans that may be a full date; whether one is, and which, `dateparser` tells in the language of the article."""

_SHAPE: Final = re.compile("|".join(shape.pattern for shape in SHAPES))


def find_full_dates(article: Article) -> tuple[TimeFound, ...]:
    """Full dates in text order, for a language without a grammar."""
    return tuple(_dates(article))


def _dates(article: Article) -> Iterator[TimeFound]:
    units = article.units
    for first, last in units.paragraphs:  # not sentences: "4." ends one where abbreviations are not known
        begin, end = units.starts[units.sentences[first][0]], units.ends[units.sentences[last - 1][1] - 1]
        for found in _SHAPE.finditer(article.text, begin, end):
            day = _read(found.group(), article.lang)
            if day is not None and len(day) == 10:
                yield TimeFound(found.start(), found.end(), "full-date", "DATE", day, day)


@lru_cache(maxsize=2048)
def _read(text: str, lang: str) -> str | None:
    return read_given_date(text, lang)
