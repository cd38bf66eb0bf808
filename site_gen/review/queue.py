"""What needs a person's eye, in the order in which one would read: by item, then by place in the text.

A question is made from the item's file, the machine's memory of it and the names that no registry knows. Its id stays
while the question stays, so that what was skipped is known again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from site_gen.amounts import amounts
from site_gen.content.memory import Memory, Unknown
from site_gen.model import Event, Item, Registry, Statement
from site_gen.site.anchors import anchor_of
from site_gen.site.confirm import Entry, confirmed_anchors, entries_of, is_confirmed
from site_gen.site.markdown import Rendered, fold, paragraph_of

QuestionKind = Literal["actor", "speaker", "weak", "date", "entry", "difference", "orphan", "item"]
_WEAK: Final = {
    "pronoun": "the speaker is named by a pronoun",
    "carried": "the speaker is carried over from the sentence before",
    "metonym": "a place stands for its government",
}


class Question(Struct, frozen=True, omit_defaults=True):
    """One thing to decide."""

    id: str
    kind: QuestionKind
    """speaker: nobody is known; weak: found by a weak rule; date: no day is known; entry: any other statement, event or
    figure; difference: file and machine differ; orphan: not in the article; item: all the rest; actor: a new name."""
    item: str
    """Item id; for a name the first of the items that have it."""
    anchor: str
    """Of the entry; the field for a difference, the name for an actor, "" for an item."""
    path: str
    line: int
    told: str
    """What is asked, one sentence."""
    context: str
    """The paragraph of the text in which it stands."""
    rule: str = ""
    """The rule that fired."""
    value: str = ""
    """What the machine says: an actor id, a date, a proposed value, a kind of actor."""
    words: str = ""
    """The words in question, to be marked in the context."""
    text: str = ""
    """The entry's words."""
    who: str = ""
    """Id of the actor who says or counts it, as it stands."""
    when: str = ""
    """EDTF, as it stands."""
    confirmed: bool = False
    """Whether a person stands behind it already."""
    role: str = ""
    """Of a name: the words that tell its office."""
    bundled: str = ""
    """Of a name: id of what the package brings by it."""
    entry: str = ""
    """Of a difference: key of the entry in its list."""
    name: str = ""
    """Of a difference: field of that entry."""


class Named(Struct, frozen=True):
    """A name that no registry knows, over all items."""

    name: Unknown
    """With the count over all."""
    items: tuple[str, ...]
    path: str


def questions_of_item(item: Item, memory: Memory | None, body: Rendered, registry: Registry) -> Iterator[Question]:
    """What an item still asks: open and weak speakers, open dates, orphans, differences, and the item as a whole."""
    if item.status not in ("retracted", "draft") and not is_confirmed(item):
        asked = entry_questions(item, memory, body, registry)
        yield from (one for one in asked if one.kind == "orphan" or (one.kind != "entry" and not one.confirmed))
    yield from _differences(item, memory)
    if item.status not in ("retracted", "draft") and not is_confirmed(item):
        told = f"everything else in “{item.title}”: {_counts(item)}; does a person stand behind it?"
        yield Question(_key("item", item.id, ""), "item", item.id, "", item.path, 1, told, "")


def entry_questions(item: Item, memory: Memory | None, body: Rendered, registry: Registry) -> Iterator[Question]:
    """Every statement, event and figure of an item as a question, in the file's order."""
    confirmed = confirmed_anchors(item, memory.item if memory else None)
    folded = tuple(fold(paragraph) for paragraph in body.paragraphs)
    whole = fold(body.text)
    for entry in entries_of(item):
        parts = fold(entry.text).split(" […] ")
        if all(part in whole for part in parts):
            number = paragraph_of(parts[0], folded)
            found = _of_entry(item, entry, registry)
            yield replace(
                found,
                context=body.paragraphs[number - 1] if number else "",
                confirmed=anchor_of(entry) in confirmed,
            )
        else:
            told = "these words do not stand in the article, so the entry is left off the site"
            yield _question("orphan", item, entry, told, words=entry.text)


