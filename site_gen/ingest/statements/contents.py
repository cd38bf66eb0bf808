"""What was said: where the content of a cue begins after it. Where it ends is told by `ending`."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from site_gen.ingest.statements.adjuncts import past_adjunct
from site_gen.ingest.statements.clause import Cue
from site_gen.ingest.statements.contractions import is_subject
from site_gen.ingest.statements.edges import finite, verb_like
from site_gen.ingest.statements.phrases import right_phrase
from site_gen.ingest.statements.reading import Reading, Words

_OPENERS: Final = frozenset([*"“\"«„‘'", "''", "``", "‘‘"])
_FAR: Final = 25
_SOON: Final = 8
_OBJECTS: Final = ("add", "signal", "assume", "boast", "imply", "recall", "imagine", "anticipate")
"""Verbs that more often have a thing as their object than a clause without "that"."""
_TOLD: Final = ("tell", "inform", "brief", "testify")
"""Verbs with an addressee, behind whom "who" tells of him: "told teachers who filled the hall that ..." """


class Lead(Struct, frozen=True):
    """What stands between the verb of saying and its content."""

    start: int
    """First word of the content; the sentence's end where none follows."""
    cue_end: int
    """One past the last word of the words of saying."""
    to: Words | None
    """Who was addressed."""
    how: str
    """Name of the construction: that, clause, quotation, whether, infinitive, noun, lead, none."""
    past: str
    """The verb's past form, preposition included."""


def lead_in(reading: Reading, cue: Cue, end: int) -> Lead:
    """Where the content after `cue` begins."""
    at, to, past = cue.after, None, cue.past
    takes, leads = cue.verb.takes, cue.verb.leads
    if cue.verb.lemma == "point" and at < end and reading.low[at] == "out":
        at, past = at + 1, past + " out"
    cue_end = at
    for _ in range(4):
        if at >= end:
            break
        how = _content(reading, at, end, cue)
        if how == "lead":
            return Lead(at + 1, at + 1, to, how, f"{past} {reading.low[at]}")
        if how:
            step = (reading.low[at] in (",", ":")) + (how == "that")
            return Lead(at + step, at, to, how, past)
        step = past_adjunct(reading, at, end)
        to_word = reading.low[at] == "to"
        if to_word and at + 1 < end and reading.low[at + 1].endswith("ly") and reading.low[at + 1].islower():
            break  # "was hired and told to simply read"
        if to is None and reading.low[at] != "not" and (("o" in takes and step == at) or ("p" in takes and to_word)):
            phrase = right_phrase(reading, at + to_word, end)
            if phrase is not None and not to_word and reading.is_in(phrase[1] - 1, "tales"):
                return Lead(end, cue_end, to, "none", past)  # "tells a history that goes on"
            if phrase is not None:
                phrase = phrase[0], _before_time(reading, phrase, end)
            if to_word and at + 1 < end and reading.low[at + 1].endswith("ing"):
                return Lead(at + 1, at + 1, to, "lead", f"{past} to")
            if phrase and phrase[1] < end and reading.low[phrase[1] - 1] == "there" and finite(reading, phrase[1]):
                phrase = phrase[0], phrase[1] - 1  # "told troops there would be no truce"
            if phrase is not None and "x" in takes and phrase[1] < end and reading.low[phrase[1]] in ("to", "not"):
                return Lead(at, at, None, "infinitive", past)
            if phrase is not None and to_word and reading.is_in(phrase[0], "noises"):
                step = phrase[1]
            elif phrase is not None:
                to, step = phrase, _past_description(reading, phrase[1], end)
        if step == at:
            break
        at = cue_end = step
    if cue.shape in ("subject-verb", "participle") and at < end and not leads & {reading.low[at]}:
        how = _plain(reading, at, end, cue)
        if how:
            return Lead(at, at, to, how, past)
    cue_end -= cue_end > cue.after and reading.low[cue_end - 1] == ","
    return Lead(end, cue_end, to, "none", past)


def _before_time(reading: Reading, phrase: Words, end: int) -> int:
    """Where somebody addressed ends before "last year" and "this month", of which a phrase leaves the time out."""
    last = phrase[1] - 1
    timed = phrase[1] < end and reading.is_in(phrase[1], "times")
    return last if last > phrase[0] and timed and reading.is_in(last, "near_times") else phrase[1]


def _past_description(reading: Reading, at: int, end: int) -> int:
    """Past what a participle tells of somebody addressed, where a pronoun begins a clause behind: "told a meeting held
    by the town she would stay"."""
    if at >= end or not reading.low[at].endswith("ed") or reading.low[at] in reading.lexicon.verbs:
        return at
    pronouns = (i for i in range(at + 1, min(end - 1, at + _FAR)) if reading.is_in(i, "pronouns"))
    return next((i for i in pronouns if finite(reading, i + 1)), at)


