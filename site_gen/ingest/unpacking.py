"""Files with many articles, unpacked below `seeds/` before seeds are taken. A rim.

Each seed is written whole, its sidecar before it, its line in the ledger after it: whenever the process is killed, the
next run goes on where this one was. The file itself is only read.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Final

from msgspec import Struct

from site_gen.content.project import MEMORY, SEEDS, sweep, write_atomic
from site_gen.content.stamps import list_files
from site_gen.errors import Problem, SiteError
from site_gen.ingest.doors.bundles import BUNDLES, Bundle, bundle_of
from site_gen.ingest.unpack import Step, read_ledger, sidecar_path, steps

LEDGER: Final = f"{MEMORY}/unpacked.txt"
"""Every row that was ever unpacked; belongs to the content, since without it removed seeds come back."""


class Unpacked(Struct, frozen=True):
    """What became of one file."""

    bundle: str
    folder: str
    new: int = 0
    known: int = 0
    """Rows that were taken before."""
    changed: tuple[str, ...] = ()
    """Paths of seeds whose row has other bytes by now; they stay as they are."""
    paths: tuple[str, ...] = ()
    """Of the new seeds."""


def unpack_all(
    root: Path,
    problems: list[Problem],
    chosen: Iterable[str] | None = None,
    dry: bool = False,
    bundles: tuple[Bundle, ...] = BUNDLES,
) -> tuple[Unpacked, ...]:
    """Unpack all such files below `seeds/`, or those chosen; files that cannot be read are added to the problems."""
    unseen: list[Problem] = []
    there = [stamp.path for stamp in list_files(root, SEEDS, unseen) if bundle_of(stamp.path, bundles)]
    wanted = there if chosen is None else [path for path in there if path in set(chosen)]
    reports = []
    for path in wanted:
        try:
            reports.append(_unpack(root, path, bundles, problems, dry))
        except SiteError as error:
            problems.extend(error.problems)
    return tuple(reports)


def _unpack(root: Path, path: str, bundles: tuple[Bundle, ...], problems: list[Problem], dry: bool) -> Unpacked:
    bundle = bundle_of(path, bundles)
    if bundle is None:
        raise SiteError([Problem(path, 0, 0, "no-bundle", "this file is not unpacked", "give it its usual ending")])
    ending = next(ending for ending in bundle.endings if path.lower().endswith(ending))
    folder = path[: -len(ending)]
    sweep(root, (folder,))
    new, known, changed, paths = 0, 0, [], []
    ledger = read_ledger((root / LEDGER).read_text("utf-8", "replace")) if (root / LEDGER).exists() else {}
    with _open(root, path) as file:
        rows = bundle.read(file, path, problems)
        for step in _written(root, steps(rows, folder, ledger, lambda one: (root / one).is_file()), dry):
            new += step.state in ("new", "there")
            known += step.state == "known"
            if step.state == "changed":
                changed.append(step.path)
            elif step.state != "known":
                paths.append(step.path)
    return Unpacked(path, folder, new, known, tuple(changed), tuple(paths))


def _written(root: Path, planned: Iterator[Step], dry: bool) -> Iterator[Step]:
    """The steps, each as soon as it is done."""
    if dry:
        yield from planned
        return
    (root / LEDGER).parent.mkdir(parents=True, exist_ok=True)
    with open(root / LEDGER, "a+b") as ledger:
        whole = ledger.seek(0, os.SEEK_END) == 0 or (ledger.seek(-1, os.SEEK_END) >= 0 and ledger.read(1) == b"\n")
        for step in planned:
            if step.state == "new":
                if step.row.sidecar:
                    write_atomic(root / sidecar_path(step.path), step.row.sidecar.encode())
                write_atomic(root / step.path, step.row.data)
            if step.line:
                ledger.write((b"" if whole else b"\n") + step.line.encode())
                ledger.flush()
                whole = True
            yield step


def _open(root: Path, path: str) -> BinaryIO:
    """A plain file, links not followed, however large. Raises SiteError."""
    try:
        return os.fdopen(os.open(root / path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0)), "rb")
    except OSError as error:
        told = f"the file cannot be read: {error.strerror}"
        raise SiteError([Problem(path, 0, 0, "unreadable", told, "check its permissions")]) from None
