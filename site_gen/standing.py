"""Whether a site stands as the last build left it, and what that build told; which items alone have changed. A rim.

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
ITEMS: Final = "content/items"
MEMORY: Final = "content/.ingest"
MOST: Final = 5
"""Items that may have changed for a run to be told still."""
_BREAK: Final = b"\n"
"""Before each path; a name with one is passed over wherever files are listed."""
_NUMBERS: Final = attrgetter("st_size", "st_mtime_ns", "st_ctime_ns")
_STAMP_BYTES: Final = 24
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
    token: str = "",
) -> None:
    """Remember a build of the project at `root`: all that was asked of it, what it read below each of the `places`,
    what it wrote to `folder`, its report as JSON has it, and the `token` under which the memory knows more of it. Not
    one whose files somebody took away meanwhile; a disk that refuses costs the next build its shortcut."""
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
        "token": token,
    }
    _write(path, told, parts)


def _write(path: str, told: Mapping[str, Any], parts: Sequence[bytes]) -> None:
    head = json.dumps(told).encode()
    try:
        with open(f"{path}.new", "wb") as file:
            file.writelines((b"%08x " % crc32(head), head, _BREAK, *parts))
        os.replace(f"{path}.new", path)
    except OSError:
        return


class Last:
    """The last such build of a project, whose site stands as it left it."""

    def __init__(self, root: str, path: str, seal: bytes, told: dict[str, Any], parts: list[bytes]) -> None:
        self.root, self.path, self.seal, self.told, self.parts = root, path, seal, told, parts
        self.changed: list[str] = []
        """Paths of items that are not as they were read; everything else is."""
        self.pinned: list[str] = []
        """Paths of their memories that are not, which was allowed for."""

    @property
    def report(self) -> dict[str, Any]:
        """What that build told."""
        found: dict[str, Any] = self.told["report"]
        return found

    @property
    def still(self) -> bool:
        """Whether it is the last one still: another may have been at work meanwhile."""
        try:
            with open(self.path, "rb") as file:
                return file.read(len(self.seal)) == self.seal
        except OSError:
            return False

    def compare(self, folder: str, alone: bool, pinned: bool) -> bool:
        """Look at everything; whether nothing has changed but the files of a few items. Raises OSError where something
        is gone. `alone` and `pinned` as in `last_run`."""
        moving = (ITEMS, MEMORY) if pinned else (ITEMS,)
        parts = iter(self.parts)
        for place, folders in zip(places(self.root), self.told["read"], strict=True):
            names, stamps = next(parts), next(parts)
            ours = place == self.root
            for below, stamp in folders.items():
                now = folder_stamp(f"{place}/{below}")
                if now == tuple(stamp):
                    continue
                if not (ours and below in moving and now[0] == stamp[0] and self._same_names(below)):
                    return False
            other = _differing(place, names, stamps, alone)
            if other:
                paths = _paths(names)
                found = [paths[number] for number in other[: 2 * MOST + 1]]
                self.changed = [path for path in found if _is_item(path)]
                self.pinned = [path for path in found if pinned and _item_of(path) in self.changed]
                if not ours or len(self.changed) > MOST or len(self.changed) + len(self.pinned) != len(other):
                    return False
        if folder_stamp(folder) != tuple(self.told["folder"]):  # a stage of an ended build may lie in it
            return False
        if any(os.path.islink(f"{folder}/{parent}") for parent in self.told["above"]):
            return False
        return not _differing(folder, next(parts), next(parts), alone)

    def _same_names(self, folder: str) -> bool:
        """Whether a folder has the files that it had: an editor may have put a new one in an old one's place."""
        from site_gen.content.stamps import is_passed_over

        inside = (path[len(folder) + 1 :] for path in _paths(self.parts[0]) if path.startswith(f"{folder}/"))
        known = {rest.partition("/")[0] for rest in inside}
        return {name for name in os.listdir(f"{self.root}/{folder}") if not is_passed_over(name)} == known

    def stamp_of(self, path: str) -> Stamp | None:
        """That of a file of the project as it was read."""
        paths, stamps = _paths(self.parts[0]), self.parts[1]
        if path not in paths:
            return None
        at = paths.index(path) * _STAMP_BYTES
        size, changed, touched = array("q", stamps[at : at + _STAMP_BYTES])
        return size, changed, touched

    def keep(self, read: Mapping[str, Stamp], written: Mapping[str, Stamp], folder: str, token: str) -> None:
        """Remember that these items were read anew, and these files of the site written."""
        parts = [*self.parts]
        parts[1] = _replaced(parts[0], parts[1], read)
        parts[-1] = _replaced(parts[-2], parts[-1], written)
        moving = (ITEMS, MEMORY) if self.pinned else (ITEMS,)
        folders = {**self.told["read"][0], **{below: folder_stamp(f"{self.root}/{below}") for below in moving}}
        told = {"read": [folders, *self.told["read"][1:]], "folder": folder_stamp(folder), "token": token}
        _write(self.path, {**self.told, **told}, parts)


