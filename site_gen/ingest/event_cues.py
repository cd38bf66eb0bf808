"""Words of happening in a clause: where they stand, what kind they tell, whether they lie ahead.

Knows lower-case words and ranges of words only; `events` knows dates, names and claims.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from msgspec import Struct

from site_gen.ingest.event_words import EventWords, phrase_at

_TYPE_REACH: Final = 4
"""How many words behind a verb without a type the words may stand that give it one: "voiced rare criticism"."""
_AHEAD_REACH: Final = 4
"""How far before a verb the words may stand that make it lie ahead: "is not expected to"."""

_NOBODY_REACH: Final = 5
"""How far before a verb "no one" may stand as its subject."""
_DOCUMENT_REACH: Final = 8
"""Words between a document and the day it is of: "a paper published in the journal on Monday"."""
_PARTICIPLES: Final = frozenset({"made", "held", "given", "taken", "sent", "brought", "found", "paid", "sold", "told"})
_SUBJECT_REACH: Final = 6
"""How far before a bare verb its noun may stand."""

Low = tuple[str, ...]
Range = tuple[int, int]
"""First word and one past the last."""


class Cue(Struct, frozen=True):
    """A word or phrase of happening."""

    first: int
    last: int
    type: str
    rule: str
    """phrase, verb, past-form (any form in -ed), future, noun."""
    ahead: bool = False
    """Whether its words say that it lies ahead."""
    cancelled: bool = False


def find_cue(low: Low, span: Range, lex: EventWords, near: int | None = None, claimed: bool = False) -> Cue | None:
    """The word of happening in the span that tells the clause's fact or plan.

    With `near`, the first word of a time: the last one before it, or the first one behind. Without: the first.
    In somebody's reported words (`claimed`) "would" lies ahead.
    """
    cues = list(_cues(low, span, lex, claimed))
    if near is None:
        return _typed(cues, 0) if cues else None
    before = [at for at, cue in enumerate(cues) if cue.first < near]
    if not before and near > span[0] + 1 and low[near - 1] in lex.nouns and low[near - 2] != "to":
        return Cue(near - 1, near, lex.nouns[low[near - 1]], "noun")  # "A guard of the clash last week went home"
    if before and _describes(low, cues, before[-1], lex):
        return None
    found = _typed(cues, before[-1] if before else 0) if cues else None
    return _by_subject(low, span[0], found, lex) if found else None


def is_called_off(low: Low, first: int, plan: Cue, lex: EventWords) -> bool:
    """Whether a plan is told of what the sentence, from word `first` on, says was cancelled: "called off a meeting that
    was due to be held"."""
    relative = plan.first - 1
    while relative > first and low[relative] in lex.grammar["be"] | lex.grammar["have"] | lex.grammar["planning"]:
        relative -= 1
    past = not lex.grammar["past_plans"].isdisjoint(low[relative + 1 : plan.first])
    return (
        past
        and low[relative] in ("that", "which")
        and any(_cancels(low, at, relative, lex) for at in range(first, relative))
    )


def cancelled_behind(low: Low, at: int, end: int, lex: EventWords) -> bool:
    """Whether what the words before `at` name "was postponed", "has been called off"."""
    while at < end and low[at] in lex.grammar["be"] | lex.grammar["have"]:
        at += 1
        if at < end and _cancels(low, at, end, lex):
            return True
    return False


def _cancels(low: Low, at: int, end: int, lex: EventWords) -> bool:
    return low[at] in lex.grammar["cancelled"] or phrase_at(low, at, end, lex.cancelled_phrases) is not None


