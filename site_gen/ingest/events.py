"""Events: dated clauses, and undated ones that plainly tell a deed of a known actor; precision first.

An event is what a clause with a date and a word of happening tells. Who says so is kept where it is not the article.
Words lie in `lang/<lang>/events.toml`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from site_gen.ingest.article import Article
from site_gen.ingest.claims import Claim, claim_of, clause_around, opens, quoted
from site_gen.ingest.dates import find_times
from site_gen.ingest.event_cues import Cue, Low, Range, find_cue, find_noun
from site_gen.ingest.event_words import EventWords, event_words
from site_gen.ingest.findings import EventFound, StatementFound, TimeFound
from site_gen.ingest.names import find_names
from site_gen.ingest.statements import find_statements
from site_gen.model import EventState, Registry

_UNANCHORED: Final = "day-word-unanchored"
"""Rule of "today" and its like in an article whose day is unknown."""
_DASHES: Final = ("—", "–")


class _Text(Struct, frozen=True, eq=False):
    """What the steps look at."""

    article: Article
    registry: Registry
    lex: EventWords
    low: Low
    statements: tuple[StatementFound, ...]

    def word(self, offset: int) -> int:
        """Index of the first word at or after the offset."""
        return bisect_left(self.article.units.starts, offset)


def find_events(article: Article, registry: Registry) -> tuple[EventFound, ...]:
    """Events in text order; two dates in one clause are two events."""
    lex = event_words(article.lang)
    if lex is None:
        return ()
    units = article.units
    low = tuple(word.lower() for word in units.words)
    text = _Text(article, registry, lex, low, find_statements(article, registry))
    firsts = [units.starts[begin] for begin, _ in units.sentences]
    times: dict[int, list[TimeFound]] = {}
    for time in find_times(article):
        if time.type in ("DATE", "TIME") and (not time.value.endswith("_REF") or time.rule == _UNANCHORED):
            times.setdefault(bisect_right(firsts, time.start) - 1, []).append(time)
    found: list[EventFound] = []
    for at, sentence in enumerate(units.sentences):
        dated = [event for time in times.get(at, ()) for event in _dated(text, sentence, time)]
        found.extend(dated or _undated(text, sentence))
    return tuple(dict.fromkeys(found))


def _dated(text: _Text, sentence: Range, time: TimeFound) -> Iterator[EventFound]:
    """Events that the expression dates: at most one, or one for each claim of the sentence that it opens."""
    article, units = text.article, text.article.units
    first, last = text.word(time.start), text.word(time.end)
    before = text.low[first - 1] if first > sentence[0] else ""
    claim = claim_of(article, text.registry, time.start)
    if before in text.lex.borders or quoted(article.text, units.starts[sentence[0]], time.start):
        return
    if claim is not None and claim.direct:
        return
    noun = find_noun(text.low, (last, sentence[1]), text.lex) if _modifies(text, sentence, first, last) else None
    if noun is not None and not _is_adverbial(text, sentence, first):
        if _is_day(time):
            yield _of_noun(text, sentence, time, noun, claim)
        return
    told = _told(text, sentence, time)
    if told:
        yield from _of_telling(text, sentence, time, told)
        return
    span = _clause(text, sentence, (first, last), claim)
    cue = find_cue(text.low, span, text.lex)
    if cue is not None:
        yield _event(text, sentence, time, cue, claim, span)


def _of_noun(text: _Text, sentence: Range, time: TimeFound, noun: Cue, claim: Claim | None) -> EventFound:
    """ "today's meeting between A and B": those named behind the noun take part."""
    end = noun.last
    while end < sentence[1] and text.low[end] not in text.lex.clause_ends and text.low[end] not in (",", ".", "”", '"'):
        end += 1
    ahead = find_cue(text.low, (max(sentence[0], noun.first - 6), noun.last), text.lex)
    cue = Cue(noun.first, noun.last, noun.type, "noun", ahead is not None and ahead.ahead)
    return _event(text, sentence, time, cue, claim, (noun.first, end))


def _of_telling(text: _Text, sentence: Range, time: TimeFound, told: list[StatementFound]) -> Iterator[EventFound]:
    """The expression dates a clause of saying: the deeds that it tells, if it opens the sentence, or a speech act."""
    deeds = []
    for one in told if opens(text.article, sentence[0], time) else ():
        start, end = one.content[0]
        span = _clip(text, text.word(start), min(text.word(end), sentence[1]))
        cue = find_cue(text.low, span, text.lex)
        if one.kind != "direct" and one.rule != "cue-then-lead" and cue is not None and not cue.ahead:
            deeds.append(_event(text, sentence, time, cue, Claim(one.actor, one.speaker, (start, end), False), span))
    yield from deeds
    for one in told if not deeds else ():
        if one.kind == "direct" or one.cue is None:
            continue
        first = text.word(one.cue[0])
        act = find_cue(text.low, (first, min(text.word(one.cue[1]) + 2, sentence[1])), text.lex)
        if act is not None and act.type:
            span = _clip(text, text.word(one.start), sentence[1])
            yield _event(text, sentence, time, act, None, span)
            return


def _undated(text: _Text, sentence: Range) -> Iterator[EventFound]:
    """The deed of a known actor: a strong verb in the past with the actor's name right before it."""
    units = text.article.units
    verbs = [
        at
        for at in range(sentence[0] + 1, sentence[1])
        if text.lex.verbs.get(text.low[at]) in text.lex.undated or text.low[at] in text.lex.phrases
    ]
    for at in verbs:
        place = units.starts[at]
        claim = claim_of(text.article, text.registry, place)
        if (claim is not None and claim.direct) or quoted(text.article.text, units.starts[sentence[0]], place):
            continue
        span = _clause(text, sentence, (at, at + 1), claim)
        cue = find_cue(text.low, (at, min(at + 6, span[1])), text.lex)
        if cue is None or cue.first != at or cue.type not in text.lex.undated or not _has_subject(text, at, claim):
            continue
        yield _event(text, sentence, None, cue, claim, span)
        return


