"""What is written that is neither a page's view nor the whole data set."""

from __future__ import annotations

from msgspec import Struct

from site_gen.site.data.rows import Row


class RowsView(Struct, frozen=True):
    """A table."""

    columns: tuple[str, ...]
    """Fields of the rows, in their order."""
    rows: tuple[Row, ...]


class HighlightsView(Struct, frozen=True):
    """What is found in the articles, as annotations."""

    title: str
    """Of the site."""
    here: str
    """Address of the file."""
    parts: tuple[tuple[int, bytes], ...]
    """How many an article has, and their JSON, parted by commas."""


class SchemaView(Struct, frozen=True):
    """The JSON Schema of the data set."""

    base_url: str
