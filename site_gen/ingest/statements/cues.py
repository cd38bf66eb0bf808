"""Cues: words of saying with their speaker. A cue here is a clause of saying; what was said is found in `contents`."""

from __future__ import annotations

from typing import Final

from site_gen.ingest.statements.clause import NEVER, Cue, Group
from site_gen.ingest.statements.contractions import auxiliary
from site_gen.ingest.statements.edges import finite, is_time, tells_now, verb_like
from site_gen.ingest.statements.lexicon import Verb
from site_gen.ingest.statements.owners import owner_phrase
from site_gen.ingest.statements.participles import DASHES, participle
from site_gen.ingest.statements.phrases import clause_subject, left_phrase, right_phrase, with_apposition
from site_gen.ingest.statements.reading import Reading, Words
from site_gen.ingest.statements.sources import according, past_addressee
from site_gen.ingest.statements.subjects import after_quotation, agrees, is_caused, just_named, speaks, uncrossed

_CLOSERS: Final = frozenset([*"”\"»’'“", "''", "’’"])
_NEAR: Final = 12
_DEGREES: Final = ("more", "most", "very", "quite", "rather")
_MOST_CUES: Final = 40


def sentence_cues(reading: Reading, first: int, end: int, hits: list[int]) -> list[Cue]:
    """The cues among the words `hits` of one sentence, in text order."""
    found: list[Cue] = []
    for at in hits[:_MOST_CUES]:
        if at in reading.inside or (found and at < found[-1].after):
            continue
        cue = _read_cue(reading, at, first, end, found)
        if cue is not None:
            found.append(cue)
    return found


def relays(reading: Reading, cue: Cue, end: int) -> bool:
    """Whether an agency or newspaper closes the sentence as who passed it on: "..., CPS reported." """
    if cue.shape != "subject-verb" or cue.speaker is None or not reading.is_in(cue.at, "agencies"):
        return False
    comma = cue.begin - 1 - (cue.begin - 1 in reading.inside)
    if reading.low[comma] != "," or not (cue.after >= end - 1 or reading.low[cue.after] in (".", ",")):
        return False
    acronym = any(len(word) > 1 and word.isupper() for word in reading.words[slice(*cue.speaker)])
    present = "s" in cue.verb.forms and all(reading.capital(at) for at in range(*cue.speaker))
    return acronym or present or any(reading.is_in(at, "media") for at in range(*cue.speaker))


def _read_cue(reading: Reading, at: int, first: int, end: int, before: list[Cue]) -> Cue | None:
    word = reading.low[at]
    if reading.is_in(at, "source_openers"):
        return according(reading, at, end)
    verb = reading.lexicon.verbs.get(word)
    noun = reading.lexicon.nouns.get(word)
    if noun is not None and at + 1 < end and reading.low[at + 1] == "that":
        found = _noun(reading, at, first, noun)
        if found is not None:
            return found
    if verb is None or (reading.capital(at) and at > first and reading.words[at - 1] not in _CLOSERS):
        return None
    found = _read_verb(reading, at, first, end, verb, before)
    if found is not None and reading.is_in(at, "quoting"):
        return _quoting(reading, found, end)
    return found


def _quoting(reading: Reading, cue: Cue, end: int) -> Cue:
    """ "TASS quoted him as saying": he speaks, TASS passes it on."""
    quoted = right_phrase(reading, cue.at + 1, end)
    if quoted is not None and quoted[1] + 1 < end and reading.low[quoted[1]] == ":" and quoted[1] + 1 in reading.inside:
        return Cue(cue.at, cue.begin, quoted[1], cue.shape, cue.verb, quoted, "said", cue.speaker)
    if quoted is None or quoted[1] + 1 >= end or reading.low[quoted[1]] != "as":
        return cue
    said = reading.lexicon.verbs.get(reading.low[quoted[1] + 1])
    if said is None or "ing" not in said.forms:
        return cue
    return Cue(cue.at, cue.begin, quoted[1] + 2, cue.shape, said, quoted, said.past, cue.speaker)


def _read_verb(reading: Reading, at: int, first: int, end: int, verb: Verb, before: list[Cue]) -> Cue | None:
    """The cue of a verb, by its form and what stands before it."""
    group = _group(reading, at, first, verb)
    if "ing" in verb.forms and "be" not in group.seen:
        return participle(reading, at, first, end, verb, group, before)
    if "be" in group.seen and reading.is_in(at, "quoting"):
        return _was_quoted(reading, at, first, end, group)
    if "be" in group.seen and "ing" not in verb.forms:
        return _passive(reading, at, first, end, verb, group)
    if group.seen & {"negations", "modals"}:
        return None
    return _finite(reading, at, first, end, verb, group, before)


