"""Seeds on disk to items on disk. A rim: the only room of `ingest` that touches files.

A seed is read, never changed. A file that a person touched is never overwritten. Each file is written whole or not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import repeat
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from site_gen.content.memory import Difference
from site_gen.content.project import (
    CHANGED,
    ITEMS,
    MEMORY,
    SEEDS,
    ahead_of,
    read_bytes,
    read_memory,
    read_text,
    still_has,
    sweep,
    version_path,
    write_atomic,
    write_item,
)
from site_gen.content.renamed import Renaming, former_ids, renamed_item
from site_gen.content.sidecar import parse_sidecar
from site_gen.content.stamps import list_files
from site_gen.errors import Problem, SiteError
from site_gen.incoming import Sidecar
from site_gen.ingest.article import Article, parse_article
from site_gen.ingest.carriers import Carriers, Table
from site_gen.ingest.confined import open_confined
from site_gen.ingest.draft import new_item_id
from site_gen.ingest.extract import Extractor, extract, named_extractors
from site_gen.ingest.findings import Finding
from site_gen.ingest.joining import Joined, join_pages, left_over, with_joined
from site_gen.ingest.known import Files, known_seeds
from site_gen.ingest.memory import make_memory
from site_gen.ingest.merge_body import told_change
from site_gen.ingest.names import Suggestion, suggest_actors
from site_gen.ingest.settle import Action, settle, settled, with_todays_ids
from site_gen.ingest.sidecars import is_seed, sidecars_of
from site_gen.ingest.sound import sound_item
from site_gen.ingest.unpacking import Unpacked
from site_gen.model import Registry, Settings

Progress = Callable[[str, int, int], None]
_TRIES: Final = 5
"""So often an item is merged anew when an editor saves it meanwhile."""


class Raw(Struct, frozen=True):
    """A seed with its sidecar as they stand on disk."""

    path: str
    data: bytes
    sidecar: str
    """Path of the sidecar; empty when there is none."""
    told: str
    """Its text."""
    key: bytes
    """Hash of both, and of registries, settings and code."""


class Reading(Struct, frozen=True, eq=False):
    """All that is found in a seed, made from nothing but the seed and the registries."""

    key: bytes
    """That of the `Raw`."""
    article: Article
    findings: tuple[Finding, ...]
    suggested: tuple[Suggestion, ...]


ReadAhead = Callable[[Iterable[Raw | None]], Iterator[Reading | None]]
"""Readings of seeds, one for one and in order; None for None, and for a seed that is left to be read here."""


class SeedReport(Struct, frozen=True):
    """What became of one seed."""

    seed: str
    item: str
    action: Action
    differences: tuple[Difference, ...] = ()
    """Where the machine now says something else than a person's file."""
    orphans: tuple[str, ...] = ()
    """Texts of entries that the article does not have any more."""
    unknown: tuple[str, ...] = ()
    """Names of people and organisations that no registry knows."""
    notes: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    """Names of what the seed tells and no field of ours takes: it stands under `extra`."""
    drafted: bool = False
    """Whether the machine's own draft is another than it was."""


class IngestReport(Struct, frozen=True):
    """What a run did."""

    seeds: tuple[SeedReport, ...]
    problems: tuple[Problem, ...]
    """Of seeds that could not be taken; the others were."""
    unpacked: tuple[Unpacked, ...] = ()
    """Files with many articles, unpacked before."""
    joined: tuple[Joined, ...] = ()
    """Articles in pieces that were joined into one seed."""


class _Job(Struct, frozen=True, eq=False):
    """What all seeds of a run share."""

    root: Path
    registry: Registry
    more: tuple[Extractor, ...]
    key: bytes
    """Hash of registries, settings and code: with the seed's bytes it tells whether the result can differ."""
    table: Table
    dry: bool
    former: tuple[Renaming, ...]
    """Ids that have become others."""
    there: frozenset[str]
    """Paths of all seeds."""
    known: dict[str, str]
    """Seed path to item id; grows as seeds are taken."""
    by_hash: dict[str, str]
    """Hash of a seed's bytes to seed path; grows as seeds are taken."""
    carriers: Carriers


