"""Clauses of saying behind what was said: "The talks go on, the ministry said", "..., according to Lind"."""

from __future__ import annotations

from typing import Final

from site_gen.ingest.statements.clause import Cue
from site_gen.ingest.statements.contents import Lead
from site_gen.ingest.statements.edges import finite, verb_like
from site_gen.ingest.statements.ending import before_silence
from site_gen.ingest.statements.paragraph import Draft, Paragraph, made, quotes_within
from site_gen.ingest.statements.phrases import right_phrase
from site_gen.ingest.statements.reading import Reading, Words
from site_gen.ingest.statements.remarks import is_remark
from site_gen.model import StatementKind

_FEWEST_WORDS: Final = 3


def hangs_on(reading: Reading, cue: Cue) -> bool:
    """Whether the cue is a second verb, or one of a "who" clause: no clause before it is then what was said."""
    if cue.shape != "subject-verb":
        return False
    at = cue.at - 1
    while at > 0 and reading.is_in(at, "have", "do", "adverbs"):
        at -= 1
    return reading.is_in(cue.begin, "conjunctions") or reading.is_in(at, "relatives")


def after_clause(paragraph: Paragraph, cue: Cue, cues: list[Cue], lead: Lead, words: Words) -> Draft | None:
    """ "The talks go on, the ministry said." """
    reading = paragraph.reading
    kind: StatementKind
    low, start = reading.low, paragraph.begin_of(words[0])
    for draft in paragraph.latest():
        start = max(start, min(max(draft.content[-1][1], draft.clause[1] if draft.clause else 0), cue.begin))
    while start > words[0] and start < cue.begin and (low[start] == "," or reading.is_in(start, "conjunctions")):
        start += 1
    end = cue.begin - 1
    if cue.shape == "according" and low[end] != ",":
        end = cue.begin
    elif end < start or low[end] != ",":
        end = start
    content: list[Words] = []
    aside = end > start and reading.is_in(end - 1, "relatives")
    if end - start >= _FEWEST_WORDS and not aside and not _names_alone(paragraph, cue, start, end):
        content.append((start, end))
    rest = cue.after if cue.shape == "according" else lead.cue_end
    if cue.shape == "according":
        rest = _past_participle(reading, rest, words[1], bool(content))
    verb = _verb_behind(reading, rest, words[1]) if cue.shape == "according" and low[cue.begin - 1] == "," else None
    if verb is not None and start < cue.begin - 1 and not any(finite(reading, at) for at in range(start, cue.begin)):
        parts = (start, cue.begin - 1), (verb, before_silence(reading, verb, words[1]))
        kind = "partial" if quotes_within(paragraph, [*parts]) else "indirect"
        return made(cue, lead, parts, kind, "according-to")
    goes_on = rest < words[1] and low[rest] == "," and words[1] - rest > _FEWEST_WORDS + 1
    if cue.shape == "verb-subject":
        goes_on = goes_on and bool(content) and finite(reading, rest + 1)
        goes_on = goes_on and not any(finite(reading, at) for at in range(start, end))
    if cue.shape == "according" and content:
        another = any(one.shape == "according" and one.at > cue.at for one in cues)
        goes_on = goes_on and not another and not _describes(reading, rest + 1, words[1])
    if goes_on and _goes_on(paragraph, rest + 1) and (cue.shape == "according" or content or aside):
        stop = next((at for at in range(rest + 1, words[1]) if low[at] == ","), words[1]) if aside else words[1]
        stop = before_silence(reading, rest, stop)
        joined = reading.is_in(rest + 1, "conjunctions")
        if not (joined and any(rest < one.begin <= rest + 2 and one.shape == "subject-verb" for one in cues)):
            content.extend([(rest + 1, stop)] if stop > rest + 1 else [])
    if not content and goes_on and lead.to is None and _is_split(reading, cue, start, end, rest, words):
        opening = [] if _opens_loosely(reading, start, end, rest + 1) else [(start, end)]
        content = [*opening, (rest + 1, before_silence(reading, rest, words[1]))]
    if not content or (len(content) == 1 and content[0][0] == start and not _says_a_clause(paragraph, content[0])):
        return None
    content = [_unbroken(reading, words) for words in content]
    kind = "partial" if quotes_within(paragraph, content) else "indirect"
    return made(cue, lead, tuple(content), kind, "according-to" if cue.shape == "according" else "clause-then-cue")


def _is_split(reading: Reading, cue: Cue, start: int, end: int, rest: int, words: Words) -> bool:
    """Whether a clause of saying stands behind the first word or two of what it tells: "Instead, she said, she goes",
    "The town, Lind said, is dry"."""
    if cue.shape != "subject-verb" or start != words[0] or not start < end < cue.begin or rest - cue.after > 1:
        return False
    if any(at in reading.inside for at in range(start, words[1])) or finite(reading, start):
        return False
    verb = reading.lexicon.verbs.get(reading.low[start])
    if verb is not None or not _goes_on_from(reading, rest + 1):
        return False
    return any(finite(reading, at) for at in range(rest + 1, words[1]))


