"""A renamed id takes everything along: files, memory, what a person decided; and an interrupted run is completed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from killing import kills, whole
from small_site import SEEDS, tree, write_project

from site_gen.build import BuildOptions, build
from site_gen.content.item import parse_item
from site_gen.content.memory import decode_memory
from site_gen.content.project import read_memory
from site_gen.errors import SiteError
from site_gen.ingesting import ingest_project
from site_gen.memo import Memo
from site_gen.model import Item
from site_gen.renaming import rename
from site_gen.review.answer import Answer
from site_gen.review.decide import Decision, decide
from site_gen.review.run import gather
from site_gen.site.anchors import anchor_of

Tree = dict[str, bytes | str]
TALKS = "content/items/2022-08-06-talks-end-without-a-result.md"
DAM = "2022-08-09-ada-holm-said-on-tuesday-that-the-dam-was-safe-the-weir-guard-denied-this"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = write_project(tmp_path / "project", SEEDS)
    ingest(root)
    return root


def ingest(root: Path) -> None:
    memo = Memo(root)
    try:
        report = ingest_project(root, memo)
        memo.commit()
    finally:
        memo.close()
    assert report.problems == ()


def item(root: Path, path: str = TALKS) -> Item:
    return parse_item(path, (root / path).read_text())


def edit(root: Path, old: str, new: str, path: str = TALKS) -> None:
    text = (root / path).read_text()
    assert old in text
    (root / path).write_text(text.replace(old, new, 1))


def test_the_project_reads_as_these_tests_think(root: Path) -> None:
    assert item(root).actors == ("weirtown", "ada-holm")
    assert "ada-holm" in {statement.speaker for statement in item(root).statements}


@pytest.mark.parametrize("ingested", [True, False])
def test_an_actor_that_a_person_removed_does_not_come_back_under_its_new_id(root: Path, ingested: bool) -> None:
    edit(root, "actors: [weirtown, ada-holm]", "actors: [weirtown]")
    if ingested:
        touch_registry(root)
        ingest(root)
    rename(root, "actor", "ada-holm", "mayor-holm")
    ingest(root)
    assert item(root).actors == ("weirtown",)
    assert "mayor-holm" in {statement.speaker for statement in item(root).statements}
    touch_registry(root)
    ingest(root)
    assert item(root).actors == ("weirtown",)


def renamed(root: Path) -> object:
    return rename(root, "actor", "ada-holm", "mayor-holm")


def touch_registry(root: Path) -> None:
    """Something new in a registry, so that all seeds are read again."""
    path = root / "content/topics.yaml"
    path.write_text(path.read_text() + f'more{len(path.read_text())}:\n  name: "More"\n')


@pytest.mark.parametrize("ingested", [True, False])
def test_an_actor_that_a_person_added_stays_under_its_new_id(root: Path, ingested: bool) -> None:
    edit(root, "actors: [weirtown, ada-holm]", "actors: [weirtown, weir-guard, ada-holm]")
    if ingested:
        touch_registry(root)
        ingest(root)
    rename(root, "actor", "weir-guard", "guard")
    touch_registry(root)
    ingest(root)
    assert item(root).actors == ("weirtown", "guard", "ada-holm")


def test_a_person_who_removed_one_of_two_that_become_one_keeps_it_out(root: Path) -> None:
    edit(root, "actors: [weirtown, ada-holm]", "actors: [weirtown]")
    touch_registry(root)
    ingest(root)
    entry = 'holm:\n  name: "A. Holm"\n  kind: person\n'
    (root / "content/actors.yaml").write_text((root / "content/actors.yaml").read_text() + entry)
    rename(root, "actor", "ada-holm", "holm")
    ingest(root)
    assert item(root).actors == ("weirtown",)
    memory = read_memory(root, item(root).id)
    assert memory is not None
    assert "actors/holm" in memory.removed
    assert memory.item.actors == ("weirtown", "holm")


def test_two_that_become_one_stand_once_in_every_list(root: Path) -> None:
    rename(root, "actor", "ada-holm", "weirtown")
    assert item(root).actors == ("weirtown",)
    assert "actors: [weirtown]\n" in (root / TALKS).read_text()


def test_a_renaming_leaves_nothing_for_the_next_ingest(root: Path) -> None:
    """The machine writes the new id then: files, pins and reasons are as if it had always been so."""
    edit(root, 'summary: ""', 'summary: "Mine."')
    touch_registry(root)
    ingest(root)
    rename(root, "actor", "ada-holm", "mayor-holm")
    before = tree(root / "content")
    ingest(root)
    assert tree(root / "content") == before
    assert b"ada-holm" not in (root / "content/.ingest/2022-08-06-talks-end-without-a-result.json").read_bytes()


@pytest.mark.parametrize(("kind", "old", "new"), [("topic", "floods", "high-water"), ("source", "post", "weir-post")])
def test_topics_and_sources_follow_in_files_and_memory(root: Path, kind: str, old: str, new: str) -> None:
    edit(root, "\ntopics: [dams]", "\ntopics: [dams, floods]")
    edit(root, "\nsource: post", "\nvia: [post]\nsource: post")
    touch_registry(root)
    ingest(root)
    rename(root, kind, old, new)  # type: ignore[arg-type]
    before = tree(root / "content")
    ingest(root)
    assert tree(root / "content") == before
    assert new in (item(root).topics if kind == "topic" else (item(root).source, *item(root).via))
    assert build(root, BuildOptions(ingest="none")).items == 5


def test_differences_and_what_was_decided_of_them_follow(root: Path) -> None:
    edit(root, "speaker: ada-holm", "speaker: weir-guard")
    alias = (root / "content/actors.yaml").read_text()
    (root / "content/actors.yaml").write_text(alias.replace("roles:\n", 'aliases: ["the mayor"]\n  roles:\n'))
    touch_registry(root)
    ingest(root)
    edit(root, "actors: [weirtown, ada-holm]", 'actors: [weirtown, ada-holm]\nreviewed: "2024-01-02 by NN"')
    entry = (
        (root / "content/actors.yaml")
        .read_text()
        .replace('name: "Weir Guard"', 'name: "Weir Guard"\n  aliases: ["Friday"]')
    )
    (root / "content/actors.yaml").write_text(entry)
    ingest(root)
    asked = [one for one in gather(root).questions if one.kind == "difference" and one.item == item(root).id]
    assert "weir-guard" in asked[0].told
    decide(root, asked[0], Answer("reject"), Decision("2024-01-02", "NN"))
    rename(root, "actor", "weir-guard", "guard")
    left = [one for one in gather(root).questions if one.kind == "difference" and one.item == item(root).id]
    assert [one.told for one in left] == [one.told.replace("weir-guard", "guard") for one in asked[1:]]
    memory = read_memory(root, item(root).id)
    assert memory is not None
    assert "guard" in memory.differences[0].proposed.split("; ")
    assert "weir-guard" not in str(memory)


def test_answers_and_links_to_a_renamed_speakers_words_follow(root: Path) -> None:
    entry = next(one for one in item(root).statements if one.speaker == "ada-holm")
    address = f"{item(root).id}#{anchor_of(entry)}"
    guard = "content/items/guard-answers.md"
    edit(root, "    kind: indirect\n", f'    kind: indirect\n    replies_to: "{address}"  # to the mayor\n', guard)
    edit(root, "Talks are planned.\n", f"Talks are planned. [Mayor]({address.replace('#', '.html#')})\n", guard)
    rename(root, "actor", "ada-holm", "mayor-holm")
    moved = next(one for one in item(root).statements if one.text == entry.text)
    told = f"{item(root).id}#{anchor_of(moved)}"
    assert told != address
    text = (root / guard).read_text()
    assert f'    replies_to: "{told}"  # to the mayor\n' in text
    assert f"({told.replace('#', '.html#')})" in text


def test_what_was_put_off_in_review_stays_put_off(root: Path) -> None:
    edit(root, 'text: "12 houses', 'text: "13 houses')
    asked = next(one for one in gather(root).questions if one.kind == "orphan")
    decide(root, asked, Answer("skip"), Decision("2024-01-02", "NN"))
    skipped = gather(root).skipped
    rename(root, "actor", "ada-holm", "mayor-holm")
    assert gather(root).skipped == skipped == 1
    assert asked.id not in {one.id for one in gather(root, again=True).questions}


def test_a_file_that_the_machine_alone_wrote_stays_its_own(root: Path) -> None:
    rename(root, "actor", "ada-holm", "mayor-holm")
    seed = root / "seeds/2022-08-06_talks.txt"
    seed.write_text(seed.read_text().replace("without a result on Friday", "with a result on Friday"))
    ingest(root)
    memory = read_memory(root, item(root).id)
    assert memory is not None
    assert (memory.pins, memory.removed) == ((), ())
    assert memory.written
    assert "with a result" in item(root).body


def test_an_id_in_any_style_is_renamed_with_its_comment_left(tmp_path: Path) -> None:
    root = write_project(tmp_path)
    text = (
        '---\ntitle: x\nactors:\n  - "ada-holm"   # she\n  - >-  # folded\n    weirtown\nstatements:\n'
        "  - {speaker: 'ada-holm', text: t, kind: direct}\n"
        '  - speaker: "ada\\x2dholm"\n    text: "ada-holm"\n    kind: direct\n---\nt ada-holm\n'
    )
    path = root / "content/items/x.md"
    path.write_text(text)
    rename(root, "actor", "ada-holm", "holm")
    rename(root, "actor", "weirtown", "town")
    assert path.read_text() == text.replace('"ada-holm"   #', '"holm"   #').replace("'ada-holm'", "'holm'").replace(
        '"ada\\x2dholm"', "holm"
    ).replace("weirtown", "town")


def test_a_renaming_killed_anywhere_is_completed_by_the_same_call(root: Path, tmp_path: Path) -> None:
    """At every call that changes the disk; between, an ingest may have run."""
    guard = "content/items/guard-answers.md"
    entry = next(one for one in item(root).statements if one.speaker == "ada-holm")
    edit(
        root,
        "    kind: indirect\n",
        f'    kind: indirect\n    replies_to: "{item(root).id}#{anchor_of(entry)}"\n',
        guard,
    )
    edit(root, "actors: [weirtown, ada-holm]", "actors: [weirtown, weir-guard]  # mine")
    edit(root, 'text: "12 houses', 'text: "13 houses')
    touch_registry(root)
    ingest(root)
    asked = next(one for one in gather(root).questions if one.kind == "orphan")
    decide(root, asked, Answer("skip"), Decision("2024-01-02", "NN"))
    shutil.copytree(root, tmp_path / "done")
    rename(tmp_path / "done", "actor", "ada-holm", "mayor-holm")
    done = whole(tmp_path / "done")
    ingest(tmp_path / "done")
    assert whole(tmp_path / "done") == done
    before = whole(root)
    number = 0
    for between, place in ((False, "k"), (True, "l")):
        number = check_kills(root, tmp_path / place, before, done, between)
    assert number > 25


def check_kills(root: Path, place: Path, before: Tree, done: Tree, between: bool) -> int:
    """Kill at every call, complete, compare; the number of calls."""
    number = 0
    for number, here in enumerate(kills(root, place, renamed)):
        states = whole(here)
        assert all(
            states[path] in (before.get(path), done.get(path)) for path in states if path.endswith((".md", ".yaml"))
        )
        if between:
            ingest(here)
        rename(here, "actor", "ada-holm", "mayor-holm")
        assert whole(here) == done, f"killed at call {number}"
        ingest(here)
        assert whole(here) == done
        assert gather(here).skipped == 1
    return number


def test_a_run_after_it_was_done_finds_nothing_to_do(root: Path) -> None:
    assert rename(root, "actor", "ada-holm", "mayor-holm")
    before = tree(root)
    assert rename(root, "actor", "ada-holm", "mayor-holm") == ()
    assert tree(root) == before
    with pytest.raises(SiteError, match="unknown-actor"):
        rename(root, "actor", "ada-hol", "mayor-holm")


def test_a_file_from_before_the_renaming_is_mended_by_ingest(root: Path) -> None:
    """A colleague's branch still had the old id: no value of it is taken for a person's."""
    old = (root / TALKS).read_text()
    rename(root, "actor", "ada-holm", "mayor-holm")
    done = tree(root / "content")
    (root / TALKS).write_text(old)
    ingest(root)
    assert item(root).actors == ("weirtown", "mayor-holm")
    memory = decode_memory((root / f"content/.ingest/{item(root).id}.json").read_bytes())
    assert memory is not None
    assert (memory.pins, memory.removed) == ((), ())
    assert tree(root / "content").keys() == done.keys()
