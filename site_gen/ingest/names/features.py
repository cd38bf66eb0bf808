"""What the tagger sees of a span of words: short texts, so that every decision can be told.

"p=minister" is the word before, "ke=un" the kind of the last word. To add a feature: a line here, then train again.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from site_gen.ingest.names.zones import Seen, capital

_PLAIN_LINKS: Final = frozenset(("of", "the", "for", "and", ",", "(", "in", "&"))


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
    return [
        *own_features(seen, first, last),
        *left_features(seen, first),
        *right_features(seen, last),
        *joint_features(seen, first, last),
    ]


def own_features(seen: Seen, first: int, last: int) -> list[str]:
    """What the words themselves tell, whatever the text."""
    low, gazetteer, common = seen.low, seen.gazetteer, seen.common
    size, kind = last - first, seen.kinds.get
    head, tail = low[first], low[last - 1]
    whole = head if size == 1 else " ".join(low[first:last])
    kind_tail, several = kind(tail, ""), size > 1
    found = [
        f"ke={kind_tail}{several}",
        f"n={size}",
        f"w={whole}",
        f"e={tail}",
        f"e4={tail[-4:]}{several}",
        f"e3={tail[-3:]}{several}",
        f"e2={tail[-2:]}{several}",
        "s=" + ("".join([shape(word) for word in seen.words[first:last]]) if size < 5 else "long"),
        f"g={gazetteer.get(whole, '')}{min(size, 3)}",
    ]
    if size == 1:
        found.append(f"b3={head[:3]}")
        return found
    heads, tails = gazetteer.get(head, ""), gazetteer.get(tail, "")
    found.append(f"h={head}")
    found.append(f"kh={kind(head, '')}|{low[first + 1] if low[first + 1] in _PLAIN_LINKS else ''}|{kind_tail}")
    found.append(f"hg={heads}|{tails}|{size}")
    found.append(f"hc={head in common}{tail in common}{size}")
    found.extend([f"m={word}" for word in low[first + 1 : last - 1]])
    return found


def left_features(seen: Seen, first: int) -> list[str]:
    """What the two words before tell."""
    low, kind = seen.low, seen.kinds.get
    before = low[first - 1] if first else "^"
    before2 = low[first - 2] if first > 1 else "^"
    inner = "c" if first and capital(seen.words[first - 1]) else ""
    found = [
        f"kp={kind(before, '')}{inner}",
        f"kp2={kind(before2, '')}|{before if before in _PLAIN_LINKS else ''}",
        f"p={before}{inner}",
        f"pp={before2} {before}",
        f"p2={before2}",
    ]
    if before == ",":
        found.append("pg=" + seen.gazetteer.get(before2, ""))
    return found


def right_features(seen: Seen, last: int) -> list[str]:
    """What the two words after tell."""
    low, count = seen.low, len(seen.low)
    after = low[last] if last < count else "$"
    after2 = low[last + 1] if last + 1 < count else "$"
    inner = "c" if last < count and capital(seen.words[last]) else ""
    found = [
        f"kq={seen.kinds.get(after, '')}{inner}",
        f"q={after}{inner}",
        f"qq={after} {after2}",
        f"q2={after2}",
    ]
    if after == "," and after2 != "$":
        found.append("qg=" + seen.gazetteer.get(after2, ""))
    return found


def joint_features(seen: Seen, first: int, last: int) -> list[str]:
    """What only both sides together, or the whole text, tell."""
    before, after, lists = sides(seen, first, last)
    return [
        *pair_features(seen, before, after, last - first > 1),
        *listed_before(lists, before),
        *listed_after(lists, after),
        *use_features(use_of(seen, first, last), lists),
    ]


def sides(seen: Seen, first: int, last: int) -> tuple[str, str, str]:
    """The words before and after a span, and the lists that it is in."""
    low = seen.low
    whole = low[first] if last - first == 1 else " ".join(low[first:last])
    return (
        low[first - 1] if first else "^",
        low[last] if last < len(low) else "$",
        seen.gazetteer.get(whole, ""),
    )


def pair_features(seen: Seen, before: str, after: str, several: bool) -> list[str]:
    """What the words on both sides tell."""
    kind = seen.kinds.get
    return [f"kpq={kind(before, '')}|{kind(after, '')}|{several}", f"pq={before}|{after}"]


def listed_before(lists: str, before: str) -> list[str]:
    """What the lists tell beside the word before."""
    return [f"gp={lists}|{before}"]


def listed_after(lists: str, after: str) -> list[str]:
    """The same of the word after."""
    return [f"gq={lists}|{after}"]


Use = tuple[str, str, bool, bool, str, bool, bool]
"""Capitals before and after, whether it begins a sentence, whether it has several words, how the text uses the first of
them, and whether that is the last of a longer name or made of initials."""


def use_of(seen: Seen, first: int, last: int) -> Use:
    """How the text uses the words of a span."""
    words, head, several = seen.words, seen.low[first], last - first > 1
    before = "c" if first and capital(words[first - 1]) else ""
    after = "c" if last < len(words) and capital(words[last]) else ""
    usual = ("c" if head in seen.common else "") + ("p" if not several and head in seen.plain else "")
    surname, initials = not several and head in seen.surnames, not several and head in seen.initials
    return before, after, first in seen.starts, several, usual, surname, initials


def use_features(use: Use, lists: str) -> list[str]:
    """What that tells."""
    before, after, starts, several, usual, surname, initials = use
    found = [f"b={before}{after}{starts}"]
    if several:
        found.append(f"hs={starts}{usual == 'c'}")
        return found
    found.append(f"1={usual}{starts}{lists}")
    found.append(f"1d={surname}{lists}{usual}")
    if initials:
        found.append("acronym")
    return found


def outside_features(seen: Seen, at: int) -> list[str]:
    """What is seen of a word that is part of no name."""
    after = seen.low[at + 1] if at + 1 < len(seen.low) else "$"
    before = seen.low[at - 1] if at else "^"
    return [*alone_features(seen, at), f"oq={after}", f"op={before}"]


def alone_features(seen: Seen, at: int) -> list[str]:
    """What the word that is part of no name tells itself, by how the text uses it."""
    word = seen.low[at]
    usual = ("c" if word in seen.common else "") + ("p" if word in seen.plain else "")
    start = at in seen.starts
    return [
        f"ow={word}",
        f"ou={usual}{start}",
        f"os={shape(seen.words[at])}{start}",
        f"og={seen.gazetteer.get(word, '')}{usual}{start}",
        f"oe={word[-3:]}",
        f"ok={seen.kinds.get(word, '')}{start}",
    ]
