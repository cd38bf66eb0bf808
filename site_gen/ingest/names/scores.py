"""Scores of spans and words under a model: sums of the weights of their features.

What depends on few words is summed once and remembered, so that the usual word costs a look into a dict.
"""

from __future__ import annotations

from typing import Final

from site_gen.ingest.names.features import (
    Use,
    alone_features,
    left_features,
    listed_after,
    listed_before,
    own_features,
    pair_features,
    right_features,
    sides,
    use_features,
    use_of,
)
from site_gen.ingest.names.zones import Seen, capital

_MOST: Final = 60_000
"""Sums remembered of each kind; then all are forgotten, so that memory stays flat."""


class Scores:
    """Lives as long as its model; what it remembers holds for one set of word lists."""

    def __init__(self, weights: dict[str, int]) -> None:
        self._weights = weights
        self._gazetteer: dict[str, str] = {}
        self._own: dict[str | tuple[str, ...], int] = {}
        self._left: dict[tuple[str, str, bool], int] = {}
        self._right: dict[tuple[str, str, bool], int] = {}
        self._alone: dict[tuple[str, bool, bool], int] = {}
        self._pair: dict[tuple[str, str, bool], int] = {}
        self._listed_before: dict[tuple[str, str], int] = {}
        self._listed_after: dict[tuple[str, str], int] = {}
        self._use: dict[tuple[Use, str], int] = {}
        self._before_it: dict[str, int] = {}
        self._behind_it: dict[str, int] = {}

    def read(self, seen: Seen) -> None:
        """Begin with a text: forget what holds no longer."""
        memories = (self._own, self._left, self._right, self._alone, self._pair, self._listed_before,
                    self._listed_after, self._use, self._before_it, self._behind_it)  # fmt: skip
        if max(len(memory) for memory in memories) > _MOST or self._gazetteer is not seen.gazetteer:
            self._gazetteer = seen.gazetteer
            for memory in memories:
                memory.clear()

    def sum(self, features: list[str]) -> int:
        """The packed weights of the features."""
        get = self._weights.get
        return sum([get(feature, 0) for feature in features])

    def left(self, seen: Seen, first: int) -> int:
        """What the words before a span add."""
        low = seen.low
        if first < 2:
            return self.sum(left_features(seen, first))
        key = (low[first - 2], low[first - 1], capital(seen.words[first - 1]))
        score = self._left.get(key)
        if score is None:
            score = self._left[key] = self.sum(left_features(seen, first))
        return score

    def right(self, seen: Seen, last: int) -> int:
        """What the words after a span add."""
        low = seen.low
        if last + 2 > len(low):
            return self.sum(right_features(seen, last))
        key = (low[last], low[last + 1], capital(seen.words[last]))
        score = self._right.get(key)
        if score is None:
            score = self._right[key] = self.sum(right_features(seen, last))
        return score

    def span(self, seen: Seen, first: int, last: int) -> int:
        """What the words of a span add, and what only both its sides tell."""
        key = seen.words[first] if last - first == 1 else tuple(seen.words[first:last])
        score = self._own.get(key)
        if score is None:
            score = self._own[key] = self.sum(own_features(seen, first, last))
        return score + self._joint(seen, first, last)

    def _joint(self, seen: Seen, first: int, last: int) -> int:
        """What only both sides together, or the whole text, tell."""
        before, after, lists = sides(seen, first, last)
        several = last - first > 1
        pair = self._pair.get((before, after, several))
        if pair is None:
            pair = self._pair[before, after, several] = self.sum(pair_features(seen, before, after, several))
        left = self._listed_before.get((lists, before))
        if left is None:
            left = self._listed_before[lists, before] = self.sum(listed_before(lists, before))
        right = self._listed_after.get((lists, after))
        if right is None:
            right = self._listed_after[lists, after] = self.sum(listed_after(lists, after))
        use = (use_of(seen, first, last), lists)
        used = self._use.get(use)
        if used is None:
            used = self._use[use] = self.sum(use_features(*use))
        return pair + left + right + used

    def outside(self, seen: Seen, at: int) -> int:
        """The score of a word that is part of no name."""
        low = seen.low
        key = (seen.words[at], low[at] in seen.plain, at in seen.starts)
        score = self._alone.get(key)
        if score is None:
            score = self._alone[key] = self.sum(alone_features(seen, at))
        after = low[at + 1] if at + 1 < len(low) else "$"
        before = low[at - 1] if at else "^"
        return score + self._beside("oq=", after, self._before_it) + self._beside("op=", before, self._behind_it)

    def _beside(self, name: str, word: str, memory: dict[str, int]) -> int:
        """What a word on one side tells of one that is part of no name."""
        score = memory.get(word)
        if score is None:
            score = memory[word] = self._weights.get(f"{name}{word}", 0)
        return score
