"""Items, registry and settings to one checked, ordered, grouped `Site`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from site_gen.content.unknown import unknown_ids
from site_gen.dates import parse_edtf, sort_key, without_time
from site_gen.errors import Problem, SiteError, did_you_mean
from site_gen.model import Event, Figure, Item, Place, Registry, Settings, Statement
from site_gen.site.anchors import anchor_of
from site_gen.site.carriers import Carriers, find_carriers
from site_gen.site.confirm import confirmed_anchors, is_confirmed, only_confirmed
from site_gen.site.markdown import Rendered, fold, paragraph_of
from site_gen.site.words import ENGLISH, Words

EntryKind = Literal["article", "statement", "event"]
_NONE: Final[frozenset[str]] = frozenset()
_KIND_ORDER: Final = {"event": 0, "statement": 1, "article": 2}


class Entry(Struct, frozen=True, eq=False, gc=False):
    """One line of the chronology."""

    kind: EntryKind
    item: Item
    number: int
    """Index in the item's statements or events; 0 for the article."""
    when: str | None
    """EDTF: when it was said, happened or, where that is not known, reported."""
    reported: bool
    """True when `when` is the day of the report, not of the thing."""

    @property
    def order(self) -> tuple[object, ...]:
        """Sorts from the oldest; undated last. Made when asked for: it would take as much room as the entry."""
        kind, item, number = self.kind, self.item, self.number
        when = item.published if kind == "article" else _when(kind, item, number)
        return (0 if when else 1, sort_key(when) if when else (1,), _KIND_ORDER[kind], item.id, number)

    @property
    def place(self) -> tuple[int, str, int]:
        """Its order among those of one day."""
        return _KIND_ORDER[self.kind], self.item.id, self.number

    @property
    def statement(self) -> Statement:
        """The statement of a statement entry."""
        return self.item.statements[self.number]

    @property
    def event(self) -> Event:
        """The event of an event entry."""
        return self.item.events[self.number]


Pairs = Mapping[tuple[str, str], Sequence[Entry]]
"""(actor id, topic id) to that actor's statements on the topic, oldest first."""


class Site(Struct, frozen=True, eq=False):
    """All that is published, checked and grouped. Compared by identity: there is one a build."""

    settings: Settings
    registry: Registry
    items: tuple[Item, ...]
    """What is shown, newest first; undated last."""
    retracted: tuple[Item, ...]
    entries: tuple[Entry, ...]
    """Oldest first; undated last."""
    by_actor: dict[str, tuple[Entry, ...]]
    by_topic: dict[str, tuple[Entry, ...]]
    by_source: dict[str, tuple[Entry, ...]]
    rendered: Callable[[str], Rendered]
    """Body to HTML; remembers."""
    paragraphs: dict[str, tuple[int, ...]]
    """Item id to the paragraph number of each statement, then each event, then each figure."""
    confirmed: dict[str, frozenset[str]]
    """Item id to the anchors of the entries that a person stands behind."""
    drafts: int
    """Items held back."""
    warnings: tuple[Problem, ...]
    words: Words = ENGLISH
    """The interface's language."""
    cards: Mapping[str, bytes] = MappingProxyType({})
    """What is known of the hashes of items without their texts, by item id."""
    texts: Mapping[str, bytes] = MappingProxyType({})
    """What is known of the hashes of their texts."""
    carriers: Carriers = Carriers()
    """Articles that carry one text: `entries`, `by_actor` and `by_topic` have what they share once."""


class Proof(Struct, frozen=True, array_like=True):
    """That the words of an item stand in its body, as an earlier build has found."""

    places: tuple[int, ...]
    """As in `Site.paragraphs`."""
    confirmed: tuple[str, ...]
    """As in `Site.confirmed`."""
    card: bytes
    """Hash of the item without its text, as `site.digests` makes it."""
    text: bytes
    """Hash of its text, as `site.digests` makes it."""


