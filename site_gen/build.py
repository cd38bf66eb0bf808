"""One build: content and templates to the output folder. The same call does a first build and a hundredth.

What did not change is known by stamps (nothing to do), by keys (a page's view and template) and by bytes (a page that
came out the same is not written). Nothing remembered, everything is made anew, with the same bytes.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import msgspec
from msgspec import Struct

from site_gen.content.stamps import Listed, Stamp, is_past, is_settled, list_all
from site_gen.errors import Problem, SiteError, few_of_each
from site_gen.kept import BuildReport, Kept, file_stamp, keep_files, kept_files, notes_on
from site_gen.lean import pause, resume
from site_gen.lock import WAIT_SECONDS, held, locked
from site_gen.memo import Memo, code_key
from site_gen.preparing import Asked, Gathered, Prepared, prepare
from site_gen.profile import OFF, Steps
from site_gen.standing import Last, default_templates, keep_run, last_run

if TYPE_CHECKING:
    from site_gen.ingesting import Taken
    from site_gen.making import Made
    from site_gen.site.page import Page
    from site_gen.site.publish import Stage, Staged

Progress = Callable[[str, int, int], None]
"""Told (what, done, of how many) as work goes on."""

MANIFEST: Final = "manifest.json"
_INPUTS: Final = ("content", "content/.ingest", "templates", "seeds")


class BuildOptions(Struct, frozen=True):
    """What the command line may say of a build."""

    output: str = "public"
    """Folder, below the project or absolute."""
    base_url: str | None = None
    """Instead of what site.yaml says."""
    drafts: bool = False
    strict: bool = False
    ingest: Literal["new", "all", "none"] = "new"
    """Which seeds to take first: those without an item, all, or none."""
    jobs: int = 0
    """Processes; 0: all cores."""
    keep_going: bool = False
    """Build what is right, and leave out items with problems."""
    executor: str = ""
    """The cluster that does the work, `dask://HOST:PORT`; empty: processes of this machine."""


def silent(what: str, done: int, total: int) -> None:
    """Tell nobody."""


def build(
    root: Path,
    options: BuildOptions,
    progress: Progress = silent,
    take: Callable[[Prepared], None] | None = None,
    steps: Steps = OFF,
    wait_seconds: float = WAIT_SECONDS,
    look: bool = True,
    last: Last | None = None,
    known: Collection[str] = (),
) -> BuildReport:
    """Build the site of the project at `root`. Raises SiteError with all problems; then the output is as it was.

    `take`, where given, gets the site as it was built, for looks at what changes next; so it is put together, unless
    nothing has changed but items that who takes it has `known` already, by their paths. Who has just looked and seen
    that there is something to do need not `look` again, and tells the `last` run that was seen. Who else writes there
    is waited for, `wait_seconds` at most.
    """
    folder = root / options.output
    _check_output(folder, root)
    with locked(root, "build", wait_seconds), held(folder, wait_seconds):
        return _build(root, options, progress, take, steps, look, last, known)


def _build(
    root: Path,
    options: BuildOptions,
    progress: Progress,
    take: Callable[[Prepared], None] | None,
    steps: Steps,
    look: bool,
    last: Last | None,
    known: Collection[str],
) -> BuildReport:
    """The build, when nobody else writes."""
    started = time.perf_counter()
    if not (root / "content").is_dir():
        told, hint = "the folder is not there", "bring it back; an empty site is built from an empty one"
        raise SiteError([Problem("content", 0, 0, "no-content", told, hint)])
    steps.begin("stamps")
    memo = Memo(root)
    try:
        folder = root / options.output
        if look and (take is None or known):
            last = last_run(str(root), _asked(options), str(folder))
            if last is not None and take is not None and not {*last.changed} <= {*known}:
                last = None
        elif last is not None and not last.still:
            last = None
        quiet = False
        if last is not None and last.changed and options.ingest == "all":
            from site_gen.noting import noted

            last = noted(
                memo,
                last,
                lambda seeds, told: _ingest(root, options, memo, silent, told, seeds),
                lambda: last_run(str(root), _asked(options), str(folder), pinned=True),
            )
            quiet = last is not None and not last.report["warnings"]  # others may be of seeds, and are told again
        if last is not None and (report := _quickly(root, options, memo, last, steps)):
            return msgspec.structs.replace(report, seconds=time.perf_counter() - started)
        read = _read(root)
        steps.count("stamps", files=sum(len(one.files) for one in read))
        from site_gen.patching import forget_base
        from site_gen.site.publish import check_folder

        forget_base(memo)
        manifest = check_folder(folder, root)
        steps.begin("ingest")
        gathered = Gathered()
        remarks: list[Problem] = []
        took = None if quiet else gathered.take(lambda: _ingest(root, options, memo, progress, remarks))
        taken = took.items if took else 0
        steps.count("ingest", items=taken)
        if taken:
            steps.begin("stamps")
            read = _read(root)
        pause()
        report, outputs, token = _build_anew(
            root, options, memo, progress, started, take, steps, gathered, manifest, read[0]
        )
        report = msgspec.structs.replace(report, ingested=taken, warnings=(*few_of_each(remarks), *report.warnings))
        _keep(root, options, read, outputs, folder, report, token)
        memo.commit()
        return report
    finally:
        resume()
        memo.close()
        steps.begin("")


def _quickly(root: Path, options: BuildOptions, memo: Memo, last: Last, steps: Steps) -> BuildReport | None:
    """The build where there is nothing to do, or little; None where it is to be done in earnest."""
    if not last.changed:
        report = msgspec.convert(last.report, BuildReport)
        steps.count("stamps", standing=report.unchanged)
        return report
    steps.begin("patch")
    pause()
    from site_gen.patching import patch

    patched = patch(root, options.output, memo, last)
    resume()
    if patched is not None:
        steps.count("patch", items=len(last.changed), written=patched.written)
    return patched


def _check_output(folder: Path, root: Path) -> None:
    """Refuse an output folder that must not be written, before anything is touched."""
    from site_gen.site.publish import check_place

    check_place(folder, root)


def _ingest(
    root: Path,
    options: BuildOptions,
    memo: Memo,
    progress: Progress,
    told: list[Problem],
    seeds: Sequence[str] | None = None,
) -> Taken | None:
    """Take seeds, or those named, into items; see `ingesting.take_seeds`."""
    if options.ingest == "none" or not (root / "seeds").is_dir():
        return None
    from site_gen.ingesting import take_seeds

    only_new = options.ingest == "new"
    return take_seeds(root, memo, told, only_new, progress, options.jobs, options.executor, seeds)


def _build_anew(
    root: Path,
    options: BuildOptions,
    memo: Memo,
    progress: Progress,
    started: float,
    take: Callable[[Prepared], None] | None,
    steps: Steps,
    gathered: Gathered,
    manifest: dict[str, str],
    listed: Listed,
) -> tuple[BuildReport, dict[str, Stamp], str]:
    """Read, check, plan, render what has a new key, publish."""
    steps.begin("load")
    from site_gen.patching import keep_base
    from site_gen.site.confirm import is_confirmed
    from site_gen.site.publish import publish
    from site_gen.spreading import spread_over

    folder = root / options.output
    asked = Asked(options.base_url, options.drafts, options.strict, code_key(), options.keep_going)
    spread = spread_over(options.jobs or os.cpu_count() or 1, memo.reopen)
    prepared = gathered.take(lambda: prepare(root, asked, memo, steps, listed, spread))
    if prepared is None or (gathered.problems and not asked.keep_going):
        raise SiteError(gathered.problems)
    site = prepared.site
    kept = kept_files(memo, options.output, folder)
    told: dict[str, tuple[bytes, str, str]] = {}
    made = _Made(root, options, asked, prepared, kept, memo, progress, told, steps)
    published = publish(made.files, manifest, folder)
    steps.count(
        "publish", written=len(published.written), unchanged=published.unchanged, removed=len(published.removed)
    )
    steps.begin("memo")
    for path in published.written:
        kept.pop(path, None)
    stamps = {MANIFEST: file_stamp(str(folder / MANIFEST)), **keep_files(memo, options.output, folder, told, kept)}
    token = keep_base(memo, prepared)
    memo.commit()
    steps.count("memo", files=len(stamps))
    if take is not None:
        take(prepared)
    report = BuildReport(
        output=options.output,
        items=len(site.items),
        drafts=site.drafts,
        undated=sum(item.published is None for item in site.items),
        unconfirmed=sum(not is_confirmed(item) for item in site.items),
        retracted=len(site.retracted),
        pages=len(published.hashes),
        written=len(published.written),
        unchanged=published.unchanged,
        removed=len(published.removed),
        seconds=time.perf_counter() - started,
        warnings=site.warnings,
        notes=notes_on(site.settings.base_url),
        left_out=(*gathered.problems, *prepared.left_out),
    )
    return report, stamps, token


class _Made(Struct, frozen=True, eq=False):
    """How the files of the site come about: what stands as it was, what is to be made, and what it came to."""

    root: Path
    options: BuildOptions
    asked: Asked
    prepared: Prepared
    kept: dict[str, Kept]
    memo: Memo
    progress: Progress
    told: dict[str, tuple[bytes, str, str]]
    """Filled: (needs, key, sha256) by path."""
    steps: Steps

    def files(self, stage: Stage) -> Iterator[Staged]:
        """Every file; a page whose needs are as they were, and that nobody touched, is not made."""
        from site_gen.site.publish import Staged
        from site_gen.site.render import page_needs

        self.steps.begin("make")
        pages, templates, world = self.prepared.pages, self.prepared.templates, self.prepared.frame.digests.world
        for path, source in templates.assets().items():
            staged = stage.keep(path, templates.style(path, source.read_bytes(), self.prepared.site.settings))
            self.told[path] = (b"", "", staged.sha256)
            yield staged
        asked = []
        needs = [page_needs(page, templates, world) for page in pages]
        for number, page in enumerate(pages):
            last = self.kept.get(page.path)
            if last is not None and last.needs == needs[number]:
                self.told[page.path] = (last.needs, last.key, last.sha256)
                yield Staged(page.path, last.sha256)
            else:
                asked.append(number)
        joined = [number for number in asked if pages[number].joined]
        laid: dict[str, str] = {}
        for made in self._make(stage, [number for number in asked if not pages[number].joined], needs):
            laid[made.staged.path] = made.staged.file
            self.told[made.staged.path] = (needs[made.number], made.key, made.staged.sha256)
            yield made.staged
        for number in joined:
            staged = self._join(stage, pages[number], laid)
            self.told[staged.path] = (needs[number], "", staged.sha256)
            yield staged
        self._tell(len(pages))
        viewed, rendered = self.steps.pages
        afar = {"afar": len(asked) - viewed} if len(asked) > viewed else {}
        standing = len(pages) - len(asked)
        self.steps.count("make", standing=standing, same_view=viewed - rendered, rendered=rendered, **afar)
        self.steps.begin("publish")

    def _join(self, stage: Stage, page: Page, laid: Mapping[str, str]) -> Staged:
        """A page whose bytes others have by now. Where one of those is not as it was made, from its view."""
        from site_gen.pieces import Pieces
        from site_gen.site.render import render

        assert page.joined is not None
        began = self.steps.clock()
        joined = page.joined()
        viewed = self.steps.clock()
        try:
            staged = Pieces(stage, self.memo, page, self.kept.get(page.path)).join(joined, self.told, laid)
        except LookupError:
            staged = stage.keep(page.path, render(page, self.prepared.templates))
        self.steps.page(page.template, began, viewed, 0)
        return staged

    def _make(self, stage: Stage, numbers: list[int], needs: list[bytes]) -> Iterator[Made]:
        """The pages of these numbers: on the cluster where one is named and it is worth the way, else here."""
        from site_gen.making import FEW, MANY, Bench, make_pages

        bench = Bench(self.prepared.pages, self.prepared.templates, self.kept, stage, self.memo, self.steps)
        standing = len(self.prepared.pages) - len(numbers)

        def tell(so_far: int) -> None:
            self._tell(standing + so_far)

        from site_gen.executors import executor_for, may_fork, may_spawn

        jobs = self.options.jobs or os.cpu_count() or 1
        spawned = not may_fork() and may_spawn() and jobs > 1 and len(numbers) >= MANY
        if len(numbers) < FEW or not (self.options.executor or spawned):
            yield from make_pages(bench, numbers, jobs, tell)
            return
        from site_gen.errand import Errand, make_afar

        self.memo.commit()

        root, folder = Path(os.path.abspath(self.root)), Path(os.path.abspath(stage.folder))
        world = self.prepared.frame.digests.world
        here = not self.options.executor
        errand = Errand(time.time_ns(), root, self.asked, folder, stage.place.name, world, here)
        with executor_for(self.options.executor, self.options.jobs) as crew:
            yield from make_afar(bench, numbers, needs, errand, crew, tell)

    def _tell(self, done: int) -> None:
        self.progress("pages", done, len(self.prepared.pages))


def _read(root: Path) -> list[Listed]:
    """Everything that a build reads, of the project and of templates that lie elsewhere."""
    default = default_templates()
    read = [list_all(root, _INPUTS)]
    return read if default == root / "templates" else [*read, list_all(default.parent, (default.name,))]


def _keep(
    root: Path,
    options: BuildOptions,
    read: Sequence[Listed],
    outputs: Mapping[str, Stamp],
    folder: Path,
    report: BuildReport,
    token: str,
) -> None:
    """Remember a build whose inputs nobody can have changed unseen, as one with nothing to do will tell it. Not where a
    stage could not be removed: that is for the next to do."""
    from site_gen.site.publish import is_littered

    settled = all(is_past(times[2]) for listed in read for times in listed.folders.values())
    if settled and not is_littered(folder) and all(is_settled(stamp) for listed in read for stamp in listed.files):
        stamps = [
            (listed.folders, {one.path: (one.size, one.mtime_ns, one.ctime_ns) for one in listed.files})
            for listed in read
        ]
        unchanged = report.written + report.unchanged
        again = msgspec.structs.replace(report, ingested=0, written=0, removed=0, unchanged=unchanged)
        keep_run(str(root), _asked(options), stamps, outputs, str(folder), msgspec.to_builtins(again), token)


def _asked(options: BuildOptions) -> tuple[object, ...]:
    """What decides on the files, as the command line names it too."""
    return options.output, options.base_url, options.drafts, options.strict, options.ingest, options.keep_going
