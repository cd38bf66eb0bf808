"""Bytes of a page to characters, whatever its declarations claim.

Bytes that are valid UTF-8 are UTF-8: other encodings hardly ever make such sequences by chance. Then what is declared
is tried, then the bytes are weighed (charset-normalizer), then windows-1252 is taken, as browsers do.
"""

from __future__ import annotations

import codecs
import re
from functools import lru_cache
from typing import Final

from site_gen.ingest.page.twice import encoded_once

_META: Final = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_XML: Final = re.compile(rb"""^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{2,40})""", re.IGNORECASE)
_CHARSET: Final = re.compile(r"""charset\s*=\s*["']?([A-Za-z][\w.:-]{1,39})""", re.IGNORECASE | re.ASCII)
_AS_BROWSERS: Final = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "utf-16": "utf-8",
    "unicode": "utf-8",
}
"""Declared name to what browsers read it as (WHATWG Encoding)."""
_MARKS: Final = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_WESTERN: Final = re.compile(
    rb"<html\b[^<>]{0,400}\slang\s*=\s*[\"']?(?:en|fr|de|es|it|pt|nl|da|sv|no|nb|nn|fi|is|ga|ca|eu|gl)\b", re.IGNORECASE
)
"""A page that says its language is one that windows-1252 was made for."""
_NEIGHBOURS: Final = frozenset(
    "cp1250 cp1254 cp1257 iso8859-2 iso8859-4 iso8859-9 iso8859-10 iso8859-13 iso8859-16".split()
)
"""Encodings whose letters stand where those of windows-1252 do: a few letters do not tell them apart."""
_SPOILT: Final = 0.002
"""Share of bytes that may be no UTF-8 in a page that is else: a feed or advertisement of another encoding in it."""
_SAMPLE: Final = 60_000


def decode_page(data: bytes, declared: str = "") -> tuple[str, str, str]:
    """The page's characters, the encoding they were read by, and that which was declared ("" for none).

    `declared`: what headers around the page say; the page's own declaration counts where there is none.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), encoding, encoding
    if wide := _wide(data):
        return data.decode(wide, "replace"), wide, declared or wide
    found = _META.search(data[:8192]) or _XML.search(data[:200])
    said = (declared or (found[1].decode("ascii", "replace") if found else "")).strip().lower()
    text, encoding = _decoded(data, said)
    if encoding == "utf-8":
        text, count = encoded_once(text)
        if count:
            return text, "utf-8 encoded twice", said or encoding
    return text, encoding, said


def as_told(data: bytes, content_type: str) -> bytes:
    """The page with the encoding that a server told beside it, where neither its bytes nor its own words tell one."""
    charset = _CHARSET.search(content_type)
    if charset is None or data.startswith((b"\x1f\x8b", *(mark for mark, _ in _MARKS))):
        return data
    if _META.search(data[:8192]) or _XML.search(data[:200]) or _wide(data) or not _codec(charset[1]):
        return data
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return f'<meta charset="{charset[1]}">\n'.encode() + data
    return data


def same_encoding(one: str, other: str) -> bool:
    """Whether two names mean the same to a reader of the text."""
    return not one or _codec(one) == _codec(other)


def _decoded(data: bytes, said: str) -> tuple[str, str]:
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    text = data.decode("utf-8", "replace")
    spoilt = text.count("\ufffd")
    wide = sum(1 for char in text if char > "\x7f") - spoilt
    if spoilt <= len(data) * _SPOILT and wide > 4 * spoilt:
        return text, "utf-8"
    named = _codec(said)
    if named and named != "utf-8" and (read := _strictly(data, named)):
        return read, named
    weighed = _weighed(data)
    if weighed in _NEIGHBOURS and _WESTERN.search(data[:8192]):
        weighed = "cp1252"
    if weighed and (read := _strictly(data, weighed)):
        return read, weighed
    return data.decode("cp1252", "replace"), "windows-1252"


@lru_cache(maxsize=64)
def _codec(name: str) -> str:
    """The codec that a declared name is read by; "" for none that decodes text."""
    name = name.strip().lower()
    name = _AS_BROWSERS.get(name, name)
    try:
        found = codecs.lookup(name)
        "".encode(found.name)
    except (LookupError, ValueError):
        return ""
    return found.name


def _strictly(data: bytes, encoding: str) -> str:
    """The text, or "" where the bytes are no text of the encoding; a few strays are let through."""
    text = data.decode(encoding, "replace")
    wrong = text.count("\ufffd") + sum(1 for char in text if "\x80" <= char <= "\x9f")
    return text if wrong <= max(2, len(data) * _SPOILT) else ""


def _wide(data: bytes) -> str:
    """UTF-16 without its mark, by where the zero bytes are."""
    head = data[:400]
    if len(head) < 20 or head.count(0) < len(head) // 3:
        return ""
    return "utf-16-le" if head[1::2].count(0) > head[0::2].count(0) else "utf-16-be"


def _weighed(data: bytes) -> str:
    """The likeliest encoding by what the words would be; markup left out."""
    from charset_normalizer import from_bytes

    bare = re.sub(rb"<[^<>]*>", b" ", data[:1_000_000])
    words = [line for line in bare.split(b"\n") if any(byte > 127 for byte in line)]
    best = from_bytes(b"\n".join(words)[:_SAMPLE]).best()
    return _codec(best.encoding) if best else ""
