"""What processes that were killed leave behind: files and folders named after the process. A rim.

Light on purpose: a build with nothing to do asks this.
"""

from __future__ import annotations

import os


def is_alive(process: int) -> bool:
    """Whether a process of this number runs on this machine."""
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
