"""The registry as phrases: every way a text may name an actor, in a trie over folded words.

Names and aliases stand as given; role phrases ("Armenian Prime Minister", "Prime Minister of Armenia") are
made from the roles with the names and adjectives of the state, state bodies from the actor's `of`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from site_gen.ingest.names.cases import name_cases
from site_gen.ingest.names.lexicon import Lexicon, fold, load_lexicon
from site_gen.ingest.units import read_units
from site_gen.model import Actor, Alias, Registry

Basis = Literal["name", "role", "metonym", "acronym"]
END: Final = ""
"""Key of a trie node whose value is the meanings of the phrase that ends there."""

_PRESIDENTIAL: Final = re.compile(r"presidential (\w+)")
"""An office at a president's: "presidential spokesperson" is also "spokesperson of the president"."""


class Meaning(Struct, frozen=True):
    """What a phrase may mean."""

    actor: str
    basis: Basis
    valid: str = ""
    """EDTF interval; "" is always."""
    unless: tuple[str, ...] = ()
    """Folded phrases around it in which it means something else."""
    capital: bool = True
    """Whether the first word must begin with a capital."""
    upper: bool = False
    """Whether it must stand in capitals throughout."""
    half: bool = False
    """Whether its last word is also an adjective, so that a noun behind it makes it another phrase."""


class Phrases(Struct, frozen=True, eq=False):
    """All phrases of a registry."""

    trie: dict[str, Any]
    persons: dict[str, tuple[tuple[str, tuple[str, ...]], ...]]
    """By folded surname: (actor id, folded words of the full name)."""
    tails: dict[str, tuple[tuple[str, str], ...]]
    """Actors with the interval in which each held it, by body or office without the state: "foreign ministry"."""
    tail_words: frozenset[str]
    """Last words of the tails."""


class _Forms(Struct, frozen=True):
    """How a text may refer to the state or organisation an office belongs to."""

    before: tuple[str, ...]
    """Adjectives and acronyms that stand before a title: "Armenian", "RA"."""
    names: tuple[str, ...]
    """Names that take "of" or "'s": "Armenia", "Yerevan"."""


@lru_cache(maxsize=4)
def compile_phrases(registry: Registry, lang: str = "en") -> Phrases:
    """The phrases of a registry; remembered by the registry's identity."""
    lexicon = load_lexicon(lang)
    trie: dict[str, Any] = {}
    tails: dict[str, list[tuple[str, str]]] = {}
    persons: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for actor in registry.actors.values():
        for phrase, meaning in _phrases_of(actor, registry, lexicon):
            _insert(trie, phrase, meaning, lexicon.words["half_bodies"])
        for tail, valid in _tails_of(actor, registry, lexicon):
            tails.setdefault(tail, []).append((actor.id, valid))
        if actor.kind == "person":
            foreign = tuple(_cases(actor, lang))
            for phrase in foreign:
                _insert(trie, phrase, Meaning(actor.id, "name"), lexicon.words["half_bodies"])
            for alias in (*_plain_names(actor), *foreign):
                words = tuple(fold(word) for word in alias.split())
                persons.setdefault(words[-1], []).append((actor.id, words))
    return Phrases(
        trie,
        {surname: tuple(dict.fromkeys(entries)) for surname, entries in persons.items()},
        {tail: tuple(dict.fromkeys(ids)) for tail, ids in tails.items()},
        frozenset(tail.split()[-1] for tail in tails),
    )


def _phrases_of(actor: Actor, registry: Registry, lexicon: Lexicon) -> Iterator[tuple[str, Meaning]]:
    """Every phrase of one actor with its meaning."""
    for alias in (Alias(actor.name), *actor.aliases, *(Alias(name) for _, name in actor.names)):
        unless = tuple(fold(phrase) for phrase in alias.unless)
        if alias.kind == "role":
            for phrase in _spellings(alias.name, lexicon.titles):
                yield phrase, Meaning(actor.id, "role", alias.valid, unless, capital=False)
            continue
        capital = alias.name[:1].isupper()
        yield alias.name, Meaning(actor.id, alias.kind, alias.valid, unless, capital, alias.kind == "acronym")
        if actor.of:
            for phrase in _bodies_of(alias.name, actor.of, registry, lexicon):
                yield phrase, Meaning(actor.id, "name", alias.valid, unless, capital=False)
    if actor.kind == "state":
        yield from _state_phrases(actor, lexicon)
    for role in actor.roles:
        for phrase in _role_phrases(role.title, role.of, registry, lexicon):
            yield phrase, Meaning(actor.id, "role", role.valid, capital=False)


def _state_phrases(actor: Actor, lexicon: Lexicon) -> Iterator[tuple[str, Meaning]]:
    """Further names and the capital of a state that the language's list knows."""
    state = lexicon.states.get(lexicon.state_of.get(fold(actor.name), ""))
    if state is None:
        return
    given = {fold(alias.name) for alias in actor.aliases}
    for name in state.names:
        if fold(name) not in given:
            yield name, Meaning(actor.id, "acronym" if name.isupper() else "name", upper=name.isupper())
    if state.capital and fold(state.capital) not in given:
        yield state.capital, Meaning(actor.id, "metonym")


