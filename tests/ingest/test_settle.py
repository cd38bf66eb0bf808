"""A person's work is never lost: any order of hand edits and new machine results, on the text of one file."""

from __future__ import annotations

import os
from typing import Any

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from site_gen.content.frontmatter import read_front_matter
from site_gen.content.item import parse_item
from site_gen.content.memory import FORMAT, Memory, text_key
from site_gen.content.rewrite import NotRewritable, rewrite_item
from site_gen.content.writer import format_item
from site_gen.ingest.settle import settle, settled
from site_gen.model import Event, Figure, Item, Statement

PATH = "content/items/x.md"
EDITS = (
    "title published actor+ actor- topic+ statement- statement+ speaker event- state summary reformat comment body"
).split()
EXAMPLES = int(os.environ.get("SITE_GEN_EXAMPLES", "300"))
WORDS = (
    "The dam held.",
    "Rain is to come.",
    "We went home,",
    "nobody was hurt",
    "40 houses stood in water",
    "no talks",
)
BODY = "\n\n".join(WORDS) + "\n"

ids = st.sampled_from(["anna", "bela", "city", "dam"])
texts = st.sampled_from(WORDS)
statements = st.builds(
    Statement,
    speaker=st.none() | ids,
    text=texts,
    kind=st.sampled_from(["direct", "partial", "indirect"]),
    named=st.sampled_from(["", "she", "the mayor"]),
    said=st.sampled_from([None, "2024-01-02", "2024"]),
    topics=st.lists(ids, unique=True, max_size=2).map(tuple),
)
events = st.builds(
    Event,
    text=texts,
    when=st.sampled_from([None, "2024-01-02"]),
    words=st.sampled_from(["", "on Monday"]),
    actors=st.lists(ids, unique=True, max_size=2).map(tuple),
    state=st.sampled_from(["happened", "scheduled"]),
)
figures = st.builds(
    Figure,
    measure=st.sampled_from(["killed", "houses"]),
    value=st.sampled_from(["1", "40"]),
    text=texts,
    by=st.none() | ids,
)


def unique(entries: list[Any]) -> tuple[Any, ...]:
    """Entries with different words, so that a test can follow each of them."""
    return tuple({entry.text: entry for entry in entries}.values())


machine_items = st.builds(
    Item,
    id=st.just("x"),
    title=st.sampled_from(["One", "Two: a colon", 'Three "quoted"']),
    body=st.sampled_from([BODY, BODY + "\nA new paragraph.\n", BODY.replace("no talks", "some talks")]),
    published=st.sampled_from([None, "2024-01-02", "2024-01"]),
    url=st.sampled_from(["", "https://a.example/b"]),
    actors=st.lists(ids, unique=True, max_size=4).map(tuple),
    topics=st.lists(ids, unique=True, max_size=3).map(tuple),
    statements=st.lists(statements, max_size=4).map(unique),
    events=st.lists(events, max_size=3).map(unique),
    figures=st.lists(figures, max_size=2).map(unique),
    status=st.just("review"),
)
edits = st.tuples(
    st.sampled_from(EDITS),
    st.integers(0, 9),
    ids,
)
steps = st.lists(st.one_of(machine_items, edits), min_size=2, max_size=9)


