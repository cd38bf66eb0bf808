"""What the last build left: from what each file was made, and how it stood. A rim."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Collection, Mapping
from contextlib import suppress
from operator import attrgetter
from pathlib import Path
from types import MappingProxyType
from typing import Final

import msgspec
from msgspec import Struct

from site_gen.content.stamps import Stamp
from site_gen.errors import Problem
from site_gen.memo import Memo

_NONE: Final[Stamp] = (-1, -1, -1)
_NUMBERS: Final = attrgetter("st_mode", "st_size", "st_mtime_ns", "st_ctime_ns")
_TICK_SECONDS: Final = 0.008
_PATCHED: Final = "patched"
"""Kind of what is remembered of the few files that were put into a site since it was built as a whole."""


class BuildReport(Struct, frozen=True):
    """What a build did."""

    output: str
    """The folder, as given."""
    items: int
    drafts: int
    undated: int
    unconfirmed: int
    retracted: int
    pages: int
    written: int
    unchanged: int
    removed: int
    seconds: float
    warnings: tuple[Problem, ...] = ()
    ingested: int = 0
    """Seeds that became items or changed one."""
    notes: tuple[str, ...] = ()
    """What was left out and why: "no sitemap: base_url is not set"."""
    left_out: tuple[Problem, ...] = ()
    """Problems of items and seeds that were left out, where the build was to keep going."""


def notes_on(base_url: str) -> tuple[str, ...]:
    """What a site goes without, at this address."""
    if base_url:
        return ()
    told = "base_url is not set in content/site.yaml: no sitemap, RSS, JSON Feed, OpenSearch or JSON-LD"
    return (f"{told}, no canonical addresses, search engines are kept out",)


class Kept(Struct, frozen=True, array_like=True):
    """A file as the last build left it."""

    needs: bytes
    """What it was made from."""
    key: str
    """Its view, template and our code; empty when nobody had to know."""
    sha256: str
    stamp: Stamp


def kept_files(memo: Memo, output: str, folder: Path) -> dict[str, Kept]:
    """Files that still stand as the last build left them, by path."""
    raw = memo.get("output", output)
    try:
        known = msgspec.msgpack.decode(raw, type=dict[str, Kept]) if raw else {}
        known.update(_patched(memo, output))
    except msgspec.MsgspecError:
        return {}
    stamps = stamps_of(folder, known)
    return {
        path: kept for (path, kept), stamp in zip(known.items(), stamps, strict=True) if kept.stamp == stamp != _NONE
    }


def keep_files(
    memo: Memo,
    output: str,
    folder: Path,
    made: Mapping[str, tuple[bytes, str, str]],
    standing: Mapping[str, Kept] = MappingProxyType({}),
) -> dict[str, Stamp]:
    """Remember how every file was left: (needs, key, sha256) by path. A tick after the last was written, so that any
    later change shows. The stamps by path; of those `standing` as they were then, so that a change since shows too."""
    time.sleep(_TICK_SECONDS)
    fresh = [path for path in made if path not in standing]
    looked = dict(zip(fresh, stamps_of(folder, fresh), strict=True))
    stamps = {path: looked[path] if path in looked else standing[path].stamp for path in made}
    kept = {path: Kept(*told, stamps[path]) for path, told in made.items()}
    memo.put("output", output, msgspec.msgpack.encode(kept))
    memo.forget(_PATCHED, output)
    return stamps


def keep_patched(memo: Memo, output: str, folder: Path, made: Mapping[str, str]) -> dict[str, Stamp]:
    """The same for a few files of a site that else stands as it was kept: sha256 by path. What they were made from is
    left open, so that the next whole build looks."""
    time.sleep(_TICK_SECONDS)
    stamps = dict(zip(made, stamps_of(folder, made), strict=True))
    new = {path: Kept(b"", "", sha256, stamps[path]) for path, sha256 in made.items()}
    memo.put(_PATCHED, output, msgspec.msgpack.encode({**_patched(memo, output), **new}))
    return stamps


def _patched(memo: Memo, output: str) -> dict[str, Kept]:
    raw = memo.get(_PATCHED, output)
    return msgspec.msgpack.decode(raw, type=dict[str, Kept]) if raw else {}


def stamps_of(folder: Path, paths: Collection[str]) -> list[Stamp]:
    """Stamps of published files in the order of `paths`; none for what is no plain file, or has a link above it."""
    top = str(folder)
    linked = {above for above in {path.rpartition("/")[0] for path in paths} if above and _is_linked(top, above)}
    if not linked:
        with suppress(OSError):  # as it hardly ever is: all are there
            told = list(map(_NUMBERS, map(os.lstat, [f"{top}/{path}" for path in paths])))
            if all(map(stat.S_ISREG, {one[0] for one in told})):
                return [one[1:] for one in told]
    return [_NONE if path.rpartition("/")[0] in linked else file_stamp(f"{top}/{path}") for path in paths]


def file_stamp(path: str) -> Stamp:
    """A file's stamp."""
    try:
        told = os.lstat(path)
    except OSError:
        return _NONE
    return (told.st_size, told.st_mtime_ns, told.st_ctime_ns) if stat.S_ISREG(told.st_mode) else _NONE


def _is_linked(folder: str, above: str) -> bool:
    try:
        return stat.S_ISLNK(os.lstat(f"{folder}/{above}").st_mode)
    except OSError:
        return True
