"""Outputs to the folder: kept beside it first, moved in when all are there; only our own stale files go. A rim."""

from __future__ import annotations

import json
import os
import shutil
import stat
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Final

from msgspec import Struct

from site_gen.errors import Problem, SiteError
from site_gen.site.urls import MANIFEST

_FORMAT: Final = "site-gen/1"
STAGE: Final = ".staging"
"""How the name of a stage begins; the number of its process follows."""
_TRIES: Final = 20
_TRY_SECONDS: Final = 0.01
_LEAVE: Final = frozenset([".gitignore", ".gitattributes", ".git", ".gitkeep", "CNAME", ".nojekyll", ".DS_Store"])


class Staged(Struct, frozen=True):
    """One file of the site: it stands in its place already, or waits beside it."""

    path: str
    """Below the folder."""
    sha256: str
    file: str = ""
    """Its name in the stage; empty when the file in its place has these bytes."""


class Published(Struct, frozen=True):
    """What `publish` did."""

    written: tuple[str, ...]
    unchanged: int
    removed: tuple[str, ...]
    hashes: dict[str, str]
    """Path to SHA-256 of every file of the site."""


def read_manifest(folder: Path) -> dict[str, str]:
    """Path to SHA-256 of the files that we wrote; empty when there is no manifest of ours."""
    try:
        with open(folder / MANIFEST, encoding="utf-8") as file:
            told = json.load(file)
    except (OSError, ValueError):
        return {}
    files = told.get("files") if isinstance(told, dict) and told.get("format") == _FORMAT else None
    if not isinstance(files, dict):
        return {}
    return {path: digest for path, digest in files.items() if isinstance(digest, str) and _is_inside(path)}


def check_folder(folder: Path, root: Path) -> None:
    """Refuse a folder that must not be written: a file, a source folder, a home or root folder, somebody else's files.

    A folder is ours when it is new, empty or has our manifest. Raises SiteError; changes nothing.
    """
    real = Path(os.path.realpath(folder))
    shown = str(folder)
    sources = [root / name for name in ("", "content", "seeds", "templates", ".site-gen", ".git")]
    if real == Path(real.anchor) or real == Path(os.path.realpath(Path.home())):
        raise _refuse(shown, "this is a home or root folder")
    if (
        any(real == Path(os.path.realpath(source)) for source in sources)
        or real in Path(os.path.realpath(root)).parents
    ):
        raise _refuse(shown, "this folder has the project's sources")
    if any(Path(os.path.realpath(source)) in real.parents for source in sources[1:]):
        raise _refuse(shown, "this folder lies inside the project's sources")
    if not os.path.lexists(real):
        return
    if not real.is_dir():
        raise _refuse(shown, "this is a file, not a folder")
    try:
        foreign = sorted(name for name in os.listdir(real) if name not in _LEAVE and not name.startswith(STAGE))
    except OSError as error:
        raise _refuse(shown, f"this folder cannot be read: {error.strerror}") from None
    if foreign and not read_manifest(real):
        raise _refuse(shown, f'this folder has files that site-gen did not write, such as "{foreign[0]}"')


class Stage:
    """Where files wait until all are there. Processes may share one: each names its files after itself, and after its
    `host` where that is not the builder's. A file that is there already is never written to."""

    def __init__(self, folder: Path, manifest: Mapping[str, str], name: str, host: str = "") -> None:
        self.folder, self.manifest, self.place, self.host = folder, manifest, folder / name, host
        self._linked: dict[str, bool] = {}
        self._own, self._count = "", 0

    def keep(self, path: str, data: bytes) -> Staged:
        """Lay a file beside its place, unless it stands there already. Refuses what is in its way and not ours."""
        parent = path.rpartition("/")[0]
        if parent not in self._linked:
            self._linked[parent] = _check_way(self.folder, parent, self.manifest)
        hashed = sha256(data).hexdigest()
        if not self._linked[parent] and _has(self.folder, path, data):
            return Staged(path, hashed)
        return Staged(path, hashed, self._lay(data))

    def _lay(self, data: bytes) -> str:
        """Write to a new file; its name."""
        own = f"{self.host}-{os.getpid()}"
        if self._own != own:  # a folder each, or processes wait for one another to put a file in
            self._own = own
            (self.place / own).mkdir(exist_ok=True)
        while True:
            self._count += 1
            name = f"{own}/{self._count}"
            with suppress(FileExistsError), open(f"{self.place}/{name}", "xb") as file:
                file.write(data)
                return name


