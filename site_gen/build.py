"""One build: content and templates to the output folder. The same call does a first build and a hundredth.

What did not change is known by stamps (nothing to do), by keys (a page's view and template) and by bytes (a page that
came out the same is not written). Nothing remembered, everything is made anew, with the same bytes.
"""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import msgspec
from msgspec import Struct

from site_gen.content.stamps import FileStamp, is_settled, list_files, stamp_all
from site_gen.errors import Problem, SiteError
from site_gen.kept import BuildReport, Kept, Stamp, file_stamp, keep_files, keep_report, kept_files, last_report
from site_gen.memo import Memo, code_key

if TYPE_CHECKING:
    from site_gen.site.assemble import Site
    from site_gen.site.markdown import Rendered
    from site_gen.site.page import Frame, Page
    from site_gen.site.publish import Stage, Staged
    from site_gen.site.recall import Recall
    from site_gen.site.render import Templates

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


def silent(what: str, done: int, total: int) -> None:
    """Tell nobody."""


def default_templates() -> Path:
    """The templates that come with the package; in a clone they stand beside it."""
    inside = Path(__file__).parent / "default_templates"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "templates"


def build(
    root: Path,
    options: BuildOptions,
    progress: Progress = silent,
    take: Callable[[Frame, Templates], None] | None = None,
) -> BuildReport:
    """Build the site of the project at `root`. Raises SiteError with all problems; then the output is as it was.

    `take`, where given, gets the site as it was built, for looks at what changes next; so it is always put together.
    """
    started = time.perf_counter()
    memo = Memo(root)
    try:
        asked = repr((msgspec.structs.replace(options, jobs=0), code_key()))
        run_key = blake2b(asked.encode(), digest_size=16).hexdigest()
        inputs = _inputs(root)
        folder = root / options.output
        last = last_report(memo, run_key, inputs, folder) if take is None else None
        if last is not None:
            return msgspec.structs.replace(
                last,
                ingested=0,
                written=0,
                removed=0,
                unchanged=last.written + last.unchanged,
                seconds=time.perf_counter() - started,
            )
        taken = _ingest(root, options, memo, progress)
        if taken:
            inputs = _inputs(root)
        gc.disable()  # a build makes a million small values that all live to its end: looking for rubbish finds none
        try:
            report, outputs = _build_anew(root, options, memo, progress, started, take)
        finally:
            gc.enable()
        report = msgspec.structs.replace(report, ingested=taken)
        if all(is_settled(stamp) for stamp in inputs):
            keep_report(memo, run_key, inputs, outputs, report)
        memo.commit()
        return report
    finally:
        memo.close()


def _ingest(root: Path, options: BuildOptions, memo: Memo, progress: Progress) -> int:
    """Take seeds into items; how many items were written. Raises SiteError for seeds that cannot be taken."""
    if options.ingest == "none" or not (root / "seeds").is_dir():
        return 0
    from site_gen.ingesting import ingest_project

    report = ingest_project(root, memo, only_new=options.ingest == "new", progress=progress)
    errors = [problem for problem in report.problems if problem.level == "error"]
    if errors:
        raise SiteError(errors)
    return sum(seed.action in ("create", "update") for seed in report.seeds)


def _build_anew(
    root: Path,
    options: BuildOptions,
    memo: Memo,
    progress: Progress,
    started: float,
    take: Callable[[Frame, Templates], None] | None,
) -> tuple[BuildReport, dict[str, Stamp]]:
    """Read, check, plan, render what has a new key, publish."""
    from site_gen.content.project import last_draft, read_content
    from site_gen.content.remember import remembered_items
    from site_gen.site.assemble import assemble
    from site_gen.site.confirm import is_confirmed
    from site_gen.site.page import Frame
    from site_gen.site.plan import plan_frame
    from site_gen.site.publish import check_folder, publish, read_manifest
    from site_gen.site.render import Compiled, Templates
    from site_gen.site.words import forget_words, load_words

    folder = root / options.output
    check_folder(folder, root)
    _check_templates(root)
    content = read_content(root, remembered_items(memo, code_key()))
    settings = content.settings
    if options.base_url is not None:
        base = options.base_url
        settings = msgspec.structs.replace(settings, base_url=base + "/" if base and not base.endswith("/") else base)
    forget_words()
    words = load_words(settings.language, root / "templates")
    site = assemble(
        content.items,
        content.registry,
        settings,
        remembered_markdown(memo),
        options.drafts,
        options.strict,
        lambda item_id: last_draft(root, item_id),
        words,
    )
    frame = Frame(site, _recall(memo))
    pages = plan_frame(frame)
    compiled = Compiled(partial(memo.get, "template"), partial(memo.put, "template"))
    templates = Templates(root / "templates", default_templates(), words, code_key(), compiled)
    kept = kept_files(memo, options.output, folder)
    told: dict[str, tuple[bytes, str, str]] = {}
    made = _Made(pages, templates, kept, frame.digests.world, memo, options.jobs or os.cpu_count() or 1, progress, told)
    published = publish(made.files, read_manifest(folder), folder)
    manifest = folder / MANIFEST
    stamps = {MANIFEST: file_stamp(str(manifest)), **keep_files(memo, options.output, folder, told)}
    memo.commit()
    if take is not None:
        take(frame, templates)
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
        notes=_notes(site),
    )
    return report, stamps