def _content(reading: Reading, at: int, end: int, cue: Cue) -> str:
    """The construction that begins at `at`, or ""."""
    word, takes = reading.low[at], cue.verb.takes
    follower = at + 1 if at + 1 < end else at
    if reading.words[at] in _OPENERS and at in reading.inside and takes & {"q", "a"}:
        return "quotation"
    if word in (",", ":") and reading.words[follower] in _OPENERS and follower in reading.inside and "q" in takes:
        return "quotation"
    if word == ":" and "q" in takes:
        named = reading.is_in(follower, "that_words") and "t" in takes and reading.low[follower + 1] != "of"
        if named and not _is_pronoun_that(reading, follower + 1, True):
            return "that"
        return "clause" if any(finite(reading, i) or i in reading.inside for i in range(follower, end)) else ""
    if word == "," and reading.is_in(follower, "that_words") and "t" in takes:
        return "that"
    if reading.is_in(at, "that_words") and ("t" in takes or cue.shape == "noun"):
        return (
            ""
            if _is_pronoun_that(reading, follower, at == cue.after and not cue.verb.forms & {"base", "s"})
            else "that"
        )
    if word in cue.verb.leads and follower != at and reading.low[follower] not in ("as", "on", "in", "by"):
        return "" if reading.is_in(follower, "long_times") else "lead"
    if "w" in takes and reading.is_in(at, "wh"):
        if cue.verb.lemma == "write" and reading.is_in(at, "clause_times"):
            return ""  # "the story he wrote where God cheats"
        if reading.is_in(at, "clause_times") and any(reading.is_in(i, "prepositions") for i in range(cue.after, at)):
            return ""  # "told us about a room where one can read"
        told_who = at > cue.after and reading.is_in(at, "relatives")
        return "" if told_who and cue.verb.lemma in _TOLD else "whether"
    if word == "to" and "i" in takes and (reading.low[follower].isalpha() or follower in reading.inside):
        return "infinitive"
    return ""


def _is_pronoun_that(reading: Reading, follower: int, beside: bool) -> bool:
    """Whether a verb behind makes "that" a pronoun: "said that is good", "wares that would do"; not "that based on"."""
    if reading.capital(follower):
        return False
    if reading.is_in(follower, "particles", "opening_times") or reading.low[follower] in ("'s", "’s"):
        return True  # "ruled that out", "suggest that's fine"
    if reading.low[follower : follower + 2] == ["more", "than"] and reading.low[follower + 2] in ("once", "twice"):
        return True  # "has said that more than once"
    if reading.low[follower] == "to" and reading.is_in(follower + 1, "objects"):
        return True  # "they said that to us"
    sure = reading.is_in(follower, "be", "have", "do", "modals", "verbs") or reading.low[follower].endswith(
        ("n't", "n’t")
    )
    return sure or (
        verb_like(reading, follower) and not (beside and reading.low[follower] not in reading.lexicon.verbs)
    )


def _plain(reading: Reading, at: int, end: int, cue: Cue) -> str:
    """A clause without "that", an object with an infinitive, or a noun phrase."""
    takes = cue.verb.takes
    word = reading.low[at]
    if not (word[0].isalnum() or at in reading.inside or word in "$€£") or word in (
        "as",
        "by",
        "about",
        "of",
        "for",
        "to",
        "and",
        "but",
    ):
        return ""
    if "N" in takes and word.endswith("ing"):
        return "noun"
    if reading.is_in(at, "be", "have", "modals", "reflexives", "particles", "relatives", "clause_times"):
        return ""
    if at > cue.after and reading.low[at - 1] == "," and word.endswith("ing"):
        return ""  # "said Saturday, October 28, letting all go home"
    if at > cue.after and (reading.is_in(at, "that_words", "supposing") or word in ("because", "since")):
        return ""  # "thinking of flavors that would ...", "hinted at fines if ...", "told her of it because ..."
    if reading.is_in(at, "that_words") and at + 1 < end and reading.is_in(at + 1, "opening_times"):
        return ""  # "remembers that time we came"
    if reading.is_in(at, "that_words") and at + 1 < end and reading.low[at + 1] in ("'s", "’s"):
        return "clause" if takes & {"b", "s"} else ""
    if cue.verb.lemma == "say" and (reading.is_in(at, "greetings") or reading.low[at : at + 2] == ["nothing", "about"]):
        return ""
    object_first = cue.verb.lemma in _OBJECTS and not (reading.is_in(at, "pronouns") or at in reading.inside)
    if "b" in takes and (_clause(reading, at, end) if object_first else _has_finite(reading, at, end)):
        return "clause"
    if "N" in takes and right_phrase(reading, at, end) is not None:
        if cue.verb.lemma == "deny" and _is_withheld(reading, at, end):
            return ""
        return "noun" if not reading.is_in(at, "reflexives", "wh") else ""
    phrase = right_phrase(reading, at, end)
    if phrase is None or word == "not":
        return ""
    if cue.verb.lemma == "find" and phrase[1] < end and reading.low[phrase[1]] == "being":
        return ""  # "found doors being shut"
    if "s" in takes and _clause(reading, at, end):
        return "clause"
    if "x" in takes and phrase[1] < end and reading.low[phrase[1]] in ("to", "not"):
        return "infinitive"
    if "a" in takes and phrase[1] < end and not reading.is_in(at, "reflexives"):
        link = _past_apposition(reading, phrase[1], end)
        linked = reading.is_in(link, "object_links") and cue.verb.lemma != "charge"
        if cue.verb.lemma == "dismiss" and _from_office(reading, at, link, end):
            return ""
        linked = linked or (cue.verb.act == "accuse" and _is_charged(reading, cue, (at + 1, phrase[1])))
        return "as" if linked or _quoted_soon(reading, at, end) else ""
    if "n" in takes and _quoted_soon(reading, at, end):
        return "noun"
    if "k" in takes and (word[0].isdigit() or reading.is_in(at, "counts")):
        return "noun"
    return ""


