"""Newer states of rows that are known by their words alone: an export's rows without id and address.

Such a row whose words changed has another key. It is taken for the newer state of an earlier row of its folder where
that one is gone from the file, no other publisher tells it, it is of the same week, and the one carries the other's
text by the measure of copies. What still stands in the file is an article of its own, however alike. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from msgspec import Struct

from site_gen.ingest.copies import sketch_of
from site_gen.ingest.unpack import Row, key_of, row_path
from site_gen.likeness import carried, text_words

_BY_WORDS: Final = re.compile(r"row .* words [0-9a-f]{32}", re.DOTALL)
"""The key of a row without id and address: "row desk words …"."""
_FIELD: Final = re.compile(r"^(source|published): (.+)$", re.MULTILINE)
_HASH: Final = re.compile(r"-?[a-p]{10}(?=\.[a-z.]+$)")
"""What the name of a seed ends with behind the words of its title."""
_MOST: Final = 2_000
"""Rows that are held against each other. Of more that are gone those of the same title; more new ones than that are
other articles, not corrections."""
_SHARED: Final = 3
"""Lowest hashes that two texts must share to be compared."""
_DAYS: Final = 7

Read = Callable[[str], tuple[bytes, str] | None]
"""The seed and sidecar of a path; None where a person removed it."""


class _State(Struct, frozen=True, eq=False):
    """What is compared of a row."""

    name: str
    """Key of a new row, path of an earlier one."""
    data: bytes
    words: tuple[str, ...]
    hashes: frozenset[int]
    source: str
    day: str


def newer_states(rows: Iterable[Row], folder: str, paths: Mapping[str, str], read: Read) -> dict[str, str]:
    """By key of those rows the path of the seed whose newer state each is. `paths`: of all rows taken before."""
    gone = {path for path in paths.values() if path.startswith(f"{folder}/")}
    fresh: dict[str, Row] = {}
    for row in rows if gone else ():
        key = key_of(row)
        if key in paths:
            gone.discard(paths[key])
        elif _BY_WORDS.fullmatch(row.key) and len(fresh) <= _MOST:
            fresh[key] = row
    if not fresh or len(fresh) > _MOST:
        return {}
    if len(gone) > _MOST:
        titles = {_HASH.sub("", row_path(folder, row)) for row in fresh.values()}
        gone = {path for path in gone if _HASH.sub("", path) in titles}
    new = [_state(key, row.data, row.sidecar) for key, row in fresh.items()]
    old = [_state(path, *found) for path in sorted(gone) if (found := read(path)) is not None]
    return _paired(_alike(new, old))


def _alike(new: list[_State], old: list[_State]) -> Iterator[tuple[float, str, str]]:
    """Part of the text that two states share, the key of the new one, and the path of the earlier one."""
    by_hash: dict[int, list[int]] = {}
    for at, state in enumerate(old):
        for one in state.hashes:
            by_hash.setdefault(one, []).append(at)
    same = {state.data: at for at, state in enumerate(old)}
    for state in new:
        shared: dict[int, int] = {}
        for at in (at for one in state.hashes for at in by_hash.get(one, ())):
            shared[at] = shared.get(at, 0) + 1
        near = {at for at, count in shared.items() if count >= _SHARED}
        for at in sorted(near | {same.get(state.data, -1)} - {-1}):
            part = 1.0 if state.data == old[at].data else carried(state.words, old[at].words)
            if part and _may_be_one(state, old[at]):
                yield part, state.name, old[at].name


def _paired(alike: Iterator[tuple[float, str, str]]) -> dict[str, str]:
    """Each earlier row's one newer state, the likest first."""
    found: dict[str, str] = {}
    for _, key, path in sorted(alike, key=lambda one: (-one[0], one[1], one[2])):
        if key not in found and path not in found.values():
            found[key] = path
    return found


def _state(name: str, data: bytes, sidecar: str) -> _State:
    words = tuple(text_words(data.decode("utf-8", "replace")))
    told = dict(_FIELD.findall(sidecar))
    return _State(name, data, words, frozenset(sketch_of(words)), told.get("source", ""), told.get("published", ""))


def _may_be_one(one: _State, other: _State) -> bool:
    """Whether two states can be of one article: of no two publishers, and of one week."""
    if one.source and other.source and one.source != other.source:
        return False
    try:
        days = [date.fromisoformat(state.day[:10]) for state in (one, other)]
    except ValueError:
        return True
    return abs((days[0] - days[1]).days) <= _DAYS
