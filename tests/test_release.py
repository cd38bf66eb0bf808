"""What a release carries: one version, licences of all that it needs, a line for each dependency, a citation."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

import yaml
from licences import declared, direct, page, short
from supply import LOCK, plain_name, read_lock

from site_gen import __version__

HERE: Final = Path(__file__).parents[1]
README: Final = (HERE / "README.md").read_text("utf-8")
LICENCES: Final = (HERE / "docs/licences.md").read_text("utf-8")
_ROW: Final = re.compile(r"^\| ([a-z0-9][a-z0-9-]*) \| ([^|]*) \| ([a-z0-9\[\]-]+) \|$", re.MULTILINE)
CFF_KEYS: Final = frozenset(
    "abstract authors cff-version commit contact date-released doi identifiers keywords license license-url message "
    "preferred-citation references repository repository-artifact repository-code title type url version".split()
)
"""What Citation File Format 1.2.0 allows at the top."""


def listed() -> dict[str, tuple[str, str]]:
    """The packages of the page: name to licence and who needs it."""
    packages = LICENCES.partition("\n## Data inside the package\n")[0]
    return {name: (licence, by) for name, licence, by in _ROW.findall(packages)}


def test_every_declared_package_has_a_licence_and_nothing_else_is_called_declared() -> None:
    ours = {name for name, (_, by) in listed().items() if by == "site-gen" or by.startswith("site-gen[")}
    wanted = set().union(*(direct(group) for group in declared()))
    assert wanted - listed().keys() == set()
    assert ours - wanted == set()


def test_every_listed_package_is_needed_by_one_that_is_listed_and_tells_a_licence() -> None:
    told = listed()
    assert len(told) == LICENCES.partition("\n## Data")[0].count("\n| ") - 6 > 50
    assert [name for name, (licence, _) in told.items() if not licence.strip()] == []
    assert [name for name, (_, by) in told.items() if not by.startswith("site-gen") and by not in told] == []
    first = LICENCES.partition("\n## To run\n")[2].partition("\n## ")[0]
    assert {name for name, _, _ in _ROW.findall(first)} == set(read_lock(LOCK.read_text("utf-8")))


def test_the_page_is_made_from_what_is_installed() -> None:
    made = {name: licence for name, licence, _ in _ROW.findall(page())}
    assert made["msgspec"] == "BSD-3-Clause"
    assert made.keys() >= direct("")
    assert short("Apache Software License; MIT License; Odd") == "Apache-2.0; MIT; Odd"


def test_every_dependency_has_its_line_in_readme_and_no_other_has_one() -> None:
    section = README.partition("\n## Decisions\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (`.*?`) \| (.+) \|$", section, re.MULTILINE)
    named = [plain_name(name) for cell, _ in rows for name in re.findall(r"`([^`]+)`", cell)]
    assert sorted(named) == sorted(set().union(*(direct(group) for group in declared())))
    assert [told for _, told in rows if not re.search(r"\(.*20\d\d-\d\d-\d\d\)$", told)] == []


def test_the_version_stands_in_one_place_and_others_agree() -> None:
    project = (HERE / "pyproject.toml").read_text("utf-8")
    assert 'dynamic = ["version"]' in project
    assert re.search(r"^version\s*=", project, re.MULTILINE) is None
    changes = re.findall(r"^## (\d\S*)", (HERE / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert changes[0] == __version__
    assert citation()["version"] == __version__


def citation() -> dict[str, Any]:
    """CITATION.cff as read by anybody's YAML."""
    told: dict[str, Any] = yaml.safe_load((HERE / "CITATION.cff").read_text("utf-8"))
    return told


def test_the_citation_has_what_its_format_asks_for_and_nothing_unknown() -> None:
    told = citation()
    assert {"cff-version", "message", "title", "authors"} <= told.keys() <= CFF_KEYS
    assert told["cff-version"] == "1.2.0"
    assert told["authors"] == [{"name": "The site_gen authors"}]
    assert told["license"] == "MIT"


def test_every_word_for_make_has_a_rule_and_those_of_the_guide_exist() -> None:
    text = (HERE / "Makefile").read_text("utf-8")
    (named,) = re.findall(r"^\.PHONY: (.+)$", text, re.MULTILINE)
    assert sorted(named.split()) == sorted(re.findall(r"^([a-z]+):", text, re.MULTILINE))
    told = " ".join(
        path.read_text("utf-8") for path in (HERE / "CONTRIBUTING.md", HERE / "README.md", *HERE.glob("docs/*.md"))
    )
    calls = re.findall(r"^make ([a-z][a-z ]*[a-z])|`make ([a-z][a-z ]*[a-z])`", told, re.MULTILINE)
    assert {word for call in calls for word in " ".join(call).split()} <= set(named.split())
    assert len(calls) > 10


def test_readme_stays_a_front_door() -> None:
    assert README.count("\n") <= 200
    (picture,) = re.findall(r"!\[[^\]]{20,}\]\(([^)]+)\)", README)
    data = (HERE / picture).read_bytes()
    assert (data[:4], data[8:12]) == (b"RIFF", b"WEBP")
    assert len(data) < 150_000
    for path in ("CONTRIBUTING.md", "SECURITY.md", "CITATION.cff", "CHANGELOG.md", "LICENSE"):
        assert f"]({path})" in README
    assert re.findall(r"[\w.+-]+@[\w-]+\.\w+", (HERE / "SECURITY.md").read_text("utf-8")) == []
