"""Decisions as changes of files: the same few functions for the terminal and the preview. A rim: reads and writes.

A decision touches only the values that it is about. What is decided of an entry is marked in the entry (`reviewed`), so
that it is confirmed from then on and the machine leaves it alone.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from site_gen.content.ids import with_values
from site_gen.content.item import parse_item
from site_gen.content.project import ITEMS, MEMORY, read_bytes, read_memory, read_text, write_atomic
from site_gen.content.rewrite import rewrite_item
from site_gen.dates import parse_edtf
from site_gen.errors import Problem, SiteError
from site_gen.model import Event, Figure, Item, Statement
from site_gen.new import with_entry
from site_gen.review.queue import Question
from site_gen.site.anchors import anchor_of
from site_gen.site.confirm import Entry
from site_gen.slugs import slugify

NOTES = f"{MEMORY}/review.json"


class Notes(Struct, frozen=True):
    """What reviewing remembers beside the content: names that are no actors, questions put off or settled."""

    rejected: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    settled: tuple[str, ...] = ()


class Decision(Struct, frozen=True):
    """Who decides, and when."""

    day: str
    """EDTF day."""
    by: str

    @property
    def mark(self) -> str:
        """ "2026-01-31 by NN"."""
        return f"{self.day} by {self.by}" if self.by else self.day


def decide(root: Path, question: Question, key: str, value: str, decision: Decision) -> tuple[str, ...]:
    """Write one decision down; the paths changed. Raises SiteError when the file has changed under the question."""
    if key == "s":
        return _note(root, skipped=question.id)
    if question.kind == "actor":
        return _decide_actor(root, question, key, value)
    if question.kind == "difference":
        return _note(root, settled=question.id) if key == "r" else _take(root, question, decision)
    if question.kind == "item":
        return _change(root, question, lambda item: replace(item, reviewed=decision.mark))
    return _change(root, question, lambda item: _with_entry(item, question, key, value, decision))


def read_notes(root: Path) -> Notes:
    """The notes; empty ones when there are none or they are damaged."""
    try:
        return msgspec.json.decode(read_bytes(root, NOTES), type=Notes)
    except (SiteError, msgspec.MsgspecError):
        return Notes()


def _note(root: Path, rejected: str = "", skipped: str = "", settled: str = "") -> tuple[str, ...]:
    notes = read_notes(root)
    told = Notes(
        rejected=tuple(sorted({*notes.rejected, rejected} - {""})),
        skipped=tuple(sorted({*notes.skipped, skipped} - {""})),
        settled=tuple(sorted({*notes.settled, settled} - {""})),
    )
    write_atomic(root / NOTES, msgspec.json.format(msgspec.json.encode(told), indent=1) + b"\n")
    return (NOTES,)


def _decide_actor(root: Path, question: Question, key: str, value: str) -> tuple[str, ...]:
    """A name becomes an actor, another name of one, or is put aside."""
    name, path = question.anchor, "content/actors.yaml"
    if key == "r":
        return _note(root, rejected=name)
    text = read_text(root, path) if (root / path).exists() else ""
    if key == "m":
        told = with_values(path, text, value, "aliases", (name,))
    else:
        told = with_entry(path, text, _entry(name, question.value))
    write_atomic(root / path, told.encode())
    return (path,)


def _entry(name: str, kind: str) -> str:
    from site_gen.content.writer import quoted

    return f"{slugify(name) or 'actor'}:\n  name: {quoted(name)}\n  kind: {kind}\n"


def _with_entry(item: Item, question: Question, key: str, value: str, decision: Decision) -> Item:
    """The item with the entry in question changed, marked or gone."""

    def one(entry: Entry) -> Entry | None:
        if anchor_of(entry) != question.anchor:
            return entry
        if key == "r":
            return None
        if key == "m" and isinstance(entry, Statement):
            return replace(entry, speaker=value, reviewed=decision.mark)
        if key == "d":
            day = _day(value, question)
            if isinstance(entry, Statement):
                return replace(entry, said=day, reviewed=decision.mark)
            return replace(entry, when=day, reviewed=decision.mark)
        return replace(entry, reviewed=decision.mark)

    statements = tuple(s for s in map(one, item.statements) if isinstance(s, Statement))
    events = tuple(e for e in map(one, item.events) if isinstance(e, Event))
    figures = tuple(f for f in map(one, item.figures) if isinstance(f, Figure))
    changed = replace(item, statements=statements, events=events, figures=figures)
    if changed == item:
        told = "the entry is not there any more: the file has changed"
        raise SiteError([Problem(question.path, question.line, 0, "changed", told, "look at it again")])
    return changed


def _day(value: str, question: Question) -> str:
    try:
        return parse_edtf(value).text
    except ValueError as error:
        raise SiteError(
            [Problem(question.path, question.line, 0, "bad-date", str(error), "write 2022-08-04")]
        ) from None


def _take(root: Path, question: Question, decision: Decision) -> tuple[str, ...]:
    """The machine's value of a field in place of the file's."""
    memory = read_memory(root, question.item)
    field = question.anchor.partition("/")[0].partition("[")[0]
    if memory is None or field not in Item.__struct_fields__:
        raise SiteError([Problem(question.path, 0, 0, "changed", "the machine's value is not there any more", "")])
    changed = _change(root, question, lambda item: replace(item, **{field: getattr(memory.item, field)}))
    return (*changed, *_note(root, settled=question.id))


def _change(root: Path, question: Question, change: Callable[[Item], Item]) -> tuple[str, ...]:
    """Write one item anew as `change` makes it, only the changed values touched."""
    path = f"{ITEMS}/{question.item}.md"
    text = read_text(root, path)
    item = parse_item(path, text)
    write_atomic(root / path, rewrite_item(path, text, change(item)).encode())
    return (path,)
