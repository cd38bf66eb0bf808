"""Whether a site stands as the last build left it, and what that build told. A rim.

A build with nothing to do is this and little else: a look at every folder and file that was read, and at every file
that was written. Only the standard library is imported, and of it what starts quickly; what is remembered lies in a
file of its own in the project's memory, since SQLite takes as long to start as all of this for a small site.
"""

from __future__ import annotations

import json
import os
from array import array
from itertools import chain
from operator import attrgetter
from zlib import crc32

TYPE_CHECKING = False  # not from typing, which takes longer to import than this takes for a small site
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path
    from typing import Any, Final

    Stamp = tuple[int, int, int]
    """Size, time of content, time of any change."""
    Read = tuple[Mapping[str, Stamp], Mapping[str, Stamp]]
    """Folders, with their mode for a size, and files: stamps by path."""

FOLDER: Final = ".site-gen"
"""Of a project's memory."""
_BREAK: Final = b"\n"
"""Before each path; a name with one is passed over wherever files are listed."""
_NUMBERS: Final = attrgetter("st_size", "st_mtime_ns", "st_ctime_ns")
_SOURCES: Final = (".py", ".toml", ".html", ".xml", ".css", ".js", ".json", ".po")
"""Endings of the files that decide on results."""


def default_templates() -> Path:
    """The templates that come with the package; in a clone they stand beside it."""
    from pathlib import Path

    return Path(_templates())


def _templates() -> str:
    package = os.path.dirname(__file__)
    inside = os.path.join(package, "default_templates")
    return inside if os.path.isdir(inside) else os.path.join(os.path.dirname(package), "templates")


def places(root: str) -> list[str]:
    """Below what the folders lie that a build of the project at `root` reads."""
    default = _templates()
    return [root] if default == os.path.join(root, "templates") else [root, os.path.dirname(default)]


def code_files() -> str:
    """Names, sizes and times of the package's files that decide on results."""
    found: list[str] = []
    package = os.path.dirname(__file__)
    waiting = [package]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.name.endswith(_SOURCES):
                    told = entry.stat()
                    found.append(f"{entry.path.removeprefix(package)}\0{told.st_size}\0{told.st_mtime_ns}")
                elif entry.is_dir() and entry.name != "__pycache__":
                    waiting.append(entry.path)
    return "\0".join(sorted(found))


def keep_run(
    root: str,
    asked: Sequence[object],
    read: Sequence[Read],
    written: Mapping[str, Stamp],
    folder: str,
    report: Mapping[str, Any],
) -> None:
    """Remember a build of the project at `root`: all that was asked of it, what it read below each of the `places`,
    what it wrote to `folder`, and its report as JSON has it. Not one whose files somebody took away meanwhile; a disk
    that refuses costs the next build its shortcut."""
    path = _path(root, asked)
    if not written or any(size < 0 for size, _, _ in written.values()) or os.path.islink(os.path.dirname(path)):
        return
    parts = [part for files in (*(files for _, files in read), written) for part in _packed(files)]
    above = sorted({parent for inside in {name.rpartition("/")[0] for name in written} for parent in _above(inside)})
    told = {
        "asked": repr(asked),
        "code": code_files(),
        "read": [folders for folders, _ in read],
        "folder": folder_stamp(folder),
        "above": above,
        "sizes": [len(part) for part in parts],
        "report": report,
    }
    head = json.dumps(told).encode()
    try:
        with open(f"{path}.new", "wb") as file:
            file.writelines((b"%08x " % crc32(head), head, _BREAK, *parts))
        os.replace(f"{path}.new", path)
    except OSError:
        return


def last_run(root: str, asked: Sequence[object], folder: str) -> dict[str, Any] | None:
    """The report of the last such build of the project at `root`, when nothing has changed since of what it read, and
    nothing of what it wrote to `folder`."""
    path = _path(root, asked)
    try:
        if os.path.islink(os.path.dirname(path)):
            return None
        with open(path, "rb") as file:
            data = file.read()
        head, _, rest = data.partition(_BREAK)
        seal, _, head = head.partition(b" ")
        if int(seal, 16) != crc32(head):
            return None
        told = json.loads(head)
        if told["asked"] != repr(asked) or told["code"] != code_files():
            return None
        parts = iter(_parts(rest, told["sizes"]))
        for place, folders in zip(places(root), told["read"], strict=True):
            if any(folder_stamp(f"{place}/{below}") != tuple(stamp) for below, stamp in folders.items()):
                return None
            if not _stand(place, next(parts), next(parts)):
                return None
        if folder_stamp(folder) != tuple(told["folder"]):  # a stage of an ended build may lie in it
            return None
        if any(os.path.islink(f"{folder}/{parent}") for parent in told["above"]):
            return None
        report: dict[str, Any] = told["report"]
        return report if _stand(folder, next(parts), next(parts)) else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, StopIteration):
        return None


def told_again(root: str, asked: Sequence[object]) -> dict[str, Any] | None:
    """The report of a build that has nothing to do; `asked` names the output folder first. An empty one where there is
    something, None where this cannot tell. Waits for nobody: while another build moves files, there is something."""
    output = str(asked[0])
    folder = os.path.join(root, output)
    if os.path.isabs(output) or os.path.realpath(folder) != os.path.join(os.path.realpath(root), output):
        return None
    return last_run(root, asked, folder) or {}


def folder_stamp(path: str) -> Stamp:
    """A folder's mode and times, which are others when a file has come or gone; (-1, -1, -1) where nothing stands."""
    try:
        told = os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return -1, -1, -1
    return told.st_mode, told.st_mtime_ns, told.st_ctime_ns


def _path(root: str, asked: Sequence[object]) -> str:
    return os.path.join(root, FOLDER, f"last-{crc32(repr(asked).encode()):08x}")


def _packed(files: Mapping[str, Stamp]) -> tuple[bytes, bytes]:
    """Paths, each behind a break, and stamps."""
    return "\n".join(("", *files)).encode(), array("q", chain.from_iterable(files.values())).tobytes()


def _parts(data: bytes, sizes: Iterable[int]) -> list[bytes]:
    found, start = [], 0
    for size in sizes:
        found.append(data[start : start + size])
        start += size
    return found


def _stand(place: str, files: bytes, stamps: bytes) -> bool:
    """Whether files stand as they did, as `_packed` gives them. Raises OSError where nothing stands. What was no plain
    file before cannot have its time. Nothing here is done file by file: that takes as long as to look at them."""
    paths = files.replace(_BREAK, _BREAK + os.fsencode(place) + b"/").split(_BREAK)[1:]
    return array("q", chain.from_iterable(map(_NUMBERS, map(os.lstat, paths)))).tobytes() == stamps


def _above(folder: str) -> list[str]:
    """A folder and those on the way to it."""
    return [folder[:at] for at, char in enumerate(f"{folder}/") if at and char == "/"]
