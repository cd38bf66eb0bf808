"""Decisions as changes of files: the same few functions for the terminal and the preview. A rim: reads and writes.

A decision touches only the values that it is about. What is decided of an entry is marked in the entry (`reviewed`), so
that it is confirmed from then on and the machine leaves it alone.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from site_gen.content.frontmatter import read_yaml
from site_gen.content.ids import with_values
from site_gen.content.item import parse_item
from site_gen.content.pairing import entry_key
from site_gen.content.project import (
    ITEMS,
    MEMORY,
    read_bytes,
    read_memory,
    read_registries,
    read_text,
    still_has,
    write_atomic,
)
from site_gen.content.registry import ACTORS, parse_registry
from site_gen.content.rewrite import rewrite_item
from site_gen.content.unknown import unknown_ids
from site_gen.errors import Problem, SiteError, did_you_mean
from site_gen.model import Item, Registry
from site_gen.new import with_entry
from site_gen.review.actor import NewActor, entry_text, proposed_actor
from site_gen.review.answer import ALLOWED, Answer, answered
from site_gen.review.queue import Question
from site_gen.slugs import slug_problem

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
    by: str = ""

    @property
    def mark(self) -> str:
        """ "2026-01-31 by NN"."""
        return f"{self.day} by {self.by}" if self.by else self.day


class Decided(Struct, frozen=True):
    """What a decision did."""

    paths: tuple[str, ...]
    """Files changed."""
    anchor: str = ""
    """Where the entry in question now stands; "" when it is gone."""


def decide(root: Path, question: Question, answer: Answer, decision: Decision) -> Decided:
    """Write one decision down.

    Raises SiteError, with nothing written, when the answer does not fit the question, names what no registry has, or
    the file has changed under the question.
    """
    if answer.action not in ALLOWED[question.kind]:
        hint = f"one of {', '.join(ALLOWED[question.kind])}"
        raise _refused(question, "bad-answer", f'"{answer.action}" is no answer to this', hint)
    if answer.action == "skip":
        return _note(root, skipped=question.id)
    _, registry, _ = read_registries(root)
    if question.kind == "actor":
        return _decide_actor(root, question, answer, registry)
    if question.kind == "difference":
        return _note(root, settled=question.id) if answer.action == "reject" else _take(root, question)
    if question.kind == "orphan" and answer.action == "accept":
        return _note(root, settled=question.id)
    path = f"{ITEMS}/{question.item}.md"
    text = read_text(root, path)
    changed, anchor = answered(parse_item(path, text), question, answer, decision.mark)
    return _write(root, path, text, changed, registry, anchor)


def read_notes(root: Path) -> Notes:
    """The notes; empty ones when there are none or they are damaged."""
    try:
        return msgspec.json.decode(read_bytes(root, NOTES), type=Notes)
    except (SiteError, msgspec.MsgspecError):
        return Notes()


def _note(root: Path, rejected: str = "", skipped: str = "", settled: str = "") -> Decided:
    notes = read_notes(root)
    told = Notes(
        rejected=tuple(sorted({*notes.rejected, rejected} - {""})),
        skipped=tuple(sorted({*notes.skipped, skipped} - {""})),
        settled=tuple(sorted({*notes.settled, settled} - {""})),
    )
    write_atomic(root / NOTES, msgspec.json.format(msgspec.json.encode(told), indent=1) + b"\n")
    return Decided((NOTES,))


def _decide_actor(root: Path, question: Question, answer: Answer, registry: Registry) -> Decided:
    """A name becomes an actor, another name of one, or is put aside."""
    name = question.anchor
    if answer.action == "reject":
        return _note(root, rejected=name)
    text = read_text(root, ACTORS) if (root / ACTORS).exists() else ""
    if answer.action == "is":
        if answer.value not in registry.actors:
            raise _no_actor(question, answer.value, registry)
        told = with_values(ACTORS, text, answer.value, "aliases", (name,))
        parse_registry({ACTORS: told})
    else:
        actor = answer.actor or proposed_actor(question, registry)
        _check_actor(question, actor, registry, text)
        told = with_entry(ACTORS, text, entry_text(actor))
    write_atomic(root / ACTORS, told.encode(), still_has(root, ACTORS, text or None))
    return Decided((ACTORS,))


def _check_actor(question: Question, actor: NewActor, registry: Registry, text: str) -> None:
    wrong = slug_problem(actor.id)
    if wrong:
        raise _refused(question, "bad-id", f'"{actor.id}" is no id: {wrong}', "use a-z, 0-9 and -")
    if any(key.value == actor.id for key, _ in read_yaml(ACTORS, text).entries):
        raise _refused(
            question, "taken", f'there is an actor "{actor.id}"', "choose another id, or make it a name of it"
        )
    if not actor.name.strip():
        raise _refused(question, "empty", "the actor has no name", "give one")
    if actor.of and actor.of not in registry.actors:
        raise _no_actor(question, actor.of, registry)


def _take(root: Path, question: Question) -> Decided:
    """The machine's value in place of the file's."""
    memory = read_memory(root, question.item)
    path = f"{ITEMS}/{question.item}.md"
    text = read_text(root, path)
    item = parse_item(path, text)
    changed = _taken(item, memory.item, question) if memory else None
    if changed is None:
        raise _refused(question, "changed", "the machine's value is not there any more", "ingest, and look at it again")
    _, registry, _ = read_registries(root)
    written = _write(root, path, text, changed, registry, "")
    return Decided((*written.paths, *_note(root, settled=question.id).paths))


def _taken(item: Item, machine: Item, question: Question) -> Item | None:
    """The item with the machine's value of what a difference is about; None when either has it no more."""
    field = question.anchor.partition(":")[0]
    if field not in Item.__struct_fields__:
        return None
    stands, proposed = getattr(item, field), getattr(machine, field)
    if not question.entry:
        one = isinstance(proposed, tuple) and question.value in proposed and question.value not in stands
        return replace(item, **{field: (*stands, question.value) if one else proposed})
    wanted = next((one for one in proposed if entry_key(field, one) == question.entry), None)
    if wanted is None:
        return None
    if not question.name:
        return replace(item, **{field: (*stands, replace(wanted, place=None))})
    value = {question.name: getattr(wanted, question.name)}
    at = next((at for at, one in enumerate(stands) if entry_key(field, one) == question.entry), None)
    if at is None:
        return None
    return replace(item, **{field: (*stands[:at], replace(stands[at], **value), *stands[at + 1 :])})


def _write(root: Path, path: str, text: str, changed: Item, registry: Registry, anchor: str) -> Decided:
    """Write the item's file anew, only the changed values touched."""
    problems = list(unknown_ids(changed, registry))
    if problems:
        raise SiteError(problems)
    told = rewrite_item(path, text, changed)
    if told != text:
        write_atomic(root / path, told.encode(), still_has(root, path, text))
    return Decided((path,), anchor)


def _no_actor(question: Question, wanted: str, registry: Registry) -> SiteError:
    hint = did_you_mean(wanted, registry.actors) or "see content/actors.yaml"
    return _refused(question, "unknown-actor", f'no actor "{wanted}"', hint)


def _refused(question: Question, code: str, message: str, hint: str) -> SiteError:
    told: Any = Problem(question.path, question.line, 0, code, message, hint)
    return SiteError([told])
