"""What the guide says on extending, done to a copy of the package: the new door opens, the new page is built."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest
from small_site import write_project

HERE: Final = Path(__file__).parents[1]
_BLOCK: Final = re.compile(r"^```(python|html|diff)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_PLACE: Final = re.compile(r"^(?:# |<!-- )(\S+)(?: -->)?\n")


def extend(clone: Path, section: str) -> None:
    """Do what a section of the guide shows: write its files, apply its differences."""
    text = (HERE / "docs/extending.md").read_text("utf-8")
    part = text.partition(f"\n## {section}\n")[2].partition("\n## ")[0]
    done = 0
    for kind, block in _BLOCK.findall(part):
        if kind == "diff":
            apply(clone, block)
        else:
            place = _PLACE.match(block)
            assert place is not None, block
            (clone / place[1]).write_text(block[place.end() :])
        done += 1
    assert done >= 2


def apply(clone: Path, difference: str) -> None:
    """Change the files that a difference names; each piece of it must stand there exactly once."""
    for name, pieces in re.findall(
        r"^--- a/\S+\n\+\+\+ b/(\S+)\n(.*?)(?=^--- |\Z)", difference, re.MULTILINE | re.DOTALL
    ):
        text = (clone / name).read_text("utf-8")
        for piece in pieces.split("@@\n")[1:]:
            lines = [(line[:1], line[1:]) for line in piece.splitlines()]
            before = "".join(f"{line}\n" for sign, line in lines if sign != "+")
            assert text.count(before) == 1, f"{name}:\n{before}"
            text = text.replace(before, "".join(f"{line}\n" for sign, line in lines if sign != "-"))
        (clone / name).write_text(text)


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """The package and its templates, to be changed."""
    for name in ("site_gen", "templates"):
        shutil.copytree(HERE / name, tmp_path / "clone" / name, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path / "clone"


def run(clone: Path, root: Path, *words: str) -> str:
    """What a command of the changed package tells."""
    command = [sys.executable, "-P", "-m", "site_gen", "-C", str(root), *words]
    env = {"PYTHONPATH": str(clone), "PATH": ""}
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_door_of_the_guide_opens_subtitles(clone: Path, tmp_path: Path) -> None:
    extend(clone, "A kind of seed")
    root = write_project(tmp_path / "p")
    (root / "seeds").mkdir(exist_ok=True)
    one = "1\n00:00:01,000 --> 00:00:04,000\nGates stay shut\n"
    seed = f"{one}\n2\n00:00:05,000 --> 00:00:09,500\nThe gates stay shut,\nAda Holm said.\n"
    (root / "seeds/2022-08-09_talk.srt").write_text(seed)
    assert "2022-08-09-gates-stay-shut: new" in run(clone, root, "ingest")
    item = (root / "content/items/2022-08-09-gates-stay-shut.md").read_text("utf-8")
    assert item.endswith("\nThe gates stay shut, Ada Holm said.\n")
    assert "actors: [ada-holm]" in item


def test_the_page_of_the_guide_is_built_and_follows(clone: Path, tmp_path: Path) -> None:
    extend(clone, "A kind of page")
    root = write_project(tmp_path / "p")
    run(clone, root, "build")
    run(clone, root, "check")
    page = root / "public/speakers.html"
    assert '<li><a href="actors/ada-holm.html">Ada Holm</a> 1</li>' in page.read_text("utf-8")
    said = 'statements:\n  - {speaker: ada-holm, text: "More rain.", kind: direct}'
    (root / "content/items/more.md").write_text(f'---\ntitle: "More"\n{said}\n---\n\n"More rain."\n')
    run(clone, root, "build")
    assert "Ada Holm</a> 2</li>" in page.read_text("utf-8")


def test_a_difference_that_does_not_fit_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("one\ntwo\n")
    apply(tmp_path, "--- a/a.py\n+++ b/a.py\n@@\n two\n+three\n")
    assert (tmp_path / "a.py").read_text() == "one\ntwo\nthree\n"
    with pytest.raises(AssertionError):
        apply(tmp_path, "--- a/a.py\n+++ b/a.py\n@@\n four\n+five\n")
