"""Place or government: whether a place name stands for those who rule there ("Baku said").

Decided by the words around the name; the lists are in `lang/<lang>/metonymy.toml`.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Final

from site_gen.ingest.article import Article
from site_gen.ingest.names.lexicon import fold

DETERMINERS: Final = frozenset(("the", "both", "a", "an"))


@lru_cache(maxsize=8)
def load_cues(lang: str = "en") -> dict[str, frozenset[str]]:
    """Cue lists by "section.name"."""
    folder = files("site_gen.ingest").joinpath("lang")
    file = folder.joinpath(lang, "metonymy.toml")
    if not file.is_file():
        file = folder.joinpath("en", "metonymy.toml")
    raw = tomllib.loads(file.read_text(encoding="utf-8"))
    return {f"{section}.{name}": frozenset(words) for section, table in raw.items() for name, words in table.items()}


def is_metonymic(article: Article, start: int, end: int) -> bool:
    """Whether the place name in text[start:end] stands for its government or people."""
    units = article.units
    first, last = bisect_left(units.ends, start + 1), bisect_left(units.starts, end)
    sentence = next((one for one in units.sentences if one[0] <= first < one[1]), (first, last))
    low = [fold(word) for word in units.words[sentence[0] : sentence[1]]]
    shift = sentence[0]
    return stands_for_people(low, first - shift, last - shift, 0, len(low), article.lang)


def stands_for_people(low: Sequence[str], first: int, last: int, begin: int, end: int, lang: str = "en") -> bool:
    """Whether the place name in words `first` to `last` of the sentence `begin` to `end` is an actor there.

    `low` are the folded words of the text.
    """
    cues = load_cues(lang)
    before = first - 1
    while before >= begin and low[before] in DETERMINERS:
        before -= 1
    left = low[before] if before >= begin else ""
    if left == "of":
        return before - 1 >= begin and low[before - 1] in cues["of.power"]
    if left in cues["before.place"]:
        return False
    if left in cues["before.power"]:
        return True
    if left in ("and", "or", ",") and before - 1 >= begin and _is_power_chain(low, before, begin, cues):
        return True
    return _acts(low, last, end, cues)


def _is_power_chain(low: Sequence[str], at: int, begin: int, cues: dict[str, frozenset[str]]) -> bool:
    """Whether the name joined on the left stands behind a cue of power: "between Armenia and X"."""
    for index in range(at - 1, max(begin - 1, at - 4), -1):
        word = low[index]
        if word in cues["before.place"] or word == "of":
            return False
        if word in cues["before.power"]:
            return True
    return False


def _acts(low: Sequence[str], last: int, end: int, cues: dict[str, frozenset[str]]) -> bool:
    """Whether a verb of doing or an owned act follows the name."""
    at = last
    if at < end and low[at] == "'s":
        return at + 1 < end and low[at + 1] not in cues["owned.place"]
    if at + 2 < end and low[at] == "and":
        at += 2
    while at < end and (low[at] in cues["after.skip"] or low[at] in cues["after.days"]):
        at += 1
    if at >= end:
        return False
    word = low[at]
    if word in cues["after.place_verbs"] or word in cues["after.no_verbs"] or not word.isalpha():
        return False
    return word in cues["after.verbs"] or word.endswith("ed") or (word.endswith("s") and len(word) > 3)
