"""Who the subject of a verb of saying is, and whether it is said to have spoken at all."""

from __future__ import annotations

from typing import Final

from site_gen.ingest.statements.clause import Cue, Group
from site_gen.ingest.statements.lexicon import Verb
from site_gen.ingest.statements.reading import Reading, Words

_LONGEST_NAME: Final = 5
"""Words of a role and a name behind a quotation."""
_ONE: Final = ("another", "one", "each", "this", "that")
"""Determiners that may speak alone: "another says"."""
_SENT: Final = ("message", "text", "email", "post")
"""Verbs whose forms are more often things that are sent."""


def is_denied(reading: Reading, speaker: Words) -> bool:
    """Whether the speaker is nobody, or anybody: "no one said that ...", "neither side said", "you may say"."""
    return reading.is_in(speaker[0], "nobody_says", "anybody", "negations")


def names_somebody(reading: Reading, words: Words) -> bool:
    """Whether the head of a phrase is a name, a body or something that speaks: "The Weir Union", "the old letter"; not
    "The Weir flood"."""
    first, end = words
    stops = (at for at in range(first + 1, end) if reading.is_in(at, "prepositions") or reading.low[at] == ",")
    head = next(stops, end) - 1
    named = reading.capital(head) and (head > first or not reading.is_in(head, "determiners", "adverbs", "pointing"))
    return named or reading.is_in(head, "bodies", "media", "speaking_things")


def after_quotation(reading: Reading, last: int, first: int) -> Words | None:
    """All that stands between a quotation and its verb, where that is a name with what it stands beside, of any length:
    ' "...," Ana Pop, a doctor at the Institute for Peace, Trade and Work in Oslo, said'."""
    begin = last
    while begin >= first and begin not in reading.inside:
        begin -= 1
    begin += 1
    commas = [at for at in range(begin, last + 1) if reading.low[at] == ","]
    ended = reading.low[begin - 2] in ",?!…—–-." and first in reading.inside
    if begin <= first or begin >= last or not ended or not commas or commas[0] == begin:
        return None
    if not (reading.capital(begin) or (reading.capital(commas[0] - 1) and commas[0] - begin <= _LONGEST_NAME)):
        return None  # but "lead author Ana Pop, a doctor"
    words = range(begin, last + 1)
    if any(reading.is_in(at, "be", "have", "do", "modals", "verbs", "pronouns") or _tells(reading, at) for at in words):
        return None
    if any(at in (":", ";", "—", "–", "(", ".") for at in reading.low[begin:last]):
        return None
    return (begin, last if reading.low[last] == "," else last + 1)


def _tells(reading: Reading, at: int) -> bool:
    """Whether the word may be a verb of saying with a quotation."""
    verb = reading.lexicon.verbs.get(reading.low[at])
    return verb is not None and "q" in verb.takes and bool(verb.forms & {"past", "s"}) and not reading.capital(at)


def uncrossed(speaker: Words | None, before: list[Cue]) -> Words | None:
    """The subject of an earlier clause of saying where the phrase reaches over its verb: "Lind asked in a post"."""
    if speaker is None:
        return None
    inside = [cue for cue in before if speaker[0] < cue.at < speaker[1]]
    crossed = next((cue for cue in inside if "q" in cue.verb.takes and "past" in cue.verb.forms), None)
    return speaker if crossed is None else crossed.speaker


def speaks(reading: Reading, speaker: Words, first: int, end: int) -> bool:
    """Whether a subject is said to have spoken: not "no one said", "if Lind says", "Has Lind said?", "which holds"."""
    begin, before = speaker[0], speaker[0] - 1
    if reading.is_in(speaker[1] - 1, "never_speaks"):
        return False  # "the number who said so rose", "rest assured"
    if reading.low[begin] == "including":
        return False  # "groups, including the Narva Club, said"
    if reading.low[begin : begin + 2] == ["the", "more"] and not reading.capital(speaker[1] - 1):
        return False  # "the more people know"
    if _is_wanted(reading, speaker):
        return False  # "gave all the money Narva requested"
    if before >= first and reading.low[before] == "nor":
        return False  # "Neither Pop nor Lind said when talks would go on"
    if any(reading.low[at].endswith(("n't", "n’t")) for at in range(*speaker)):
        return False  # "I don't think people know that ..."
    if is_denied(reading, speaker) or any(reading.low[at] in ("as", "than") for at in range(begin + 1, speaker[1])):
        return False
    if (
        before >= first
        and reading.low[before] == "to"
        and reading.low[begin].isalpha()
        and not (reading.capital(begin) or reading.is_in(begin, "determiners", "pronouns"))
    ):
        return False  # "to help people who have told us"
    alone = speaker[1] - begin == 1 and not reading.capital(begin) and not reading.is_in(begin, "pronouns")
    if alone and reading.low[begin].endswith("ing"):
        return False  # "is in jail, facing charges that ..."
    if before >= first and alone and (reading.is_in(before, "modals", "do") or reading.low[before] == "to"):
        return False  # "would reduce expected yields"
    if before >= first and (
        reading.is_in(before, "supposing", "nobody_says") or _is_verb_behind_who(reading, speaker, first)
    ):
        return False
    turned = before > first and reading.is_in(before, "do", "modals") and reading.is_in(before - 1, "wh")
    if before > first and reading.is_in(before, "do", "have") and reading.is_in(before - 1, "negations"):
        return False  # "nor do they always understand how"
    asked = reading.low[end - 1] == "?" and (turned or reading.is_in(first, "have", "be", "do", "modals"))
    return not (asked and begin > first)


