"""Who appears with whom, as names in a column and arcs between those that share articles.

A column keeps every name readable at any width; a web of lines does not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from typing import Final

from site_gen.site.chips import Chips
from site_gen.site.views import ActorChip, ArcsView, ArcView, NodeView

_ROW: Final = 28
_WIDTH: Final = 320
_NAMES: Final = 208
"""Where the arcs begin."""
_LETTERS: Final = 24
_ARCS: Final = 24


def draw_arcs(
    chips: Chips, centre: str, near: Sequence[tuple[str, int]], articles: Sequence[Sequence[str]]
) -> ArcsView | None:
    """The actor `centre` with its `near` ones (id, articles shared), the strongest arcs among them.

    `articles` has the actors of each article that names the centre. None when fewer than two are near.
    """
    if len(near) < 2:
        return None
    ids = [centre, *(actor_id for actor_id, _ in near)]
    rows = {actor_id: at for at, actor_id in enumerate(ids)}
    shared: Counter[tuple[int, int]] = Counter()
    for actors in articles:
        there = sorted({rows[one] for one in actors if one in rows})
        shared.update(combinations(there, 2))
    strongest = sorted(shared.items(), key=lambda pair: (-pair[1], pair[0]))[:_ARCS]
    most = strongest[0][1] if strongest else 1
    nodes = []
    for at, actor_id in enumerate(ids):
        nodes.append(NodeView(_fitting(chips.actor(actor_id)), at * _ROW + _ROW // 2))
    arcs = tuple(_arc(first, last, count, most, len(ids)) for (first, last), count in sorted(strongest))
    told = "; ".join(f"{chips.actor(one).name} {chips.words.number(count)}" for one, count in near)
    name = chips.actor(centre).name
    label = f"{chips.words.say('Articles that name %(name)s together with', name=name)}: {told}"
    return ArcsView(_WIDTH, len(ids) * _ROW, tuple(nodes), arcs, label)


def _fitting(chip: ActorChip) -> str:
    """The name, its short form or its beginning, whichever has room."""
    name = chip.name if len(chip.name) <= _LETTERS else chip.short or chip.name
    return name if len(name) <= _LETTERS else name[: _LETTERS - 1] + "…"


def _arc(first: int, last: int, count: int, most: int, rows: int) -> ArcView:
    """A half ellipse to the right of the names, the wider the farther apart its ends are."""
    top, bottom = first * _ROW + _ROW // 2, last * _ROW + _ROW // 2
    reach = 10 + (last - first) * (_WIDTH - _NAMES - 24) // max(1, rows - 1)
    path = f"M{_NAMES} {top}A{reach} {(bottom - top) // 2} 0 0 1 {_NAMES} {bottom}"
    return ArcView(path, 1 + count * 3 // most, first == 0)
