"""Articles to read next: those that answer one another or share what few others share, with what that is.

A name in more than fifty articles tells nothing; the fewer have it the more it tells. Articles that carry the same text
are none of these: the page shows them by themselves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from msgspec import Struct

from site_gen.model import Item
from site_gen.site.carriers import Carriers

_RELATED: Final = 5
_COMMON: Final = 50
"""Articles that a name may have to tell something."""
_ANSWER: Final = 3.0
_SOON: Final = 0.5
_DAYS: Final = 7


class Near(Struct, frozen=True, eq=False):
    """An article near another one, and why."""

    item: Item
    answers: bool
    """Whether a statement of one answers a statement of the other."""
    actors: tuple[str, ...]
    """Ids of the actors whom both name, the rarest first."""
    topics: tuple[str, ...]
    """Ids of the topics that both have, the rarest first."""
    days: int | None
    """Between their publication; None where a day is not known."""


class Related:
    """Finds articles near one another through the lists of their actors and topics."""

    def __init__(self, items: Sequence[Item], carriers: Carriers) -> None:
        self.by_id = {item.id: item for item in items}
        self.carriers = carriers
        self._sharing: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._answers: dict[str, set[str]] = defaultdict(set)
        for item in items:
            for name in _names(item):
                self._sharing[name].append(item.id)
            for statement in item.statements:
                other = statement.replies_to.partition("#")[0]
                if other and other != item.id:
                    self._answers[item.id].add(other)
                    self._answers[other].add(item.id)

    def to(self, item: Item) -> tuple[Near, ...]:
        """At most five, the nearest first."""
        near: dict[str, float] = defaultdict(float)
        for name in _names(item):
            sharing = self._sharing.get(name, ())
            if len(sharing) <= _COMMON:
                weight = self._weight(name)
                for other in sharing:
                    near[other] += weight
        for other in self._answers.get(item.id, ()):
            near[other] += _ANSWER
        for one in self.carriers.together(item):
            near.pop(one.id, None)
        near.pop(item.id, None)
        first = sorted(near.items(), key=lambda pair: (-pair[1], pair[0]))[: 4 * _RELATED]
        known = ((score, self.by_id[other]) for other, score in first if other in self.by_id)
        best = sorted(((score + _soon(item, other), other) for score, other in known), key=_order)
        return tuple(self._near(item, other) for _, other in best[:_RELATED])

    def _weight(self, name: tuple[str, str]) -> float:
        """From 1 for a name of fifty articles to 2 for one of two; a topic is half of an actor."""
        weight = 1 + (_COMMON - len(self._sharing[name])) / _COMMON
        return weight if name[0] == "actor" else weight / 2

    def _near(self, item: Item, other: Item) -> Near:
        answers = other.id in self._answers.get(item.id, ())
        actors = self._rarest("actor", item.actors, other.actors)
        return Near(other, answers, actors, self._rarest("topic", item.topics, other.topics), _days(item, other))

    def _rarest(self, kind: str, ours: Iterable[str], theirs: Iterable[str]) -> tuple[str, ...]:
        shared = set(ours) & set(theirs)
        return tuple(sorted(shared, key=lambda name: (len(self._sharing[kind, name]), name)))


def _names(item: Item) -> Iterator[tuple[str, str]]:
    yield from (("actor", name) for name in item.actors)
    yield from (("topic", name) for name in item.topics)


def _order(scored: tuple[float, Item]) -> tuple[float, str]:
    return -scored[0], scored[1].id


def _soon(item: Item, other: Item) -> float:
    days = _days(item, other)
    return _SOON if days is not None and days <= _DAYS else 0.0


def _days(item: Item, other: Item) -> int | None:
    try:
        ours, theirs = (date.fromisoformat((one.published or "")[:10]) for one in (item, other))
    except ValueError:
        return None
    return abs((ours - theirs).days)
