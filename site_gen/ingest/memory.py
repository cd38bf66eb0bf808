"""What the machine wrote last of an item, and why: one JSON file an item in `content/.ingest/`, kept with it."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

import msgspec
from msgspec import Struct

from site_gen.ingest.article import Article
from site_gen.ingest.findings import Finding, NameFound, StatementFound, TimeFound, TopicFound
from site_gen.model import Item

FORMAT = 1


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


class Head(Struct, frozen=True):
    """What is needed to find an item's seed again."""

    id: str
    seed: str
    sha256: str
    """Of the seed's bytes."""


class Memory(Struct, frozen=True):
    """The machine's last draft of an item."""

    format: int
    id: str
    seed: str
    sha256: str
    """Of the seed's bytes."""
    written: str
    """SHA-256 of the file's text as the machine wrote it."""
    item: Item
    """The machine's values; a person's are in the file."""
    reasons: tuple[Reason, ...]


def make_memory(item: Item, text: str, article: Article, findings: Iterable[Finding]) -> Memory:
    """The memory of an item just written as `text`."""
    reasons = tuple(_reason(article, finding) for finding in findings)
    return Memory(FORMAT, item.id, article.path, article.sha256, text_key(text), item, reasons)


def encode_memory(memory: Memory) -> bytes:
    """As JSON, one value a line, so that a change is readable in a diff."""
    return msgspec.json.format(msgspec.json.encode(memory), indent=1) + b"\n"


def decode_memory(data: bytes) -> Memory | None:
    """The memory in `data`; None when it is damaged or of another format: then every value is the person's."""
    try:
        memory = msgspec.json.decode(data, type=Memory)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
    return memory if memory.format == FORMAT else None


def decode_head(data: bytes) -> Head | None:
    """Id and seed alone, quicker than the whole."""
    try:
        return msgspec.json.decode(data, type=Head)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None


def text_key(text: str) -> str:
    """SHA-256 of a text, hexadecimal."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _reason(article: Article, finding: Finding) -> Reason:
    words = " ".join(article.text[finding.start : finding.end].split())
    kind = type(finding).__name__.removesuffix("Found").lower()
    return Reason(kind, finding.start, finding.end, finding.rule, words[:120], _about(finding))


def _about(finding: Finding) -> str:
    if isinstance(finding, TimeFound):
        return finding.edtf or finding.value
    if isinstance(finding, NameFound | StatementFound):
        return finding.actor or ""
    return finding.topic if isinstance(finding, TopicFound) else getattr(finding, "measure", "")
