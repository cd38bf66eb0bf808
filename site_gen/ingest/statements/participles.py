"""Participles of saying: "..., adding that ...", said by the speaker of the clause that they hang on."""

from __future__ import annotations

from typing import Final

from site_gen.ingest.statements.clause import Cue, Group
from site_gen.ingest.statements.edges import finite, verb_like
from site_gen.ingest.statements.lexicon import Verb
from site_gen.ingest.statements.owners import owner_phrase
from site_gen.ingest.statements.phrases import clause_subject, leading_phrase, right_phrase
from site_gen.ingest.statements.reading import Reading, Words
from site_gen.ingest.statements.subjects import is_denied

DASHES: Final = frozenset(",—–-")
_LIST: Final = 16
"""Words between two -ing forms that "and" joins."""
_REACH: Final = 10
"""Words between a letter and the last of those to whom it goes."""


def participle(
    reading: Reading, at: int, first: int, end: int, verb: Verb, group: Group, before: list[Cue]
) -> Cue | None:
    """ "..., adding that ...": said by the speaker of the clause it hangs on."""
    if group.before >= first and _is_gerund(reading, group.before, first, verb):
        return None
    if _is_listed(reading, group.before, first) or (verb.lemma == "assume" and at == first):
        return None  # "Assuming that he wins, ..."
    speaker = _of_thing(reading, group.before, first) or _beside(reading, group.before, first)
    if speaker is not None and _is_addressed(reading, speaker, first):
        speaker = _main_subject(reading, at, first, end)  # "sent a letter to Lind warning that ..."
    elif speaker is None and not before and reading.is_in(at, "evidence_verbs"):
        return None  # "Lind has won twice, showing that ..."
    elif speaker is None and (group.before < first or _joins_clause(reading, group.before)):
        speaker = (
            _nested(reading, at, first)
            or _contrasted(reading, at, end, before)
            or _governing(reading, at, first, before)
            or _main_subject(reading, at, first, end)
        )
    if (
        speaker is None
        or is_denied(reading, speaker)
        or _points(reading, speaker)
        or reading.is_in(speaker[1] - 1, "never_speaks")
        or _is_acted_on(reading, speaker, at, before)
    ):
        return None
    begin = group.before if group.before >= first and reading.low[group.before] == "," else group.first
    return Cue(at, begin, at + 1, "participle", verb, speaker, verb.past)


def _points(reading: Reading, speaker: Words) -> bool:
    """Whether the subject is "this" or "there": whoever speaks is then another, as in "This is a turn for Oslo, arguing
    ..." """
    return speaker[1] - speaker[0] == 1 and reading.is_in(speaker[0], "pointing") and reading.low[speaker[0]] != "it"


def _is_addressed(reading: Reading, speaker: Words, first: int) -> bool:
    """Whether something that speaks was sent to the name: "a letter to Lind and Pop warning"."""
    words = range(max(first, speaker[0] - _REACH), speaker[0])
    to = next((at for at in reversed(words) if reading.low[at] == "to"), None)
    if to is None or not (to == speaker[0] - 1 or reading.low[speaker[0] - 1] == "and"):
        return False
    return any(reading.is_in(at, "speaking_things") for at in range(max(first, to - _REACH), to))


def _joins_clause(reading: Reading, last: int) -> bool:
    """Whether a comma, a dash, a quotation, "while" or what speaks ("a letter", "on Friday") joins a participle to the
    clause before."""
    if reading.low[last] in DASHES or last in reading.inside:
        return True
    if reading.is_in(last, "before_participles", "conjunctions", "times", "adverbs", "people_pronouns", "objects"):
        return True
    return any(reading.is_in(at, "speaking_things") for at in range(max(0, last - 2), last + 1))


def _is_gerund(reading: Reading, last: int, first: int, verb: Verb) -> bool:
    """Whether an -ing form hangs on no clause: "the thinking", "it is worth noting", "servicing and maintaining"."""
    if reading.low[last] in DASHES or last in reading.inside:
        return False
    if reading.is_in(last, "before_participles"):
        other = reading.lexicon.verbs.get(reading.low[last - 1])
        return reading.is_in(last, "conjunctions") and reading.low[last - 1].endswith("ing") and other is None
    if reading.is_in(last, "determiners", "prepositions") or reading.low[last] in ("worth", "'s", "’s"):
        return True
    return not verb.takes >= {"q", "t"}


