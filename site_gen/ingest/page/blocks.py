"""A piece of HTML to its words: all that is shown, in order. For mails, entries of feeds and notes, which are the text
alone; whole pages, where the text must be found first, go through `read`.
"""

from __future__ import annotations

import re
from typing import Final

from site_gen.ingest.page.tree import Element, parse_tree

_UNSEEN: Final = frozenset(
    "script style noscript template head title svg math iframe object embed form button select textarea nav audio "
    "video canvas map area link meta".split()
)
_BLOCKS: Final = frozenset(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer h1 h2 h3 h4 "
    "h5 h6 header hr html li main ol p pre section summary table tbody td tfoot th thead tr ul caption".split()
)
_HIDDEN: Final = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(?:px|pt|em)?\s*(?:;|$)|"
    r"max-height\s*:\s*0",
    re.IGNORECASE,
)
"""Styles by which mails hide the line that lists of mails show."""
_PADDING: Final = re.compile("[\u00ad\u034f\u200b\u200c\u2060\ufeff\ufffc]+")
"""What fills the hidden line up, and soft hyphens: no reader sees it. The joiner U+200D stays: scripts need it."""
_SPACE: Final = re.compile(r"[^\S\n]+")


def lines_of(markup: str) -> str:
    """What is shown, blocks parted by blank lines, line breaks kept."""
    tree, _ = parse_tree(markup)
    if tree is None:
        return ""
    parts: list[str] = []
    stack: list[tuple[Element | None, str]] = [(tree, "")]
    while stack:
        element, after = stack.pop()
        if element is None:
            parts.append(after)
            continue
        tag = element.tag if isinstance(element.tag, str) else ""
        block = "\n\n" if tag in _BLOCKS else "\n" if tag == "br" else ""
        stack.append((None, block + _flat(element.tail)))
        if _is_shown(element, tag):
            parts.append(block + _flat(element.text))
            stack.extend((child, "") for child in reversed(element))
    lines = (_SPACE.sub(" ", line).strip() for line in _PADDING.sub("", "".join(parts)).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def _is_shown(element: Element, tag: str) -> bool:
    return tag not in _UNSEEN and element.get("hidden") is None and not _HIDDEN.search(element.get("style") or "")


def _flat(text: str | None) -> str:
    """Text between elements: its line ends are spaces."""
    return re.sub(r"\s+", " ", text) if text else ""
