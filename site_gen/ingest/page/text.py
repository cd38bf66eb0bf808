"""The main text of a page, by trafilatura, tuned: precision first, and more only where that finds too little.

The only room that imports trafilatura; it takes most of a second to load, so it is loaded when a page is read.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from copy import deepcopy
from typing import Final

from site_gen.ingest.page.prepare import prepare
from site_gen.ingest.page.tree import Element
from site_gen.ingest.page.trim import trim

_ROW: Final = 3
"""Characters of the shortest row of a table."""
_SOME: Final = 1_500
"""Characters below which the quick look is done again in full, beside other methods."""
_FEW: Final = 400
"""Characters below which a second, less strict look is taken."""


def main_text(tree: Element, url: str = "", headlines: Sequence[str] = (), lang: str = "") -> str:
    """The article's paragraphs, parted by blank lines; "" where there is none. The tree stays as it is."""
    ready = deepcopy(tree)
    prepare(ready)
    found = _by_trafilatura(ready, url, precision=True, fast=True)
    if _length(found) < _SOME:
        found = _by_trafilatura(ready, url, precision=True)
    if _length(found) < _FEW:
        more = _by_trafilatura(ready, url, precision=False)
        if _length(more) > 2 * _length(found):
            found = more
    return "\n\n".join(trim(found, headlines, lang))


def _length(paragraphs: Sequence[str]) -> int:
    return sum(map(len, paragraphs))


def _by_trafilatura(tree: Element, url: str, precision: bool, fast: bool = False) -> tuple[str, ...]:
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    found = bare_extraction(
        tree, url=url or None, favor_precision=precision, fast=fast, include_comments=False, with_metadata=False
    )
    raw: str = getattr(found, "text", None) or ""
    lines = (_unruled(" ".join(line.split())) for line in raw.split("\n"))
    return tuple(line for line in lines if line)


def _unruled(line: str) -> str:
    """A row of a table without the rules that are drawn for it; "" for a rule alone."""
    if not line.startswith("|") or len(line) < _ROW:
        return line
    cells = line.strip("|").split("|")
    return "" if not any(cell.strip(" :-") for cell in cells) else " | ".join(cell.strip() for cell in cells)
