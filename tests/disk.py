"""A disk that refuses: the n-th call that changes it fails, alone or with all after it, or a kill comes there."""

from __future__ import annotations

import builtins
import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final, Literal

import pytest

import site_gen.site.moving

Mode = Literal["once", "full", "dead", "kill"]
"""The call fails; the disk is full from then on; it is gone from then on; the process is killed there."""
_GROWS: Final = frozenset(["open", "write", "mkdir", "link", "fsync"])
_CALLS: Final = ("mkdir", "rmdir", "rename", "replace", "unlink", "link", "fsync")


class Disk:
    """Counts the calls that change the disk, and refuses from the one with the number `at`, the first being 0."""

    def __init__(self, at: int, mode: Mode) -> None:
        self.at, self.mode = at, mode
        self.calls = 0

    def ask(self, call: str) -> None:
        """Let a call be, or not."""
        number = self.calls
        self.calls += 1
        if number < self.at or (number > self.at and self.mode == "once"):
            return
        if self.mode == "kill":
            os.kill(os.getpid(), 9)
        if self.mode == "full":
            if call in _GROWS:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    def watched(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        """A call that asks first."""

        def call(*values: Any, **named: Any) -> Any:
            self.ask(name)
            return real(*values, **named)

        return call

    def open(self, path: Any, mode: str = "r", *values: Any, **named: Any) -> Any:
        """`open`, with a file whose writes ask too."""
        if not set(mode) & set("wxa+"):
            return _open(path, mode, *values, **named)
        self.ask("open")
        return _Written(_open(path, mode, *values, **named), self)

    def open_bare(self, path: Any, flags: int, *values: Any, **named: Any) -> int:
        """`os.open`; what makes a file asks."""
        if flags & os.O_CREAT:
            self.ask("open")
        return _os_open(path, flags, *values, **named)

    def write_bare(self, handle: int, data: Any) -> int:
        """`os.write`: half of it, then the question, then as much of the rest as it likes."""
        half = _os_write(handle, data[: len(data) // 2])
        self.ask("write")
        return half + _os_write(handle, data[half:-1] or data[half:])


class _Written:
    def __init__(self, file: Any, disk: Disk) -> None:
        self.file, self.disk = file, disk

    def __enter__(self) -> _Written:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)

    def write(self, data: bytes) -> None:
        """Half of it, then the question, then the rest."""
        self.file.write(data[: len(data) // 2])
        self.file.flush()
        self.disk.ask("write")
        self.file.write(data[len(data) // 2 :])


_open = builtins.open
_os_open = os.open
_os_write = os.write


@contextmanager
def disk(at: int, mode: Mode) -> Iterator[Disk]:
    """Within the block the disk is such."""
    found = Disk(at, mode)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(builtins, "open", found.open)
        patch.setattr(os, "open", found.open_bare)
        patch.setattr(os, "write", found.write_bare)
        for name in _CALLS:
            patch.setattr(os, name, found.watched(name, getattr(os, name)))
        exchange = site_gen.site.moving.exchange
        patch.setattr(site_gen.site.moving, "exchange", found.watched("rename", exchange))
        yield found
