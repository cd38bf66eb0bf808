"""The verb "clean": what was built and remembered goes; content, seeds and foreign files stay."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

from site_gen.lock import NAME, held, locked
from site_gen.site.manifest import read_manifest
from site_gen.site.publish import publish, recover
from site_gen.site.urls import MANIFEST
from site_gen.standing import FOLDER


def clean(root: Path, output: str = "public") -> tuple[str, ...]:
    """Remove the files that the manifest in `output` names, the manifest, and the memo. The removed paths, sorted."""
    folder = root / output
    with locked(root, "clean"), held(folder):
        return _clean(root, output, folder)


def _clean(root: Path, output: str, folder: Path) -> tuple[str, ...]:
    if folder.is_dir():
        recover(folder)
    manifest = read_manifest(folder)
    removed: list[str] = []
    if manifest:
        removed = [f"{output}/{path}" for path in publish(lambda stage: (), manifest, folder).removed]
        (folder / MANIFEST).unlink(missing_ok=True)
        removed.append(f"{output}/{MANIFEST}")
    if (root / FOLDER).is_dir() and not (root / FOLDER).is_symlink():
        for path in sorted((root / FOLDER).iterdir(), key=lambda path: path.name == NAME):  # what is held goes last
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
        with suppress(OSError):  # somebody who waited may hold the next lock
            (root / FOLDER).rmdir()
        removed.append(FOLDER)
    return tuple(sorted(removed))
