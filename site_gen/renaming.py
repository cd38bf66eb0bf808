"""The verb "rename": an id changes everywhere at once, and its old address leads on.

Everything is worked out before anything is written. The registry is written first, and keeps the old id under
`formerly`: by that a second run, or the next ingest, knows what an interrupted one had still to do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from site_gen.content.ids import Kind, readdress_in_item, rename_in_item, rename_in_registry
from site_gen.content.item import parse_item
from site_gen.content.memory import Memory, text_key
from site_gen.content.project import (
    ITEMS,
    MEMORY,
    ahead_of,
    list_items,
    read_memory,
    read_registries,
    read_text,
    still_has,
    write_atomic,
    write_item,
)
from site_gen.content.renamed import Renaming, renamed_item, renamed_memory
from site_gen.content.rewrite import same_values
from site_gen.content.stamps import list_files
from site_gen.errors import Problem, SiteError, did_you_mean
from site_gen.model import Actor, Event, Figure, Item, Registry, Source, Statement, Topic
from site_gen.review.decide import NOTES, read_notes
from site_gen.review.queue import Question, questions_of_item
from site_gen.site.anchors import anchor_of
from site_gen.site.markdown import render_markdown
from site_gen.slugs import slug_problem

_ANCHOR: Final = re.compile(r"#([sef]-[0-9a-f]{8})")
"""Of an entry, in an address or a link: "#s-1f2e3d4c"."""
Addresses = Mapping[str, str]
"""Of entries, "<item>#<anchor>": as they were, and as they are."""


class _File(Struct, frozen=True, eq=False):
    """One item's file, and what is remembered with it, before and after."""

    id: str
    text: str
    memory: Memory | None
    told: str
    """The text to be."""
    item: Item | None = None
    """None where the text has neither id."""
    renamed: Item | None = None
    remembered: Memory | None = None


def rename(root: Path, kind: Kind, old: str, new: str) -> tuple[str, ...]:
    """Rename an actor, topic or source, or merge it into one that stands already; the paths written, sorted.

    The registry, its references, every item and the machine's memory change together, and with them what leads to an
    entry of another name: answers (`replies_to`), links, what was decided in review. `formerly` keeps the old id, so
    that its page leads on. An interrupted run is completed by the same call again. Raises SiteError when `old` is not
    there, `new` is no id, or a file cannot be read; then nothing is written.
    """
    _, registry, texts = read_registries(root)
    path, change = f"content/{kind}s.yaml", Renaming(kind, old, new)
    done = _check(registry, path, change)
    registry_text = texts.get(path, "") if done else rename_in_registry(path, texts.get(path, ""), kind, old, new)
    files = _renamed_files(root, change)
    addresses = dict(_addresses(files, change))
    anchors = frozenset(address.partition("#")[2] for address in addresses)
    files = [_readdressed(one, addresses, anchors) for one in files]
    files = [replace(one, remembered=_remembered(one, change, addresses)) for one in files]
    written = []
    if _note_questions(root, files, registry, addresses):
        written.append(NOTES)
    if not done:
        write_atomic(root / path, registry_text.encode())
        written.append(path)
    for file in files:
        written += _write(root, file)
    written += _lone_memories(root, change, files)
    return tuple(sorted(written))


def _check(registry: Registry, path: str, change: Renaming) -> bool:
    """Whether the registry has the new id in place of the old one already. Raises SiteError for a wrong wish."""
    entries: dict[str, Actor | Topic | Source] = {**getattr(registry, f"{change.kind}s")}
    old, new = change.old, change.new
    if old not in entries:
        if new in entries and old in entries[new].formerly:
            return True
        told = f'no {change.kind} "{old}"'
        raise SiteError([Problem(path, 0, 0, f"unknown-{change.kind}", told, did_you_mean(old, entries))])
    wrong = slug_problem(new) or ("it is the id that it has" if old == new else "")
    if wrong:
        raise SiteError([Problem(path, 0, 0, "bad-id", f'"{new}" cannot be its new id: {wrong}', "choose another")])
    return False


def _renamed_files(root: Path, change: Renaming) -> list[_File]:
    """All items with their texts renamed. Raises SiteError with the problems of all that cannot be."""
    problems: list[Problem] = []
    files = []
    for stamp in list_items(root, problems):
        try:
            files.append(_renamed_file(root, stamp.path, change))
        except SiteError as error:
            problems.extend(error.problems)
    if problems:
        raise SiteError(problems)
    return files


def _renamed_file(root: Path, path: str, change: Renaming) -> _File:
    text = read_text(root, path)
    item_id = path.rpartition("/")[2].removesuffix(".md")
    memory = read_memory(root, item_id)
    if change.old not in text and change.new not in text and "\\" not in text:
        return _File(item_id, text, memory, text)
    item = parse_item(path, text)
    told = rename_in_item(path, text, change.kind, change.old, change.new)
    renamed = parse_item(path, told)
    if not same_values(renamed, renamed_item(renamed, change)):
        wrong = f'"{change.old}" cannot be renamed here without touching more'
        raise SiteError([Problem(path, 0, 0, "not-rewritable", wrong, "rename it by hand")])
    return _File(item_id, text, memory, told, item, renamed)


