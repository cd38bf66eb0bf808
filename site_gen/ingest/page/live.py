"""Live blogs: when they began, and the updates that a page tells to machines alone, where its own text lacks them."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Final

from site_gen.ingest.page.jsonld import Node, nodes_of, text_of, types_of
from site_gen.ingest.page.moments import read_moment

_MOST: Final = 500


def with_updates(text: str, node: Node) -> str:
    """The page's text; the updates of its JSON-LD, newest first as they stand there, where it holds few of them."""
    updates = []
    for one in nodes_of_all(node.get("liveBlogUpdate")):
        if isinstance(one, dict):
            head, body = text_of(one.get("headline")), text_of(one.get("articleBody"))
            clock = _clock(one, f"{head} {body[:80]}") if head or body else ""
            updates.append("\n\n".join(part for part in (clock, head, body) if part))
    updates = [one for one in updates if one]
    if not updates:
        return text
    plain = _plain(text)
    missing = [one for one in updates if _plain(one.rpartition("\n")[2])[:80] not in plain]
    if len(missing) * 2 <= len(updates):
        return text
    return "\n\n".join(updates)


def start_of(node: Node) -> str:
    """When a live blog began: the earliest of its own start, its publication and its updates; "" for other pages."""
    if not any(kind.startswith("liveblog") for kind in types_of(node)):
        return ""
    told = [text_of(node.get("coverageStartTime")), text_of(node.get("datePublished"))]
    told += [
        text_of(one.get("datePublished")) for one in nodes_of_all(node.get("liveBlogUpdate")) if isinstance(one, dict)
    ]
    return min((read for one in told if (read := read_moment(one))), key=_instant, default="")


def _instant(edtf: str) -> datetime:
    """A moment that others can be held against; one without a zone as if it were UTC."""
    moment = datetime.fromisoformat(edtf.replace("Z", "+00:00"))
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _clock(update: Node, words: str) -> str:
    """When an update was posted, as "2031-04-02 20:10", where its own words do not begin with the time."""
    read = read_moment(text_of(update.get("datePublished"))) or ""
    day, _, time = read.partition("T")
    return f"{day} {time[:5]}" if time and time[:5] not in words else ""


def nodes_of_all(value: object) -> tuple[object, ...]:
    """The entries of a value that may be a list or one alone, bounded."""
    return tuple(value[:_MOST]) if isinstance(value, list) else tuple(nodes_of(value))


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
