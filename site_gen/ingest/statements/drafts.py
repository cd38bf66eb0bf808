"""Drafts of statements in one paragraph: clauses of saying joined with what was said.

Quotations that no clause of saying takes up are left to `loose`.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from msgspec.structs import replace

from site_gen.ingest.statements.clause import Cue
from site_gen.ingest.statements.closing import after_clause, hangs_on
from site_gen.ingest.statements.contents import Lead, closes, lead_in
from site_gen.ingest.statements.contractions import is_subject
from site_gen.ingest.statements.cues import relays, sentence_cues
from site_gen.ingest.statements.edges import finite
from site_gen.ingest.statements.ending import clause_end
from site_gen.ingest.statements.paragraph import Draft, Paragraph, inner, is_said, made
from site_gen.ingest.statements.phrases import right_phrase
from site_gen.ingest.statements.quotes import Quotation
from site_gen.ingest.statements.reading import Reading, Words
from site_gen.ingest.statements.remarks import remark_after
from site_gen.model import StatementKind

_EACH_OTHER: Final = (("the", "other"), ("each", "other"), ("one", "another"))
_STOPPED: Final = frozenset(",.?!…—–-;")
_ASIDE: Final = 8
"""Words between a "who" and its verb of saying."""
_SPLIT_MARKS: Final = frozenset(",:—–")


def read_cues(paragraph: Paragraph, hits: list[list[int]]) -> None:
    """Find the statements of the paragraph that have a clause of saying; `hits` are its words of saying by sentence."""
    reading = paragraph.reading
    for words, at in zip(paragraph.sentences, hits, strict=True):
        cues = sentence_cues(reading, paragraph.begin_of(words[0]), words[1], at) if at else []
        for cue in _outermost_first(reading, cues, words):
            if paragraph.found and _passes_on(reading, cue, words, paragraph.found[-1]):
                paragraph.found[-1] = replace(paragraph.found[-1], via=cue.speaker)
                continue
            draft = _draft(paragraph, cue, cues, words)
            if draft is not None and draft.content:
                paragraph.found.append(draft)
            elif draft is not None:
                paragraph.announced = draft


def _outermost_first(reading: Reading, cues: list[Cue], words: Words) -> list[Cue]:
    """The cues of a sentence; one that closes it stands first: "Moscow hopes that ..., Peskov said." is Peskov's."""
    if len(cues) < 2 or cues[-1].shape not in ("subject-verb", "verb-subject"):
        return cues
    last = cues[-1]
    comma = last.begin - 1
    if relays(reading, last, words[1]) or (
        reading.is_in(last.at, "agencies") and reading.low[comma - 1] in reading.lexicon.verbs
    ):
        return cues
    if reading.low[comma] != "," or comma in reading.inside or comma - 1 in reading.inside:
        return cues
    if "q" not in last.verb.takes or not closes(reading, lead_in(reading, last, words[1]), words[1]):
        return cues
    return [last, *cues[:-1]]


def _passes_on(reading: Reading, cue: Cue, words: Words, before: Draft) -> bool:
    """Whether the cue names the agency behind a statement just read: "..., Peskov said, TASS reports." """
    if before.cue is None or before.clause is None or cue.speaker is None:
        return False
    if cue.shape == "according":
        return before.clause[1] == cue.begin - 1 and reading.low[cue.begin - 1] == ","
    if not reading.is_in(cue.at, "agencies"):
        return False
    comma = cue.begin - 1
    told = before.content[-1][1] if before.content and relays(reading, cue, words[1]) else before.clause[1]
    if comma not in (before.clause[1], told) or reading.low[comma] != "," or reading.is_in(cue.speaker[0], "pronouns"):
        return False
    return cue.after >= words[1] - 1 or reading.low[cue.after] in (".", ",")