def ingest(
    root: Path,
    registry: Registry,
    settings: Settings,
    table: Table,
    key: bytes,
    seeds: Sequence[str] | None = None,
    only_new: bool = False,
    dry: bool = False,
    progress: Progress | None = None,
    ahead: ReadAhead | None = None,
) -> IngestReport:
    """Take the seeds of the project (or those named, by path) into items.

    `only_new` leaves those alone that have an item; `dry` tells what would be done and writes nothing; `ahead` reads
    seeds before their turn. The report has what became of each seed, by path, and the problems of those that could not
    be taken.
    """
    problems: list[Problem] = []
    if not dry:
        sweep(root)
    paths = [stamp.path for stamp in list_files(root, SEEDS, problems)]
    sidecars = sidecars_of(paths, problems)
    known, by_hash = known_seeds(root, table)
    joined = join_pages(root, paths, sidecars, known, dry)
    paths, pieces = with_joined(joined, paths, sidecars, known, dry)
    extractors, former = named_extractors(settings.extractors), former_ids(registry)
    carriers = Carriers(Files(root), table)
    job = _Job(root, registry, extractors, key, table, dry, former, frozenset(paths), known, by_hash, carriers)
    taken = {path.name.removesuffix(".md") for path in (root / ITEMS).glob("*.md")} | set(known.values())
    wanted = None if seeds is None else {pieces.get(path, path) for path in seeds}
    chosen = [path for path in paths if is_seed(path, job.there) and path not in pieces]
    chosen = [path for path in chosen if wanted is None or path in wanted]
    reports = []
    readings = ahead(_raw(job, path, sidecars.get(path), only_new) for path in chosen) if ahead else repeat(None)
    for done, (path, reading) in enumerate(zip(chosen, readings, strict=False)):
        if progress is not None:
            progress("seeds", done, len(chosen))
        item_id = known.get(path)
        if only_new and item_id and (root / ITEMS / f"{item_id}.md").exists():
            continue
        try:
            report = _take_again(job, path, sidecars.get(path), item_id, taken, reading)
        except SiteError as error:
            problems.extend(error.problems)
            continue
        taken.add(report.item)
        reports.append(report)
    if progress is not None and chosen:
        progress("seeds", len(chosen), len(chosen))
    problems.extend(left_over(joined, known))
    return IngestReport(tuple(reports), tuple(sorted(problems)), joined=tuple(one for one in joined if one.new))


def read_seed(root: Path, path: str, sidecar: str | None, registry: Registry) -> tuple[Article, bytes]:
    """The article of a seed with its sidecar, and the bytes of both. Raises SiteError."""
    data = read_bytes(root, path)
    told = read_text(root, sidecar) if sidecar else ""
    return _parse(path, data, sidecar or "", told, registry), data + b"\0" + told.encode()


def read_raw(raw: Raw, registry: Registry, more: tuple[Extractor, ...]) -> Reading:
    """All that is found in a seed. Raises SiteError for one that is no text, or whose sidecar is broken."""
    article = _parse(raw.path, raw.data, raw.sidecar, raw.told, registry)
    return Reading(raw.key, article, extract(article, registry, more), suggest_actors(article, registry))


def _parse(path: str, data: bytes, sidecar: str, told: str, registry: Registry) -> Article:
    given = parse_sidecar(sidecar, told) if sidecar else Sidecar()
    return parse_article(data, path, registry, given, open_confined)


def _raw(job: _Job, path: str, sidecar: str | None, only_new: bool) -> Raw | None:
    """A seed to be read ahead; None for one that needs no reading as things stand, or that cannot be read."""
    item_id = job.known.get(path)
    try:
        if only_new and item_id and (job.root / ITEMS / f"{item_id}.md").exists():
            return None
        raw = _read(job, path, sidecar)
    except SiteError:
        return None
    return None if item_id and _is_same(job, raw, item_id) else raw


def _read(job: _Job, path: str, sidecar: str | None) -> Raw:
    data = read_bytes(job.root, path)
    told = read_text(job.root, sidecar) if sidecar else ""
    key = blake2b(job.key + data + b"\0" + told.encode(), digest_size=16).digest()
    return Raw(path, data, sidecar or "", told, key)


def _is_same(job: _Job, raw: Raw, item_id: str) -> bool:
    """Whether seed, registries, code, item and memory are as the last run left them."""
    return job.table.get("seed", raw.path) == raw.key + _state(job.root, item_id)


def _take_again(
    job: _Job, path: str, sidecar: str | None, item_id: str | None, taken: set[str], ahead: Reading | None
) -> SeedReport:
    """`_take`, again while an editor saves the item between its reading and its writing."""
    for _ in range(_TRIES):
        try:
            return _take(job, path, sidecar, item_id, taken, ahead)
        except SiteError as error:
            if any(problem.code != CHANGED for problem in error.problems):
                raise
    return _take(job, path, sidecar, item_id, taken, ahead)


