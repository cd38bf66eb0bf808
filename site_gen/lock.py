"""One at a time: who writes content, memory or site holds the project meanwhile. A rim.

The kernel keeps the lock and lets it go when its holder ends, however it ends, so that none is ever stale. Who holds it
stands in the file, for the word that others get. Where nothing can be locked, since nothing may be written there, there
is no lock. A folder of a built site is locked itself, so that no file is left in it.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from site_gen.errors import Problem, SiteError
from site_gen.standing import FOLDER

NAME: Final = "lock"
"""Of the file in the project's memory; the one file there that is never removed while the tool runs."""
WAIT_SECONDS: Final = 10.0
"""So long one waits for the other; most builds are over by then."""
BUSY: Final = "busy"
"""Code of the error when it is not."""
_STEP_SECONDS: Final = 0.02
_UNWRITABLE: Final = frozenset([errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.ENOENT, errno.EEXIST])
_UNLOCKABLE: Final = frozenset([errno.EBADF, errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.ENOLCK])


@contextmanager
def locked(root: Path, verb: str, wait_seconds: float = WAIT_SECONDS) -> Iterator[None]:
    """Hold the project at `root` for `verb`, once whoever holds it lets go. Raises SiteError "busy" after the wait."""
    path = root / FOLDER / NAME

    def opened() -> int | None:
        if path.parent.is_symlink():
            return None  # it may lead out of the project
        try:
            path.parent.mkdir(exist_ok=True)
            return os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o666)
        except OSError as error:
            if error.errno in _UNWRITABLE:
                return None
            told = f"the project cannot be locked: {error.strerror}"
            raise SiteError([Problem(str(path), 0, 0, "lock", told, "make room, or look at the disk")]) from error

    with _held(path, opened, lambda: _told(path, root), wait_seconds) as handle:
        if handle is not None:
            _sign(handle, verb)
        yield


def holder(root: Path) -> str:
    """Who holds the project now, by its own word; "" when nobody does. Makes nothing, waits for nobody."""
    try:
        handle = os.open(root / FOLDER / NAME, os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError:
        return ""
    try:
        if _lock(handle) is False:
            return os.pread(handle, 200, 0).decode("utf-8", "replace").strip() or "another site-gen"
        return ""
    finally:
        os.close(handle)


@contextmanager
def held(folder: Path, wait_seconds: float = WAIT_SECONDS) -> Iterator[None]:
    """Hold the folder of a site, so that no other project's build writes to it. One that is not there needs none."""

    def opened() -> int | None:
        try:
            return os.open(folder, os.O_RDONLY | os.O_CLOEXEC | getattr(os, "O_DIRECTORY", 0))
        except OSError:
            return None

    with _held(folder, opened, lambda: _busy(str(folder), "a build of another project writes here"), wait_seconds):
        yield


@contextmanager
def _held(
    path: Path, opened: Callable[[], int | None], busy: Callable[[], SiteError], wait_seconds: float
) -> Iterator[int | None]:
    handle = _taken(path, opened, busy, time.monotonic() + wait_seconds)
    try:
        yield handle
    finally:
        if handle is not None:
            _lock(handle, free=True)  # a worker may have it open still
            os.close(handle)


def _taken(path: Path, opened: Callable[[], int | None], busy: Callable[[], SiteError], until: float) -> int | None:
    """An open file that is locked and stands at `path`; None where nothing can be locked."""
    while (handle := opened()) is not None:
        try:
            got = _lock(handle)
            if got is None or (got and _stands(handle, path)):
                return handle
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)
        if not got:
            if time.monotonic() > until:
                raise busy()
            time.sleep(_STEP_SECONDS)
    return None


def _lock(handle: int, free: bool = False) -> bool | None:
    """Whether the lock is ours (or free) now; None where there are no locks."""
    if sys.platform == "win32":
        return None
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_UN if free else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
        if error.errno in _UNLOCKABLE:
            return None
        raise
    return True


def _stands(handle: int, path: Path) -> bool:
    """Whether the open file is the one at `path`: it may have been removed meanwhile."""
    try:
        return os.path.samestat(os.fstat(handle), os.stat(path))
    except OSError:
        return False


def _sign(handle: int, verb: str) -> None:
    """Write who holds it. Only for people to read: nothing depends on it."""
    try:
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"site-gen {verb} (process {os.getpid()}, since {time.strftime('%H:%M:%S')})\n".encode(), 0)
    except OSError:
        pass


def _told(path: Path, root: Path) -> SiteError:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            holder = file.read(200).strip()
    except OSError:
        holder = ""
    return _busy(str(root), f"{holder or 'another site-gen'} is at work here")


def _busy(path: str, told: str) -> SiteError:
    return SiteError([Problem(path, 0, 0, BUSY, told, "wait for its end and try again, or end it")])
