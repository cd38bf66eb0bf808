"""The text of a mail out of its parts, and what was left: pictures, documents, other mails."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.message import Message
from typing import Final

from msgspec import Struct

from site_gen.ingest.mail.head import decoded, text_of_bytes
from site_gen.ingest.page.blocks import lines_of

_MOST: Final = 2_000
"""Parts that are looked at."""
_TOLD: Final = 12
"""Attachments that are told by name."""
_LINK: Final = re.compile(r"\s*(?:<https?://[^<>\s]+>|\[https?://[^\[\]\s]+\]|\(\s*https?://[^()\s]+\s*\))")
"""An address in brackets behind the words that it belongs to, as programs write links into plain text."""
_RULE: Final = re.compile(r"^[\s*=_#~+-]{4,}$|^https?://\S+$", re.MULTILINE)
"""A line that draws a line, or that is an address alone."""


_ANSWERED: Final = re.compile(
    r"\n(?:On\b[^\n]{5,200}(?:\n(?!>)[^\n]{1,100})?\bwrote|Am\b[^\n]{5,200}(?:\n(?!>)[^\n]{1,100})?\bschrieb\b[^\n]{0,100}|"
    r"Le\b[^\n]{5,200}(?:\n(?!>)[^\n]{1,100})?\ba écrit|El\b[^\n]{5,200}(?:\n(?!>)[^\n]{1,100})?\bescribió|"
    r"Il\b[^\n]{5,200}(?:\n(?!>)[^\n]{1,100})?\bha scritto|[^\n]{5,200}\b(?:написала?|пишет|schreef|skrev))\s?:[ \t]*\n"
    r"(?:[ \t]*\n|>[^\n]*(?:\n|\Z))+[ \t]*\Z"
)
"""The mail that an answer quotes below itself, to the end."""


class MailText(Struct, frozen=True):
    """What a mail says."""

    text: str
    """Lines as they stand; paragraphs parted by blank lines."""
    inner: tuple[bytes, ...]
    """Mails that it carries whole."""
    notes: tuple[str, ...]


def text_of(mail: Message) -> MailText:
    """The text of the part that says most: HTML, unless the plain one has twice its words."""
    plain, markup, left, notes, inner = "", "", [], [], []
    for part in _leaves(mail):
        kind, name = part.get_content_type(), decoded(str(part.get_filename() or ""))
        attached = str(part.get("Content-Disposition") or "").lower().lstrip().startswith("attachment")
        if kind == "message/rfc822":
            inner.append(_bytes_of(part))
            continue
        payload = part.get_payload(decode=True)
        data = payload if isinstance(payload, bytes) else b""
        if kind not in ("text/plain", "text/html") or attached or (name and plain + markup):
            if kind.startswith(("image/", "application/", "audio/", "video/", "text/")) and (name or attached):
                left.append(f"{name or kind} ({_size(len(data))})")
            continue
        text, note = text_of_bytes(data, str(part.get_content_charset() or ""))
        notes += [note] if note else []
        if kind == "text/html":
            markup = f"{markup}\n\n{lines_of(text)}".strip("\n")
        else:
            plain = f"{plain}\n\n{_plain(text, part)}".strip("\n")
    if left:
        more = f" and {len(left) - _TOLD} more" if len(left) > _TOLD else ""
        notes.append(f"attachments left: {', '.join(left[:_TOLD])}{more}")
    text = plain if len(plain) > 2 * len(markup) else markup
    return MailText(text, tuple(inner), tuple(dict.fromkeys(notes)))


def _leaves(mail: Message) -> Iterator[Message]:
    """Parts that are no containers, in order; mails inside are not gone into."""
    stack = [mail]
    for _ in range(_MOST):
        if not stack:
            return
        part = stack.pop()
        payload = part.get_payload()
        if part.is_multipart() and part.get_content_type() != "message/rfc822" and isinstance(payload, list):
            stack.extend(one for one in reversed(payload) if isinstance(one, Message))
        else:
            yield part


def _bytes_of(part: Message) -> bytes:
    payload = part.get_payload()
    carried = payload[0] if isinstance(payload, list) and payload else None
    return carried.as_bytes() if isinstance(carried, Message) else b""


def _plain(text: str, part: Message) -> str:
    """A plain part as its reader sees it: flowed lines joined, marks of answers and bare addresses taken off."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if str(part.get_param("format") or "").lower() == "flowed":
        text = re.sub(r"(?<! )(?<!--) \n(?![>\n])", "" if part.get_param("delsp") == "yes" else " ", text)
    text = re.split(r"^-- $", text, maxsplit=1, flags=re.MULTILINE)[0]
    text = _ANSWERED.sub("", text)
    quoted = [line for line in text.split("\n") if line.strip()]
    if quoted and sum(line.startswith(">") for line in quoted) > 0.6 * len(quoted):
        text = re.sub(r"^(?:> ?)+", "", text, flags=re.MULTILINE)
    return _RULE.sub("", _LINK.sub("", text)).strip("\n")


def _size(size_bytes: int) -> str:
    return f"{size_bytes / 1000:,.0f} kB" if size_bytes >= 1000 else f"{size_bytes} bytes"
