"""Words of happening in a clause: where they stand, what kind they tell, whether they lie ahead.

Knows lower-case words and ranges of words only; `events` knows dates, names and claims.
"""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from site_gen.ingest.event_words import EventWords, phrase_at

_TYPE_REACH: Final = 4
"""How many words behind a verb without a type the words may stand that give it one."""

Low = tuple[str, ...]
Range = tuple[int, int]
"""First word and one past the last."""


class Cue(Struct, frozen=True):
    """A word or phrase of happening."""

    first: int
    last: int
    type: str
    rule: str
    ahead: bool = False
    """Whether its words say that it lies ahead."""
    cancelled: bool = False


def find_cue(low: Low, span: Range, lex: EventWords) -> Cue | None:
    """The first word of happening in the span that is told as a fact or as a plan; None when there is none."""
    first, last = span
    ahead = cancelled = False
    at = first
    best: Cue | None = None
    while at < last:
        word = low[at]
        if word in lex.cancelled or phrase_at(low, at, last, lex.cancelled_phrases):
            cancelled = True
        marker = phrase_at(low, at, last, lex.future_phrases)
        if word in lex.future or marker:
            ahead = True
            best = best or Cue(at, at + 1, "", "future")
        found = _cue_at(low, first, at, last, lex, ahead)
        if found is not None and (best is None or _better(found, best)):
            best = found if best is None or best.rule == "future" else _typed(best, found)
        at = max(at + 1, found.last if found else 0, marker[0] - 1 if marker else 0)
    return Cue(best.first, best.last, best.type, best.rule, ahead, cancelled) if best else None


def find_noun(low: Low, span: Range, lex: EventWords) -> Cue | None:
    """The noun of happening that ends the noun phrase which the words before `span` begin: "today's meeting"."""
    for at in range(span[0], min(span[1], span[0] + 4)):
        word = low[at]
        if word in lex.nouns:
            return Cue(at, at + 1, lex.nouns[word], "noun")
        if not word[0].isalpha() and word not in ("'s", "’s"):
            return None
        if word in lex.verbs or word in lex.be or word in lex.have or word in lex.borders:
            return None
    return None


def _better(found: Cue, best: Cue) -> bool:
    """Whether the cue tells more than the one before: "will" and "voiced" gain by "meet" and "rare criticism"."""
    return not best.type and (best.rule == "future" or (found.type != "" and found.first - best.last < _TYPE_REACH))


def _typed(best: Cue, found: Cue) -> Cue:
    return Cue(best.first, best.last, found.type, best.rule)


def _cue_at(low: Low, first: int, at: int, last: int, lex: EventWords, ahead: bool) -> Cue | None:
    phrase = phrase_at(low, at, last, lex.phrases)
    if phrase is not None:
        real = ahead or not _unreal(low, first, at, lex)
        return Cue(at, phrase[0], phrase[1], "phrase") if real else None
    word = low[at]
    kind = lex.verbs.get(word)
    if kind is None and ahead:
        kind = next((lex.verbs[form] for form in _forms(word) if form in lex.verbs), None)
    if kind is None or _is_noun(low, first, at, lex) or (not ahead and _unreal(low, first, at, lex)):
        return None
    return Cue(at, at + 1, kind, "verb")


def _forms(word: str) -> tuple[str, ...]:
    """Past and third-person forms of what may be an infinitive."""
    return (word + "ed", word + "d", word + "s", word + word[-1] + "ed")


def _unreal(low: Low, first: int, at: int, lex: EventWords) -> bool:
    """Whether a word before the verb takes its fact away: "could have prevented", "did not attack"."""
    return any(word in lex.unreal for word in low[max(first, at - 3) : at])


def _is_noun(low: Low, first: int, at: int, lex: EventWords) -> bool:
    """Whether the form is a noun or an adjective here: "the attacks", "an armed group"."""
    before = low[at - 1] if at > first else ""
    if before in lex.determiners:
        return True
    return low[at].endswith("ing") and before not in lex.be