def assemble(
    items: Iterable[Item],
    registry: Registry,
    settings: Settings,
    rendered: Callable[[str], Rendered],
    drafts: bool = False,
    strict: bool = False,
    written: Callable[[str], Item | None] = lambda item_id: None,
    words: Words = ENGLISH,
    proofs: Mapping[str, Proof] = MappingProxyType({}),
) -> Site:
    """Check all items against the registries and each other, drop what has no words behind it, order and group.

    `drafts` shows drafts too; `strict` makes an error of a text that does not stand in its article, which otherwise is
    left off with a warning. `written` gives the machine's last draft of an item, which tells its confirmed entries;
    `words` speaks the interface's language; `proofs` has what is known of items by their ids.
    Raises SiteError with all problems.
    """
    problems: list[Problem] = []
    warnings: list[Problem] = []
    shown: list[Item] = []
    retracted: list[Item] = []
    paragraphs: dict[str, tuple[int, ...]] = {}
    confirmed: dict[str, frozenset[str]] = {}
    cards: dict[str, bytes] = {}
    texts: dict[str, bytes] = {}
    held = 0
    ordered = sorted(items, key=lambda item: item.id)
    known = frozenset(item.id for item in ordered)
    for item in ordered:
        problems.extend(unknown_ids(item, registry, len(problems)))
        warnings.extend(_lost_original(item, known))
        if item.status == "draft" and not drafts:
            held += 1
        elif item.status == "retracted":
            retracted.append(item)
        else:
            proof = proofs.get(item.id)
            proven, places, lacking = (item, proof.places, []) if proof else prove(item, rendered)
            if strict:
                problems.extend(replace(problem, level="error") for problem in lacking)
            else:
                warnings.extend(lacking)
            anchors = frozenset(proof.confirmed) if proof else _anchors(proven, written)
            kept = only_confirmed(proven, anchors) if settings.publish == "confirmed" else proven
            if kept is None:
                held += 1
                continue
            confirmed[item.id] = anchors or _NONE  # one for all: an empty set takes as much as an address
            if proof and kept is item:
                cards[item.id], texts[item.id] = proof.card, proof.text
            paragraphs[item.id] = places if kept is proven else prove(kept, rendered)[1]
            shown.append(kept)
    if problems:
        raise SiteError(problems)
    carriers = find_carriers(shown)
    entries = sorted((entry for item in shown for entry in _entries_of(item)), key=lambda entry: entry.order)
    shown.sort(key=lambda item: (_descending(item.published), item.id))
    return Site(
        settings, registry, tuple(shown), tuple(retracted), tuple(carriers.once(entries, address_of)),
        _once(_grouped(entries, actors_of), carriers), _once(_grouped(entries, topics_of), carriers),
        _grouped(entries, _sources_of),
        rendered, paragraphs, confirmed, held, tuple(warnings), words, cards, texts, carriers,
    )  # fmt: skip


def _entries_of(item: Item) -> Iterable[Entry]:
    """The lines that an item gives to the chronology."""
    published = item.published
    yield Entry("article", item, 0, without_time(published) if published else None, False)
    for number, statement in enumerate(item.statements):
        yield _entry("statement", item, number, statement.said is None)
    for number in range(len(item.events)):
        yield _entry("event", item, number, False)


def _entry(kind: EntryKind, item: Item, number: int, reported: bool) -> Entry:
    when = _when(kind, item, number)
    return Entry(kind, item, number, without_time(when) if when else None, reported)


def _when(kind: EntryKind, item: Item, number: int) -> str | None:
    """When it was said, happened or, where that is not known, reported: with its time of day, EDTF."""
    if kind == "event":
        return item.events[number].when
    said = item.statements[number].said if kind == "statement" else None
    return said or item.published


def address_of(entry: Entry) -> tuple[str, str]:
    """The article and fragment of an entry, by which its carriers are known; no fragment for the article itself."""
    if entry.kind == "article":
        return entry.item.id, ""
    return entry.item.id, anchor_of(entry.statement if entry.kind == "statement" else entry.event)


