"""Quotations without a known clause of saying: whose they are by their place.

A split or follow-on goes to the statement it continues; a quotation before "an angry minister retorted" has an
unlisted verb; one after a colon belongs to who stands before the colon; the rest is open or carried over.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from msgspec.structs import replace

from site_gen.ingest.statements.drafts import split_off
from site_gen.ingest.statements.edges import finite, verb_like
from site_gen.ingest.statements.owners import owner_phrase
from site_gen.ingest.statements.paragraph import Draft, Paragraph, inner
from site_gen.ingest.statements.phrases import clause_subject, leading_phrase, right_phrase, with_apposition
from site_gen.ingest.statements.quotes import Quotation
from site_gen.ingest.statements.reading import Words

GOES_ON: Final = "quotation-goes-on"
"""Rule of a quotation that is left open, and whose speaker nobody names."""
_ALONE: Final = "quotation-alone"
_AFTER_PARAGRAPH: Final = "quotation-after-paragraph"
_STOPS: Final = frozenset(".?!…,—–-")
_DASHES: Final = ("—", "–", "-", "―", "--")
_FEWEST_WORDS: Final = 3
_FEWEST_ALONE: Final = 5
_NEAR: Final = 3
_LONGEST_LEAD: Final = 25
"""Words between who speaks and the colon before a quotation."""
_LONGEST_SIGNATURE: Final = 12
_NAME_BELOW: Final = 2
"""Words of a name below a quotation, at least."""
_LONGEST_OPEN: Final = 60
"""Words of a paragraph that somebody says whole; longer ones are of another article."""
_BEFORE_NAME: Final = ("from", "by", ",", ".", "—", "–", "-")


def read_loose(paragraph: Paragraph, before: list[Draft], announced: Draft | None) -> None:
    """Give the quotations nobody took a speaker; `before` holds the statements of the paragraph before."""
    for quotation in paragraph.quotations:
        if quotation.first in paragraph.taken or _within(paragraph, quotation):
            continue
        if not is_sentence(paragraph, quotation) or _is_named(paragraph, quotation):
            continue
        _place(paragraph, quotation, before, announced)
    paragraph.found.sort(key=lambda draft: draft.content[0])


def _place(paragraph: Paragraph, quotation: Quotation, before: list[Draft], announced: Draft | None) -> None:
    number = bisect_left(paragraph.sentences, paragraph.sentence_of(quotation.first))
    unlisted = _introduced(paragraph, quotation) or _signed(paragraph, quotation) or _unlisted(paragraph, quotation)
    if unlisted is not None:
        paragraph.found.append(unlisted)
        return
    at = _goes_on_with(paragraph, quotation, paragraph.sentences[max(0, number - 1)])
    if at is not None:
        paragraph.found[at] = _joined(paragraph.found[at], quotation)
    elif number > 0:
        paragraph.found.append(_after_sentence(paragraph, quotation, paragraph.sentences[number - 1]))
    elif announced is not None:
        paragraph.found.append(replace(announced, content=(inner(quotation),)))
    elif _is_continued(paragraph, quotation):
        paragraph.found.append(Draft((inner(quotation),), "direct", GOES_ON))
    elif before and _continues(paragraph, quotation, before[-1]):
        before[-1] = _joined(before[-1], quotation)
        paragraph.continues = not quotation.closed
    elif quotation.last - quotation.first > _FEWEST_ALONE:
        paragraph.found.append(_alone_after(paragraph, quotation, before))


def _continues(paragraph: Paragraph, quotation: Quotation, before: Draft) -> bool:
    """Whether the quotation goes on with what the paragraph before said last: it left its marks open, or nothing else
    stands here."""
    reading = paragraph.reading
    if quotation.reopens:
        opened = reading.quotations[reading.inside[quotation.first] - 1]
        return before.kind != "indirect" and before.content[-1][1] > opened.first
    if before.rule == _ALONE:
        return False  # of two by people whom nobody names, the second may be another's
    return before.kind == "direct" and _alone(paragraph, quotation)


def _is_continued(paragraph: Paragraph, quotation: Quotation) -> bool:
    """Whether a quotation that begins here is left open, and the next paragraph goes on with it: who speaks is told
    there."""
    if quotation.closed or quotation.reopens or quotation.last - quotation.first > _LONGEST_OPEN:
        return False
    if any(paragraph.reading.is_in(at, "closing_verbs") for at in range(quotation.first, quotation.last)):
        return False  # words of another article, which tell who speaks themselves
    following = paragraph.reading.inside[quotation.first] + 1
    return following < len(paragraph.reading.quotations) and paragraph.reading.quotations[following].reopens


def taken_on(before: list[Draft], paragraph: Paragraph) -> None:
    """Give a quotation that the paragraph before left open to who is told to speak where it ends, if anybody is."""
    found = paragraph.found
    if not (before and before[-1].rule == GOES_ON and found and paragraph.quotations):
        return
    first, opened = found[0], paragraph.quotations[0].first
    if opened != paragraph.sentences[0][0]:
        return  # who is told before the colon says what follows alone
    if first.kind == "direct" and first.speaker is not None and first.content[0][0] == opened + 1:
        found[0] = replace(first, content=(*before.pop().content, *first.content))


def sign_below(before: list[Draft], paragraph: Paragraph) -> None:
    """Give a quotation that nobody is told to have said to the name that a dash sets below it: "— Ana Pop, baker". One
    word may be an agency's: then it is nobody's."""
    reading, (begin, end) = paragraph.reading, paragraph.sentences[0]
    if not before or paragraph.found or not (before[-1].rule == _AFTER_PARAGRAPH or _is_nobodys(before[-1])):
        return
    if reading.low[begin] not in _DASHES or end - begin > _LONGEST_SIGNATURE or len(paragraph.sentences) > 1:
        return
    speaker = right_phrase(reading, begin + 1, end)
    if speaker is None or not reading.capital(speaker[0]) or any(finite(reading, at) for at in range(begin, end)):
        return
    if speaker[1] - speaker[0] < _NAME_BELOW:
        before[-1] = replace(before[-1], rule=_ALONE, speaker=None, carried=False)
        return
    before[-1] = replace(
        before[-1], rule="quotation-signed", speaker=speaker, clause=(begin, speaker[1]), past="said", act="report",
        carried=False,
    )  # fmt: skip


def _is_nobodys(draft: Draft) -> bool:
    return draft.rule in (_ALONE, GOES_ON) and draft.speaker is None


def announcement(paragraph: Paragraph) -> Draft | None:
    """ "The minister released the following statement:" - the subject of what stands before a closing colon."""
    reading, words = paragraph.reading, paragraph.sentences[-1]
    if reading.low[words[1] - 1] != ":":
        return None
    subject = clause_subject(reading, words[0], words[1] - 1)
    if subject is None or reading.is_in(subject[0], "relatives", "pointing"):
        return None
    return Draft((), "direct", "colon-then-paragraph", subject, None, words, "said", "report")


def _after_sentence(paragraph: Paragraph, quotation: Quotation, sentence: Words) -> Draft:
    """Said by the speaker of the sentence before, or by its subject."""
    last = max(
        (draft for draft in paragraph.latest() if draft.content[-1][0] < quotation.first),
        key=lambda draft: draft.content[-1],
        default=None,
    )
    if last is not None and reach(last) > sentence[0]:
        return Draft((inner(quotation),), "direct", "quotation-after-statement", last.speaker, carried=True)
    subject = leading_phrase(paragraph.reading, *sentence)
    if subject is not None and last is not None and paragraph.reading.is_in(subject[0], "pronouns"):
        return Draft((inner(quotation),), "direct", "quotation-after-statement", last.speaker, carried=True)
    if subject is not None:
        subject = with_apposition(paragraph.reading, subject, sentence[1])
    return Draft((inner(quotation),), "direct", "quotation-after-subject", subject, carried=True)


def _alone_after(paragraph: Paragraph, quotation: Quotation, before: list[Draft]) -> Draft:
    """Said by the one with whose statement the paragraph before ends; else open."""
    begin = paragraph.sentences[0][0]
    if before and begin - reach(before[-1]) <= _NEAR:
        return Draft((inner(quotation),), "direct", _AFTER_PARAGRAPH, before[-1].speaker, carried=True)
    return Draft((inner(quotation),), "direct", _ALONE)


def reach(draft: Draft) -> int:
    """One past the last word of the statement and its clause of saying."""
    return max(draft.content[-1][1], draft.clause[1] if draft.clause else 0)


def _within(paragraph: Paragraph, quotation: Quotation) -> bool:
    return any(a <= quotation.first < b for draft in paragraph.latest() for a, b in draft.content)


def _is_named(paragraph: Paragraph, quotation: Quotation) -> bool:
    """Whether it is the title of a work: 'in a paper titled: "The fall of dams"'."""
    reading, colon = paragraph.reading, quotation.first - 1
    return colon > 0 and reading.low[colon] == ":" and reading.is_in(colon - 1, "naming")


def is_sentence(paragraph: Paragraph, quotation: Quotation) -> bool:
    """Whether the quotation is a sentence of its own, four words or more."""
    after_colon = paragraph.reading.low[quotation.first - 1] == ":" if quotation.first else False
    if not (paragraph.begins_sentence(quotation) or after_colon) or quotation.last - quotation.first <= _FEWEST_WORDS:
        return False
    low = paragraph.reading.low
    last = min(quotation.last, len(low)) - 1
    while low[last] in ("’", "'", ")"):
        last -= 1
    return not quotation.closed or low[last] in _STOPS


def _alone(paragraph: Paragraph, quotation: Quotation) -> bool:
    """Whether the paragraph holds nothing but the quotation."""
    return quotation.last >= paragraph.sentences[-1][1] - 2


def _introduced(paragraph: Paragraph, quotation: Quotation) -> Draft | None:
    """ "From Mary Hill: "..." ": a name right before the colon."""
    reading, colon = paragraph.reading, quotation.first - 1
    sentence = paragraph.sentence_of(quotation.first)
    if colon <= sentence[0] or reading.low[colon] != ":":
        return None
    speaker = owner_phrase(reading, colon - 1, sentence[0]) if reading.capital(colon - 1) else None
    if speaker is not None and reading.capital(speaker[0]) and _stands_alone(paragraph, speaker, sentence[0]):
        return Draft((inner(quotation),), "direct", "name-then-quotation", speaker, None, speaker, "said", "report")
    subject = clause_subject(reading, sentence[0], colon)
    if subject is None:
        return None
    if reading.is_in(subject[0], "relatives", "pointing") or reading.low[colon - 2] == "to":
        return Draft((inner(quotation),), "direct", _ALONE)
    if (
        colon - subject[1] > _LONGEST_LEAD
        or _is_word(paragraph, subject)
        or not _may_speak(paragraph, subject, colon)
        or (speaker is not None and not finite(reading, subject[1]))
    ):
        return Draft((inner(quotation),), "direct", _ALONE)
    speaker = subject
    clause = (subject[0], colon)
    return Draft((inner(quotation),), "direct", "colon-then-quotation", speaker, None, clause, "said", "report")


def _may_speak(paragraph: Paragraph, subject: Words, colon: int) -> bool:
    """Whether a subject before a colon may have said what follows: not "The logo is blue, and for a reason: ...", "The
    statement: ...", "Lind is looking at the sea: ..." """
    reading = paragraph.reading
    after = subject[1]
    if after == colon:
        person = any(reading.is_in(at, "person_nouns", "plural_speakers", "pronouns") for at in range(*subject))
        return person or any(reading.capital(at) for at in range(subject[0] + 1, colon))
    verb = next((at for at in range(after, colon) if finite(reading, at)), colon)
    if reading.is_in(colon - 1, "be"):
        return False  # "The best of all rules is: ..."
    told = reading.low[verb + 1].endswith("ing") or reading.is_in(verb + 1, "determiners")
    return not (reading.is_in(verb, "be") and told) or reading.is_in(colon - 1, "speaking_things")


