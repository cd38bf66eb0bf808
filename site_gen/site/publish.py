"""Outputs to the folder: laid into a stage first, moved in when all are there; only our own stale files go. A rim."""

from __future__ import annotations

import os
import shutil
import stat
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import Final

from msgspec import Struct

from site_gen.errors import Problem, SiteError
from site_gen.site.manifest import manifest_parts, read_manifest
from site_gen.site.moving import JOURNAL, change_of, move, resume
from site_gen.site.urls import MANIFEST

STAGE: Final = ".staging"
"""How the name of a stage begins; the number of its process follows."""
_PLAINLY: Final = os.O_RDONLY | os.O_NONBLOCK | getattr(os, "O_NOFOLLOW", 0)
_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
_CHUNK_BYTES: Final = 1 << 16
_PIECE_BYTES: Final = 1 << 15
"""More than most files have: room for a longer one has to be asked of the system each time."""
_TRIES: Final = 20
_TRY_SECONDS: Final = 0.01
LEAVE: Final = frozenset(
    [".gitignore", ".gitattributes", ".git", ".gitkeep", "CNAME", ".nojekyll", "_headers", "_redirects", ".DS_Store"]
)
"""What hosts and version control keep in such a folder."""


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


def check_folder(folder: Path, root: Path) -> dict[str, str]:
    """Refuse a folder that must not be written: as `check_place` does, and one with somebody else's files. Else the
    files that we wrote there, as `read_manifest` tells them.

    A folder is ours when it is new, empty or has our manifest; what a killed build began there is brought to its end
    first. Raises SiteError; changes nothing else.
    """
    check_place(folder, root)
    shown, real = str(folder), Path(os.path.realpath(folder))
    if not os.path.lexists(real):
        return {}
    try:
        recover(real)
        foreign = sorted(name for name in os.listdir(real) if name not in LEAVE)
    except OSError as error:
        raise _refuse(error.filename or shown, f"the disk refused: {error.strerror}") from None
    manifest = read_manifest(real)
    if foreign and not manifest:
        raise _refuse(shown, f'this folder has files that site-gen did not write, such as "{foreign[0]}"')
    return manifest


def check_place(folder: Path, root: Path) -> None:
    """Refuse a file, a source folder, a home or root folder, and what a link leads to outside. Only looks."""
    shown = str(folder)
    if "\0" in shown:
        raise _refuse(shown, "this is no name of a folder")
    real = Path(os.path.realpath(folder))
    if _leads_out(folder, root):
        raise _refuse(shown, f'a link leads out of the project to "{real}"')
    sources = [root / name for name in ("", "content", "seeds", "templates", ".site-gen", ".git")]
    if real == Path(real.anchor) or real == Path(os.path.realpath(os.path.expanduser("~"))):
        raise _refuse(shown, "this is a home or root folder")
    if (
        any(real == Path(os.path.realpath(source)) for source in sources)
        or real in Path(os.path.realpath(root)).parents
    ):
        raise _refuse(shown, "this folder has the project's sources")
    if any(Path(os.path.realpath(source)) in real.parents for source in sources[1:]):
        raise _refuse(shown, "this folder lies inside the project's sources")
    try:
        if not stat.S_ISDIR(os.lstat(real).st_mode):
            raise _refuse(shown, "this is a file, not a folder")
    except FileNotFoundError:
        return
    except OSError as error:
        raise _refuse(shown, f"no folder can stand here: {error.strerror}") from None


def _leads_out(folder: Path, root: Path) -> bool:
    """Whether a folder that is named as one of the project's stands elsewhere, by a link on the way."""
    named, project = os.path.abspath(folder), os.path.abspath(root)
    if named != project and not named.startswith(os.path.join(project, "")):
        return False
    inside = os.path.join(os.path.realpath(project), "")
    return not os.path.join(os.path.realpath(named), "").startswith(inside)