def _draft(paragraph: Paragraph, cue: Cue, cues: list[Cue], words: Words) -> Draft | None:
    """The statement of one clause of saying, if it is one."""
    reading = paragraph.reading
    if any(start <= cue.at < end for draft in paragraph.latest() for start, end in draft.content):
        return None
    lead = lead_in(reading, cue, words[1])
    if cue.shape == "passive":
        return _of_sentence_before(paragraph, cue, lead, words)
    closing = _closed_before(paragraph, cue, words[0])
    more = closing is not None and _has_more_to_say(paragraph, cue, closing, lead, words)
    if more or (closing is not None and cue.shape == "subject-verb" and _is_title(reading, closing)):
        closing = None
    if closing is not None and closing.last + 1 == cue.begin and _tells_more(paragraph, cue, closing, lead, words):
        closing = None
    if closing is not None and cue.shape not in ("participle", "noun"):
        return _after_quotation(paragraph, cue, lead, closing, words)
    if reading.low[words[1] - 1] == ":" and words == paragraph.sentences[-1] and cue is cues[-1]:
        return made(cue, lead, (), "direct", "cue-then-paragraph")
    leads = cue.begin == words[0] and lead.how in ("quotation", "clause")
    if cue.shape == "according" or (cue.shape == "verb-subject" and not leads) or closes(reading, lead, words[1]):
        return after_clause(paragraph, cue, cues, lead, words) if _clausal(cue) and not hangs_on(reading, cue) else None
    if lead.how == "none":
        return None
    return _before_content(paragraph, cue, cues, lead, words)


def _clausal(cue: Cue) -> bool:
    """Whether the cue can follow a clause that is its content."""
    return cue.shape == "according" or (cue.shape != "participle" and "c" in cue.verb.takes)


def _closed_before(paragraph: Paragraph, cue: Cue, first: int) -> Quotation | None:
    """The quotation that ends right before the clause of saying; in the sentence before only after "?" or "!"."""
    reading, at = paragraph.reading, cue.begin - 1
    for _ in range(2):
        if at >= 0 and reading.low[at] in (",", "—", "–", "-") and at not in reading.inside:
            at -= 1
    number = reading.inside.get(at)
    found = reading.quotations[number] if number is not None and reading.quotations[number].last == at else None
    if found is not None and found.first < paragraph.sentences[0][0]:
        return None
    if found is None or at >= first:
        return found
    while reading.low[at - 1] in ("’", "'", ")"):
        at -= 1
    return found if reading.low[at - 1] in ("?", "!", ",", "-", "—", "–") else None


def _has_more_to_say(paragraph: Paragraph, cue: Cue, closing: Quotation, lead: Lead, words: Words) -> bool:
    """Whether a quotation before it is not its content: '"Why?" He replied that ...', 'For "best", Lind says it'."""
    if closing.last < words[0]:
        asked = paragraph.reading.capital(cue.begin) and not paragraph.begins_sentence(closing)
        return lead.how == "that" or (lead.how == "quotation" and asked)
    reading, start = paragraph.reading, paragraph.begin_of(closing.first)
    if reading.is_in(cue.begin, "conjunctions") and start < closing.first and lead.how != "none":
        return True
    if lead.how not in ("that", "clause", "whether", "infinitive", "noun", "quotation"):
        return False
    outside = range(start, closing.first)
    return reading.is_in(start, "prepositions") and start in outside and not any(finite(reading, at) for at in outside)


def _of_sentence_before(paragraph: Paragraph, cue: Cue, lead: Lead, words: Words) -> Draft | None:
    """ "This was stated by the minister": the content is the sentence before."""
    at = bisect_left(paragraph.sentences, words)
    if at == 0:
        return None
    return made(cue, lead, (paragraph.sentences[at - 1],), "indirect", "stated-by")


