"""Actors that come with the package: states with their capitals, and international organisations.

A site merges them below its own registry, so that its own entries win: `{**bundled_actors(), **registry.actors}`.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files

from site_gen.ingest.names.lexicon import fold, load_lexicon
from site_gen.model import Actor, Alias


@lru_cache(maxsize=4)
def bundled_actors(lang: str = "en") -> dict[str, Actor]:
    """States and international organisations by id. Adjectives of states need no alias: they come with the language."""
    found = {}
    for state in load_lexicon(lang).states.values():
        names = [Alias(name, "acronym" if name.isupper() else "name") for name in state.names[1:]]
        if state.capital and fold(state.capital) not in map(fold, state.names):
            names.append(Alias(state.capital, "metonym"))
        found[state.id] = Actor(state.id, state.names[0], "state", tuple(names))
    file = files("site_gen.ingest").joinpath("lang", lang, "organisations.toml")
    rows = tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    for key, (name, acronym, *further) in rows.items():
        short = (Alias(acronym, "acronym"),) if acronym else ()
        found[key] = Actor(key, name, "organisation", (*short, *map(Alias, further)))
    return found


@lru_cache(maxsize=4)
def bundled_names(lang: str = "en") -> dict[str, Actor]:
    """The same by folded name and further name; capitals, which are places first, left out."""
    found: dict[str, Actor] = {}
    for actor in bundled_actors(lang).values():
        for name in (actor.name, *(alias.name for alias in actor.aliases if alias.kind != "metonym")):
            found.setdefault(fold(name), actor)
    return found
