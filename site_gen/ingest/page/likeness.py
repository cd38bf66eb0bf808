"""How much two titles share. Pure."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache


def alike(one: str, other: str) -> float:
    """Common words over the mean of their counts."""
    first, second = _counts(one), _counts(other)
    size = first.total() + second.total()
    return 2 * (first & second).total() / size if size else 0.0


@lru_cache(maxsize=64)
def _counts(text: str) -> Counter[str]:
    """A headline is held against line after line."""
    return Counter(words_of(text))


def words_of(text: str) -> list[str]:
    """Words in small letters."""
    return re.findall(r"\w+", text.casefold())
