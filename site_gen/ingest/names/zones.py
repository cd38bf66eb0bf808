"""Where names can stand: runs of capitalised words with the small words between them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Final

from msgspec import Struct

from site_gen.ingest.names.lexicon import Lexicon, fold

_LISTS: Final = {
    "state": "s",
    "capital": "k",
    "adjective": "a",
    "city": "c",
    "region": "r",
    "given": "g",
    "family": "f",
}


class Seen(Struct, frozen=True, eq=False):
    """An article's words with what the features ask of the whole text."""

    words: Sequence[str]
    low: Sequence[str]
    """Folded."""
    starts: frozenset[int]
    """First words of sentences and quotations."""
    plain: frozenset[str]
    """Words that stand in lower case somewhere in the text."""
    surnames: frozenset[str]
    """Last words of runs of two and more capitalised words."""
    initials: frozenset[str]
    """Initials of such runs: "eu" for "European Union"."""
    gazetteer: dict[str, str]
    common: frozenset[str]
    kinds: dict[str, str]
    """Kinds of words: "office", "body"."""


class Zone(Struct, frozen=True):
    """Words among which names are looked for; it begins and ends with a capitalised one."""

    first: int
    last: int


@lru_cache(maxsize=4)
def load_gazetteer(lexicon: Lexicon, lang: str = "en") -> dict[str, str]:
    """Letters of the lists a folded name stands in: "c" city, "g" given name."""
    found: dict[str, str] = {}
    lists: dict[str, list[str]] = {"state": [], "capital": [], "adjective": []}
    for state in lexicon.states.values():
        lists["state"].extend(map(fold, state.names))
        lists["capital"].append(fold(state.capital))
    lists["adjective"].extend(sorted(lexicon.adjectives))
    file = files("site_gen.ingest").joinpath("lang", lang, "gazetteer.txt")
    for line in file.read_text(encoding="utf-8").splitlines() if file.is_file() else ():
        name, _, listed = line.partition("\t")
        if listed:
            lists[name] = listed.split("|")
    for name, entries in lists.items():
        for entry in entries:
            found[entry] = found.get(entry, "") + _LISTS[name]
    found.pop("", None)
    return found


def look(
    words: Sequence[str],
    low: Sequence[str],
    sentences: Sequence[tuple[int, int]],
    lexicon: Lexicon,
    gazetteer: dict[str, str],
    common: frozenset[str],
) -> tuple[Seen, list[Zone]]:
    """The zones of a text, and what its spans are judged by."""
    zones: list[Zone] = []
    links = lexicon.words["links"]
    starts: set[int] = set()
    surnames: set[str] = set()
    initials: set[str] = set()
    for begin, end in sentences:
        starts.add(begin)
        at = begin
        while at < end:
            if not capital(words[at]):
                if words[at] in _OPENERS:
                    starts.add(at + 1)
                at += 1
                continue
            stop = _zone_end(words, at, end, links)
            zones.append(Zone(at, stop))
            _note_runs(words, low, at, stop, surnames, initials)
            at = stop
    seen = Seen(
        words,
        low,
        frozenset(starts),
        frozenset(word for word in words if word.islower()),
        frozenset(surnames),
        frozenset(initials),
        gazetteer,
        common,
        lexicon.kinds,
    )
    return seen, zones


_OPENERS: Final = frozenset('"“‘«([:—–-•*|/')


@lru_cache(maxsize=65536)
def capital(word: str) -> bool:
    """Whether a name may begin or end with the word: it has a capital letter and is more than a number."""
    return word[0].isupper() or (not word.islower() and word[0].isalpha() and word.lower() != word)


def _zone_end(words: Sequence[str], first: int, end: int, links: frozenset[str]) -> int:
    """One past the last capitalised word of the run, small words and numbers inside it included."""
    last = first + 1
    at = last
    while at < end:
        if capital(words[at]):
            at += 1
            last = at
        elif at - last < 2 and (words[at] in links or words[at].isdigit()):
            at += 1
        elif words[at] == "." and at == last and len(words[at - 1]) <= 2:
            at += 1  # after an initial
        else:
            break
    return last


def _note_runs(
    words: Sequence[str], low: Sequence[str], first: int, last: int, surnames: set[str], initials: set[str]
) -> None:
    """Remember how the capitalised runs inside a zone end and what their initials are."""
    at = first
    while at < last:
        stop = at
        while stop < last and capital(words[stop]):
            stop += 1
        if stop - at > 1:
            surnames.add(low[stop - 1])
            initials.add("".join(low[index][0] for index in range(at, stop)))
        at = max(stop, at + 1)
    if last - first > 2:
        initials.add("".join(low[index][0] for index in range(first, last) if capital(words[index])))
