"""All statements of an article: drafts by paragraph, then speakers and dates."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import Final

from msgspec.structs import replace

from site_gen.ingest.article import Article
from site_gen.ingest.dates import time_of_clause
from site_gen.ingest.findings import Span, StatementFound, TimeFound
from site_gen.ingest.names import find_names
from site_gen.ingest.statements.contractions import is_subject, split
from site_gen.ingest.statements.drafts import read_cues
from site_gen.ingest.statements.loose import GOES_ON, announcement, read_loose, sign_below, taken_on
from site_gen.ingest.statements.paragraph import Draft, Paragraph
from site_gen.ingest.statements.pulled import pull_quotes
from site_gen.ingest.statements.quotes import is_crosshead
from site_gen.ingest.statements.reading import Reading, Words, read
from site_gen.ingest.statements.speakers import Speaker, who_speaks
from site_gen.ingest.statements.subjects import names_somebody
from site_gen.ingest.statements.turns import HEADLINE, answers, capitalised, headline, talkers, told_headlines, turn
from site_gen.ingest.units import Units
from site_gen.model import Registry

_LONGEST_OPENING: Final = 14
"""Words of a time before the clause that it dates."""


@lru_cache(maxsize=8)
def find_statements(article: Article, registry: Registry) -> tuple[StatementFound, ...]:
    """What people and bodies are reported to say, in text order. Remembered per article and registry."""
    reading = read(article)
    people = _people(reading, article, registry) if ":" in reading.words else frozenset()
    drafts = find_drafts(reading, article, people)
    if any(draft.rule == HEADLINE for draft in drafts):
        drafts = told_headlines(reading, drafts, _known(reading, article, registry))
    drafts = [_somebody(reading, draft) for draft in drafts]
    speakers = who_speaks(reading, article, registry, drafts)
    found = [_found(reading, article, draft, speaker) for draft, speaker in zip(drafts, speakers, strict=True)]
    return tuple(sorted(found, key=lambda one: (one.start, one.content)))


def _somebody(reading: Reading, draft: Draft) -> Draft:
    """The draft; without the subject of the sentence before as its speaker where that names nobody: "The tagline"."""
    if draft.rule != "quotation-after-subject" or draft.speaker is None:
        return draft
    first, end = draft.speaker
    if end - first == 1:
        spoken = reading.is_in(first, "pronouns", "plural_speakers") and reading.low[first] != "it"
        return draft if spoken or names_somebody(reading, draft.speaker) else replace(draft, speaker=None)
    person = any(reading.is_in(at, "person_nouns", "plural_speakers") for at in range(first, end))
    named = any(reading.capital(at) for at in range(first + 1, end)) and names_somebody(reading, draft.speaker)
    return draft if person or named else replace(draft, speaker=None)


def _known(reading: Reading, article: Article, registry: Registry) -> frozenset[int]:
    """Last words of the names of people, and of what the registry knows."""
    names = (name for name in find_names(article, registry) if name.type == "PER" or name.actor)
    return frozenset(bisect_left(reading.ends, name.end) for name in names)


def _people(reading: Reading, article: Article, registry: Registry) -> frozenset[str]:
    """Last words of the names of people, in lower case."""
    names = (name for name in find_names(article, registry) if name.type == "PER" and name.rule != "role")
    found = frozenset(article.text[name.start : name.end].split()[-1].lower() for name in names)
    units = article.units
    begins = ((units.sentences[first][0], units.sentences[last - 1][1]) for first, last in units.paragraphs)
    return found | talkers(reading, begins, article.lang, found)


def find_drafts(reading: Reading, article: Article, people: frozenset[str]) -> list[Draft]:
    """Drafts of all paragraphs; `people` holds the last words of people's names."""
    units, words = article.units, reading.lexicon
    openers = words.classes.get("source_openers", frozenset())
    hits = [at for at, word in enumerate(reading.low) if word in words.verbs or word in words.nouns or word in openers]
    firsts = [q.first for q in reading.quotations]
    drafts: list[Draft] = []
    before: list[Draft] = []
    announced: Draft | None = None
    names = capitalised(reading) if ":" in reading.words else frozenset()
    pulled = pull_quotes(reading, units)
    turns, told = _talk(reading, units, names, people)
    for number, (first, last) in enumerate(units.paragraphs):
        if number in pulled or number in told:
            continue
        sentences = list(units.sentences[first:last])
        begin, end = sentences[0][0], sentences[-1][1]
        quotations = list(reading.quotations[bisect_left(firsts, begin) : bisect_left(firsts, end)])
        at = [hits[bisect_left(hits, a) : bisect_left(hits, b)] for a, b in sentences]
        paragraph = Paragraph(reading, sentences, quotations)
        said = headline(reading, begin, end) if begin == 0 and last < len(units.sentences) else None
        said = said or turns.get(number)
        if said is not None:
            paragraph.found.append(said)
        else:
            if any(at):
                read_cues(paragraph, at)
            if quotations:
                read_loose(paragraph, before, announced)
        if before and not paragraph.found and (paragraph.continues or _stays_open(reading, units, number, begin)):
            announced = None
            continue
        taken_on(before, paragraph)
        sign_below(before, paragraph)
        if before and before[-1].rule == GOES_ON and not paragraph.found:
            paragraph.found.append(before.pop())
        drafts.extend(before)
        before, announced = paragraph.found, paragraph.announced or announcement(paragraph)
    return drafts + before


