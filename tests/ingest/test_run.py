"""Seeds on disk to items on disk: twice is once, a person's file stays, nothing is lost."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from site_gen.content.item import parse_item
from site_gen.ingest.run import IngestReport
from site_gen.ingesting import ingest_project
from site_gen.init import init
from site_gen.memo import Memo
from site_gen.questions import plain_answers

SEED = "seeds/2024-03-12_river.txt"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    init(tmp_path / "p", plain_answers("River"))
    return tmp_path / "p"


def run(root: Path, *, dry: bool = False, only_new: bool = False, forget: bool = True) -> IngestReport:
    memo = Memo(root)
    try:
        report = ingest_project(root, memo, dry=dry, only_new=only_new)
        if not forget:
            memo.commit()
        return report
    finally:
        memo.close()


def tree(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes() for path in (root / "content").rglob("*") if path.is_file()
    }


def item_path(root: Path) -> Path:
    return next((root / "content/items").glob("*.md"))


def test_ingesting_twice_changes_no_byte(root: Path) -> None:
    assert [seed.action for seed in run(root).seeds] == ["create"]
    before = tree(root)
    assert [seed.action for seed in run(root).seeds] == ["same"]
    assert [seed.action for seed in run(root, forget=False).seeds] == ["same"]
    assert tree(root) == before


def test_deleted_items_come_back_byte_for_byte(root: Path) -> None:
    run(root)
    before = tree(root)
    item_path(root).unlink()
    run(root, only_new=True)
    assert tree(root) == before


def test_a_file_that_a_person_touched_keeps_the_persons_values(root: Path) -> None:
    run(root)
    path = item_path(root)
    path.write_text(
        path.read_text().replace('summary: ""', 'summary: "Mine."  # a note').replace("River level", "Level")
    )
    registry = root / "content/topics.yaml"
    registry.write_text(registry.read_text().replace("flood*", "meadows"))
    report = run(root)
    text = path.read_text()
    assert report.seeds[0].action in ("merge", "keep")
    assert 'summary: "Mine."  # a note' in text
    assert 'title: "Level falls' in text


def test_a_changed_seed_updates_an_untouched_item_and_keeps_both_versions(root: Path) -> None:
    run(root)
    seed = root / SEED
    seed.write_text(seed.read_text().replace("40 households", "41 households") + "\nThe dike held.\n")
    report = run(root)
    assert report.seeds[0].action == "update"
    assert any("1 added, 1 changed" in note for note in report.seeds[0].notes)
    assert "41 households" in item_path(root).read_text()
    assert len(list((root / "content/.ingest/versions").iterdir())) == 2


def test_a_removed_seed_deletes_nothing(root: Path) -> None:
    run(root)
    before = tree(root)
    (root / SEED).unlink()
    run(root)
    assert tree(root) == before


def test_the_same_bytes_under_another_name_are_refused_with_a_word(root: Path) -> None:
    run(root)
    (root / "seeds/copy.txt").write_bytes((root / SEED).read_bytes())
    report = run(root)
    assert {seed.action for seed in report.seeds} == {"same", "duplicate"}
    assert len(list((root / "content/items").glob("*.md"))) == 1


def test_a_dry_run_writes_nothing(root: Path) -> None:
    before = tree(root)
    assert run(root, dry=True).seeds[0].action == "create"
    assert tree(root) == before


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "empty-seed"), (b" \n\n", "empty-seed"), (b"\xff\x00caf\xe9", "not-utf-8"), (b"a\x00b", "binary-seed")],
)
def test_a_seed_that_is_no_text_is_told_and_the_others_are_taken(root: Path, data: bytes, code: str) -> None:
    (root / "seeds/bad.txt").write_bytes(data)
    report = run(root)
    assert [problem.code for problem in report.problems] == [code]
    assert [seed.action for seed in report.seeds] == ["create"]


HEAD = "<title>{0}</title><article><h1>{0}</h1><p>The gates are open since Monday, the mayor of the town said.</p>"


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("x.txt", "It rained. " * 100_000, "too-long"),
        ("x.txt", "It rained a" + "\u0301" * 900 + ".", "piled-marks"),
        ("x.html", HEAD.format("Rain a" + "\u0301" * 900), "piled-marks"),
        ("x.txt", "“It rained,” said Ada Holm on Monday. " * 10_500, "too-many"),
    ],
    ids=["text", "marks", "title", "statements"],
)
def test_no_seed_makes_an_item_that_a_build_would_refuse(root: Path, name: str, text: str, code: str) -> None:
    (root / f"seeds/{name}").write_text(text, encoding="utf-8")
    report = run(root)
    assert [(problem.path, problem.code) for problem in report.problems] == [(f"seeds/{name}", code)]
    assert [seed.action for seed in report.seeds] == ["create"]
    assert len(list((root / "content/items").glob("*.md"))) == 1


def test_a_sidecar_with_a_slip_is_told_with_its_line(root: Path) -> None:
    (root / SEED.replace(".txt", ".yaml")).write_text("published: 2024-03-12\nsorce: valley-post\n")
    problem = run(root).problems[0]
    assert (problem.line, problem.code) == (2, "unknown-field")
    assert "source" in problem.hint


def test_without_a_day_nothing_is_dated(root: Path) -> None:
    (root / SEED).rename(root / "seeds/river.txt")
    (root / SEED.replace(".txt", ".yaml")).unlink()
    run(root)
    path = item_path(root)
    item = parse_item(f"content/items/{path.name}", path.read_text())
    assert item.published is None
    assert {statement.said for statement in item.statements} == {None}
    assert {event.when for event in item.events} <= {None, "XXXX-03-20"}


def test_the_committed_items_are_what_ingest_makes_of_the_seeds(tmp_path: Path) -> None:
    here = Path(__file__).parents[2]
    for name in ("seeds", "content"):
        shutil.copytree(here / name, tmp_path / name)
    before = tree(tmp_path)
    shutil.rmtree(tmp_path / "content/items")
    shutil.rmtree(tmp_path / "content/.ingest")
    run(tmp_path)
    assert tree(tmp_path) == before


def test_a_dry_run_tells_a_duplicate_too(root: Path) -> None:
    shutil.copyfile(root / SEED, root / "seeds/z.txt")
    assert [seed.action for seed in run(root, dry=True).seeds] == ["create", "duplicate"]


def test_what_is_no_plain_file_among_the_memories_is_passed_over(root: Path) -> None:
    run(root)
    os.mkfifo(root / "content/.ingest/pipe.json")
    (root / "content/.ingest/folder.json").mkdir()
    (root / "content/.ingest/link.json").symlink_to("/etc/hostname")
    assert [seed.action for seed in run(root).seeds] == ["same"]


def test_control_characters_of_a_seed_make_no_item_that_cannot_be_read(root: Path) -> None:
    text = (root / SEED).read_text().replace("River Authority said", "River\x0cAuthority\x07 said")
    (root / SEED).write_text(text)
    run(root)
    parse_item(f"content/items/{item_path(root).name}", item_path(root).read_text())


def test_a_day_in_the_name_of_a_seed_is_not_told_twice(root: Path) -> None:
    (root / "seeds/2024-05-18-selo.txt").write_text("Мост открыли в четверг.\n")
    (root / "seeds/2024-05-18-selo.yaml").write_text('title: "Կամուրջ"\nlang: ru\n')
    run(root)
    assert (root / "content/items/2024-05-18-selo.md").exists()


@pytest.mark.parametrize(
    ("title", "name"), [("Мост открыт", "most-otkryt"), ("20", "bridge"), ("Կամուրջ 20", "bridge")]
)
def test_a_title_gives_the_id_where_it_has_letters_for_it(root: Path, title: str, name: str) -> None:
    (root / "seeds/bridge.txt").write_text("The bridge was opened on Thursday.\n")
    (root / "seeds/bridge.yaml").write_text(f'title: "{title}"\nlang: en\n', encoding="utf-8")
    run(root)
    assert (root / f"content/items/{name}.md").exists()


def test_a_day_that_owns_something_keeps_no_preposition(root: Path) -> None:
    (root / "seeds/2024-05-21-vote.txt").write_text("Lind won 53 percent in Sunday's run-off.\n")
    run(root)
    (path,) = (root / "content/items").glob("2024-05-21-*.md")
    assert [one.words for one in parse_item(f"content/items/{path.name}", path.read_text()).events] == ["Sunday"]