def _once(groups: dict[str, tuple[Entry, ...]], carriers: Carriers) -> dict[str, tuple[Entry, ...]]:
    """What articles of one text share, once in each group."""
    if not carriers.groups:
        return groups
    return {name: tuple(carriers.once(found, address_of)) for name, found in groups.items()}


def _descending(when: str | None) -> tuple[int, int]:
    """Sorts newest first, undated last."""
    latest = parse_edtf(when).latest if when else None
    return (0, -latest.toordinal()) if latest else (1, 0)


def _anchors(item: Item, written: Callable[[str], Item | None]) -> frozenset[str]:
    return confirmed_anchors(item, None if is_confirmed(item) else written(item.id))


def _grouped(entries: Iterable[Entry], of: Callable[[Entry], Iterable[str]]) -> dict[str, tuple[Entry, ...]]:
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for name in of(entry):
            groups[name].append(entry)
    return {name: tuple(found) for name, found in groups.items()}


def statements_by_pair(site: Site) -> Pairs:
    """The statements of every pair of speaker and topic, in the order of the pairs' ids."""
    found: dict[tuple[str, str], list[Entry]] = {}
    for entry in site.entries:
        if entry.kind == "statement" and entry.statement.speaker:
            for topic_id in entry.statement.topics:
                found.setdefault((entry.statement.speaker, topic_id), []).append(entry)
    return dict(sorted(found.items()))


def actors_of(entry: Entry) -> tuple[str, ...]:
    """Who speaks, takes part or is named: ids."""
    if entry.kind == "article":
        return entry.item.actors
    if entry.kind == "statement":
        return (entry.statement.speaker,) if entry.statement.speaker else ()
    return entry.event.actors


def topics_of(entry: Entry) -> tuple[str, ...]:
    """What it is about: ids."""
    if entry.kind == "article":
        return entry.item.topics
    return entry.statement.topics if entry.kind == "statement" else entry.event.topics


def _sources_of(entry: Entry) -> Iterable[str]:
    return (entry.item.source,) if entry.item.source else ()


def prove(item: Item, rendered: Callable[[str], Rendered]) -> tuple[Item, tuple[int, ...], list[Problem]]:
    """The item without texts that do not stand in its body, the paragraph of each that does, and the problems."""
    if not (item.statements or item.events or item.figures):
        return item, (), []
    body = rendered(item.body)
    whole = fold(body.text)
    folded = tuple(fold(paragraph) for paragraph in body.paragraphs)
    kept: dict[str, list[Statement | Event | Figure]] = {"statements": [], "events": [], "figures": []}
    places: list[int] = []
    problems: list[Problem] = []
    for name, found in kept.items():
        for finding in getattr(item, name):
            words = fold(finding.text)
            if all(part in whole for part in words.split(" […] ")):
                found.append(finding)
                places.append(paragraph_of(words.split(" […] ")[0], folded))
            else:
                problems.append(_not_verbatim(item, finding.place, name, words))
    if not problems:
        return item, tuple(places), []
    return replace(item, **{name: tuple(found) for name, found in kept.items()}), tuple(places), problems


def _not_verbatim(item: Item, place: Place | None, name: str, words: str) -> Problem:
    where = place or item.place(name)
    short = words if len(words) <= 60 else words[:59] + "…"
    return Problem(
        where.path, where.line, where.column, "not-verbatim", f'the text "{short}" does not stand in the article',
        "copy the words from the body exactly, or remove the entry", level="warning",
    )  # fmt: skip


def _lost_original(item: Item, known: Collection[str]) -> Iterable[Problem]:
    """A copy of an item that is not there, as when a person has removed it, or of itself: it then stands alone."""
    if item.copy_of and (item.copy_of not in known or item.copy_of == item.id):
        place, own = item.place("copy_of"), item.copy_of == item.id
        near = "" if own else did_you_mean(item.copy_of, known)
        hint = near or "name the item whose text this is, or remove the line"
        told = "the item is named as its own original" if own else f'no item "{item.copy_of}"'
        yield Problem(place.path, place.line, place.column, "unknown-item", told, hint, level="warning")