class Desk:
    """One file with its memory, and what a person did to it."""

    def __init__(self) -> None:
        self.text: str | None = None
        self.memory: Memory | None = None
        self.human: dict[str, Any] = {}
        self.fresh: set[str] = set()

    def ingest(self, now: Item) -> None:
        """What `ingest.run` does with one seed, without a disk."""
        self.forget_what_was_undone()
        outcome = settle(self.text, now, self.memory)
        self.text = outcome.text
        memory = Memory(FORMAT, "x", "seeds/x.txt", "0", text_key(outcome.text), replace(now, path=""), ())
        self.memory = settled(memory, outcome, self.memory)

    def forget_what_was_undone(self) -> None:
        """An edit that was taken back before the machine looked again is no edit."""
        base = self.memory.item if self.memory else Item(id="x", title="", body="")
        touched = {*self.memory.pins, *self.memory.removed} if self.memory else set()
        for key in self.fresh:
            kind, _, what = key.partition(" ")
            value = self.human.get(key)
            if kind in ("title", "published") and getattr(base, kind) == value and kind not in touched:
                del self.human[key]
            elif kind in ("actor", "topic") and (what in getattr(base, f"{kind}s")) is value:
                if f"{kind}s/{what}" not in touched:
                    del self.human[key]
            elif kind in ("statements", "events") and self.in_base(base, kind, what) == value:
                del self.human[key]
        self.fresh.clear()

    def in_base(self, base: Item, field: str, text: str) -> tuple[str, Any] | None:
        """What the machine wrote last of an entry, in the form of a note."""
        entry = {one.text: one for one in getattr(base, field)}.get(text)
        return _mark("state" if field == "events" else "speaker", entry)

    def edit(self, kind: str, number: int, word: str) -> None:
        """One thing that a person may do, noted so that it can be looked for."""
        if self.text is None:
            return
        item = parse_item(PATH, self.text)
        changed = self.changed(item, kind, number, word)
        if kind == "reformat":
            self.text = reformatted(self.text)
        elif kind == "comment":
            self.text = self.text.replace("---\n", f"---\n# note {number} {word}\n", 1)
            self.human[f"comment {number} {word}"] = f"# note {number} {word}"
        elif changed is not None:
            try:
                self.text = rewrite_item(PATH, self.text, changed)
            except NotRewritable:
                return
            self.note(kind, item, changed, number, word)

    def changed(self, item: Item, kind: str, number: int, word: str) -> Item | None:
        """The item after the edit; None where there is nothing to edit."""
        if kind == "title":
            return replace(item, title=f"Mine {number}")
        if kind == "published":
            return replace(item, published=f"20{number:02}")
        if kind == "summary":
            return replace(item, summary=f"I sum up {number}")
        if kind == "body":
            return replace(item, body=item.body.rstrip("\n") + f"\n\nMy own paragraph {number}.\n")
        if kind == "actor+" and word not in item.actors:
            return replace(item, actors=(*item.actors, word))
        if kind == "actor-" and word in item.actors:
            return replace(item, actors=tuple(one for one in item.actors if one != word))
        if kind == "topic+" and word not in item.topics:
            return replace(item, topics=(word, *item.topics))
        if kind == "statement+":
            new = Statement(speaker=word, text=f"My words {number}", kind="direct")
            there = any(one.text == new.text for one in item.statements)
            return None if there else replace(item, statements=(*item.statements, new))
        if kind == "event-" and item.events:
            at = number % len(item.events)
            return replace(item, events=item.events[:at] + item.events[at + 1 :])
        if kind == "state" and item.events:
            at = number % len(item.events)
            event = replace(item.events[at], state="disputed")
            return replace(item, events=(*item.events[:at], event, *item.events[at + 1 :]))
        if kind in ("statement-", "speaker") and item.statements:
            at = number % len(item.statements)
            chosen = () if kind == "statement-" else (replace(item.statements[at], speaker=word),)
            return replace(item, statements=(*item.statements[:at], *chosen, *item.statements[at + 1 :]))
        return None

    def note(self, kind: str, before: Item, after: Item, number: int, word: str) -> None:
        """Remember what must hold from now on; a later edit of the same thing takes its place."""
        known = dict(self.human)
        self.note_edit(kind, before, after, number, word)
        self.fresh |= {key for key, value in self.human.items() if known.get(key, self) != value}

    def note_edit(self, kind: str, before: Item, after: Item, number: int, word: str) -> None:
        """One note an edit."""
        if kind in ("title", "published", "summary"):
            self.human[kind] = getattr(after, kind)
        elif kind in ("actor+", "actor-"):
            self.human[f"actor {word}"] = kind == "actor+"
        elif kind == "topic+":
            self.human[f"topic {word}"] = True
        elif kind == "body":
            self.human[f"body {number}"] = f"My own paragraph {number}."
        else:
            field = "events" if kind in ("event-", "state") else "statements"
            old = {one.text: one for one in getattr(before, field)}
            new = {one.text: one for one in getattr(after, field)}
            for text in old.keys() | new.keys():
                if old.get(text) != new.get(text) and _bare(old.get(text)) != _bare(new.get(text)):
                    self.human[f"{field} {text}"] = _mark(kind, new.get(text))

    def check(self) -> None:
        """Everything that the person did still stands."""
        assert self.text is not None
        item = parse_item(PATH, self.text)
        for key, value in self.human.items():
            kind, _, what = key.partition(" ")
            if kind in ("title", "published", "summary"):
                assert getattr(item, kind) == value
            elif kind in ("actor", "topic"):
                assert (what in getattr(item, f"{kind}s")) is value
            elif kind == "body":
                assert value in item.body
            elif kind == "comment":
                assert value in self.text or "reformat" in self.human
            else:
                entries = {one.text: one for one in getattr(item, kind)}
                if value is None:
                    assert what not in entries
                else:
                    assert getattr(entries[what], value[0]) == value[1]


