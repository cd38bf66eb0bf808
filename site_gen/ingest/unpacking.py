"""Files with many articles, unpacked below `seeds/` before seeds are taken. A rim.

Each seed is written whole, its sidecar before it, its line in the ledger after it: whenever the process is killed, the
next run goes on where this one was. The file itself is only read.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import BinaryIO, Final

from msgspec import Struct

from site_gen.content.project import SEEDS, sweep
from site_gen.content.stamps import list_files
from site_gen.errors import Problem, SiteError
from site_gen.ingest.bundle_memory import LEDGER, Known, recall, remember
from site_gen.ingest.carriers import Table
from site_gen.ingest.doors.bundles import BUNDLES, Bundle, bundle_of, is_export, never_silent
from site_gen.ingest.unpack import NONE, Row, Step, ledger_paths, read_ledger, sidecar_path, steps
from site_gen.ingest.versions import newer_states

_BATCH: Final = 256
"""Rows for which the disk is waited for once."""
_BATCH_BYTES: Final = 4_000_000
"""Or bytes, so that memory stays flat."""


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
    table: Table | None = None,
    key: bytes = b"",
) -> tuple[Unpacked, ...]:
    """Unpack all such files below `seeds/`, or those chosen; files that cannot be read are added to the problems.

    `table` remembers what became of a file, so that one that did not change costs a look at its stamp; `key` is of all
    else that its rows are made by. A file that is chosen by name is read.
    """
    unseen: list[Problem] = []
    there = [stamp for stamp in list_files(root, SEEDS, unseen) if bundle_of(stamp.path, bundles)]
    wanted = there if chosen is None else [stamp for stamp in there if stamp.path in set(chosen)]
    reports = []
    for stamp in wanted:
        known = recall(root, stamp, table, key) if chosen is None else None
        if known is not None:
            problems.extend(known.problems)
            reports.append(Unpacked(stamp.path, known.folder, known=known.rows))
            continue
        told: list[Problem] = []
        try:
            reports.append(_unpack(root, stamp.path, bundles, told, dry))
        except SiteError as error:
            told.extend(error.problems)
        else:
            last = reports[-1]
            if table is not None and not dry and not last.changed:
                remember(root, stamp, table, key, Known(last.folder, last.new + last.known, tuple(told)))
        problems.extend(told)
    return tuple(reports)


def _unpack(root: Path, path: str, bundles: tuple[Bundle, ...], problems: list[Problem], dry: bool) -> Unpacked:
    bundle = bundle_of(path, bundles)
    if bundle is None:
        raise SiteError([Problem(path, 0, 0, "no-bundle", "this file is not unpacked", "give it its usual ending")])
    folder = path[: -len(next(ending for ending in bundle.endings if path.lower().endswith(ending)))]
    with open_file(root / path, path) as file:
        size = os.fstat(file.fileno()).st_size
        newer = newer_of(root, bundle.read(file, path, []), folder) if is_export(bundle) else {}
        file.seek(0)
        rows = never_silent(bundle, bundle.read(file, path, problems), path, size, problems)
        return laid(root, path, folder, rows, dry, newer)


def laid(
    root: Path, path: str, folder: str, rows: Iterable[Row], dry: bool = False, newer: Mapping[str, str] = NONE
) -> Unpacked:
    """Every row of a file as a seed in `folder`, once ever; nothing is written when `dry`. `newer`: of `newer_of`."""
    sweep(root, (folder,))
    states: Counter[str] = Counter()
    changed, paths = [], []
    ledger = ledger_of(root)
    for step in written(root, steps(rows, folder, ledger, lambda one: (root / one).is_file(), newer=newer), dry):
        states[step.state] += 1
        if step.state == "changed":
            changed.append(step.path)
        elif step.state != "known":
            paths.append(step.path)
    return Unpacked(path, folder, len(paths), states["known"], tuple(changed), tuple(paths))


def newer_of(root: Path, rows: Iterable[Row], folder: str) -> dict[str, str]:
    """By key of rows without id and address, of which earlier row's seed each is a newer state. Reads the rows."""
    return newer_states(rows, folder, ledger_paths_of(root), partial(_seed_of, root))


def _seed_of(root: Path, path: str) -> tuple[bytes, str] | None:
    """A seed with its sidecar; None where it is gone."""
    beside = root / sidecar_path(path)
    try:
        with open_file(root / path, path) as seed:
            return seed.read(), beside.read_text("utf-8", "replace") if beside.is_file() else ""
    except (SiteError, OSError):
        return None


def ledger_of(root: Path) -> dict[str, str]:
    """Key to state of every row that was ever unpacked."""
    if not (root / LEDGER).exists():
        return {}
    with open(root / LEDGER, encoding="utf-8", errors="replace") as file:
        return read_ledger(file)


def ledger_paths_of(root: Path) -> dict[str, str]:
    """Key to path of every row that was ever unpacked."""
    if not (root / LEDGER).exists():
        return {}
    with open(root / LEDGER, encoding="utf-8", errors="replace") as file:
        return ledger_paths(file)


def written(root: Path, planned: Iterator[Step], dry: bool) -> Iterator[Step]:
    """The steps, some hundreds at a time: their files, then their lines in the ledger once the disk has them."""
    if dry:
        yield from planned
        return
    (root / LEDGER).parent.mkdir(parents=True, exist_ok=True)
    with open(root / LEDGER, "a+b") as ledger:
        if ledger.seek(0, os.SEEK_END) and ledger.seek(-1, os.SEEK_END) >= 0 and ledger.read(1) != b"\n":
            ledger.write(b"\n")
        for batch in _batches(planned):
            new = [step for step in batch if step.state in ("new", "again")]
            for step in new:
                if step.row.sidecar:
                    lay(root / sidecar_path(step.path), step.row.sidecar.encode())
                lay(root / step.path, step.row.data)
            if new:
                os.sync()
            ledger.write("".join(step.line for step in batch).encode())
            ledger.flush()
            yield from batch


def _batches(planned: Iterable[Step]) -> Iterator[list[Step]]:
    """The steps in parts of so many, or of so many bytes."""
    batch: list[Step] = []
    size = 0
    for step in planned:
        batch.append(step)
        size += len(step.row.data)
        if len(batch) >= _BATCH or size >= _BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def lay(target: Path, data: bytes) -> None:
    """Write beside, rename: a killed process leaves the file or none. What a power cut takes, no ledger names yet."""
    beside = f"{target.parent}/.{target.name}.{os.getpid()}.tmp"
    try:
        with open(beside, "wb") as file:
            file.write(data)
    except FileNotFoundError:
        target.parent.mkdir(parents=True, exist_ok=True)
        with open(beside, "wb") as file:
            file.write(data)
    os.replace(beside, target)


def open_file(place: Path, path: str) -> BinaryIO:
    """A plain file, links not followed, however large; `path` is how it is told. Raises SiteError."""
    try:
        return os.fdopen(os.open(place, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0)), "rb")
    except OSError as error:
        told = f"the file cannot be read: {error.strerror}"
        raise SiteError([Problem(path, 0, 0, "unreadable", told, "check its permissions")]) from None
