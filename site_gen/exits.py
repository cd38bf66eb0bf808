"""Exit codes of the command line."""

from __future__ import annotations

from typing import Final

FINE: Final = 0
PROBLEMS: Final = 1
"""In content, templates or build."""
USAGE: Final = 2
INTERRUPTED: Final = 130
