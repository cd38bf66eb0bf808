"""Which files below `seeds/` are seeds, and which are sidecars of which. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from site_gen.errors import Problem
from site_gen.ingest.doors import door_of, is_part_of_page
from site_gen.ingest.doors.bundles import bundle_of

_REMEDIES: Final = (
    (frozenset("doc rtf odt pages wpd docm dotx".split()), "save it as .docx or .txt"),
    (frozenset("xls xlsx xlsm ods numbers".split()), "export it as .csv"),
    (frozenset(("webarchive", "maff", "epub")), "save the page as .html or .mhtml"),
    (frozenset(("msg", "pst", "emlx")), "save the mail as .eml"),
    (frozenset("zip gz bz2 xz zst 7z rar tar tgz".split()), "unpack it first"),
    (frozenset("png jpg jpeg gif webp tif tiff heic".split()), "have a program for text recognition read it"),
)
_SIDECAR: Final = (".yaml", ".yml")


def sidecars_of(paths: Sequence[str], problems: list[Problem]) -> dict[str, str]:
    """Seed path to sidecar path; a sidecar without a seed, and a file that nobody can read, are warnings."""
    there = frozenset(paths)
    seeds = {path for path in paths if is_seed(path, there) or bundle_of(path)}
    others = [path for path in paths if path not in seeds and not is_part_of_page(path, there)]
    found = {seed: sidecar for seed in seeds if (sidecar := sidecar_of(seed, others))}
    for path in others:
        if path in found.values() or path.rpartition("/")[2].lower().startswith("readme"):
            continue
        told = "this sidecar has no seed" if path.endswith(_SIDECAR) else "this kind of file is not read"
        hint = "name it like the seed" if path.endswith(_SIDECAR) else _remedy(path)
        problems.append(Problem(path, 0, 0, "unread-seed", told, hint, level="warning"))
    return found


def _remedy(path: str) -> str:
    """How a file of a kind that is not read comes in."""
    ending = path.rpartition(".")[2].lower()
    return next((hint for endings, hint in _REMEDIES if ending in endings), "save the article as .txt, .html or .mhtml")


def sidecar_of(path: str, paths: Iterable[str]) -> str | None:
    """The sidecar of a seed: `x.yaml` or `x.txt.yaml` beside `x.txt`."""
    stem = path.rpartition(".")[0]
    names = {name + ending for name in (stem, path) for ending in _SIDECAR}
    return next((other for other in paths if other in names), None)


def is_seed(path: str, there: frozenset[str]) -> bool:
    return door_of(path) is not None and not is_part_of_page(path, there)