def _is_wanted(reading: Reading, speaker: Words) -> bool:
    """Whether a thing that somebody asked for stands before the name in one phrase: "all the money Narva"."""
    last = speaker[1] - 1
    while last > speaker[0] + 1 and reading.capital(last - 1):
        last -= 1
    return last > speaker[0] and reading.capital(last) and reading.is_in(last - 1, "wanted")


def is_caused(reading: Reading, verb: Verb, speaker: Words, first: int) -> bool:
    """Whether somebody only makes or lets another speak: "which has let agencies decide when", "had aides say that"."""
    if "base" not in verb.forms or "past" in verb.forms:
        return False
    return reading.is_in(speaker[0], "causers") or (speaker[0] > first and reading.is_in(speaker[0] - 1, "causers"))


def _is_verb_behind_who(reading: Reading, speaker: Words, first: int) -> bool:
    """Whether what seems a subject is the verb of a relative clause: "which holds appeal"."""
    alone = speaker[1] - speaker[0] == 1 and not reading.capital(speaker[0])
    return alone and reading.is_in(speaker[0] - 1, "relatives") and reading.low[speaker[0]].endswith("s")


def just_named(reading: Reading, last: int, before: list[Cue]) -> Words | None:
    """Who "who" is right behind a speaker: "said Mary Hill, the mayor, who added that ..." """
    if not before or before[-1].speaker is None or not reading.is_in(last, "relatives"):
        return None
    return before[-1].speaker if before[-1].speaker[1] in (last, last - 1) else None


def _is_plural(reading: Reading, at: int) -> bool:
    """Whether the word is a common noun in the plural: "humans", not "Reuters", "news"."""
    word = reading.low[at]
    return word.endswith("s") and not word.endswith(("ss", "ics", "us", "news")) and not reading.capital(at)


def _is_adjective(reading: Reading, at: int, speaker: Words) -> bool:
    """Whether what seems a name only begins a sentence: the text has "false" too, so "False claims" are no Mr False's;
    nor does "one of main" speak in "one of main reasons"."""
    if speaker[1] - speaker[0] > 1:
        many = any(reading.low[i] in ("these", "those", "such") for i in range(*speaker))
        thing = reading.low[at + 1] in (",", ".") and not (
            reading.capital(speaker[1] - 1) or reading.is_in(speaker[1] - 1, "person_nouns", "media", "speaking_things")
        )
        if many or thing:
            return True  # "these funny jokes", "a licence under the patent claims,"
        return reading.low[speaker[0]] == "one" and not reading.capital(speaker[1] - 1)
    begins = speaker[0] == 0 or reading.low[speaker[0] - 1] in (".", "!", "?", "—", "–", "-", ":", ")")
    pronoun = reading.is_in(speaker[0], "pronouns")
    return begins and not pronoun and reading.capital(speaker[0]) and reading.low[speaker[0]] in reading.words


def agrees(reading: Reading, at: int, verb: Verb, group: Group, speaker: Words) -> bool:
    """Whether subject and form go together: "officials say", "he says"; keeps "phone calls" out."""
    if verb.forms & {"past", "ing"} or "have" in group.seen:
        return True
    last = reading.low[speaker[1] - 1]
    if verb.lemma == "reason" and reading.low[at + 1 : at + 2] == ["why"]:
        return False  # "there are many reasons why"
    alone = verb.forms == {"s"} and speaker[1] - speaker[0] == 1
    if alone and reading.is_in(speaker[0], "determiners") and last not in _ONE:
        return False  # "some advocates for peace"
    if at + 1 >= len(reading.low):
        return False
    if "s" in verb.forms and reading.is_in(at, "plural_nouns") and _is_adjective(reading, at, speaker):
        return False
    if "s" in verb.forms and verb.lemma in _SENT and reading.low[at + 1] not in (":", "that", ","):
        return False  # "calls and SMS messages"
    if "s" in verb.forms and speaker[1] - speaker[0] == 1 and _is_plural(reading, speaker[0]):
        return False  # "research in monkeys and humans shows"
    if "s" in verb.forms:
        return (
            reading.capital(speaker[1] - 1)
            or last in ("he", "she", "it", "who")
            or reading.low[at + 1] in ("that", ":", ",")
            or at + 1 in reading.inside
            or ("q" in verb.takes and reading.is_in(speaker[0], "determiners") and "n" not in verb.takes)
        )
    if group.seen & {"do"}:
        return True
    plural = last in ("they", "we", "who") or (last.endswith("s") and not reading.capital(speaker[1] - 1))
    return plural or reading.is_in(speaker[1] - 1, "plural_speakers")
