"""The verb "verify": a built folder, or a zip of one, held against its manifest of hashes. A rim: only reads.

A zip is never extracted: its files are hashed as they are read, in pieces. Names that climb out, links, sealed files
and bombs are refused before anything of it is read.
"""

from __future__ import annotations

import json
import os
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import IO, Final

from msgspec import Struct

from site_gen.errors import Problem, SiteError
from site_gen.site.manifest import files_of
from site_gen.site.publish import LEAVE
from site_gen.site.urls import MANIFEST

_PIECE_BYTES: Final = 1 << 20
_MANIFEST_BYTES: Final = 256 << 20
_ENTRIES: Final = 2_000_000
_RATIO: Final = 150
"""Pages shrink to a fifth, the most even data to a thirtieth; a bomb to a thousandth."""
_FREE_BYTES: Final = 16 << 20
"""So much may come out of any zip."""
_READ_ERRORS: Final = (OSError, zipfile.BadZipFile, zlib.error, EOFError, RuntimeError)


class Verified(Struct, frozen=True):
    """What was found. Whole when nothing is altered, missing or foreign."""

    place: str
    """As given."""
    manifest: str
    """SHA-256 of the manifest: who noted it down at the build sees that no other manifest took its place."""
    files: int
    """That the manifest names."""
    altered: tuple[str, ...]
    """Paths whose bytes are others, or that are no plain files."""
    missing: tuple[str, ...]
    foreign: tuple[str, ...]
    """Files that the manifest does not name, what hosts and version control keep there apart."""

    @property
    def whole(self) -> bool:
        return not (self.altered or self.missing or self.foreign)


class _Files(Struct, frozen=True, eq=False):
    """A site to be looked at: its files, by path, each with a way to open it; None for what is no plain file."""

    opened: Mapping[str, Callable[[], IO[bytes]] | None]


def verify(place: Path) -> Verified:
    """Hold the folder or zip at `place` against its manifest. Raises SiteError where there is none, or a zip is such
    that it is better not read."""
    if place.is_dir():
        return _held_against(str(place), _Files(dict(_of_folder(place))))
    if not place.is_file():
        raise _refuse(place, "no-site", "no folder and no file stands here", "give a built folder or a zip of one")
    try:
        with zipfile.ZipFile(place) as archive:
            return _held_against(str(place), _Files(_of_zip(place, archive)))
    except zipfile.BadZipFile as error:
        raise _refuse(
            place, "bad-zip", f"this is no whole zip: {error}", "give a built folder or a zip of one"
        ) from None
    except (OSError, ValueError, RuntimeError) as error:  # a way of packing that Python has not is a RuntimeError
        raise _refuse(place, "bad-zip", f"this zip cannot be read: {error}", "make it anew") from None


def _held_against(place: str, files: _Files) -> Verified:
    opens = files.opened.get(MANIFEST)
    if opens is None:
        raise _refuse(place, "no-manifest", f"there is no {MANIFEST}", "give the folder of a built site")
    try:
        with opens() as file:
            text = file.read(_MANIFEST_BYTES)
        named = files_of(json.loads(text))
    except (*_READ_ERRORS, ValueError, RecursionError):
        named = None
    if not named:
        raise _refuse(place, "bad-manifest", f"{MANIFEST} is none of ours, or damaged", "build the site again")
    there = files.opened
    altered = tuple(path for path in sorted(named) if path in there and _hash(there[path]) != named[path])
    missing = tuple(sorted(named.keys() - there.keys()))
    others = (path for path in there.keys() - named.keys() if path != MANIFEST and not _is_left(path))
    foreign = tuple(sorted(path.encode("utf-8", "backslashreplace").decode() for path in others))
    return Verified(place, sha256(text).hexdigest(), len(named), altered, missing, foreign)


def _is_left(path: str) -> bool:
    return path.partition("/")[0] in LEAVE