def _after_quotation(paragraph: Paragraph, cue: Cue, lead: Lead, closing: Quotation, words: Words) -> Draft | None:
    """ "...," he said; goes on after a split: "...," he said, "..." """
    if closing.first in paragraph.taken:
        return None
    paragraph.taken.add(closing.first)
    after_colon = paragraph.reading.low[closing.first - 1] in (":", "—", "–")
    if not paragraph.begins_sentence(closing) and not closing.reopens and not after_colon:
        start = paragraph.begin_of(closing.first)
        if not is_said(paragraph.reading, closing) or _is_circumstance(paragraph.reading, start, closing):
            return None
        start = max([start, *(draft.content[-1][1] for draft in paragraph.latest())])
        parts = [(start, closing.last + 1)]
        if cue.after < words[1] and paragraph.reading.low[cue.after] == ",":
            rest = paragraph.between(cue.after + 1, words[1])
            parts += [(cue.after + 1, q.last + q.closed) for q in rest[:1]]
            paragraph.taken.update(q.first for q in rest[:1])
        return made(cue, lead, tuple(parts), "partial", "quotation-in-clause-then-cue")
    content = [inner(closing)]
    after = split_off(paragraph, cue.after, lead.start, words[1])
    if after is not None:
        paragraph.taken.add(after.first)
        content.append(inner(after))
    return made(cue, lead, tuple(content), "direct", "quotation-then-cue")


def _tells_more(paragraph: Paragraph, cue: Cue, closing: Quotation, lead: Lead, words: Words) -> bool:
    """Whether a clause right behind quoted words only tells of them: '"weak" data which had shown', 'the "lost city"
    they believe lies there'."""
    reading = paragraph.reading
    if hangs_on(reading, cue):
        return True
    goes_on = lead.cue_end < words[1] and reading.low[lead.cue_end] not in (",", ".", ";")
    whole = reading.low[closing.last - 1] in _STOPPED or paragraph.begins_sentence(closing)
    return goes_on and not (whole or closing.reopens or reading.low[closing.first - 1] in (":", "—", "–"))


def _points_back(reading: Reading, at: int) -> bool:
    """Whether "that" stands for what was told, and its verb follows: "but that's not all"."""
    return reading.low[at + 1] in ("'s", "’s") or reading.is_in(at + 1, "be", "have", "do", "modals")


def _is_title(reading: Reading, closing: Quotation) -> bool:
    """Whether quoted words right before who speaks are the title of a work: "“Northland” director Ana Pop said"."""
    stopped = reading.low[closing.last - 1] in _STOPPED or reading.low[closing.last + 1 : closing.last + 2] == [","]
    return not stopped and not is_said(reading, closing)


def _is_circumstance(reading: Reading, start: int, closing: Quotation) -> bool:
    """Whether a quotation only ends a phrase that says nothing: 'For "best sound", Lind buys a wire'."""
    if not reading.is_in(start, "prepositions") or reading.low[closing.first - 1] == ",":
        return False
    return not any(finite(reading, at) for at in range(start, closing.last))


def split_off(paragraph: Paragraph, first: int, start: int, end: int) -> Quotation | None:
    """The second half of a quotation that a clause of saying splits, between the words `first` and `end`."""
    low = paragraph.reading.low
    for quotation in paragraph.between(first, end)[:1]:
        before = quotation.first - 1
        verb = paragraph.reading.lexicon.verbs.get(low[before - 1])
        if before - 1 >= first and verb is not None and "q" in verb.takes:
            return None
        if quotation.first == start or low[before] in _SPLIT_MARKS:
            return quotation
        joined = paragraph.reading.is_in(before, "conjunctions") and low[before - 1] == ","
        return quotation if joined else None
    return None


