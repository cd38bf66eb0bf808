"""The verb "clean": what was built and remembered goes; content, seeds and foreign files stay."""

from __future__ import annotations

import shutil
from pathlib import Path

from site_gen.memo import FOLDER
from site_gen.site.publish import publish, read_manifest
from site_gen.site.urls import MANIFEST


def clean(root: Path, output: str = "public") -> tuple[str, ...]:
    """Remove the files that the manifest in `output` names, the manifest, and the memo. The removed paths, sorted."""
    folder = root / output
    manifest = read_manifest(folder)
    removed: list[str] = []
    if manifest:
        removed = [f"{output}/{path}" for path in publish(lambda stage: (), manifest, folder).removed]
        (folder / MANIFEST).unlink(missing_ok=True)
        removed.append(f"{output}/{MANIFEST}")
    if (root / FOLDER).is_dir() and not (root / FOLDER).is_symlink():
        shutil.rmtree(root / FOLDER)
        removed.append(FOLDER)
    return tuple(sorted(removed))