def _describes(low: Low, cues: list[Cue], at: int, lex: EventWords) -> bool:
    """Whether the last verb before a time only describes a noun of an earlier verb's: the "made" of "dropped a claim
    made in 2010"."""
    cue, grammar = cues[at], lex.grammar
    before = low[cue.first - 1] if cue.first else ""
    if at == 0 or cue.rule not in ("verb", "past-form") or not low[cue.first][0].isalpha() or cue.ahead:
        return False
    if not before.isalpha() or before in grammar["have"] | grammar["be"] | grammar["adverbs"] | grammar["prepositions"]:
        return False
    between = low[cues[at - 1].last : cue.first]
    joined = any(not word[0].isalnum() or word in grammar["conjunctions"] for word in between)
    return bool(between) and not joined and grammar["clause_ends"].isdisjoint(between) and _is_participle(cue, low)


def _is_participle(cue: Cue, low: Low) -> bool:
    """Whether the form may be a participle: "made", "held", "filed"; not "fell"."""
    word = low[cue.first]
    return word.endswith("ed") or word in _PARTICIPLES


def _by_subject(low: Low, first: int, cue: Cue, lex: EventWords) -> Cue:
    """The cue with the type of the noun before a bare verb: "talks are scheduled", "a conference will be held"."""
    if cue.type or not any(word in lex.grammar["bare_verbs"] for word in low[cue.first : cue.last]):
        return cue
    nouns = [lex.nouns[word] for word in low[max(first, cue.first - _SUBJECT_REACH) : cue.first] if word in lex.nouns]
    return Cue(cue.first, cue.last, nouns[-1], cue.rule, cue.ahead, cue.cancelled) if nouns else cue


def dates_other(low: Low, cue: Cue, near: int, lex: EventWords) -> bool:
    """Whether the time at word `near` dates something else between the cue and it.

    A gerund ("accused him of hiding it in July"), a document ("a report published on Tuesday"), the saying
    ("three died, police said on Tuesday"), what is compared ("rose to 5 from 3 in May").
    """
    if cue.first > near:
        words = range(max(1, near - _DOCUMENT_REACH), near)
        return any(low[at] in lex.verbs and low[at - 1] in lex.grammar["documents"] for at in words)
    for at in range(cue.last + 1, near):
        if low[at].endswith("ing") and len(low[at]) > 5 and low[at - 1] in lex.grammar["gerund_prepositions"]:
            return True
        if low[at] in lex.grammar["comparisons"] and any(word[0].isdigit() for word in low[at:near]):
            return True
        if low[at] in lex.grammar["sayings"] or (low[at] in lex.verbs and low[at - 1] in lex.grammar["documents"]):
            return True
    return False


def find_noun(low: Low, span: Range, lex: EventWords) -> Cue | None:
    """The noun of happening at the end of the noun phrase that the span begins in: "'s meeting", "war"."""
    for at in range(span[0], min(span[1], span[0] + 4)):
        word = low[at]
        if word in lex.nouns:
            return Cue(at, at + 1, lex.nouns[word], "noun")
        if not word[0].isalpha() and word not in ("'s", "’s"):
            return None
        if word in lex.verbs or any(word in lex.grammar[name] for name in ("be", "have", "borders", "prepositions")):
            return None
    return None


def _cues(low: Low, span: Range, lex: EventWords, claimed: bool) -> Iterator[Cue]:
    first, last = span
    future, phrases = lex.grammar["future"], lex.future_phrases
    openers = [at for at in range(first, last) if low[at] in future or low[at] in phrases or low[at] == "would"]
    at = first
    while at < last:
        near = any(0 < at - opener <= _AHEAD_REACH for opener in openers) if openers else False
        cue = _cue_at(low, first, at, last, lex, near and _ahead(low, first, at, lex, claimed))
        if cue is not None:
            yield cue
        at = cue.last if cue is not None else at + 1


