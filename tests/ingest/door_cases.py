"""A seed with a table beside it, in which stands what its door must give: shared by the tests of all doors."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, Final

from site_gen.ingest.doors import open_seed
from site_gen.ingest.facts import Fact, Opened

DATA: Final = Path(__file__).parents[1] / "data/ingest"
FACTS: Final = ("title", "published", "updated", "url", "source", "lang")


def names(folder: str) -> list[str]:
    """The seeds of a folder that have a table."""
    return sorted(path.name.removesuffix(".toml") for path in (DATA / folder).glob("*.toml"))


def strangers(folder: str) -> list[str]:
    """Files without a table, and tables without a file."""
    there = {path.name for path in (DATA / folder).iterdir()}
    return sorted(name for name in there if (name[:-5] if name.endswith(".toml") else f"{name}.toml") not in there)


def check(folder: str, name: str) -> Opened:
    """Open the seed twice and hold it against its table."""
    wanted: dict[str, Any] = tomllib.loads((DATA / folder / f"{name}.toml").read_text("utf-8"))
    data = (DATA / folder / name).read_bytes()
    opened = open_seed(data, f"seeds/{name}")
    assert open_seed(data, f"seeds/{name}") == opened
    hold(opened, wanted)
    return opened


def hold(opened: Opened, wanted: dict[str, Any]) -> None:
    """Each fact with its basis, or none; the words that must and must not be there; the notes."""
    about = wanted["about"]
    for fact in FACTS:
        expected = Fact(*wanted[fact]) if fact in wanted else None
        assert getattr(opened, fact) == expected or (fact not in wanted and fact in ("title", "source", "lang")), (
            f"{fact}: {getattr(opened, fact)} {about}"
        )
    if "authors" in wanted:
        assert list(opened.authors) == wanted["authors"], about
        assert opened.authors_basis == wanted.get("authors_basis", ""), about
    for field, pairs in (("tags", opened.tags), ("extra", opened.extra)):
        told = {name: list(one) if isinstance(one, tuple) else one for name, one in pairs}
        assert told == wanted.get(field, {}), f"{field}: {about}"
    assert sorted(opened.notes) == sorted(wanted.get("notes", opened.notes)), about
    for words in wanted["has"]:
        assert words in opened.text, f"missing: {words}\n{opened.text}"
    for words in wanted.get("lacks", []):
        assert words not in opened.text, f"not the article's: {words}\n{opened.text}"
    for words in wanted.get("once", []):
        assert opened.text.count(words) == 1, f"more than once: {words}"
