"""The verb "new": an actor, topic, source or item to fill in, added without touching what stands."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from site_gen.content.frontmatter import read_yaml
from site_gen.content.project import ITEMS, read_text, write_atomic
from site_gen.content.registry import parse_registry
from site_gen.content.writer import quoted
from site_gen.errors import Problem, SiteError
from site_gen.slugs import slug_problem, slugify

_ENTRY: Final = {
    "actor": "{id}:\n  name: {name}\n  kind: {kind}\n",
    "topic": "{id}:\n  name: {name}\n  terms: []\n",
    "source": "{id}:\n  name: {name}\n",
}
_ITEM: Final = """---
title: {name}
published: null        # as in 2022-08-04, 2022-08, 2022; null while nobody knows
source: null           # an id of content/sources.yaml
url: ""
actors: []
topics: []
summary: ""
status: draft
---

"""


def new(root: Path, kind: str, name: str, entry_id: str | None = None, actor_kind: str = "person") -> tuple[str, str]:
    """Add an entry to its registry, or an item's file; (path, id). Raises SiteError when the id is taken or is none."""
    chosen = entry_id or slugify(name)
    wrong = slug_problem(chosen)
    path = f"{ITEMS}/{chosen}.md" if kind == "item" else f"content/{kind}s.yaml"
    if wrong:
        raise SiteError([Problem(path, 0, 0, "bad-id", f'"{chosen}" is no id: {wrong}', "give one with --id")])
    if kind == "item":
        if os.path.lexists(root / path):
            raise SiteError([Problem(path, 0, 0, "taken", "this item stands already", "give another id with --id")])
        write_atomic(root / path, _ITEM.format(name=quoted(name)).encode())
        return path, chosen
    text = read_text(root, path) if (root / path).exists() else ""
    if any(key.value == chosen for key, _ in read_yaml(path, text).entries):
        raise SiteError([Problem(path, 0, 0, "taken", f'there is a {kind} "{chosen}"', "give another id with --id")])
    write_atomic(
        root / path, with_entry(path, text, _ENTRY[kind].format(id=chosen, name=quoted(name), kind=actor_kind)).encode()
    )
    return path, chosen


def with_entry(path: str, text: str, entry: str) -> str:
    """The registry's text with one more entry at its end. Raises SiteError when the result would not read."""
    line_end = "\r\n" if "\r\n" in text else "\n"
    gap = "" if not text or text.endswith(line_end) else line_end
    told = text + gap + (line_end if text.strip() else "") + entry.replace("\n", line_end)
    parse_registry({path: told})
    return told
