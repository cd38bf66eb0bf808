"""The verb "ingest" over a project: registries and settings read, then the seeds taken into items.

Seeds are read ahead by workers, a bounded number at a time; what needs the others, and all writing, is done here, seed
after seed in their order.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from site_gen.content.project import read_registries
from site_gen.errors import Problem, SiteError
from site_gen.executors import executor_for, may_fork
from site_gen.ingest.doors.bundles import bundles_for
from site_gen.ingest.run import IngestReport, Progress, Raw, ReadAhead, Reading, ingest
from site_gen.ingest.unpacking import unpack_all
from site_gen.memo import Memo, code_key
from site_gen.reading import Ground, Seeds, ground_of, read_seeds

if TYPE_CHECKING:
    from site_gen.fetching import Visit

_FEW: Final = 40
"""So many seeds are read sooner than workers are started."""
_CHUNK: Final = 12
"""Seeds a task."""


class Taken(Struct, frozen=True):
    """What taking seeds has come to."""

    items: int = 0
    """How many were written."""
    drafted: bool = False
    """Whether any of the machine's own drafts is another than it was, written or not."""


def ingest_project(
    root: Path,
    memo: Memo,
    seeds: Sequence[str] | None = None,
    only_new: bool = False,
    dry: bool = False,
    progress: Progress | None = None,
    jobs: int = 0,
    executor: str = "",
) -> IngestReport:
    """Take seeds of the project into items; see `ingest.run.ingest`. Raises SiteError for broken registries."""
    settings, registry, texts = read_registries(root)
    key = blake2b(repr((sorted(texts.items()), code_key())).encode(), digest_size=16).digest()
    ahead = _read_ahead(ground_of(root, texts), jobs, executor)
    problems: list[Problem] = []
    rows_key = blake2b(repr((settings.imports, code_key())).encode(), digest_size=16).digest()
    unpacked = unpack_all(root, problems, seeds, dry, bundles_for(settings), memo, rows_key)
    if seeds is not None:
        seeds = [*seeds, *(path for one in unpacked for path in one.paths)]
    report = ingest(root, registry, settings, memo, key, seeds, only_new, dry, progress, ahead)
    told = tuple(sorted((*report.problems, *problems)))
    return replace(report, problems=told, unpacked=unpacked)


def take_seeds(
    root: Path,
    memo: Memo,
    told: list[Problem],
    only_new: bool,
    progress: Progress,
    jobs: int,
    executor: str,
    seeds: Sequence[str] | None = None,
) -> Taken:
    """Take seeds, or those named, into items. What is no error is `told`. Raises SiteError for seeds that cannot be
    taken."""
    report = ingest_project(root, memo, seeds, only_new=only_new, progress=progress, jobs=jobs, executor=executor)
    errors = [problem for problem in report.problems if problem.level == "error"]
    told += [problem for problem in report.problems if problem.level != "error"]
    if errors:
        raise SiteError(errors)
    written = sum(seed.action in ("create", "update", "merge") for seed in report.seeds)
    return Taken(written, any(seed.drafted for seed in report.seeds))


def fetched_seeds(
    root: Path, addresses: Sequence[str], allow_local: bool, dry: bool, told: Callable[[str], None]
) -> tuple[tuple[Visit, ...], tuple[Problem, ...]]:
    """Addresses fetched into seeds, one a host at a time; with `dry` none is asked, and where they would go is told."""
    if not addresses:
        return (), ()
    from site_gen.fetching import Visitor, fetch_all
    from site_gen.ingest.fetch.stored import stem_of

    if dry:
        for address in addresses:
            told(f"would be fetched: {address} → {stem_of(address)}")
        return (), ()
    problems: list[Problem] = []
    visits = fetch_all(root, addresses, Visitor(allow_local), problems, lambda one: told(f"fetching {one}"))
    return visits, tuple(problems)


def _read_ahead(ground: Ground, jobs: int, executor: str) -> ReadAhead | None:
    """Readings by workers, where there is enough to read; None where seeds are better read here."""
    if not executor and (not may_fork() or (jobs or os.cpu_count() or 1) < 2):
        return None

    def ahead(raws: Iterable[Raw | None]) -> Iterator[Reading | None]:
        marks: deque[bool] = deque()
        wanted = _marked(raws, marks)
        first = tuple(islice(wanted, _FEW))
        if len(first) == _FEW:
            everything = chain(first, wanted)
            chunks = iter(lambda: tuple(islice(everything, _CHUNK)), ())
            with executor_for(executor, jobs) as crew:
                for readings in crew.each(read_seeds, (Seeds(ground, chunk) for chunk in chunks)):
                    for reading in readings:
                        while not marks.popleft():
                            yield None
                        yield reading
        yield from (None for _ in marks)

    return ahead


def _marked(raws: Iterable[Raw | None], marks: deque[bool]) -> Iterator[Raw]:
    """The seeds that are to be read; `marks` gets for every one whether it is such."""
    for raw in raws:
        marks.append(raw is not None)
        if raw is not None:
            yield raw
