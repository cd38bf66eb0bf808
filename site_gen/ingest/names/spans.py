"""Names that stand in the text, by their form: runs of capitalised words with their type."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from msgspec import Struct

from site_gen.ingest.names.lexicon import Lexicon, fold

NameType = Literal["PER", "ORG", "LOC", "MISC"]
_ORGANISATION: Final = frozenset(
    [
        "ministry",
        "office",
        "council",
        "party",
        "bank",
        "university",
        "committee",
        "group",
        "agency",
        "union",
        "army",
        "police",
        "court",
        "commission",
        "times",
    ]
)


_OPENERS: Final = frozenset("\"“‘'«([")


class Span(Struct, frozen=True):
    """A name by its form."""

    first: int
    """First word."""
    last: int
    """One past the last word."""
    type: NameType
    rule: str


def name_spans(words: Sequence[str], sentences: Sequence[tuple[int, int]], lexicon: Lexicon) -> list[Span]:
    """Runs of capitalised words, typed."""
    adjectives = {fold(word) for state in lexicon.states.values() for word in state.adjectives}
    places = set(lexicon.state_of) | {fold(state.capital) for state in lexicon.states.values()}
    found = []
    for begin, end in sentences:
        at = begin
        while at < end:
            if not words[at][0].isupper():
                at += 1
                continue
            stop = at
            while stop < end and words[stop][0].isupper():
                stop += 1
            opens = at == begin or words[at - 1] in _OPENERS
            low = [fold(word) for word in words[at:stop]]
            while low and (
                low[0] in lexicon.words["never_names"]
                or (opens and len(low) == 1 and low[0] not in places | adjectives)
            ):
                at, low = at + 1, low[1:]
            while low and low[0] in adjectives:
                found.append(Span(at, at + 1, "MISC", "adjective"))
                at, low = at + 1, low[1:]
            while low and low[0] in ("prime", "president", "minister", "the", "foreign"):
                at, low = at + 1, low[1:]
            if low:
                found.append(Span(at, stop, _type(low, places), "capitals"))
            at = stop
    return found


def _type(low: list[str], places: set[str]) -> NameType:
    if " ".join(low) in places:
        return "LOC"
    if any(word in _ORGANISATION for word in low):
        return "ORG"
    return "PER" if len(low) > 1 else "LOC"