def _before_content(paragraph: Paragraph, cue: Cue, cues: list[Cue], lead: Lead, words: Words) -> Draft | None:
    """ "The minister said that ...", "said: "..."", "called for ..." """
    reading = paragraph.reading
    if tuple(reading.low[lead.start : lead.start + 2]) in _EACH_OTHER:
        return None  # "each side accuses the other": nobody's claim alone
    if lead.how in ("lead", "noun") and any(one.shape == "noun" and one.begin == lead.start for one in cues):
        return None  # "referred to the minister's statement that ...": the minister's words
    if lead.how == "clause" and _is_parted(reading, lead.start, words[1]):
        return None  # "The price of bread, said two bakers, has doubled."
    end = remark_after(reading, lead.start, clause_end(reading, lead.start, words[1], cues, cue, words[0]))
    inside = paragraph.between(lead.start, end)
    if cue.verb.lemma == "quote" and not inside:
        return None  # "quoting Lind, Pop said ..."
    if inside and reading.low[inside[-1].first - 1] == ":" and _has_own_cue(inside[-1], cue, cues):
        end, inside = inside[-1].first, inside[:-1]
        while end > lead.start and reading.low[end - 1] in _SPLIT_MARKS:
            end -= 1
    if inside:
        end = max(end, min(inside[-1].last + inside[-1].closed, len(reading.words)))
        end = _quoted_end(reading, cue, lead, inside, end)
        if lead.how == "quotation" and len(inside) == 1 and _has_own_cue(inside[0], cue, cues):
            end = inside[0].last + inside[0].closed  # 'said, "It is late," the office said'
    if lead.how == "lead" and not inside:
        end = next((at for at in range(lead.start, end - 1) if _contrasts(reading, at, end) or _then(reading, at)), end)
    if lead.how == "noun" and not inside and not reading.low[lead.start].endswith("ing"):
        end = _phrase_end(reading, lead.start, end)
    if not inside and (end - lead.start < 2 or _is_pronoun_alone(reading, lead.start, end)):
        return None
    named = lead.how == "quotation" or (
        lead.how == "as" and cue.verb.lemma == "call" and _is_at_once(reading, lead, inside)
    )
    if named and not (is_said(reading, inside[0]) or _is_answer(reading, inside[0])):
        return None
    paragraph.taken.update(q.first for q in inside)
    rule = "noun-of-saying" if cue.shape == "noun" else f"cue-then-{lead.how}"
    if lead.how in ("noun", "as") and len(inside) == 1 and _is_answer(reading, inside[0]):
        return made(cue, lead, (inner(inside[0]),), "direct", "cue-then-quotation")  # 'hailed it: "You won."'
    subject = _subject_before(paragraph, cue, lead, inside, words[0])
    if subject is not None:
        parts = (subject, (inside[0].first, inside[0].last + inside[0].closed))
        return made(cue, lead, parts, "partial", "subject-then-cue")
    whole = inside and inside[0].first == lead.start and end - inside[0].last <= 2
    if whole:
        kind: StatementKind = "direct" if lead.how in ("quotation", "clause", "that") else "partial"
        content = inner(inside[0]) if kind == "direct" else (inside[0].first, inside[0].last + inside[0].closed)
        return made(cue, lead, (content,), kind, rule)
    kind = "partial" if any(is_said(reading, q) for q in inside) else "indirect"
    return made(cue, lead, ((lead.start, end),), kind, rule)


def _subject_before(paragraph: Paragraph, cue: Cue, lead: Lead, inside: list[Quotation], first: int) -> Words | None:
    """What a quotation of a verb is told of, before the comma of the clause of saying: "Pop, he said, "wants war"." """
    reading, begin = paragraph.reading, paragraph.begin_of(first)
    if lead.how != "quotation" or begin >= cue.begin - 1 or reading.low[cue.begin - 1] != ",":
        return None
    if reading.capital(inside[0].first + 1) or reading.is_in(begin, "prepositions", "adverbs", "times"):
        return None
    phrase = right_phrase(reading, begin, cue.begin - 1)
    return phrase if phrase == (begin, cue.begin - 1) else None


def _contrasts(reading: Reading, comma: int, end: int) -> bool:
    """Whether ", while" or its like begins here: "called for aid, while Pop held back", ", but Pop did not", ", you'd
    think"."""
    if reading.low[comma] != "," or comma in reading.inside:
        return False
    if reading.is_in(comma + 1, "contrasts"):
        return True
    subject = comma + 1 + (reading.low[comma + 1] in ("but", "yet"))
    if subject == comma + 1:
        alone = reading.is_in(subject, "pronouns") and not reading.is_in(subject, "relatives")
        return is_subject(reading, subject) or (alone and finite(reading, subject + 1))
    phrase = right_phrase(reading, subject, end)
    return phrase is not None and phrase[1] < end and finite(reading, phrase[1])


