"""How much two texts have in common, told by runs of words: whether one carries the other, and what is its own.

Two articles carry one text when half of the shorter one stands in the longer, in runs of three words or more. Other
headlines, an order of its own, cuts and edited sentences do not hide that. Reports of one form whose numbers differ
are no copies, nor is a long article that quotes a short one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

RUN: Final = 3
"""Words of a run that tells a text."""
FEWEST: Final = 25
"""Words below which a text is too short to tell."""
_WORD: Final = re.compile(r"[^\W_]+")
_SAME: Final = 0.5
"""Part of the shorter text's words that the longer one must have."""
_SHORTEST: Final = 0.2
"""Part of the longer text's words that the shorter one must have: else it is quoted, not carried."""
_NUMBERS: Final = 3
"""So many numbers tell a report of one form from another."""
_OWN: Final = 4
"""Words that a passage has at least."""


def text_words(text: str) -> list[str]:
    """The words of a text in small letters; Markdown's marks are none."""
    return _WORD.findall(text.casefold())


def runs_of(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Every three words in a row."""
    return zip(*(words[at:] for at in range(RUN)), strict=False)


def carried(words: Sequence[str], other: Sequence[str]) -> float:
    """Part of the shorter text's words that stand in the longer one, in runs of three or more; 0 for no copies.

    >>> carried("a b c d".split() * 9, "x a b c d".split() * 9)
    1.0
    """
    shorter, longer = sorted((words, other), key=len)
    if len(shorter) < FEWEST or _is_other_report(shorter, longer):
        return 0.0
    part = covered(shorter, longer)
    return part if part >= _SAME and covered(longer, shorter) >= _SHORTEST else 0.0


def covered(words: Sequence[str], by: Sequence[str]) -> float:
    """Part of `words` that stands in runs of three or more that `by` has too, or alone between two such.

    One word exchanged, as a name in another spelling, makes no other text of those around it.
    """
    if not words:
        return 0.0
    shared = _shared(words, by)
    around = zip(shared, shared[1:], shared[2:], strict=False)
    between = sum(before and not here and after for before, here, after in around)
    return (sum(shared) + between) / len(words)


def own_passages(text: str, other: str) -> tuple[str, ...]:
    """The passages of a text that another does not have, as they stand: four words in a row at least.

    >>> own_passages("The dam held. Nobody knew of the second gate.", "The dam held.")
    ('Nobody knew of the second gate',)
    """
    places = list(_WORD.finditer(text))
    words = [place.group().casefold() for place in places]
    found, first = [], None
    for at, shared in enumerate((*_shared(words, text_words(other)), True)):
        if shared and first is not None:
            if at - first >= _OWN:
                found.append(" ".join(text[places[first].start() : places[at - 1].end()].split()))
            first = None
        elif not shared and first is None:
            first = at
    return tuple(found)


def _shared(words: Sequence[str], by: Sequence[str]) -> list[bool]:
    """For each word whether it stands in a run that `by` has too."""
    known = set(runs_of(by))
    there = [False] * len(words)
    for at, run in enumerate(runs_of(words)):
        if run in known:
            there[at : at + RUN] = [True] * RUN
    return there


def _is_other_report(shorter: Sequence[str], longer: Sequence[str]) -> bool:
    """Whether the texts give other numbers, as the bulletins of two days do."""
    ours, theirs = ({word for word in words if word.isdigit()} for words in (shorter, longer))
    return len(ours) >= _NUMBERS and len(ours & theirs) * 2 < len(ours)
