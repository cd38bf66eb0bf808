"""The door for plain text: UTF-8, or UTF-16 with its mark."""

from __future__ import annotations

from site_gen.content.controls import CONTROL
from site_gen.errors import Problem, SiteError
from site_gen.ingest.facts import Opened


def open_plain(data: bytes, path: str, url: str = "") -> Opened:
    """A text seed; what it tells of itself stands in its lines. Raises SiteError for anything else than text."""
    return Opened(decode(data, path), plain=True)


def decode(data: bytes, path: str) -> str:
    """Bytes as text with line ends as "\\n". UTF-8, or UTF-16 with its mark. Raises SiteError for anything else.

    Control characters, such as the form feeds of text taken from PDF, are read as spaces: no item could hold them.
    """
    try:
        encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = 1 + data.count(b"\n", 0, error.start)
        raise SiteError([Problem(path, line, 0, "not-utf-8", f"the byte 0x{data[error.start]:02x} is not UTF-8",
                                 "save the file as UTF-8")]) from None  # fmt: skip
    if "\0" in text:
        line = 1 + text.count("\n", 0, text.index("\0"))
        raise SiteError([Problem(path, line, 0, "binary-seed", "the seed has NUL characters, so it is no text",
                                 "save the article as plain text")])  # fmt: skip
    return CONTROL.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
