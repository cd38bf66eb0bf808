"""A body, rendered: what `site.markdown` gives and `site.plain_markdown` gives sooner."""

from __future__ import annotations

from msgspec import Struct


class Rendered(Struct, frozen=True):
    """A body, rendered."""

    html: str
    """Blocks of HTML; top-level paragraphs have ids "p1", "p2"."""
    lead: str
    """HTML of the first paragraph alone, without its id; "" when there is none."""
    paragraphs: tuple[str, ...]
    """Plain text of each top-level block, paragraphs first counted: entry 0 is "p1"."""
    text: str
    """Plain text of the whole, blocks parted by line ends."""
