"""Files as the file system tells them: which there are below a folder, and whether they changed. A rim.

Light on purpose: a build with nothing to do imports this and no parser.
"""

from __future__ import annotations

import os
import re
import stat
import time
import unicodedata
from collections.abc import Iterable, Iterator
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import Final

from msgspec import Struct

from site_gen.errors import Problem

_TICK_NS: Final = 20_000_000
_LEAVINGS: Final = ("~", ".swp", ".tmp", ".bak", ".orig")
_ODD_NAME: Final = re.compile(rf"[^ -~]|/[.#]|(?:{'|'.join(map(re.escape, _LEAVINGS))})/")
"""One to be passed over, or with a character that is to be looked at, among names between slashes."""
_NUMBERS: Final = attrgetter("st_mode", "st_size", "st_mtime_ns", "st_ctime_ns", "st_ino")


Stamp = tuple[int, int, int]
"""Size, time of content, time of any change; of a folder its mode for a size; -1 where nothing stands."""
_GONE: Final[Stamp] = (-1, -1, -1)


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


def list_files(
    root: Path,
    folder: str,
    problems: list[Problem],
    others: list[str] | None = None,
    folders: dict[str, Stamp] | None = None,
) -> list[FileStamp]:
    """Stamps of all plain files below `folder` in path order. Hidden names and editors' leavings are passed over;
    links, pipes, devices and names that are not UTF-8 are problems. `others` takes the paths of whatever is no plain
    file, folders too; `folders` the stamps of those that were listed, from before that."""
    others, folders = [] if others is None else others, {} if folders is None else folders
    return sorted(_walk(root, folder, problems, others, folders), key=attrgetter("path"))


def _walk(
    root: Path, folder: str, problems: list[Problem], others: list[str], folders: dict[str, Stamp]
) -> Iterator[FileStamp]:
    """The files of all folders, without recursion: a file system nests deeper than Python does."""
    if _is_link(root, folder):
        told = "this folder is a link; nothing beyond the project's folder is read"
        problems.append(Problem(folder, 0, 0, "not-a-folder", told, "put the folder itself here"))
        return
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            yield from _files(root, here, waiting, problems, others, folders)
        except FileNotFoundError:
            folders[here] = _GONE
        except OSError as error:
            told = f"this folder cannot be listed: {error.strerror}"
            problems.append(Problem(here, 0, 0, "unreadable", told, "check that it is a folder you may read"))


def _files(
    root: Path,
    here: str,
    waiting: list[str],
    problems: list[Problem],
    others: list[str],
    folders: dict[str, Stamp],
) -> list[FileStamp]:
    """The files of one folder; the folders in it are added to `waiting`. From an open folder names are found sooner."""
    found: list[FileStamp] = []
    handle = os.open(root / here, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        told = os.fstat(handle)
        folders[here] = told.st_mode, told.st_mtime_ns, told.st_ctime_ns
        plain = _plain_files(handle, here)
        if plain is not None:
            return plain
        for entry in list(os.scandir(handle)):
            if is_passed_over(entry.name):
                continue
            path = f"{here}/{entry.name}"
            stamp = _looked_at(entry, path, waiting, problems)
            if stamp is None:
                others.append(path)
            else:
                found.append(stamp)
    finally:
        os.close(handle)
    return found


def _plain_files(handle: int, here: str) -> list[FileStamp] | None:
    """The files of an open folder that has nothing but plain ones with plain names, as one of many has, in a third of
    the time that it takes to go through them one by one; else None."""
    names = os.listdir(handle)
    if _ODD_NAME.search(f"/{'/'.join(names)}/"):
        return None
    look = partial(os.stat, dir_fd=handle, follow_symlinks=False)
    try:
        numbers = list(map(_NUMBERS, map(look, names)))
    except OSError:
        return None
    if not all(stat.S_ISREG(mode) for mode in {one[0] for one in numbers}):
        return None
    return [FileStamp(f"{here}/{name}", *stamp) for name, (_, *stamp) in zip(names, numbers, strict=True)]


def is_passed_over(name: str) -> bool:
    """Whether a file of this name is nobody's business: hidden, or left by an editor."""
    return name.startswith((".", "#")) or name.endswith(_LEAVINGS)


def _is_link(root: Path, folder: str) -> bool:
    """Whether a step from the project's folder to `folder` is a link."""
    steps = folder.split("/")
    return any((root / "/".join(steps[:depth])).is_symlink() for depth in range(1, len(steps) + 1))


def _looked_at(entry: os.DirEntry[str], path: str, waiting: list[str], problems: list[Problem]) -> FileStamp | None:
    """A file's stamp; None for a folder, which is to be looked into, for what is neither, which is told, or gone."""
    name = entry.name
    wrong = "" if name.isascii() and name.isprintable() else _bad_name(name)
    if wrong:
        problems.append(Problem(ascii(path)[1:-1], 0, 0, "bad-file-name", wrong, "rename the file"))
        return None
    try:
        if entry.is_dir(follow_symlinks=False):
            waiting.append(path)
            return None
        told = entry.stat(follow_symlinks=False)
    except FileNotFoundError:
        return None
    except OSError as error:
        said = f"this file cannot be looked at: {error.strerror}"
        problems.append(Problem(path, 0, 0, "unreadable", said, "check its permissions and the disk"))
        return None
    if not stat.S_ISREG(told.st_mode):
        said = "this is a link, pipe or device, not a plain file"
        problems.append(Problem(path, 0, 0, "not-a-file", said, "put a plain file here"))
        return None
    return FileStamp(path, told.st_size, told.st_mtime_ns, told.st_ctime_ns, told.st_ino)


def _bad_name(name: str) -> str:
    """Why a file's name cannot be told or kept on every system; "" when it can."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return "the file's name is not UTF-8"
    if any(unicodedata.category(char) == "Cc" for char in name):
        return "the file's name has a control character"
    return ""


def is_settled(stamp: FileStamp) -> bool:
    """Whether a next change must leave another stamp: file systems count time in ticks of some milliseconds."""
    return is_past(stamp.ctime_ns)


def is_past(time_ns: int) -> bool:
    """Whether what changes now gets a later time than this."""
    return time.time_ns() - time_ns > _TICK_NS


class Listed(Struct, frozen=True):
    """What there is below some folders."""

    files: tuple[FileStamp, ...]
    folders: dict[str, Stamp]
    """Stamps of all folders that were gone through, from before that."""
    problems: tuple[Problem, ...]

    def below(self, folder: str) -> tuple[FileStamp, ...] | None:
        """What `list_files` gives of a folder among them; None where it has more to tell than files."""
        inside = f"{folder}/"
        if folder not in self.folders or self.problems or any(one.startswith(inside) for one in self.folders):
            return None
        return tuple(stamp for stamp in self.files if stamp.path.startswith(inside))


def list_all(root: Path, folders: Iterable[str]) -> Listed:
    """Everything below the folders: equal stamps mean that nothing changed."""
    problems: list[Problem] = []
    listed: dict[str, Stamp] = {}
    files = tuple(stamp for folder in folders for stamp in list_files(root, folder, problems, folders=listed))
    return Listed(files, listed, tuple(problems))