def _is_word(paragraph: Paragraph, words: Words) -> bool:
    """Whether what seems a subject is one small word that is nobody: the "dammit" of "dammit, I thought: ..." """
    reading, first = paragraph.reading, words[0]
    alone = words[1] - first == 1 and not reading.capital(first)
    return alone and not reading.is_in(first, "pronouns", "person_nouns", "plural_speakers")


def _stands_alone(paragraph: Paragraph, name: Words, first: int) -> bool:
    """Whether nothing leads to a name before a colon but "from" and its like: not "a song with Pop: "..." "."""
    reading, before = paragraph.reading, name[0] - 1
    if reading.low[before] == "by" and verb_like(reading, before - 1):
        return False  # "said in a letter, first published by Radio Narva: ..."
    return name[0] == first or reading.low[before] in _BEFORE_NAME or verb_like(reading, before)


def _signed(paragraph: Paragraph, quotation: Quotation) -> Draft | None:
    """ "..." - Mary Hill: a name after a dash ends the paragraph."""
    reading, dash = paragraph.reading, quotation.last + 1
    end = paragraph.sentences[-1][1]
    if not (quotation.closed and dash < end and reading.low[dash] in _DASHES):
        return None
    speaker = right_phrase(reading, dash + 1, end)
    if speaker is None or not reading.capital(speaker[0]) or end - dash > _LONGEST_SIGNATURE:
        return None
    return Draft((inner(quotation),), "direct", "quotation-signed", speaker, None, (dash, speaker[1]), "said", "report")