def _cue_at(low: Low, first: int, at: int, last: int, lex: EventWords, ahead: bool) -> Cue | None:
    word, grammar = low[at], lex.grammar
    phrase = phrase_at(low, at, last, lex.phrases)
    if phrase is not None:
        real = ahead or not _unreal(low, first, at, phrase[0], lex)
        return Cue(at, phrase[0], phrase[1], "phrase", ahead or word in grammar["future"]) if real else None
    if _cancels(low, at, last, lex):
        return Cue(at, at + 1, "", "verb", ahead, True)
    plan = phrase_at(low, at, last, lex.plans)
    if plan is not None and (plan[0] == last or low[plan[0]] != "to"):
        return Cue(at, plan[0], "", "future", True)
    if ahead:
        return _planned(low, at, lex)
    kind, rule = lex.verbs.get(word), "verb"
    if kind is None and _past_form(low, first, at, lex):
        kind, rule = "", "past-form"
    if kind is None or _is_noun(low, first, at, lex) or _unreal(low, first, at, at + 1, lex):
        return None
    if first < at and low[at - 1] in grammar["writer"]:
        return None
    if word in grammar["hurt"] and _passive(low, first, at, lex):
        kind = kind if any(other in grammar["fighters"] for other in low[first:last]) else ""
    return Cue(at, at + 1, kind, rule)


def _planned(low: Low, at: int, lex: EventWords) -> Cue | None:
    """The verb right behind "will" or "is to", whatever verb it is."""
    word, grammar = low[at], lex.grammar
    before = low[at - 1] if at else ""
    if word in grammar["be"] or not word[0].isalpha() or word in ("not", "also", "to", "expected", "due"):
        return None
    if before not in grammar["future"] and before not in ("to", "would", "be", "also", "not") and before[-2:] != "ly":
        return None
    kind = next((lex.verbs[form] for form in _forms(word) if form in lex.verbs), "")
    return Cue(at, at + 1, kind, "future", True)


def _forms(word: str) -> tuple[str, ...]:
    """The form itself, and past and third-person forms of what may be an infinitive."""
    return (word, word + "ed", word + "d", word + "s", word + word[-1] + "ed")


def _ahead(low: Low, first: int, at: int, lex: EventWords, claimed: bool) -> bool:
    """Whether words right before say that what is at `at` lies ahead."""
    for place in range(max(first, at - _AHEAD_REACH), at):
        if low[place] in lex.grammar["future"] or (claimed and low[place] == "would"):
            return True
        phrase = phrase_at(low, place, at, lex.future_phrases)
        if phrase is not None and at - phrase[0] < _AHEAD_REACH:
            return True
    return False


def _past_form(low: Low, first: int, at: int, lex: EventWords) -> bool:
    """Any other verb in -ed that is no adjective."""
    word = low[at]
    if not word.endswith("ed") or len(word) < 4 or word in lex.grammar["no_deeds"] or at == first:
        return False
    return low[at - 1][0].isalnum() and low[at - 1] not in lex.grammar["prepositions"]


def _unreal(low: Low, first: int, at: int, end: int, lex: EventWords) -> bool:
    """Whether a word takes the verb's fact away: "could have prevented", "no one was", "lost no one"."""
    before = low[max(first, at - _NOBODY_REACH) : at]
    if any(word in lex.grammar["unreal"] for word in before[-3:]) or ("no", "one") in pairwise(before):
        return True
    return end < len(low) and low[end] in lex.grammar["nobody"]


def _passive(low: Low, first: int, at: int, lex: EventWords) -> bool:
    return any(word in lex.grammar["be"] for word in low[max(first, at - 2) : at])


def _is_noun(low: Low, first: int, at: int, lex: EventWords) -> bool:
    """Whether the form is a noun or an adjective here: "the attacks", "a report published on"."""
    before = low[at - 1] if at > first else ""
    if before in lex.grammar["determiners"] or before in lex.grammar["documents"]:
        return True
    return low[at].endswith("ing") and before not in lex.grammar["be"]


def _typed(cues: list[Cue], at: int) -> Cue:
    """The cue with the type of the next one, where it has none and the next one stands right behind."""
    cue = cues[at]
    after = cues[at + 1] if at + 1 < len(cues) else None
    if cue.type or after is None or not after.type or after.first - cue.last >= _TYPE_REACH:
        return cue
    return Cue(cue.first, cue.last, after.type, cue.rule, cue.ahead, cue.cancelled)
