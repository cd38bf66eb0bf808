"""Files as the file system tells them: which there are below a folder, and whether they changed. A rim.

Light on purpose: a build with nothing to do imports this and no parser.
"""

from __future__ import annotations

import os
import stat
import time
import unicodedata
from collections.abc import Iterable, Iterator
from operator import attrgetter
from pathlib import Path
from typing import Final

from msgspec import Struct

from site_gen.errors import Problem

_TICK_NS: Final = 20_000_000


class FileStamp(Struct, frozen=True):
    """A file as the file system tells it: equal stamps mean an unchanged file."""

    path: str
    """Below the project, with "/"."""
    size: int
    """Bytes."""
    mtime_ns: int
    ctime_ns: int
    """Nobody can set it back, so it tells a change that kept size and time."""
    inode: int


def list_files(root: Path, folder: str, problems: list[Problem]) -> list[FileStamp]:
    """Stamps of all plain files below `folder` in path order. Hidden names and editors' leavings are passed over;
    links, pipes, devices and names that are not UTF-8 are problems."""
    return sorted(_walk(root, folder, problems), key=attrgetter("path"))


def _walk(root: Path, folder: str, problems: list[Problem]) -> Iterator[FileStamp]:
    try:
        entries = sorted(os.scandir(root / folder), key=attrgetter("name"))
    except FileNotFoundError:
        return
    except OSError as error:
        problems.append(
            Problem(
                folder,
                0,
                0,
                "unreadable",
                f"this folder cannot be listed: {error.strerror}",
                "check that it is a folder you may read",
            )
        )
        return
    for entry in entries:
        name = entry.name
        if name.startswith((".", "#")) or name.endswith(("~", ".swp", ".tmp", ".bak", ".orig")):
            continue
        path = f"{folder}/{name}"
        wrong = _bad_name(name)
        if wrong:
            problems.append(Problem(ascii(path), 0, 0, "bad-file-name", wrong, "rename the file"))
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(root, path, problems)
            continue
        told = entry.stat(follow_symlinks=False)
        if not stat.S_ISREG(told.st_mode):
            problems.append(
                Problem(
                    path,
                    0,
                    0,
                    "not-a-file",
                    "this is a link, pipe or device, not a plain file",
                    "put a plain file here",
                )
            )
            continue
        yield FileStamp(path, told.st_size, told.st_mtime_ns, told.st_ctime_ns, told.st_ino)


def _bad_name(name: str) -> str:
    """Why a file's name cannot be told or kept on every system; "" when it can."""
    if name.isascii() and name.isprintable():
        return ""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return "the file's name is not UTF-8"
    if any(unicodedata.category(char) == "Cc" for char in name):
        return "the file's name has a control character"
    return ""


def is_settled(stamp: FileStamp) -> bool:
    """Whether a next change must leave another stamp: file systems count time in ticks of some milliseconds."""
    return time.time_ns() - stamp.ctime_ns > _TICK_NS


def stamp_all(root: Path, folders: Iterable[str]) -> tuple[FileStamp, ...]:
    """Stamps of every file below the folders: equal tuples mean that nothing changed."""
    unseen: list[Problem] = []
    return tuple(stamp for folder in folders for stamp in list_files(root, folder, unseen))