def _then(reading: Reading, at: int) -> bool:
    """Whether "and then" begins another deed here: "asked for helpers and then left"."""
    return reading.low[at] == "and" and reading.low[at + 1] == "then"


def _is_at_once(reading: Reading, lead: Lead, inside: list[Quotation]) -> bool:
    """Whether nothing but an article stands before the quoted words: "called the "Masters" "."""
    return bool(inside) and inside[0].first == lead.start + 1 and reading.is_in(lead.start, "determiners")


def _is_pronoun_alone(reading: Reading, first: int, end: int) -> bool:
    """Whether nothing but "it" or "them" was said, which tells no reader what."""
    alone = first + 1 >= end or (first + 2 >= end and reading.low[first + 1] in (".", ",", ";"))
    return alone and reading.is_in(first, "pronouns", "objects", "pointing")


def _is_answer(reading: Reading, quotation: Quotation) -> bool:
    """Whether few words behind a colon end as sentences do: 'he said: "Never."'."""
    return reading.low[quotation.first - 1] == ":" and reading.low[quotation.last - 1] in (".", "!", "?")


def _is_parted(reading: Reading, first: int, end: int) -> bool:
    """Whether a comma parts what begins as a subject from its verb: then it is who speaks, after the verb."""
    phrase = right_phrase(reading, first, end)
    return (
        phrase is not None and phrase[1] + 1 < end and reading.low[phrase[1]] == "," and finite(reading, phrase[1] + 1)
    )


def _phrase_end(reading: Reading, first: int, end: int) -> int:
    """Where the noun phrase ends that is the content, "that" clauses included: "denied reports that ..." """
    phrase = right_phrase(reading, first, end)
    if phrase is None or phrase[1] >= end or reading.is_in(phrase[1], "that_words", "wh", "relatives"):
        return end
    if reading.low[phrase[1]] == "by" and reading.low[phrase[1] - 1].endswith(("ed", "en")):
        return end  # "condemned the steps taken by Oslo"
    return phrase[1] if reading.is_in(phrase[1], "parting_prepositions", "times") else end


def _has_own_cue(quotation: Quotation, cue: Cue, cues: list[Cue]) -> bool:
    """Whether another clause of saying follows the quotation at once: "...: "...," he said." """
    own = (quotation.last + 1, quotation.last + 2)
    return any(one.begin in own and one.shape in ("subject-verb", "verb-subject") for one in cues if one.at > cue.at)


def _quoted_end(reading: Reading, cue: Cue, lead: Lead, inside: list[Quotation], end: int) -> int:
    """A quotation ends what was said, unless its clause goes on: not the "in a tweet" after "called it "rigged"." """
    last = inside[-1].last + inside[-1].closed
    if last < end and reading.low[last] == ")" and "(" not in reading.low[lead.start : last]:
        return last
    parted = last < end and reading.low[last - 2] == ","
    aside = any(reading.is_in(at, "relatives") for at in range(max(0, cue.at - _ASIDE), cue.at))
    if parted and (reading.low[last].endswith("ing") or (aside and finite(reading, last))):
        return last  # "whose head had called it "mad," praised the plan"
    joined = last + 1 < end and reading.low[last - 2] == "," and reading.low[last] in ("but", "and", "while")
    if joined and not (reading.is_in(last + 1, "that_words") and not _points_back(reading, last + 1)):
        return last
    if lead.how not in ("quotation", "as", "noun", "lead") or last >= end:
        return end
    if reading.is_in(last, "conjunctions") and lead.how == "quotation" and not finite(reading, last + 1):
        return end if any(finite(reading, at) for at in range(last + 1, end)) else last
    goes_on = finite(reading, last) or not reading.is_in(last, "parting_prepositions", "conjunctions", "times")
    return end if goes_on and reading.low[last] not in (",", "—", "–") else last
