"""What extractors find: each finding knows its span in the article's text and the rule that made it.

An extractor is a callable `(Article, Registry) -> Iterable[Finding]`. To add a kind of finding: a class here,
a mapping to the item in `draft`, a row in `rows`.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from site_gen.model import EventState, StatementKind

Span = tuple[int, int]
"""First code point and one past the last, in the article's text."""


class TimeFound(Struct, frozen=True):
    """A time expression."""

    start: int
    end: int
    rule: str
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str
    """TIMEX3 value: 2013-03-22, P1M, PRESENT_REF, XXXX-WXX-5."""
    edtf: str | None = None
    """For what denotes calendar time: 199X, XXXX-09-25, 2022-08-03/2022-08-04; None while the anchor is unknown."""


class NameFound(Struct, frozen=True):
    """A name of a person, organisation or place in the text, or a role, pronoun or metonym of a known actor."""

    start: int
    end: int
    rule: str
    type: Literal["PER", "ORG", "LOC", "MISC"]
    actor: str | None = None
    """Actor id when the registry knows who is meant here; None for a name that no registry knows."""
    metonym: bool = False
    """True when a place name stands for its government here."""


class TopicFound(Struct, frozen=True):
    """Words that speak of a topic."""

    start: int
    end: int
    rule: str
    topic: str
    score: int
    """Points of the whole article for this topic."""


class StatementFound(Struct, frozen=True):
    """Who said what."""

    start: int
    """First code point of the whole: content, speaker, cue."""
    end: int
    rule: str
    content: tuple[Span, ...]
    """Spans of what was said, quotation marks left out; several when a cue splits it."""
    kind: StatementKind
    speaker: Span | None = None
    """The nearest words that name the speaker."""
    cue: Span | None = None
    """The words of saying: "said in a statement"."""
    actor: str | None = None
    """Actor id of the speaker; None while open."""
    basis: str = ""
    """name, role, metonym, pronoun, carried."""
    meant: Span | None = None
    """Words elsewhere that name whom the pronoun in `speaker` means, where no registry knows that one."""
    verb: str = ""
    """Past form of the verb of saying."""
    act: str = ""
    """report, claim, deny, demand, promise, warn, accuse."""
    to: Span | None = None
    """Words that name who was addressed."""
    via: Span | None = None
    """Words that name who passed it on."""
    said: TimeFound | None = None
    """When it was said, where the clause of saying tells."""


class EventFound(Struct, frozen=True):
    """A dated happening; start and end are those of its sentence."""

    start: int
    end: int
    rule: str
    when: TimeFound | None
    actors: tuple[str, ...] = ()
    state: EventState = "happened"
    type: str = ""
    claimed_by: str = ""
    """Actor id of who says so."""
    claimant: Span | None = None
    """Words that name who says so, when somebody does whom no registry knows."""


class FigureFound(Struct, frozen=True):
    """A number with what it counts; start and end are those of its clause."""

    start: int
    end: int
    rule: str
    measure: str
    value: str
    by: str | None = None
    """Actor id; None: the article in its own voice, or a claimant that no registry knows."""
    claimant: Span | None = None
    """Words that name who gives it, when somebody does whom no registry knows."""
    of: str = ""
    side: str = ""
    qualifier: str = ""
    unit: str = ""
    when: TimeFound | None = None


Finding = TimeFound | NameFound | TopicFound | StatementFound | EventFound | FigureFound
