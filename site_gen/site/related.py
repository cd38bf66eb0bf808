"""Articles to read next: those that answer one another or share what few others share, with what that is.

A name in more than fifty articles tells nothing; the fewer have it the more it tells. Articles that carry the same text
are none of these: the page shows them by themselves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from hashlib import blake2b
from typing import Final

import msgspec
from msgspec import Struct

from site_gen.model import Item
from site_gen.site.carriers import Carriers
from site_gen.site.recall import Recall, make_anew
from site_gen.spread import Spread, one_by_one

_RELATED: Final = 5
_COMMON: Final = 50
"""Articles that a name may have to tell something."""
_ANSWER: Final = 3.0
_SOON: Final = 0.5
_DAYS: Final = 7
_PART: Final = 250
"""Articles that are gone through in one go."""
_FEW: Final = 8
"""So many goes are done before a second process is at work."""
_NOTHING: Final[tuple[float, list[str]]] = (0.0, [])


class Near(Struct, frozen=True, array_like=True):
    """An article near another one, and why."""

    item_id: str
    answers: bool
    """Whether a statement of one answers a statement of the other."""
    actors: tuple[str, ...]
    """Ids of the actors whom both name, the rarest first."""
    topics: tuple[str, ...]
    """Ids of the topics that both have, the rarest first."""
    days: int | None
    """Between their publication; None where a day is not known."""


def find_related(
    items: Sequence[Item], carriers: Carriers, recall: Recall = make_anew, spread: Spread = one_by_one
) -> list[msgspec.Raw]:
    """What is near each of the articles, in their order, to be read with `read_near`: so it takes a fifth of the room.
    Remembered by what it comes from, which is little of them."""
    told = [
        (item.id, item.actors, item.topics, item.published, [one.replies_to for one in item.statements])
        for item in items
    ]
    groups = {item_id: [one.id for one in group] for item_id, group in carriers.groups.items()}
    key = blake2b(msgspec.msgpack.encode((told, groups)), digest_size=16).digest()

    def find() -> bytes:
        related = Related(items, carriers)

        def near(part: Sequence[Item]) -> list[bytes]:
            return [msgspec.msgpack.encode(related.to(item)) for item in part]

        parts = [items[at : at + _PART] for at in range(0, len(items), _PART)]
        found = dict(spread(near, parts, _FEW))
        return msgspec.msgpack.encode([msgspec.Raw(raw) for number in range(len(parts)) for raw in found[number]])

    return msgspec.msgpack.decode(recall("related", key, find), type=list[msgspec.Raw])


def read_near(told: bytes | msgspec.Raw) -> tuple[Near, ...]:
    """What is near an article."""
    return _NEAR.decode(told)


_NEAR: Final = msgspec.msgpack.Decoder(tuple[Near, ...])


class Related:
    """Finds articles near one another through the lists of their actors and topics."""

    def __init__(self, items: Sequence[Item], carriers: Carriers) -> None:
        self.by_id = {item.id: item for item in items}
        self.carriers = carriers
        self._day = {item.id: _day(item) for item in items}
        sharing: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._answers: dict[str, set[str]] = defaultdict(set)
        for item in items:
            for name in _names(item):
                sharing[name].append(item.id)
            for statement in item.statements:
                other = statement.replies_to.partition("#")[0]
                if other and other != item.id:
                    self._answers[item.id].add(other)
                    self._answers[other].add(item.id)
        self._count = {name: len(found) for name, found in sharing.items()}
        self._telling = {
            name: (_weight(name[0], len(found)), found) for name, found in sharing.items() if len(found) <= _COMMON
        }

    def to(self, item: Item) -> tuple[Near, ...]:
        """At most five, the nearest first."""
        near: dict[str, float] = defaultdict(float)
        for name in _names(item):
            weight, sharing = self._telling.get(name, _NOTHING)
            for other in sharing:
                near[other] += weight
        for other in self._answers.get(item.id, ()):
            near[other] += _ANSWER
        for one in self.carriers.together(item):
            near.pop(one.id, None)
        near.pop(item.id, None)
        first = sorted((-score, other) for other, score in near.items())[: 4 * _RELATED]
        best = sorted((score - self._soon(item, other), other) for score, other in first if other in self.by_id)
        return tuple(self._near(item, self.by_id[other]) for _, other in best[:_RELATED])

    def _soon(self, item: Item, other: str) -> float:
        days = self._days(item.id, other)
        return _SOON if days is not None and days <= _DAYS else 0.0

    def _days(self, item_id: str, other: str) -> int | None:
        ours, theirs = self._day.get(item_id), self._day[other]
        return None if ours is None or theirs is None else abs(ours - theirs)

    def _near(self, item: Item, other: Item) -> Near:
        answers = other.id in self._answers.get(item.id, ())
        actors = self._rarest("actor", item.actors, other.actors)
        topics = self._rarest("topic", item.topics, other.topics)
        return Near(other.id, answers, actors, topics, self._days(item.id, other.id))

    def _rarest(self, kind: str, ours: Iterable[str], theirs: Iterable[str]) -> tuple[str, ...]:
        shared = set(ours) & set(theirs)
        return tuple(sorted(shared, key=lambda name: (self._count[kind, name], name)))


def _names(item: Item) -> Iterator[tuple[str, str]]:
    yield from (("actor", name) for name in item.actors)
    yield from (("topic", name) for name in item.topics)


def _weight(kind: str, count: int) -> float:
    """From 1 for a name of fifty articles to 2 for one of two; a topic is half of an actor."""
    weight = 1 + (_COMMON - count) / _COMMON
    return weight if kind == "actor" else weight / 2


def _day(item: Item) -> int | None:
    """Of publication, as an ordinal; None where no day is known."""
    try:
        return date.fromisoformat((item.published or "")[:10]).toordinal()
    except ValueError:
        return None
