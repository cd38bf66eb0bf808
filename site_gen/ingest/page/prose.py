"""How much running text there is: of a tree, and of paragraphs found in it. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from site_gen.ingest.page.tree import Element, text_length

_SENTENCE: Final = 60
"""Characters from which a block is prose, and no label or date; of 40, 60, 80 and 100 the one by which, on 1,180 pages
of the development sets, most second looks are saved and none that found another text."""
_INLINE: Final = frozenset("a abbr b cite code em font i mark q s small span strong sub sup u".split())
_PASSED: Final = frozenset("a script style noscript template head".split())
"""What holds no prose of the page: a block within a link tells of another story."""


def prose_of(paragraphs: Iterable[str]) -> int:
    """Characters of all that are long enough to be prose."""
    return sum(size for size in map(len, paragraphs) if size >= _SENTENCE)


def prose_in(tree: Element) -> int:
    """The same of a tree: of each block with its own words, those of the elements within its lines among them."""
    stack, prose = [tree], 0
    while stack:
        element = stack.pop()
        if element.tag in _PASSED:
            continue
        size = 0 if element.tag in _INLINE else _own_words(element)
        prose += size if size >= _SENTENCE else 0
        stack.extend(element)
    return prose


def _own_words(block: Element) -> int:
    """Characters of a block's lines; 0 where most of them lead elsewhere."""
    size = len(block.text.strip()) if block.text else 0
    linked = 0
    for child in block:
        if child.tag in _INLINE:
            size += text_length(child)
            linked += sum(map(text_length, child.iter("a")))
        if child.tail:
            size += len(child.tail.strip())
    return size if linked * 2 <= size else 0
