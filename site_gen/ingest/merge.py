"""Three values of every field: what the machine wrote last, what stands in the file, what the machine says now.

Unchanged by the person: the machine may update it. Changed, added or removed by the person: the person wins, for ever;
that is why what a person touched is remembered (`pins`, `removed`) even after the machine has once said the same.
Without a last draft everything in the file is the person's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from site_gen.content.difference import (
    RECORDS,
    entry_differs,
    entry_missing,
    field_differs,
    still_differs,
    word_missing,
)
from site_gen.content.memory import Difference, Memory
from site_gen.content.pairing import entry_key, pair_entries, words_of
from site_gen.ingest.merge_body import merge_body, orphans_in, own_paragraphs
from site_gen.model import Item

_VALUES: Final = ("title", "published", "updated", "source", "url", "lang", "copy_of", "basis", "evidence")
_LISTS: Final = ("via", "authors", "actors", "topics")
_UNTOLD: Final = ("basis", "evidence")
"""Fields whose differences nobody needs to look at."""
_SHOWN: Final = ("statements", "events", "figures")
"""Lists whose differences are told."""


class Merged(Struct, frozen=True):
    """What the file should say, and what is to be remembered and reviewed."""

    item: Item
    pins: tuple[str, ...]
    removed: tuple[str, ...]
    differences: tuple[Difference, ...]
    orphans: tuple[str, ...]


def merge(
    memory: Memory | None, stands: Item, now: Item, noted: Collection[tuple[str, int | str]] = frozenset()
) -> Merged:
    """Merge the machine's new draft `now` into the item that `stands` in a file that a person has touched.

    `memory` holds the last draft, pins and removals; None when there is none. `noted` are entries of lists that have a
    person's comment, (field, number or word): they stay, though their values may follow the machine. status, summary,
    reviewed, retracted and corrections are the person's alone. An item that a person stands behind as a whole keeps
    every value.
    """
    work = _Merge(memory, stands, now, noted)
    values: dict[str, Any] = {field: work.value(field) for field in _VALUES}
    values |= {field: work.words(field) for field in _LISTS}
    values |= {field: work.records(field) for field in RECORDS}
    values["body"] = work.body()
    merged = replace(stands, **values)
    if stands.reviewed or stands.status in ("published", "retracted"):
        work.freeze(merged)
        merged = stands
    told = dict.fromkeys((*(memory.differences if memory else ()), *work.differences))
    differences = tuple(one for one in told if still_differs(one, merged, now))
    return Merged(merged, tuple(sorted(work.pins)), tuple(sorted(work.removed)), differences, orphans_in(merged))


class _Merge:
    """One merge: the three items, and what it finds out."""

    def __init__(
        self, memory: Memory | None, stands: Item, now: Item, noted: Collection[tuple[str, int | str]]
    ) -> None:
        self.base = memory.item if memory else None
        self.stands, self.now, self.noted = stands, now, noted
        self.pins = set(memory.pins) if memory else set()
        self.removed = set(memory.removed) if memory else set()
        self.differences: list[Difference] = []

    def freeze(self, merged: Item) -> None:
        """The file stays; what would have changed is told, and is the person's from now on."""
        for field in _VALUES:
            if _bare(getattr(merged, field)) != _bare(getattr(self.stands, field)):
                self.pins.add(field)
                self._tell(field)
        for field in _LISTS:
            stands, new = getattr(self.stands, field), getattr(merged, field)
            if stands != new:
                self.pins.update(f"{field}/{one}" for one in stands if one not in new)
                self._leave_words_out(field, [one for one in new if one not in stands])
        for field in RECORDS:
            self._freeze_records(field, getattr(self.stands, field), getattr(merged, field))
        if merged.body != self.stands.body:
            self.pins |= own_paragraphs(self.stands.body, self.now.body)
            self.removed |= own_paragraphs(self.now.body, self.stands.body)
            self._tell("body")

    def _freeze_records(self, field: str, stands: Sequence[Struct], merged: Sequence[Struct]) -> None:
        pairs = pair_entries(stands, merged)
        for at, entry in enumerate(stands):
            new = merged[pairs[at]] if at in pairs else None
            if new is None or _bare(new) != _bare(entry):
                self.pins.add(entry_key(field, entry))
            for name in entry.__struct_fields__ if new is not None and field in _SHOWN else ():
                one, other = getattr(entry, name), getattr(new, name)
                if name != "place" and one != other:
                    self.differences.append(entry_differs(field, entry, name, one, other))
        for at, entry in enumerate(merged):
            if at not in pairs.values():
                self._leave_out(field, entry, merged)

    def _tell(self, field: str) -> None:
        """The machine's value of a field that the file does not have."""
        if field not in _UNTOLD:
            self.differences.append(field_differs(field, getattr(self.stands, field), getattr(self.now, field)))

    def value(self, field: str) -> Any:
        """A field with one value."""
        base, stands, now = (getattr(one, field) if one else None for one in (self.base, self.stands, self.now))
        if self.base is not None and stands == base and field not in self.pins:
            return now
        self.pins.add(field)
        if _is_news(base, stands, now):
            self._tell(field)
        return stands

    def words(self, field: str) -> tuple[str, ...]:
        """A list of ids or names, each known by itself."""
        base: Collection[str] = getattr(self.base, field) if self.base else ()
        stands: Sequence[str] = getattr(self.stands, field)
        now: Sequence[str] = getattr(self.now, field)
        self._take_back(field, {f"{field}/{one}" for one in stands})
        for one in stands:
            mine = one not in base or f"{field}/{one}" in self.removed
            if mine or (one not in now and (field, one) in self.noted):
                self.pins.add(f"{field}/{one}")
            self.removed.discard(f"{field}/{one}")
        self.removed.update(f"{field}/{one}" for one in base if one not in stands)
        kept = [one for one in stands if one in now or f"{field}/{one}" in self.pins]
        new = [one for one in now if one not in stands and f"{field}/{one}" not in self.removed]
        if self.base is None and new:
            self._leave_words_out(field, new)
            new = []
        return tuple(_placed(kept, list(now), new))

    def _leave_words_out(self, field: str, words: Iterable[str]) -> None:
        """Words of the machine's do not go into the file, now or later; they are told."""
        for word in words:
            self.removed.add(f"{field}/{word}")
            self.differences.append(word_missing(field, word))

    def records(self, field: str) -> tuple[Any, ...]:
        """A list of statements, events, figures or cuts, each known by its words."""
        base, stands, now = (tuple(getattr(one, field)) if one else () for one in (self.base, self.stands, self.now))
        to_stands = pair_entries(base, stands)
        to_now = pair_entries(base, now)
        from_stands = {right: left for left, right in to_stands.items()}
        self._take_back(field, {entry_key(field, entry) for entry in stands})
        self.pins.update(entry_key(field, entry) for entry in stands if self._is_removed(field, entry))
        self._note_removed(field, base, stands)
        own = [at for at in range(len(stands)) if at not in from_stands]
        news = [at for at in range(len(now)) if at not in to_now.values()]
        again = pair_entries([stands[at] for at in own], [now[at] for at in news])
        met = {news[right] for right in again.values()}
        kept: list[tuple[int | None, Any]] = []
        for at, entry in enumerate(stands):
            left = from_stands.get(at)
            partner = to_now.get(left) if left is not None else None
            last = base[left] if left is not None else None
            if partner is None and (field, at) in self.noted:
                self.pins.add(entry_key(field, entry))
            merged = self._record(field, last, entry, now[partner] if partner is not None else None)
            if merged is not None:
                kept.append((partner, merged))
        gone = {right for left, right in to_now.items() if left not in to_stands}
        touched = [words_of(entry) for partner, entry in kept if partner is None]
        for at, entry in enumerate(now):
            if at in gone or at in met or any(partner == at for partner, _ in kept) or self._is_removed(field, entry):
                continue
            if self.base is None or any(_overlap(words_of(entry), words) for words in touched):
                self._leave_out(field, entry, now)
            else:
                kept.insert(_place(kept, at), (at, entry))
        merged = tuple(entry for _, entry in kept)
        self._note_removed(field, now, merged)  # what of the machine's is not there now is not to come later
        return merged

    def body(self) -> str:
        """The text, by paragraphs."""
        base = self.base.body if self.base else None
        merged, self.pins, self.removed, conflict = merge_body(
            base, self.stands.body, self.now.body, self.pins, self.removed
        )
        if conflict and _is_news(base, self.stands.body, self.now.body):
            self._tell("body")
        return merged

    def _record(self, field: str, base: Any, stands: Any, now: Any) -> Any:
        """One entry; None when the machine takes back what nobody touched."""
        key = entry_key(field, stands if base is None else base)
        if base is None:
            self.pins.add(key)
            return stands
        pinned = key in self.pins or bool(getattr(stands, "reviewed", ""))
        if now is None:
            touched = pinned or any(pin.startswith(f"{key}/") for pin in self.pins)
            if not touched and _bare(stands) == _bare(base):
                return None
            self.pins.add(key)
            return stands
        if pinned:
            self.pins.add(key)
        changes: dict[str, Any] = {}
        for name in stands.__struct_fields__:
            one, old, new = (getattr(entry, name) for entry in (stands, base, now))
            if name in ("place", "reviewed"):
                continue
            if one == old and not pinned and f"{key}/{name}" not in self.pins:
                changes[name] = new
                continue
            if not pinned:
                self.pins.add(f"{key}/{name}")
            if _is_news(old, one, new) and field in _SHOWN:
                self.differences.append(entry_differs(field, stands, name, one, new))
        return replace(stands, **changes)

    def _leave_out(self, field: str, entry: Struct, among: Sequence[Struct]) -> None:
        """An entry of the machine's does not go into the file, now or later; it is told."""
        self.removed |= _names_of(field, entry, among)
        if field in _SHOWN:
            self.differences.append(entry_missing(field, entry))

    def _take_back(self, field: str, there: Collection[str]) -> None:
        """What a person once added or changed and has taken out since is removed."""
        for pin in [pin for pin in self.pins if pin.startswith(f"{field}/")]:
            key = "/".join(pin.split("/", 2)[:2]) if field in RECORDS else pin
            if key not in there:
                self.pins.discard(pin)
                self.removed.add(key)

    def _note_removed(self, field: str, machine: Sequence[Struct], there: Sequence[Struct]) -> None:
        """What a person took out stays out; what a person put in again may."""
        pairs = pair_entries(machine, there)
        for at, entry in enumerate(machine):
            if at not in pairs:
                self.removed |= _names_of(field, entry, machine)
        for entry in there:
            self.removed -= {entry_key(field, entry, marked=True), entry_key(field, entry)}

    def _is_removed(self, field: str, entry: Struct) -> bool:
        return entry_key(field, entry) in self.removed or entry_key(field, entry, marked=True) in self.removed


