"""Many articles in one file, each to a seed of its own: where it goes, and whether it was taken before. Pure.

A reader of such files yields `Row`s; `steps` tells of each what is to be written where. A row is known by its key: by
the ledger of all that was ever unpacked, so that what a person removed does not come back, and by its file, so that a
kill between file and ledger takes it neither twice nor never.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import blake2b
from types import MappingProxyType
from typing import Final, Literal

from msgspec import Struct

from site_gen.slugs import slugify

_LEDGER_LINE: Final = re.compile(r"([0-9a-f]{32}) ([0-9a-f]{16})(?: (.*))?")
"""Key, state and path of a row; a line that a kill cut short does not match."""
_DAY: Final = re.compile(r"(?:19|20)\d\d[-_. ]?\d\d?[-_. ]?\d\d?")
"""What would be read as a day of publication in a file's name, and is none: "Minutes of 2019-01-02"."""
_LETTERS: Final = str.maketrans("0123456789", "ghijklmnop")
"""No hash is to have a day in it."""
NONE: Final[Mapping[str, str]] = MappingProxyType({})
_STEM: Final = 50
"""Characters of a file's name that are words."""


class Row(Struct, frozen=True):
    """One article of many."""

    key: str
    """What it is known by in every state of its file, and in other files of its kind: "mail <id@host>"."""
    name: str
    """Words for its file with the ending that its door wants: "Dam is safe.eml"."""
    data: bytes
    """The seed."""
    sidecar: str = ""
    """YAML to stand beside it; "" for none."""


class Parted(Struct, frozen=True):
    """A file that was read as a whole: a value that a confined child may hand over."""

    rows: tuple[Row, ...]
    empty: int
    """Entries without a word of text."""
    broken: int = 0
    """Entries in whose middle the file ends."""


class Step(Struct, frozen=True):
    """What becomes of a row."""

    row: Row
    path: str
    """Of its seed, below the project."""
    state: Literal["new", "there", "known", "changed", "again"]
    """new: to be written. there: its file stands, the ledger does not tell. known: taken before. changed: taken before
    with other bytes; the seed stays as it was. again: taken before, and to be written anew where it stands."""
    line: str
    """What the ledger gets for it; "" for nothing."""


def steps(
    rows: Iterable[Row],
    folder: str,
    ledger: dict[str, str],
    is_there: Callable[[str], bool],
    again: Mapping[str, str] = NONE,
    newer: Mapping[str, str] = NONE,
) -> Iterator[Step]:
    """One step for each row, in order. `ledger` grows as rows are taken; `is_there` tells whether a seed stands.

    `again` has the paths, by key, of seeds that are to be written anew; those that a person removed do not come back.
    `newer` has by key the path of the seed whose newer state a row is, though its key is another (`versions`).
    """
    for row in rows:
        key, state, path = key_of(row), _hash(row.data, 8), row_path(folder, row)
        before = ledger.get(key)
        if before is not None and is_there(again.get(key, "")):
            ledger[key] = state
            yield Step(row, again[key], "again", f"{key} {state} {again[key]}\n")
            continue
        if before is not None:
            yield Step(row, path, "known" if before == state else "changed", "")
            continue
        if old := newer.get(key):
            if again:
                ledger[key] = state
            yield Step(row, old, "again" if again else "changed", f"{key} {state} {old}\n" if again else "")
            continue
        ledger[key] = state
        yield Step(row, path, "there" if is_there(path) else "new", f"{key} {state} {path}\n")


def read_ledger(lines: Iterable[str]) -> dict[str, str]:
    """Key to state of every row that was unpacked."""
    found = (_LEDGER_LINE.fullmatch(line.rstrip("\n")) for line in lines)
    return {line[1]: line[2] for line in found if line}


def ledger_paths(lines: Iterable[str]) -> dict[str, str]:
    """Key to path of every row that was unpacked."""
    found = (_LEDGER_LINE.fullmatch(line.rstrip("\n")) for line in lines)
    return {line[1]: line[3] for line in found if line and line[3]}


def row_path(folder: str, row: Row) -> str:
    """Where a row's seed goes: words for a reader, its key's hash so that no two meet, its door's ending."""
    stem, ending = _parted(row.name)
    words = slugify(_DAY.sub(" ", stem), _STEM)
    return f"{folder}/{words}{'-' if words else ''}{_hash(row.key.encode(), 5).translate(_LETTERS)}{ending}"


def sidecar_path(path: str) -> str:
    """Where a seed's sidecar goes."""
    return f"{path}.yaml"


def key_of(row: Row) -> str:
    """A row's key as the ledger has it."""
    return _hash(row.key.encode(), 16)


def _parted(name: str) -> tuple[str, str]:
    """A name's words and its ending, ".entry.xml" whole."""
    found = re.search(r"(?:\.[a-z]{2,8})?\.[a-z0-9]{1,8}$", name)
    return (name[: found.start()], found[0]) if found else (name, "")


def _hash(data: bytes, size_bytes: int) -> str:
    return blake2b(data, digest_size=size_bytes).hexdigest()