def _talk(
    reading: Reading, units: Units, names: frozenset[str], people: frozenset[str]
) -> tuple[dict[int, Draft], dict[int, int]]:
    """The turns of talk by the number of their paragraph, and the paragraphs that go on with one."""
    if not names:
        return {}, {}
    bounds = [(units.sentences[first][0], units.sentences[last - 1][1]) for first, last in units.paragraphs]
    said = {number: turn(reading, *words, names, people) for number, words in enumerate(bounds)}
    turns = {number: one for number, one in said.items() if one is not None}
    told = answers(reading, bounds, turns)
    for number, of in told.items():
        turns[of] = replace(turns[of], content=(*turns[of].content, bounds[number]))
    return turns, told


def _stays_open(reading: Reading, units: Units, number: int, begin: int) -> bool:
    """Whether the paragraph is a crosshead behind a quotation that was left open, which may go on below."""
    before = bisect_left(reading.quotations, begin, key=lambda one: one.first) - 1
    return before >= 0 and not reading.quotations[before].closed and is_crosshead(units, number)


def _found(reading: Reading, article: Article, draft: Draft, speaker: Speaker) -> StatementFound:
    content = tuple(_trimmed(reading, words, draft) for words in draft.content)
    parts = [*content, *(reading.span(w) for w in (draft.speaker, draft.cue) if w is not None)]
    return StatementFound(
        start=min(start for start, _ in parts),
        end=max(end for _, end in parts),
        rule=draft.rule,
        content=content,
        kind=draft.kind,
        speaker=_named(reading, draft.speaker) if draft.speaker else None,
        cue=reading.span(draft.cue) if draft.cue else None,
        actor=speaker.actor,
        basis=speaker.basis,
        meant=speaker.meant,
        verb=draft.past,
        act=draft.act,
        to=reading.span(draft.to) if draft.to else None,
        via=reading.span(draft.via) if draft.via else None,
        said=_said_when(reading, article, draft),
    )


def _named(reading: Reading, words: Words) -> Span:
    """Offsets of who speaks; of "We've" the pronoun alone."""
    start, end = reading.span(words)
    if words[1] - words[0] == 1 and is_subject(reading, words[0]):
        return start, start + len(split(reading.words[words[0]])[0])
    return start, end