def _noun(reading: Reading, at: int, first: int, past: str) -> Cue | None:
    """ "the minister's statement that ..." """
    for owner in range(at - 1, max(first, at - 4) - 1, -1):
        if reading.low[owner] in ("'s", "’s", "’", "'"):
            speaker = owner_phrase(reading, owner - 1, first)
            if speaker is not None and reading.is_in(owner - 1, "pointing"):
                return None  # "there's growing fear that"
            return Cue(at, speaker[0] if speaker else owner, at + 1, "noun", NEVER, speaker, past) if speaker else None
        if reading.low[owner] in ("his", "her", "their", "its"):
            return Cue(at, owner, at + 1, "noun", NEVER, (owner, owner + 1), past)
        if verb_like(reading, owner) or not reading.low[owner].isalpha():
            return None
    return None


def _group(reading: Reading, at: int, first: int, verb: Verb) -> Group:
    """Step left over auxiliaries, adverbs and times."""
    seen: set[str] = set()
    before = at - 1
    while before >= first and before not in reading.inside:
        word = reading.low[before]
        kind = next((name for name in ("be", "have", "do", "modals", "negations") if reading.is_in(before, name)), None)
        if kind is not None and (not reading.capital(before) or kind == "negations"):
            seen.add(kind)
        elif word.endswith(("n't", "n’t")):
            seen.add("negations")
        elif word == "time" and before - 2 >= first and reading.low[before - 2] == "at":
            before -= 2  # "Lind at that time asked"
        elif held := auxiliary(reading, before, verb):
            seen.add(held)
            before -= not word[0].isalpha()
            break
        elif is_time(reading, before) and (before > first or word in ("earlier", "later")):
            if before - 1 >= first and reading.is_in(before - 1, "time_openers") and reading.low[before - 1] != "the":
                before -= 1
        elif not (reading.is_in(before, "adverbs") and not reading.is_in(before, "determiners")) and not (
            word.endswith("ly") and len(word) > 4 and not reading.capital(before)
        ):
            break
        if reading.low[before].endswith("ly") and before > first and reading.low[before - 1] in _DEGREES:
            before -= 1  # "more recently has said"
        before -= 1
    return Group(before, before + 1, frozenset(seen))


def _was_quoted(reading: Reading, at: int, first: int, end: int, group: Group) -> Cue | None:
    """ "Lind was quoted by TASS as saying", "was quoted as saying by TASS": Lind speaks, TASS passes it on."""
    place, via = _past_agent(reading, at + 1, end)
    said = reading.lexicon.verbs.get(reading.low[place + 1]) if place + 1 < end and reading.low[place] == "as" else None
    if said is None or "ing" not in said.forms or group.seen & {"negations", "modals"}:
        return None
    after, later = _past_agent(reading, place + 2, end)
    speaker = _subject(reading, group.before, first)
    return Cue(at, speaker[0], after, "subject-verb", said, speaker, said.past, via or later) if speaker else None


def _past_agent(reading: Reading, at: int, end: int) -> tuple[int, Words | None]:
    """Past "by the agency", and who that is; `at` where none stands."""
    agent = right_phrase(reading, at + 1, end) if at < end and reading.low[at] == "by" else None
    return (agent[1], agent) if agent else (at, None)


def _passive(reading: Reading, at: int, first: int, end: int, verb: Verb, group: Group) -> Cue | None:
    """ "This was stated by the minister" """
    if at + 2 >= end or reading.low[at + 1] != "by" or group.seen & {"negations", "modals"}:
        return None
    if group.before != first or not reading.is_in(first, "pointing_back"):
        return None
    speaker = right_phrase(reading, at + 2, end)
    return Cue(at, first, speaker[1], "passive", verb, speaker, verb.past) if speaker else None


