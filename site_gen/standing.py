"""Whether a site stands as the last build left it, and what that build told. A rim.

A build with nothing to do is this and little else: a look at every folder and file that was read, and at every file
that was written. Only the standard library is imported, and of it what starts quickly.
"""

from __future__ import annotations

import json
import os
from array import array
from hashlib import blake2b
from itertools import chain
from operator import attrgetter

TYPE_CHECKING = False  # not from typing, which takes longer to import than this takes for a small site
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path
    from typing import Any, Final

    from site_gen.memo import Memo

    Stamp = tuple[int, int, int]
    """Size, time of content, time of any change."""
    Read = tuple[Mapping[str, Stamp], Mapping[str, Stamp]]
    """Folders, with their mode for a size, and files: stamps by path."""


_KIND: Final = "run"
_BREAK: Final = b"\n"
"""Between paths; a name with one is passed over wherever files are listed."""
_NUMBERS: Final = attrgetter("st_size", "st_mtime_ns", "st_ctime_ns")


def default_templates() -> Path:
    """The templates that come with the package; in a clone they stand beside it."""
    from pathlib import Path

    inside = Path(__file__).parent / "default_templates"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "templates"


def places(root: Path) -> list[str]:
    """Below what the folders lie that a build of the project at `root` reads."""
    default = default_templates()
    return [str(root)] if default == root / "templates" else [str(root), str(default.parent)]


def run_key(output: str, base_url: str | None, drafts: bool, strict: bool, ingest: str, keep_going: bool) -> str:
    """Under what a build is remembered: what was asked of it that decides on its files, and our code."""
    from site_gen.memo import code_key

    asked = (output, base_url, drafts, strict, ingest, keep_going, code_key())
    return blake2b(repr(asked).encode(), digest_size=16).hexdigest()


def keep_run(
    memo: Memo, key: str, read: Sequence[Read], written: Mapping[str, Stamp], folder: str, report: Mapping[str, Any]
) -> None:
    """Remember a build: what it read below each of the places that `last_run` will be asked with, what it wrote to
    `folder`, and its report as JSON has it. One whose files somebody took away meanwhile is not remembered."""
    if not written or any(size < 0 for size, _, _ in written.values()):
        return
    told = [(folders, _seal(chain.from_iterable(files.values()))) for folders, files in read]
    seal = _seal(chain.from_iterable(written.values()))
    above = sorted({parent for path in {path.rpartition("/")[0] for path in written} for parent in _above(path)})
    head = json.dumps({"report": report, "read": told, "written": (folder_stamp(folder), above, seal)})
    paths = ["\n".join(("", *files)) for files in (*(files for _, files in read), written)]
    memo.put(_KIND, key, "\n\n".join((head, *paths)).encode())


def last_run(memo: Memo, key: str, places: Sequence[str], folder: str) -> dict[str, Any] | None:
    """The report of the last such build, when nothing has changed since of what it read below `places`, and nothing
    of what it wrote to `folder`."""
    raw = memo.get(_KIND, key)
    if raw is None:
        return None
    try:
        head, *files, written = raw.split(2 * _BREAK)
        told = json.loads(head)
        for place, below, (folders, seal) in zip(places, files, told["read"], strict=True):
            if any(folder_stamp(f"{place}/{path}") != tuple(stamp) for path, stamp in folders.items()):
                return None
            if _look(place, below) != seal:
                return None
        stamp, above, seal = told["written"]  # of the folder too: an ended build's stage may lie in it
        if folder_stamp(folder) != tuple(stamp) or any(os.path.islink(f"{folder}/{parent}") for parent in above):
            return None
        report: dict[str, Any] = told["report"]
        return report if _look(folder, written) == seal else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def folder_stamp(path: str) -> Stamp:
    """A folder's mode and times, which are others when a file has come or gone; (-1, -1, -1) where nothing stands."""
    try:
        told = os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return -1, -1, -1
    return told.st_mode, told.st_mtime_ns, told.st_ctime_ns


def _look(place: str, files: bytes) -> str:
    """The seal of files as they stand, each behind a break. Raises OSError where nothing stands. What was no plain file
    before cannot have its time. Nothing here is done file by file: that would take as long as to look at them."""
    paths = files.replace(_BREAK, _BREAK + os.fsencode(place) + b"/").split(_BREAK)[1:]
    return _seal(chain.from_iterable(map(_NUMBERS, map(os.lstat, paths))))


def _seal(numbers: Iterable[int]) -> str:
    return blake2b(array("q", numbers), digest_size=16).hexdigest()


def _above(folder: str) -> list[str]:
    """A folder and those on the way to it."""
    return [folder[:at] for at, char in enumerate(f"{folder}/") if at and char == "/"]


def told_again(root: Path, output: str, key: str) -> dict[str, Any] | None:
    """The report of a build that has nothing to do, as `run_key` names it; an empty one where there is something, None
    where this cannot tell. Waits for nobody: while another build moves files, there is something."""
    from site_gen.memo import Memo, memo_path

    folder = os.path.join(root, output)
    if os.path.isabs(output) or os.path.realpath(folder) != os.path.join(os.path.realpath(root), output):
        return None
    if not os.path.isfile(memo_path(root)):
        return None
    memo = Memo(root)
    try:
        return last_run(memo, key, places(root), folder) or {}
    finally:
        memo.close()
