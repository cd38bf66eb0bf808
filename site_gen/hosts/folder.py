"""A copy of the site in another folder, such as a USB stick: all of it or nothing, no foreign file touched. A rim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from site_gen.site.manifest import read_manifest
from site_gen.site.publish import Stage, Staged, check_folder, publish
from site_gen.site.urls import MANIFEST


def copy_site(root: Path, folder: Path, paths: Iterable[str], place: Path) -> str:
    """Copy the files at `paths` below `folder` into `place`; what came of it, in words. Raises SiteError when something
    else stands there or the disk refuses."""
    check_folder(place, root)

    def files(stage: Stage) -> Iterator[Staged]:
        for path in sorted(paths):
            if path != MANIFEST:
                yield stage.keep(path, (folder / path).read_bytes())

    done = publish(files, read_manifest(place), place)
    return f"{len(done.written):,} files copied, {done.unchanged:,} there already, {len(done.removed):,} removed"
