"""Whether "he" or "she" fits a name, by its title or given name; most names of the world tell nothing here.

The lists are `lang/*/given.txt` and the titles of `cues.toml`; to teach a title, a word there.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Final

from site_gen.ingest.names.lexicon import fold
from site_gen.ingest.statements.lexicon import lexicon

_SHORTEST: Final = 2
"""Words of a name that has a given one."""


@lru_cache(maxsize=4096)
def pronoun_of(name: str, lang: str) -> str:
    """ "he" or "she" for a full name or one with a title, "" where neither tells: "Mr. Pop", "Anna Lind", "Lind"."""
    words = [fold(word.strip(".,")) for word in name.split()]
    classes = lexicon(lang).classes
    for pronoun in ("he", "she"):
        if words and words[0] in classes.get(f"{pronoun}_titles", ()):
            return pronoun
    given = _given(lang.lower().split("-")[0])
    return given.get(words[0], "") if len(words) >= _SHORTEST else ""


@lru_cache(maxsize=4)
def _given(lang: str) -> dict[str, str]:
    """Folded given names of the language's list with their pronoun; none where it has no list."""
    place = files("site_gen.ingest") / "lang" / lang / "given.txt"
    lines = place.read_text("utf-8").splitlines() if place.is_file() else []
    lists = dict(line.split("\t", 1) for line in lines if "\t" in line)
    women = dict.fromkeys(lists.get("female", "").split("|"), "she")
    return women | dict.fromkeys(lists.get("male", "").split("|"), "he")
