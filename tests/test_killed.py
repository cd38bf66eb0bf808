"""Content under a pulled plug: ingest and review killed at every call that changes the disk, then run again.

After each kill every file is whole, the old one or the new one; the next run comes to the state of an undisturbed one,
and no value has changed hands between a person and the machine.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from killing import kills, whole
from small_site import SEEDS, write_project

from site_gen.content.item import parse_item
from site_gen.content.memory import Memory
from site_gen.content.project import read_memory
from site_gen.errors import SiteError
from site_gen.ingesting import ingest_project
from site_gen.memo import Memo
from site_gen.model import Item
from site_gen.review.answer import Answer
from site_gen.review.decide import Decision, decide
from site_gen.review.run import gather

SEED = "seeds/2022-08-06_talks.txt"
ID = "2022-08-06-talks-end-without-a-result"
TALKS = f"content/items/{ID}.md"
MEMORY = f"content/.ingest/{ID}.json"


def ingest(root: Path) -> None:
    memo = Memo(root)
    try:
        ingest_project(root, memo)
        memo.commit()
    finally:
        memo.close()


def item(root: Path) -> Item:
    return parse_item(TALKS, (root / TALKS).read_text())


def memory(root: Path) -> Memory:
    found = read_memory(root, ID)
    assert found is not None
    return found


def replaced(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text()
    assert old in text
    (root / path).write_text(text.replace(old, new))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project in which a person has worked on an item, and its seed has changed since."""
    root = write_project(tmp_path / "project", SEEDS)
    ingest(root)
    replaced(root, TALKS, "actors: [weirtown, ada-holm]", "actors: [weirtown, weir-guard]  # not her")
    replaced(root, TALKS, 'summary: ""', 'summary: "Mine."')
    replaced(root, "content/topics.yaml", "floods:", 'weather:\n  name: "Weather"\nfloods:')
    ingest(root)
    replaced(root, SEED, "12 houses", "14 houses")
    replaced(root, SEED, "on 10 August", "on 11 August")
    return root


def done(root: Path, *works: Callable[[Path], object]) -> Path:
    """A copy in which all went well."""
    place = root.parent / "done"
    shutil.copytree(root, place)
    for work in works:
        work(place)
    return place


def assert_whole(here: Path, before: dict[str, bytes | str], after: dict[str, bytes | str]) -> None:
    for path, data in whole(here).items():
        assert data in (before.get(path), after.get(path)) or path.endswith(".next"), path


def test_an_ingest_killed_anywhere_is_made_good_by_the_next(root: Path, tmp_path: Path) -> None:
    before, after = whole(root), whole(done(root, ingest))
    assert b"14 houses" in after[TALKS.removeprefix("content/")]
    assert b"# not her" in after[TALKS.removeprefix("content/")]
    for number, here in enumerate(kills(root, tmp_path / "killed", ingest)):  # noqa: B007
        assert_whole(here, before, after)
        ingest(here)
        assert whole(here) == after
    assert number > 15


def test_what_a_killed_ingest_left_beside_is_swept_away_by_the_next(root: Path, tmp_path: Path) -> None:
    left = 0
    for here in kills(root, tmp_path / "killed", ingest):
        beside = [*(here / "content").rglob("*.tmp")]
        for path in beside:
            path.rename(path.with_name(path.name.replace(str(os.getpid()), "4194305")))  # no process has this number
        left += len(beside)
        ingest(here)
        assert [*(here / "content").rglob("*.tmp")] == []
    assert left > 3


def test_a_first_ingest_killed_anywhere_leaves_nothing_for_a_persons(tmp_path: Path) -> None:
    """The seed changes before the next run: what the killed one wrote must not count as a person's."""
    root = write_project(tmp_path / "project", SEEDS)
    for number, here in enumerate(kills(root, tmp_path / "killed", ingest)):  # noqa: B007
        replaced(here, SEED, "12 houses", "14 houses")
        ingest(here)
        assert "14 houses" in item(here).body
        assert (memory(here).pins, memory(here).removed, memory(here).differences) == ((), (), ())
    assert number > 20


def test_a_seed_that_changes_again_after_a_kill_gives_what_it_would_have_given(root: Path, tmp_path: Path) -> None:
    def change(here: Path) -> None:
        replaced(here, SEED, "14 houses", "15 houses")

    fine = done(root, ingest, change, ingest)
    for here in kills(root, tmp_path / "killed", ingest):
        change(here)
        ingest(here)
        assert (here / TALKS).read_text() == (fine / TALKS).read_text()
        assert memory(here).pins == memory(fine).pins
        assert set(memory(here).removed) <= set(memory(fine).removed)


def test_a_seed_that_is_as_before_again_after_a_kill_gives_what_it_gave(root: Path, tmp_path: Path) -> None:
    """Also though the memo of an earlier run knows this very seed."""

    def change(here: Path) -> None:
        replaced(here, SEED, "14 houses", "12 houses")
        replaced(here, SEED, "on 11 August", "on 10 August")

    fine = done(root, change, ingest)
    for here in kills(root, tmp_path / "killed", ingest):
        change(here)
        ingest(here)
        assert (here / TALKS).read_text() == (fine / TALKS).read_text()
        assert memory(here).pins == memory(fine).pins


def test_what_a_person_writes_between_a_kill_and_the_next_run_is_theirs_and_nothing_else(
    root: Path, tmp_path: Path
) -> None:
    def write(here: Path) -> None:
        replaced(here, TALKS, 'title: "Talks', 'title: "My talks')

    for here in kills(root, tmp_path / "killed", ingest):
        write(here)
        replaced(here, SEED, "14 houses", "15 houses")
        ingest(here)
        assert item(here).title.startswith("My talks")
        assert "15 houses" in item(here).body
        assert {pin for pin in memory(here).pins if not pin.startswith("body/")} == {
            "actors/weir-guard", "title",
        }  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        ("actor", Answer("is", "weirtown")),
        ("orphan", Answer("accept")),
        ("orphan", Answer("reject")),
        ("orphan", Answer("skip")),
        ("item", Answer("accept")),
        ("difference", Answer("reject")),
        ("difference", Answer("accept")),
    ],
)
def test_a_decision_killed_anywhere_is_written_or_not_and_can_be_made_again(
    root: Path, tmp_path: Path, kind: str, answer: Answer
) -> None:
    replaced(root, TALKS, 'title: "Talks', 'title: "My talks')
    replaced(root, SEED, "Talks end", "All talks end")
    if kind == "actor":
        replaced(root, "content/actors.yaml", 'name: "Ada Holm"', 'name: "Ida Holm"')
    ingest(root)
    replaced(root, TALKS, 'text: "14 houses', 'text: "16 houses')
    asked = next(one for one in gather(root).questions if one.kind == kind)

    def work(here: Path) -> None:
        decide(here, asked, answer, Decision("2024-01-02", "NN"))

    before, after = whole(root), whole(done(root, work))
    assert before != after
    for here in kills(root, tmp_path / "killed", work):
        assert_whole(here, before, after)
        if kind == "actor" and whole(here) == after:
            continue
        with suppress(SiteError):  # it was written
            work(here)
        assert whole(here) == after
