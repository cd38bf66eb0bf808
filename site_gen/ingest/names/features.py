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
    low, words, kind = seen.low, seen.words, seen.kinds.get
    count, size, head = len(low), last - first, low[first]
    before = low[first - 1] if first else "^"
    after = low[last] if last < count else "$"
    lists = seen.gazetteer.get(head if size == 1 else " ".join(low[first:last]), "")
    starts = first in seen.starts
    inner_before = "c" if first and capital(words[first - 1]) else ""
    inner_after = "c" if last < count and capital(words[last]) else ""
    found = [
        f"kpq={kind(before, '')}|{kind(after, '')}|{size > 1}",
        f"pq={before}|{after}",
        f"gp={lists}|{before}",
        f"gq={lists}|{after}",
        f"b={inner_before}{inner_after}{starts}",
    ]
    if size > 1:
        found.append(f"hs={starts}{head in seen.common}")
        return found
    usual = ("c" if head in seen.common else "") + ("p" if head in seen.plain else "")
    found.append(f"1={usual}{starts}{lists}")
    found.append(f"1d={head in seen.surnames}{lists}{usual}")
    if head in seen.initials:
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
