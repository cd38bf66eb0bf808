"""What a project has by now: its items, the seeds that they are of, and whether their files are as they were. A rim."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from site_gen.content.item import parse_item
from site_gen.content.memory import Head, Memory, decode_head
from site_gen.content.project import ITEMS, MEMORY, read_bytes, read_memory, read_text
from site_gen.errors import SiteError
from site_gen.ingest.carriers import Table
from site_gen.model import Item

_KIND: Final = "head"


class Files(Struct, frozen=True):
    """The items as they stand on disk."""

    root: Path

    def states(self) -> dict[str, bytes]:
        return _states(self.root / ITEMS, ".md")

    def item(self, item_id: str) -> Item | None:
        path = f"{ITEMS}/{item_id}.md"
        try:
            return parse_item(path, read_text(self.root, path))
        except SiteError:
            return None

    def memory(self, item_id: str) -> Memory | None:
        return read_memory(self.root, item_id)


def _states(folder: Path, ending: str) -> dict[str, bytes]:
    """By the names of files, without their ending, what tells that each is as it was; in the order of names."""
    found: dict[str, bytes] = {}
    try:
        with os.scandir(folder) as entries:
            for entry in sorted((one for one in entries if one.name.endswith(ending)), key=lambda one: one.name):
                with suppress(FileNotFoundError):  # gone meanwhile
                    told = entry.stat(follow_symlinks=False)
                    state = repr((told.st_size, told.st_mtime_ns, told.st_ino))
                    found[entry.name.removesuffix(ending)] = state.encode()
    except FileNotFoundError:
        return {}
    return found


def _heads(root: Path, table: Table) -> Iterator[Head]:
    """What memories tell of their seeds: of files that are as they were, as it was remembered."""
    states = _states(root / MEMORY, ".json")
    known = {name: raw for name, raw in table.each(_KIND) if raw.startswith(states.get(name, b"-") + b"\0")}
    for name, state in states.items():
        head = decode_head(known[name][len(state) + 1 :]) if name in known else None
        if head is None:
            try:
                head = decode_head(read_bytes(root, f"{MEMORY}/{name}.json"))
            except SiteError:
                continue
            if head is not None:
                table.put(_KIND, name, state + b"\0" + msgspec.json.encode(head))
        if head is not None and head.id == name:
            yield head


def known_seeds(root: Path, table: Table) -> tuple[dict[str, str], dict[str, str]]:
    """Seed path to item id, and hash of a seed's bytes to seed path, from memories and the items' own evidence."""
    known: dict[str, str] = {}
    by_hash: dict[str, str] = {}
    for head in _heads(root, table):
        known[head.seed] = head.id
        by_hash[head.sha256] = head.seed
    remembered = set(known.values())
    for item_id in _states(root / ITEMS, ".md"):
        path = f"{ITEMS}/{item_id}.md"
        if item_id in remembered:
            continue
        try:
            evidence = parse_item(path, read_text(root, path)).evidence
        except SiteError:
            continue
        if evidence and evidence.seed:
            known.setdefault(evidence.seed, item_id)
            by_hash.setdefault(evidence.sha256, evidence.seed)
    return known, by_hash
