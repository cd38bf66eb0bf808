"""Headers of a mail: words in any encoding or none, who sent it, when."""

from __future__ import annotations

import re
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from typing import Final

from site_gen.ingest.page.encoding import decode_page, same_encoding
from site_gen.ingest.page.moments import read_moment

_PREFIX: Final = re.compile(
    r"^(?:(?:fwd?|wg|tr|rv|enc|i|re|aw|sv|vs|отв|пересл|на)\s*(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE
)
"""Marks of forwarding and answering in several languages: "Fwd: Re: ", "WG: "."""
_FORWARDED: Final = re.compile(r"^(?:(?:re|aw)\s*:\s*)*(?:fwd?|wg|tr|rv|enc|пересл)\s*:", re.IGNORECASE)
_TAG: Final = re.compile(r"^\[([^\[\]]{2,40})\]\s*")
_AT: Final = re.compile(r"\s+(?:from|at|of|via|von|bei|de|du|из|@)\s+|\s*[|/•·]\s*|,\s+", re.IGNORECASE)
"""What stands between a writer and a paper in a sender's name: "Anna Berg from Meadow Post"."""
_PERSON: Final = re.compile(r"(?:[^\W\d_][\w.’'-]*\s+){1,3}[^\W\d_][\w’'-]+")
_OFFICE: Final = re.compile(
    r"\b(?:news|newsletters?|team|desk|post|times|daily|press|agency|media|today|service|redaktion|the|journal|weekly|"
    r"tribune|herald|review|bulletin|digest|alerts?|office|ministry|authority|радио|агентство|новости|газета)\b",
    re.IGNORECASE,
)


def header(mail: Message, name: str) -> str:
    """A header's words, decoded, white space folded; "" where there is none."""
    raw = next((value for key, value in mail.raw_items() if key.lower() == name.lower()), "")
    return decoded(str(raw))


def decoded(raw: str) -> str:
    """Encoded words, raw bytes and plain words as characters."""
    bare = re.sub(r"[\r\n]+[ \t]*", " ", raw)
    if "=?" not in bare:
        return " ".join(_text(bare.encode("utf-8", "surrogateescape"), "").split())
    bare = re.sub(r"(\?=)(?=[^\s])", r"\1 ", re.sub(r"([^\s])(?==\?[\w-]+\?[bqBQ]\?)", r"\1 ", bare))
    try:
        parts = decode_header(bare)
    except (HeaderParseError, ValueError):
        return " ".join(bare.split())
    words = (part if isinstance(part, str) else _text(part, charset or "") for part, charset in parts)
    return " ".join("".join(words).split())


def subject_of(mail: Message) -> str:
    """The subject without marks of forwarding, and without the list's tag."""
    bare = _PREFIX.sub("", header(mail, "Subject")).strip()
    tag = _TAG.match(bare)
    if tag and tag[1].lower() in header(mail, "List-Id").lower():
        bare = _PREFIX.sub("", bare[tag.end() :]).strip()
    return bare


def is_forward(mail: Message) -> bool:
    """Whether the subject says so."""
    return _FORWARDED.match(header(mail, "Subject")) is not None


def moment_of(text: str) -> str | None:
    """A date header as EDTF with its zone; "-0000" is UTC of an unknown place, a zone left out is left out."""
    bare = re.sub(r"\([^()]*\)", "", text).strip()
    try:
        found = parsedate_to_datetime(bare)
    except (ValueError, TypeError, IndexError, OverflowError):
        return read_moment(bare)
    zoned = re.search(r"(?:[+-]\d{4}|\b[A-Z]{1,5})$", bare) is not None
    told = read_moment(found.isoformat(timespec="seconds"))
    if told and len(told) == 19 and zoned:
        return f"{told}Z"
    return re.sub(r"\+00:00$", "Z", told) if told else None


def sender_of(text: str) -> tuple[str, str]:
    """Publisher and writer out of a sender: "Anna Berg from Meadow Post <a@x>"; "" for what it does not name."""
    name, address = parseaddr(text.replace("“", '"').replace("”", '"')) if "@" in text else (text, "")
    name = " ".join(re.sub(r"\s*\(?\b\S+@\S+\)?", "", name).strip(" \"'<>").split())
    host = address.rpartition("@")[2].lower()
    if not name:
        return host, ""
    parts = [part for part in _AT.split(name, maxsplit=1) if part]
    if len(parts) == 2 and _is_person(parts[0]):
        return parts[1], parts[0]
    own = any(word in address.partition("@")[0].lower() for word in name.lower().split() if len(word) > 2)
    return (host, name) if own and _is_person(name) else (name, "")


def _is_person(name: str) -> bool:
    return _PERSON.fullmatch(name) is not None and not _OFFICE.search(name)


def _text(data: bytes, charset: str) -> str:
    return text_of_bytes(data, charset)[0]


def text_of_bytes(data: bytes, charset: str) -> tuple[str, str]:
    """Bytes as characters, and a word on an encoding that was not as declared."""
    if charset.lower().startswith(("iso-2022", "hz", "utf-7")):  # these look like ASCII
        try:
            return data.decode(charset, "replace"), ""
        except LookupError:
            pass
    text, encoding, declared = decode_page(data, charset)
    return text, "" if same_encoding(declared, encoding) else f"declared {declared}, read as {encoding}"
