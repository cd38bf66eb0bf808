"""How what was fetched is kept: under which name, and what its sidecar tells of the fetching."""

from __future__ import annotations

import json
import re
from hashlib import blake2b, sha256
from typing import Final
from urllib.parse import urlsplit

from msgspec import Struct

from site_gen.ingest.feed.signs import is_feed, is_json
from site_gen.ingest.page.archived import archived
from site_gen.slugs import slugify

_SECRET: Final = frozenset(("set-cookie", "set-cookie2", "authorization", "www-authenticate", "proxy-authenticate"))
_HEADERS: Final = 40
_VALUE: Final = 300
_TYPES: Final = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "message/rfc822": ".eml",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
_PAGE: Final = re.compile(rb"<!doctype\s+html|<html[\s>]|<body[\s>]|<article[\s>]", re.IGNORECASE)


class Response(Struct, frozen=True):
    """What a server sent."""

    asked: str
    """The address that a person gave."""
    url: str
    """The last one, that answered."""
    redirects: tuple[str, ...]
    """Those between."""
    status: int
    headers: tuple[tuple[str, str], ...]
    """In lower case, as they came."""
    data: bytes
    moment: str
    """When, in UTC: "2031-04-02T12:05:00Z"."""


def ending_of(response: Response) -> str:
    """The ending of its door, by its own bytes and else by the type that the server tells; "" for no kind of seed."""
    data = response.data
    told = dict(response.headers).get("content-type", "").partition(";")[0].strip().lower()
    if is_feed(data):
        return ".feed.json" if is_json(data) else ".xml"
    if data.startswith(b"%PDF-"):
        return ".pdf"
    if _PAGE.search(data[:4096]):
        return ".html"
    return _TYPES.get(told, "")


def stem_of(url: str) -> str:
    """Where a fetched address is kept, without its ending: host, words of the path, a hash of the whole."""
    parts = urlsplit(archived(url)[0] or url)
    words = slugify(re.sub(r"\.(?:html?|php|aspx?)$", "", parts.path.rstrip("/")).rpartition("/")[2], 60)
    key = blake2b(url.encode(), digest_size=4).hexdigest()
    return f"seeds/{slugify((parts.hostname or '').removeprefix('www.')) or 'host'}/{words or 'page'}-{key}"


def sidecar_of_response(response: Response) -> str:
    """The sidecar: when and how it came, and what an archive's address tells."""
    place, kept = archived(response.url)
    if not place:
        place, kept = archived(response.asked)
    told = [("asked", response.asked)]
    told += [(f"redirect {at}", one) for at, one in enumerate(response.redirects, 1)]
    told += [("url", place or response.url), ("answered by", response.url), ("at", response.moment)]
    told += [("archived", kept)] if kept else []
    told += [("status", str(response.status)), ("sha256", sha256(response.data).hexdigest())]
    headers = [(f"header {name}", value) for name, value in response.headers if name not in _SECRET][:_HEADERS]
    seen: dict[str, str] = {}
    for name, value in (*told, *headers):
        seen.setdefault(name, _flat(value))
    return "fetched:\n" + "".join(f"  {json.dumps(_flat(n))}: {json.dumps(v)}\n" for n, v in seen.items())


def _flat(text: str) -> str:
    """On one line, printable, and not too long."""
    bare = "".join(char if char.isprintable() else " " for char in text)
    return " ".join(bare.split())[:_VALUE]