def _check_templates(root: Path) -> None:
    """Refuse links, pipes and the like among the site's own templates."""
    problems: list[Problem] = []
    list_files(root, "templates", problems)
    if problems:
        raise SiteError(problems)


class _Made(Struct, frozen=True, eq=False):
    """How the files of the site come about: what stands as it was, what is to be made, and what it came to."""

    pages: Sequence[Page]
    templates: Templates
    kept: dict[str, Kept]
    world: bytes
    memo: Memo
    jobs: int
    progress: Progress
    told: dict[str, tuple[bytes, str, str]]
    """Filled: (needs, key, sha256) by path."""

    def files(self, stage: Stage) -> Iterator[Staged]:
        """Every file; a page whose needs are as they were, and that nobody touched, is not made."""
        from site_gen.making import Bench, make_pages
        from site_gen.site.publish import Staged
        from site_gen.site.render import asset_names, page_needs

        for path, source in asset_names([self.templates.own, self.templates.default]).items():
            staged = stage.keep(path, source.read_bytes())
            self.told[path] = (b"", "", staged.sha256)
            yield staged
        asked = []
        needs = [page_needs(page, self.templates, self.world) for page in self.pages]
        for number, page in enumerate(self.pages):
            last = self.kept.get(page.path)
            if last is not None and last.needs == needs[number]:
                self.told[page.path] = (last.needs, last.key, last.sha256)
                yield Staged(page.path, last.sha256)
            else:
                asked.append(number)
        done = len(self.pages) - len(asked)
        bench = Bench(self.pages, self.templates, self.kept, stage, self.memo)
        for made in make_pages(bench, asked, self.jobs, lambda so_far: self._tell(done + so_far)):
            self.told[made.staged.path] = (needs[made.number], made.key, made.staged.sha256)
            yield made.staged
        self._tell(len(self.pages))

    def _tell(self, done: int) -> None:
        self.progress("pages", done, len(self.pages))


def _inputs(root: Path) -> tuple[FileStamp, ...]:
    """Stamps of everything that a build reads."""
    stamps = stamp_all(root, _INPUTS)
    default = default_templates()
    return stamps if default == root / "templates" else (*stamps, *stamp_all(default.parent, (default.name,)))


def remembered_markdown(memo: Memo) -> Callable[[str], Rendered]:
    """Body to HTML. What only markdown-it-py can render is remembered between runs by the body's hash; the quick way
    is quicker than looking it up."""
    from site_gen.site.markdown import Rendered, render_reference
    from site_gen.site.plain_markdown import render_plain

    code = code_key()
    made: dict[str, Rendered] = {}

    def slow(body: str) -> Rendered:
        key = blake2b(f"{code}\0{body}".encode(), digest_size=16).hexdigest()
        raw = memo.get("body", key)
        if raw is not None:
            return msgspec.msgpack.decode(raw, type=Rendered)
        found = render_reference(body)
        memo.put("body", key, msgspec.msgpack.encode(found))
        return found

    def rendered(body: str) -> Rendered:
        if body not in made:
            made[body] = render_plain(body) or slow(body)
        return made[body]

    return rendered


def _recall(memo: Memo) -> Recall:
    """What was made under a name and key; a name keeps its last alone, so that what is remembered does not grow."""
    code = code_key().encode()

    def recall(name: str, key: bytes, make: Callable[[], bytes]) -> bytes:
        sealed = blake2b(code + key, digest_size=16).digest()
        raw = memo.get("search", name)
        if raw is not None and raw.startswith(sealed):
            return raw[16:]
        made = make()
        memo.put("search", name, sealed + made)
        return made

    return recall


def _notes(site: Site) -> tuple[str, ...]:
    if site.settings.base_url:
        return ()
    told = "base_url is not set in content/site.yaml: no sitemap, RSS, JSON Feed, OpenSearch or JSON-LD"
    return (f"{told}, no canonical addresses, search engines are kept out",)
