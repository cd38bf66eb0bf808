"""Stories of a project on disk: seeds and registries change, ids are renamed, a person edits, ingest runs between."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from random import Random
from typing import Final

import pytest
from desk import Desk
from hand import EDITS, follow
from small_site import SEEDS, tree, write_project

from site_gen.content.project import read_memory
from site_gen.content.renamed import Renaming
from site_gen.ingesting import ingest_project
from site_gen.memo import Memo
from site_gen.renaming import rename

SEED: Final = "seeds/2022-08-06_talks.txt"
ID: Final = "2022-08-06-talks-end-without-a-result"
ACTORS: Final = ("ada-holm", "weirtown", "weir-guard", "dams")
HANDS: Final = sorted(EDITS.keys() - {"rename"})
SEED_CHANGES: Final = (
    ("12 houses", "14 houses"),
    ("14 houses", "12 houses"),
    ("without a result", "with a result"),
    ("Holm said", "The mayor said"),
    ("the mayor, Ada Holm, told reporters", "a guard told reporters"),
    ("on 10 August", "on 11 August"),
    ("\n\nHolm", "\n\nThe water was falling.\n\nHolm"),
    ("\n\nThe water was falling.", ""),
)
STORIES: Final = int(os.environ.get("SITE_GEN_EXAMPLES", "1000")) // 60


def ingest(root: Path) -> None:
    memo = Memo(root)
    try:
        report = ingest_project(root, memo)
        memo.commit()
    finally:
        memo.close()
    assert report.problems == ()


class Story:
    """One project, and the desk that follows what a person did to one of its items."""

    def __init__(self, root: Path, number: int) -> None:
        self.root, self.chance = root, Random(number)
        self.file = root / f"content/items/{ID}.md"
        self.desk = Desk()
        self.actors = list(ACTORS)

    def step(self) -> None:
        kind = self.chance.choice(["edit", "edit", "edit", "seed", "registry", "rename", "ingest"])
        getattr(self, kind)()

    def edit(self) -> None:
        self.desk.text = self.file.read_bytes().decode()
        self.desk.edit(EDITS[self.chance.choice(HANDS)], self.chance.randrange(10), self.chance.choice(self.actors))
        self.file.write_bytes(self.desk.text.encode())

    def seed(self) -> None:
        old, new = self.chance.choice(SEED_CHANGES)
        path = self.root / SEED
        path.write_text(path.read_text().replace(old, new, 1))

    def registry(self) -> None:
        path = self.root / "content/topics.yaml"
        path.write_text(path.read_text().replace('"flood*"', self.chance.choice(['"flood*"', '"flood*", "talks"'])))

    def rename(self) -> None:
        at, new = self.chance.randrange(3), f"actor-{self.chance.randrange(1000)}"
        old, self.actors[at] = self.actors[at], new
        rename(self.root, "actor", old, new)
        self.desk.text = self.file.read_bytes().decode()
        follow(self.desk, Renaming("actor", old, new))

    def ingest(self) -> None:
        self.desk.memory = read_memory(self.root, ID)
        self.desk.forget_what_was_undone()
        ingest(self.root)
        self.desk.text = self.file.read_bytes().decode()
        self.desk.check()
        self.desk.forget_order()
        before = tree(self.root / "content")
        shutil.rmtree(self.root / ".site-gen")
        ingest(self.root)
        assert tree(self.root / "content") == before


@pytest.mark.parametrize("number", range(STORIES))
def test_a_person_loses_nothing_and_a_second_ingest_changes_no_byte(tmp_path: Path, number: int) -> None:
    story = Story(write_project(tmp_path / "project", SEEDS), number)
    ingest(story.root)
    for _ in range(12):
        story.step()
    story.ingest()