def _role_phrases(title: str, of: str, registry: Registry, lexicon: Lexicon) -> Iterator[str]:
    """Ways to say an office: "Armenian Prime Minister", "Prime Minister of Armenia", "RA Prime Minister"."""
    owner = registry.actors.get(of)
    if owner is None:
        yield from _spellings(title, lexicon.titles)
        return
    forms = _forms(owner, lexicon)
    if owner.kind == "state" and title.lower() in lexicon.words["leading"]:
        for word in sorted(lexicon.words["leaders"]):
            yield from _owned(word, forms)
    for way in _spellings(title, lexicon.titles):
        yield from _owned(way, forms)
        office = _PRESIDENTIAL.fullmatch(way)
        if office:
            holder = f"{office[1]} {{}} the president"
            for owned in _owned("president", forms):
                yield f"{owned}'s {office[1]}"
                yield from (f"{office[1]} {link} {the}{owned}" for link in ("of", "for", "to") for the in ("the ", ""))
            yield from (holder.format(link) + f" of {name}" for link in ("of", "for", "to") for name in forms.names)


def _owned(thing: str, forms: _Forms) -> Iterator[str]:
    """The office or body with its owner before or after it."""
    for adjective in forms.before:
        yield f"{adjective} {thing}"
    for name in forms.names:
        yield f"{name}'s {thing}"
        yield f"{thing} of {name}"
        yield f"{thing} of the {name}"


def _forms(owner: Actor, lexicon: Lexicon) -> _Forms:
    """How the owner of an office is referred to."""
    state = lexicon.states.get(lexicon.state_of.get(fold(owner.name), ""))
    acronyms = [alias.name for alias in owner.aliases if alias.kind == "acronym"]
    names = [
        owner.name,
        *(alias.name for alias in owner.aliases if alias.kind in ("name", "metonym")),
        *acronyms,
    ]
    if state is None:
        return _Forms((*names,), tuple(names))
    before = (*state.adjectives, *acronyms, *(name for name in state.names if name.isupper()))
    return _Forms(tuple(dict.fromkeys(before)), tuple(dict.fromkeys((*names, *state.names, state.capital))))


def _bodies_of(name: str, of: str, registry: Registry, lexicon: Lexicon) -> Iterator[str]:
    """Other ways to say a body of a state: "Azeri defence ministry" for "Azerbaijani defence ministry"."""
    owner = registry.actors.get(of)
    tail = _tail(name, owner, lexicon) if owner else ""
    if owner and tail:
        for way in _spellings(tail, lexicon.bodies):
            yield from _owned(way, _forms(owner, lexicon))


def _tails_of(actor: Actor, registry: Registry, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """What the text may call body or officeholder once named in full: "foreign ministry", "ministry"."""
    owner = registry.actors.get(actor.of)
    for role in actor.roles:
        for way in _spellings(role.title, lexicon.titles):
            yield " ".join(split_words(way)), role.valid
            if _PRESIDENTIAL.fullmatch(way):
                yield fold(way).split()[-1], role.valid
    for name in _plain_names(actor) if actor.kind != "person" else ():
        tail = _tail(name, owner, lexicon) if owner else ""
        for way in _spellings(tail, lexicon.bodies) if tail else ():
            yield " ".join(split_words(way)), ""
            if split_words(way)[-1] in lexicon.words["again"]:
                yield split_words(way)[-1], ""


def _tail(name: str, owner: Actor, lexicon: Lexicon) -> str:
    """The name without the owner's adjective or name before it; "" when it does not begin so."""
    forms = _forms(owner, lexicon)
    low = fold(name)
    heads = sorted({fold(head) for head in (*forms.before, *forms.names)}, key=len, reverse=True)
    found = next((head for head in heads if low.startswith(head + " ")), "")
    return name[len(found) + 1 :] if found else ""


def _cases(actor: Actor, lang: str) -> Iterator[str]:
    """A person's names in the article's language, in each case that is known of it."""
    for code, name in actor.names:
        if code.partition("-")[0] == lang.partition("-")[0]:
            yield from name_cases(name) if code.startswith("ru") and name.split() else (name,)


def _plain_names(actor: Actor) -> Iterable[str]:
    """The actor's name and its aliases that are names."""
    return (actor.name, *(alias.name for alias in actor.aliases if alias.kind == "name"))


def _spellings(title: str, ways: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The title with its last words in each way the language writes them, itself first."""
    words = title.split()
    for at in range(len(words)):
        found = ways.get(" ".join(words[at:]).lower())
        if found:
            return tuple(dict.fromkeys((title, *(" ".join([*words[:at], way]) for way in found))))
    return (title,)


@lru_cache(maxsize=65536)
def split_words(phrase: str) -> tuple[str, ...]:
    """The phrase's folded words, split as articles are."""
    return tuple(fold(word) for word in read_units(phrase).words)


def _insert(trie: dict[str, Any], phrase: str, meaning: Meaning, half: frozenset[str]) -> None:
    """Add a phrase to the trie."""
    node = trie
    words = split_words(phrase)
    for word in words:
        node = node.setdefault(word, {})
    if words and words[-1] in half:
        meaning = replace(meaning, half=True)
    if meaning not in node.get(END, ()):
        node[END] = (*node.get(END, ()), meaning)
