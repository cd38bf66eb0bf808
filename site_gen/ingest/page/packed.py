"""Bytes as they were stored to the bytes of the page: gzip undone, within bounds."""

from __future__ import annotations

import re
import zlib
from typing import Final

from site_gen.errors import Problem, SiteError

GZIP: Final = b"\x1f\x8b"
MOST_BYTES: Final = 48_000_000
"""Of a page as stored and as unpacked; single-file saves carry their pictures and come to 30 MB."""
_DATA_URI: Final = re.compile(rb"data:(?i:[a-z]{2,20}/[\w.+-]{1,60}(?:;[\w=-]{1,60}){0,4},[^\s\"'<>)]{200,})")
"""Pictures and fonts inside of single-file saves. Browsers write "data:" small: in that form alone it is found fast."""


def unpack(data: bytes, path: str) -> bytes:
    """The bytes, unpacked where they are gzip. Raises SiteError for what is too large, packed twice or broken."""
    if len(data) > MOST_BYTES:
        raise _refused(path, "seed-too-large", f"the page has {len(data):,} bytes; at most {MOST_BYTES:,} are read",
                       "save the article alone, or its text as .txt")  # fmt: skip
    if not data.startswith(GZIP):
        return data
    unpacking = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        page = unpacking.decompress(data, MOST_BYTES + 1)
    except zlib.error:
        raise _refused(path, "broken-gzip", "the compressed page cannot be unpacked", "fetch it again") from None
    if not unpacking.eof and len(page) <= MOST_BYTES:
        raise _refused(path, "broken-gzip", "the compressed page is cut short", "fetch it again")
    if len(page) > MOST_BYTES:
        told = f"the page unpacks from {len(data):,} to more than {MOST_BYTES:,} bytes"
        raise _refused(path, "seed-too-large", told, "unpack it and save the article alone")
    if page.startswith(GZIP):
        raise _refused(path, "packed-twice", "the page is compressed more than once", "unpack it first")
    return page


def without_pictures(page: bytes) -> bytes:
    """The page without the pictures and fonts that it carries in its markup: nine tenths of a single-file save."""
    return _DATA_URI.sub(b"data:,", page)


def _refused(path: str, code: str, told: str, hint: str) -> SiteError:
    return SiteError([Problem(path, 0, 0, code, told, hint)])