def questions_of_names(named: Iterable[Named]) -> Iterator[Question]:
    """Names that might become actors, most frequent first."""
    for one in sorted(named, key=lambda one: (-one.name.count, one.name.name)):
        name, role = one.name.name, f", named as {one.name.role}" if one.name.role else ""
        often = "once" if one.name.count == 1 else f"{one.name.count} times"
        where = "in 1 item" if len(one.items) == 1 else f"in {len(one.items)} items"
        yield Question(
            _key("actor", "", name), "actor", one.items[0], name, one.path, 1,
            f"“{name}” ({one.name.kind}{role}) is in no registry; named {often} {where}",
            one.name.context, value=one.name.kind, words=name, role=one.name.role, bundled=one.name.bundled,
        )  # fmt: skip


def _of_entry(item: Item, entry: Entry, registry: Registry) -> Question:
    """What an entry asks."""
    if isinstance(entry, Statement):
        if entry.speaker is None:
            return _question("speaker", item, entry, f"who is “{entry.named}”?", words=entry.named)
        name = registry.actors[entry.speaker].name if entry.speaker in registry.actors else entry.speaker
        if entry.basis in _WEAK:
            told = f"does {name} say “{_short(entry.text)}”? {_WEAK[entry.basis]}: “{entry.named}”"
            return _question("weak", item, entry, told, entry.basis, entry.speaker, entry.text)
    when = entry.said if isinstance(entry, Statement) else entry.when
    if when is None and entry.words:
        told = f"which day is “{entry.words}”? in “{_short(entry.text)}”"
        return _question("date", item, entry, told, entry.rule, words=entry.words)
    return _question("entry", item, entry, _told(entry, registry), entry.rule, words=entry.text)


def _told(entry: Entry, registry: Registry) -> str:
    """An entry in a line: kind, who, when, words."""
    when = entry.said if isinstance(entry, Statement) else entry.when
    if isinstance(entry, Statement):
        ids: tuple[str, ...] = (entry.speaker,) if entry.speaker else ()
        what = f"statement, {entry.kind}"
    elif isinstance(entry, Event):
        ids, what = entry.actors, f"event, {entry.state}"
    else:
        ids, what = ((entry.by,) if entry.by else ()), f"figure, {entry.measure} {entry.value}"
    names = ", ".join(registry.actors[one].name if one in registry.actors else one for one in ids)
    return f"{what}: {names or 'nobody named'}, {when or 'no day'}: “{_short(entry.text)}”"


def _differences(item: Item, memory: Memory | None) -> Iterator[Question]:
    for difference in memory.differences if memory else ():
        stands, proposed = _short(difference.stands), _short(difference.proposed)
        told = f"{difference.field}: the file says “{stands}”, the machine now finds “{proposed}”"
        key = _key("difference", item.id, f"{difference.field}\0{difference.proposed}")
        yield Question(
            key, "difference", item.id, difference.field, item.path, 1, told, "", value=difference.proposed,
            entry=difference.entry, name=difference.name,
        )  # fmt: skip


def _question(
    kind: QuestionKind, item: Item, entry: Entry, told: str, rule: str = "", value: str = "", words: str = ""
) -> Question:
    anchor = anchor_of(entry)
    if isinstance(entry, Statement):
        who, when = entry.speaker or "", entry.said or ""
    else:
        who, when = ("" if isinstance(entry, Event) else entry.by or ""), entry.when or ""
    return Question(
        _key(kind, item.id, anchor), kind, item.id, anchor, item.path, entry.place.line if entry.place else 1, told, "",
        rule, value, words, entry.text, who, when,
    )  # fmt: skip


def _key(kind: str, item: str, what: str) -> str:
    return blake2b(f"{kind}\0{item}\0{what}".encode(), digest_size=6).hexdigest()


def _counts(item: Item) -> str:
    return amounts((item.statements, "statement"), (item.events, "event"), (item.figures, "figure"))


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:79] + "…"