def publish(make: Callable[[Stage], Iterable[Staged]], manifest: Mapping[str, str], folder: Path) -> Published:
    """Write to `folder` what `make` stages; remove what `manifest` says we wrote and that no file takes.

    Nothing that a reader sees changes before the last file is staged, so an error while they are made leaves the folder
    as it was. Same bytes are not written. Raises SiteError when the disk refuses.
    """
    stage = Stage(folder, manifest, f"{STAGE}-{os.getpid()}")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _clear_stages(folder)
        stage.place.mkdir()
        staged = list(make(stage))
        changed = [one for one in staged if one.file]
        hashes = {one.path: one.sha256 for one in staged}
        if changed or hashes.keys() != manifest.keys():
            _write_manifest(folder, {**manifest, **hashes})
        _move_all(changed, folder, stage.place)
        removed = tuple(sorted(set(manifest) - set(hashes)))
        for path in removed:
            _remove(folder, path)
        _write_manifest(folder, hashes)
    except OSError as error:
        raise _refuse(error.filename or str(folder), f"the disk refused: {error.strerror}") from error
    finally:
        _discard(stage.place)
    return Published(tuple(one.path for one in changed), len(hashes) - len(changed), removed, hashes)


def _discard(place: Path) -> None:
    """Remove a stage. Renamed first: a worker elsewhere that has not heard of the end can put nothing more into it."""
    gone = place.with_name(f"{place.name}-gone")
    with suppress(OSError):
        os.replace(place, gone)
        for _ in range(_TRIES):  # a file that was on its way in at that moment keeps the folder from going
            shutil.rmtree(gone, ignore_errors=True)
            if not gone.exists():
                return
            time.sleep(_TRY_SECONDS)


def _has(folder: Path, path: str, data: bytes) -> bool:
    """Whether the file at `path` is a plain one with these bytes. Refuses a folder with files in it."""
    target = f"{folder}/{path}"
    try:
        told = os.lstat(target)
        if stat.S_ISDIR(told.st_mode) and os.listdir(target):
            raise _refuse(target, "a folder with files stands where a page must be")
        if not stat.S_ISREG(told.st_mode) or told.st_size != len(data):
            return False
        with open(target, "rb") as file:
            return file.read() == data
    except OSError:
        return False


def _move_all(changed: Iterable[Staged], folder: Path, stage: Path) -> None:
    """Rename into place. What blocks the way was looked at before: a link, or something that took the place of ours."""
    ready: set[str] = set()
    for one in changed:
        path, waits = one.path, f"{stage}/{one.file}"
        parent = path.rpartition("/")[0]
        if parent not in ready:
            _make_way(folder, parent)
            ready.add(parent)
        try:
            os.replace(waits, f"{folder}/{path}")
        except (IsADirectoryError, PermissionError, FileExistsError):
            os.rmdir(f"{folder}/{path}")
            os.replace(waits, f"{folder}/{path}")


def _make_way(folder: Path, parent: str) -> None:
    """Our folders down to `parent`, plain ones."""
    step = folder
    for part in parent.split("/") if parent else ():
        step = step / part
        if step.is_symlink() or step.is_file():
            step.unlink()
        step.mkdir(exist_ok=True)


def _check_way(folder: Path, parent: str, manifest: Mapping[str, str]) -> bool:
    """Whether a link stands on the way to `parent`. Refuses a file that is not of our making where a folder must be."""
    parts = parent.split("/") if parent else []
    steps = ["/".join(parts[: depth + 1]) for depth in range(len(parts))]
    for step in steps:
        ours = any(known.startswith(f"{step}/") for known in manifest)
        if (folder / step).is_file() and not (folder / step).is_symlink() and not ours:
            raise _refuse(str(folder / step), "a file stands where a folder must be")
    return any((folder / step).is_symlink() for step in steps)


def _remove(folder: Path, path: str) -> None:
    """Remove one of our files and the folders that it leaves empty; links on the way are not followed."""
    steps = path.split("/")
    if any((folder / "/".join(steps[:depth])).is_symlink() for depth in range(1, len(steps))):
        return
    try:
        (folder / path).unlink()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return
    for depth in range(len(steps) - 1, 0, -1):
        try:
            (folder / "/".join(steps[:depth])).rmdir()
        except OSError:
            return


def _write_manifest(folder: Path, hashes: Mapping[str, str]) -> None:
    data = (json.dumps({"format": _FORMAT, "files": dict(sorted(hashes.items()))}, indent=0) + "\n").encode()
    if _has(folder, MANIFEST, data):
        return
    beside = folder / f"{STAGE}-manifest-{os.getpid()}"
    try:
        with open(beside, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, folder / MANIFEST)
    finally:
        beside.unlink(missing_ok=True)


def _clear_stages(folder: Path) -> None:
    """Remove what a killed build left."""
    for name in os.listdir(folder):
        if name.startswith(STAGE):
            path = folder / name
            shutil.rmtree(path, ignore_errors=True) if path.is_dir() and not path.is_symlink() else path.unlink()


def _is_inside(path: object) -> bool:
    """Whether a manifest's path is one that we could have written."""
    if not isinstance(path, str) or not path or "\\" in path or "\0" in path:
        return False
    return all(part not in ("", ".", "..") for part in path.split("/"))


def _refuse(path: str, message: str) -> SiteError:
    return SiteError(
        [Problem(path, 0, 0, "bad-output", message, "choose another folder with -o, or empty this one yourself")]
    )
