"""Pages among the seeds that are pieces of one article, joined into one seed beside the first. A rim.

The pieces stay as they are and are no seeds of their own any more. What is joined stands in the joined file itself, so
there is nothing to remember; a page that comes later is added.
"""

from __future__ import annotations

import codecs
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from msgspec import Struct

from site_gen.content.project import read_bytes, read_text, write_atomic
from site_gen.content.sidecar import parse_sidecar
from site_gen.errors import Problem, SiteError
from site_gen.ingest.doors.joined import ENDING, Piece, join, pieces_of
from site_gen.ingest.doors.mhtml import page_in
from site_gen.ingest.page.origin import saved_from
from site_gen.ingest.page.packed import unpack
from site_gen.ingest.page.series import Leaf, chains_of, leaf_of

_WEB: Final = (".html", ".htm", ".xhtml", ".html.gz", ".htm.gz")
_PACKAGES: Final = (".mhtml", ".mht")
_LOOKED_AT: Final = 400_000
"""Bytes at a page's start and end in which it names others."""


class Joined(Struct, frozen=True):
    """An article of several pages."""

    path: str
    """Of the seed that holds all."""
    pieces: tuple[str, ...]
    """Paths of their seeds, in order."""
    new: bool
    """Whether it was written by this run, or would be."""


def join_pages(
    root: Path, paths: Collection[str], sidecars: Mapping[str, str], taken: Collection[str], dry: bool
) -> tuple[Joined, ...]:
    """Every article in pieces among the seeds. Folders without a page that is new are not looked into again.

    `taken`: seeds that have an item. Nothing is written when `dry`.
    """
    there = {path: _pieces(root, path) for path in paths if path.lower().endswith(ENDING)}
    covered = {piece for pieces in there.values() for piece in pieces}
    pages = [path for path in paths if _is_page(path)]
    fresh = {_folder(path) for path in pages if path not in taken and path not in covered}
    found = {path: Joined(path, pieces, False) for path, pieces in there.items() if pieces}
    for folder in sorted(fresh):
        leaves = _leaves(root, (path for path in pages if _folder(path) == folder), sidecars)
        for chain in chains_of(leaves):
            one = _joined(root, chain, sidecars, dry)
            found[one.path] = one
    return tuple(found[path] for path in sorted(found))


def with_joined(
    joined: Iterable[Joined], paths: Sequence[str], sidecars: dict[str, str], known: dict[str, str], dry: bool
) -> tuple[list[str], dict[str, str]]:
    """The seeds with the joined ones among them, and the joined seed of each piece.

    An item that was made of the first page alone is the joined seed's from now on.
    """
    pieces: dict[str, str] = {}
    there = set(paths)
    for one in joined:
        if dry and one.path not in there:
            continue
        pieces |= dict.fromkeys(one.pieces, one.path)
        there.add(one.path)
        if one.pieces[0] in known and one.path not in known:
            known[one.path] = known[one.pieces[0]]
        if one.new and one.pieces[0] in sidecars:
            sidecars.setdefault(one.path, f"{one.path}.yaml")
    return sorted(there), pieces


def left_over(joined: Iterable[Joined], known: Mapping[str, str]) -> Iterator[Problem]:
    """A word on each item that was made of a later page before the pages were joined."""
    for one in joined:
        whole = known.get(one.path)
        for piece in one.pieces:
            if known.get(piece, whole) != whole and one.new:
                told = f'its words stand in "{whole}" now; the item "{known[piece]}" was made of it alone'
                yield Problem(piece, 0, 0, "piece-of-page", told, "remove that item", level="warning")


def _joined(root: Path, chain: tuple[Leaf, ...], sidecars: Mapping[str, str], dry: bool) -> Joined:
    """The chain as one seed, with the first page's sidecar; written where it does not stand so already."""
    first = chain[0].path
    endings = sorted((*_WEB, *_PACKAGES), key=len, reverse=True)
    ending = next(one for one in endings if first.lower().endswith(one))
    place = f"{first[: -len(ending)]}{ENDING}"
    data = join(_piece(root, leaf) for leaf in chain)
    pieces = tuple(leaf.path for leaf in chain)
    if (root / place).is_file() and read_bytes(root, place) == data:
        return Joined(place, pieces, False)
    if not dry:
        beside = f"{place}.yaml"
        if first in sidecars and not (root / beside).exists():
            write_atomic(root / beside, read_bytes(root, sidecars[first]))
        write_atomic(root / place, data)
    return Joined(place, pieces, True)


def _piece(root: Path, leaf: Leaf) -> Piece:
    data = read_bytes(root, leaf.path)
    return Piece(leaf.path, next(iter(leaf.own), ""), data, _page_of(data, leaf.path)[0])


def _page_of(data: bytes, path: str) -> tuple[bytes, str]:
    """The page in a seed's bytes, and where it was saved from; "" where the seed does not tell. Raises SiteError."""
    if path.lower().endswith(_PACKAGES):
        saved = page_in(data, path)
        return codecs.BOM_UTF8 + saved.markup.encode("utf-8", "replace"), saved.url
    page = unpack(data, path)
    return page, saved_from(_seen(page))


def _seen(page: bytes) -> str:
    """What of a page is looked at: its start and its end."""
    part = page if len(page) <= 2 * _LOOKED_AT else page[:_LOOKED_AT] + page[-_LOOKED_AT:]
    return part.decode("utf-8", "replace")


def _is_page(path: str) -> bool:
    low = path.lower()
    return low.endswith(_WEB) or (low.endswith(_PACKAGES) and not low.endswith(ENDING))


def _leaves(root: Path, paths: Iterable[str], sidecars: Mapping[str, str]) -> Iterable[Leaf]:
    """What the pages say of each other; a page that cannot be read says nothing here, and its own door tells why."""
    for path in paths:
        try:
            page, saved = _page_of(read_bytes(root, path), path)
            told = parse_sidecar(sidecars[path], read_text(root, sidecars[path])).url if path in sidecars else ""
        except SiteError:
            continue
        leaf = leaf_of(_seen(page), path, told or saved)
        if leaf is not None:
            yield leaf


def _pieces(root: Path, path: str) -> tuple[str, ...]:
    try:
        return tuple(piece for piece, _ in pieces_of(read_bytes(root, path)))
    except SiteError:
        return ()


def _folder(path: str) -> str:
    return path.rpartition("/")[0]
