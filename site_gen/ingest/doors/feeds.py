"""Whole feeds as files: each entry to a seed. They are small, and read as a whole, in a child with limits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from site_gen.errors import Problem
from site_gen.ingest.confined import part_confined
from site_gen.ingest.page.packed import MOST_BYTES, unpack
from site_gen.ingest.unpack import Row


def read_feed(file: BinaryIO, path: str, problems: list[Problem]) -> Iterator[Row]:
    """A row for each entry that has text; how many have none is told. Raises SiteError for what is no feed."""
    parted = part_confined(unpack(file.read(MOST_BYTES + 1), path), path)
    yield from parted.rows
    if parted.broken:
        told, hint = "the feed breaks off within its last entry, which was left", "save the feed again"
        problems.append(Problem(path, 0, 0, "cut-off", told, hint, level="warning"))
    if parted.empty:
        told, hint = f"{parted.empty} of its entries have no text", "take them by their addresses"
        problems.append(Problem(path, 0, 0, "entry-left", told, hint, level="warning"))
