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
