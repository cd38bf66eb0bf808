"""Seeds that change, move or vanish: every state is kept, what changed is told, and no item is lost or made twice."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from small_site import SEEDS, tree, write_project

from site_gen.content.item import parse_item
from site_gen.explain import explain
from site_gen.ingest.run import SeedReport
from site_gen.ingesting import ingest_project
from site_gen.listing import list_content
from site_gen.memo import Memo
from site_gen.model import Item

SEED = "seeds/2022-08-06_talks.txt"
ID = "2022-08-06-talks-end-without-a-result"
TALKS = f"content/items/{ID}.md"
HOUSES = "Holm said 12 houses had been flooded.\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = write_project(tmp_path / "project", SEEDS)
    ingest(root)
    return root


def ingest(root: Path) -> dict[str, SeedReport]:
    memo = Memo(root)
    try:
        report = ingest_project(root, memo)
        memo.commit()
    finally:
        memo.close()
    assert report.problems == ()
    return {seed.seed: seed for seed in report.seeds}


def item(root: Path) -> Item:
    return parse_item(TALKS, (root / TALKS).read_text())


def replaced(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text()
    assert old in text
    (root / path).write_text(text.replace(old, new))


def items(root: Path) -> list[str]:
    return sorted(path.name for path in (root / "content/items").iterdir())


def test_every_state_of_a_seed_is_kept_and_what_changed_is_told_then_and_later(root: Path) -> None:
    first = (root / SEED).read_bytes()
    replaced(root, SEED, HOUSES, "Holm said 14 houses had been flooded.\n\nThe water was falling.\n")
    replaced(root, SEED, "Talks end without a result", "Talks fail")
    assert any("1 added, 1 changed" in note for note in ingest(root)[SEED].notes)
    second = (root / SEED).read_bytes()
    kept = root / "content/.ingest/versions"
    hashes = [sha256(data).hexdigest() for data in (first, second)]
    assert [(kept / f"{one}.txt").read_bytes() for one in hashes] == [first, second]
    told = [line.strip() for line in explain(root, ID).lines if "seed as of" in line]
    assert told == [
        f"seed as of {hashes[0][:12]}: “Talks end without a result”, 2022-08-06",
        f"seed as of {hashes[1][:12]}: “Talks fail”, 2022-08-06; another headline, paragraphs: 1 added, 2 changed",
    ]
    ingest(root)
    assert [line.strip() for line in explain(root, ID).lines if "seed as of" in line] == told


def test_a_state_whose_text_is_lost_is_told_nevertheless(root: Path) -> None:
    first = sha256((root / SEED).read_bytes()).hexdigest()
    replaced(root, SEED, HOUSES, "")
    ingest(root)
    (root / f"content/.ingest/versions/{first}.txt").unlink()
    assert sum("its text is not kept" in line for line in explain(root, ID).lines) == 1


def test_words_that_a_changed_seed_has_no_more_are_orphans_until_they_are_back(root: Path) -> None:
    """A person corrected the entry, so that it stays; those that nobody touched go with their words."""
    before = [statement.text for statement in item(root).statements]
    assert "12 houses had been flooded" in before
    replaced(
        root,
        TALKS,
        'text: "12 houses had been flooded"\n    kind: indirect',
        'text: "12 houses had been flooded"\n    kind: partial',
    )
    replaced(root, SEED, HOUSES, "")
    replaced(root, SEED, "on Friday, Weirtown said", "on Friday evening, Weirtown said")
    report = ingest(root)[SEED]
    assert report.action == "merge"
    assert report.orphans == ("12 houses had been flooded",)
    assert [(one.id, "12 houses" in one.told) for one in list_content(root, "orphans")] == [(ID, True)]
    told = [statement.text for statement in item(root).statements]
    assert [text for text in before if text in told] == [text for text in told if text in before]
    assert "We shall meet again on 10 August," in told
    replaced(root, SEED, "told reporters.\n", f"told reporters.\n\n{HOUSES}")
    assert ingest(root)[SEED].orphans == ()
    assert list_content(root, "orphans") == ()


def test_a_seed_that_vanishes_takes_nothing_along(root: Path) -> None:
    before = tree(root / "content")
    (root / SEED).unlink()
    (root / SEED.replace(".txt", ".yaml")).unlink()
    ingest(root)
    assert tree(root / "content") == before


def test_a_seed_with_another_name_keeps_its_item_and_a_persons_work(root: Path) -> None:
    replaced(root, TALKS, 'summary: ""', 'summary: "Mine."')
    before = items(root)
    rename_seed(root, "seeds/moved.txt")
    replaced(root, "seeds/moved.yaml", "source: post", "source: post\npublished: 2022-08-06")
    report = ingest(root)["seeds/moved.txt"]
    assert (report.item, report.action, report.notes) == (ID, "merge", (f"the seed was {SEED} before",))
    assert items(root) == before
    assert item(root).summary == "Mine."
    assert item(root).evidence is not None
    assert item(root).evidence.seed == "seeds/moved.txt"  # type: ignore[union-attr]
    replaced(root, "seeds/moved.txt", "12 houses", "14 houses")
    assert ingest(root)["seeds/moved.txt"].item == ID
    assert items(root) == before
    assert "14 houses" in item(root).body


def rename_seed(root: Path, new: str) -> None:
    (root / SEED).rename(root / new)
    (root / SEED.replace(".txt", ".yaml")).rename(root / new.replace(".txt", ".yaml"))


def test_two_copies_in_place_of_a_seed_make_no_second_item(root: Path) -> None:
    before = items(root)
    data = (root / SEED).read_bytes()
    rename_seed(root, "seeds/a.txt")
    (root / "seeds/b.txt").write_bytes(data)
    reports = ingest(root)
    assert {
        path: (one.item, one.action) for path, one in reports.items() if path in ("seeds/a.txt", "seeds/b.txt")
    } == {
        "seeds/a.txt": (ID, "update"),
        "seeds/b.txt": (ID, "duplicate"),
    }
    assert items(root) == before


def test_a_seed_that_is_renamed_and_changed_at_once_is_a_new_one_and_that_is_told(root: Path) -> None:
    """Nothing but its name and its bytes says which article a seed is; the old item stays, the report names it."""
    before = (root / TALKS).read_bytes()
    replaced(root, SEED, "12 houses", "14 houses")
    rename_seed(root, "seeds/2022-08-06_moved.txt")
    report = ingest(root)["seeds/2022-08-06_moved.txt"]
    assert report.action == "create"
    assert report.item.startswith(f"{ID}-")
    assert report.notes == (f"an item of this day and title is there already: {ID}",)
    assert (root / TALKS).read_bytes() == before
