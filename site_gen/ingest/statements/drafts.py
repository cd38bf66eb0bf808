"""Drafts of statements in one paragraph: cues joined with their contents, quotations with their cues."""

from __future__ import annotations

from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from site_gen.ingest.statements.contents import Lead, clause_end, closes, lead_in
from site_gen.ingest.statements.cues import Cue, sentence_cues
from site_gen.ingest.statements.phrases import leading_phrase
from site_gen.ingest.statements.quotes import Quotation
from site_gen.ingest.statements.reading import Reading, Words
from site_gen.model import StatementKind

_STOPS: Final = frozenset(".?!…")
_TRIM: Final = frozenset(",;:—–-")
_FEWEST_WORDS: Final = 3


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


def paragraph_drafts(
    reading: Reading, sentences: list[Words], hits: list[list[int]], quotations: list[Quotation], before: Draft | None
) -> list[Draft]:
    """Statements of one paragraph in text order."""
    taken: set[int] = set()
    found: list[Draft] = []
    for words, at in zip(sentences, hits, strict=True):
        cues = sentence_cues(reading, words[0], words[1], at) if at else []
        for cue in _outermost_first(reading, cues, words):
            if found and _passes_on(reading, cue, words, found[-1]):
                found[-1] = replace(found[-1], via=cue.speaker)
                continue
            draft = _draft(reading, cue, cues, words, sentences, quotations, taken, found)
            if draft is not None:
                found.append(draft)
    return _with_loose_quotations(reading, found, quotations, taken, sentences, before)


def _outermost_first(reading: Reading, cues: list[Cue], words: Words) -> list[Cue]:
    """The cues of a sentence; one that closes it stands first: "Moscow hopes that ..., Peskov said." is Peskov's."""
    if len(cues) < 2 or cues[-1].shape not in ("subject-verb", "verb-subject"):
        return cues
    last = cues[-1]
    comma = last.begin - 1
    if reading.is_in(last.at, "agencies") and reading.low[comma - 1] in reading.lexicon.verbs:
        return cues
    if reading.low[comma] != "," or comma in reading.inside or comma - 1 in reading.inside:
        return cues
    if "q" not in last.verb.takes or not closes(reading, lead_in(reading, last, words[1]), words[1]):
        return cues
    return [last, *cues[:-1]]


def _passes_on(reading: Reading, cue: Cue, words: Words, before: Draft) -> bool:
    """Whether the cue names the agency behind a statement just read: "..., Peskov said, TASS reports." """
    if before.cue is None or before.clause is None or cue.speaker is None or not reading.is_in(cue.at, "agencies"):
        return False
    comma = cue.begin - 1
    if before.clause[1] != comma or reading.low[comma] != "," or reading.is_in(cue.speaker[0], "pronouns"):
        return False
    return cue.after >= words[1] - 1 or reading.low[cue.after] in (".", ",")


def _draft(
    reading: Reading,
    cue: Cue,
    cues: list[Cue],
    words: Words,
    sentences: list[Words],
    quotations: list[Quotation],
    taken: set[int],
    found: list[Draft],
) -> Draft | None:
    if any(start <= cue.at < end for draft in found for start, end in draft.content):
        return None
    lead = lead_in(reading, cue, words[1])
    if cue.shape == "passive":
        return _of_sentence_before(cue, lead, words, sentences)
    closing = _closed_before(reading, cue, quotations)
    if closing is not None and cue.shape not in ("participle", "noun"):
        return _after_quotation(reading, cue, lead, closing, words, sentences, quotations, taken, found)
    if cue.shape in ("according", "verb-subject") or closes(reading, lead, words[1]):
        return _after_clause(reading, cue, lead, words, found) if _clausal(cue) else None
    if lead.how == "none":
        return None
    return _before_content(reading, cue, cues, lead, words, quotations, taken)


def _clausal(cue: Cue) -> bool:
    """Whether the cue can follow a clause that is its content."""
    return cue.shape == "according" or (cue.shape != "participle" and cue.verb.takes >= {"q", "t"})


def _closed_before(reading: Reading, cue: Cue, quotations: list[Quotation]) -> Quotation | None:
    """The quotation that ends right before the clause of saying."""
    at = cue.begin - 1
    if at >= 0 and reading.low[at] in (",", "—", "–") and at not in reading.inside:
        at -= 1
    return next((q for q in quotations if q.last == at), None)


def _sentence_of(sentences: list[Words], at: int) -> Words:
    return next((words for words in sentences if words[0] <= at < words[1]), sentences[-1])


def _inner(quotation: Quotation) -> Words:
    return (quotation.first + 1, quotation.last)


def _begins_sentence(reading: Reading, quotation: Quotation, sentences: list[Words]) -> bool:
    """Whether nothing of the reporter's stands before the quotation in its sentence."""
    return _sentence_of(sentences, quotation.first)[0] == quotation.first


def _of_sentence_before(cue: Cue, lead: Lead, words: Words, sentences: list[Words]) -> Draft | None:
    """ "This was stated by the minister": the content is the sentence before."""
    at = sentences.index(words)
    if at == 0:
        return None
    return _made(cue, lead, (sentences[at - 1],), "indirect", "stated-by")


def _made(cue: Cue, lead: Lead, content: tuple[Words, ...], kind: StatementKind, rule: str) -> Draft:
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
    )


