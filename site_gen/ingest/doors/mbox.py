"""Mailboxes in one file (mbox): each mail to a seed. Read in a stream, so that its size does not matter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from email import message_from_bytes
from hashlib import sha256
from typing import BinaryIO, Final

from site_gen.errors import Problem, SiteError
from site_gen.ingest.unpack import Row

_FROM: Final = re.compile(rb"From \S.{0,200}?\d{4}(?:\s+[+-]\d{4})?\s*$|From - ")
"""The line between two mails: sender and date. A sentence "From now on 2031 was …" has no year at its end."""
_ESCAPED: Final = re.compile(rb"^>(?=>*From )")
_LARGEST: Final = 32 * 1024 * 1024
_EXPUNGED: Final = 0x0008
"""Bit of X-Mozilla-Status: Thunderbird keeps deleted mails in the file until it packs it."""


def read_mbox(file: BinaryIO, path: str, problems: list[Problem]) -> Iterator[Row]:
    """A row for each mail. Mails over 32 MiB and those marked as deleted are told. Raises SiteError for no mailbox."""
    from site_gen.ingest.mail.head import header, subject_of

    deleted, large = 0, 0
    for data in _mails(file, path):
        head = message_from_bytes(re.split(rb"\r?\n\r?\n", data[:65_536], maxsplit=1)[0] + b"\n\n")
        status = header(head, "X-Mozilla-Status")
        if re.fullmatch(r"[0-9A-Fa-f]{1,8}", status) and int(status, 16) & _EXPUNGED:
            deleted += 1
        elif len(data) > _LARGEST:
            large += 1
        elif not data.strip():
            continue
        else:
            known = header(head, "Message-ID").strip("<> ") or sha256(data).hexdigest()
            yield Row(f"mail {known}", f"{subject_of(head)}.eml", data)
    for count, told in ((deleted, "are marked as deleted"), (large, "have more than 32 MiB")):
        if count:
            hint = "save those that you want as .eml"
            problems.append(Problem(path, 0, 0, "mail-left", f"{count} of its mails {told}", hint, level="warning"))


def _mails(file: BinaryIO, path: str) -> Iterator[bytes]:
    """The bytes of each mail, without the line above it; of one too large, the beginning."""
    parts: list[bytes] = []
    size, blank, begun = 0, True, False
    for line in _lines(file):
        if not begun:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if blank and _FROM.match(line):
            if begun:
                yield b"".join(parts)
            parts, size, begun = [], 0, True
        elif begun and size <= _LARGEST:
            parts.append(_ESCAPED.sub(b"", line))
            size += len(line)
        elif not begun and line.strip():
            hint = "export the mailbox as mbox, or save single mails as .eml"
            raise SiteError([Problem(path, 0, 0, "no-mailbox", 'the file does not begin with "From "', hint)])
        blank = not line.strip()
    if begun:
        yield b"".join(parts)


def _lines(file: BinaryIO) -> Iterable[bytes]:
    """Lines, those of more than a MiB in pieces."""
    return iter(lambda: file.readline(1 << 20), b"")
