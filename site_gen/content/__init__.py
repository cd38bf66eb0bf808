"""Text files to model and back: front matter, schema, registries, the project folder. Knows nothing of pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from site_gen.content.item import parse_item

__all__ = ["parse_item"]


def __getattr__(name: str) -> Any:
    """`parse_item`, loaded when asked for: a build with nothing to do passes here and needs no parser."""
    if name == "parse_item":
        from site_gen.content.item import parse_item

        return parse_item
    raise AttributeError(name)
