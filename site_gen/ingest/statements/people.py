"""Whom an article names: as subjects, as speakers and otherwise. Who a pronoun means of them is told by `pronouns`."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Final

from msgspec import Struct

LOOK_BACK: Final = 20
PERSON_REACH: Final = 1500
_NESTED: Final = 3
"""Indirect words that begin earlier and may hold a place."""


class Met(Struct, frozen=True):
    """Somebody the text named, as a subject, as a speaker or otherwise."""

    at: int
    """Offset of the mention."""
    actor: str | None
    person: bool | None
    """None: nobody knows; such a one may be meant and is not guessed past."""
    gender: str = ""
    """"he" or "she" where a name, a title or a pronoun tells."""
    name: str = ""
    """What tells one whom no registry knows from others: a person's name, a body's words."""
    words: tuple[int, int] | None = None
    """Offsets of what names such a one."""

    @property
    def who(self) -> str:
        """The actor, or the name of one whom no registry knows; "" where nobody is told."""
        return self.actor or self.name


class People(Struct):
    """Whom the text spoke of so far."""

    subjects: list[Met]
    """People named as subjects of clauses, in text order."""
    named: list[Met]
    """Everybody named outside quotations, in text order."""
    agents: list[Met]
    """Of them those behind "by"."""
    sentences: list[int]
    """Where sentences begin."""
    met: list[Met]
    """Speakers read so far."""
    used: dict[str, str]
    """Actor or name to the pronoun that was used for it."""
    full: dict[str, tuple[int, int]]
    """Names of those whom no registry knows, to where the whole name stands."""
    crossheads: list[int]
    """Where crossheads begin: behind one, another may be spoken of."""
    addressed: list[str]
    """Those to whom the last statements were made, by actor or name: in a talk "he" may be either."""
    told: list[tuple[int, int, int]]
    """Where indirect words begin and end, and where their speaker is named, in text order."""

    def told_by(self, one: Met) -> Met | None:
        """The speaker read in whose indirect words somebody is named: Lind for Pop in "Lind said Pop had left"."""
        last = bisect_right(self.told, one.at, key=lambda span: span[0])
        for start, end, speaker in reversed(self.told[max(0, last - _NESTED) : last]):
            if start <= one.at < end:
                return next((met for met in reversed(self.met[-LOOK_BACK:]) if met.at == speaker), None)
        return None

    def around(self, at: int) -> tuple[int, int]:
        """Offsets of the sentence that holds the offset."""
        after = bisect_right(self.sentences, at)
        end = self.sentences[after] if after < len(self.sentences) else at + PERSON_REACH
        return self.sentences[after - 1], end

    def led(self, one: Met, begin: int, word: str) -> bool:
        """Whether the sentence before the offset is of what somebody else does: "It is led by Lind." """
        last = bisect_left(self.agents, begin, key=lambda met: met.at) - 1
        if last < 0 or self.around(self.agents[last].at)[1] != begin:
            return False
        agent = self.agents[last]
        return agent.who != one.who and agent.gender in ("", word) and one.at < self.around(agent.at)[0]

    def just_spoke(self, one: Met, at: int) -> bool:
        """Whether it was the last to speak, in the sentence of the offset or the one before: "they" may be anybody."""
        sentence = bisect_right(self.sentences, at) - 1
        last = self.met[-1] if self.met else None
        return last is not None and last.who == one.who and last.at >= self.sentences[max(0, sentence - 1)]

    def others(self, one: Met, begin: int, end: int, word: str, sure: bool = False) -> bool:
        """Whether somebody else whom the pronoun fits is named between two offsets; for certain, where `sure`."""
        here = (met for met in self.fitting(begin, end, word) if met.gender or not sure)
        return any(met.who != one.who for met in here if met.who or met.at != one.at)

    def fitting(self, begin: int, end: int, word: str) -> list[Met]:
        """Those named between two offsets whom the pronoun may mean."""
        first = bisect_left(self.named, begin, key=lambda met: met.at)
        here = self.named[first : first + LOOK_BACK]
        return [met for met in here if met.at < end and met.gender in ("", word)]
