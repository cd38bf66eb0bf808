"""Words of saying and closed word classes of a language, read once from its `cues.toml`.

To teach a verb: a line in the data file. Letters after it are explained there.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

from msgspec import Struct

_FORMS: Final = ("base", "s", "past", "part", "ing")
_VOWELS: Final = frozenset("aeiou")


class Verb(Struct, frozen=True, eq=False):
    """A form of a verb of saying."""

    lemma: str
    past: str
    act: str
    """Family, see `StatementFound.act`; "" for a view somebody holds."""
    takes: frozenset[str]
    """Letters of what may be its content, told at the head of the English data file."""
    leads: frozenset[str]
    """Prepositions that lead to its content: "for" of "call"."""
    forms: frozenset[str]
    """Which forms this word may be: base, s, past, part, ing."""


class Lexicon(Struct, frozen=True, eq=False):
    """What the finder knows of a language."""

    verbs: dict[str, Verb]
    """By form, in lower case."""
    nouns: dict[str, str]
    """Noun of saying to the past form of its verb."""
    classes: dict[str, frozenset[str]]
    """Closed word classes."""


@lru_cache(maxsize=16)
def lexicon(lang: str) -> Lexicon:
    """The lexicon of `lang` ("en-GB" reads "en"); an unknown language has an empty one."""
    place = files("site_gen.ingest") / "lang" / lang.lower().split("-")[0] / "cues.toml"
    if not place.is_file():
        return Lexicon({}, {}, {})
    data = tomllib.loads(place.read_text("utf-8"))
    return Lexicon(
        verbs=_verbs(data),
        nouns=dict(data.get("nouns", {})),
        classes={name: frozenset(words.split()) for name, words in data.get("grammar", {}).items()},
    )


def _verbs(data: dict[str, Any]) -> dict[str, Verb]:
    """Every form of every verb; a form of two verbs belongs to the one named first."""
    found: dict[str, Verb] = {}
    irregular, spellings = data.get("irregular", {}), data.get("spellings", {})
    for family, verbs in data.get("verbs", {}).items():
        for lemma, pattern in verbs.items():
            letters = "".join(part for part in pattern.split() if part[0] != "+")
            leads = frozenset(part[1:] for part in pattern.split() if part[0] == "+")
            act = "" if family == "view" else family
            inflected = (lemma, *(irregular[lemma].split() if lemma in irregular else _inflect(lemma)))
            if data.get("inflect") != "en":
                inflected = (lemma,) * len(_FORMS)
            for form in dict.fromkeys(inflected):
                names = frozenset(name for name, word in zip(_FORMS, inflected, strict=True) if word == form)
                names = names if data.get("inflect") == "en" else frozenset({"past"})
                found.setdefault(form, Verb(lemma, inflected[2], act, frozenset(letters), leads, names))
            for form in spellings.get(lemma, "").split():
                names = frozenset({"ing"} if form.endswith("ing") else {"past", "part"})
                past = spellings[lemma].split()[0]
                found.setdefault(form, Verb(lemma, past, act, frozenset(letters), leads, names))
    return found


def _inflect(lemma: str) -> tuple[str, str, str, str]:
    """Third person, past, participle and -ing form of a regular English verb."""
    if lemma.endswith("e"):
        return lemma + "s", lemma + "d", lemma + "d", lemma[:-1] + "ing"
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return lemma[:-1] + "ies", lemma[:-1] + "ied", lemma[:-1] + "ied", lemma + "ing"
    third = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else "s")
    return third, lemma + "ed", lemma + "ed", lemma + "ing"