def _take(
    job: _Job, path: str, sidecar: str | None, item_id: str | None, taken: set[str], ahead: Reading | None
) -> SeedReport:
    """One seed to one item's file; by what was read `ahead` when that was from the same bytes."""
    raw = _read(job, path, sidecar)
    data, key = raw.data, raw.key
    if item_id and _is_same(job, raw, item_id):
        return SeedReport(path, item_id, "same")
    reading = ahead if ahead is not None and ahead.key == key else None
    article = reading.article if reading else _parse(path, data, raw.sidecar, raw.told, job.registry)
    twin = job.by_hash.get(article.sha256, path)
    if item_id is None and twin != path and twin in job.there:
        return SeedReport(path, job.known.get(twin, twin), "duplicate", notes=(f"the same bytes as {twin}",))
    findings = reading.findings if reading else extract(article, job.registry, job.more)
    notes = [*_notes(article, job.registry)]
    if item_id is None:
        item_id, note = _item_of_new(job, path, article, taken)
        notes += note
    standing = f"{ITEMS}/{item_id}.md"
    there = read_text(job.root, standing) if (job.root / standing).exists() else None
    last = read_memory(job.root, item_id)
    text, before = with_todays_ids(standing, there, last, job.former)
    item = sound_item(item_id, article, findings, job.registry)
    for change in job.former:
        item = renamed_item(item, change)
    lead, part = job.carriers.copied_by(item, before)
    item = replace(item, copy_of=lead)
    if lead and before is None:
        notes.append(f"carries the text of {lead}: {part:.0%} of the shorter one stands in the other")
    outcome = settle(text, item, before)
    notes.extend(outcome.notes)
    if before is not None and before.sha256 != article.sha256:
        notes.append(f"the seed changed; {told_change(before.item.body, item.body) or 'its text is the same'}")
    suggested = reading.suggested if reading else suggest_actors(article, job.registry)
    memory = settled(make_memory(item, outcome.text, article, findings, suggested, before), outcome, before)
    job.by_hash[article.sha256], job.known[path] = path, item_id
    job.carriers.add(outcome.merged.item if outcome.merged else item)
    if not job.dry:
        _keep(job.root / version_path(article.sha256), data)
        changed = outcome.text if outcome.text != there else None
        write_item(job.root, item_id, changed, memory, still_has(job.root, standing, there))
        job.table.put("seed", path, key + _state(job.root, item_id))
    unknown = tuple(suggestion.name for suggestion in suggested)
    kept = tuple(name for name, _ in article.extra)
    drafted = last is None or last.item != memory.item
    return SeedReport(
        path, item_id, outcome.action, memory.differences, memory.orphans, unknown, tuple(notes), kept, drafted
    )


def _item_of_new(job: _Job, path: str, article: Article, taken: set[str]) -> tuple[str, tuple[str, ...]]:
    """The item of a seed with a new name: that of a seed with the same bytes that is gone, else a new one."""
    before = job.by_hash.get(article.sha256, path)
    if before in job.known:
        return job.known[before], (f"the seed was {before} before",)
    item_id, plain = new_item_id(article, taken), new_item_id(article, ())
    if item_id == plain:
        return item_id, ()
    return item_id, (f"an item of this day and title is there already: {plain}",)


def _state(root: Path, item_id: str) -> bytes:
    """What tells that an item and its memory are as the last run left them; "?" when they cannot be."""
    if (root / ahead_of(item_id)).exists():
        return b"?"
    try:
        told = [(root / path).stat() for path in (f"{ITEMS}/{item_id}.md", f"{MEMORY}/{item_id}.json")]
    except FileNotFoundError:
        return b"?"
    return repr([(one.st_size, one.st_mtime_ns, one.st_ino) for one in told]).encode()


def _keep(target: Path, data: bytes) -> None:
    """Write what is not there yet, whole."""
    if not target.is_file() or target.read_bytes() != data:
        write_atomic(target, data)


def _notes(article: Article, registry: Registry) -> tuple[str, ...]:
    """What the seed's facts name and the registries do not know, and how it was read."""
    names = [article.source.value] if article.source else []
    return article.notes + tuple(
        f'source "{name}" is not in content/sources.yaml and was left out; site-gen new source "{name}" adds it'
        for name in (*names, *article.via)
        if name not in registry.sources
    )
