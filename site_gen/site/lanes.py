"""The lanes beside a page of the timeline: its main actors, and which lines are theirs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from site_gen.site.assemble import Entry, actors_of

_MOST: Final = 5


def main_lanes(entries: Iterable[Entry]) -> dict[str, int]:
    """The actors who speak or act most among the entries, with how often; none where fewer than two do."""
    found = Counter(actor for entry in entries if entry.kind != "article" for actor in set(actors_of(entry)))
    order = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST]
    return dict(order) if len(order) > 1 else {}


def lane_classes(entry: Entry, lanes: Mapping[str, int]) -> str:
    """ "l1 l4"; "l0" where all who speak or act are others; "" for an article, in which people are only named."""
    if entry.kind == "article" or not lanes:
        return ""
    actors = set(actors_of(entry))
    found = [f"l{number}" for number, actor in enumerate(lanes, 1) if actor in actors]
    return " ".join(found) or "l0"