def _unlisted(paragraph: Paragraph, quotation: Quotation) -> Draft | None:
    """ "...," an angry minister retaliated: a verb of no list between a quotation and its speaker."""
    reading, at = paragraph.reading, quotation.last + 1
    end = paragraph.sentence_of(min(quotation.last, len(reading.low) - 1))[1]
    if at + 2 >= end or reading.low[quotation.last - 1] not in (",", "?", "!"):
        return None
    if verb_like(reading, at):
        speaker, verb = right_phrase(reading, at + 1, end), at
        after = speaker[1] if speaker else at
    else:
        speaker = right_phrase(reading, at, end)
        verb = speaker[1] if speaker else at
        after = verb + 1
    if speaker is None or verb >= end or not verb_like(reading, verb):
        return None
    content = [inner(quotation)]
    split = split_off(paragraph, after, after, end)
    if split is not None:
        paragraph.taken.add(split.first)
        content.append(inner(split))
    clause = (min(speaker[0], verb), max(speaker[1], verb + 1))
    return Draft(tuple(content), "direct", "quotation-then-verb", speaker, (verb, verb + 1), clause, reading.low[verb])


def _goes_on_with(paragraph: Paragraph, quotation: Quotation, before: Words) -> int | None:
    """The quoting statement of this paragraph that reaches into the sentence before and has the last word there."""
    found = paragraph.found
    low = len(found) - len(paragraph.latest())
    earlier = [at for at in range(low, len(found)) if found[at].content[0][0] < quotation.first]
    if not earlier:
        return None
    last = found[max(earlier, key=lambda at: found[at].content[-1])]
    end = reach(last)
    at = next((at for at in reversed(earlier) if found[at].kind != "indirect"), None)
    if at is None or end < before[0] or found[at].speaker != last.speaker:
        return None
    return at


def _joined(draft: Draft, quotation: Quotation) -> Draft:
    """The statement with one quotation more; beside a partial one it keeps its marks."""
    words = inner(quotation) if draft.kind == "direct" else (quotation.first, quotation.last + quotation.closed)
    return replace(draft, content=(*draft.content, words))
