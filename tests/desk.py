"""One file on a person's desk: what a person may do to it, what the machine may say, and what must then hold.

A person's deeds are noted by what they were about; the latest takes the place of those before. Deeds that were undone
before the machine looked again are none.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from random import Random
from typing import Any, Final

from msgspec.structs import replace

from site_gen.content.item import parse_item
from site_gen.content.memory import FORMAT, Memory, text_key
from site_gen.content.renamed import Renaming, renamed_item
from site_gen.content.rewrite import NotRewritable, rewrite_item, same_values
from site_gen.ingest.settle import settle, settled
from site_gen.model import Event, Figure, Item, Statement

PATH: Final = "content/items/x.md"
IDS: Final = ("anna", "bela", "city", "dam")
WORDS: Final = (
    "The dam held.",
    "Rain is to come.",
    "We went home,",
    "nobody was hurt",
    "40 houses stood in water",
    "no talks",
    "the road: closed",
    'she said "no" twice',
)
LISTS: Final = ("statements", "events", "figures")
WHO: Final = {"statements": "speaker", "events": "state", "figures": "by"}
"""The value of an entry that these tests follow beside those that were changed."""
Note = tuple[str, ...]
Edit = Callable[["Desk", Item, int, str], None]


def machine_item(number: int) -> Item:
    """What the machine may say of the article, another for every number; neighbours have much in common."""
    chance, rare = Random(number // 4), Random(number)

    def some(words: tuple[str, ...], most: int) -> list[str]:
        return chance.sample(words, chance.randrange(most + 1))

    def one(*values: Any) -> Any:
        return (rare if rare.random() < 0.2 else chance).choice(values)

    body = [word for word in WORDS if chance.random() < 0.9 and rare.random() < 0.95]
    body += ["A new paragraph."] if one(False, True) else []
    return Item(
        id="x",
        title=one("One", "Two: a colon", 'Three "quoted"'),
        body="\n\n".join(one(word, word, word, f"{word} Also.") for word in body) + "\n",
        published=one(None, "2024-01-02", "2024-01"),
        url=one("", "https://a.example/b"),
        actors=tuple(some(IDS, 4)),
        topics=tuple(some(IDS, 3)),
        statements=tuple(
            Statement(one(None, *IDS), words, one("direct", "partial", "indirect"), one("", "she", "the mayor"),
                      one("", "name", "pronoun"), one("", "told"), one("", "warn"),
                      said=one(None, "2024-01-02", "2024"), topics=tuple(some(IDS, 2)))
            for words in some(WORDS, 4) if rare.random() < 0.8
        ),
        events=tuple(
            Event(words, one(None, "2024-01-02"), one("", "on Monday"), actors=tuple(some(IDS, 2)),
                  state=one("happened", "scheduled"), type=one("", "consult"), claimed_by=one("", *IDS))
            for words in some(WORDS, 3) if rare.random() < 0.8
        ),
        figures=tuple(
            Figure(one("killed", "houses"), one("1", "40"), words, one(None, *IDS), side=one("", *IDS),
                   qualifier=one("", "about"))
            for words in some(WORDS, 2)
        ),
        status="review",
    )  # fmt: skip


MACHINE: Final = tuple(machine_item(number) for number in range(400))


class Desk:
    """One file with its memory, and what a person did to it."""

    def __init__(self) -> None:
        self.text: str | None = None
        self.memory: Memory | None = None
        self.human: dict[Note, Any] = {}
        self.fresh: set[Note] = set()
        self.renamings: list[Renaming] = []

    def ingest(self, now: Item) -> None:
        """What `ingest.run` does with one seed, without a disk."""
        for change in self.renamings:
            now = renamed_item(now, change)
        self.forget_what_was_undone()
        outcome = settle(self.text, now, self.memory)
        self.text = outcome.text
        memory = Memory(FORMAT, "x", "seeds/x.txt", "0", text_key(outcome.text), replace(now, path=""), ())
        self.memory = settled(memory, outcome, self.memory)
        self.forget_order()

    def forget_order(self) -> None:
        """What is not there now may come back in another place."""
        item = self.item()
        for key, order in [(key, order) for key, order in self.human.items() if key[0] == "order"]:
            there = names_of(item, key[1])
            self.human[key] = tuple(one for one in order if one in there)

    def item(self) -> Item:
        return _read(self.text or "")

    def forget_what_was_undone(self) -> None:
        """An edit that was taken back before the machine looked again is no edit."""
        base = self.memory.item if self.memory else Item(id="x", title="", body="")
        touched = {*self.memory.pins, *self.memory.removed} if self.memory else set()
        for key in self.fresh & self.human.keys():
            value = self.human[key]
            field = key[0]
            undone = False
            if field in ("title", "published"):
                undone = getattr(base, field) == value and field not in touched
            elif field in ("actors", "topics"):
                undone = (key[1] in getattr(base, field)) is value and f"{field}/{key[1]}" not in touched
            elif field in LISTS:
                entry = {one.text: one for one in getattr(base, field)}.get(key[1])
                undone = entry is None if len(key) == 2 else entry is not None and getattr(entry, key[2]) == value
            elif field == "gone":
                undone = key[1] not in base.body.split("\n\n")
            if undone:
                del self.human[key]
        self.fresh.clear()

    def edit(self, edit: Edit, number: int, word: str) -> None:
        """One thing that a person may do, noted so that it can be looked for; see `hand`."""
        if self.text is None:
            return
        known = dict(self.human)
        edit(self, self.item(), number, word)
        self.human.pop(("whole",), None)
        if self.item().reviewed:
            self.human[("whole",)] = self.item()
        self.fresh |= {key for key, value in self.human.items() if known.get(key, self) != value}

    def write(self, changed: Item) -> bool:
        """What an editor, or review, would write; whether it could."""
        try:
            self.text = rewrite_item(PATH, self.text or "", changed)
        except NotRewritable:
            return False
        return True

    def note_entry(self, field: str, before: Any, after: Any) -> None:
        """An entry that came, went or has other values."""
        text = (before or after).text
        for key in [key for key in self.human if key[:2] == (field, text) and (after is None or len(key) == 2)]:
            del self.human[key]
        self.human.pop(("dup", field, text), None)
        if after is None:
            self.human[field, text] = None
            return
        for name in after.__struct_fields__:
            new = getattr(after, name)
            if name not in ("place", "text") and (before is None or getattr(before, name) != new):
                self.human[field, text, name] = new
        self.human.setdefault((field, text, WHO[field]), getattr(after, WHO[field]))

    def check(self) -> None:
        """Everything that the person did still stands."""
        assert self.text is not None
        item = self.item()
        for key, value in self.human.items():
            field = key[0]
            if field in ("title", "published", "summary"):
                assert getattr(item, field) == value, key
            elif field in ("actors", "topics"):
                assert (key[1] in getattr(item, field)) is value, key
            elif field in LISTS and len(key) == 2:
                assert key[1] not in {one.text for one in getattr(item, field)}, key
            elif field in LISTS:
                assert value in [getattr(one, key[2]) for one in getattr(item, field) if one.text == key[1]], key
            elif field == "dup":
                assert (value, key[2]) in [(one.named, one.text) for one in item.statements], key
            elif field == "body":
                assert key[1] in item.body, key
            elif field == "gone":
                assert key[1] not in item.body.rstrip().split("\n\n"), key
            elif field == "order":
                there = names_of(item, key[1])
                assert [one for one in there if one in value] == [one for one in value if one in there], key
            elif field == "comment":
                assert key[1] in self.text, key
            elif field == "whole":
                assert same_values(item, value)
            elif field == "crlf":
                assert re.search(r"(?<!\r)\n", self.text) is None
            elif field == "bom":
                assert self.text.startswith("\ufeff")
            elif field == "keys":
                keys = [one.partition(":")[0] for one in item.places[0].split("\n")[:-1]]
                assert [name for name in keys if name in value] == [name for name in value if name in keys]


@lru_cache(maxsize=8)
def _read(text: str) -> Item:
    return parse_item(PATH, text)


def names_of(item: Item, field: str) -> tuple[str, ...]:
    """The entries of a list by what names them."""
    return tuple(getattr(one, "text", one) for one in getattr(item, field))