def _readdressed(file: _File, addresses: Addresses, anchors: frozenset[str]) -> _File:
    """The file with answers and links to entries of other names; most have none."""
    if anchors.isdisjoint(_ANCHOR.findall(file.told)):
        return file
    return replace(file, told=readdress_in_item(_path(file), file.told, addresses))


def _addresses(files: Iterable[_File], change: Renaming) -> Iterator[tuple[str, str]]:
    """Where entries stood under the old id, told from how they stand now: so it is the same in a second run."""
    back = Renaming(change.kind, change.new, change.old)
    for file in files:
        if file.renamed is None:
            continue
        entries = _entries(file.renamed)
        there = {anchor_of(entry) for entry in entries}
        before = _entries(renamed_item(file.renamed, back))
        for one, entry in zip(before, entries, strict=True):
            if anchor_of(one) not in there:
                yield f"{file.id}#{anchor_of(one)}", f"{file.id}#{anchor_of(entry)}"


def _entries(item: Item) -> tuple[Statement | Event | Figure, ...]:
    return (*item.statements, *item.events, *item.figures)


def _remembered(file: _File, change: Renaming, addresses: Addresses) -> Memory | None:
    """The machine's memory of the renamed file."""
    if file.memory is None:
        return None
    memory = renamed_memory(file.memory, change)
    statements = tuple(
        replace(one, replies_to=addresses.get(one.replies_to, one.replies_to)) for one in memory.item.statements
    )
    written = text_key(file.told) if memory.written == text_key(file.text) else memory.written
    return replace(memory, item=replace(memory.item, statements=statements), written=written)


def _note_questions(root: Path, files: Iterable[_File], registry: Registry, addresses: Addresses) -> bool:
    """What was decided of questions is decided of them under their new names too; whether anything was written.

    Before anything else is written, and the old names stay: an interrupted run loses none.
    """
    notes = read_notes(root)
    if not (notes.skipped or notes.settled):
        return False
    names: dict[str, str] = {}
    for file in files:
        if file.told != file.text or file.memory != file.remembered:
            names |= _renamed_questions(file, registry, addresses)
    told = replace(notes, skipped=_with(notes.skipped, names), settled=_with(notes.settled, names))
    if told != notes:
        write_atomic(root / NOTES, msgspec.json.format(msgspec.json.encode(told), indent=1) + b"\n")
    return told != notes


def _renamed_questions(file: _File, registry: Registry, addresses: Addresses) -> dict[str, str]:
    """Ids of an item's questions before and after: those of entries by their addresses, differences in their order."""
    item = file.item or parse_item(_path(file), file.text)
    body = render_markdown(item.body)
    before = [*questions_of_item(item, file.memory, body, registry)]
    after = [*questions_of_item(file.renamed or item, file.remembered, body, registry)]
    names: dict[tuple[str, str], str] = {(one.kind, one.anchor): one.id for one in after if one.kind != "difference"}
    found = {}
    for one in before:
        anchor = addresses.get(f"{file.id}#{one.anchor}", f"#{one.anchor}").partition("#")[2]
        if (one.kind, anchor) in names:
            found[one.id] = names[one.kind, anchor]
    pairs = zip(_differences(before), _differences(after), strict=True)
    return found | {one.id: other.id for one, other in pairs}


def _differences(questions: Iterable[Question]) -> list[Question]:
    return [one for one in questions if one.kind == "difference"]


def _with(ids: tuple[str, ...], names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(sorted({*ids, *(names[one] for one in ids if one in names)}))


def _write(root: Path, file: _File) -> Iterator[str]:
    """One item and its memory, as far as they changed or an interrupted run has left them half way."""
    changed, still = file.told != file.text, still_has(root, _path(file), file.text)
    if file.remembered is not None:
        if changed or file.memory != file.remembered or (root / ahead_of(file.id)).exists():
            write_item(root, file.id, file.told if changed else None, file.remembered, still)
            yield f"{MEMORY}/{file.id}.json"
    elif changed:
        write_atomic(root / _path(file), file.told.encode(), still)
    if changed:
        yield _path(file)


def _lone_memories(root: Path, change: Renaming, files: Iterable[_File]) -> Iterator[str]:
    """The same for memories of items that are not there now; those that were written."""
    known = {one.id for one in files}
    for stamp in list_files(root, MEMORY, []):
        item_id = stamp.path.removeprefix(f"{MEMORY}/").removesuffix(".json")
        memory = read_memory(root, item_id) if stamp.path.endswith(".json") and item_id not in known else None
        if memory is not None and renamed_memory(memory, change) != memory:
            write_item(root, item_id, None, renamed_memory(memory, change))
            yield stamp.path


def _path(file: _File) -> str:
    return f"{ITEMS}/{file.id}.md"
