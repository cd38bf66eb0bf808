"""A site of 2,000 foreign files, and notes among the seeds: every value of every field is found again, or told."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from small_site import write_project

from site_gen.cli import main
from site_gen.content.item import parse_item
from site_gen.content.project import read_registries
from site_gen.importing_site import import_site
from site_gen.model import Registry

FILES: Final = 2_000
WORDS: Final = "Karsen Orlen Selden gate mill river weir bridge ferry spillway council mayor".split()
DISPLAY: Final = "layout weight draft permalink menu toc aliases cssclasses math publish hidden key".split()
ODD: Final = ("a b: c", "Überschrift", "geo", "rating", "ref-no", "x", "history", "статус")


def value(dice: random.Random, depth: int = 0) -> Any:
    """A text, a number as text, a list, or a mapping."""
    kind = dice.randrange(6 if depth < 2 else 4)
    if kind < 3:
        return " ".join(dice.choices(WORDS, k=dice.randint(1, 3)))
    if kind == 3:
        return str(dice.randint(0, 99))
    if kind == 4:
        return [value(dice, 2) for _ in range(dice.randint(1, 3))]
    return {dice.choice(WORDS): value(dice, depth + 1) for _ in range(2)}


def fields(dice: random.Random, at: int) -> dict[str, Any]:
    found: dict[str, Any] = {
        "title": f"Story {at} of {dice.choice(WORDS)}",
        "date": f"2031-{at % 12 + 1:02}-0{at % 9 + 1}",
    }
    if dice.random() < 0.7:
        found["actors"] = dice.sample(WORDS, k=2)
    if dice.random() < 0.5:
        found["tags"] = [f"{one} works" for one in dice.sample(WORDS, k=2)]
    if dice.random() < 0.5:
        places = (
            {"title": f"{one} Post", "url": f"https://{one.lower()}.example/{at}"} for one in dice.sample(WORDS, k=2)
        )
        found["sources"] = list(places)
    if dice.random() < 0.3:
        found["location"] = {"name": dice.choice(WORDS), "lat": "40.1"}
    for name in dice.sample((*DISPLAY, *ODD), k=5):
        found[name] = dice.choice(("true", "false")) if name in ("draft", "publish", "hidden") else value(dice)
    found["status"] = dice.choice(("published", "review", "confirmed", "odd"))
    return found


def leaves(told: Any) -> Iterator[str]:
    """Every text in a value."""
    if isinstance(told, dict):
        for inner in told.values():
            yield from leaves(inner)
    elif isinstance(told, list):
        for inner in told:
            yield from leaves(inner)
    else:
        yield told


def names_of(registry: Registry, item: Any) -> set[str]:
    """The names of all that an item refers to by id."""
    found = {registry.actors[one].name for one in item.actors} | {registry.topics[one].name for one in item.topics}
    return found | ({registry.sources[item.source].name} if item.source else set())


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write_project(tmp_path / "p")
    return tmp_path / "p"


def test_of_2000_files_no_value_is_lost(root: Path) -> None:
    dice = random.Random(8)
    old = root.parent / "old"
    wanted: dict[str, dict[str, Any]] = {}
    for at in range(FILES):
        wanted[f"s{at}"] = fields(dice, at)
        place = old / f"{at % 40}/s{at}.md"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(f"---\n{json.dumps(wanted[f's{at}'], ensure_ascii=False)}\n---\nThe dam held on day {at}.\n")
    (old / "0/_index.md").write_text("---\ntitle: Section\n---\n")
    report = import_site(root, old, "", False, lambda *_: None)
    assert (report.files, dict(report.actions), report.left) == (FILES, {"new": FILES}, ("0/_index.md",))
    registry = read_registries(root)[1]
    lost = [(name, leaf) for name, told in wanted.items() for leaf in _lost(root, registry, name, told)]
    assert lost == []
    told = Counter(dict(report.kept))
    for theirs, _, count in report.mapped:
        told[theirs] += count
    there = Counter(name for one in wanted.values() for name in one)
    assert [name for name, count in there.items() if told[name] < count] == []


def _lost(root: Path, registry: Registry, name: str, told: dict[str, Any]) -> list[str]:
    """Texts of a file that neither its item nor what that names holds."""
    item = parse_item(f"content/items/{name}.md", (root / f"content/items/{name}.md").read_text())
    extra = dict(item.extra)
    held = Counter(leaf for one in extra.values() for leaf in ((one,) if isinstance(one, str) else one))
    known = names_of(registry, item) | {item.title, item.published or "", item.status, item.url}
    known |= {"confirmed"} if item.status == "published" else set()
    known |= {"true", "false"} if "draft" in told and "draft" not in extra else set()
    return [leaf for leaf in leaves(told) if leaf not in held and leaf not in known]


def test_every_field_of_a_note_stands_in_its_item_and_is_told_once(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "seeds").mkdir(exist_ok=True)
    for at in range(3):
        told = {"title": f"Dam {at}", "layout": "post", "weight": str(at), "draft": "true", "permalink": f"/dam/{at}"}
        text = f"---\n{json.dumps(told)}\n---\nThe dam of Orlen held on day {at}, said the mayor of the town.\n"
        (root / f"seeds/dam-{at}.md").write_text(text)
    assert main(["-C", str(root), "ingest"]) == 0
    out = capsys.readouterr().out
    assert out.count("kept under extra: layout (3), weight (3), draft (3), permalink (3)") == 1
    items = [parse_item(path.name, path.read_text()) for path in (root / "content/items").glob("dam-*.md")]
    assert sorted(dict(item.extra)["permalink"] for item in items) == ["/dam/0", "/dam/1", "/dam/2"]
    assert {dict(item.extra)["layout"] for item in items} == {"post"}
