"""An open file as lines of bytes in UTF-8 or the told encoding, however long; UTF-16 by its mark. Flat in memory."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import BinaryIO, Final

from site_gen.ingest.exports.record import MOST_BYTES

_CHUNK: Final = 1 << 20
_WIDE: Final = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def byte_lines(file: BinaryIO) -> Iterator[bytes | None]:
    """Lines with their ends, a mark at the beginning left out; None for one that is longer than a record may be."""
    start = file.read(3)
    wide = next((name for mark, name in _WIDE if start.startswith(mark)), "")
    if wide:
        yield from _recoded(file, start[2:], wide, "utf-8", "\n")
        return
    first = b"" if start == codecs.BOM_UTF8 else start
    whole = first + (b"" if first.endswith(b"\n") else file.readline(MOST_BYTES))
    if b"\r" in whole[:-1] and b"\n" not in whole:  # of old spreadsheets: a lone CR ends a line
        yield from _recoded(file, whole, "latin-1", "latin-1", "\r")
        return
    if b"\n" in first[:-1]:  # lines so short that the mark's place holds two
        *ended, rest = whole.split(b"\n")
        yield from (line + b"\n" for line in ended)
        whole = rest
    while whole:
        if len(whole) < MOST_BYTES or whole.endswith(b"\n"):
            yield whole
        else:
            while (part := file.readline(_CHUNK)) and not part.endswith(b"\n"):
                pass
            yield None
        whole = file.readline(MOST_BYTES)


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
