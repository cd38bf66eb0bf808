"""One build: content and templates to the output folder. The same call does a first build and a hundredth.

What did not change is known by stamps (nothing to do), by keys (a page's view and template) and by bytes (a page that
came out the same is not written). Nothing remembered, everything is made anew, with the same bytes.
"""

from __future__ import annotations

import gc
import os
import stat
import time
from collections.abc import Callable, Iterator, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import msgspec
from msgspec import Struct

from site_gen.content.stamps import FileStamp, is_settled, list_files, stamp_all
from site_gen.errors import Problem, SiteError
from site_gen.memo import Memo, code_key

if TYPE_CHECKING:
    from site_gen.site.assemble import Site
    from site_gen.site.markdown import Rendered
    from site_gen.site.page import Page
    from site_gen.site.publish import Output
    from site_gen.site.recall import Recall
    from site_gen.site.render import Templates

Progress = Callable[[str, int, int], None]
"""Told (what, done, of how many) as work goes on."""

MANIFEST: Final = "manifest.json"
_TICK_SECONDS: Final = 0.008
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


class _Kept(Struct, frozen=True):
    """A file as the last build left it."""

    key: str
    sha256: str
    stamp: tuple[int, int, int]
    """Size, time of content, time of any change."""


class _LastRun(Struct, frozen=True):
    """A whole build: from what, to what, and its report."""

    inputs: tuple[FileStamp, ...]
    outputs: tuple[tuple[str, tuple[int, int, int]], ...]
    report: BuildReport


def silent(what: str, done: int, total: int) -> None:
    """Tell nobody."""


def default_templates() -> Path:
    """The templates that come with the package; in a clone they stand beside it."""
    inside = Path(__file__).parent / "default_templates"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "templates"


def build(root: Path, options: BuildOptions, progress: Progress = silent) -> BuildReport:
    """Build the site of the project at `root`. Raises SiteError with all problems; then the output is as it was."""
    started = time.perf_counter()
    memo = Memo(root)
    try:
        run_key = blake2b(repr((options, code_key())).encode(), digest_size=16).hexdigest()
        inputs = _inputs(root)
        folder = root / options.output
        last = _same_as_last(memo, run_key, inputs, folder)
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
            report = msgspec.structs.replace(_build_anew(root, options, memo, progress, started), ingested=taken)
        finally:
            gc.enable()
        outputs = tuple(
            (path, _stamp(folder, path)) for path in (MANIFEST, *sorted(memo.all("output:" + options.output)))
        )
        if all(is_settled(stamp) for stamp in inputs):
            memo.put("run", run_key, msgspec.msgpack.encode(_LastRun(inputs, outputs, report)))
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


