"""Pull quotes: paragraphs that show again what the article quotes in its text. They are no statements of their own.

Whose paragraph stands around a pull quote did not say it.
"""

from __future__ import annotations

from itertools import islice
from typing import Final

from site_gen.ingest.statements.quotes import Quotation
from site_gen.ingest.statements.reading import Reading
from site_gen.ingest.units import Units

_FEWEST: Final = 6
"""Words by which a quotation is known again; shorter ones are told by chance."""


def pull_quotes(reading: Reading, units: Units) -> frozenset[int]:
    """Numbers of the paragraphs that are nothing but a quotation whose first words stand in another paragraph too."""
    keys: dict[tuple[str, ...], list[int]] = {}
    for quotation in reading.quotations:
        if quotation.closed and not quotation.reopens and _fills(quotation, units):
            key = tuple(reading.low[quotation.first + 1 : quotation.first + 1 + _FEWEST])
            if quotation.last - quotation.first > _FEWEST:
                keys.setdefault(key, []).append(quotation.first + 1)
    if not keys:
        return frozenset()
    heads = {key[0] for key in keys}
    shown = {at for places in keys.values() for at in places}
    again: set[int] = set()
    for at, word in enumerate(islice(reading.low, len(reading.low) - _FEWEST)):
        if word in heads and at not in shown:
            again.update(keys.get(tuple(reading.low[at : at + _FEWEST]), ()))
    return frozenset(reading.quotations[reading.inside[at]].paragraph for at in again)


def _fills(quotation: Quotation, units: Units) -> bool:
    """Whether the quotation is its whole paragraph."""
    first, last = units.paragraphs[quotation.paragraph]
    return units.sentences[first][0] == quotation.first and units.sentences[last - 1][1] == quotation.last + 1
