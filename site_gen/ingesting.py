"""The verb "ingest" over a project: registries and settings read, then the seeds taken into items."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path

from site_gen.content.project import read_registries
from site_gen.ingest.run import IngestReport, Progress, ingest
from site_gen.memo import Memo, code_key


def ingest_project(
    root: Path,
    memo: Memo,
    seeds: Sequence[str] | None = None,
    only_new: bool = False,
    dry: bool = False,
    progress: Progress | None = None,
) -> IngestReport:
    """Take seeds of the project into items; see `ingest.run.ingest`. Raises SiteError for broken registries."""
    settings, registry, texts = read_registries(root)
    key = blake2b(repr((sorted(texts.items()), code_key())).encode(), digest_size=16).digest()
    return ingest(root, registry, settings, memo, key, seeds, only_new, dry, progress)
