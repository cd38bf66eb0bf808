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


def is_left(name: str, start: str) -> bool:
    """Whether a name is `start` and the number of a process that runs no more, with or without more behind it."""
    owner = name.removeprefix(start).partition("-")[0]
    return name.startswith(start) and owner.isdigit() and not is_alive(int(owner))
