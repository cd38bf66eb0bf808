"""Who the speakers are: names and roles by the names room, pronouns and carried-over speakers here."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from msgspec import Struct

from site_gen.ingest.article import Article
from site_gen.ingest.statements.drafts import Draft
from site_gen.ingest.statements.outside import find_names, resolve
from site_gen.ingest.statements.phrases import verb_like
from site_gen.ingest.statements.reading import Reading
from site_gen.model import Registry

_PEOPLE: Final = frozenset({"he", "she", "his", "her"})
_BODIES: Final = frozenset({"it", "its", "they", "their"})


class Speaker(Struct, frozen=True):
    """Who speaks, as far as is known."""

    actor: str | None = None
    basis: str = ""


class _Met(Struct, frozen=True):
    """Somebody the text spoke of."""

    at: int
    """Offset of the mention."""
    actor: str | None
    person: bool | None
    """None: nobody knows; such a one may be meant and is not guessed past."""


def who_speaks(reading: Reading, article: Article, registry: Registry, drafts: list[Draft]) -> list[Speaker]:
    """The speaker of each draft."""
    subjects = _subjects(reading, article, registry)
    met: list[_Met] = []
    phrases: dict[tuple[str, ...], str] = {}
    found: list[Speaker] = []
    for draft in drafts:
        speaker = _speaker(reading, article, registry, draft, [*subjects, *met], found, phrases)
        found.append(speaker)
        if draft.speaker is None or draft.carried or draft.rule == "noun-of-saying":
            continue
        actor = registry.actors.get(speaker.actor) if speaker.actor else None
        kind = None if actor is None else actor.kind == "person"
        met.append(_Met(reading.starts[draft.speaker[0]], speaker.actor, kind))
        if speaker.actor is not None:
            phrases[tuple(reading.low[slice(*draft.speaker)])] = speaker.actor
    return found


def _speaker(
    reading: Reading,
    article: Article,
    registry: Registry,
    draft: Draft,
    met: list[_Met],
    before: list[Speaker],
    phrases: dict[tuple[str, ...], str],
) -> Speaker:
    if draft.carried and before and draft.cue is None and draft.rule != "quotation-after-subject":
        return Speaker(before[-1].actor, "carried" if before[-1].actor else "")
    if draft.speaker is None:
        return Speaker()
    words = tuple(reading.low[slice(*draft.speaker)])
    if len(words) == 1 and words[0] in _PEOPLE | _BODIES:
        actor = _antecedent(met, reading.starts[draft.speaker[0]], words[0] in _PEOPLE)
        return Speaker(actor, "pronoun" if actor else "")
    known = resolve(article, registry, *reading.span(draft.speaker))
    if known is not None:
        return Speaker(*known)
    if words[0] == "the" and len(words) > 1:
        same = next(
            (actor for phrase, actor in reversed(phrases.items()) if phrase[1 - len(words) :] == words[1:]), None
        )
        return Speaker(same, "role" if same else "")
    return Speaker()


def _antecedent(met: list[_Met], before: int, person: bool) -> str | None:
    """The one last spoken of as a subject or speaker before the pronoun."""
    last = max(
        (one for one in met if one.at < before and one.person in (person, None)), key=lambda one: one.at, default=None
    )
    return last.actor if last else None


def _subjects(reading: Reading, article: Article, registry: Registry) -> list[_Met]:
    """People named as the subject of a clause: a verb follows, or an adverb."""
    found = []
    for name in find_names(article, registry):
        if name.type != "PER":
            continue
        follower = bisect_left(reading.starts, name.end)
        if follower < len(reading.low) and follower not in reading.inside and _acts(reading, follower):
            found.append(_Met(name.start, name.actor, True))
    return found


def _acts(reading: Reading, at: int) -> bool:
    """Whether the word after a name makes the name a subject."""
    return (
        reading.is_in(at, "be", "have", "do", "modals", "adverbs")
        or reading.low[at] in reading.lexicon.verbs
        or verb_like(reading, at)
    )
