"""The review at a real terminal: both seeds from first question to last, by keyboard alone."""

from __future__ import annotations

import os
import pty
import re
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from site_gen.content.item import parse_item
from site_gen.content.project import read_registries
from site_gen.model import Item

HERE = Path(__file__).parents[2]
TIMEOUT = 60


class Terminal:
    """`site-gen review` on a pseudo-terminal, driven by what it asks."""

    def __init__(self, root: Path, *more: str) -> None:
        self.ours, theirs = pty.openpty()
        command = [sys.executable, "-m", "site_gen", "-C", str(root), "review", "--by", "NN", *more]
        self.process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, close_fds=True)
        os.close(theirs)
        self.text = ""

    def asked(self) -> str:
        """All that was told up to the next prompt, or to the end."""
        told = ""
        end = time.monotonic() + TIMEOUT
        while time.monotonic() < end:
            if not select.select([self.ours], [], [], 1)[0]:
                continue
            try:
                data = os.read(self.ours, 65536).decode("utf-8", "replace")
            except OSError:
                break
            if not data:
                break
            told += data
            if told.endswith(("> ", "]: ")):
                break
        self.text += told
        return told

    def type(self, line: str) -> str:
        """Type a line and Enter; what comes up to the next prompt."""
        os.write(self.ours, line.encode() + b"\n")
        return self.asked()

    def end(self) -> int:
        self.process.wait(TIMEOUT)
        os.close(self.ours)
        return self.process.returncode


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The two seeds, as the machine has read them."""
    for name in ("content", "seeds"):
        shutil.copytree(HERE / name, tmp_path / name)
    subprocess.run([sys.executable, "-m", "site_gen", "-C", str(tmp_path), "ingest", "-q"], check=True)
    return tmp_path


def items(root: Path) -> list[Item]:
    paths = sorted((root / "content/items").glob("*.md"))
    return [parse_item(f"content/items/{path.name}", path.read_text(encoding="utf-8")) for path in paths]


def test_both_seeds_are_reviewed_from_first_question_to_last_by_keyboard(root: Path) -> None:
    walk = Terminal(root)
    told = walk.asked()
    typed = 0
    while not re.search(r"\d+ decided, 0 skipped, 0 left", told):
        assert typed < 40
        told = walk.type("a")
        typed += 1
    assert walk.end() == 0
    assert all(item.reviewed.endswith(" by NN") for item in items(root))
    again = subprocess.run(
        [sys.executable, "-m", "site_gen", "-C", str(root), "review", "--list"], capture_output=True, text=True
    )
    assert again.stdout == ""


def test_every_kind_of_answer_is_written_where_it_belongs(root: Path) -> None:
    walk = Terminal(root)
    assert "Ygdir-Nakhichevan" in walk.asked()
    assert "name [Ygdir-Nakhichevan]" in walk.type("e")
    walk.type("Igdir pipeline")
    assert "kind" in walk.type("igdir-pipeline")
    assert "one of these kinds" in walk.type("pipe")
    assert "office" in walk.type("group")
    walk.type("")
    assert "other names" in walk.type("")
    assert "Moscow" in walk.type("Ygdir-Nakhichevan; the pipeline")
    assert 'no actor "dmitry-pesko"; did you mean "dmitry-peskov"?' in walk.type("m dmitry-pesko")
    assert "needs more" in walk.type("m")
    assert "keys" not in walk.type("nonsense")
    assert "Questions arise" in walk.type("m russia-foreign-ministry")
    assert "no field" in walk.type("e acts deny")
    assert "d DATE it is this day" in walk.type("e act accuse"), "the entry stays open, so that more can be changed"
    assert "gross, prolonged" in walk.type("a")
    assert "lost a soldier" in walk.type("s")
    told = walk.type("r")
    assert "everything else" in told
    assert re.search(r"\n +1 ✓", told)
    assert "the article has no tag" in walk.type("x russian-peacekeeper").replace("\r", "")
    assert "everything else" in walk.type("x russian-peacekeepers")
    assert "everything else" in walk.type("e summary Calls for restraint after a day of fighting.")
    told = walk.type("2")
    assert "[2]" in told
    assert "date is not one" not in told
    assert "everything else" in walk.type("d 2022-08")
    walk.type("q")
    assert walk.end() == 0
    first = items(root)[0]
    assert first.statements[0].speaker == "russia-foreign-ministry"
    assert first.statements[0].basis == ""
    assert {one.act for one in first.statements if one.text.startswith("Questions arise")} == {"accuse"}
    assert not any("lost a soldier" in one.text for one in first.statements)
    assert "russian-peacekeepers" not in first.actors
    assert first.summary == "Calls for restraint after a day of fighting."
    assert first.statements[1].said == "2022-08"
    assert not first.reviewed
    _, registry, _ = read_registries(root)
    pipeline = registry.actors["igdir-pipeline"]
    assert (pipeline.name, pipeline.kind) == ("Igdir pipeline", "group")
    assert [alias.name for alias in pipeline.aliases] == ["Ygdir-Nakhichevan", "the pipeline"]
    assert "igdir-pipeline" in items(root)[1].actors, "accepting a name reads the items again"


def test_what_was_stopped_goes_on_later_and_what_was_skipped_waits(root: Path) -> None:
    walk = Terminal(root)
    assert "[1/1]" in walk.asked()
    assert "[1/9]" in walk.type("r")
    walk.type("s")
    assert "9 left" in walk.type("q")
    walk.end()
    later = Terminal(root)
    told = later.asked()
    assert "[1/8]" in told
    assert "Questions arise" in told
    assert "1 put off earlier" in later.type("q")
    later.end()
    again = Terminal(root, "--again")
    assert "[1/9]" in again.asked()
    again.type("q")
    again.end()
