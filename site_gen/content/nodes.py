"""What YAML is read into: texts, lists and mappings, each with its place in the file. Knows nothing of how."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

NULLS: Final = frozenset(["", "~", "null", "Null", "NULL"])
"""Words without quotation marks that say nothing."""
MAX_DEPTH: Final = 6
"""Levels of nesting."""


class Scalar(Struct, frozen=True):
    """A text, or None where YAML says null or nothing."""

    value: str | None
    line: int
    """From 1, in the file."""
    column: int
    """From 1, in code points."""
    start: int
    """Offset of the first code point in the file."""
    end: int


class Sequence(Struct, frozen=True):
    """A list of nodes."""

    items: tuple[Node, ...]
    line: int
    column: int
    start: int
    end: int


class Mapping(Struct, frozen=True):
    """Keys with nodes, in the file's order."""

    entries: tuple[tuple[Scalar, Node], ...]
    line: int
    column: int
    start: int
    end: int


Node = Scalar | Sequence | Mapping
