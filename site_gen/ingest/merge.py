"""Three values of every field: what the machine wrote last, what stands in the file, what the machine says now.

Unchanged by the person: the machine may update it. Changed, added or removed by the person: the person wins, for ever;
that is why what a person touched is remembered (`pins`, `removed`) even after the machine has once said the same.
Without a last draft everything in the file is the person's.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from site_gen.content.memory import Difference, Memory
from site_gen.content.pairing import entry_key, pair_entries, words_of
from site_gen.ingest.merge_body import merge_body, orphans_in
from site_gen.model import Item

_VALUES: Final = ("title", "published", "updated", "source", "url", "lang", "basis", "evidence")
_LISTS: Final = ("via", "authors", "actors", "topics")
_RECORDS: Final = ("statements", "events", "figures", "cuts")


class Merged(Struct, frozen=True):
    """What the file should say, and what is to be remembered and reviewed."""

    item: Item
    pins: tuple[str, ...]
    removed: tuple[str, ...]
    differences: tuple[Difference, ...]
    orphans: tuple[str, ...]


def merge(memory: Memory | None, stands: Item, now: Item) -> Merged:
    """Merge the machine's new draft `now` into the item that `stands` in a file that a person has touched.

    `memory` holds the last draft, pins and removals; None when there is none. status, summary, reviewed, retracted and
    corrections are the person's alone. An item that a person stands behind as a whole keeps every value.
    """
    work = _Merge(memory, stands, now)
    if stands.reviewed or stands.status in ("published", "retracted"):
        work.freeze()
        merged = stands
    else:
        values: dict[str, Any] = {field: work.value(field) for field in _VALUES}
        values |= {field: work.words(field) for field in _LISTS}
        values |= {field: work.records(field) for field in _RECORDS}
        values["body"] = work.body()
        merged = replace(stands, **values)
    kept = [old for old in memory.differences if work.still(old)] if memory else []
    differences = tuple(dict.fromkeys((*kept, *work.differences)))
    return Merged(merged, tuple(sorted(work.pins)), tuple(sorted(work.removed)), differences, orphans_in(merged))


class _Merge:
    """One merge: the three items, and what it finds out."""

    def __init__(self, memory: Memory | None, stands: Item, now: Item) -> None:
        self.base = memory.item if memory else None
        self.stands, self.now = stands, now
        self.pins = set(memory.pins) if memory else set()
        self.removed = set(memory.removed) if memory else set()
        self.differences: list[Difference] = []

    def still(self, old: Difference) -> bool:
        """Whether an earlier difference still holds: the machine says the same, and the file something else."""
        field = old.field.partition(":")[0]
        if field not in Item.__struct_fields__:
            return False
        if old.entry:
            stands, now = (_entry(one, field, old.entry) for one in (self.stands, self.now))
            if now is None or (stands is None) is bool(old.name):
                return False
            told = [_told(getattr(one, old.name, None) if old.name else one) for one in (stands, now)]
            return told[0] != told[1] == old.proposed
        return _told(getattr(self.now, field)) == old.proposed and _told(getattr(self.stands, field)) == old.stands

    def freeze(self) -> None:
        """Nothing changes; what the machine newly says is told."""
        for field in (*_VALUES, *_LISTS, "body"):
            if field not in ("basis", "evidence"):
                base = getattr(self.base, field, None)
                self._differ(field, base, getattr(self.stands, field), getattr(self.now, field))

    def value(self, field: str) -> Any:
        """A field with one value."""
        base, stands, now = (getattr(one, field) if one else None for one in (self.base, self.stands, self.now))
        if self.base is not None and stands == base and field not in self.pins:
            return now
        self.pins.add(field)
        if field not in ("basis", "evidence"):
            self._differ(field, base, stands, now)
        return stands

    def words(self, field: str) -> tuple[str, ...]:
        """A list of ids or names, each known by itself."""
        base: Collection[str] = getattr(self.base, field) if self.base else ()
        stands: Sequence[str] = getattr(self.stands, field)
        now: Sequence[str] = getattr(self.now, field)
        for one in stands:
            self.removed.discard(f"{field}/{one}")
            if one not in base:
                self.pins.add(f"{field}/{one}")
        self.removed.update(f"{field}/{one}" for one in base if one not in stands)
        kept = [one for one in stands if one in now or f"{field}/{one}" in self.pins]
        new = [one for one in now if one not in stands and f"{field}/{one}" not in self.removed]
        if self.base is None:
            self.differences.extend(Difference(field, "", one) for one in new)
            return tuple(kept)
        return tuple(_placed(kept, list(now), new))

    def records(self, field: str) -> tuple[Any, ...]:
        """A list of statements, events, figures or cuts, each known by its words."""
        base, stands, now = (tuple(getattr(one, field)) if one else () for one in (self.base, self.stands, self.now))
        to_stands = pair_entries(base, stands)
        to_now = pair_entries(base, now)
        from_stands = {right: left for left, right in to_stands.items()}
        self._note_removed(field, base, to_stands)
        own = [at for at in range(len(stands)) if at not in from_stands]
        news = [at for at in range(len(now)) if at not in to_now.values()]
        again = pair_entries([stands[at] for at in own], [now[at] for at in news])
        met = {news[right] for right in again.values()}
        kept: list[tuple[int | None, Any]] = []
        for at, entry in enumerate(stands):
            left = from_stands.get(at)
            partner = to_now.get(left) if left is not None else None
            last = base[left] if left is not None else None
            merged = self._record(field, last, entry, now[partner] if partner is not None else None)
            if merged is not None:
                kept.append((partner, merged))
        gone = {right for left, right in to_now.items() if left not in to_stands}
        touched = [words_of(entry) for partner, entry in kept if partner is None]
        for at, entry in enumerate(now):
            if at in gone or at in met or any(partner == at for partner, _ in kept) or self._is_removed(field, entry):
                continue
            if self.base is None or any(_overlap(words_of(entry), words) for words in touched):
                name = f"{field}: {_told(getattr(entry, 'text', ''))[:60]}"
                self.differences.append(Difference(name, "", _told(entry), entry_key(field, entry)))
                continue
            kept.insert(_place(kept, at), (at, entry))
        return tuple(entry for _, entry in kept)

    def body(self) -> str:
        """The text, by paragraphs."""
        base = self.base.body if self.base else None
        merged, pins, conflict = merge_body(base, self.stands.body, self.now.body, self.pins)
        self.pins |= pins
        if conflict:
            self._differ("body", base, self.stands.body, self.now.body)
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
            return stands
        changes: dict[str, Any] = {}
        for name in stands.__struct_fields__:
            one, old, new = (getattr(entry, name) for entry in (stands, base, now))
            if name == "place":
                continue
            if one == old and f"{key}/{name}" not in self.pins:
                changes[name] = new
            else:
                self.pins.add(f"{key}/{name}")
                words = f"{field}: {_told(getattr(stands, 'text', ''))[:60]}, {name}"
                self._differ(words, old, one, new, key, name)
        return replace(stands, **changes)

    def _note_removed(self, field: str, base: Sequence[Struct], to_stands: dict[int, int]) -> None:
        """What a person took out stays out; what a person put in again may."""
        for at, entry in enumerate(base):
            if at not in to_stands:
                self.removed.add(entry_key(field, entry, marked=True))
                if sum(words_of(one) == words_of(entry) for one in base) == 1:
                    self.removed.add(entry_key(field, entry))
        for entry in getattr(self.stands, field):
            self.removed.discard(entry_key(field, entry, marked=True))
            self.removed.discard(entry_key(field, entry))

    def _is_removed(self, field: str, entry: Struct) -> bool:
        return entry_key(field, entry) in self.removed or entry_key(field, entry, marked=True) in self.removed

    def _differ(self, field: str, base: Any, stands: Any, now: Any, entry: str = "", name: str = "") -> None:
        """Tell a new machine value that the file does not have."""
        if _bare(now) not in (_bare(stands), _bare(base)):
            self.differences.append(Difference(field, _told(stands), _told(now), entry, name))


def _entry(item: Item, field: str, key: str) -> Any:
    """The entry of a list that has this key."""
    return next((one for one in getattr(item, field) if entry_key(field, one) == key), None)


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


def _told(value: Any) -> str:
    """A value in short; places in files apart."""
    if isinstance(value, tuple):
        return "; ".join(_told(one) for one in value)
    if isinstance(value, Struct):
        told = (getattr(value, key) for key in value.__struct_fields__ if key != "place")
        return ", ".join(_told(one) for one in told if one not in ("", None, ()))
    return "" if value is None else str(value).strip()
