"""What the machine wrote last of an item, and why: one JSON file an item in `content/.ingest/`, kept with it."""

from __future__ import annotations

from hashlib import sha256
from typing import Final

import msgspec
from msgspec import Struct

from site_gen.model import ActorKind, Item

FORMAT: Final = 2


class Reason(Struct, frozen=True, omit_defaults=True):
    """One finding: which words, by which rule, for what."""

    kind: str
    """time, name, topic, statement, event, figure."""
    start: int
    """First code point in the decoded seed."""
    end: int
    rule: str
    words: str
    """The words of the text, at most 120 code points."""
    about: str = ""
    """Actor or topic id, date, measure: what the words were taken for."""


class Difference(Struct, frozen=True):
    """A value in which a person's file and the machine differ."""

    field: str
    """"title", "actors", "statements: “first words”, speaker"."""
    stands: str
    """What the file says, in short."""
    proposed: str
    """What the machine says now."""
    entry: str = ""
    """Key of the entry (`pairing.entry_key`) for a value inside a list of records; "" for a field of the item."""
    name: str = ""
    """Field of that entry; "" when the entry as a whole is proposed."""


class Unknown(Struct, frozen=True, omit_defaults=True):
    """A name in the seed that no registry knew when it was read."""

    name: str
    kind: ActorKind
    """What it seems to be."""
    count: int
    """How often it stands in the text."""
    role: str = ""
    """The words before the name that tell an office."""
    bundled: str = ""
    """Id of the state or organisation that the package brings by this name."""
    context: str = ""
    """The paragraph in which it stands first."""


class Version(Struct, frozen=True):
    """One state of the seed."""

    sha256: str
    """Of its bytes; they are kept as `content/.ingest/versions/<sha256>.txt`."""
    title: str
    published: str | None


class Head(Struct, frozen=True):
    """What is needed to find an item's seed again."""

    id: str
    seed: str
    sha256: str
    """Of the seed's bytes."""


class Memory(Struct, frozen=True):
    """The machine's last draft of an item, and what a person has touched since."""

    format: int
    id: str
    seed: str
    sha256: str
    """Of the seed's bytes."""
    written: str
    """SHA-256 of the file's text when the machine alone wrote it; "" once a person's values are in it."""
    item: Item
    """The machine's values; a person's are in the file."""
    reasons: tuple[Reason, ...]
    pins: tuple[str, ...] = ()
    """What a person has ever changed or added: it stays, whatever the machine says later."""
    removed: tuple[str, ...] = ()
    """What a person has removed: it does not come back by itself."""
    differences: tuple[Difference, ...] = ()
    """For the review list."""
    orphans: tuple[str, ...] = ()
    """Texts of entries that the article does not have any more."""
    writing: str = ""
    """SHA-256 of the text with which this memory holds and of the one before it, while it is written; "" once it is."""
    versions: tuple[Version, ...] = ()
    """States of the seed, oldest first; the last is the one that was read."""
    unknown: tuple[Unknown, ...] = ()
    """Names to be suggested as actors."""


def encode_memory(memory: Memory) -> bytes:
    """As JSON, one value a line, so that a change is readable in a diff."""
    return msgspec.json.format(msgspec.json.encode(memory), indent=1) + b"\n"


def decode_memory(data: bytes) -> Memory | None:
    """The memory in `data`; None when it is damaged or of another format: then every value is the person's."""
    try:
        memory = msgspec.json.decode(data, type=Memory)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    return memory if memory.format == FORMAT else None


def decode_head(data: bytes) -> Head | None:
    """Id and seed alone, quicker than the whole."""
    try:
        return msgspec.json.decode(data, type=Head)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None


def text_key(text: str) -> str:
    """SHA-256 of a text, hexadecimal."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