def _finite(reading: Reading, at: int, first: int, end: int, verb: Verb, group: Group, before: list[Cue]) -> Cue | None:
    if verb.forms == {"part"} and "have" not in group.seen:
        return None  # "and written notes"
    last = group.before
    if last >= first and reading.low[last] == "," and "part" in verb.forms and reading.low[at + 1 : at + 2] == ["by"]:
        return None  # "said in a letter, first reported by the agency: ..."
    quoted = _behind_quotation(reading, last, first)
    bare = quoted and last in reading.inside and reading.low[last - 1].isalpha()
    opening = at == first and first - 1 in reading.inside
    after_clause = last >= first and reading.low[last] == "," and reading.is_in(at, "closing_verbs")
    if (quoted or opening or after_clause) and "q" in verb.takes and verb.forms & {"past", "s"}:
        speaker = right_phrase(reading, past_addressee(reading, at + 1, end), end)
        inverted = speaker is not None and not _content_word(reading, at + 1)
        if bare and inverted and speaker is not None and not _is_told(reading, speaker):
            return None  # 'if "plain words" encourage hotels to ...'
        if inverted and speaker is not None and (quoted or opening or _ends_clause(reading, speaker, end)):
            speaker = with_apposition(reading, _without_matter(reading, speaker), end)
            return Cue(at, at, speaker[1], "verb-subject", verb, speaker, verb.past)
    if at == first and "q" in verb.takes and verb.forms & {"past", "s"}:
        speaker = right_phrase(reading, at + 1, end)
        known = speaker is not None and (reading.capital(speaker[0]) or speaker[1] - speaker[0] > 1)
        if speaker is not None and known and speaker[1] < end and reading.low[speaker[1]] in (":", ","):
            return Cue(at, at, speaker[1], "verb-subject", verb, speaker, verb.past)
    if last < first or ("s" in verb.forms and verb_like(reading, last)):
        return None  # "rejected claims that ..."
    if verb.forms == {"base"} and tells_now(reading, last):
        return None  # "Lind writes back"
    if reading.low[last] == "which" and reading.is_in(at, "evidence_verbs") and "s" in verb.forms:
        return None  # "The town is dry, which suggests that ..."
    if reading.low[last] == "but" and reading.low[last - 1] == "all":
        return None  # "it's all but guaranteed that ..."
    if reading.low[last] in ("and", "but", "or", "then") or (reading.low[last] == "," and verb.forms & {"past", "s"}):
        speaker = None
        if reading.low[last] == ",":
            speaker = _subject(reading, last, first)
        if speaker is not None and (verb_like(reading, speaker[0]) or _is_participle(reading, speaker[0])):
            speaker = None
        if speaker is not None and speaker[0] > first and finite(reading, speaker[0] - 1):
            speaker = None  # "they showed support for Oslo, promised aid"
        begin = speaker[0] if speaker else last
        if speaker is None and not verb.forms & {"past"} and not (before and at - before[-1].at < _NEAR):
            return None
        if speaker is None and reading.is_in(at, "plural_nouns") and "s" not in before[-1].verb.forms:
            return None  # "citing worries and claims the money ..."
        if speaker is None:
            speaker = _shared_subject(reading, at, first, last, before)
        if speaker is not None and (
            reading.is_in(speaker[0], "relatives") or _is_passive(reading, verb, speaker, last, before)
        ):
            return None
        return Cue(at, begin, at + 1, "subject-verb", verb, speaker, verb.past) if speaker else None
    if reading.low[last] == "to":
        return _controlled(reading, at, last, first, verb)
    speaker = just_named(reading, last, before) or _subject(reading, last, first)
    if speaker is not None and speaker[1] - speaker[0] > 1 and speaker[1] - 1 == last < at - 1:
        described = verb_like(reading, last) and not reading.capital(last)
        speaker = (speaker[0], last) if described else speaker  # "a poll released on Monday showed"
    speaker = _without_adverbial(reading, uncrossed(_without_verb(reading, speaker), before))
    if speaker is None or not agrees(reading, at, verb, group, speaker) or not speaks(reading, speaker, first, end):
        return None
    if is_caused(reading, verb, speaker, first):
        return None
    if verb.forms == {"base"} and reading.low[speaker[0]].endswith("ing") and not reading.capital(speaker[0]):
        return None  # "helping beginners learn about it"
    if verb.forms == {"base"} and at + 1 < end and reading.low[at + 1] in ("and", "or", "but"):
        return None  # "took her songs back and said"
    return Cue(at, speaker[0], at + 1, "subject-verb", verb, speaker, verb.past)


def _without_matter(reading: Reading, speaker: Words) -> Words:
    """The name without what was spoken of: "Lind" of "quipped Lind of his role"; not of "the mayor of the town"."""
    of = next((at for at in range(*speaker) if reading.low[at] == "of"), speaker[1])
    if of + 1 >= speaker[1] or not all(reading.capital(at) for at in range(speaker[0], of)):
        return speaker
    return (speaker[0], of) if reading.low[of + 1] in ("his", "her", "its", "their") else speaker


def _is_told(reading: Reading, speaker: Words) -> bool:
    """Whether a phrase is a name, a pronoun, or has an article: what may follow a verb behind bare quoted words."""
    return reading.capital(speaker[0]) or reading.is_in(speaker[0], "determiners", "pronouns", "person_nouns")


def _without_verb(reading: Reading, speaker: Words | None) -> Words | None:
    """The phrase without a verb that it begins with: "nobody" in "Kell, whose son drowned, said nobody had"."""
    if speaker is None or speaker[1] - speaker[0] < 2 or not verb_like(reading, speaker[0]):
        return speaker
    verb = reading.lexicon.verbs.get(reading.low[speaker[0]])
    if verb is None or "q" not in verb.takes or reading.is_in(speaker[0] + 1, "prepositions"):
        return speaker
    return (speaker[0] + 1, speaker[1])


