"""A value of the wrong kind in every field of every record: always told, at its line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from faulty import is_whole, problems, write

from site_gen.content.records import ACTOR, ITEM, RECORDS, SETTINGS, SIDECAR, SOURCE, TOPIC
from site_gen.content.sidecar import parse_sidecar
from site_gen.errors import Problem, SiteError

_WRONG: Final = {
    "mapping": "{x: y}",
    "list-in-list": "[[x]]",
    "mapping-in-list": "[{x: [y]}]",
    "deep": "{x: {y: {z: w}}}",
}
"""What no field takes."""
_TAKEN: Final = frozenset([("extra", "mapping"), ("extra", "deep"), ("fetched", "mapping")])
"""What a field takes for all that, since anything may stand there."""
_NEEDED: Final = {
    "statements": {"speaker": "null", "text": '"Text."', "kind": "direct"},
    "events": {"text": '"Text."'},
    "figures": {"measure": "m", "value": "1", "text": '"Text."'},
    "cuts": {"reason": "x"},
    "corrections": {"on": "2022", "text": "x"},
    "aliases": {"name": "x"},
    "roles": {"title": "x"},
}
_INSIDE: Final = {
    "cuts": ("reason", "start", "end", "lines", "words", "rule"),
    "corrections": ("on", "text"),
    "evidence": ("seed", "sha256"),
}
_IN_ACTOR: Final = {"aliases": ("name", "kind", "valid", "unless"), "roles": ("title", "of", "valid")}


def _record(name: str, field: str, wrong: str) -> str:
    values = {**_NEEDED.get(name, {}), field: wrong}
    return "{" + ", ".join(f"{key}: {value}" for key, value in values.items()) + "}"


def _item(text: str) -> str:
    return f"---\n{text}\n---\n\nText.\n"


def _items() -> Iterator[tuple[str, str]]:
    """Name of a case, and the item's text with the fault in its line 3."""
    for kind, wrong in _WRONG.items():
        for field in (field for field in ITEM if (field, kind) not in _TAKEN):
            title = "summary: x" if field == "title" else "title: x"
            yield f"{field}-{kind}".replace("_", "-"), _item(f"{title}\n{field}: {wrong}")
        inside = {**{name: tuple(fields) for name, fields in RECORDS.items()}, **_INSIDE}
        for name, fields in inside.items():
            for field in fields:
                record = _record(name, field, wrong)
                value = record if name == "evidence" else f"[{record}]"
                yield f"{name}-{field}-{kind}".replace("_", "-"), _item(f"title: x\n{name}: {value}")


def _entries() -> Iterator[tuple[str, str, str]]:
    """File of a registry, id of an entry, and the entry's value with the fault, on one line."""
    for kind, wrong in _WRONG.items():
        for path, fields in (("actors", ACTOR), ("topics", TOPIC), ("sources", SOURCE)):
            for field in fields:
                name = "" if field == "name" else "name: x, "
                yield path, f"{field}-{kind}".replace("_", "-"), f"{{{name}{field}: {wrong}}}"
        for name, inside in _IN_ACTOR.items() if kind == "mapping" else ():
            for field in inside:
                yield "actors", f"{name}-{field}-{kind}", f"{{name: x, {name}: [{_record(name, field, wrong)}]}}"


ITEMS: Final = dict(_items())
ENTRIES: Final = list(_entries())


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> list[Problem]:
    """What one build tells of a site in which every field is wrong in every way."""
    files: dict[str, str | bytes] = {f"content/items/{name}.md": text for name, text in ITEMS.items()}
    for path in ("actors", "topics", "sources"):
        files[f"content/{path}.yaml"] = "".join(f"{key}: {value}\n" for of, key, value in ENTRIES if of == path)
    return list(problems(write(tmp_path_factory.mktemp("types"), files)))


def test_every_problem_is_whole(told: list[Problem]) -> None:
    assert [problem for problem in told if not is_whole(problem)] == []


@pytest.mark.parametrize("name", ITEMS)
def test_a_wrong_value_in_an_item_is_told(told: list[Problem], name: str) -> None:
    found = [problem for problem in told if problem.path == f"content/items/{name}.md"]
    assert [problem for problem in found if problem.line == 3] != []


@pytest.mark.parametrize("path", ["actors", "topics", "sources"])
def test_a_wrong_value_in_a_registry_is_told(told: list[Problem], path: str) -> None:
    lines = {problem.line for problem in told if problem.path == f"content/{path}.yaml"}
    wrong = [key for of, key, _ in ENTRIES if of == path]
    assert [key for line, key in enumerate(wrong, 1) if line not in lines] == []


@pytest.mark.parametrize("wrong", _WRONG.values(), ids=_WRONG)
def test_a_wrong_value_in_the_settings_is_told(tmp_path: Path, wrong: str) -> None:
    text = "".join(f"{field}: {wrong}\n" for field in SETTINGS)
    found = problems(write(tmp_path, {"content/site.yaml": text}))
    lines = {problem.line for problem in found if problem.path == "content/site.yaml"}
    assert [field for line, field in enumerate(SETTINGS, 1) if line not in lines] == []


@pytest.mark.parametrize("kind", _WRONG)
def test_a_wrong_value_beside_a_seed_is_told(kind: str) -> None:
    with pytest.raises(SiteError) as caught:
        parse_sidecar("seeds/x.yaml", "".join(f"{field}: {_WRONG[kind]}\n" for field in SIDECAR))
    wrong = {line for line, field in enumerate(SIDECAR, 1) if (field, kind) not in _TAKEN}
    assert {problem.line for problem in caught.value.problems} == wrong
