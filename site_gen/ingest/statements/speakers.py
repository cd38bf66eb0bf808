"""Who the speakers are: names and roles by the names room, pronouns and carried-over speakers here.

Precision first: a pronoun means the person last spoken of as a subject; where that one is unknown, nobody is guessed.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Final

from msgspec import Struct

from site_gen.ingest.article import Article
from site_gen.ingest.names import find_names, resolve
from site_gen.ingest.statements.drafts import Draft
from site_gen.ingest.statements.phrases import finite
from site_gen.ingest.statements.reading import Reading, Words
from site_gen.model import Registry

_PERSON_REACH: Final = 1500
_BODY_REACH: Final = 400
_LOOK_BACK: Final = 20
_CARRIED: Final = "quotation-after-statement"
_WEAK: Final = frozenset({"quotation-after-subject", "quotation-after-paragraph", "colon-then-paragraph"})
"""Rules that point at who may have spoken, right in about two of three cases: left open for a person."""
_LONGEST_LEAD: Final = 7
"""Words before a name that a sentence begins with: "The former deputy prime minister Ana Pop"."""
_OWNS: Final = ("'s", "’s", "'", "’")
_ASIDES: Final = (",", "(", "—", "–", "-", *_OWNS)
_SAME: Final = {"his": "he", "her": "she"}


class Speaker(Struct, frozen=True):
    """Who speaks, as far as is known."""

    actor: str | None = None
    basis: str = ""


class _Met(Struct, frozen=True):
    """Somebody the text spoke of as a subject or speaker."""

    at: int
    """Offset of the mention."""
    actor: str | None
    person: bool | None
    """None: nobody knows; such a one may be meant and is not guessed past."""


class _Memory(Struct):
    """What the reader knows so far."""

    subjects: list[_Met]
    """People named as subjects of clauses, in text order."""
    met: list[_Met]
    """Speakers read so far."""
    phrases: dict[tuple[str, ...], str]
    """Phrase of an earlier speaker to the actor."""
    pronouns: dict[str, str]
    """Actor to the pronoun that was used for it."""


def who_speaks(reading: Reading, article: Article, registry: Registry, drafts: list[Draft]) -> list[Speaker]:
    """The speaker of each draft."""
    memory = _Memory(_subjects(reading, article, registry), [], {}, {})
    found: list[Speaker] = []
    for draft in drafts:
        speaker = Speaker()
        if draft.speaker is not None and draft.rule not in _WEAK:
            speaker = _speaker(reading, article, registry, draft.speaker, memory)
        if draft.rule == _CARRIED and speaker.actor:
            speaker = Speaker(speaker.actor, "carried")
        found.append(speaker)
        if draft.speaker is not None and not draft.carried and draft.rule != "noun-of-saying":
            _remember(reading, registry, draft.speaker, speaker, memory)
    return found


def _remember(reading: Reading, registry: Registry, words: Words, speaker: Speaker, memory: _Memory) -> None:
    actor = registry.actors.get(speaker.actor) if speaker.actor else None
    memory.met.append(_Met(reading.starts[words[0]], speaker.actor, None if actor is None else actor.kind == "person"))
    if speaker.actor is not None:
        memory.phrases[tuple(reading.low[slice(*words)])] = speaker.actor


def _speaker(reading: Reading, article: Article, registry: Registry, words: Words, memory: _Memory) -> Speaker:
    low = tuple(reading.low[slice(*words)])
    if len(low) == 1 and reading.is_in(words[0], "people_pronouns", "body_pronouns"):
        actor = _antecedent(reading, words[0], memory)
        return Speaker(actor, "pronoun" if actor else "")
    known = next(
        (found for part in _parts(reading, words) if (found := resolve(article, registry, *reading.span(part)))), None
    )
    if known is not None:
        return Speaker(*known)
    if low[0] == "the" and len(low) > 1:
        same = next((actor for phrase, actor in reversed(memory.phrases.items()) if _ends(phrase, low[1:], reading)), None)
        return Speaker(same, "role" if same else "")
    return Speaker()


def _ends(phrase: tuple[str, ...], words: tuple[str, ...], reading: Reading) -> bool:
    """Whether a part of the earlier speaker's phrase ends with the words, no preposition in it: "the envoy" after
    "Ana Pop, the Oslo envoy", not "the letter" after "a signatory to the letter"."""
    prepositions = reading.lexicon.classes.get("prepositions", frozenset())
    part: list[str] = []
    for word in (*phrase, ","):
        if word != ",":
            part.append(word)
            continue
        if tuple(part[-len(words) :]) == words and prepositions.isdisjoint(part):
            return True
        part = []
    return False


def _parts(reading: Reading, words: Words) -> list[Words]:
    """The phrase, and where it has an apposition the phrase before its comma and the one behind."""
    comma = next((at for at in range(*words) if reading.low[at] == ","), None)
    if comma is None or comma == words[0]:
        return [words]
    return [words, (words[0], comma), *([(comma + 1, words[1])] if comma + 1 < words[1] else [])]


def _antecedent(reading: Reading, at: int, memory: _Memory) -> str | None:
    """The one last spoken of as a subject or speaker before the pronoun."""
    start, word = reading.starts[at], reading.low[at]
    person = reading.is_in(at, "people_pronouns")
    reach = _PERSON_REACH if person else _BODY_REACH
    before = bisect_left(memory.subjects, start, key=lambda one: one.at)
    near = [
        one
        for one in (*memory.subjects[max(0, before - _LOOK_BACK) : before], *memory.met[-_LOOK_BACK:])
        if start - reach <= one.at < start and one.person in (person, None)
    ]
    last = max(near, key=lambda one: one.at, default=None)
    if last is None or last.actor is None:
        return None
    used = _SAME.get(word, word)
    if person and memory.pronouns.setdefault(last.actor, used) != used:
        return None
    return last.actor


def _subjects(reading: Reading, article: Article, registry: Registry) -> list[_Met]:
    """People named as the subject of a clause, or at the head of a sentence.

    Who owns the subject ("Lind's husband left"), shares it ("Pop and Lind left") or is told by somebody else ("Lind, her
    deputy, left") may be meant next, or not: nobody is.
    """
    heads = [begin for begin, _ in article.units.sentences]
    found = []
    for name in find_names(article, registry):
        if name.type != "PER":
            continue
        first, follower = bisect_left(reading.starts, name.start), bisect_left(reading.starts, name.end)
        if follower >= len(reading.low) or follower in reading.inside or reading.is_in(first - 1, "passing"):
            continue
        begin = heads[bisect_right(heads, first) - 1]
        acts = _acts(reading, follower)
        if not acts and not _heads(reading, begin, first, follower):
            continue
        doubtful = reading.low[follower] in _OWNS or (reading.low[first - 1] == "and" and first - 1 > begin)
        doubtful = doubtful or reading.low[follower + 1 : follower + 2] in (["his"], ["her"])
        found.append(_Met(name.start, None if doubtful else name.actor, True))
    return sorted(found, key=lambda one: one.at)


def _heads(reading: Reading, begin: int, first: int, follower: int) -> bool:
    """Whether a name with what leads to it ("Former envoy Ana Pop") begins the sentence as its subject."""
    lead = range(begin, first)
    if len(lead) > _LONGEST_LEAD or any(not reading.low[at].isalpha() or at in reading.inside for at in lead):
        return False
    if any(reading.is_in(at, "prepositions", "conjunctions", "subordinators") or finite(reading, at) for at in lead):
        return False
    return reading.low[follower] in _ASIDES or (
        reading.low[follower].isalpha()
        and not reading.capital(follower)
        and not reading.is_in(follower, "prepositions", "conjunctions", "subordinators")
    )


def _acts(reading: Reading, at: int) -> bool:
    """Whether the word after a name makes the name a subject."""
    return reading.is_in(at, "adverbs") or reading.low[at] in reading.lexicon.verbs or finite(reading, at)
