"""Headlines of a page, by the size of their letters: parted from the text around them. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

_LARGER: Final = 1.25
"""Times the size that most of the page's letters have."""


def set_apart(lines: Sequence[str], shown: Sequence[tuple[str, float]]) -> list[str]:
    """The lines, with "" where large letters begin or end. `shown`: what the page shows at once, and its size."""
    sizes: Counter[float] = Counter()
    for text, size in shown:
        sizes[round(size, 1)] += len(text)
    usual = sizes.most_common(1)[0][0] if sizes else 0.0
    large = {text for text, size in shown if size >= _LARGER * usual}
    large -= {text for text, size in shown if size < _LARGER * usual}
    found: list[str] = []
    was = False
    for line in lines:
        is_large = " ".join(line.split()) in large
        if is_large != was and found:
            found.append("")
        found.append(line)
        was = is_large
    return found
