"""Events: dated clauses, and undated ones that plainly tell a deed of a known actor; precision first.

An event is what a clause with a date and a word of happening tells. Who says so is kept where it is not the article.
Words lie in `lang/<lang>/events.toml`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Final

from msgspec.structs import replace

from site_gen.ingest.article import Article
from site_gen.ingest.claims import Claim, claim_of, clause_around, is_object, names_in, opens, quoted, statements_in
from site_gen.ingest.dates import find_times
from site_gen.ingest.event_clauses import (
    Text,
    clause_at,
    clip,
    is_adverbial,
    is_attribute,
    is_background,
    is_border,
    is_day,
    joined_spans,
    lies_ahead,
    modifies,
    parts_clauses,
    tells_day,
)
from site_gen.ingest.event_cues import Cue, Range, cancelled_behind, dates_other, find_cue, find_noun, is_called_off
from site_gen.ingest.event_words import event_words, phrase_at
from site_gen.ingest.findings import EventFound, NameFound, StatementFound, TimeFound
from site_gen.model import EventState, Registry

_WINDOW: Final = 1000
"""Code points around a time in which its clause of saying is looked for."""
_ENTRY_REACH: Final = 6
"""Words of a time of day between the day of an entry and its mark."""
_ENTRY_MARKS: Final = frozenset((":", "–", "—", "-"))
_CLOCK: Final = frozenset(("a.m.", "p.m.", "am", "pm", "at", "gmt", "utc", "local", "time"))
_NAME: Final = 100
"""Code points that a name may have."""


def find_events(article: Article, registry: Registry) -> tuple[EventFound, ...]:
    """Events in text order; two dates in one clause are two events."""
    lex = event_words(article.lang)
    if lex is None:
        return ()
    units = article.units
    low = tuple(word.lower() for word in units.words)
    text = Text(article, registry, lex, low)
    firsts = [units.starts[begin] for begin, _ in units.sentences]
    times: dict[int, list[TimeFound]] = {}
    for time in joined_spans(text, [time for time in find_times(article) if tells_day(time)]):
        times.setdefault(bisect_right(firsts, time.start) - 1, []).append(time)
    found: list[EventFound] = []
    heads = {first for first, _ in units.paragraphs}
    openings = {time.start: time for time in find_times(article)}
    for at, sentence in enumerate(units.sentences):
        here = times.get(at, [])
        dated = [
            event
            for time in here
            if not is_background(text, sentence, time, here)
            for event in _dated(text, sentence, time)
        ]
        if not dated and at in heads and (opening := openings.get(units.starts[sentence[0]])):
            dated = list(_entry(text, sentence, opening))
        found.extend(dated or _undated(text, sentence))
    return tuple(dict.fromkeys(found))


def _dated(text: Text, sentence: Range, time: TimeFound) -> Iterator[EventFound]:
    """Events that the expression dates: at most one, or one for each claim of the sentence that it opens."""
    article, units = text.article, text.article.units
    place = text.word(time.start), text.word(time.end)
    if place[1] < sentence[1] and text.low[place[1]] in text.lex.grammar["habits"]:
        return  # "Friday nights are loud"
    claim = claim_of(article, text.registry, time.start)
    if (claim is not None and claim.direct) or quoted(article.text, units.starts[sentence[0]], time.start):
        return
    if modifies(text, sentence, place) and not is_adverbial(text, sentence, place[0]):
        noun = find_noun(text.low, (place[1], sentence[1]), text.lex)
        if noun is not None and is_day(time):
            yield _of_noun(text, sentence, time, noun, claim)
        return
    if is_border(text, sentence, place) or is_attribute(text, sentence, time, place[0]):
        return
    if place[0] > sentence[0] and text.low[place[0] - 1] in text.lex.grammar["proposing"]:
        return
    if "not" in text.low[max(sentence[0], place[0] - 2) : place[0]]:
        return  # "in August, not in January"
    told = _told(text, sentence, time)
    deeds = list(_of_telling(text, sentence, time, told)) if told else []
    if deeds:
        yield from deeds
        return
    span = clause_at(text, sentence, place, claim)
    cue = find_cue(text.low, span, text.lex, place[0], claim is not None) or _noun_before(text, span, place[0], time)
    if cue is None or dates_other(text.low, cue, place[0], text.lex):
        return
    if is_called_off(text.low, sentence[0], cue, text.lex):
        cue = replace(cue, cancelled=True)
    if not (told and _is_saying(text, told, cue)):
        yield _event(text, sentence, time, cue, claim, span)


def _entry(text: Text, sentence: Range, time: TimeFound) -> Iterator[EventFound]:
    """An entry of a chronicle: "March 9, 6:40 a.m.: The tunnel collapses." """
    place = text.word(time.start), text.word(time.end)
    marks = [
        at for at in range(place[1], min(place[1] + _ENTRY_REACH, sentence[1] - 1)) if text.low[at] in _ENTRY_MARKS
    ]
    if not marks or not time.edtf or not (is_day(time) or time.type == "TIME"):
        return
    clock = text.low[place[1] : marks[0]]
    if all(word in (",", ".") or word[0].isdigit() or word in _CLOCK for word in clock):
        span = (marks[0] + 1, sentence[1])
        cue = find_cue(text.low, span, text.lex) or Cue(span[0], span[0] + 1, "", "entry")
        yield _event(text, sentence, time, cue, None, span)


def _noun_before(text: Text, span: Range, at: int, time: TimeFound) -> Cue | None:
    """ "the incident at the crossing on 3 November", in a clause without a verb."""
    if not is_day(time):
        return None
    nouns = [place for place in range(span[0], at) if text.low[place] in text.lex.nouns]
    return Cue(nouns[0], nouns[0] + 1, text.lex.nouns[text.low[nouns[0]]], "noun") if nouns else None


def _is_saying(text: Text, told: list[StatementFound], cue: Cue) -> bool:
    """Whether the cue is part of a clause of saying or of what was said in it."""
    start = text.article.units.starts[cue.first]
    return any(
        (one.cue is not None and one.cue[0] <= start < one.cue[1]) or any(a <= start < b for a, b in one.content)
        for one in told
        if not is_object(one)
    )


def _of_noun(text: Text, sentence: Range, time: TimeFound, noun: Cue, claim: Claim | None) -> EventFound:
    """ "today's meeting between A and B": those named behind the noun take part."""
    end = noun.last
    while end < sentence[1] and not parts_clauses(text, end) and text.low[end] not in (",", ".", "”", '"'):
        end += 1
    ahead = any(
        phrase_at(text.low, at, noun.first, text.lex.future_phrases)
        for at in range(max(sentence[0], noun.first - 6), noun.first)
    )
    off = cancelled_behind(text.low, noun.last, sentence[1], text.lex)
    cue = Cue(noun.first, noun.last, noun.type, "noun", ahead, off)
    return _event(text, sentence, time, cue, claim, (noun.first, end))


def _of_telling(text: Text, sentence: Range, time: TimeFound, told: list[StatementFound]) -> Iterator[EventFound]:
    """The expression dates a clause of saying: the deeds that it tells, if it opens the sentence, or a speech act."""
    deeds = []
    for one in told if opens(text.article, sentence[0], time) else ():
        start, end = one.content[0]
        span = clip(text, text.word(start), min(text.word(end), sentence[1]))
        cue = find_cue(text.low, span, text.lex, claimed=True)
        known = cue is not None and cue.rule in ("verb", "phrase") and not cue.ahead
        if one.kind != "direct" and not is_object(one) and cue is not None and known:
            deeds.append(_event(text, sentence, time, cue, Claim(one.actor, one.speaker, (start, end), False), span))
    yield from deeds
    for one in told if not deeds else ():
        if one.kind == "direct" or one.cue is None:
            continue
        first = text.word(one.cue[0])
        act = find_cue(text.low, (first, min(text.word(one.cue[1]) + 2, sentence[1])), text.lex)
        if act is not None and act.type:
            span = clip(text, text.word(one.start), sentence[1])
            yield _event(text, sentence, time, act, None, span)
            return


def _undated(text: Text, sentence: Range) -> Iterator[EventFound]:
    """The deed of a known actor: a strong verb in the past with the actor's name right before it."""
    units = text.article.units
    verbs = [
        at
        for at in range(sentence[0] + 1, sentence[1])
        if text.lex.verbs.get(text.low[at]) in text.lex.grammar["undated"] or text.low[at] in text.lex.phrases
    ]
    for at in verbs:
        place = units.starts[at]
        claim = claim_of(text.article, text.registry, place)
        if (claim is not None and claim.direct) or quoted(text.article.text, units.starts[sentence[0]], place):
            continue
        span = clause_at(text, sentence, (at, at + 1), claim)
        cue = find_cue(text.low, (at, min(at + 6, span[1])), text.lex)
        if (
            cue is None
            or cue.first != at
            or cue.type not in text.lex.grammar["undated"]
            or not _has_subject(text, at, claim)
        ):
            continue
        yield _event(text, sentence, None, cue, claim, span)
        return


