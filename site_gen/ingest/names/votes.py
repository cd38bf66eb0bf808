"""What the mentions of a text say of each other: a name is mostly the same kind all through."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from site_gen.ingest.names.zones import Seen


class Votes(Struct, frozen=True, eq=False):
    """What the first look found, by which the second judges."""

    whole: dict[str, dict[str, int]]
    """How often each folded name was taken as which type."""
    surnames: frozenset[str]
    """Last words of full names of people."""
    given: frozenset[str]
    """Their first words."""
    parts: dict[str, str]
    """Type of a longer name of an organisation or place that begins with the word."""
    own: frozenset[tuple[int, int, str]]
    """First word, one past the last, and type of each name found."""


def count_votes(seen: Seen, spans: Iterable[tuple[int, int, str]]) -> Votes:
    """The votes of spans (first word, one past the last, type)."""
    whole: dict[str, dict[str, int]] = {}
    surnames: set[str] = set()
    given: set[str] = set()
    parts: dict[str, str] = {}
    own = frozenset(spans)
    for first, last, kind in sorted(own):
        row = whole.setdefault(" ".join(seen.low[first:last]), {})
        row[kind] = row.get(kind, 0) + 1
        if last - first > 1:
            if kind == "PER":
                surnames.add(seen.low[last - 1])
                given.add(seen.low[first])
            else:
                parts.setdefault(seen.low[first], kind)
    return Votes(whole, frozenset(surnames), frozenset(given), parts, own)


def vote_features(seen: Seen, votes: Votes, first: int, last: int) -> list[str]:
    """What other mentions in the text say of these words as one name; empty when nothing."""
    low = seen.low
    found = []
    row = votes.whole.get(low[first] if last - first == 1 else " ".join(low[first:last]))
    if row is not None:
        rest = {kind: n - ((first, last, kind) in votes.own) for kind, n in row.items()}
        top = max(rest, key=lambda kind: (rest[kind], kind))
        if rest[top]:
            found.append(f"v={top}{min(rest[top], 3)}{'' if len(rest) == 1 else '~'}{min(last - first, 2)}")
    if last - first == 1:
        word = low[first]
        if word in votes.surnames:
            found.append("vs")
        if word in votes.given:
            found.append("vg")
        if word in votes.parts:
            found.append("vp=" + votes.parts[word])
    else:
        row = votes.whole.get(low[last - 1])
        if row is not None and row.get("PER"):
            found.append(f"vl{min(last - first, 3)}")
    return found


def outside_votes(seen: Seen, votes: Votes, at: int) -> list[str]:
    """The same for a word that is part of no name."""
    row = votes.whole.get(seen.low[at])
    if row is None:
        return []
    rest = sum(row.values()) - any((at, at + 1, kind) in votes.own for kind in row)
    return [f"ov{min(rest, 3)}{at in seen.starts}"] if rest else []
