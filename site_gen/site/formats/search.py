"""A part of the search index as a script, since pages opened from disk may load nothing else."""

from __future__ import annotations

import msgspec
from msgspec import Struct


def search_part_bytes(view: Struct) -> bytes:
    """The view as the argument of the one function that `assets/search.js` offers."""
    return b"siteSearch(" + msgspec.json.encode(view) + b");\n"
