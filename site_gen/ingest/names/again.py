"""Who is meant when a text names somebody again in fewer words: surnames, acronyms, offices and bodies.

"Pashinyan" after Nikol Pashinyan, "OSCE" after its full name, "The Foreign Ministry" after the Russian one. What could
mean two is left open.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from site_gen.dates import within
from site_gen.ingest.names.lexicon import Lexicon
from site_gen.ingest.names.phrases import Phrases
from site_gen.ingest.names.tagger import NameType, Span, load_model
from site_gen.model import ActorKind, Registry

TYPES: Final[dict[ActorKind, NameType]] = {
    "person": "PER",
    "state": "LOC",
    "organisation": "ORG",
    "armed-force": "ORG",
    "group": "MISC",
}


class Mention(Struct, frozen=True):
    """A name with its place in words."""

    first: int
    last: int
    type: NameType
    rule: str
    actor: str | None = None
    metonym: bool = False


class Text(Struct, frozen=True, eq=False):
    """What the steps look at."""

    words: tuple[str, ...]
    low: list[str]
    sentences: tuple[tuple[int, int], ...]
    lexicon: Lexicon
    registry: Registry
    phrases: Phrases
    lang: str
    published: str | None


class Spelling(Struct, frozen=True):
    """Letters that transliterations write in several ways."""

    name: str
    means: str
    pattern: str
    to: str
    right: tuple[str, ...]
    wrong: tuple[str, ...]


SPELLINGS: Final = (
    Spelling("ian", "Armenian surnames", r"ian$", "yan", ("pashinian",), ("iana",)),
    Spelling("ei", "the glide before e", r"(?<=[^aeiou])ye|^ye", "e", ("yerevan",), ("eye",)),
    Spelling("iev", "Slavic and Turkic surnames", r"(?:iy|ii|y|i)e(?=v)", "ie", ("aliyev", "zelenskyev"), ("levy",)),
    Spelling("sky", "Slavic surnames", r"(?:skyy|skiy|skii|skyi|skij|ski)$", "sky", ("zelenskyy",), ("skier",)),
    Spelling("kh", "the rough h", r"kh", "h", ("mikhail",), ("hat",)),
    Spelling("gh", "the soft g of Armenian and Arabic", r"gh", "g", ("baghdad",), ("gabala",)),
    Spelling("j", "the voiced hush", r"(?:dzh|dj|zh)", "j", ("azerbaidzhan", "tadjik"), ("jam",)),
    Spelling("u", "French u", r"ou", "u", ("ouzbek",), ("uo",)),
    Spelling("double", "doubled letters", r"(.)\1", r"\1", ("mohammed",), ("abab",)),
    Spelling("i", "y as a vowel", r"y", "i", ("dmitry",), ("dmitri",)),
)
"""Applied in this order to a folded word; two words with the same result are spellings of one name."""

_SPELLINGS: Final = tuple((re.compile(one.pattern), one.to) for one in SPELLINGS)
_LEAST_LETTERS: Final = 6
"""A shorter surname is not read as another spelling of one: too many short names are alike."""


def spelling_key(word: str) -> str:
    """What all transliterations of a folded name have in common."""
    for pattern, to in _SPELLINGS:
        word = pattern.sub(to, word)
    return word


def with_surnames(text: Text, found: list[Mention], spans: Sequence[Span]) -> list[Mention]:
    """Add surnames alone and full names in other spellings, of people the registry knows."""
    last: dict[str, str | None] = {}
    people = [span for span in spans if span.type == "PER"]
    full = (span for span in people if _name_start(text, span.first, span.last - 1) < span.last - 1)
    others = {text.low[span.last - 1] for span in full}
    keys = {spelling_key(surname): surname for surname in text.phrases.persons if len(surname) >= _LEAST_LETTERS}
    items: list[Span | Mention] = [one for one in found if one.type == "PER" and one.rule != "role"]
    items.extend(_surname_spans(text, found, spans))
    items.extend(span for span in people if text.low[span.last - 1] not in text.phrases.persons)
    added = []
    places: dict[str, int] = {}
    for item in sorted(items, key=lambda one: one.first):
        surname = text.low[item.last - 1]
        if isinstance(item, Mention):
            sentence = bisect_right(text.sentences, item.first, key=lambda words: words[0])
            namesake = places.get(surname) == sentence and last.get(surname) != item.actor
            last[surname], places[surname] = None if namesake else item.actor, sentence
            continue
        variant = surname not in text.phrases.persons
        if variant and len(surname) >= _LEAST_LETTERS:
            surname = keys.get(spelling_key(surname), surname)
        who = _person(text, item, surname, last, others)
        if who is not None:
            added.append(Mention(item.first, item.last, "PER", "spelling" if variant else "surname", who))
        if who is not None or item.last - item.first > 1:
            last[surname] = who
    return sorted([*found, *added], key=lambda one: one.first)


def _surname_spans(text: Text, found: Sequence[Mention], spans: Sequence[Span]) -> Iterator[Span]:
    """Each surname of the registry in the text, with the name it is the end of."""
    taken = {index for one in found for index in range(one.first, one.last)}
    by_word = {index: span for span in spans for index in range(span.first, span.last)}
    persons = text.phrases.persons
    for at, word in enumerate(text.low):
        if word not in persons or at in taken or text.words[at][0].islower():
            continue
        span = by_word.get(at, Span(at, at + 1, "PER", ""))
        if span.last == at + 1 and (span.type == "PER" or span.last - span.first == 1):
            yield Span(_name_start(text, span.first, at), at + 1, "PER", "")


def _name_start(text: Text, first: int, at: int) -> int:
    """First word of the name that ends at `at`: offices and openers are no part of it, an untagged given name is."""
    common, kinds = load_model(text.lang).common, text.lexicon.kinds
    while first < at and (text.low[first] in common or "of" in kinds.get(text.low[first], "")):
        first += 1
    if first < at or at == 0:
        return first
    before = text.low[at - 1]
    if before == "." and at > 1 and len(text.words[at - 2]) == 1:
        return at - 2
    given = text.words[at - 1][0].isupper() and before not in common and "of" not in kinds.get(before, "")
    return at - 1 if given and before not in text.lexicon.adjectives else at


def _person(text: Text, span: Span, surname: str, last: dict[str, str | None], others: set[str]) -> str | None:
    """The person of the registry that a span ending in this surname means."""
    candidates = text.phrases.persons.get(surname)
    if candidates is None:
        return None
    ids = {actor for actor, _ in candidates}
    if span.last - span.first == 1:
        if surname in last:
            return last[surname]
        return next(iter(ids)) if len(ids) == 1 and surname not in others else None
    given = text.low[span.first]
    same = {actor for actor, names in candidates if _same_given(given, names[0])}
    return next(iter(same)) if len(same) == 1 else None


def _same_given(given: str, known: str) -> bool:
    """Whether a first word is the given name, its initial or another spelling of it."""
    return given == known[: len(given)] if len(given) == 1 else spelling_key(given) == spelling_key(known)


def with_acronyms(text: Text, found: list[Mention]) -> list[Mention]:
    """Add acronyms that the text itself explains: "Human Rights Watch (HRW)"."""
    meant: dict[str, Mention] = {}
    for one in found:
        after = text.words[one.last : one.last + 3]
        if one.actor and len(after) == 3 and after[0] == "(" and after[2] == ")" and after[1].isupper():
            initials = "".join(word[0] for word in text.words[one.first : one.last] if word[0].isupper())
            if len(after[1]) > 1 and initials.startswith(after[1][:2]):
                meant.setdefault(after[1], one)
    if not meant:
        return found
    taken = {index for one in found for index in range(one.first, one.last)}
    added = [
        Mention(at, at + 1, meant[word].type, "acronym-again", meant[word].actor)
        for at, word in enumerate(text.words)
        if word in meant and at not in taken and at > meant[word].first
    ]
    return [*found, *added]


def with_tails(text: Text, found: list[Mention]) -> list[Mention]:
    """Add bodies and offices named again without their state: "The Foreign Ministry", "the president".

    Only one of the actors with such a body or office may have been named before, and the word's last use before
    must have been for that actor.
    """
    order = sorted(found, key=lambda one: one.first)
    holder = {index: one for one in order for index in range(one.first, one.last)}
    starts = {one.first: one for one in order}
    named: dict[str, int] = {}
    for one in order:
        if one.actor is not None:
            named.setdefault(one.actor, one.first)
    last_use: dict[str, str | None] = {}
    added = []
    for at, word in enumerate(text.low):
        if word in text.phrases.tail_words:
            who = (
                holder.get(at)
                or starts.get(at + 1)
                or (starts.get(at + 2) if text.low[at + 1 : at + 2] == [","] else None)
            )
            tail = _tail_ending(text, at) if who is None else None
            actor = who.actor if who else None
            if tail and not _goes_on(text, at + 1):
                ids = [one for one in _holders(text, tail[1]) if named.get(one, at) < tail[0]]
                if len(ids) == 1 and _same_use(text, last_use, word, ids[0]):
                    actor = ids[0]
                    added.append(_again(text, tail[0], at + 1, actor))
            last_use[word] = actor
    return [*found, *added]


def _holders(text: Text, tail: str) -> list[str]:
    """Actors with this body or office on the day of publication."""
    day = text.published
    return [one for one, valid in text.phrases.tails[tail] if not valid or day is None or within(day, valid)]


def _same_use(text: Text, last_use: dict[str, str | None], word: str, actor: str) -> bool:
    """Whether the word was last used of this actor; a body may also have gone by other words so far."""
    return last_use.get(word, None if text.registry.actors[actor].kind == "person" else actor) == actor


def _again(text: Text, first: int, last: int, actor: str) -> Mention:
    """The mention of a body or office by its bare words."""
    kind = text.registry.actors[actor].kind
    return Mention(first, last, TYPES[kind], "role-again" if kind == "person" else "body-again", actor)


def _tail_ending(text: Text, at: int) -> tuple[int, str] | None:
    """First word and text of the longest known tail that ends with this word and has "the" before it."""
    for size in (3, 2, 1):
        first = at - size + 1
        if first > 0 and text.low[first - 1] == "the":
            tail = " ".join(text.low[first : at + 1])
            if tail in text.phrases.tails:
                return first, tail
    return None


def _goes_on(text: Text, at: int) -> bool:
    """Whether the phrase goes on and so may mean another: "the ministry of health", "the President Hotel"."""
    return at < len(text.low) and (text.low[at] == "of" or text.words[at][0].isupper())
