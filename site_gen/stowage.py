"""Bytes that lie in a file without a name until somebody asks for them, so that memory is for what is small. A rim.

The file is gone when nobody has it open any more, however the program ends. Where it cannot be had or has no room, the
bytes stay in memory: nothing else depends on it.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from io import FileIO
from pathlib import Path
from tempfile import TemporaryFile
from typing import Final

from msgspec import Struct

_PIECE_BYTES: Final = 65_536
"""So much is written at once, which takes a quarter of the time of writing each by itself."""


class _Hold:
    """A file that only grows, with what is yet to be written to it."""

    def __init__(self, file: FileIO) -> None:
        self._file, self._written, self._waiting, self.full = file, 0, bytearray(), False

    def put(self, data: bytes) -> int:
        """Where these bytes lie from now on. A disk that refuses leaves the last in memory, and the file is full."""
        at = self._written + len(self._waiting)
        self._waiting += data
        if len(self._waiting) >= _PIECE_BYTES:
            try:
                self.full = os.pwrite(self._file.fileno(), self._waiting, self._written) != len(self._waiting)
            except OSError:
                self.full = True
            if not self.full:
                self._written += len(self._waiting)
                self._waiting.clear()
        return at

    def get(self, size: int, at: int) -> bytes:
        """So many bytes from there."""
        if at >= self._written:
            return bytes(self._waiting[at - self._written : at - self._written + size])
        return os.pread(self._file.fileno(), size, at)


class _Place(Struct, frozen=True, gc=False):
    """Where some bytes lie."""

    hold: _Hold
    size: int
    at: int

    def __call__(self) -> bytes:
        """They themselves. Raises OSError where the disk fails."""
        return self.hold.get(self.size, self.at)


class _Kept(Struct, frozen=True, gc=False):
    """Bytes that stayed in memory."""

    data: bytes

    def __call__(self) -> bytes:
        """They themselves."""
        return self.data


class Stowage:
    """A place for bytes. A forked process reads what was put there before; what it puts goes to a file of its own."""

    def __init__(self, folder: Path | None) -> None:
        """Files lie in `folder`; None keeps all in memory."""
        self._folder, self._owner = folder, 0
        self._hold: _Hold | None = None

    def stow(self, data: bytes) -> Callable[[], bytes]:
        """Put bytes away; what it returns gives them back."""
        if self._owner != os.getpid():
            self._owner, self._hold = os.getpid(), self._open()
        if self._hold is None or self._hold.full:
            return _Kept(data)
        return _Place(self._hold, len(data), self._hold.put(data))

    def _open(self) -> _Hold | None:
        try:
            # open as long as somebody may ask for what is in it
            return _Hold(TemporaryFile(dir=self._folder, buffering=0)) if self._folder else None
        except OSError:
            return None
