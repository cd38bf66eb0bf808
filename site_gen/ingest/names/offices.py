"""Names behind an office and its department: the "Antony Blinken" of "Secretary of State Antony Blinken"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from site_gen.ingest.names.lexicon import Lexicon
from site_gen.ingest.names.tagger import Span

_BEFORE: Final = 2
"""Words of "Secretary of"."""
_FULL_NAME: Final = 2
_LONG_NAME: Final = 3
"""Words of a person's name."""


def behind_office(span: Span, low: Sequence[str], lexicon: Lexicon, gazetteer: Mapping[str, str]) -> Span:
    """The span, without the words of a department between the "of" of an office and a person's name. `low`: folded."""
    departments = lexicon.words.get("departments", frozenset())
    office = (
        lexicon.kinds.get(low[span.first - 2], "") if span.first > 1 and low[span.first - 1] in ("of", "for") else ""
    )
    if "of" not in office:
        return span
    at = span.first
    while at < span.last and low[at] in departments:
        at += 1
    if not span.first < at <= span.last - _FULL_NAME:
        return span
    rest = low[at : span.last]
    body = any("bo" in lexicon.kinds.get(word, "") or word in departments for word in rest)
    named = "g" in gazetteer.get(rest[0], "") or (len(rest) <= _LONG_NAME and not body)
    return Span(at, span.last, "PER", span.rule) if named else span
