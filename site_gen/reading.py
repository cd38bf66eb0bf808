"""What a worker does of reading: seeds and rows to findings, by the registries of the project. A rim.

A worker reads the registries itself, once, and looks that they are those that the task was made with.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

from msgspec import Struct

from site_gen.content.project import read_registries
from site_gen.errors import SiteError
from site_gen.executors import check_same, check_seen
from site_gen.ingest.extract import Extractor, named_extractors
from site_gen.ingest.run import Raw, Reading, read_raw
from site_gen.model import Registry


class Ground(Struct, frozen=True):
    """The registries that a task stands on."""

    root: Path | None = None
    """The project, absolute; None outside of one."""
    key: str = ""
    """Hash of the texts of registries and settings."""


class Seeds(Struct, frozen=True):
    """Seeds to be read."""

    ground: Ground
    raws: tuple[Raw, ...]


def ground_of(root: Path, texts: Mapping[str, str]) -> Ground:
    """The ground of a project whose registries have these texts."""
    return Ground(Path(os.path.abspath(root)), _key(texts))


def read_seeds(task: Seeds) -> list[Reading | None]:
    """On a worker: the seeds read. One with a problem is left to the run, which tells it in its place."""
    registry, more = registry_on(task.ground)
    return [_read(raw, registry, more) for raw in task.raws]


@lru_cache(maxsize=1)
def registry_on(ground: Ground) -> tuple[Registry, tuple[Extractor, ...]]:
    """On a worker: the registries, and the extractors of the site's own. Raises SiteError when they are others now."""
    if ground.root is None:
        return Registry(), ()
    check_seen(ground.root / "content")
    settings, registry, texts = read_registries(ground.root)
    check_same(ground.root / "content", _key(texts), ground.key)
    return registry, named_extractors(settings.extractors)


def _read(raw: Raw, registry: Registry, more: tuple[Extractor, ...]) -> Reading | None:
    try:
        return read_raw(raw, registry, more)
    except SiteError:
        return None


def _key(texts: Mapping[str, str]) -> str:
    return blake2b(repr(sorted(texts.items())).encode(), digest_size=16).hexdigest()