def _build_anew(root: Path, options: BuildOptions, memo: Memo, progress: Progress, started: float) -> BuildReport:
    """Read, check, plan, render what has a new key, publish."""
    from site_gen.content.project import last_draft, read_content
    from site_gen.content.remember import remembered_items
    from site_gen.site.assemble import assemble
    from site_gen.site.confirm import is_confirmed
    from site_gen.site.plan import plan_pages
    from site_gen.site.publish import check_folder, publish, read_manifest
    from site_gen.site.render import Templates
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
    pages = plan_pages(site, _recall(memo))
    templates = Templates(root / "templates", default_templates(), words, code_key())
    kept = _kept_outputs(memo, options.output, folder)
    keys: dict[str, str] = {}
    outputs = _outputs(pages, templates, kept, keys, progress)
    published = publish(outputs, read_manifest(folder), folder)
    _keep_outputs(memo, options.output, folder, keys, published.hashes)
    memo.commit()
    return BuildReport(
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


def _check_templates(root: Path) -> None:
    """Refuse links, pipes and the like among the site's own templates."""
    problems: list[Problem] = []
    list_files(root, "templates", problems)
    if problems:
        raise SiteError(problems)


def _outputs(
    pages: Sequence[Page], templates: Templates, kept: dict[str, _Kept], keys: dict[str, str], progress: Progress
) -> Iterator[Output]:
    """Every file of the site; only what has a new key, or was touched, is rendered. Fills `keys` by path."""
    from site_gen.site.publish import Output
    from site_gen.site.render import asset_names, page_key, render

    assets = asset_names([templates.own, templates.default])
    for path, source in assets.items():
        data = source.read_bytes()
        keys[path] = blake2b(data, digest_size=16).hexdigest()
        yield Output(path, data)
    for done, page in enumerate(pages):
        key = page_key(page, templates)
        keys[page.path] = key
        last = kept.get(page.path)
        if last is not None and last.key == key:
            yield Output(page.path, None, last.sha256)
        else:
            yield Output(page.path, render(page, templates))
        if done % 50 == 0:
            progress("pages", done, len(pages))
    progress("pages", len(pages), len(pages))


def _inputs(root: Path) -> tuple[FileStamp, ...]:
    """Stamps of everything that a build reads."""
    stamps = stamp_all(root, _INPUTS)
    default = default_templates()
    return stamps if default == root / "templates" else (*stamps, *stamp_all(default.parent, (default.name,)))


def _same_as_last(memo: Memo, run_key: str, inputs: tuple[FileStamp, ...], folder: Path) -> BuildReport | None:
    """The last run's report when neither its inputs nor its outputs have changed since."""
    raw = memo.get("run", run_key)
    if raw is None:
        return None
    try:
        last = msgspec.msgpack.decode(raw, type=_LastRun)
    except msgspec.DecodeError:
        return None
    if last.inputs != inputs:
        return None
    intact = all(_stamp(folder, path) == stamp for path, stamp in last.outputs)
    return last.report if intact and last.outputs else None


def _stamp(folder: Path, path: str) -> tuple[int, int, int]:
    """Size and times of a published file; -1 when it is not a plain file any more, or a link leads to it."""
    try:
        told = os.lstat(f"{folder}/{path}")
        above = path.rpartition("/")[0]
        if above and stat.S_ISLNK(os.lstat(f"{folder}/{above}").st_mode):
            return (-1, -1, -1)
    except OSError:
        return (-1, -1, -1)
    plain = stat.S_ISREG(told.st_mode)
    return (told.st_size, told.st_mtime_ns, told.st_ctime_ns) if plain else (-1, -1, -1)


def _kept_outputs(memo: Memo, output: str, folder: Path) -> dict[str, _Kept]:
    """Files that still stand as the last build left them, by path."""
    kept = {}
    for path, raw in memo.all("output:" + output).items():
        try:
            last = msgspec.msgpack.decode(raw, type=_Kept)
        except msgspec.DecodeError:
            continue
        if _stamp(folder, path) == last.stamp:
            kept[path] = last
    return kept


def _keep_outputs(memo: Memo, output: str, folder: Path, keys: dict[str, str], hashes: dict[str, str]) -> None:
    """Remember how every file was left, a tick after the last was written, so that any later change shows."""
    time.sleep(_TICK_SECONDS)
    kind = "output:" + output
    before = memo.all(kind)
    for path, digest in hashes.items():
        raw = msgspec.msgpack.encode(_Kept(keys[path], digest, _stamp(folder, path)))
        if before.pop(path, None) != raw:
            memo.put(kind, path, raw)
    for path in before:
        memo.forget(kind, path)


def remembered_markdown(memo: Memo) -> Callable[[str], Rendered]:
    """Body to HTML, remembered between runs by the body's hash."""
    from site_gen.site.markdown import Rendered, render_markdown

    code = code_key()
    made: dict[str, Rendered] = {}

    def rendered(body: str) -> Rendered:
        key = blake2b(f"{code}\0{body}".encode(), digest_size=16).hexdigest()
        if key not in made:
            raw = memo.get("body", key)
            if raw is not None:
                made[key] = msgspec.msgpack.decode(raw, type=Rendered)
            else:
                made[key] = render_markdown(body)
                memo.put("body", key, msgspec.msgpack.encode(made[key]))
        return made[key]

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
