"""A process that dies at any call that changes the disk, as by a pulled plug: half a write may be there, no more."""

from __future__ import annotations

import builtins
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from small_site import tree


class Killed(BaseException):
    """The process is no more."""


class _Life:
    """Counts the calls that change the disk below a folder, and ends at one of them; all after it fail too."""

    def __init__(self, root: Path, calls: int) -> None:
        self.root, self.left = str(root), calls

    def watch(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*values: Any, **named: Any) -> Any:
            self.tick()
            return real(*values, **named)

        return call

    def tick(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise Killed

    def opened(self, path: Any, mode: str = "r", *values: Any, **named: Any) -> Any:
        if "w" not in mode or not str(path).startswith(self.root):
            return _open(path, mode, *values, **named)
        self.tick()
        file = _open(path, mode, *values, **named)
        return _Half(file, self)


class _Half:
    """A file whose write may end half way."""

    def __init__(self, file: Any, life: _Life) -> None:
        self.file, self.life = file, life

    def __enter__(self) -> _Half:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)

    def write(self, data: bytes) -> None:
        self.file.write(data[: len(data) // 2])
        self.file.flush()
        self.life.tick()
        self.file.write(data[len(data) // 2 :])


_open = builtins.open


def kills(root: Path, place: Path, work: Callable[[Path], object]) -> Iterator[Path]:
    """A copy of the project for every call of `work` that changes the disk, killed there; the last one lives."""
    lived, calls = False, 0
    while not lived:
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(root, place)
        life = _Life(place, calls)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(builtins, "open", life.opened)
            for owner, name in ((os, "replace"), (Path, "mkdir"), (Path, "unlink")):
                patch.setattr(owner, name, life.watch(getattr(owner, name)))
            patch.setattr(os, "fsync", life.watch(lambda handle: None))  # no plug is pulled here: it only costs time
            try:
                work(place)
                lived = True
            except Killed:
                calls += 1
        yield place


def whole(root: Path) -> dict[str, bytes | str]:
    """The project's content; what a killed process left beside, hidden and read by nobody, apart."""
    return {path: data for path, data in tree(root / "content").items() if not path.endswith(".tmp")}