def _nested(reading: Reading, at: int, first: int) -> Words | None:
    """Who acts in a clause within another that the participle ends: "where he forced her to stay while saying"."""
    if (
        at - 1 <= first
        or not reading.is_in(at - 1, "before_participles")
        or reading.low[at - 1] in ("and", "but", "or")
    ):
        return None
    pronoun = next((i for i in range(at - 2, first, -1) if reading.is_in(i, "pronouns")), None)
    if pronoun is None or not reading.is_in(pronoun - 1, "subordinators", "wh") or not finite(reading, pronoun + 1):
        return None
    return pronoun, pronoun + 1


def _contrasted(reading: Reading, at: int, end: int, before: list[Cue]) -> Words | None:
    """The subject of a "while" clause between the last clause of saying and the participle: "Pop" in "Lind asked for
    aid, while Pop held back, citing the debt"."""
    for begin in range(before[-1].at + 1 if before else at, at - 1):
        if reading.is_in(begin, "contrasts") and begin not in reading.inside:
            subject = right_phrase(reading, begin + 1, end)
            if subject is not None and subject[1] < at and finite(reading, subject[1]):
                return subject
    return None


def _of_thing(reading: Reading, last: int, first: int) -> Words | None:
    """What somebody wrote, where a participle tells of it: "answering Lind's post calling her rude"."""
    if last <= first or not reading.is_in(last, "speaking_things") or reading.low[last - 1] not in ("'s", "’s"):
        return None
    owner = owner_phrase(reading, last - 2, first)
    if owner is None:
        return None
    doing = reading.low[owner[0]].endswith("ing") and not reading.capital(owner[0]) and reading.capital(owner[0] + 1)
    return owner[0] + doing, last + 1


def _is_listed(reading: Reading, last: int, first: int) -> bool:
    """Whether "and" joins it to another -ing form that tells of a list or a thing, and not of who acts: "tricks,
    including lying and threatening", "a post calling her rude and implying"."""
    if last <= first or reading.low[last] not in ("and", "or"):
        return False
    for at in range(last - 1, max(first, last - _LIST), -1):
        if reading.low[at] == "including":
            return True
        if reading.low[at] in ";:" or finite(reading, at):
            return False
        if reading.low[at].endswith("ing") and reading.is_in(at - 1, "speaking_things", "objects"):
            return True
    return False


def _governing(reading: Reading, at: int, first: int, before: list[Cue]) -> Words | None:
    """Who speaks in the clause that a participle hangs on: of clauses within one another the outer one; nobody of an
    opening "after" clause, behind whose comma another acts."""
    if not before or before[-1].shape == "noun":
        return None
    if reading.is_in(first, "opening_subordinators"):
        commas = (i for i in range(before[-1].at, at - 1) if reading.low[i] == "," and i not in reading.inside)
        if any(reading.is_in(i + 1, "pronouns") and finite(reading, i + 2) for i in commas):
            return None
    of = len(before) - 1
    while of and before[of].shape == "subject-verb" and before[of - 1].shape == "subject-verb":
        joint = before[of].begin - 1
        if reading.low[joint] in ",;:—–-" or reading.is_in(joint, "conjunctions") or joint + 1 == before[of].at:
            break
        of -= 1
    return before[of].speaker


def _is_acted_on(reading: Reading, speaker: Words, at: int, before: list[Cue]) -> bool:
    """Whether a passive makes the subject no doer: "The photo was denied by Lind, hinting that ..." """
    if before or reading.low[at - 1] != ",":
        return False
    words = range(speaker[1], at - 1)
    passive = any(reading.is_in(i, "be") and verb_like(reading, i + 1) for i in words)
    return passive and any(reading.low[i] == "by" and not reading.is_in(i + 1, "times") for i in words)


def _beside(reading: Reading, last: int, first: int) -> Words | None:
    """The name right before a participle: "footage of Smith saying ..." """
    if last <= first or last in reading.inside or reading.is_in(last, "times") or not reading.low[last].isalpha():
        return None
    phrase = owner_phrase(reading, last, first)
    verbs = [at for at in range(*phrase) if reading.low[at] in reading.lexicon.verbs] if phrase is not None else []
    if phrase is not None and verbs and not reading.capital(verbs[-1]):
        phrase = (verbs[-1] + 1, phrase[1])
    beside = phrase is not None and reading.low[phrase[0] - 1] == "with" and phrase[0] > first
    beside = beside and reading.low[last] not in ("same", "own", "such", "new", "more")
    return phrase if beside or reading.capital(last) else None


def _main_subject(reading: Reading, at: int, first: int, end: int) -> Words | None:
    """The subject of the sentence; of what follows the comma where the participle opens it."""
    if all(reading.is_in(i, "subordinators", "conjunctions") for i in range(first, at)):
        comma = next((i for i in range(at, end) if reading.low[i] == "," and i not in reading.inside), None)
        return leading_phrase(reading, comma + 1, end) if comma is not None else None
    return clause_subject(reading, first, at)
