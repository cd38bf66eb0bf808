"""From the stage to the folder as one step with a way back: all of a site's changes, or none. A rim.

The folder itself is never exchanged: people mount it, stand in it, watch it and keep files in it, and a copy of it,
were it of links alone, costs more than a whole build with one edit. Instead every step can be undone. A file takes the
place of another by an exchange, so that the old one waits in the stage; what goes is moved into the stage too. When a
step fails the others are undone. Before the first, a journal is laid into the stage: where the process is killed, the
next build goes the way to its end from there, since everything that it takes is in the stage.
"""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import stat
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Final

from msgspec import Struct

JOURNAL: Final = ".journal"
"""In the stage: what is to be moved and removed. A stage without one has nothing that anybody waits for."""
_HELD: Final = ".held"
"""Folder in the stage: what stood in the way, or goes."""
_OUTSIDE: Final = re.compile(r"[\\\0]|[\n/]\.{0,2}[\n/]")
"""In paths that have breaks around them, something that one of ours has not."""
_FEW: Final = 100
"""So few files are kept by links sooner than the way to exchange them is loaded."""
_EXCHANGE: Final = 2
"""RENAME_EXCHANGE of renameat2(2)."""
_HERE: Final = -100
"""AT_FDCWD."""
_LACKING: Final = frozenset([errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EPERM])
"""Errors of a file system, kernel or sandbox that knows no exchange."""

Exchange = Callable[[str, str], bool]
"""Exchanges two files at once; False where that is not to be had, with nothing done."""


class Change(Struct, frozen=True):
    """What becomes of the folder."""

    moves: tuple[tuple[str, str, int], ...]
    """Name in the stage, path in the folder, inode; the last is what tells that all is done: the manifest."""
    removed: tuple[str, ...]
    """Paths of files that go."""


def change_of(place: Path, moves: Iterable[tuple[str, str]], removed: Sequence[str]) -> Change:
    """The change that moves (name in the stage, path in the folder) and removes."""
    told = tuple((name, path, os.lstat(f"{place}/{name}").st_ino) for name, path in moves)
    return Change(told, tuple(removed))


def move(change: Change, folder: Path, place: Path) -> None:
    """Make the change. Raises OSError, and whatever else ends it, with the folder as it was."""
    _write_journal(place, change)
    way = _Way(folder, place, exchange if len(change.moves) > _FEW else _no_exchange)
    try:
        way.go(change)
    except BaseException:
        if way.back():
            _forget(place)
        raise
    _forget(place)


def resume(folder: Path, place: Path) -> bool:
    """Go a killed build's way to its end; whether there was one. Raises OSError."""
    change = _read_journal(place)
    if change is None:
        return False
    moves = tuple(one for one in change.moves if _inode(f"{place}/{one[0]}") == one[2])
    _Way(folder, place, _no_exchange).go(Change(moves, change.removed))
    _forget(place)
    return True


