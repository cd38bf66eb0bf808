"""Quotation marks: which words stand inside them. Odd numbers of marks are no error."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from site_gen.ingest.units import Units

_CLOSED_BY: Final = {
    "“": ("”", '"', "“", "’’"),
    "”": ("”", '"'),
    "„": ("“", "”", '"'),
    "‘‘": ("’’", "”"),
    "«": ("»",),
    '"': ('"', "”", "''"),
    "''": ("''",),
    "``": ("''",),
}
_DOUBLE: Final = frozenset(("“", "”", "„", "«", "»", '"', "''", "``", "‘‘", "’’"))
_SINGLE: Final = frozenset("‘'")
_LONGEST_SINGLE: Final = 150
_ENDS: Final = frozenset(".,?!…")
_MOST_BETWEEN: Final = 2
"""Crossheads that may stand within a quotation of several paragraphs."""
_LONGEST_CROSSHEAD: Final = 8


class Quotation(Struct, frozen=True):
    """Quoted words within one paragraph; indexes count words of the article."""

    first: int
    """The opening mark."""
    last: int
    """The closing mark; where the quotation stays open, the word after the paragraph's last."""
    paragraph: int
    closed: bool
    reopens: bool
    """Whether it goes on with a quotation that the paragraph before left open."""


def find_quotations(text: str, units: Units) -> tuple[Quotation, ...]:
    """All outermost quotations in text order."""
    marks = [at for at, word in enumerate(units.words) if word in _DOUBLE or word in _SINGLE]
    found: list[Quotation] = []
    if not marks:
        return ()
    mark = 0
    for number, (first, last) in enumerate(units.paragraphs):
        begin, end = units.sentences[first][0], units.sentences[last - 1][1]
        here = []
        while mark < len(marks) and marks[mark] < end:
            here.append(marks[mark])
            mark += 1
        if here:
            found.extend(_pair(text, units, here, (begin, end), number, found[-1] if found else None))
    return tuple(found)


def _pair(
    text: str, units: Units, marks: list[int], bounds: tuple[int, int], number: int, before: Quotation | None
) -> list[Quotation]:
    """Quotations of one paragraph: doubled marks, or single ones where there are no doubled ones."""
    double = [at for at in marks if units.words[at] in _DOUBLE]
    if not double:
        return _single(text, units, marks, bounds, number)
    found: list[Quotation] = []
    reopens = before is not None and not before.closed and _follows(units, before.paragraph, number)
    opened: int | None = None
    for at in double:
        word = units.words[at]
        if opened is None:
            astray = word == "”" and at != bounds[0]
            if word in ("»", "’’") or astray or not (word == "”" or _opens(text, units, at, bounds[0])):
                continue
            opened = at
        elif word in _CLOSED_BY[units.words[opened]] and (
            units.words[opened] == "„" or word != "“" or at == bounds[1] - 1
        ):
            again = reopens and not found and opened == bounds[0]
            found.append(Quotation(opened, at, number, True, again))
            opened = None
        elif word == units.words[opened] == "“":
            opened = at
    if opened is not None and bounds[1] - opened > 2:
        again = reopens and not found and opened == bounds[0]
        found.append(Quotation(opened, bounds[1], number, False, again))
    return found


def _follows(units: Units, before: int, number: int) -> bool:
    """Whether one paragraph follows the other, or only a crosshead or two stand between: "Read more in politics"."""
    if number - before > _MOST_BETWEEN + 1:
        return False
    return all(is_crosshead(units, at) for at in range(before + 1, number))


def is_crosshead(units: Units, number: int) -> bool:
    """Whether the paragraph is a few words without a stop."""
    first, last = units.paragraphs[number]
    begin, end = units.sentences[first][0], units.sentences[last - 1][1]
    return end - begin <= _LONGEST_CROSSHEAD and units.words[end - 1][-1].isalnum()


def _opens(text: str, units: Units, at: int, begin: int) -> bool:
    """Whether the mark may open a quotation: a word follows at once, and none stands at once before it."""
    word, start, end = units.words[at], units.starts[at], units.ends[at]
    if word in ("“", "„", "«", "``", "‘‘"):
        return True
    if end >= len(text) or text[end].isspace():
        return False
    return at == begin or not (text[start - 1].isalnum() or text[start - 1] in ".,?!…")


def _single(text: str, units: Units, marks: list[int], bounds: tuple[int, int], number: int) -> list[Quotation]:
    """Quotations in single marks: opened before a word, closed after a stop or before a space."""
    found: list[Quotation] = []
    at = bounds[0]
    for mark in marks:
        start, end = units.starts[mark], units.ends[mark]
        if mark < at or end >= len(text) or not text[end].isalpha():
            continue
        if start and (text[start - 1].isalnum() or text[start - 1] in ".,?!"):
            continue
        closers = [
            i
            for i in range(mark + 2, min(bounds[1], mark + _LONGEST_SINGLE))
            if units.words[i] in "’'" and _shuts(text, units, i)
        ]
        if closers:
            last = next((i for i in closers if units.words[i - 1] in _ENDS), closers[0])
            found.append(Quotation(mark, last, number, True, False))
            at = last + 1
    return found


def _shuts(text: str, units: Units, at: int) -> bool:
    """Whether a single mark stands at the end of a word or stop, with none glued behind it."""
    start, end = units.starts[at], units.ends[at]
    return not text[start - 1].isspace() and (end >= len(text) or not text[end].isalnum())
