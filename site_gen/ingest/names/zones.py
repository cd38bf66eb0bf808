"""Where names can stand (runs of capitalised words with the small words between them) and what is seen of each span.

The features are short strings, so that every decision of the tagger can be told: "p=minister" is the word before.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Final

from msgspec import Struct

from site_gen.ingest.names.lexicon import Lexicon, fold

LONGEST: Final = 9
"""Words of the longest name looked at."""
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
        lists["adjective"].extend(map(fold, state.adjectives))
        lists["adjective"].extend(fold(word) + "s" for word in state.adjectives)
    lists["adjective"].extend(fold(word) + ending for word in lexicon.peoples for ending in ("", "s"))
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


_PLAIN_LINKS: Final = frozenset(("of", "the", "for", "and", ",", "(", "in", "&"))
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


@lru_cache(maxsize=65536)
def shape(word: str) -> str:
    """The word's letters by kind, repeats once: "Xx", "X", "Xx-Xx", "Xd"."""
    kinds: list[str] = []
    for char in word:
        kind = "X" if char.isupper() else "x" if char.islower() else "d" if char.isdigit() else char
        if not kinds or kinds[-1] != kind:
            kinds.append(kind)
    shown = "".join(kinds)
    return f"{shown}{min(len(word), 5)}" if shown == "X" else shown


def span_features(seen: Seen, first: int, last: int) -> list[str]:
    """What is seen of the words from `first` to before `last` as one name."""
    low, words, gazetteer, common = seen.low, seen.words, seen.gazetteer, seen.common
    count, size = len(low), last - first
    head, tail = low[first], low[last - 1]
    before = low[first - 1] if first else "^"
    after = low[last] if last < count else "$"
    before2 = low[first - 2] if first > 1 else "^"
    after2 = low[last + 1] if last + 1 < count else "$"
    whole = head if size == 1 else " ".join(low[first:last])
    lists = gazetteer.get(whole, "")
    shapes = "".join([shape(word) for word in words[first:last]]) if size < 5 else "long"
    inner_before = "c" if first and capital(words[first - 1]) else ""
    inner_after = "c" if last < count and capital(words[last]) else ""
    kind = seen.kinds.get
    kind_before, kind_after, kind_tail = kind(before, ""), kind(after, ""), kind(tail, "")
    found = [
        f"kp={kind_before}{inner_before}",
        f"kq={kind_after}{inner_after}",
        f"kpq={kind_before}|{kind_after}|{size > 1}",
        f"ke={kind_tail}{size > 1}",
        f"kp2={kind(before2, '')}|{before if before in _PLAIN_LINKS else ''}",
        f"n={size}",
        f"w={whole}",
        f"e={tail}",
        f"e4={tail[-4:]}{size > 1}",
        f"e3={tail[-3:]}{size > 1}",
        f"e2={tail[-2:]}{size > 1}",
        f"s={shapes}",
        f"p={before}{inner_before}",
        f"q={after}{inner_after}",
        f"pp={before2} {before}",
        f"qq={after} {after2}",
        f"pq={before}|{after}",
        f"p2={before2}",
        f"q2={after2}",
        f"g={lists}{min(size, 3)}",
        f"gp={lists}|{before}",
        f"gq={lists}|{after}",
        f"b={inner_before}{inner_after}{first in seen.starts}",
    ]
    if size == 1:
        usual = ("c" if head in common else "") + ("p" if head in seen.plain else "")
        found.append(f"1={usual}{first in seen.starts}{lists}")
        found.append(f"1d={head in seen.surnames}{lists}{usual}")
        if head in seen.initials:
            found.append("acronym")
        found.append(f"b3={head[:3]}")
    else:
        heads, tails = gazetteer.get(head, ""), gazetteer.get(tail, "")
        found.append(f"h={head}")
        found.append(f"kh={kind(head, '')}|{low[first + 1] if low[first + 1] in _PLAIN_LINKS else ''}|{kind_tail}")
        found.append(f"hg={heads}|{tails}|{size}")
        found.append(f"hc={head in common}{tail in common}{size}")
        found.append(f"hs={first in seen.starts}{head in common}")
        found.extend([f"m={word}" for word in low[first + 1 : last - 1]])
    if after == "," and last + 2 <= count:
        found.append("qg=" + gazetteer.get(after2, ""))
    if before == ",":
        found.append("pg=" + gazetteer.get(before2, ""))
    return found


