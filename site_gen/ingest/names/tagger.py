"""People, organisations and places by a linear model over spans, learned from openly licensed text.

Every weight stands in `lang/<lang>/tagger.tsv` beside the name of its feature, and `explain_span` tells which of them
decided. The five weights of a feature (four types, and "no name") are packed into one whole number, so that the score
of a span is one sum.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from operator import getitem
from typing import Final, Literal

from msgspec import Struct

from site_gen.ingest.names.features import span_features
from site_gen.ingest.names.scores import Scores
from site_gen.ingest.names.votes import Votes, count_votes, outside_votes, vote_features
from site_gen.ingest.names.zones import Seen, Zone, capital

NameType = Literal["PER", "ORG", "LOC", "MISC"]
TYPES: Final[tuple[NameType, ...]] = ("PER", "ORG", "LOC", "MISC")
LONGEST: Final = 9
"""Words of the longest name looked at."""
_BITS: Final = 24
_MASK: Final = (1 << _BITS) - 1
_HALF: Final = 1 << (_BITS - 1)
_SHIFT: Final = sum(_HALF << (_BITS * lane) for lane in range(5))
"""Added before unpacking, so that no lane is negative."""


class Span(Struct, frozen=True):
    """A name by its form."""

    first: int
    """First word."""
    last: int
    """One past the last word."""
    type: NameType
    rule: str


class Model(Struct, frozen=True, eq=False):
    """The weights of a language."""

    weights: dict[str, int]
    """Packed, by feature."""
    common: frozenset[str]
    """Words that are usual in lower case."""


class _Lane(dict[str, int]):
    """Cells of one column to their number as it is packed; most come many times."""

    def __init__(self, at: int) -> None:
        super().__init__({"": 0})
        self.shift = _BITS * at

    def __missing__(self, cell: str) -> int:
        self[cell] = packed = int(cell) << self.shift
        return packed


@lru_cache(maxsize=4)
def load_model(lang: str = "en") -> Model:
    """The model of a language; an empty one where there is none."""
    file = files("site_gen.ingest").joinpath("lang", lang, "tagger.tsv")
    return read_model(file.read_text(encoding="utf-8")) if file.is_file() else Model({}, frozenset())


def read_model(text: str) -> Model:
    """A model from the text of its file."""
    weights: dict[str, int] = {}
    common: frozenset[str] = frozenset()
    lanes = [_Lane(at) for at in range(len(TYPES) + 1)]
    for line in text.split("\n"):
        name, *cells = line.split("\t")
        if name == "# common":
            common = frozenset(cells[0].split())
        elif cells and not name.startswith("# "):
            weights[name] = sum(map(getitem, lanes, cells))
    return Model(weights, common)


@lru_cache(maxsize=4)
def _scores(model: Model) -> Scores:
    return Scores(model.weights)


class _Scored(Struct):
    """A zone with the packed score of each of its spans and words, so that the second look need not read them again."""

    zone: Zone
    outside: list[int]
    spans: list[tuple[int, int, int]]
    """First word, one past the last, score; by first word."""


def tag(seen: Seen, zones: Sequence[Zone], model: Model) -> list[Span]:
    """The best spans of all zones, in text order: once for each zone alone, then with what the whole text says."""
    if not model.weights:
        return []
    scores = _scores(model)
    scores.read(seen)
    scored = [_score(seen, zone, scores) for zone in zones]
    first = [_decode(one) for one in scored]
    votes = count_votes(seen, (span for spans in first for span in spans))
    found: list[Span] = []
    for one, spans in zip(scored, first, strict=True):
        again = _decode(one) if _add_votes(seen, votes, one, model.weights) else spans
        found.extend(_settle(seen, begin, end, kind) for begin, end, kind in again)
        if not again and one.zone.last - one.zone.first == 1 and _is_surname(seen, votes, one.zone.first):
            found.append(Span(one.zone.first, one.zone.last, "PER", "surname"))
    return found


def _is_surname(seen: Seen, votes: Votes, at: int) -> bool:
    """Whether a word alone is the last of a full name in the text and no usual word."""
    word = seen.low[at]
    return word in votes.surnames and word not in seen.common and word not in seen.plain


def _settle(seen: Seen, first: int, last: int, kind: NameType) -> Span:
    """The span with its type; the name of a state is a place and its adjective no place, whatever the weights say."""
    lists = seen.gazetteer.get(" ".join(seen.low[first:last]), "")
    if "s" in lists and "g" not in lists and "f" not in lists:
        return Span(first, last, "LOC", "state")
    if "a" in lists and "s" not in lists:
        return Span(first, last, "MISC", "adjective")
    return Span(first, last, kind, "tagger")


def _score(seen: Seen, zone: Zone, scores: Scores) -> _Scored:
    """The scores of all spans and words of a zone."""
    words, first, last = seen.words, zone.first, zone.last
    outside = [scores.outside(seen, at) for at in range(first, last)]
    if last - first == 1:
        return _Scored(zone, outside, [(first, last, _whole(seen, first, last, scores))])
    right = {
        at + 1: scores.right(seen, at + 1) for at in range(first, last) if capital(words[at]) or words[at].isdigit()
    }
    spans = []
    for i in range(first, last):
        if capital(words[i]):
            left = scores.left(seen, i)
            for j in range(i + 1, min(last, i + LONGEST) + 1):
                if j in right:
                    spans.append((i, j, left + right[j] + scores.span(seen, i, j)))
    return _Scored(zone, outside, spans)


def _whole(seen: Seen, first: int, last: int, scores: Scores) -> int:
    return scores.left(seen, first) + scores.right(seen, last) + scores.span(seen, first, last)


def _add_votes(seen: Seen, votes: Votes, one: _Scored, weights: dict[str, int]) -> bool:
    """Add to the scores what the other mentions say; whether they say anything."""
    said = False
    for index, (i, j, score) in enumerate(one.spans):
        features = vote_features(seen, votes, i, j)
        if features:
            said = True
            one.spans[index] = (i, j, score + sum([weights.get(feature, 0) for feature in features]))
    for index, score in enumerate(one.outside):
        features = outside_votes(seen, votes, one.zone.first + index)
        if features:
            said = True
            one.outside[index] = score + sum([weights.get(feature, 0) for feature in features])
    return said


def _decode(one: _Scored) -> list[tuple[int, int, NameType]]:
    """The best division of a zone into names and other words."""
    first, size = one.zone.first, one.zone.last - one.zone.first
    if size == 1:
        return _decode_word(one, first)
    best = [0] + [-(1 << 60)] * size
    back: list[tuple[int, int]] = [(0, -1)] * (size + 1)
    at = 0
    for i in range(size):
        score = best[i] + ((one.outside[i] + _SHIFT) >> (_BITS * 4)) - _HALF
        if score > best[i + 1]:
            best[i + 1], back[i + 1] = score, (i, -1)
        while at < len(one.spans) and one.spans[at][0] == first + i:
            j, total = one.spans[at][1] - first, one.spans[at][2] + _SHIFT
            at += 1
            scores = [total & _MASK, (total >> 24) & _MASK, (total >> 48) & _MASK, (total >> 72) & _MASK]
            top = max(scores)
            if best[i] + top - _HALF > best[j]:
                best[j], back[j] = best[i] + top - _HALF, (i, scores.index(top))
    found: list[tuple[int, int, NameType]] = []
    at = size
    while at:
        i, kind = back[at]
        if kind >= 0:
            found.append((first + i, first + at, TYPES[kind]))
        at = i
    found.reverse()
    return found


def _decode_word(one: _Scored, first: int) -> list[tuple[int, int, NameType]]:
    """The same for a zone of one word, the most usual case."""
    total = one.spans[0][2] + _SHIFT
    scores = [total & _MASK, (total >> 24) & _MASK, (total >> 48) & _MASK, (total >> 72) & _MASK]
    top = max(scores)
    if top <= (one.outside[0] + _SHIFT) >> (_BITS * 4):
        return []
    return [(first, first + 1, TYPES[scores.index(top)])]


def explain_span(seen: Seen, first: int, last: int, model: Model) -> list[tuple[str, tuple[int, ...]]]:
    """The features of a span with their weights for PER, ORG, LOC and MISC, the weightiest first."""
    rows = []
    for feature in span_features(seen, first, last):
        packed = model.weights.get(feature)
        if packed is not None:
            lanes = packed + _SHIFT
            rows.append((feature, tuple(((lanes >> (_BITS * lane)) & _MASK) - _HALF for lane in range(4))))
    return sorted(rows, key=lambda row: -max(map(abs, row[1])))
