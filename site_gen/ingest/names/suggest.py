"""Names that no registry knows, for a person to look through.

A model of another package may propose further names (`spacy_names`); it never decides who is meant.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from typing import Any, Final

from msgspec import Struct

from site_gen.ingest.article import Article
from site_gen.ingest.names.bundled import bundled_names
from site_gen.ingest.names.find import mentions
from site_gen.ingest.names.lexicon import Lexicon, fold, load_lexicon
from site_gen.ingest.names.metonymy import is_metonymic
from site_gen.ingest.names.tagger import NameType
from site_gen.model import ActorKind, Registry

KINDS: Final[dict[str, ActorKind]] = {"PER": "person", "ORG": "organisation"}
_ARMED: Final = frozenset(("army", "navy", "forces", "guard", "brigade", "battalion", "corps"))
_LONGEST_ROLE: Final = 5
_SPACY_TYPES: Final[dict[str, NameType]] = {"PERSON": "PER", "PER": "PER", "ORG": "ORG"}
Proposal = tuple[int, int, NameType]
"""Offsets of a name and its type."""


class Suggestion(Struct, frozen=True):
    """A name that might become an entry of the registry."""

    name: str
    """As it stands in the text where it stands first."""
    kind: ActorKind
    """What it seems to be."""
    count: int
    """How often it stands in the text; for a person also by surname alone."""
    role: str = ""
    """The words before the name that tell the office: "Georgian Prime Minister"."""
    bundled: str = ""
    """Id of the state or organisation that the package brings by this name."""


def suggest_actors(article: Article, registry: Registry, proposals: Iterable[Proposal] = ()) -> tuple[Suggestion, ...]:
    """People, organisations and states that act, all without an actor, most frequent first, then by name.

    What the package brings stands under the name it has there: "United Nations" where the text says "UN".
    """
    starts, ends = article.units.starts, article.units.ends
    found = mentions(article, registry)
    names = [(starts[one.first], ends[one.last - 1], one.type) for one in found if one.actor is None]
    known = [(starts[one.first], ends[one.last - 1]) for one in found]
    names += [one for one in proposals if not any(one[0] < end and start < one[1] for start, end in known)]
    counts: dict[tuple[str, ActorKind], int] = {}
    roles: dict[str, str] = {}
    brought: dict[str, str] = {}
    for start, end, kind in sorted(names):
        name = article.text[start:end]
        actor = bundled_names(article.lang).get(fold(name)) if kind != "PER" else None
        if actor is not None and actor.id not in registry.actors:
            if actor.kind != "state" or is_metonymic(article, start, end):
                counts[actor.name, actor.kind] = counts.get((actor.name, actor.kind), 0) + 1
                brought[actor.name] = actor.id
        elif kind in KINDS and name not in _surnames(counts):
            key = name, _kind(name, kind)
            counts[key] = counts.get(key, 0) + 1
            roles[name] = roles.get(name) or _role_before(article, start)
        elif kind == "PER":
            counts[_surnames(counts)[name]] += 1
    rows = (
        Suggestion(name, kind, count, roles.get(name, ""), brought.get(name, ""))
        for (name, kind), count in counts.items()
    )
    return tuple(sorted(rows, key=lambda row: (-row.count, row.name)))


def spacy_names(text: str, model: Callable[[str], Any]) -> tuple[Proposal, ...]:
    """Names that a loaded spaCy model sees: `spacy_names(article.text, spacy.load("en_core_web_sm"))`."""
    kept = (one for one in model(text).ents if one.label_ in _SPACY_TYPES)
    return tuple((one.start_char, one.end_char, _SPACY_TYPES[one.label_]) for one in kept)


def _surnames(counts: dict[tuple[str, ActorKind], int]) -> dict[str, tuple[str, ActorKind]]:
    """The key of each person by surname."""
    return {key[0].split()[-1]: key for key in counts if key[1] == "person" and " " in key[0]}


def _kind(name: str, kind: NameType) -> ActorKind:
    """What a name without entry seems to be."""
    return "armed-force" if kind == "ORG" and fold(name.split()[-1]) in _ARMED else KINDS[kind]


def _role_before(article: Article, start: int) -> str:
    """The office told directly before a name, with the capitalised words before it."""
    units, lexicon = article.units, load_lexicon(article.lang)
    last = bisect_right(units.starts, start) - 1
    begin = units.sentences[bisect_right(units.sentences, (last, len(units.words))) - 1][0]
    first = last
    while first > max(begin, last - _LONGEST_ROLE) and _tells_office(
        units.words[first - 1], first - 1 == begin, lexicon
    ):
        first -= 1
    offices = any("of" in lexicon.kinds.get(fold(word), "") for word in units.words[first:last])
    return article.text[units.starts[first] : units.ends[last - 1]] if offices else ""


def _tells_office(word: str, opens: bool, lexicon: Lexicon) -> bool:
    """Whether a word may be part of an office; the capital of a sentence's first word tells nothing."""
    low = fold(word)
    if "of" in lexicon.kinds.get(low, "") or low in lexicon.adjectives:
        return True
    return word[0].isupper() and not opens
