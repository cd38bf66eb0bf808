"""A clause of saying: the word of saying, its speaker and form. They are found in `cues`."""

from __future__ import annotations

from typing import Final, Literal

from msgspec import Struct

from site_gen.ingest.statements.lexicon import Verb
from site_gen.ingest.statements.reading import Words

NEVER: Final = Verb("accord", "said", "report", frozenset(), frozenset(), frozenset())
"""The verb of a clause of saying that has none: "according to Lind"."""
Shape = Literal["subject-verb", "verb-subject", "participle", "passive", "noun", "according"]


class Cue(Struct, frozen=True):
    """A clause of saying."""

    at: int
    """The word of saying."""
    begin: int
    """First word of the clause of saying: its subject or the verb group."""
    after: int
    """Where to look for what was said."""
    shape: Shape
    verb: Verb
    speaker: Words | None
    past: str
    """Past form of the verb, particle included."""
    via: Words | None = None
    """Who passed it on: "TASS" in "TASS quoted him as saying"."""


class Group(Struct, frozen=True):
    """A verb with its auxiliaries."""

    before: int
    """The last word before the group."""
    first: int
    seen: frozenset[str]
    """Classes of auxiliaries met: be, have, do, modals, negations."""