def _bare(entry: Any) -> Any:
    return None if entry is None else replace(entry, place=None)


def _mark(kind: str, entry: Any) -> tuple[str, Any] | None:
    if entry is None:
        return None
    return ("state", entry.state) if kind == "state" else ("speaker", entry.speaker)


def reformatted(text: str) -> str:
    """The file as another YAML tool would write it: comments lost, quoting and layout its own."""
    body = text[read_front_matter(PATH, text).body_start :]
    fields = _nulls(yaml.load(text[: len(text) - len(body)].split("---")[1], Loader=yaml.BaseLoader))
    return f"---\n{yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=60)}---\n{body}"


def _nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _nulls(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_nulls(one) for one in value]
    return None if value == "null" else value


def play(story: list[Any]) -> Desk:
    desk = Desk()
    for step in story:
        if isinstance(step, Item):
            desk.ingest(step)
            if desk.human:
                desk.check()
        else:
            if step[0] == "reformat" and desk.text is not None:
                desk.human = {key: value for key, value in desk.human.items() if not key.startswith("comment")}
            desk.edit(*step)
    return desk


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(machine_items, steps, machine_items)
def test_no_order_of_edits_and_results_loses_what_a_person_did(first: Item, story: list[Any], last: Item) -> None:
    play([first, *story, last]).check()


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(machine_items, steps, machine_items)
def test_the_same_result_again_changes_no_byte(first: Item, story: list[Any], last: Item) -> None:
    desk = play([first, *story, last])
    text = desk.text
    desk.ingest(last)
    assert desk.text == text
    memory = desk.memory
    desk.ingest(last)
    assert desk.text == text
    assert desk.memory is not None
    assert memory is not None
    assert (desk.memory.pins, desk.memory.removed) == (memory.pins, memory.removed)


@settings(max_examples=EXAMPLES, deadline=None)
@given(machine_items, machine_items)
def test_an_untouched_file_follows_the_machine(first: Item, second: Item) -> None:
    desk = play([first, second])
    assert desk.text == format_item(second)


@settings(max_examples=EXAMPLES, deadline=None)
@given(machine_items, machine_items, st.sampled_from(["\r\n", "\ufeff"]))
def test_another_form_of_the_same_values_is_no_edit(first: Item, second: Item, form: str) -> None:
    """CRLF, a byte order mark or another tool's layout: the machine's values still follow the machine."""
    desk = play([first])
    assert desk.text is not None
    desk.text = form + desk.text if form == "\ufeff" else reformatted(desk.text).replace("\n", form)
    desk.ingest(second)
    assert desk.text is not None
    item = parse_item(PATH, desk.text)
    assert (item.title, item.published, set(item.actors)) == (second.title, second.published, set(second.actors))
    assert (form in desk.text) is True


def test_a_value_that_the_machine_once_shared_stays_the_persons() -> None:
    desk = play([_item("One")])
    desk.edit("title", 1, "")
    for title in ("Mine 1", "Two", "Three"):
        desk.ingest(_item(title))
        assert parse_item(PATH, desk.text or "").title == "Mine 1"


def test_without_a_memory_everything_is_the_persons() -> None:
    desk = play([_item("One")])
    desk.memory = None
    desk.ingest(replace(_item("Two"), actors=("anna",)))
    assert parse_item(PATH, desk.text or "").title == "One"
    assert desk.memory is not None
    assert {difference.field for difference in desk.memory.differences} >= {"title", "actors"}


def test_an_item_that_a_person_stands_behind_keeps_every_value() -> None:
    desk = play([_item("One")])
    desk.text = (desk.text or "").replace("status: review", 'status: review\nreviewed: "2024-01-03 by NN"')
    desk.ingest(replace(_item("Two"), actors=("anna",)))
    item = parse_item(PATH, desk.text)
    assert (item.title, item.actors) == ("One", ())


def test_an_unreadable_file_stays_and_is_told() -> None:
    outcome = settle("no front matter", _item("One"), None)
    assert (outcome.action, outcome.text) == ("keep", "no front matter")
    assert outcome.notes


def test_a_lost_text_is_listed_as_an_orphan() -> None:
    desk = play([replace(_item("One"), body="We went home, she said.\n")])
    desk.edit("statement+", 1, "anna")
    desk.ingest(replace(_item("One"), body="Nothing of it.\n"))
    assert desk.memory is not None
    assert desk.memory.orphans == ("My words 1",)


def _item(title: str) -> Item:
    return Item(id="x", title=title, body=BODY, status="review")