def _is_charged(reading: Reading, cue: Cue, words: Words) -> bool:
    """Whether "of" leads to what somebody is accused of; not "slammed the Duke of Narva"."""
    of = [at for at in range(*words) if reading.low[at] == "of"]
    return any(cue.verb.lemma == "accuse" or not reading.capital(at + 1) for at in of)


def _has_finite(reading: Reading, first: int, end: int) -> bool:
    """Whether a clause begins here: with a pronoun, or with a verb before a clause of another kind."""
    if reading.is_in(first, "pronouns") or is_subject(reading, first):
        return True
    for at in range(first + 1 + (reading.low[first] == "even"), end):
        if reading.is_in(at, "side_openers") and at not in reading.inside:
            return False  # "signalled a wish to talk since the war began"
        if reading.low[at] == "," and at not in reading.inside and at + 2 < end and _parts(reading, at + 1):
            return False  # "saying my farewell, I found ..."
        if finite(reading, at) and not reading.is_in(at, "no_finites"):
            return True
    return False


def _parts(reading: Reading, at: int) -> bool:
    """Whether another clause begins behind a comma: "I found", "so it is", "with lakes", "including"."""
    if reading.is_in(at, "pronouns"):
        return finite(reading, at + 1)
    if reading.is_in(at, "nobody_says") and reading.low[at + 1] == "one":
        return True
    return reading.low[at] in ("so", "with") or reading.low[at].endswith("ing")


def _from_office(reading: Reading, at: int, link: int, end: int) -> bool:
    """Whether somebody is put out of office: "dismissed Holm as director"; not "dismissed it as a dream"."""
    after = reading.low[link + 1] if link + 1 < end else ""
    return (
        at < link
        and reading.capital(link - 1)
        and reading.low[link] == "as"
        and after not in ("a", "an")
        and not _quoted_soon(reading, link, end)
    )


def _is_withheld(reading: Reading, at: int, end: int) -> bool:
    """Whether something is denied to somebody, who is not told anything: "denied vaccines to migrants"."""
    phrase = right_phrase(reading, at, end)
    if phrase is None or phrase[1] >= end or reading.low[phrase[1]] != "to":
        return False
    return not reading.is_in(phrase[1] - 1, "relations")


def _past_apposition(reading: Reading, at: int, end: int) -> int:
    """Past ", the minister," behind a noun phrase; `at` where there is none."""
    if reading.low[at] != ",":
        return at
    return next((i + 1 for i in range(at + 1, min(end - 1, at + 9)) if reading.low[i] == ","), at)


def _quoted_soon(reading: Reading, at: int, end: int) -> bool:
    """Whether a quotation begins within the next words."""
    return any(i in reading.inside for i in range(at, min(end, at + _SOON)))


def _clause(reading: Reading, at: int, end: int) -> bool:
    """Whether a noun phrase stands here with its finite verb right behind."""
    phrase = right_phrase(reading, at, end, wide=True)
    if phrase is None or phrase[1] >= end or not finite(reading, phrase[1]):
        return False
    if reading.low[at] in ("him", "them", "me", "us"):
        return False  # "found him wounded"
    return not all(
        reading.is_in(i, "times", "near_times", "adverbs") for i in range(*phrase)
    )  # "announced last year is"


def says_something(reading: Reading, cue: Cue, end: int) -> bool:
    """Whether content or the end of the sentence follows the words of saying."""
    lead = lead_in(reading, cue, end)
    return lead.how != "none" or closes(reading, lead, end)


def closes(reading: Reading, lead: Lead, end: int) -> bool:
    """Whether nothing of the clause of saying follows: the sentence ends, or a comma stands there."""
    return lead.how == "none" and (lead.cue_end >= end or reading.low[lead.cue_end] in (".", ",", ";", "”", '"'))
