"""Where a clause that was said ends: before the next clause of saying, what was left unsaid, or the main clause."""

from __future__ import annotations

from typing import Final

from site_gen.ingest.statements.clause import Cue
from site_gen.ingest.statements.contents import says_something
from site_gen.ingest.statements.contractions import is_subject
from site_gen.ingest.statements.cues import relays
from site_gen.ingest.statements.edges import finite
from site_gen.ingest.statements.phrases import right_phrase
from site_gen.ingest.statements.reading import Reading
from site_gen.ingest.statements.remarks import behind_quotation

_LONGEST_LEAD: Final = 2
"""Words and marks before a "with" that opens a sentence."""
_SILENT: Final = ("did", "didn't", "didn’t", "declined", "refused", "would", "gave", "offered", "provided")


def clause_end(reading: Reading, start: int, end: int, cues: list[Cue], cue: Cue, first: int) -> int:
    """Where the clause that begins at `start` ends: before the next clause of saying beside it."""
    end = _clause_of_its_own(reading, start, end, cue, first)
    end = before_silence(reading, start, end)
    if cue.shape == "noun" or any(reading.is_in(at, "relatives", "subordinators") for at in range(first, cue.begin)):
        end = _before_outer_verb(reading, start, end)
    if cue.shape == "participle" and cue.speaker is not None and reading.low[cue.speaker[0] - 1] == "with":
        end = _before_main_clause(reading, start, end, cue.speaker[0] - 1 - first)
    elif cue.shape == "participle" and reading.is_in(first, "prepositions") and "," not in reading.low[first : cue.at]:
        end = _before_main_clause(reading, start, end, 0)  # "Despite Lind promising to go, Pop stayed"
    halves = [at for at in range(start, end) if reading.low[at] == ";" and at not in reading.inside]
    end = halves[0] if len(halves) == 1 else end  # more are a list
    opens = cue.shape == "participle" and cue.begin == first
    for other in cues:
        if other.at <= cue.at:
            continue
        if other.begin <= start:
            if reading.low[other.at - 1] == "," and cue.shape == "participle" and start < other.at - 1 < end:
                return other.at - 1  # "a guard, rejecting the claim, said it was false"
            continue
        joint = other.begin
        if relays(reading, other, end):
            return joint - 1
        behind = behind_quotation(reading, start, joint)
        if other.shape == "subject-verb" and behind is not None and other.after >= end - 1:
            return behind  # 'Lind said it was "a ruin", the Courier reported'
        if other.shape == "subject-verb" and other.speaker != cue.speaker and not says_something(reading, other, end):
            continue
        if (
            opens
            and other.shape == "subject-verb"
            and reading.low[joint - 1] == ","
            and joint - 1 not in reading.inside
        ):
            return joint - 1  # "Noting that the dam held, Lind said ..."
        if other.shape == "participle":
            if reading.low[joint - 1] == "while" or (
                cue.shape == "participle" and reading.is_in(joint - 1, "conjunctions")
            ):
                return joint - 2 if reading.low[joint - 2] == "," else joint - 1
            if reading.low[joint] == "," or (joint - 1 in reading.inside and reading.low[joint - 2] == ","):
                return joint
            continue
        if other.shape == "according":
            return joint - 1 if reading.low[joint - 1] in (",", "and", "but") else joint
        if other.shape != "subject-verb":
            continue
        if joint > start and reading.is_in(joint - 1, "conjunctions"):
            joint -= 1
        elif reading.is_in(joint, "conjunctions"):
            pass
        elif reading.low[joint - 1] != ";":
            continue
        return joint - 1 if reading.low[joint - 1] in (",", ";") else joint
    return end


def before_silence(reading: Reading, start: int, end: int) -> int:
    """Where the reporter tells what was left unsaid: "said it grew, but he did not say why"."""
    for at in range(start, end - 3):
        if reading.low[at] != "," or at in reading.inside or reading.low[at + 1] not in ("but", "and", "though"):
            continue
        subject = right_phrase(reading, at + 2, end)
        if subject is None or reading.low[at + 2] in ("i", "we") or subject[1] >= end - 1:
            continue
        short = reading.low[subject[1] : subject[1] + 3] == ["stopped", "short", "of"]
        if short or (reading.low[subject[1]] in _SILENT and _says_nothing(reading, subject[1], end)):
            return at
    return end


def _says_nothing(reading: Reading, at: int, end: int) -> bool:
    """Whether no word of saying is what somebody did: "did not say", "declined to name", "gave no reason"."""
    if reading.low[at] in ("gave", "offered", "provided"):
        return reading.low[at + 1] == "no"
    words = range(at + 1, min(end, at + 4))
    return any(reading.low[i] in reading.lexicon.verbs or reading.is_in(i, "telling") for i in words)


def _before_outer_verb(reading: Reading, start: int, end: int) -> int:
    """Where the verb of an outer clause follows at the first comma: "Lind's admission that she fell, has been printed",
    "denied that the gift, which came as Oslo said it was poor, had bought votes"."""
    comma = next((at for at in range(start + 1, end - 1) if reading.low[at] == "," and at not in reading.inside), end)
    if comma >= end or not reading.is_in(comma + 1, "be", "have", "do", "modals"):
        return end
    whole = any(finite(reading, at) and reading.low[at] != "being" for at in range(start + 1, comma))
    return comma if whole and not reading.low[comma + 1].endswith("ing") else end


def _before_main_clause(reading: Reading, start: int, end: int, lead: int) -> int:
    """Where the main clause begins behind a "with" that opens a sentence: "With firms promising more, it is late"."""
    if lead > _LONGEST_LEAD:
        return end
    for at in range(start, end - 2):
        if reading.low[at] == "," and at not in reading.inside:
            subject = right_phrase(reading, at + 1, end)
            acts = subject is not None and subject[1] < end and finite(reading, subject[1])
            if acts or _is_it_is(reading, at + 1):
                return at
    return end


def _is_it_is(reading: Reading, at: int) -> bool:
    """Whether "it's" or its like stands here."""
    return is_subject(reading, at) or (reading.is_in(at, "pronouns") and reading.low[at + 1] in ("'s", "’s"))


def _clause_of_its_own(reading: Reading, start: int, end: int, cue: Cue, first: int) -> int:
    """A cue in an opening "when" clause or between the commas of a "who" clause ends at the next comma."""
    opener = next((at for at in range(first, cue.begin) if reading.is_in(at, "opening_subordinators")), None)
    opening = opener is not None and not any(reading.low[at] == "," for at in range(first, cue.at))
    opening = opening and not (opener is not None and reading.is_in(first, "pointing"))  # "It comes after Lind said"
    opening = opening or (cue.begin - first == 3 and reading.is_in(cue.begin - 1, "opening_times"))
    relative = cue.at - 1
    while relative > first and (
        reading.is_in(relative, "have", "do", "adverbs") or reading.low[relative].endswith("ly")
    ):
        relative -= 1
    aside = cue.speaker is not None and reading.is_in(relative, "relatives") and reading.low[relative - 1] == ","
    if not (opening or aside):
        return end
    return next((at for at in range(start, end) if reading.low[at] == "," and at not in reading.inside), end)