def _without_adverbial(reading: Reading, speaker: Words | None) -> Words | None:
    """The phrase up to where it was said: "Иван Долин" of "Иван Долин на встрече в школе"."""
    if speaker is None:
        return None
    inside = range(speaker[0] + 1, speaker[1] - 1)
    stop = next((at for at in inside if reading.is_in(at, "adverbial") and reading.capital(at - 1)), speaker[1])
    return speaker[0], stop


def _is_participle(reading: Reading, at: int) -> bool:
    """Whether the word is the -ing form of a verb of saying."""
    verb = reading.lexicon.verbs.get(reading.low[at])
    return verb is not None and "ing" in verb.forms and not reading.capital(at)


def _subject(reading: Reading, last: int, first: int) -> Words | None:
    """The subject that ends with the word; behind a quotation it begins there, where it can."""
    phrase = left_phrase(reading, last, first)
    if phrase is not None and reading.low[phrase[0] : phrase[0] + 2] == ["such", "as"]:
        return None  # "some, such as Lind, said"
    if phrase is not None and reading.low[phrase[0]] == "as" and phrase[1] - phrase[0] > 1:
        phrase = phrase[0] + 1, phrase[1]
    whole = after_quotation(reading, last, first)
    return phrase if whole is None or (phrase is not None and phrase[0] == whole[0]) else whole


def _controlled(reading: Reading, at: int, to: int, first: int, verb: Verb) -> Cue | None:
    """ "went on to say": the speaker is the subject of what stands before "to"."""
    head = to - 1 if reading.low[to - 1] != "on" else to - 2
    if head <= first or not reading.is_in(head, "control"):
        return None
    group = _group(reading, head, first, verb)
    ahead = reading.low[head] == "going" and head == to - 1
    if ahead or group.seen & {"negations", "modals"}:
        return None  # "is not going to say that ..."
    speaker = left_phrase(reading, group.before, first)
    return Cue(at, speaker[0], at + 1, "subject-verb", verb, speaker, verb.past) if speaker else None


def _shared_subject(reading: Reading, at: int, first: int, last: int, before: list[Cue]) -> Words | None:
    """Who speaks in "he laughed and said": the subject of the verb before."""
    if before and before[-1].shape != "noun" and at - before[-1].at < _NEAR:
        return None if _is_inner(reading, before) else before[-1].speaker
    opened = next((i for i in range(last - 1, first, -1) if reading.low[i] in "()"), first)
    return clause_subject(reading, opened + 1 if reading.low[opened] == "(" else first, last)


def _is_inner(reading: Reading, before: list[Cue]) -> bool:
    """Whether the last clause of saying is what the one before tells: whose the next verb is, either may be, as in
    "Lind said that Oslo warned the town and said he was glad"."""
    if len(before) == 1 or before[-1].speaker is None or reading.is_in(before[-1].speaker[0], "pronouns"):
        return False
    outer, begin = before[-2], before[-1].speaker[0]
    between = range(outer.after, begin)
    parted = any(reading.low[i] in ",;" or reading.is_in(i, "conjunctions") for i in between)
    return outer.shape == "subject-verb" and outer.after <= begin and not parted


def _is_passive(reading: Reading, verb: Verb, speaker: Words, last: int, before: list[Cue]) -> bool:
    """Whether a form of "be" before "and" holds for the verb too: "The models are exact and considered the best"."""
    if before or "part" not in verb.forms or "q" in verb.takes or "a" not in verb.takes:
        return False
    return any(reading.is_in(at, "be") for at in range(speaker[1], min(last, speaker[1] + 2)))


def _behind_quotation(reading: Reading, last: int, first: int) -> bool:
    """Whether a quotation ends here, a comma and a dash stepped over."""
    for at in range(last, max(first, last - 2) - 1, -1):
        if at in reading.inside:
            return True
        if reading.low[at] not in DASHES:
            return False
    return False


def _ends_clause(reading: Reading, speaker: Words, end: int) -> bool:
    """Whether a named speaker stands at the end of a clause: "..., said Mary Hill, the mayor." """
    named = any(reading.capital(at) for at in range(*speaker))
    if reading.is_in(speaker[0], "determiners") and speaker[1] >= end - 1:
        return True
    return named and (speaker[1] >= end or reading.low[speaker[1]] in (",", ".", "("))


def _content_word(reading: Reading, at: int) -> bool:
    """Whether what follows the verb is content, not an inverted subject."""
    return reading.low[at] in ("that", "whether", ":") or reading.is_in(at, "objects", "prepositions", "times")
