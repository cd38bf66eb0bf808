"""The records of one export to characters: UTF-8, else the encoding that is told, else that which their bytes show.

Its bytes are looked at as soon as the first come that are not UTF-8, and those of the whole file: begun again after a
kill, the same rows read the same. A line that is UTF-8 but for a cut character is none of another encoding.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import BinaryIO, Final

from site_gen.errors import Problem
from site_gen.ingest.exports.encodings import likely_encodings
from site_gen.ingest.exports.record import is_spoilt, refused

_CHUNK: Final = 1 << 16
_SAMPLE_BYTES: Final = 1 << 17
"""Of lines that are not UTF-8; more would tell nothing new."""


class Judge:
    """One file's encoding."""

    def __init__(self, file: BinaryIO, told: str, between: bytes = b"") -> None:
        self.file, self.told, self.between = file, told, between
        self.used, self.remarked = False, False

    def decode(self, line: bytes) -> str:
        """The line's characters. Raises UnicodeDecodeError."""
        try:
            return line.decode("utf-8")
        except UnicodeDecodeError:
            name = self.told or ("" if is_spoilt(line) else self.encoding)
            if not name:
                raise
        text = line.decode(name)
        self.used = self.used or not self.told
        return text

    @property
    def encoding(self) -> str:
        """What the file's bytes show; "" where that is not clear, or where it cannot be read twice."""
        return self.likely[0] if len(self.likely) == 1 else ""

    @cached_property
    def likely(self) -> tuple[str, ...]:
        """The encodings that the file may have, by its bytes."""
        if not self.file.seekable():
            return ()
        place = self.file.tell()
        sample = _sample(self.file, self.between)
        self.file.seek(place)
        return likely_encodings(sample) if sample else ()

    def remark(self, path: str, at: int) -> Iterator[Problem]:
        """Once a file, a word on the encoding that was taken without being told."""
        if self.used and not self.remarked:
            self.remarked = True
            told = f"from here on what is not UTF-8 is read as {self.encoding}, as its letters tell"
            yield refused(
                path, at, "judged-encoding", told, "where they are wrong, tell it in the field map: encoding: …"
            )


def _sample(file: BinaryIO, between: bytes) -> bytes:
    """Lines, or parts of long ones, that are not UTF-8; with `between` the texts that it parts within them."""
    file.seek(0)
    found, size = [], 0
    while size < _SAMPLE_BYTES and (line := file.readline(_CHUNK)):
        if not line.endswith(b"\n"):
            line = _whole(line)
        for part in () if line.isascii() else line.split(between) if between else (line,):
            if not part.isascii() and _is_other(part):
                found.append(part)
                size += len(part)
    return (b"\n" if between else b"").join(found)


def _whole(part: bytes) -> bytes:
    """A part of a long line without characters of UTF-8 that its ends cut."""
    start = next((at for at in range(3) if at >= len(part) or not 0x80 <= part[at] < 0xC0), 3)
    for back in range(1, 4):
        if part[-back] >= 0xC0:
            return part[start:-back]
        if part[-back] < 0x80:
            break
    return part[start:]


def _is_other(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return not is_spoilt(line)
    return False
