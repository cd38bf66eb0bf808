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

from site_gen.content.memory import Memory
from site_gen.ingest.names import Suggestion
from site_gen.model import Event, Figure, Item, Registry, Statement
from site_gen.site.anchors import anchor_of
from site_gen.site.confirm import Entry, confirmed_anchors, entries_of, is_confirmed
from site_gen.site.markdown import Rendered, fold, paragraph_of

QuestionKind = Literal["actor", "speaker", "weak", "date", "difference", "orphan", "item"]
_WEAK: Final = {
    "pronoun": "the speaker is named by a pronoun",
    "carried": "the speaker is carried over from the sentence before",
    "metonym": "a place stands for its government",
}


class Question(Struct, frozen=True):
    """One thing to decide."""

    id: str
    kind: QuestionKind
    item: str
    """Item id; "" for a name that several items have."""
    anchor: str
    """Of the entry; the field for a difference, the name for an actor."""
    path: str
    line: int
    told: str
    """What is asked, one sentence."""
    context: str
    """The paragraph of the text in which it stands."""
    rule: str = ""
    """The rule that fired."""
    value: str = ""
    """What the machine says: an actor id, a date, a proposed value."""
    words: str = ""
    """The words in question, to be marked in the context."""


class Named(Struct, frozen=True):
    """A name that no registry knows, over all items."""

    suggestion: Suggestion
    items: tuple[str, ...]
    context: str
    path: str


def questions_of_item(item: Item, memory: Memory | None, body: Rendered, registry: Registry) -> Iterator[Question]:
    """What an item still asks: open and weak speakers, open dates, orphans, differences, and the item as a whole."""
    if item.status in ("retracted", "draft") or is_confirmed(item):
        yield from _differences(item, memory)
        return
    confirmed = confirmed_anchors(item, memory.item if memory else None)
    folded = tuple(fold(paragraph) for paragraph in body.paragraphs)
    whole = fold(body.text)
    for entry in entries_of(item):
        found = _of_entry(item, entry, anchor_of(entry) in confirmed, registry)
        if all(part in whole for part in fold(entry.text).split(" […] ")):
            if found is None:
                continue
            number = paragraph_of(fold(entry.text).split(" […] ")[0], folded)
            yield _with_context(found, body.paragraphs[number - 1] if number else "")
        else:
            told = "these words do not stand in the article, so the entry is left off the site"
            yield _question("orphan", item, entry, told, words=entry.text)
    yield from _differences(item, memory)
    told = f"everything else in “{item.title}”: {_counts(item)}; does a person stand behind it?"
    yield Question(_key("item", item.id, ""), "item", item.id, "", item.path, 1, told, "")


def questions_of_names(named: Iterable[Named]) -> Iterator[Question]:
    """Names that might become actors, most frequent first."""
    for one in sorted(named, key=lambda one: (-one.suggestion.count, one.suggestion.name)):
        name = one.suggestion.name
        role = f", named as {one.suggestion.role}" if one.suggestion.role else ""
        kind = one.suggestion.kind
        told = (
            f"“{name}” ({kind}{role}) is in no registry; named {one.suggestion.count} times in {len(one.items)} items"
        )
        yield Question(
            _key("actor", "", name), "actor", one.items[0], name, one.path, 1, told, one.context, value=kind, words=name
        )


def _of_entry(item: Item, entry: Entry, confirmed: bool, registry: Registry) -> Question | None:
    """What an unconfirmed entry asks, if anything by itself."""
    if confirmed:
        return None
    if isinstance(entry, Statement):
        if entry.speaker is None:
            return _question("speaker", item, entry, f"who is “{entry.named}”?", words=entry.named)
        if entry.basis in _WEAK:
            name = registry.actors[entry.speaker].name if entry.speaker in registry.actors else entry.speaker
            told = f"does {name} say “{_short(entry.text)}”? {_WEAK[entry.basis]}: “{entry.named}”"
            return _question("weak", item, entry, told, entry.basis, entry.speaker, entry.text)
    when = entry.said if isinstance(entry, Statement) else entry.when
    if when is None and entry.words:
        told = f"which day is “{entry.words}”? in “{_short(entry.text)}”"
        return _question("date", item, entry, told, entry.rule, words=entry.words)
    return None


def _differences(item: Item, memory: Memory | None) -> Iterator[Question]:
    for difference in memory.differences if memory else ():
        stands, proposed = _short(difference.stands), _short(difference.proposed)
        told = f"{difference.field}: the file says “{stands}”, the machine now finds “{proposed}”"
        key = _key("difference", item.id, f"{difference.field}\0{difference.proposed}")
        yield Question(key, "difference", item.id, difference.field, item.path, 1, told, "", value=difference.proposed)


def _question(
    kind: QuestionKind, item: Item, entry: Statement | Event | Figure, told: str, rule: str = "", value: str = "",
    words: str = "",
) -> Question:  # fmt: skip
    anchor = anchor_of(entry)
    line = entry.place.line if entry.place else 1
    return Question(_key(kind, item.id, anchor), kind, item.id, anchor, item.path, line, told, "", rule, value, words)


def _with_context(question: Question, context: str) -> Question:
    return replace(question, context=context)


def _key(kind: str, item: str, what: str) -> str:
    return blake2b(f"{kind}\0{item}\0{what}".encode(), digest_size=6).hexdigest()


def _counts(item: Item) -> str:
    return f"{len(item.statements)} statements, {len(item.events)} events, {len(item.figures)} figures"


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:79] + "…"
