"""By what the timeline is filtered: actor, topic, source, kind. A line carries short codes that its page explains."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import chain
from typing import Final

from site_gen.site.assemble import Entry, Site, actors_of, address_of, topics_of
from site_gen.site.timeline_views import FacetView
from site_gen.site.words import mark

_FACETS: Final = (
    ("actor", mark("Actor"), "a"),
    ("topic", mark("Topic"), "t"),
    ("source", mark("Source"), "s"),
    ("kind", mark("Kind"), "k"),
)
"""Names of facets as they stand in addresses and on pages, and the letters that begin their codes."""
_KINDS: Final = {"event": mark("events"), "statement": mark("statements"), "article": mark("articles")}
_MOST: Final = 20
"""Values of a facet that a page lists although none of its own lines has them."""

Tags = tuple[tuple[str, str], ...]
"""(letter, id) of each value that an entry has."""
Codes = Mapping[tuple[str, str], str]
"""(letter, id) to code."""


def facets_of(entries: Iterable[Tags], shown: Iterable[Tags], site: Site) -> tuple[FacetView, ...]:
    """The values of `entries` by name, with how many have them: all that `shown` has, which stands on the page itself,
    and of the others the most frequent; the script knows the rest."""
    found = Counter(chain.from_iterable(entries))
    needed = set(chain.from_iterable(shown))
    facets = []
    for name, label, letter in _FACETS:
        often = sorted((-count, id_) for (kind, id_), count in found.items() if kind == letter)
        ids = {id_ for _, id_ in often[:_MOST]} | {id_ for kind, id_ in needed if kind == letter}
        named = sorted((_name(letter, id_, site), id_) for id_ in ids)
        facets.append(
            FacetView(
                name, site.words.say(label), letter, tuple((id_, told, found[letter, id_]) for told, id_ in named)
            )
        )
    return tuple(facets)


def all_names(entries: Iterable[Tags], site: Site) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Every value that any of the entries has: (letter, ((id, name), …)) for each facet, by id."""
    found = set(chain.from_iterable(entries))
    return tuple(
        (letter, tuple((id_, _name(letter, id_, site)) for kind, id_ in sorted(found) if kind == letter))
        for *_, letter in _FACETS
    )


def codes_in(ids: Iterable[tuple[str, Iterable[str]]]) -> Codes:
    """The code of each id: its letter with its place among those of that letter."""
    return {(letter, id_): f"{letter}{number}" for letter, found in ids for number, id_ in enumerate(found)}


def line_codes(tags: Tags, codes: Codes) -> str:
    """The codes of an entry: "k0 a3 t1 s2"."""
    return " ".join([codes[tag] for tag in tags])


def tags_of(entry: Entry, site: Site) -> Tags:
    """What an entry is filtered by; its sources are all that carry it."""
    others = site.carriers.also.get(address_of(entry), ()) if site.carriers.groups else ()
    sources = dict.fromkeys(item.source for item in (entry.item, *others) if item.source)
    return (
        _tag("k", entry.kind),
        *(_tag("a", id_) for id_ in dict.fromkeys(actors_of(entry))),
        *(_tag("t", id_) for id_ in dict.fromkeys(topics_of(entry))),
        *(_tag("s", source) for source in sources),
    )


@lru_cache(maxsize=8192)
def _tag(letter: str, id_: str) -> tuple[str, str]:
    """The same pair for all that have it."""
    return letter, id_


def _name(letter: str, id_: str, site: Site) -> str:
    registry = site.registry
    if letter == "k":
        return site.words.say(_KINDS[id_])
    if letter == "a":
        return registry.actors[id_].name
    return registry.topics[id_].name if letter == "t" else registry.sources[id_].name
