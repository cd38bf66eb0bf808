"""Pages made by workers that share nothing with this process but the folders. A rim.

A worker is told of the build in a few words, makes the plan itself, once for all its tasks, and looks that it is the
plan it was asked for: the whole site by its hash, and each page by what it needs. It lays its files into the stage of
the build. A task that is done twice leaves files there that nobody takes.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from site_gen.executors import Crew, check_same, check_seen
from site_gen.kept import Kept
from site_gen.making import Bench, Made, chunks
from site_gen.memo import Memo
from site_gen.preparing import Asked, prepare
from site_gen.site.manifest import read_manifest
from site_gen.site.page import Page
from site_gen.site.publish import Stage
from site_gen.site.render import page_needs


class Errand(Struct, frozen=True):
    """A build as its workers are told of it."""

    moment: int
    """When it began, in nanoseconds: no plan of an earlier build is taken for its own."""
    root: Path
    asked: Asked
    folder: Path
    """Where the site stands; absolute, like `root`."""
    stage: str
    """Name of the stage in it."""
    world: bytes
    """Hash of the whole site."""
    remembers: bool = False
    """Whether the worker may read what is remembered in the project's folder: on this machine."""


class _Wanted(Struct, frozen=True):
    """A page to be made."""

    number: int
    path: str
    needs: bytes
    last: Kept | None


class _Task(Struct, frozen=True):
    errand: Errand
    pages: tuple[_Wanted, ...]


class _Place(Struct, frozen=True, eq=False):
    """What a worker has made ready for an errand."""

    errand: Errand
    bench: Bench
    by_path: dict[str, Page]


_place: _Place | None = None
"""In a worker: for the errand it did last."""


def make_afar(
    bench: Bench,
    numbers: Sequence[int],
    needs: Sequence[bytes],
    errand: Errand,
    crew: Crew,
    progress: Callable[[int], None],
) -> Iterator[Made]:
    """The pages of these numbers, as `making.make_pages`. Raises SiteError."""
    tasks = (
        _Task(errand, tuple(_Wanted(n, path := bench.pages[n].path, needs[n], bench.kept.get(path)) for n in chunk))
        for chunk in chunks(numbers, crew.hands)
    )
    done = 0
    for made, fresh in crew.each(_do, tasks):
        done += len(made)
        progress(done)
        bench.memo.take(fresh)
        yield from made


def _do(task: _Task) -> tuple[list[Made], list[tuple[str, str, bytes]]]:
    """On a worker: the pages of a task, and what is to be remembered."""
    errand = task.errand
    check_seen(errand.folder / errand.stage)
    place = _prepared(errand)
    templates = place.bench.templates
    made = []
    for wanted in task.pages:
        page = place.by_path[wanted.path]
        check_same(errand.root, page_needs(page, templates, errand.world), wanted.needs)
        made.append(place.bench.make_page(wanted.number, page, wanted.last))
    return made, place.bench.memo.fresh()


def _prepared(errand: Errand) -> _Place:
    global _place
    if _place is None or _place.errand != errand:
        _place = None
        check_seen(errand.root / "content")
        memo = Memo(errand.root if errand.remembers else None, writes=False)
        prepared = prepare(errand.root, errand.asked, memo)
        check_same(errand.root, prepared.frame.digests.world, errand.world)
        memo.fresh()
        stage = Stage(errand.folder, read_manifest(errand.folder), errand.stage, socket.gethostname())
        bench = Bench(prepared.pages, prepared.templates, {}, stage, memo)
        _place = _Place(errand, bench, {page.path: page for page in prepared.pages})
    return _place