def _hash(opens: Callable[[], IO[bytes]] | None) -> str:
    """SHA-256 of a file's bytes; "" for what cannot be read as one."""
    if opens is None:
        return ""
    told = sha256()
    try:
        with opens() as file:
            while piece := file.read(_PIECE_BYTES):
                told.update(piece)
    except _READ_ERRORS:
        return ""
    return told.hexdigest()


def _of_folder(folder: Path) -> Iterator[tuple[str, Callable[[], IO[bytes]] | None]]:
    """Everything below a folder but folders; links are not followed."""

    def told(error: OSError) -> None:
        raise _refuse(
            error.filename or folder, "unreadable", f"this cannot be read: {error.strerror}", "see its rights"
        )

    for here, folders, names in os.walk(folder, onerror=told):
        if here == str(folder):
            folders[:] = [name for name in folders if name not in LEAVE]
        for name in (*names, *(one for one in folders if os.path.islink(f"{here}/{one}"))):
            path = os.path.join(here, name)
            plain = stat.S_ISREG(os.lstat(path).st_mode)
            shown = os.path.relpath(path, folder).replace(os.sep, "/")
            yield shown, (lambda path=path: _open(path)) if plain else None  # type: ignore[misc]


def _open(path: str) -> IO[bytes]:
    return os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK | getattr(os, "O_NOFOLLOW", 0)), "rb")


def _of_zip(place: Path, archive: zipfile.ZipFile) -> dict[str, Callable[[], IO[bytes]] | None]:
    """The files of a zip, below the one folder in which all of it may lie. Raises SiteError for a hostile one."""
    entries = archive.infolist()
    for told, hint in _wrongs(entries, os.path.getsize(place)):
        raise _refuse(place, "hostile-zip", told, hint)
    files = {entry.filename: entry for entry in entries if not entry.is_dir()}
    tops = {name.partition("/")[0] for name in files}
    above = f"{tops.pop()}/" if len(tops) == 1 and MANIFEST not in files else ""
    return {name.removeprefix(above): (lambda entry=entry: archive.open(entry)) for name, entry in files.items()}  # type: ignore[misc]


def _wrongs(entries: list[zipfile.ZipInfo], size_bytes: int) -> Iterator[tuple[str, str]]:
    """Why a zip is better not read, from its table of contents alone."""
    if len(entries) > _ENTRIES:
        yield f"it has {len(entries):,} entries", f"at most {_ENTRIES:,} are looked at"
    seen: set[str] = set()
    for entry in entries:
        name = entry.orig_filename
        parts = name.removesuffix("/").split("/")
        if "\\" in name or "\0" in name or ":" in parts[0] or any(part in ("", ".", "..") for part in parts):
            yield f"the name {name[:200]!a} leads out of it", "make the zip from the built folder"
        if stat.S_IFMT(entry.external_attr >> 16) not in (0, stat.S_IFREG, stat.S_IFDIR):
            yield f"{name[:200]!a} is a link or device", "make the zip from the built folder"
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            yield f"{name[:200]!a} is packed in a rare way", "make the zip with deflate"
        if entry.flag_bits & 1:
            yield f"{name[:200]!a} is encrypted", "make the zip without a password"
        if name in seen:
            yield f"{name[:200]!a} stands in it twice", "make the zip from the built folder"
        seen.add(name)
    out, packed = sum(entry.file_size for entry in entries), sum(entry.compress_size for entry in entries)
    swollen = any(entry.file_size > _FREE_BYTES + _RATIO * entry.compress_size for entry in entries)
    if (
        swollen or packed > size_bytes or out > _FREE_BYTES + _RATIO * size_bytes
    ):  # one file, parts told twice, the whole
        yield f"{size_bytes:,} bytes would become {out:,}", "this is a bomb; make the zip from the built folder"


def _refuse(place: Path | str, code: str, message: str, hint: str) -> SiteError:
    return SiteError([Problem(str(place), 0, 0, code, message, hint)])