def last_run(root: str, asked: Sequence[object], folder: str, alone: bool = False, pinned: bool = False) -> Last | None:
    """The last such build of the project at `root`, when nothing has changed since of what it wrote to `folder`, and of
    what it read nothing, or a few items alone; none came and none went. Where this is all that the process does, it may
    go to other folders meanwhile (`alone`), from which files are found in two thirds of the time. With `pinned` their
    memories may have changed too: for one who knows that their drafts have not."""
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
        last = Last(root, path, seal, told, _parts(rest, told["sizes"]))
        return last if last.compare(folder, alone, pinned) else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, StopIteration):
        return None


def told_again(root: str, asked: Sequence[object]) -> tuple[Last | None, bool]:
    """The last run, as `last_run` has it, of a build whose `asked` names the output folder first; and whether that
    could be told. Waits for nobody: while another build moves files, there is none."""
    output = str(asked[0])
    folder = os.path.join(root, output)
    if os.path.isabs(output) or os.path.realpath(folder) != os.path.join(os.path.realpath(root), output):
        return None, False
    return last_run(root, asked, folder, alone=True), True


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


def _differing(place: str, files: bytes, stamps: bytes, alone: bool) -> list[int]:
    """Which files below a place, as `_packed` gives them, do not stand as they did. Raises OSError where one is gone.
    What was no plain file before cannot have its time. Little is done file by file: that takes as long as to look."""
    now = _from_inside(place, files) if alone else _from_here(place, files)
    if now == stamps:
        return []
    starts = range(0, max(len(now), len(stamps)), _STAMP_BYTES)
    return [at // _STAMP_BYTES for at in starts if now[at : at + _STAMP_BYTES] != stamps[at : at + _STAMP_BYTES]]


def _looked(files: bytes) -> bytes:
    """The stamps of files, each path behind a break."""
    return array("q", chain.from_iterable(map(_NUMBERS, map(os.lstat, files.split(_BREAK)[1:])))).tobytes()


def _from_here(place: str, files: bytes) -> bytes:
    """The same of files below a place."""
    return _looked(files.replace(_BREAK, _BREAK + os.fsencode(place) + b"/"))


def _from_inside(place: str, files: bytes) -> bytes:
    """The same of files below a place, looked at from there where there is a way back."""
    try:
        before = os.open(".", os.O_RDONLY)
    except OSError:
        return _from_here(place, files)
    try:
        os.chdir(place)
        return _looked(files)
    finally:
        os.fchdir(before)
        os.close(before)


def _paths(files: bytes) -> list[str]:
    """The paths that `_packed` gave."""
    return files.decode().split("\n")[1:]


def _replaced(files: bytes, stamps: bytes, new: Mapping[str, Stamp]) -> bytes:
    """The stamps, as `_packed` gave them, with new ones of some files."""
    paths, found = _paths(files), bytearray(stamps)
    for path, stamp in new.items():
        at = paths.index(path) * _STAMP_BYTES
        found[at : at + _STAMP_BYTES] = array("q", stamp).tobytes()
    return bytes(found)


def _is_item(path: str) -> bool:
    folder, _, name = path.rpartition("/")
    return folder == ITEMS and name.endswith(".md")


def _item_of(path: str) -> str:
    """The path of the item whose memory this is; "" for another file."""
    folder, _, name = path.rpartition("/")
    return f"{ITEMS}/{name.removesuffix('.json')}.md" if folder == MEMORY and name.endswith(".json") else ""


def _above(folder: str) -> list[str]:
    """A folder and those on the way to it."""
    return [folder[:at] for at, char in enumerate(f"{folder}/") if at and char == "/"]
