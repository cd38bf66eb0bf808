"""An open file as lines of bytes in UTF-8 or the told encoding, however long; UTF-16 by its mark. Flat in memory."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import BinaryIO, Final

from site_gen.ingest.exports.record import MOST_BYTES

_CHUNK: Final = 1 << 20
_MARKS: Final = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"), (codecs.BOM_UTF8, "utf-8-sig"))
_HEAD: Final = 400
"""Bytes by which UTF-16 without its mark is told."""


def byte_lines(file: BinaryIO) -> Iterator[bytes | None]:
    """Lines with their ends, a mark at the beginning left out; None for one that is longer than a record may be."""
    wide = wide_encoding(file)
    if wide not in ("", "utf-8-sig"):
        yield from _recoded(file, b"", wide, "utf-8", "\n")
        return
    whole = file.readline(MOST_BYTES)
    if b"\r" in whole[:-1] and b"\n" not in whole:  # of old spreadsheets: a lone CR ends a line
        yield from _recoded(file, whole, "latin-1", "latin-1", "\r")
        return
    while whole:
        if len(whole) < MOST_BYTES or whole.endswith(b"\n"):
            yield whole
        else:
            while (part := file.readline(_CHUNK)) and not part.endswith(b"\n"):
                pass
            yield None
        whole = file.readline(MOST_BYTES)


def wide_encoding(file: BinaryIO) -> str:
    """The encoding that a file tells by its mark, or by where its zero bytes are; "" for none. The mark is passed."""
    head = b""
    while len(head) < _HEAD and (part := file.read(_HEAD - len(head))):
        head += part
    for mark, name in _MARKS:
        if head.startswith(mark):
            file.seek(len(mark))
            return name
    file.seek(0)
    if len(head) < 20 or head.count(0) < len(head) // 4:
        return ""
    return "utf-16-le" if head[1::2].count(0) > head[0::2].count(0) else "utf-16-be"


def _recoded(file: BinaryIO, start: bytes, encoding: str, wanted: str, end: str) -> Iterator[bytes | None]:
    """Lines in another encoding, or with another end, as such with "\n"."""
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    held, dropped = decoder.decode(start), False
    while (part := file.read(_CHUNK)) or end in held:
        *lines, held = (held + decoder.decode(part)).split(end)
        for line in lines:
            yield None if dropped or len(line) > MOST_BYTES else f"{line}\n".encode(wanted, "replace")
            dropped = False
        if len(held) > MOST_BYTES:
            held, dropped = "", True
    if held or dropped:
        yield None if dropped else held.encode(wanted, "replace")