class Stage:
    """Where files wait until all are there, as they will stand. Processes may share one: a file that is there already
    is never written to, another name is taken. Those elsewhere name their files after their `host` and themselves."""

    def __init__(self, folder: Path, manifest: Mapping[str, str], name: str, host: str = "") -> None:
        self.folder, self.manifest, self.place, self.host = folder, manifest, folder / name, host
        self._linked: dict[str, bool] = {}
        self._empty: dict[str, bool] = {}
        self._count = 0

    def keep(self, path: str, data: bytes) -> Staged:
        """Lay a file beside its place, unless it stands there already. Refuses what is in its way and not ours."""
        parent = self._parent(path)
        hashed = sha256(data).hexdigest()
        if self._empty[parent]:
            return Staged(path, hashed, self._lay(path, data))
        if not self._linked[parent] and _has(self.folder, path, data):
            return Staged(path, hashed)
        self._check_ours(path, parent)
        return Staged(path, hashed, self._lay(path, data))

    def keep_long(self, path: str, parts: Iterable[bytes]) -> Staged:
        """The same for what need not be in memory at once. What `parts` raises leaves nothing behind."""
        parent = self._parent(path)
        hashed = sha256()
        name = self._lay(path, b"")
        try:
            with open(f"{self.place}/{name}", "ab") as file:
                for part in parts:
                    hashed.update(part)
                    file.write(part)
        except LookupError:
            os.unlink(f"{self.place}/{name}")
            raise
        if not self._linked[parent] and _is_same(f"{self.folder}/{path}", f"{self.place}/{name}"):
            os.unlink(f"{self.place}/{name}")
            return Staged(path, hashed.hexdigest())
        self._check_ours(path, parent)
        return Staged(path, hashed.hexdigest(), name)

    def _parent(self, path: str) -> str:
        """The folder of a file, made in the stage."""
        parent = path.rpartition("/")[0]
        if parent not in self._linked:
            self._linked[parent] = _check_way(self.folder, parent, self.manifest)
            self._empty[parent] = not os.path.lexists(f"{self.folder}/{parent}")
            if not self.host:
                _make_folders(self.place, parent)
        return parent

    def _check_ours(self, path: str, parent: str) -> None:
        ours = path in self.manifest or path == MANIFEST or self._linked[parent]
        if not ours and os.path.isfile(f"{self.folder}/{path}"):
            raise _refuse(f"{self.folder}/{path}", "a file that site-gen did not write stands where a page must be")

    def read(self, path: str, file: str, hashed: str) -> bytes | None:
        """A file of the site, in the stage under the name `file` or in its place; None when it is not what it was."""
        try:
            handle = os.open(f"{self.place}/{file}" if file else f"{self.folder}/{path}", _PLAINLY)
        except OSError:
            return None
        try:
            data = b"".join(iter(lambda: os.read(handle, _PIECE_BYTES), b""))
        except OSError:
            return None
        finally:
            os.close(handle)
        return data if sha256(data).hexdigest() == hashed else None

    def span(self, path: str, start: int, end: int, stamp: tuple[int, int, int]) -> Iterator[bytes]:
        """Bytes of a file in its place. Raises LookupError when it is not the one that this stamp was taken of."""
        try:
            with open(os.open(f"{self.folder}/{path}", _PLAINLY), "rb", buffering=0) as file:
                file.seek(start)
                while start < end and (data := file.read(min(end - start, _CHUNK_BYTES))):
                    start += len(data)
                    yield data
                told = os.fstat(file.fileno())
        except OSError:
            raise LookupError(path) from None
        if start < end or (told.st_size, told.st_mtime_ns, told.st_ctime_ns) != stamp:
            raise LookupError(path)

    def _lay(self, path: str, data: bytes) -> str:
        """Write to a new file; its name."""
        name = path if not self.host else self._other_name()
        while True:
            try:
                handle = os.open(f"{self.place}/{name}", _NEW, 0o666)
            except FileExistsError:
                name = self._other_name()
                continue
            try:
                rest = memoryview(data)
                while rest:
                    rest = rest[os.write(handle, rest) :]
            finally:
                os.close(handle)
            return name

    def _other_name(self) -> str:
        self._count += 1
        return f".{self.host}-{os.getpid()}-{self._count}"


def publish(make: Callable[[Stage], Iterable[Staged]], manifest: Mapping[str, str], folder: Path) -> Published:
    """Write to `folder` what `make` stages; remove what `manifest` says we wrote and that no file takes.

    Nothing that a reader sees changes before the last file is staged, and then all of it or nothing does, so an error
    leaves the folder as it was. Same bytes are not written. Raises SiteError when the disk refuses.
    """
    with staging(folder, manifest) as stage:
        staged = list(make(stage))
        changed = [one for one in staged if one.file]
        hashes = {one.path: one.sha256 for one in staged}
        removed = tuple(sorted(set(manifest) - set(hashes)))
        moves = _whole(changed, stage.place) if not manifest else [(one.file, one.path) for one in changed]
        settle(stage, moves, removed, manifest_parts(hashes))
    return Published(tuple(one.path for one in changed), len(hashes) - len(changed), removed, hashes)


