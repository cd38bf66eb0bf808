"""Live blogs: the updates that a page tells to machines alone, where its own text lacks them."""

from __future__ import annotations

import re
from typing import Final

from site_gen.ingest.page.jsonld import Node, nodes_of, text_of

_MOST: Final = 500


def with_updates(text: str, node: Node) -> str:
    """The page's text; the updates of its JSON-LD, newest first as they stand there, where it holds few of them."""
    updates = []
    for one in nodes_of_all(node.get("liveBlogUpdate")):
        if isinstance(one, dict):
            head, body = text_of(one.get("headline")), text_of(one.get("articleBody"))
            updates.append("\n\n".join(part for part in (head, body) if part))
    updates = [one for one in updates if one]
    plain = _plain(text)
    missing = [one for one in updates if _plain(one.rpartition("\n")[2])[:80] not in plain]
    if len(missing) * 2 <= len(updates):
        return text
    return "\n\n".join(updates)


def nodes_of_all(value: object) -> tuple[object, ...]:
    """The entries of a value that may be a list or one alone, bounded."""
    return tuple(value[:_MOST]) if isinstance(value, list) else tuple(nodes_of(value))


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