class _Way:
    """The steps gone, each with its undoing."""

    def __init__(self, folder: Path, place: Path, exchange: Exchange) -> None:
        self.folder, self.place, self.exchange = str(folder), str(place), exchange
        self._undo: list[tuple[Callable[[str, str], object], str, str]] = []
        self._ready: set[str] = set()
        self._held = 0

    def go(self, change: Change) -> None:
        """All steps; the last move comes after everything that is removed."""
        with suppress(FileExistsError):
            os.mkdir(f"{self.place}/{_HELD}")
        for name, path, _ in change.moves[:-1]:
            self._take(name, path)
        for path in change.removed:
            self._remove(path)
        for name, path, _ in change.moves[-1:]:
            self._take(name, path)

    def back(self) -> bool:
        """Undo all steps, the last one first, as far as the disk lets us; whether it did."""
        whole = True
        while self._undo:
            undo, one, other = self._undo.pop()
            try:
                undo(one, other)
            except OSError:
                whole = False
        return whole

    def _take(self, name: str, path: str) -> None:
        """A file or folder of the stage to its place."""
        waits, target = f"{self.place}/{name}", f"{self.folder}/{path}"
        self._make_way(path.rpartition("/")[0])
        try:
            told = os.lstat(target)
        except FileNotFoundError:
            os.rename(waits, target)
            self._undo.append((os.rename, target, waits))
            return
        if stat.S_ISDIR(told.st_mode):
            if os.listdir(target):
                raise OSError(errno.ENOTEMPTY, os.strerror(errno.ENOTEMPTY), target)
            self._put_away(target)
            os.rename(waits, target)
            self._undo.append((os.rename, target, waits))
        elif self.exchange(waits, target):
            self._undo.append((self.exchange, target, waits))
        else:
            kept = self._hold()
            _copy(target, kept)
            os.replace(waits, target)
            self._undo.append((os.replace, kept, target))

    def _make_way(self, parent: str) -> None:
        """Plain folders down to `parent`; what stands there instead is held."""
        if parent in self._ready:
            return
        step = self.folder
        for part in parent.split("/") if parent else ():
            step = f"{step}/{part}"
            if os.path.islink(step) or os.path.isfile(step):
                self._put_away(step)
            if not os.path.isdir(step):
                os.mkdir(step)
                self._undo.append((_rmdir, step, ""))
        self._ready.add(parent)

    def _remove(self, path: str) -> None:
        """One of our files goes, and the folders that it leaves empty; links on the way are not followed."""
        steps = path.split("/")
        above = [f"{self.folder}/{'/'.join(steps[:depth])}" for depth in range(1, len(steps))]
        target = f"{self.folder}/{path}"
        if any(os.path.islink(step) for step in above) or _is_folder(target):
            return
        with suppress(FileNotFoundError, NotADirectoryError):  # a killed build may have come as far as this
            self._put_away(target)
        for step in reversed(above):
            if not os.path.isdir(step):
                continue
            if os.listdir(step):
                return
            self._put_away(step)

    def _put_away(self, path: str) -> None:
        """To where it can come back from without the disk having to have room."""
        kept = self._hold()
        os.rename(path, kept)
        self._undo.append((os.rename, kept, path))

    def _hold(self) -> str:
        """A new name for what waits in the stage."""
        while True:
            self._held += 1
            name = f"{self.place}/{_HELD}/{self._held}"
            if not os.path.lexists(name):
                return name


def _rmdir(path: str, _: str) -> None:
    os.rmdir(path)


def _copy(path: str, to: str) -> None:
    """Another name for a file, or a file like it where there are no such names."""
    try:
        os.link(path, to, follow_symlinks=False)
    except OSError:
        shutil.copy2(path, to, follow_symlinks=False)


def exchange(one: str, other: str) -> bool:
    """Exchange two files at once. Linux alone can; elsewhere False."""
    renameat2 = _renameat2()
    if renameat2 is None:
        return False
    wrong = renameat2(os.fsencode(one), os.fsencode(other))
    if wrong in (0, *_LACKING):
        return wrong == 0
    raise OSError(wrong, os.strerror(wrong), other)


def _no_exchange(one: str, other: str) -> bool:
    return False


@cache
def _renameat2() -> Callable[[bytes, bytes], int] | None:
    """The exchange of this system as a function that tells the error's number."""
    import ctypes

    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return None
    call.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint)
    return lambda one, other: ctypes.get_errno() if call(_HERE, one, _HERE, other, _EXCHANGE) else 0


def _write_journal(place: Path, change: Change) -> None:
    with open(place / JOURNAL, "xb") as file:
        file.write(json.dumps([change.moves, change.removed]).encode())


def _read_journal(place: Path) -> Change | None:
    """The change that a stage, which is no link, waits for; None when it has no whole journal of ours."""
    try:
        with open(place / JOURNAL, "rb") as file:
            moves, removed = json.loads(file.read())
        told = Change(tuple((str(name), str(path), int(inode)) for name, path, inode in moves), tuple(removed))
    except (OSError, ValueError, TypeError):
        return None
    paths = (*(name for name, _, _ in told.moves), *(path for _, path, _ in told.moves), *told.removed)
    return told if all(is_inside(path) for path in paths) else None


def _forget(place: Path) -> None:
    """Nobody need do what the journal says. Should it stay, going its way once more changes nothing after all steps."""
    with suppress(OSError):
        os.unlink(place / JOURNAL)
        return
    with suppress(OSError):
        os.truncate(place / JOURNAL, 0)


def is_inside(path: object) -> bool:
    """Whether a path that was read from a file is one that we could have written."""
    if not isinstance(path, str) or not path or "\\" in path or "\0" in path:
        return False
    return all(part not in ("", ".", "..") for part in path.split("/"))


def are_inside(paths: Iterable[str]) -> bool:
    """Whether all of them are, for many that are hardly ever wrong: looked at as one text."""
    return not _OUTSIDE.search("\n".join(("", *paths, "")))


def _is_folder(path: str) -> bool:
    return os.path.isdir(path) and not os.path.islink(path)


def _inode(path: str) -> int:
    try:
        return os.lstat(path).st_ino
    except OSError:
        return -1