@contextmanager
def staging(folder: Path, manifest: Mapping[str, str]) -> Iterator[Stage]:
    """A stage beside the files of `folder`, gone at the end. Raises SiteError when the disk refuses."""
    stage = Stage(folder, manifest, f"{STAGE}-{os.getpid()}")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        recover(folder)
        stage.place.mkdir()
        yield stage
    except OSError as error:
        raise _refuse(error.filename or str(folder), f"the disk refused: {error.strerror}") from error
    finally:
        if not os.path.lexists(stage.place / JOURNAL):
            _discard(stage.place)


def settle(stage: Stage, moves: Sequence[tuple[str, str]], removed: Sequence[str], manifest: Iterable[bytes]) -> None:
    """Move (name in the stage, path in the folder) and remove, all or nothing, with the text of the manifest last."""
    told = stage.keep(MANIFEST, b"".join(manifest))
    if told.file:
        _to_disk(f"{stage.place}/{told.file}")
    if moves or removed or told.file:
        last = [(told.file, MANIFEST)] if told.file else []
        move(change_of(stage.place, (*moves, *last), removed), stage.folder, stage.place)


def recover(folder: Path) -> None:
    """Bring what a killed build began to move to its end, and remove what it only staged. Raises OSError."""
    for name in sorted(os.listdir(folder)) if folder.is_dir() else ():
        if name.startswith(STAGE):
            path = folder / name
            if path.is_symlink() or not path.is_dir():
                path.unlink()
                continue
            resume(folder, path)
            shutil.rmtree(path, ignore_errors=True)


def is_littered(folder: Path) -> bool:
    """Whether the stage of an ended build stands there still."""
    try:
        return any(name.startswith(STAGE) for name in os.listdir(folder))
    except OSError:
        return True


def _whole(changed: Iterable[Staged], place: Path) -> list[tuple[str, str]]:
    """What is to be moved into a folder that has nothing of ours: whole folders and the files beside them."""
    made: set[str] = set()
    for one in changed:
        if one.file != one.path:
            parent = one.path.rpartition("/")[0]
            if parent not in made:
                _make_folders(place, parent)
                made.add(parent)
            os.rename(f"{place}/{one.file}", f"{place}/{one.path}")
    return [(name, name) for name in sorted({one.path.partition("/")[0] for one in changed})]


def _make_folders(place: Path, parent: str) -> None:
    """Folders down to `parent` in a stage, which is not made anew if it is gone."""
    step = str(place)
    for part in parent.split("/") if parent else ():
        step = f"{step}/{part}"
        with suppress(FileExistsError):
            os.mkdir(step)


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


def _is_same(path: str, other: str) -> bool:
    """Whether the file at `path` is a plain one with the bytes of the other. Refuses a folder with files in it."""
    try:
        told, size = os.lstat(path), os.path.getsize(other)
        if stat.S_ISDIR(told.st_mode) and os.listdir(path):
            raise _refuse(path, "a folder with files stands where a page must be")
        if not stat.S_ISREG(told.st_mode) or told.st_size != size:
            return False
        with open(path, "rb") as ours, open(other, "rb") as theirs:
            return all(one == theirs.read(_CHUNK_BYTES) for one in iter(lambda: ours.read(_CHUNK_BYTES), b""))
    except OSError:
        return False


def _check_way(folder: Path, parent: str, manifest: Mapping[str, str]) -> bool:
    """Whether a link stands on the way to `parent`. Refuses a file that is not of our making where a folder must be."""
    parts = parent.split("/") if parent else []
    steps = ["/".join(parts[: depth + 1]) for depth in range(len(parts))]
    for step in steps:
        ours = any(known.startswith(f"{step}/") for known in manifest)
        if (folder / step).is_file() and not (folder / step).is_symlink() and not ours:
            raise _refuse(str(folder / step), "a file stands where a folder must be")
    return any((folder / step).is_symlink() for step in steps)


def _to_disk(path: str) -> None:
    """Wait until a file of the stage cannot be lost any more."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _refuse(path: str, message: str) -> SiteError:
    return SiteError(
        [Problem(path, 0, 0, "bad-output", message, "choose another folder with -o, or empty this one yourself")]
    )
