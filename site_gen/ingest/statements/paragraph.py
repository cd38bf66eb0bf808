"""Statements in words, and the paragraph that is read for them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Final

from msgspec import Struct, field

from site_gen.ingest.statements.clause import Cue
from site_gen.ingest.statements.contents import Lead
from site_gen.ingest.statements.dateline import past_dateline
from site_gen.ingest.statements.quotes import Quotation
from site_gen.ingest.statements.reading import Reading, Words
from site_gen.model import StatementKind

_MOST_LATEST: Final = 40


class Draft(Struct, frozen=True):
    """A statement in words, before its speaker is known."""

    content: tuple[Words, ...]
    kind: StatementKind
    rule: str
    speaker: Words | None = None
    cue: Words | None = None
    clause: Words | None = None
    """The clause of saying, for its date."""
    past: str = ""
    act: str = ""
    to: Words | None = None
    via: Words | None = None
    carried: bool = False
    """Whether speaker and cue are those of the statement before."""


class Paragraph(Struct):
    """A paragraph while it is read: what was found so far."""

    reading: Reading
    sentences: list[Words]
    quotations: list[Quotation]
    found: list[Draft] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    """First words of the quotations that have a speaker."""
    announced: Draft | None = None
    """A clause of saying that ends the paragraph with a colon."""
    continues: bool = False
    """Whether its first quotation went to the statement with which the paragraph before ends."""

    def sentence_of(self, at: int) -> Words:
        """The sentence that holds the word."""
        return self.sentences[max(0, bisect_right(self.sentences, at, key=lambda words: words[0]) - 1)]

    def between(self, first: int, end: int) -> list[Quotation]:
        """The quotations that begin between two words."""
        low = bisect_left(self.quotations, first, key=lambda one: one.first)
        return self.quotations[low : bisect_left(self.quotations, end, key=lambda one: one.first)]

    def latest(self) -> list[Draft]:
        """The last statements found; enough to see what a sentence already gave."""
        return self.found[-_MOST_LATEST:]

    def begin_of(self, at: int) -> int:
        """The first word of the sentence that holds the word, behind a dateline."""
        begin, end = self.sentence_of(at)
        return past_dateline(self.reading, begin, end) if begin == self.sentences[0][0] else begin

    def begins_sentence(self, quotation: Quotation) -> bool:
        """Whether nothing of the reporter's stands before the quotation in its sentence."""
        begins = self.begin_of(quotation.first) == quotation.first
        return begins and self.reading.low[quotation.first - 1] != ":"


def inner(quotation: Quotation) -> Words:
    """The quoted words without their marks."""
    return (quotation.first + 1, quotation.last)


def made(cue: Cue, lead: Lead, content: tuple[Words, ...], kind: StatementKind, rule: str) -> Draft:
    end = max(lead.cue_end, cue.at + 1) if cue.shape not in ("according", "verb-subject", "passive") else cue.at + 1
    speaker_end = cue.speaker[1] if cue.speaker else end
    return Draft(
        content=content,
        kind=kind,
        rule=rule,
        speaker=cue.speaker,
        cue=(cue.at, end),
        clause=(min(cue.begin, cue.at), max(end, lead.cue_end, speaker_end if cue.shape != "participle" else 0)),
        past=lead.past,
        act=cue.verb.act,
        to=lead.to,
        via=cue.via,
    )


def quotes_within(paragraph: Paragraph, content: list[Words]) -> bool:
    """Whether somebody's quoted words stand in the content."""
    return any(is_said(paragraph.reading, q) for a, b in content for q in paragraph.between(a, b))


def is_said(reading: Reading, quotation: Quotation) -> bool:
    """Whether quoted words are somebody's, not a title or a nickname."""
    first, last = inner(quotation)
    if quotation.first and reading.is_in(quotation.first - 1, "naming"):
        return False
    words = [at for at in range(first, last) if reading.low[at][0].isalpha()]
    return not all(
        reading.capital(at) or reading.is_in(at, "prepositions", "conjunctions", "determiners") for at in words
    )
