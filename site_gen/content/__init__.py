"""Text files to model and back: front matter, schema, registries, the project folder. Knows nothing of pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from site_gen.content.item import parse_item as parse_item


def __getattr__(name: str) -> Any:
    """`parse_item`, loaded when it is first asked for, so that a build with nothing to do loads no parser."""
    if name == "parse_item":
        from site_gen.content.item import parse_item

        return parse_item
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
