"""Who the speakers are: names and roles by the names room, pronouns by `pronouns`, carried-over speakers here."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from site_gen.ingest.article import Article
from site_gen.ingest.names import resolve
from site_gen.ingest.statements.gender import pronoun_of
from site_gen.ingest.statements.paragraph import Draft
from site_gen.ingest.statements.people import Met, People
from site_gen.ingest.statements.pronouns import antecedent, people_of, plain
from site_gen.ingest.statements.reading import Reading, Words
from site_gen.model import Registry

_TALK: Final = 6
"""Statements back to which somebody addressed may still answer."""
_CARRIED: Final = "quotation-after-statement"
_WEAK: Final = frozenset({"quotation-after-subject", "quotation-after-paragraph", "colon-then-paragraph"})
"""Rules that point at who may have spoken, right in about two of three cases: left open for a person."""


class Speaker(Struct, frozen=True):
    """Who speaks, as far as is known."""

    actor: str | None = None
    basis: str = ""
    meant: tuple[int, int] | None = None
    """Offsets of the name that a pronoun means, of one whom no registry knows."""


class _Memory(Struct):
    """What the reader knows so far."""

    people: People
    phrases: dict[tuple[str, ...], str]
    """Phrase of an earlier speaker to the actor."""


def who_speaks(reading: Reading, article: Article, registry: Registry, drafts: list[Draft]) -> list[Speaker]:
    """The speaker of each draft."""
    memory = _Memory(people_of(reading, article, registry, _told(reading, drafts)), {})
    found: list[Speaker] = []
    for draft in drafts:
        speaker = Speaker()
        if draft.speaker is not None and draft.rule not in _WEAK:
            speaker = _speaker(reading, article, registry, draft.speaker, memory)
        if draft.rule == _CARRIED and speaker.actor:
            speaker = Speaker(speaker.actor, "carried")
        found.append(speaker)
        _address(reading, draft, memory.people)
        if draft.speaker is not None and not draft.carried and draft.rule != "noun-of-saying":
            if draft.past == "asked" and draft.rule == "cue-then-whether" and draft.cue is not None:
                memory.people.met.append(Met(reading.starts[draft.cue[0]], None, True))  # who answers is another
                continue
            _remember(reading, registry, article.lang, draft.speaker, speaker, memory)
    return found


def _address(reading: Reading, draft: Draft, people: People) -> None:
    """Remember to whom a statement was made; of the last few alone."""
    begin, end = reading.span(draft.to) if draft.to is not None else (0, 0)
    people.addressed.append(next((met.who for met in people.named if begin <= met.at < end), ""))
    del people.addressed[:-_TALK]


def _told(reading: Reading, drafts: list[Draft]) -> list[tuple[int, int, int]]:
    """Offsets of indirect words, with where their speaker is named."""
    return sorted(
        (*reading.span(words), reading.starts[draft.speaker[0]])
        for draft in drafts
        if draft.kind != "direct" and draft.speaker is not None
        for words in draft.content
    )


def _remember(reading: Reading, registry: Registry, lang: str, words: Words, speaker: Speaker, memory: _Memory) -> None:
    actor = registry.actors.get(speaker.actor) if speaker.actor else None
    if actor is not None:
        gender = pronoun_of(actor.name, lang) if actor.kind == "person" else ""
    else:
        alone = words[1] - words[0] == 1 and reading.is_in(words[0], "people_pronouns")
        gender = plain(reading.low[words[0]]) if alone else ""
    if actor is None and (named := _named(reading, words, speaker, memory.people)) is not None:
        memory.people.met.append(replace(named, at=reading.starts[words[0]], gender=gender or named.gender))
        return
    person = (False if _are_many(reading, words) else None) if actor is None else actor.kind == "person"
    told = ("", None) if actor or gender else (" ".join(reading.low[slice(*words)]), reading.span(words))
    memory.people.met.append(Met(reading.starts[words[0]], speaker.actor, person, gender, *told))
    if speaker.actor is not None:
        memory.phrases[tuple(reading.low[slice(*words)])] = speaker.actor


def _named(reading: Reading, words: Words, speaker: Speaker, people: People) -> Met | None:
    """The one person whom a speaker's words name, or their pronoun means: Lind of "Mayor Ana Lind", "Ana Lind, the
    mayor"; not of "a friend of Lind", "Lind's friend"."""
    begin, end = reading.span(words)
    if speaker.meant is not None:
        return next((met for met in people.named if met.words == speaker.meant), None)
    here = [met for met in people.named if begin <= met.at < end]
    if len(here) != 1 or here[0].words is None:
        return None
    first, last = bisect_left(reading.starts, here[0].at), bisect_left(reading.starts, here[0].words[1])
    owned = last < len(reading.low) and reading.low[last] in ("'s", "’s", "'", "’")
    behind = first > words[0] and reading.is_in(first - 1, "prepositions")
    return None if owned or behind or (first > words[0] and last < words[1] and reading.low[last] != ",") else here[0]


def _are_many(reading: Reading, words: Words) -> bool:
    """Whether several speak: "critics", "Pop and other mayors"; not "a voice of the Fish and Salt Union"."""
    stop = next((at for at in range(*words) if reading.is_in(at, "prepositions") or reading.low[at] == ","), words[1])
    joined = any(reading.low[at] == "and" for at in range(words[0], stop))
    return joined or (stop > words[0] and reading.is_in(stop - 1, "plural_speakers"))


def _speaker(reading: Reading, article: Article, registry: Registry, words: Words, memory: _Memory) -> Speaker:
    low = tuple(reading.low[slice(*words)])
    if len(low) == 1 and reading.is_in(words[0], "people_pronouns", "body_pronouns"):
        meant = antecedent(reading, words[0], memory.people)
        if meant is None or meant.actor:
            return Speaker(meant.actor if meant else None, "pronoun" if meant else "")
        return Speaker(None, "pronoun", memory.people.full.get(meant.name, meant.words))
    known = next(
        (found for part in _parts(reading, words) if (found := resolve(article, registry, *reading.span(part)))), None
    )
    if known is not None:
        return Speaker(*known)
    if low[0] == "the" and len(low) > 1:
        same = next(
            (actor for phrase, actor in reversed(memory.phrases.items()) if _ends(phrase, low[1:], reading)), None
        )
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
    head = next((at for at in range(words[0] + 1, comma) if reading.is_in(at, "prepositions")), comma) - 1
    many = reading.is_in(head, "plural_speakers") or (
        reading.low[head].endswith("s") and not reading.low[head].endswith("ss")
    )
    if comma + 1 == words[1] or (many and head + 1 < comma):
        return [words, (words[0], comma)]  # "allies of the mayor, Ana Lind"
    return [words, (words[0], comma), (comma + 1, words[1])]