def _goes_on_from(reading: Reading, at: int) -> bool:
    """Whether what was told may go on with the word: no "who", no "and", no -ing form."""
    return not (reading.is_in(at, "relatives", "conjunctions", "contrasts") or reading.low[at].endswith("ing"))


def _opens_loosely(reading: Reading, start: int, end: int, first: int) -> bool:
    """Whether the words are no subject of what was told from the word `first` on: "Instead", "For now"."""
    if finite(reading, first):
        return False
    anew = reading.capital(first) or reading.is_in(first, "determiners", "pronouns", "plural_speakers")
    alone = reading.is_in(start, "adverbs", "prepositions", "conjunctions", "times", "subordinators")
    return anew or alone or reading.low[end - 1].endswith("ly")


def _verb_behind(reading: Reading, at: int, end: int) -> int | None:
    """The verb behind a source between commas, its apposition stepped over: "The tests, according to Pop, a guard, were
    poor"; None where none stands."""
    commas = [i for i in range(at, end - 1) if reading.low[i] == "," and i not in reading.inside][:2]
    if not commas or commas[0] != at:
        return None
    return next((i + 1 for i in commas if finite(reading, i + 1) and not verb_like(reading, i + 1)), None)


def _past_participle(reading: Reading, at: int, end: int, told: bool) -> int:
    """Past ", published by the agency" behind a source that a clause follows, where nothing was `told` before it; `at`
    where none stands."""
    if told or at + 2 >= end or reading.low[at] != "," or not verb_like(reading, at + 1):
        return at
    comma = next((i for i in range(at + 2, end) if reading.low[i] == "," and i not in reading.inside), at)
    return comma if any(finite(reading, i) for i in range(comma, end)) else at


def _unbroken(reading: Reading, words: Words) -> Words:
    """The words with the whole of a quotation that begins or ends beyond their sentence."""
    first, end = words
    if first in reading.inside:
        first = min(first, reading.quotations[reading.inside[first]].first)
    last = reading.quotations[reading.inside[end - 1]] if end - 1 in reading.inside else None
    return first, max(end, last.last + last.closed) if last is not None else end


def _says_a_clause(paragraph: Paragraph, content: Words) -> bool:
    """Whether the words are more than a circumstance: not "On 5 May, Lind testified", "When word came, Lind wrote"."""
    reading, (start, end) = paragraph.reading, content
    if paragraph.between(start, end):
        return True
    if any(reading.low[at] == "," and not reading.low[at + 1][0].isdigit() for at in range(start, end)):
        return True
    adverbial = reading.is_in(start, "prepositions") or reading.low[start].endswith("ly")
    verbless = adverbial and not any(finite(reading, at) for at in range(start, end))
    return not verbless and not reading.is_in(start, "clause_times")


def _names_alone(paragraph: Paragraph, cue: Cue, start: int, end: int) -> bool:
    """Whether what stands before a verb that may be told to somebody says nothing: it is then who speaks, and who seems
    to speak is told: "The mayor, Ada Holm, warned both sides against violence."."""
    if cue.shape != "verb-subject" or "o" not in cue.verb.takes:
        return False
    reading = paragraph.reading
    return not paragraph.between(start, end) and not any(finite(reading, at) for at in range(start, end))


def _describes(reading: Reading, first: int, end: int) -> bool:
    """Whether what stands behind a source only tells of it: ", a doctor in the town", ", obtained by the court"."""
    if verb_like(reading, first):
        return True
    if reading.low[first].endswith("ing") or reading.is_in(first, "conjunctions"):
        return False
    phrase = right_phrase(reading, first, end)
    if phrase is not None and phrase[1] >= end - 1:
        return True  # ", a group of volunteers."
    verb = next((at for at in range(first, end) if finite(reading, at)), end)
    return verb == end or any(reading.is_in(at, "relatives") for at in range(first, verb))


def _goes_on(paragraph: Paragraph, at: int) -> bool:
    """Whether what was said goes on here: no "adding that", no "naming a date", no "hours after ..."."""
    reading = paragraph.reading
    verb = reading.lexicon.verbs.get(reading.low[at])
    if (verb is not None and "ing" in verb.forms) or reading.is_in(at, "speaking_acts", "relatives", "never_on"):
        return False
    first = at + reading.is_in(at, "determiners")
    behind = reading.low[first + 1] if first + 1 < len(reading.low) else ""
    late = reading.is_in(first, "times") and behind in ("after", "before")
    return not late and not is_remark(reading, at, len(reading.low)) and not reading.is_in(at, "contrasts")
