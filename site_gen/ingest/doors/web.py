"""The door for saved web pages: HTML as fetched, "complete" saves, single-file saves, compressed or not."""

from __future__ import annotations

import re
from typing import Final

from site_gen.errors import Problem, SiteError
from site_gen.ingest.facts import Opened
from site_gen.ingest.page.encoding import decode_page, same_encoding
from site_gen.ingest.page.packed import unpack, without_pictures

_MAIL_HEAD: Final = re.compile(
    rb"\s*(?:From|MIME-Version|Snapshot-Content-Location|Subject|Content-Type):", re.IGNORECASE
)
_OTHERS: Final = (
    (b"%PDF-", "a PDF (.pdf)"),
    (b"PK\x03\x04", "a Word document (.docx) or an archive"),
    (b"\xd0\xcf\x11\xe0", "an old Word document"),
    (b"{\\rtf", "a text of Word (.rtf)"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture"),
)
"""How files begin that were saved under the name of a page."""


def open_web(data: bytes, path: str, url: str = "") -> Opened:
    """The article of a page. Raises SiteError for what is no page, is too large, or has no words."""
    from site_gen.ingest.page.read import read_page

    page = unpack(data, path)
    if kind := next((kind for sign, kind in _OTHERS if page.startswith(sign)), ""):
        hint = "give it its own ending, or save the page again as HTML"
        raise SiteError([Problem(path, 0, 0, "no-page", f"the file is {kind}, not a page", hint)])
    if _MAIL_HEAD.match(page[:200]):
        from site_gen.ingest.doors.mhtml import open_mhtml

        return open_mhtml(page, path, url)
    markup, encoding, declared = decode_page(without_pictures(page))
    if "\0" in markup[:100_000] or "<" not in markup:
        told = "the file has no markup" if markup.strip() else "the page is empty"
        raise SiteError([Problem(path, 0, 0, "no-page", told, "save the page again as HTML, or its text as .txt")])
    notes = () if same_encoding(declared, encoding) else (f"declared {declared}, read as {encoding}",)
    return read_page(markup, path, url, notes)