def _after_quotation(
    reading: Reading,
    cue: Cue,
    lead: Lead,
    closing: Quotation,
    words: Words,
    sentences: list[Words],
    quotations: list[Quotation],
    taken: set[int],
    found: list[Draft],
) -> Draft | None:
    """ "...," he said; goes on after a split: "...," he said, "..." """
    if id(closing) in taken:
        return None
    taken.add(id(closing))
    if not _begins_sentence(reading, closing, sentences) and not closing.reopens:
        start = _sentence_of(sentences, closing.first)[0]
        start = max([start, *(draft.content[-1][1] for draft in found)])
        return _made(cue, lead, ((start, closing.last + 1),), "partial", "quotation-in-clause-then-cue")
    content = [_inner(closing)]
    if lead.how == "quotation":
        after = next((q for q in quotations if q.first == lead.start), None)
        if after is not None:
            taken.add(id(after))
            content.append(_inner(after))
    return _made(cue, lead, tuple(content), "direct", "quotation-then-cue")


def _after_clause(reading: Reading, cue: Cue, lead: Lead, words: Words, found: list[Draft]) -> Draft | None:
    """ "The talks go on, the ministry said." """
    start = words[0]
    for draft in found:
        start = max(start, min(draft.content[-1][1], cue.begin))
    end = cue.begin - 1
    if cue.shape == "according" and reading.low[end] != ",":
        end = cue.begin
    elif end < start or reading.low[end] != ",":
        end = start
    content: list[Words] = []
    if end - start >= _FEWEST_WORDS:
        content.append((start, end))
    rest = cue.after if cue.shape == "according" else lead.cue_end
    goes_on = rest < words[1] and reading.low[rest] == "," and words[1] - rest > _FEWEST_WORDS + 1
    if goes_on and (cue.shape == "according" or content):
        content.append((rest + 1, words[1]))
    if not content:
        return None
    return _made(
        cue, lead, tuple(content), "indirect", "clause-then-cue" if cue.shape != "according" else "according-to"
    )


def _before_content(
    reading: Reading, cue: Cue, cues: list[Cue], lead: Lead, words: Words, quotations: list[Quotation], taken: set[int]
) -> Draft | None:
    """ "The minister said that ...", "said: "..."", "called for ..." """
    if lead.how == "lead" and any(one.shape == "noun" and one.begin == lead.start for one in cues):
        return None  # "referred to the minister's statement that ...": the minister's words
    end = clause_end(reading, lead.start, words[1], cues, cue)
    inside = [q for q in quotations if lead.start <= q.first < end]
    if inside:
        end = max(end, min(inside[-1].last + 1, len(reading.words)))
    if end <= lead.start:
        return None
    taken.update(id(q) for q in inside)
    rule = "noun-of-saying" if cue.shape == "noun" else f"cue-then-{lead.how}"
    whole = inside and inside[0].first == lead.start and end - inside[0].last <= 2
    if whole:
        kind: StatementKind = "direct" if lead.how in ("quotation", "clause", "that") else "partial"
        return _made(cue, lead, (_inner(inside[0]),), kind, rule)
    kind = "partial" if any(_is_said(reading, q) for q in inside) else "indirect"
    return _made(cue, lead, ((lead.start, end),), kind, rule)


def _is_said(reading: Reading, quotation: Quotation) -> bool:
    """Whether quoted words are somebody's, not a title or a nickname."""
    first, last = _inner(quotation)
    if quotation.first and reading.is_in(quotation.first - 1, "naming"):
        return False
    return not all(reading.capital(at) for at in range(first, last) if reading.low[at][0].isalpha())


def _with_loose_quotations(
    reading: Reading,
    found: list[Draft],
    quotations: list[Quotation],
    taken: set[int],
    sentences: list[Words],
    before: Draft | None,
) -> list[Draft]:
    """Quoted sentences without a cue go to the statement they go on with, or to the speaker before."""
    for quotation in quotations:
        if id(quotation) in taken or any(a <= quotation.first < b for d in found for a, b in d.content):
            continue
        if not _begins_sentence(reading, quotation, sentences) or quotation.last - quotation.first <= _FEWEST_WORDS:
            continue
        if reading.low[min(quotation.last, len(reading.low)) - 1] not in _STOPS | {","} and quotation.closed:
            continue
        at = max((i for i, d in enumerate(found) if d.content[0][0] < quotation.first), default=-1)
        if at >= 0 and found[at].kind == "direct":
            found[at] = _joined(found[at], quotation)
        elif at >= 0:
            found.insert(at + 1, _carried(quotation, found[at], "quotation-after-statement"))
        elif quotation.first > sentences[0][0]:
            subject = leading_phrase(reading, *sentences[max(0, _number(sentences, quotation.first) - 1)])
            found.insert(0, Draft((_inner(quotation),), "direct", "quotation-after-subject", subject, carried=True))
        elif before is not None:
            found.insert(
                0, _carried(quotation, before, "quotation-goes-on" if quotation.reopens else "quotation-alone")
            )
    return found


def _number(sentences: list[Words], at: int) -> int:
    return next((number for number, words in enumerate(sentences) if words[0] <= at < words[1]), 0)


def _joined(draft: Draft, quotation: Quotation) -> Draft:
    return replace(draft, content=(*draft.content, _inner(quotation)))


def _carried(quotation: Quotation, before: Draft, rule: str) -> Draft:
    return Draft((_inner(quotation),), "direct", rule, before.speaker, None, None, carried=True)