def outside_features(seen: Seen, at: int) -> list[str]:
    """What is seen of a word that is part of no name."""
    word = seen.low[at]
    usual = ("c" if word in seen.common else "") + ("p" if word in seen.plain else "")
    start = at in seen.starts
    after = seen.low[at + 1] if at + 1 < len(seen.low) else "$"
    return [
        f"ow={word}",
        f"ou={usual}{start}",
        f"os={shape(seen.words[at])}{start}",
        f"og={seen.gazetteer.get(word, '')}{usual}{start}",
        f"oe={word[-3:]}",
        f"oq={after}",
        f"op={seen.low[at - 1] if at else '^'}",
        f"ok={seen.kinds.get(word, '')}{start}",
    ]


class Votes(Struct, frozen=True, eq=False):
    """What the first look found, by which the second judges: a name is mostly the same kind all through a text."""

    whole: dict[str, dict[str, int]]
    """How often each folded name was taken as which type."""
    surnames: frozenset[str]
    """Last words of full names of people."""
    given: frozenset[str]
    """Their first words."""
    parts: dict[str, str]
    """Type of a longer name of an organisation or place that begins with the word."""
    own: frozenset[tuple[int, int, str]]
    """First word, one past the last, and type of each name found."""


def count_votes(seen: Seen, spans: Iterable[tuple[int, int, str]]) -> Votes:
    """The votes of spans (first word, one past the last, type)."""
    whole: dict[str, dict[str, int]] = {}
    surnames: set[str] = set()
    given: set[str] = set()
    parts: dict[str, str] = {}
    own = frozenset(spans)
    for first, last, kind in sorted(own):
        row = whole.setdefault(" ".join(seen.low[first:last]), {})
        row[kind] = row.get(kind, 0) + 1
        if last - first > 1:
            if kind == "PER":
                surnames.add(seen.low[last - 1])
                given.add(seen.low[first])
            else:
                parts.setdefault(seen.low[first], kind)
    return Votes(whole, frozenset(surnames), frozenset(given), parts, own)


def vote_features(seen: Seen, votes: Votes, first: int, last: int) -> list[str]:
    """What other mentions in the text say of these words as one name; empty when nothing."""
    low = seen.low
    found = []
    row = votes.whole.get(low[first] if last - first == 1 else " ".join(low[first:last]))
    if row is not None:
        rest = {kind: n - ((first, last, kind) in votes.own) for kind, n in row.items()}
        top = max(rest, key=lambda kind: (rest[kind], kind))
        if rest[top]:
            found.append(f"v={top}{min(rest[top], 3)}{'' if len(rest) == 1 else '~'}{min(last - first, 2)}")
    if last - first == 1:
        word = low[first]
        if word in votes.surnames:
            found.append("vs")
        if word in votes.given:
            found.append("vg")
        if word in votes.parts:
            found.append("vp=" + votes.parts[word])
    else:
        row = votes.whole.get(low[last - 1])
        if row is not None and row.get("PER"):
            found.append(f"vl{min(last - first, 3)}")
    return found


def outside_votes(seen: Seen, votes: Votes, at: int) -> list[str]:
    """The same for a word that is part of no name."""
    row = votes.whole.get(seen.low[at])
    if row is None:
        return []
    rest = sum(row.values()) - any((at, at + 1, kind) in votes.own for kind in row)
    return [f"ov{min(rest, 3)}{at in seen.starts}"] if rest else []