def _said_when(reading: Reading, article: Article, draft: Draft) -> TimeFound | None:
    """What dates the clause of saying; not a time of "..., who had been there on Friday, said", "..., elected in 2031,
    said"."""
    if draft.clause is None:
        return None
    first, end = draft.clause
    if draft.speaker is not None and draft.cue is not None and draft.cue[0] < draft.speaker[0]:
        end = next((at for at in range(*draft.speaker) if reading.is_in(at, "relatives")), end)
        return _time_of(reading, article, (first, end))
    aside = draft.speaker[1] if draft.speaker is not None and draft.cue is not None else end
    behind = aside + (reading.low[aside] == ",") if aside < end else aside
    apart = draft.cue is not None and aside < behind < draft.cue[0] and not _may_date(reading, behind)
    if draft.cue is not None and first <= aside < draft.cue[0] and (apart or reading.is_in(behind, "relatives")):
        back = max((at + 1 for at in range(aside, draft.cue[0]) if reading.low[at] == ","), default=draft.cue[0])
        found = _time_of(reading, article, (back, end)) if back < end else None
        return found or _time_of(reading, article, (first, aside)) or _opening(reading, article, first)
    if first <= aside < end:
        return _time_of(reading, article, (aside, end)) or _opening(reading, article, first)
    return _time_of(reading, article, draft.clause) or _opening(reading, article, first)


def _may_date(reading: Reading, at: int) -> bool:
    """Whether an aside between subject and verb may date what was said: "on Friday", "speaking on Friday"."""
    return reading.low[at].endswith("ing") or reading.is_in(at, "prepositions", "time_openers", "times", "adverbs")


def _time_of(reading: Reading, article: Article, words: Words) -> TimeFound | None:
    """What dates a clause; not the "TODAY" of "USA TODAY"."""
    found = time_of_clause(article, *reading.span(words))
    return None if found is not None and reading.text[found.start : found.end].isupper() else found


def _opening(reading: Reading, article: Article, first: int) -> TimeFound | None:
    """The time that stands before the clause at the head of its sentence: "Last month, Lind said", "In a speech on
    Tuesday, Lind said", "On Tuesday in Oslo, Lind said"."""
    sentences = article.units.sentences
    begin = sentences[bisect_right(sentences, first, key=lambda words: words[0]) - 1][0]
    if not 0 < first - begin <= _LONGEST_OPENING:
        return None
    found = time_of_clause(article, reading.starts[begin], reading.starts[first])
    if found is None or not _closes_opening(reading, bisect_left(reading.starts, found.end), first):
        return None
    at = bisect_left(reading.starts, found.start)
    if any(reading.is_in(i, "told_times") for i in range(at, first)):
        return None  # "Later that evening, he said": the evening of a day told before
    plain = all(reading.is_in(i, "on_times", "conjunctions", "near_times") for i in range(begin, at))
    return found if plain or _tells_of_speech(reading, begin, at) else None


def _closes_opening(reading: Reading, at: int, first: int) -> bool:
    """Whether nothing but a place stands between a time and the comma behind it: "On Tuesday in Oslo, "."""
    words = range(at, first - (reading.low[first - 1] == ","))
    return not words or (
        reading.is_in(at, "prepositions") and len(words) > 1 and all(reading.capital(i) for i in words[1:])
    )


def _tells_of_speech(reading: Reading, begin: int, at: int) -> bool:
    """Whether the words before a time tell how it was said, and of nothing else that it might date: "In an interview
    with Ana Pop on"; not "In a speech about the fire on"."""
    if reading.low[begin] in ("speaking", "writing"):
        thing = begin
    elif reading.is_in(begin, "prepositions"):
        thing = next((i for i in range(begin, at) if reading.is_in(i, "speaking_things")), at)
    else:
        return False
    return thing < at and all(
        reading.capital(i) or reading.is_in(i, "on_times", "determiners", "speech_links") for i in range(thing + 1, at)
    )


def _trimmed(reading: Reading, words: Words, draft: Draft) -> Span:
    """Offsets of the content without the commas and dashes around it; a whole sentence keeps its stop."""
    first, end = words
    if draft.kind == "direct":
        return reading.span((first, max(end, first + 1)))
    while first < end - 1 and reading.low[first] in ",;:—–-":
        first += 1
    whole = first == 0 or reading.low[first - 1] in '.?!…”"»' or draft.rule == "stated-by"
    stops = ",;:—–-" if whole else ",;:—–-."
    while end - 1 > first and reading.low[end - 1] in stops and not reading.low[end - 2].endswith("."):
        end -= 1
    return reading.span((first, end))
