"""How much two titles share. Pure."""

from __future__ import annotations

import re
from collections import Counter


def alike(one: str, other: str) -> float:
    """Common words over the mean of their counts."""
    first, second = Counter(words_of(one)), Counter(words_of(other))
    size = sum(first.values()) + sum(second.values())
    return 2 * sum((first & second).values()) / size if size else 0.0


def words_of(text: str) -> list[str]:
    """Words in small letters."""
    return re.findall(r"\w+", text.casefold())
