"""Write `given.txt`, given names that are a woman's or a man's alone, by which "he" and "she" are held against a name:
from faker and names, both MIT. What languages disagree on ("Andrea", "Nikita") is left out.

    pip install faker names
    python -m benchmarks.make_given site_gen/ingest/lang/en/given.txt
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections import Counter
from pathlib import Path

from benchmarks.make_gazetteer import _fit, _strings

HEAD = """# Given names of women and of men, folded, one list a line: written by benchmarks/make_given.py
# from faker (MIT) and names (MIT).
"""
SURE = 50
"""So many times more often a name is one gender's than the other's in the census list."""
LOCALES = 3
"""Languages that must agree on a name that the census list has not."""
LEFT_OUT = frozenset({"nikol", "nikita", "ilya", "sasha", "misha", "prince", "king", "alex", "sam", "jean", "jan"})
"""Names of men in one language and of women in another, and titles."""


def main() -> None:
    by_locale, census = locales(), frequencies()
    lines = []
    for mine, other in (("female", "male"), ("male", "female")):
        fit = sorted(
            name
            for name in by_locale[mine].keys() | census[mine].keys()
            if name.isalpha() and name not in LEFT_OUT and not by_locale[other][name]
            and sure(census[mine].get(name, 0.0), census[other].get(name, 0.0), by_locale[mine][name])
        )  # fmt: skip
        lines.append(f"{mine}\t" + "|".join(fit))
        print(mine, len(fit))
    Path(sys.argv[1]).write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


def sure(mine: float, other: float, languages: int) -> bool:
    """Whether a name is one gender's: by the census list, or by enough languages where that has it not."""
    return mine > SURE * other if mine else languages >= LOCALES and not other


def locales() -> dict[str, Counter[str]]:
    """By gender: name to the number of languages that have it."""
    found: dict[str, Counter[str]] = {"female": Counter(), "male": Counter()}
    package = importlib.import_module("faker.providers.person")
    for module in pkgutil.iter_modules(package.__path__):
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        for gender, counts in found.items():
            counts.update(set(_fit(_strings(vars(provider).get(f"first_names_{gender}", ())))))
    return found


def frequencies() -> dict[str, dict[str, float]]:
    """By gender: name to its share in the census list, in percent."""
    names = importlib.import_module("names")
    found: dict[str, dict[str, float]] = {}
    for gender in ("female", "male"):
        rows = Path(names.FILES[f"first:{gender}"]).read_text(encoding="utf-8").split("\n")
        found[gender] = {row.split()[0].lower(): float(row.split()[1]) for row in rows if row.strip()}
    return found


if __name__ == "__main__":
    main()