def _event(
    text: _Text, sentence: Range, time: TimeFound | None, cue: Cue, claim: Claim | None, span: Range
) -> EventFound:
    start, end = clause_around(text.article, text.registry, sentence, text.article.units.starts[cue.first])
    return EventFound(
        start=start,
        end=end,
        rule=f"{'dated' if time else 'undated'}-{cue.rule}",
        when=time,
        actors=_actors(text, span, claim),
        state=_state(text, time, cue),
        type=cue.type,
        claimed_by=(claim.actor or "") if claim else "",
        claimant=claim.words if claim and not claim.actor else None,
    )


def _state(text: _Text, time: TimeFound | None, cue: Cue) -> EventState:
    """By the words, and where they say nothing by the date."""
    if cue.cancelled:
        return "cancelled"
    day = text.article.day
    if time is not None and time.edtf and day is not None and time.edtf[:10] > day.isoformat() and _is_day(time):
        return "scheduled"
    progressive = text.low[cue.first].endswith("ing") and text.low[cue.first - 1] in ("is", "are")
    return "scheduled" if cue.ahead or (progressive and time is not None) else "happened"


def _actors(text: _Text, span: Range, claim: Claim | None) -> tuple[str, ...]:
    """Known actors named in the clause, in order; its speaker where the clause says "it", "its", "we"."""
    units = text.article.units
    start, end = units.starts[span[0]], units.ends[span[1] - 1]
    found = [
        (name.start, name.actor)
        for name in find_names(text.article, text.registry)
        if name.actor and start <= name.start < end
    ]
    if claim is not None and claim.actor:
        own = (at for at in range(*span) if text.low[at] in text.lex.pronouns)
        found.extend((units.starts[at], claim.actor) for at in own)
    return tuple(dict.fromkeys(actor for _, actor in sorted(found)))


def _has_subject(text: _Text, at: int, claim: Claim | None) -> bool:
    """Whether the verb at word `at` has a known actor, or the speaker's pronoun, right before it."""
    units = text.article.units
    while at and (
        text.low[at - 1] in text.lex.have or text.low[at - 1].endswith("ly") or text.low[at - 1] in ("also", "later")
    ):
        at -= 1
    if claim is not None and claim.actor and text.low[at - 1] in text.lex.pronouns:
        return True
    end = units.ends[at - 1] if at else 0
    return any(name.actor and name.end == end for name in find_names(text.article, text.registry))


def _told(text: _Text, sentence: Range, time: TimeFound) -> list[StatementFound]:
    """Statements of the sentence whose clause of saying the expression dates."""
    units = text.article.units
    first, last = units.starts[sentence[0]], units.ends[sentence[1] - 1]
    here = [one for one in text.statements if first <= one.start < last and not _covers(one, time)]
    told = [one for one in here if one.said is not None and one.said.start == time.start]
    return here if here and opens(text.article, sentence[0], time) else told


def _covers(one: StatementFound, time: TimeFound) -> bool:
    return any(start <= time.start < end for start, end in one.content)


def _clause(text: _Text, sentence: Range, place: Range, claim: Claim | None) -> Range:
    """The words around `place` up to those that part clauses, within the claim where there is one."""
    first, last = sentence
    if claim is not None:
        first = max(first, text.word(claim.content[0]))
        last = min(last, text.word(claim.content[1]))
    dashed = any(word in _DASHES for word in text.low[first : place[0]])
    begin = place[0]
    while begin > first and (
        text.low[begin - 1] not in text.lex.clause_ends or (dashed and text.low[begin - 1] in _DASHES)
    ):
        begin -= 1
    return begin, _clip(text, place[1], last)[1]


def _clip(text: _Text, first: int, last: int) -> Range:
    """The range up to the first word that parts clauses."""
    at = first
    while at < last and text.low[at] not in text.lex.clause_ends:
        at += 1
    return first, max(at, first + 1)


def _modifies(text: _Text, sentence: Range, first: int, last: int) -> bool:
    """Whether the expression stands before a noun: "today's", "the 2020", "a Friday"."""
    follows = text.low[last] if last < sentence[1] else ""
    before = text.low[first - 1] if first > sentence[0] else ""
    return follows in ("'s", "’s") or before in text.lex.determiners


def _is_adverbial(text: _Text, sentence: Range, first: int) -> bool:
    """Whether the noun phrase with the expression tells when: "in the 2020 war"."""
    return first - 2 >= sentence[0] and text.low[first - 2] in ("in", "during")


def _is_day(time: TimeFound) -> bool:
    return time.value[8:10].isdigit() or time.value.startswith("XXXX-") or time.rule == _UNANCHORED
