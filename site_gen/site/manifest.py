"""The manifest: every file of the site with the SHA-256 of its bytes, by which ours are told from others'. A rim."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from site_gen.site.moving import are_inside, is_inside
from site_gen.site.urls import MANIFEST

_FORMAT: Final = "site-gen/1"
_MOST_BYTES: Final = 1 << 29
_PLAINLY: Final = os.O_RDONLY | os.O_NONBLOCK | getattr(os, "O_NOFOLLOW", 0)
_LINES: Final = 4096
"""Of the manifest that are in memory at once."""
_SHA_LETTERS: Final = 64


def read_manifest(folder: Path) -> dict[str, str]:
    """Path to SHA-256 of the files that we wrote; empty when there is no manifest of ours."""
    try:
        return files_of(json.loads(read_plain(folder / MANIFEST)))
    except (OSError, ValueError, RecursionError):
        return {}


def files_of(told: object) -> dict[str, str]:
    """Path to SHA-256 as a manifest tells them; empty when it is none of ours."""
    files = told.get("files") if isinstance(told, dict) and told.get("format") == _FORMAT else None
    if not isinstance(files, dict):
        return {}
    told = {path: digest for path, digest in files.items() if isinstance(digest, str)}
    return told if are_inside(told) else {path: digest for path, digest in told.items() if is_inside(path)}


def read_plain(path: Path) -> bytes:
    """The bytes of a plain file; OSError for a link, a pipe, a device, and for what is too large to be ours."""
    handle = os.open(path, _PLAINLY)
    told = os.fstat(handle)
    if not stat.S_ISREG(told.st_mode) or told.st_size > _MOST_BYTES:
        os.close(handle)
        raise OSError(f"{path} is no manifest")
    with os.fdopen(handle, "rb") as file:
        return file.read()


def manifest_parts(hashes: Mapping[str, str]) -> Iterator[bytes]:
    """The manifest's text, a line for each file, in pieces: of a large site each copy of it is large."""
    paths = sorted(hashes)
    yield f'{{\n"format": "{_FORMAT}",\n"files": {{'.encode()
    for at in range(0, len(paths), _LINES):
        told = json.dumps({path: hashes[path] for path in paths[at : at + _LINES]}, separators=(",\n", ": "))
        yield f"{',' if at else ''}\n{told[1:-1]}".encode()
    yield b"\n}\n}\n" if paths else b"}\n}\n"


def with_hashes(manifest: bytes, hashes: Mapping[str, str]) -> bytes:
    """A manifest's text with other hashes of these files. Raises LookupError where it has not all of them."""
    found = bytearray(manifest)
    for path, digest in hashes.items():
        start = f'\n{json.dumps(path)}: "'.encode()
        at = found.find(start) + len(start)
        if at < len(start):
            raise LookupError(path)
        found[at : at + _SHA_LETTERS] = digest.encode()
    return bytes(found)
