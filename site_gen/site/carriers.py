"""Articles that carry one text, as one: who carries it, and which entries all of them have.

A list shows a statement, event or figure of such a text once, with all its carriers; an article's own page has all that
stands in it. What counts for a statement is how many publishers stand behind it that do not belong together.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from msgspec import Struct

from site_gen.dates import sort_key
from site_gen.model import Event, Figure, Item, Registry, Statement
from site_gen.site.anchors import anchor_of

T = TypeVar("T")


class Carriers(Struct, frozen=True, eq=False):
    """What a site has more than once."""

    groups: Mapping[str, tuple[Item, ...]] = {}
    """Item id to all articles that carry its text, the first published first; only where there are several."""
    also: Mapping[tuple[str, str], tuple[Item, ...]] = {}
    """(item id, fragment) to the other articles of the group with the same entry; fragment "" is the article."""

    def once(self, found: Sequence[T], of: Callable[[T], tuple[str, str]]) -> Sequence[T]:
        """Of what several articles of a group have, that of the one among those here which was published first.

        `of` tells the id of the article and the fragment of each.
        """
        if not self.groups:
            return found
        first: dict[tuple[str, str], tuple[int, int]] = {}
        kept = []
        for at, one in enumerate(found):
            item_id, fragment = of(one)
            group = self.groups.get(item_id)
            if group is None:
                kept.append(at)
                continue
            key, here = (group[0].id, fragment), ([item.id for item in group].index(item_id), at)
            first[key] = min(first.get(key, here), here)
        kept += [at for _, at in first.values()]
        return [found[at] for at in sorted(kept)]

    def together(self, item: Item) -> tuple[Item, ...]:
        """All articles that carry this one's text, itself among them."""
        return self.groups.get(item.id, (item,))


def find_carriers(items: Iterable[Item]) -> Carriers:
    """Who carries what among the articles that are shown."""
    known = {item.id: item for item in items}
    roots = _roots(known)
    members: dict[str, list[Item]] = defaultdict(list)
    for item_id, root in roots.items():
        members[root].append(known[item_id])
    groups: dict[str, tuple[Item, ...]] = {}
    also: dict[tuple[str, str], tuple[Item, ...]] = {}
    for found in members.values():
        named = Counter(item.copy_of for item in found)
        ordered = tuple(sorted(found, key=lambda item: _first_published(item, named[item.id])))
        groups.update(dict.fromkeys((item.id for item in ordered), ordered))
        for fragment, those in _by_fragment(ordered).items():
            for item in those if len(those) > 1 else ():
                also[item.id, fragment] = tuple(other for other in those if other is not item)
    return Carriers(groups, also)


def count_owners(items: Iterable[Item], registry: Registry) -> int:
    """How many owners stand behind articles; 0 while the registry does not tell of all whether they belong together."""
    sources = {item.source: registry.sources.get(item.source or "") for item in items}
    owners = [source.owner.casefold() if source else "" for source in sources.values()]
    known = set(owners) - {""}
    if "" in owners and len(known) == sum(owner != "" for owner in owners):
        return 0
    return len(known) + owners.count("")


def _roots(known: Mapping[str, Item]) -> dict[str, str]:
    """Item id to the one that stands for its group, for all that are linked."""
    above: dict[str, str] = {}

    def root(item_id: str) -> str:
        while above.get(item_id, item_id) != item_id:
            item_id = above[item_id]
        return item_id

    for item in known.values():
        if item.copy_of in known and item.copy_of != item.id:
            one, other = sorted((root(item.id), root(item.copy_of)))
            above.setdefault(one, one)
            above[other] = one
    return {item_id: root(item_id) for item_id in above}


def _first_published(item: Item, copies: int) -> tuple[object, ...]:
    """Sorts the first first; of one day that which most are told to be copies of."""
    return (not item.published, sort_key(item.published) if item.published else (), -copies, item.id)


def _by_fragment(items: Sequence[Item]) -> dict[str, list[Item]]:
    """The articles of a group by what they have; "" is the article itself, which all have."""
    found: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        found[""].append(item)
        entries: tuple[Statement | Event | Figure, ...] = (*item.statements, *item.events, *item.figures)
        for fragment in dict.fromkeys(map(anchor_of, entries)):
            found[fragment].append(item)
    return found
