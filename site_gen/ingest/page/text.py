"""The main text of a page, by trafilatura, tuned: precision first, and more only where that finds too little.

The only room that imports trafilatura; it takes most of a second to load, so it is loaded when a page is read.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from functools import cache
from typing import TYPE_CHECKING, Final

from site_gen.ingest.page.prepare import prepare
from site_gen.ingest.page.prose import prose_in, prose_of
from site_gen.ingest.page.tree import Element, put, without
from site_gen.ingest.page.trim import trim

if TYPE_CHECKING:
    from trafilatura.settings import Extractor

_ROW: Final = 3
"""Characters of the shortest row of a table."""
_SOME: Final = 1_500
"""Characters below which the quick look is done again in full, beside other methods."""
_FEW: Final = 400
"""Characters below which a second, less strict look is taken."""
_JOINERS: Final[Mapping[str, str]] = {"\u200c": "\u2e3a", "\u200d": "\u2e3b"}
"""Signs that stand within words of Persian and of India's languages, which trafilatura drops as it does control
characters, and two dashes that hardly anybody writes, in their place while it reads."""
_HELD: Final[Mapping[str, str]] = {held: joiner for joiner, held in _JOINERS.items()}
_JOINING: Final = re.compile("(?<=[^\x00-\u02ff\\s])[\u2e3a\u2e3b]")
_NO_JOINERS: Final = str.maketrans("", "", "\u2e3a\u2e3b")
_NO_ARTICLE: Final = tuple(
    "aside embed footer iframe menu object applet audio canvas map picture svg video area button datalist dialog frame "
    "frameset fieldset link input label legend nav noscript optgroup option output param progress rp rt rtc select "
    "source style textarea time track".split()
)
"""Elements that trafilatura drops in any case, though only after it has walked and copied them several times."""


def main_text(tree: Element, headlines: Sequence[str] = (), lang: str = "") -> str:
    """The article's paragraphs, parted by blank lines; "" where there is none. The tree stays as it is."""
    held = put(tree, _JOINERS)
    lean = _ready(tree)
    without(lean, _NO_ARTICLE)
    found = _by_trafilatura(lean, precision=True, fast=True)
    if _length(found) < _FEW or (_length(found) < _SOME and not _is_most(found, lean)):
        found = _by_further_looks(_ready(tree))
    if held:
        put(tree, _HELD)
        found = tuple(map(_joined, found))
    return "\n\n".join(trim(found, headlines, lang))


def _joined(line: str) -> str:
    """The line with its joiners; without those that follow no letter that one can join, as around names of makers."""
    return _JOINING.sub(lambda found: _HELD[found[0]], line).translate(_NO_JOINERS)


def _by_further_looks(ready: Element) -> tuple[str, ...]:
    found = _by_trafilatura(ready, precision=True)
    if _length(found) < _FEW:
        more = _by_trafilatura(ready, precision=False)
        if _length(more) > 2 * _length(found):
            return more
    return found


def _ready(tree: Element) -> Element:
    ready = deepcopy(tree)
    prepare(ready)
    return ready


def _is_most(found: Sequence[str], tree: Element) -> bool:
    """Whether no other method could take twice as much, as it must to be believed: the page has no more prose."""
    return 0 < prose_in(tree) <= 2 * prose_of(found)


def _length(paragraphs: Sequence[str]) -> int:
    return sum(map(len, paragraphs))


def _by_trafilatura(tree: Element, precision: bool, fast: bool = False) -> tuple[str, ...]:
    from trafilatura import bare_extraction

    raw: str = getattr(bare_extraction(tree, options=_options(precision, fast)), "text", None) or ""
    lines = (_unruled(" ".join(line.split())) for line in raw.split("\n"))
    return tuple(line for line in lines if line)


@cache
def _options(precision: bool, fast: bool) -> Extractor:
    """How trafilatura is to look; made once, since it reads its settings for each. It is told to keep its warnings."""
    from trafilatura.settings import Extractor

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    return Extractor(output_format="python", precision=precision, fast=fast, comments=False)


def _unruled(line: str) -> str:
    """A row of a table without the rules that are drawn for it; "" for a rule alone."""
    if not line.startswith("|") or len(line) < _ROW:
        return line
    cells = line.strip("|").split("|")
    return "" if not any(cell.strip(" :-") for cell in cells) else " | ".join(cell.strip() for cell in cells)
