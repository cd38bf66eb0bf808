"""How a process starts, holds and ends with as little as it can: what neither content nor site knows of.

The first of our modules that a command imports, so it imports next to nothing itself.
"""

from __future__ import annotations

import atexit
import gc
import sys
from functools import cache

_MMAP_THRESHOLD = -3  # of mallopt(3)
_LONG_BYTES = 131_072


def end_at_once() -> None:
    """Have the process end with all that it has: nobody looks for rubbish in it, which takes long where much is left.
    For whoever owns the process."""
    atexit.register(gc.freeze)


def pause() -> None:
    """Look for no rubbish: what makes a million small values that all live to its end would find none."""
    gc.disable()


def resume() -> None:
    """Look for it again, in what comes: what is there counts as old, or all of it would be gone through now."""
    gc.freeze()
    gc.unfreeze()
    gc.enable()


def know_no_extensions() -> None:
    """Have msgspec take from `typing` what it else takes from typing_extensions, where that happens to be installed for
    others: it takes longer to import than msgspec itself, and brings nothing to the Pythons that we run on."""
    if "typing_extensions" not in sys.modules and "msgspec" not in sys.modules:
        sys.modules["typing_extensions"] = None  # type: ignore[assignment]  # as Python has it for what is not there
        try:
            import msgspec  # noqa: F401
        finally:
            del sys.modules["typing_extensions"]


def give_back() -> None:
    """Let long texts be given back to the system as soon as they are no more needed, and what is free by now. The GNU C
    library else keeps ever longer ones, once it has seen some, between what lives on; M_MMAP_THRESHOLD (mallopt(3))
    keeps it from that."""
    told = getattr(_c_library(), "mallopt", None)  # others have none
    if told is not None:
        told(_MMAP_THRESHOLD, _LONG_BYTES)
    trim()


def trim() -> None:
    """Give back what is free between what lives on (malloc_trim(3)): a thousandth of a second, for megabytes of which
    each worker had a copy."""
    told = getattr(_c_library(), "malloc_trim", None)
    if told is not None:
        told(0)


@cache
def _c_library() -> object:
    if sys.platform != "linux":
        return None
    import ctypes

    return ctypes.CDLL(None)
