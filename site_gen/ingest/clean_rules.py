"""The patterns that `clean` goes by, read from `lang/<lang>/clean.toml`, and `lang/clean.toml` for all.

Each has a name, a meaning, examples that match and that do not; the examples are tests.
To add one: a table there.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Any, Literal

from msgspec import Struct


class CleanRule(Struct, frozen=True, eq=False):
    """A pattern over one line of the seed."""

    name: str
    reason: str
    """Reason of the cut that it makes; for a feature of an appeal: publisher, ask, reader, we, article."""
    meaning: str
    pattern: re.Pattern[str]
    matches: tuple[str, ...]
    misses: tuple[str, ...]
    where: Literal["any", "head"]
    """head: before the first long paragraph."""
    person: bool
    """Whether its authors must begin with a given name."""
    points: int
    """What a feature of an appeal adds to its paragraph."""


class CleanRules(Struct, frozen=True, eq=False):
    """All that a language's file says."""

    line: tuple[CleanRule, ...] = ()
    """Lines that go as a whole."""
    appeal: tuple[CleanRule, ...] = ()
    """What tells a publisher's appeal from an article."""
    dateline: tuple[CleanRule, ...] = ()
    """How a first paragraph begins when it names its place and agency."""
    header: tuple[CleanRule, ...] = ()
    """What a block of facts above the text is made of."""
    header_keys: tuple[tuple[str, str], ...] = ()
    """Words before the colon of a header line, and the field they give."""


@cache
def clean_rules(lang: str = "en") -> CleanRules:
    """The rules of a language with those of all; of a language without a file those of all alone."""
    folder = resources.files("site_gen.ingest") / "lang"
    anywhere = tomllib.loads((folder / "clean.toml").read_text("utf-8"))
    shared = tuple(_rule(table, {}) for table in anywhere["line"])
    file = folder / lang.partition("-")[0] / "clean.toml"
    if not lang or not file.is_file():
        return CleanRules(line=shared)
    data: dict[str, Any] = tomllib.loads(file.read_text("utf-8"))
    keys = data.get("header_keys", {})
    parts = {"KEY": "|".join(keys)}
    for name, pieces in data["parts"].items():
        parts[name] = _filled(pieces, parts)
    names = ("line", "appeal", "dateline", "header")
    kinds = {kind: tuple(_rule(table, parts) for table in data.get(kind, ())) for kind in names}
    kinds["line"] = (*kinds["line"], *shared)
    return CleanRules(header_keys=tuple(keys.items()), **kinds)


def _rule(table: dict[str, Any], parts: dict[str, str]) -> CleanRule:
    return CleanRule(
        name=table["name"],
        reason=table["reason"],
        meaning=table["meaning"],
        pattern=re.compile(_filled(table["pattern"], parts)),
        matches=tuple(table["matches"]),
        misses=tuple(table["misses"]),
        where=table.get("where", "any"),
        person=table.get("person", False),
        points=table.get("points", 0),
    )


def _filled(pieces: list[str], parts: dict[str, str]) -> str:
    """The pieces joined, with `{NAME}` replaced by the part of that name; parts may use those before them."""
    return re.sub(r"\{([A-Z]+)\}", lambda found: parts[found.group(1)], "".join(pieces))
