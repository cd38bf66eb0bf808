"""Decisions written into a real project."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from site_gen.content.item import parse_item
from site_gen.content.memory import FORMAT, Difference, Memory, Unknown, encode_memory
from site_gen.content.pairing import entry_key
from site_gen.content.project import read_registries
from site_gen.errors import SiteError
from site_gen.model import Item
from site_gen.review.actor import NewActor
from site_gen.review.answer import Answer
from site_gen.review.decide import Decision, decide
from site_gen.review.queue import Question
from site_gen.review.run import entries_in, gather

DAY = Decision("2026-01-31", "NN")
ITEM = "content/items/gates-open.md"
MACHINE = ITEM.replace("content/items", "content/.ingest").replace(".md", ".json")


def item(root: Path) -> Item:
    return parse_item(ITEM, (root / ITEM).read_text(encoding="utf-8"))


def remember(root: Path, machine: Item, *differences: Difference, unknown: tuple[Unknown, ...] = ()) -> None:
    (root / MACHINE).parent.mkdir(exist_ok=True)
    memory = Memory(FORMAT, "gates-open", "seeds/x.txt", "0", "", machine, (), differences=differences, unknown=unknown)
    (root / MACHINE).write_bytes(encode_memory(memory))


def asked(root: Path, kind: str) -> Question:
    return next(one for one in gather(root).questions if one.kind == kind)


def test_the_machines_value_of_a_field_is_taken_into_the_one_entry(project: Path) -> None:
    stands = item(project)
    told = stands.statements[0]
    machine = replace(stands, statements=(replace(told, place=None, speaker="weirtown", act="promise"),))
    key = entry_key("statements", told)
    remember(project, machine, Difference("statements: We shall, speaker", "ada-holm", "weirtown", key, "speaker"))
    before = (project / ITEM).read_text(encoding="utf-8")
    decide(project, asked(project, "difference"), Answer("accept"), DAY)
    after = (project / ITEM).read_text(encoding="utf-8")
    assert after == before.replace("speaker: ada-holm", "speaker: weirtown", 1)
    assert not any(one.kind == "difference" for one in gather(project).questions)


def test_a_whole_entry_that_the_machine_proposes_is_added_and_a_tag_too(project: Path) -> None:
    stands = item(project)
    more = replace(stands.statements[0], place=None, text="Forty people had left their homes", speaker="weirtown")
    machine = replace(stands, statements=(*stands.statements, more), topics=("dams", "floods"))
    key = entry_key("statements", more)
    remember(project, machine, Difference("statements: Forty", "", "…", key), Difference("topics", "", "floods"))
    for _ in range(2):
        decide(project, asked(project, "difference"), Answer("accept"), DAY)
    assert [one.text for one in item(project).statements][1] == "Forty people had left their homes"
    assert item(project).topics == ("dams", "floods")


def test_keeping_the_files_value_settles_the_question_for_good(project: Path) -> None:
    remember(project, item(project), Difference("title", "Gates open", "Gates are open"))
    before = (project / ITEM).read_bytes()
    decide(project, asked(project, "difference"), Answer("reject"), DAY)
    assert (project / ITEM).read_bytes() == before
    assert not any(one.kind == "difference" for one in gather(project, again=True).questions)


def test_a_name_becomes_an_actor_or_a_name_of_one_or_nobody(project: Path) -> None:
    names = tuple(Unknown(name, "person", count) for name, count in (("Jon Weir", 3), ("Holm", 2), ("Rain Song", 1)))
    remember(project, item(project), unknown=names)
    actors = (project / "content/actors.yaml").read_text(encoding="utf-8")
    decide(project, asked(project, "actor"), Answer("accept"), DAY)
    decide(project, asked(project, "actor"), Answer("is", "ada-holm"), DAY)
    decide(project, asked(project, "actor"), Answer("reject"), DAY)
    assert not any(one.kind == "actor" for one in gather(project).questions)
    _, registry, _ = read_registries(project)
    assert registry.actors["jon-weir"].kind == "person"
    assert [alias.name for alias in registry.actors["ada-holm"].aliases] == ["Holm"]
    assert "Rain Song" not in (project / "content/actors.yaml").read_text(encoding="utf-8")
    assert (project / "content/actors.yaml").read_text(encoding="utf-8").startswith(actors[:40])


@pytest.mark.parametrize(
    ("actor", "told"),
    [(NewActor("ada-holm", "Jon"), "there is an actor"), (NewActor("Jon Weir", "Jon"), "no id"),
     (NewActor("jon", " "), "no name"), (NewActor("jon", "Jon", of="weirton"), 'did you mean "weirtown"')],
)  # fmt: skip
def test_an_actor_that_cannot_be_is_refused_and_nothing_is_written(project: Path, actor: NewActor, told: str) -> None:
    remember(project, item(project), unknown=(Unknown("Jon Weir", "person", 1),))
    before = (project / "content/actors.yaml").read_bytes()
    with pytest.raises(SiteError, match=told):
        decide(project, asked(project, "actor"), Answer("accept", actor=actor), DAY)
    assert (project / "content/actors.yaml").read_bytes() == before


def test_a_speaker_that_no_registry_has_is_refused_with_the_nearest(project: Path) -> None:
    question = next(one for one in entries_in(project, "gates-open") if one.anchor.startswith("s-"))
    before = (project / ITEM).read_bytes()
    with pytest.raises(SiteError, match='did you mean "ada-holm"'):
        decide(project, question, Answer("is", "ada-hol"), DAY)
    assert (project / ITEM).read_bytes() == before


def test_an_answer_that_does_not_fit_is_refused(project: Path) -> None:
    remember(project, item(project), Difference("title", "Gates open", "Gates are open"))
    with pytest.raises(SiteError, match="is no answer to this"):
        decide(project, asked(project, "difference"), Answer("date", "2024"), DAY)


def test_an_orphan_that_is_to_stay_is_asked_once(project: Path) -> None:
    text = (project / ITEM).read_text(encoding="utf-8")
    (project / ITEM).write_text(text.replace("rose by a metre on Wednesday.\n", "fell.\n"), encoding="utf-8")
    question = asked(project, "orphan")
    assert "do not stand in the article" in question.told
    decide(project, question, Answer("accept"), DAY)
    assert not any(one.kind == "orphan" for one in gather(project, again=True).questions)
