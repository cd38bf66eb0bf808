"""Place or government: whether a place name stands for those who rule or live there ("Baku said").

The words around the name are cues: what comes before, what follows, and whether the sentence is about sport. Kinds of
words and the weights of the cues are in `lang/<lang>/metonymy.toml`; `cues_of` tells which cues a name has.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Final

from msgspec import Struct

from site_gen.ingest.article import Article
from site_gen.ingest.names.lexicon import fold, load_lexicon

_HEAD_REACH: Final = 8
"""Words left of a preposition among which the noun stands that it hangs on."""
_NOUN_ENDINGS: Final = ("tion", "sion", "ment", "cy", "ty", "ance", "ence", "al", "er", "or", "ist", "s", "ing")
AROUND: Final = 60
"""Words to each side of a place that are looked at where a sentence does not end."""
_MARKS: Final = frozenset('.,;:!?)]}…—–-"”')


Kinds = dict[str, frozenset[str]]
"""Words by the name of their kind."""


class Cues(Struct, frozen=True, eq=False):
    """The kinds of words and the weights of cues of a language."""

    kinds: Kinds
    weights: dict[str, int]


@lru_cache(maxsize=8)
def load_cues(lang: str = "en") -> Cues:
    """The cues of a language; those of English where it has none."""
    folder = files("site_gen.ingest").joinpath("lang")
    file = folder.joinpath(lang, "metonymy.toml")
    if not file.is_file():
        file = folder.joinpath("en", "metonymy.toml")
    raw = tomllib.loads(file.read_text(encoding="utf-8"))
    return Cues({name: frozenset(words) for name, words in raw["kinds"].items()}, raw["weights"])


def is_metonymic(article: Article, start: int, end: int) -> bool:
    """Whether the place name in text[start:end] stands for its government or people."""
    weights = load_cues(article.lang).weights
    return sum(weights.get(cue, 0) for cue in article_cues(article, start, end)) > 0


def article_cues(article: Article, start: int, end: int) -> list[str]:
    """The cues that the place name in text[start:end] has."""
    units = article.units
    first, last = bisect_left(units.ends, start + 1), bisect_left(units.starts, end)
    if not units.sentences:
        return []
    begin, stop = units.sentences[max(0, bisect_right(units.sentences, (first, len(units.words))) - 1)]
    begin, stop = max(begin, first - AROUND), min(stop, last + AROUND)
    words = units.words[begin:stop]
    return cues_of(words, [fold(word) for word in words], first - begin, last - begin, article.lang)


def stands_for_people(words: Sequence[str], low: Sequence[str], first: int, last: int, lang: str = "en") -> bool:
    """Whether the place name in words `first` to before `last` of a sentence is an actor; `low` are folded."""
    weights = load_cues(lang).weights
    return sum(weights.get(cue, 0) for cue in cues_of(words, low, first, last, lang)) > 0


def cues_of(words: Sequence[str], low: Sequence[str], first: int, last: int, lang: str = "en") -> list[str]:
    """The cues that a place name in a sentence has."""
    kinds = load_cues(lang).kinds
    before = _before(low, first, kinds)
    left, joined = _list_head(words, low, first, kinds)
    left_cue = _left(words, low, left, kinds)
    right_cue = _right(words, low, last, kinds)
    sport = "sport" if not kinds["sport"].isdisjoint(low) else "other"
    cues = ["always", "sentence=" + sport, "left=" + left_cue, "right=" + right_cue]
    cues.append(f"both={left_cue.partition(':')[0]}|{right_cue.partition(':')[0]}")
    cues.append(f"{sport}|left={left_cue}")
    cues.extend(_further(low, left, last, "".join(low[first:last]) in _states(lang), left_cue, right_cue, kinds))
    if joined:
        cues.append("joined=" + ("subject" if left_cue == "start" else "after"))
    if before >= 0 and low[before] in kinds["joins"] and not joined:
        cues.append("joined=other")
    return cues


def _further(
    low: Sequence[str], left: int, last: int, state: bool, left_cue: str, right_cue: str, kinds: Kinds
) -> Iterator[str]:
    """What the name itself tells, the nouns that a preposition hangs on, and the noun that the name describes."""
    name = "state" if state else "other"
    yield f"name={name}"
    yield f"name={name}|left={left_cue.partition(':')[0]}"
    yield f"name={name}|right={right_cue.partition(':')[0]}"
    if left_cue.startswith(("prep:", "of:")):
        near = low[max(0, left - _HEAD_REACH) : left]
        for kind in ("relation", "own_power", "of_power", "sport", "of_place"):
            if not kinds[kind].isdisjoint(near):
                yield f"hangs={kind}"
                if kind == "relation":
                    yield f"hangs={kind}|{left_cue}"
    if right_cue in ("owns:other", "noun:other"):
        at = last + (right_cue == "owns:other")
        owned = low[at] if at < len(low) else ""
        yield f"noun={right_cue}|{next((ending for ending in _NOUN_ENDINGS if owned.endswith(ending)), 'plain')}"
    if right_cue in ("owns:other", "owns:power", "noun:other") and last + 2 < len(low):
        after = low[last + 1 + (right_cue != "noun:other")]
        if after in kinds["own_power"] or after in kinds["sport"]:
            yield "second=power"
        elif after in kinds["own_place"]:
            yield "second=place"


@lru_cache(maxsize=4)
def _states(lang: str) -> frozenset[str]:
    """Names of states and their capitals, folded, written as one word."""
    states = load_lexicon(lang).states.values()
    return frozenset(fold(name).replace(" ", "") for state in states for name in (*state.names, state.capital))


def _before(low: Sequence[str], first: int, kinds: Kinds) -> int:
    """The word before the name, articles skipped; -1 when there is none."""
    at = first - 1
    while at >= 0 and low[at] in kinds["beside"]:
        at -= 1
    return at


def _list_head(words: Sequence[str], low: Sequence[str], first: int, kinds: Kinds) -> tuple[int, bool]:
    """The word before the list that the name is part of ("between Armenia and X"), and whether it is in one."""
    at, joined = _before(low, first, kinds), False
    for _ in range(6):
        if at < 1 or low[at] not in kinds["joins"]:
            break
        back = at - 1
        if back >= 0 and low[back] in kinds["joins"]:
            back -= 1
        if back < 0 or not words[back][0].isupper():
            break
        while back >= 0 and words[back][0].isupper():
            back -= 1
        at, joined = _before(low, back + 1, kinds), True
    return at, joined


def _left(words: Sequence[str], low: Sequence[str], at: int, kinds: Kinds) -> str:
    """The kind of the word before the name."""
    if at < 0:
        return "start"
    word = low[at]
    if word == "of":
        noun = low[at - 1] if at else ""
        return "of:power" if noun in kinds["of_power"] else "of:place" if noun in kinds["of_place"] else "of:other"
    if word in kinds["upon"] or (word == "to" and at and low[at - 1] == "according"):
        return "upon"
    if word in kinds["visited"]:
        return "visited"
    if word in kinds["prepositions"]:
        if word in kinds["carried"] and at:
            noun = low[at - 1]
            if (
                noun in kinds["sport"]
                or noun in kinds["own_power"]
                or noun in kinds["upon"]
                or noun in kinds["of_power"]
            ):
                return f"prep:{word}+"
        return f"prep:{word}"
    if word in kinds["joins"]:
        return "join"
    if not word[0].isalpha():
        return "mark" if word in _MARKS or not word[0].isdigit() else "number"
    if words[at][0].isupper():
        return "capital"
    return _ending(word, low[at - 1] if at else "", kinds)


def _ending(word: str, before: str, kinds: Kinds) -> str:
    """What the form of a plain word before the name tells: a verb with an object, an adjective."""
    if word in kinds["be"]:
        return "be"
    if before == "to" or before in kinds["auxiliary"]:
        return "infinitive"
    for ending, kind in (("ing", "ing"), ("ed", "ed"), ("s", "s")):
        if word.endswith(ending):
            return kind
    return (
        "adjective" if word.endswith(("al", "ic", "ent", "ant", "ous", "ive", "new", "ern", "ist", "ary")) else "word"
    )


def _right(words: Sequence[str], low: Sequence[str], last: int, kinds: Kinds) -> str:
    """The kind of the words after the name, a list it is part of and adverbs skipped."""
    count = len(low)
    at = last
    if at < count and low[at] == "'s":
        return "owns:" + _owned(low[at + 1] if at + 1 < count else "", kinds)
    if at + 1 < count and low[at] in kinds["joins"] and words[at + 1][0].isupper():
        ahead = at
        while ahead < count and (
            low[ahead] in kinds["joins"] or low[ahead] in kinds["beside"] or words[ahead][0].isupper()
        ):
            ahead += 1
        verb = _verb(low, ahead, kinds)
        return "join:" + verb if verb else "join"
    while at < count and low[at] in kinds["skipped"]:
        at += 1
    if at >= count:
        return "end"
    verb = _verb(low, at, kinds)
    if verb:
        return verb
    word = low[at]
    if word in kinds["prepositions"]:
        return f"prep:{word}"
    if word in kinds["joins"] and word != ",":
        return "join"
    if not word[0].isalpha():
        return "number" if word[0].isdigit() else "comma" if word == "," else "stop" if word in ".!?" else "mark"
    if words[at][0].isupper():
        return "capital"
    if word in kinds["own_power"] or word in kinds["sport"]:
        return "noun:power"
    return "noun:other"


def _owned(word: str, kinds: Kinds) -> str:
    """The kind of what the place has."""
    if word in kinds["own_place"]:
        return "place"
    return "power" if word in kinds["own_power"] or word in kinds["sport"] else "other"


def _verb(low: Sequence[str], at: int, kinds: Kinds) -> str:
    """The kind of the verb at this word; "" when it is none."""
    if at >= len(low):
        return ""
    word = low[at]
    after = low[at + 1] if at + 1 < len(low) else ""
    if word in kinds["be"]:
        if after in kinds["located"]:
            return "be:located"
        if after in ("a", "an", "the", "one"):
            return "be:noun"
        return "be:done" if after.endswith(("ed", "ing", "en")) else "be:other"
    for kind in ("become", "say", "auxiliary", "possess", "acts"):
        if word in kinds[kind]:
            return f"verb:{kind}"
    if word.isalpha() and len(word) > 3 and word.endswith("ed"):
        return "verb:ed"
    if word.isalpha() and len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        return "verb:s"
    return ""
