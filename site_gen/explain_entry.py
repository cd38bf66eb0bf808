"""Why a statement, event or figure is as it is: its words, who and when, by which rule and line of the registry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from site_gen.content.memory import Memory
from site_gen.content.pairing import straight
from site_gen.content.project import Content, read_memory
from site_gen.errors import Problem, SiteError
from site_gen.ingest.names.lexicon import fold
from site_gen.model import Actor, Event, Item, Statement
from site_gen.site import urls
from site_gen.site.anchors import anchor_of
from site_gen.site.assemble import assemble
from site_gen.site.confirm import Entry, confirmed_anchors, entries_of
from site_gen.site.markdown import render_markdown
from site_gen.site.reasons import BASES, FACTS, date_reason

ANCHOR: Final = re.compile(r"[sef]-[0-9a-f]{8}")
"""The anchor of an entry. Matches "s-1f2e3d4c", not "s-1"."""


def explain_entry(root: Path, content: Content, item_id: str, anchor: str) -> tuple[str, ...]:
    """Lines about the entry with this anchor, in the item, or in any when `item_id` is "". Raises SiteError."""
    for item in content.items:
        for entry in entries_of(item) if item_id in ("", item.id) else ():
            if anchor_of(entry) == anchor:
                return tuple(_entry(content, item, entry, read_memory(root, item.id)))
    raise SiteError([Problem(anchor, 0, 0, "unknown-id", "no entry has this anchor", "see the item's page")])


def _entry(content: Content, item: Item, entry: Entry, memory: Memory | None) -> Iterator[str]:
    anchor = anchor_of(entry)
    line = f":{entry.place.line}" if entry.place else ""
    yield f"{type(entry).__name__.lower()} {anchor} ({item.path}{line})"
    yield f"  words: “{entry.text}”"
    yield from _shown(content, item, anchor)
    yield from _who(content, entry, memory)
    yield from _when(content, item, entry)
    yield f"  {_standing(item, entry, memory)}"


def _standing(item: Item, entry: Entry, memory: Memory | None) -> str:
    """Whether a person stands behind it."""
    if entry.reviewed or item.reviewed:
        return f"a person stands behind it: {entry.reviewed or item.reviewed}"
    stands = anchor_of(entry) in confirmed_anchors(item, memory.item if memory else None)
    return "a person wrote or changed it" if stands else "unconfirmed: as the machine wrote it"


def _shown(content: Content, item: Item, anchor: str) -> Iterator[str]:
    """Where it is on the site, or why not."""
    site = assemble([item], content.registry, content.settings, render_markdown, drafts=True)
    shown = {anchor_of(one) for proven in site.items for one in entries_of(proven)}
    if item.status in ("retracted", "draft"):
        yield f"  not on the site: the item is {'a draft' if item.status == 'draft' else 'retracted'}"
    elif anchor in shown:
        yield f"  page: {urls.item_page(item.id)}#{anchor}"
    else:
        yield "  left off the site: its words do not stand in the article, or nobody stands behind it"


def _who(content: Content, entry: Entry, memory: Memory | None) -> Iterator[str]:
    """Each actor with the words that named it, the rule, and the line of the registry."""
    if isinstance(entry, Event):
        named = [(actor, "", "takes part") for actor in entry.actors]
        named += [(entry.claimed_by, entry.named, "says so")] if entry.claimed_by or entry.named else []
    elif isinstance(entry, Statement):
        named = [(entry.speaker or "", entry.named, "speaks")]
    else:
        named = [(entry.by or "", entry.named, "gives the number")]
    for actor_id, words, what in named:
        actor = content.registry.actors.get(actor_id)
        if actor is None:
            yield f"  {what}: nobody known{f', named “{words}”' if words else ''}"
            continue
        place = f" ({actor.place.path}:{actor.place.line})" if actor.place else ""
        yield f"  {what}: {actor.name}{place}{f', named “{words}”' if words else ''}"
        if isinstance(entry, Statement):
            yield f"    {BASES.get(entry.basis, 'by name' if entry.basis else 'a person named the speaker')}"
        yield from (f"    {told}" for told in _by(actor, words, memory))


def _by(actor: Actor, words: str, memory: Memory | None) -> Iterator[str]:
    """Which name or office of the registry the words are, and by which rule they were found."""
    wanted = fold(straight(words)).removeprefix("the ")
    for alias in actor.aliases:
        if fold(alias.name) == wanted:
            valid = f", {alias.valid}" if alias.valid else ""
            yield f"alias “{alias.name}” ({alias.kind}{valid}) of the registry"
    for role in actor.roles:
        if words and fold(role.title) in wanted:
            yield f"office “{role.title}”{f' of {role.of}' if role.of else ''}{f', {role.valid}' if role.valid else ''}"
    found = [one for one in memory.reasons if one.kind == "name" and one.about == actor.id] if memory else []
    rules = dict.fromkeys(f"“{one.words}” by rule {one.rule}" for one in found if not words or one.words in words)
    yield from list(rules)[:3]


def _when(content: Content, item: Item, entry: Entry) -> Iterator[str]:
    """The date with its words, its rule and the day it was counted from."""
    when = entry.said if isinstance(entry, Statement) else entry.when
    if entry.words:
        basis = dict(item.basis).get("published", "person")
        told = date_reason(entry.words, entry.rule, when)
        yield f"  when: {told} (rule {entry.rule or 'none'})"
        yield f"    published {item.published or 'on no known day'}: {FACTS.get(basis, basis)}"
    else:
        yield f"  when: {when or 'no day is told'}"
