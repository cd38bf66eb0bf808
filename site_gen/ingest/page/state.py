"""The text of a page that shows none without its scripts: out of the state that it keeps for them, as JSON.

The article is the mapping that has the page's headline; its text is that of its values which has most prose. States
that are programs, not JSON, are left alone: they would have to be run. Pure.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, Final

from site_gen.ingest.page.blocks import lines_of
from site_gen.ingest.page.likeness import alike

_MOST_CHARS: Final = 3_000_000
_MOST: Final = 20_000
"""Mappings that are looked at."""
_DEPTH: Final = 24
_LIKE: Final = 0.8
_WORDS: Final = 5
"""Words from which a text is one, and no name of a kind or colour."""
_SIGNS: Final = 20
"""The same in scripts that part no words."""
_LEAST: Final = 200
"""Characters of the shortest text that is believed."""


def state_text(scripts: Iterable[str], headline: str) -> str:
    """The article's paragraphs, parted by blank lines; "" where no state has it."""
    found: list[str] = []
    for script in scripts:
        if not headline or len(script) > _MOST_CHARS:
            continue
        try:
            state = json.loads(script)
        except (ValueError, RecursionError):
            continue
        for count, article in enumerate(_mappings(state, 0)):
            if count > _MOST:
                break
            if any(isinstance(one, str) and alike(one, headline) >= _LIKE for one in article.values()):
                found = max(found, *(_paragraphs(one) for one in article.values()), key=_length)
    return "\n\n".join(found) if _length(found) >= _LEAST else ""


def _mappings(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEPTH:
        return
    if isinstance(value, dict):
        yield value
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        if isinstance(one, dict | list):
            yield from _mappings(one, depth + 1)


def _paragraphs(value: Any, depth: int = 0) -> list[str]:
    """The running texts of a value, in order."""
    if isinstance(value, str):
        lines = lines_of(value).split("\n") if "</" in value else [" ".join(value.split())]
        return [line for line in lines if len(line.split()) >= _WORDS or (not line.isascii() and len(line) >= _SIGNS)]
    if depth > _DEPTH or not isinstance(value, dict | list):
        return []
    inner = value.values() if isinstance(value, dict) else value
    return [line for one in inner for line in _paragraphs(one, depth + 1)]


def _length(paragraphs: list[str]) -> int:
    return sum(map(len, paragraphs))
