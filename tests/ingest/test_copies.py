"""The same story with several publishers: which items ingest links, and that a person's word on it holds."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from site_gen.content.item import parse_item
from site_gen.content.project import read_text
from site_gen.ingest.copies import Shelf, Sketch, sketch_of
from site_gen.ingesting import ingest_project
from site_gen.likeness import text_words
from site_gen.memo import Memo

STORY = """\
Engineers closed two of the four gates of the Arkun dam on Tuesday, the water ministry said, hours after Losmar had
asked for a delay of the filling.

"At 6.40 this morning the river began to work for the country," Prime Minister Irena Voskan told reporters at the dam.

The farmers below the dam said nobody had told them of the closing, and that wells would be dry within a month.
"""
OTHER = """\
The river commission met on Wednesday to hear both sides on the filling of the reservoir, and put off a decision until
its experts had read the logs of the gates.

Its chair said that neither side had given the figures which the treaty asks for, and that the next meeting would be
held in the spring.
"""
SOURCES = """\
agency: {name: "The Agency", kind: agency}
herald: {name: "The Herald", kind: newspaper, owner: "Print House"}
post: {name: "The Post", kind: newspaper, owner: "Print House"}
"""


def seed(root: Path, name: str, text: str, source: str, day: str = "2029-06-12") -> None:
    (root / "seeds").mkdir(parents=True, exist_ok=True)
    (root / f"seeds/{name}.txt").write_text(f"{name.title()} headline\n\n{text}")
    (root / f"seeds/{name}.yaml").write_text(f"source: {source}\npublished: {day}\n")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/sources.yaml").write_text(SOURCES)
    seed(tmp_path, "a-wire", STORY, "agency")
    seed(tmp_path, "b-herald", STORY.replace("Engineers", "Workers") + "\nThe Herald was there.\n", "herald")
    return tmp_path


def take(root: Path) -> list[str]:
    """Ingest with nothing remembered; the notes."""
    memo = Memo(root)
    try:
        report = ingest_project(root, memo)
    finally:
        memo.close()
    assert report.problems == ()
    return [note for one in report.seeds for note in one.notes]


def copies(root: Path) -> dict[str, str]:
    """Source to the source of the item that its article is told to carry."""
    paths = sorted((root / "content/items").glob("*.md"))
    items = {path.stem: parse_item(f"content/items/{path.name}", path.read_text()) for path in paths}
    return {str(one.source): str(items[one.copy_of].source) for one in items.values() if one.copy_of}


def test_a_wire_story_with_another_publisher_is_linked_and_taking_it_again_changes_nothing(root: Path) -> None:
    told = take(root)
    assert any("carries the text of 2029-06-12-a-wire-headline" in note for note in told)
    assert copies(root) == {"herald": "agency"}
    before = {path: path.read_bytes() for path in (root / "content").rglob("*") if path.is_file()}
    take(root)
    assert {path: path.read_bytes() for path in before} == before


@pytest.mark.parametrize("order", list(permutations(["agency", "herald", "post"])))
def test_whatever_order_they_come_in_all_carriers_stand_in_one_group(tmp_path: Path, order: tuple[str, ...]) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/sources.yaml").write_text(SOURCES)
    for number, source in enumerate(order):
        seed(tmp_path, f"{number}-{source}", STORY, source) if number == 0 else seed(
            tmp_path, f"{number}-{source}", STORY.replace("farmers", f"people {number}"), source
        )
        take(tmp_path)
    links = copies(tmp_path)
    assert len(links) == 2
    assert set(links.values()) == {order[0]}


@pytest.mark.parametrize(
    ("text", "source", "day"),
    [(OTHER, "herald", "2029-06-12"), (STORY, "agency", "2029-06-13"), (STORY, "herald", "2029-08-01"),
     ("Engineers closed two of the four gates of the Arkun dam.", "herald", "2029-06-12")],
    ids=["another story", "the same publisher", "weeks later", "too short to tell"],
)  # fmt: skip
def test_what_is_no_copy_is_not_linked(root: Path, text: str, source: str, day: str) -> None:
    (root / "seeds/b-herald.txt").unlink()
    (root / "seeds/b-herald.yaml").unlink()
    seed(root, "c-third", text + "\nA line of its own.\n", source, day)
    take(root)
    assert len(list((root / "content/items").glob("*.md"))) == 2
    assert copies(root) == {}


def test_a_link_that_a_person_takes_out_comes_back_from_neither_side(root: Path) -> None:
    take(root)
    path = next(path for path in (root / "content/items").glob("*herald*.md"))
    lines = [line for line in path.read_text().splitlines(keepends=True) if not line.startswith("copy_of:")]
    path.write_text("".join(lines))
    for name in ("a-wire", "b-herald"):
        file = root / f"seeds/{name}.txt"
        file.write_text(file.read_text() + "\nOne more line.\n")
        take(root)
    assert copies(root) == {}


def test_a_copy_of_an_item_that_is_gone_keeps_its_link_and_the_next_one_is_found(root: Path) -> None:
    take(root)
    for ending in ("txt", "yaml"):
        (root / f"seeds/a-wire.{ending}").unlink()
    next((root / "content/items").glob("*a-wire*.md")).unlink()
    seed(root, "c-post", STORY, "post")
    take(root)
    text = read_text(root, f"content/items/{next((root / 'content/items').glob('*c-post*.md')).name}")
    assert "copy_of: 2029-06-12-" in text


def test_phrases_that_many_articles_have_bring_nothing_together() -> None:
    shelf = Shelf()
    form = text_words(STORY)
    for number in range(520):
        shelf.add(Sketch(f"item-{number:02}", f"source-{number}", "2029-06-12", sketch_of(form)))
    assert list(shelf.near(Sketch("new", "herald", "2029-06-12", sketch_of(form)))) == []


def test_weeks_that_are_not_looked_at_any_more_are_found_again() -> None:
    shelf = Shelf()
    for week in range(30):
        day = f"2029-{1 + week // 4:02}-{1 + 7 * (week % 4):02}"
        shelf.add(Sketch(f"item-{week}", "agency", day, sketch_of(text_words(STORY))))
        found = list(shelf.near(Sketch("new", "herald", day, sketch_of(text_words(STORY)))))
        assert f"item-{week}" in [one.item for one in found]
    assert "item-0" in [
        one.item for one in shelf.near(Sketch("new", "herald", "2029-01-02", sketch_of(text_words(STORY))))
    ]
