"""Exit codes of the command line."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

FINE: Final = 0
PROBLEMS: Final = 1
"""In content, templates or build."""
USAGE: Final = 2
INTERRUPTED: Final = 130
