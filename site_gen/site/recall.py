"""How a page kind may have slow results remembered without knowing where."""

from __future__ import annotations

from collections.abc import Callable

Recall = Callable[[str, bytes, Callable[[], bytes]], bytes]
"""(name, key, make): what `make` returns, or what it returned the last time under this name with the same key."""


def make_anew(name: str, key: bytes, make: Callable[[], bytes]) -> bytes:
    """A `Recall` that remembers nothing."""
    return make()