def _names_of(field: str, entry: Struct, among: Sequence[Struct]) -> set[str]:
    """The names by which an entry is removed: by its words alone where no other has the same."""
    alone = sum(words_of(one) == words_of(entry) for one in among) == 1
    return {entry_key(field, entry, marked=True)} | ({entry_key(field, entry)} if alone else set())


def _is_news(base: Any, stands: Any, now: Any) -> bool:
    """Whether the machine says what neither it nor the file has said."""
    return _bare(now) not in (_bare(stands), _bare(base))


def _placed(kept: list[str], order: list[str], new: list[str]) -> list[str]:
    """`kept` with each new word behind the nearest one before it in the machine's order."""
    for one in new:
        before = [kept.index(other) for other in order[: order.index(one)] if other in kept]
        kept.insert(max(before) + 1 if before else 0, one)
    return kept


def _place(kept: list[tuple[int | None, Any]], at: int) -> int:
    """Where the machine's entry `at` goes among the kept ones."""
    before = [place for place, (partner, _) in enumerate(kept) if partner is not None and partner < at]
    return max(before) + 1 if before else 0


def _overlap(one: Any, other: Any) -> bool:
    return isinstance(one, str) and isinstance(other, str) and (one in other or other in one)


def _bare(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(_bare(one) for one in value)
    if isinstance(value, Struct) and "place" in value.__struct_fields__:
        return replace(value, place=None)
    return value
