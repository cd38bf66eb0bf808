"""The verb "import", of a file or a folder, and what it came to in lines for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Final

from site_gen.importing import Imported, Progress, import_file
from site_gen.importing_site import SiteImported, import_site
from site_gen.lock import locked

_LEFT: Final = 5
"""Paths that are told of the files that were not read."""


def take(
    root: Path, source: Path, map_name: str, dry: bool, progress: Progress, again: bool = False
) -> tuple[Imported | SiteImported, tuple[str, ...]]:
    """Take an export or a folder; the report, and its summary. Raises SiteError."""
    with nullcontext() if dry else locked(root, "import"):
        if source.is_dir():
            site = import_site(root, source, map_name, dry, progress)
            return site, _lines(told_site(site), dry)
        file = import_file(root, source, map_name, dry, progress, again)
        return file, _lines(told_file(file), dry)


def _lines(lines: Iterator[str], dry: bool) -> tuple[str, ...]:
    return (*(["would be:"] if dry else []), *lines)


def told_file(report: Imported) -> Iterator[str]:
    """The summary of an export."""
    counts = (
        (report.new, "taken"),
        (report.same, "taken before"),
        (report.again, "written anew"),
        (report.changed, "changed since, left as they were"),
    )
    told = ", ".join(f"{count:,} {word}" for count, word in counts if count) or "no rows taken"
    yield f"{report.file} → {report.folder}/: {told}"
    if report.newer:
        yield f"  {report.newer:,} of these without id and address, known by words that are nearly the same"
    if report.told:
        yield "refused or remarked: " + ", ".join(f"{count:,} {code}" for code, count in report.told)
    for path in report.changed_seeds:
        yield f"  {path} stands otherwise in the export by now"
    if report.new or report.again:
        yield "next: site-gen ingest"


def told_site(report: SiteImported) -> Iterator[str]:
    """The summary of a folder: what was mapped, kept, added, refused."""
    done = ", ".join(f"{count:,} {action}" for action, count in report.actions) or "nothing"
    yield f"{report.folder}: {report.files:,} files: {done}"
    for theirs, ours, count in report.mapped:
        yield f"  {theirs} → {ours}: {count:,}"
    if report.kept:
        yield "  under extra: " + ", ".join(f"{field} ({count:,})" for field, count in report.kept)
    kinds = Counter(entry.kind for entry in report.entries)
    if kinds:
        yield "  new entries: " + ", ".join(f"{count:,} {kind}" for kind, count in sorted(kinds.items()))
    if report.left:
        told = ", ".join(report.left[:_LEFT]) + (", …" if len(report.left) > _LEFT else "")
        yield f"  not read, since hidden, a page of a section or a link: {len(report.left):,} ({told})"
    for path, item_id in report.moved[:20]:
        yield f"  {path}: its id was taken, it is {item_id}"
    if report.told:
        yield "refused or remarked: " + ", ".join(f"{count:,} {code}" for code, count in report.told)
