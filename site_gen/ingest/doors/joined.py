"""The door for an article that was saved in several pages: a file with all of them, as they came, one part each.

We write such files ourselves (`ingest.joining`), so that an item's evidence stays one file with its hash.
"""

from __future__ import annotations

import re
from base64 import b64decode, encodebytes
from collections.abc import Iterable
from hashlib import sha256
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from site_gen.errors import Problem, SiteError
from site_gen.ingest.facts import Fact, Opened
from site_gen.ingest.page.encoding import decode_page, same_encoding
from site_gen.ingest.page.packed import without_pictures

ENDING: Final = ".pages.mhtml"
_PART: Final = re.compile(
    rb"Content-Type: text/html\r\nContent-Location: ([^\r\n]*)\r\nX-Seed: ([^\r\n]+)\r\nX-SHA256: ([0-9a-f]{64})\r\n"
    rb"Content-Transfer-Encoding: base64\r\n\r\n([A-Za-z0-9+/=\r\n]*)"
)
_HEAD_PARAGRAPHS: Final = 4
"""Paragraphs above a later page that may say again what stands in the pages before."""


class Piece(Struct, frozen=True):
    """One page of the article."""

    path: str
    """Of its seed."""
    url: str
    """Where a person or the page says that it is from; "" where nobody does."""
    data: bytes
    """Its file."""
    page: bytes
    """The page in it, unpacked."""


def join(pieces: Iterable[Piece]) -> bytes:
    """The file that holds all of them, each with its seed's path and hash: the same bytes for the same pieces."""
    parts = [_part(piece) for piece in pieces]
    boundary = f"pages-{sha256(b''.join(parts)).hexdigest()[:32]}".encode()
    head = b'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="' + boundary + b'"\r\n'
    inner = b"".join(b"\r\n--" + boundary + b"\r\n" + part for part in parts)
    return head + inner + b"\r\n--" + boundary + b"--\r\n"


def pieces_of(data: bytes) -> tuple[tuple[str, str], ...]:
    """Path and SHA-256 of each page's seed."""
    return tuple((_text(found[2]), _text(found[3])) for found in _PART.finditer(data))


def open_joined(data: bytes, path: str, url: str = "") -> Opened:
    """The article of all pages, with the facts of the first. Raises SiteError where no page has words."""
    from site_gen.ingest.page.read import read_page

    opened = []
    for at, found in enumerate(_PART.finditer(data)):
        markup, encoding, declared = decode_page(without_pictures(b64decode(found[4])))
        notes = () if same_encoding(declared, encoding) else (f"declared {declared}, read as {encoding}",)
        opened.append(read_page(markup, path, (url if at == 0 else "") or _text(found[1]), notes))
    if not opened:
        raise SiteError(
            [Problem(path, 0, 0, "no-page", "no part of the file is a page", "remove it; it is made again")]
        )
    names = ", ".join(seed for seed, _ in pieces_of(data))
    return replace(
        opened[0],
        text=_whole(one.text for one in opened),
        updated=_latest(one.updated for one in opened),
        notes=(f"joined of {len(opened)} pages: {names}", *_notes(opened)),
    )


def _whole(texts: Iterable[str]) -> str:
    """The pages' texts in order; what a later one says again above its own text stands once."""
    paragraphs: list[str] = []
    for text in texts:
        own = text.split("\n\n")
        before = set(paragraphs)
        head = [one for one in own[:_HEAD_PARAGRAPHS] if one not in before]
        paragraphs += [*head, *own[_HEAD_PARAGRAPHS:]]
    return "\n\n".join(paragraphs)


def _notes(opened: list[Opened]) -> tuple[str, ...]:
    """Each note once; that the article goes on is the last page's to say, and that it has a beginning the first's."""
    inner = [
        note
        for at, one in enumerate(opened)
        for note in one.notes
        if not (note.startswith("the page says that it goes on at") and at < len(opened) - 1)
        and not (note.startswith("the page says that it goes on from") and at)
    ]
    return tuple(dict.fromkeys(inner))


def _latest(facts: Iterable[Fact | None]) -> Fact | None:
    return max((fact for fact in facts if fact), key=lambda fact: fact.value, default=None)


def _part(piece: Piece) -> bytes:
    url = piece.url.encode("ascii", "ignore").replace(b"\r", b"").replace(b"\n", b"")
    return b"".join((
        b"Content-Type: text/html\r\nContent-Location: ", url, b"\r\nX-Seed: ", piece.path.encode(),
        b"\r\nX-SHA256: ", sha256(piece.data).hexdigest().encode(), b"\r\nContent-Transfer-Encoding: base64\r\n\r\n",
        encodebytes(piece.page).replace(b"\n", b"\r\n"),
    ))  # fmt: skip


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")
