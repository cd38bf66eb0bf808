"""The verb "rename": an id changes everywhere at once, and its old address leads on.

Everything is worked out before anything is written; each file is written whole.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from site_gen.content.ids import Kind, rename_in_item, rename_in_registry
from site_gen.content.memory import Memory, decode_memory, encode_memory, text_key
from site_gen.content.project import ITEMS, MEMORY, list_items, read_bytes, read_registries, read_text, write_atomic
from site_gen.content.stamps import list_files
from site_gen.errors import Problem, SiteError, did_you_mean
from site_gen.model import Actor, Event, Figure, Item, Source, Statement, Topic
from site_gen.slugs import slug_problem


def rename(root: Path, kind: Kind, old: str, new: str) -> tuple[str, ...]:
    """Rename an actor, topic or source, or merge it into one that stands already; the paths written, sorted.

    The registry, its references, every item and the machine's memory change together; `formerly` keeps the old id, so
    that its page leads on. Raises SiteError when `old` is not there, `new` is no id, or a file cannot be read; then
    nothing is written.
    """
    _, registry, _ = read_registries(root)
    entries: dict[str, Actor | Topic | Source] = {**getattr(registry, f"{kind}s")}
    path = f"content/{kind}s.yaml"
    if old not in entries:
        raise SiteError([Problem(path, 0, 0, f"unknown-{kind}", f'no {kind} "{old}"', did_you_mean(old, entries))])
    wrong = slug_problem(new) or ("it is the id that it has" if old == new else "")
    if wrong:
        raise SiteError([Problem(path, 0, 0, "bad-id", f'"{new}" cannot be its new id: {wrong}', "choose another")])
    problems: list[Problem] = []
    changed: dict[str, bytes] = {}
    registry_text = read_text(root, path)
    changed[path] = rename_in_registry(path, registry_text, kind, old, new).encode()
    before: dict[str, str] = {}
    after: dict[str, str] = {}
    for stamp in list_items(root, problems):
        try:
            before[stamp.path] = read_text(root, stamp.path)
            after[stamp.path] = rename_in_item(stamp.path, before[stamp.path], kind, old, new)
        except SiteError as error:
            problems.extend(error.problems)
    if problems:
        raise SiteError(problems)
    changed.update({one: text.encode() for one, text in after.items() if text != before[one]})
    changed.update(_memories(root, kind, old, new, before, after))
    for one, data in changed.items():
        write_atomic(root / one, data)
    return tuple(sorted(changed))


def _memories(
    root: Path, kind: Kind, old: str, new: str, before: dict[str, str], after: dict[str, str]
) -> dict[str, bytes]:
    """The machine's memories that named the old id, with the new one."""
    found = {}
    for stamp in list_files(root, MEMORY, []):
        data = read_bytes(root, stamp.path)
        memory = decode_memory(data) if stamp.path.endswith(".json") else None
        if memory is None:
            continue
        path = f"{ITEMS}/{memory.id}.md"
        renamed = _renamed_memory(memory, kind, old, new)
        if path in before and memory.written == text_key(before[path]):
            renamed = msgspec.structs.replace(renamed, written=text_key(after[path]))
        told = encode_memory(renamed)
        if told != data:
            found[stamp.path] = told
    return found


def _renamed_memory(memory: Memory, kind: Kind, old: str, new: str) -> Memory:
    return msgspec.structs.replace(memory, item=rename_in_values(memory.item, kind, old, new))


def rename_in_values(item: Item, kind: Kind, old: str, new: str) -> Item:
    """The item with every `old` id of this kind as `new`."""

    def one(value: str) -> str:
        return new if value == old else value

    def some(values: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one(value) for value in values))

    def maybe(value: str | None) -> str | None:
        return new if value == old else value

    replace = msgspec.structs.replace
    if kind == "source":
        return replace(item, source=maybe(item.source), via=some(item.via))
    if kind == "topic":
        statements: tuple[Statement, ...] = tuple(replace(s, topics=some(s.topics)) for s in item.statements)
        events: tuple[Event, ...] = tuple(replace(e, topics=some(e.topics)) for e in item.events)
        return replace(item, topics=some(item.topics), statements=statements, events=events)
    spoken = tuple(replace(s, speaker=maybe(s.speaker)) for s in item.statements)
    acted = tuple(replace(e, actors=some(e.actors), claimed_by=one(e.claimed_by)) for e in item.events)
    counted: tuple[Figure, ...] = tuple(replace(f, by=maybe(f.by), side=one(f.side)) for f in item.figures)
    return replace(item, actors=some(item.actors), statements=spoken, events=acted, figures=counted)