def _event(
    text: Text, sentence: Range, time: TimeFound | None, cue: Cue, claim: Claim | None, span: Range
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


def _state(text: Text, time: TimeFound | None, cue: Cue) -> EventState:
    """By the words, and where they say nothing by the date."""
    if cue.cancelled:
        return "cancelled"
    if time is not None and lies_ahead(time, text.article):
        return "scheduled"
    progressive = text.low[cue.first].endswith("ing") and text.low[cue.first - 1] in ("is", "are")
    return "scheduled" if cue.ahead or (progressive and time is not None) else "happened"


def _actors(text: Text, span: Range, claim: Claim | None) -> tuple[str, ...]:
    """Known actors named in the clause, in order; its speaker where the clause says "it", "its", "we"."""
    units = text.article.units
    start, end = units.starts[span[0]], units.ends[span[1] - 1]
    names = names_in(text.article, text.registry, start, end)
    found = [(name.start, name.actor) for name in names if name.actor]
    found.extend(_coordinated(text, names))
    for one in statements_in(text.article, text.registry, start - _WINDOW, end):
        if one.actor and one.speaker and start <= one.speaker[0] < end:
            found.append((one.speaker[0], one.actor))
    if claim is not None and claim.actor:
        pronouns = _pronouns(text, claim)
        own = (at for at in range(*span) if text.low[at] in pronouns)
        found.extend((units.starts[at], claim.actor) for at in own)
    return tuple(dict.fromkeys(actor for _, actor in sorted(found)))


def _pronouns(text: Text, claim: Claim) -> frozenset[str]:
    """Pronouns by which the speaker may mean itself."""
    actor = text.registry.actors.get(claim.actor or "")
    person = actor is not None and actor.kind == "person"
    return text.lex.grammar["person_pronouns" if person else "body_pronouns"]


def _coordinated(text: Text, names: list[NameFound]) -> Iterator[tuple[int, str]]:
    """States read as places beside one that acts: in "republics of A and B" both do or neither."""
    for one, other in pairwise(names):
        between = text.article.text[one.end : other.start].strip()
        place, beside = (one, other) if other.actor else (other, one)
        state = _states(text.registry).get(text.article.text[place.start : place.end])
        if between == "and" and not place.actor and beside.actor in _states(text.registry).values() and state:
            yield place.start, state


@lru_cache(maxsize=8)
def _states(registry: Registry) -> dict[str, str]:
    """Ids of the states of the registry by name."""
    return {actor.name: actor.id for actor in registry.actors.values() if actor.kind == "state"}


def _has_subject(text: Text, at: int, claim: Claim | None) -> bool:
    """Whether the verb at word `at` has a known actor, or the speaker's pronoun, right before it."""
    units, grammar = text.article.units, text.lex.grammar
    while at and (text.low[at - 1] in grammar["have"] | grammar["adverbs"] or text.low[at - 1].endswith("ly")):
        at -= 1
    if claim is not None and claim.actor and text.low[at - 1] in _pronouns(text, claim):
        return True
    end = units.ends[at - 1] if at else 0
    return any(name.actor and name.end == end for name in names_in(text.article, text.registry, end - _NAME, end))


def _told(text: Text, sentence: Range, time: TimeFound) -> list[StatementFound]:
    """Statements of the sentence whose clause of saying the expression dates."""
    units = text.article.units
    first, last = units.starts[sentence[0]], units.ends[sentence[1] - 1]
    begin, end = max(first, time.start - _WINDOW), min(last, time.end + _WINDOW)
    here = [one for one in statements_in(text.article, text.registry, begin, end) if not _covers(one, time)]
    told = [one for one in here if one.said is not None and one.said.start == time.start]
    return here if here and opens(text.article, sentence[0], time) else told


def _covers(one: StatementFound, time: TimeFound) -> bool:
    return any(start <= time.start < end for start, end in one.content)
