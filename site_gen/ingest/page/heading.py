"""A heading's headline, where its elements also hold a section, a date, a line below it, a button. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

from site_gen.ingest.page.likeness import alike, words_of

_MOST: Final = 8
"""Parts of a heading; with more it is taken as it is."""
_SURE: Final = 0.9
"""Likeness to what machines are told from which a part is the headline."""
_BAR: Final = re.compile(r"\s+([|•»«])\s+")
_MARK: Final = re.compile(r"[.,:;!?…)\]»”%]")
_ENDS: Final = " |•:"
"""What parts a headline from what is none of it."""
_DAY: Final = re.compile(r"\W*\d{1,4}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{2,4}(?:\W{1,3}\d{1,2}[:.]\d\d(?:\s*Uhr)?)?\W*")
"""A part that is a date and nothing else."""


def headline_in(parts: Sequence[str], witnesses: Sequence[str], title: str = "", lang: str = "") -> str:
    """The headline of a heading: those of its parts that are most like what machines are told; all where that is as
    like. `parts`: what its elements hold one by one; `witnesses`: titles for machines; `title`: the page's, whole.

    >>> headline_in(("Local News", "|", "Gates open at noon"), ("Gates open at noon",))
    'Gates open at noon'
    """
    split = [piece for part in parts for piece in _BAR.split(part) if piece.strip()]
    split = list(_without_days(split))
    whole = _joined(split, (*witnesses, title), lang)
    if not 1 < len(split) <= _MOST:
        return whole
    least = max((_SURE, *(alike(whole, one) + 0.02 for one in witnesses)))
    runs = [_joined(run, (*witnesses, title), lang) for run in _runs(split)]
    for witness in witnesses:
        best = max(runs, key=partial(alike, witness), default="")
        if alike(best, witness) >= least:
            return best
    return whole


def _without_days(parts: Sequence[str]) -> Iterator[str]:
    """The parts without dates at both ends, where there is anything else."""
    rest = list(parts)
    while len(rest) > 1 and _DAY.fullmatch(rest[-1]):
        rest.pop()
    while len(rest) > 1 and _DAY.fullmatch(rest[0]):
        rest.pop(0)
    yield from rest


def _runs(parts: Sequence[str]) -> Iterator[Sequence[str]]:
    """All that stands together and is no part of a sentence with what is left, the longest first."""
    for length in range(len(parts) - 1, 0, -1):
        for start in range(len(parts) - length + 1):
            after = parts[start + length : start + length + 1]
            begins = start == 0 or not parts[start][:1].islower()
            if begins and not any(part[:1].islower() for part in after):
                yield parts[start : start + length]


def _joined(parts: Sequence[str], witnesses: Sequence[str], lang: str) -> str:
    """Parts as one line: a mark stands at the word before it, but in French; a colon where a title has one there."""
    text = ""
    for part in parts:
        if text and _MARK.match(part) and not (lang.lower().startswith("fr") and part[0] in ":;!?»"):
            text += part
        elif text and _is_told_apart(text, part, witnesses):
            text += f": {part}"
        else:
            text += f" {part}" if text else part
    return text.lstrip(_ENDS).rstrip(_ENDS) or text


def _is_told_apart(before: str, after: str, witnesses: Sequence[str]) -> bool:
    """Whether a title has a colon or dash between these words, and they have nothing."""
    left, right = words_of(before), words_of(after)
    if not left or not right or not before[-1:].isalnum():
        return False
    between = re.compile(rf"\b{re.escape(left[-1])}\s?(?::|\s[–—-])\s+\W?{re.escape(right[0])}\b", re.IGNORECASE)
    return any(between.search(one) for one in witnesses)
