"""The door for MHTML: a page and its pictures as the parts of a mail, as Chrome, Edge and Internet Explorer save."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from typing import Final

from msgspec import Struct

from site_gen.errors import Problem, SiteError
from site_gen.ingest.facts import Opened
from site_gen.ingest.page.encoding import decode_page, same_encoding
from site_gen.ingest.page.packed import unpack, without_pictures

_MOST_PARTS: Final = 20_000
_DEEPEST: Final = 3
_HEAD_BYTES: Final = 16_384
_PAGES: Final = ("text/html", "application/xhtml+xml")


class Saved(Struct, frozen=True):
    """The page that a file was saved for."""

    markup: str
    url: str
    """Where it was saved from; "" where the file does not tell."""
    notes: tuple[str, ...]


def open_mhtml(data: bytes, path: str, url: str = "") -> Opened:
    """The article of the page that the file was saved for. Raises SiteError where it holds no page."""
    from site_gen.ingest.page.read import read_page

    saved = page_in(data, path)
    return read_page(saved.markup, path, url or saved.url, saved.notes)


def page_in(data: bytes, path: str) -> Saved:
    """The page itself, without what it carries. Raises SiteError where there is none."""
    whole = unpack(data, path)
    head = _head(whole)
    pages = list(_pages(whole, 0))
    place, start = _line(head, "Snapshot-Content-Location"), str(head.get_param("start") or "")
    named = (page for page in pages if (place and _line(page, "Content-Location") == place)
             or (start and _line(page, "Content-ID") == start))  # fmt: skip
    page = next(named, pages[0] if pages else None)
    if page is None:
        told, hint = "no part of the file is a page", "save the page again, or its text as .txt"
        raise SiteError([Problem(path, 0, 0, "no-page", told, hint)])
    payload = page.get_payload(decode=True)
    raw = without_pictures(payload) if isinstance(payload, bytes) else b""
    markup, encoding, declared = decode_page(raw, page.get_content_charset() or "")
    notes = () if same_encoding(declared, encoding) else (f"declared {declared}, read as {encoding}",)
    address = place or _line(page, "Content-Location")
    return Saved(markup, address if address.startswith("http") else "", notes)


def _pages(part: bytes, depth: int) -> Iterator[Message]:
    """The parts that are HTML, in order. Pictures and styles are passed over unread: they are most of the file."""
    head = _head(part)
    boundary = str(head.get_param("boundary") or "")
    if head.get_content_type() in _PAGES:
        yield message_from_bytes(part)
    elif boundary and depth < _DEEPEST:
        for inner in _parts(part, b"--" + boundary.encode("utf-8", "replace")):
            yield from _pages(inner, depth + 1)


def _parts(whole: bytes, mark: bytes) -> Iterator[bytes]:
    """What stands between the lines that begin with the mark."""
    at = whole.find(mark)
    for _ in range(_MOST_PARTS):
        start = whole.find(b"\n", at) + 1
        if at < 0 or not start:
            return
        following = whole.find(b"\n" + mark, start - 1)
        yield whole[start:following] if following >= 0 else whole[start:]
        at = following + 1 if following >= 0 else -1


def _head(part: bytes) -> Message:
    """The header lines alone."""
    return message_from_bytes(part[:_HEAD_BYTES].replace(b"\r\n", b"\n").partition(b"\n\n")[0] + b"\n\n")


def _line(part: Message, name: str) -> str:
    """A header's value, folded lines joined."""
    return "".join(str(part.get(name) or "").split())
