"""How the command line speaks: slips with their nearest word, colours where they belong, JSON for machines, a doctor.

The words for slips are in `tests/data/usage.txt`: a command after "$", what it says on stderr, its exit code. To take
them as they are now, run this file with SITE_GEN_SNAPSHOT=1 and read the difference.
"""

from __future__ import annotations

import io
import json
import os
import re
import shlex
import sys
import tomllib
from argparse import Namespace
from pathlib import Path
from typing import Any, Final

import pytest

import site_gen.exits
from site_gen.cli import COMMANDS, main
from site_gen.doctor import LIBRARIES, examine, homely
from site_gen.errors import Problem, format_problem
from site_gen.lock import locked
from site_gen.memo import memo_state
from site_gen.terminal import Terminal, columns, painted, wants_colour

HERE: Final = Path(__file__).parents[1]
USAGE: Final = HERE / "tests/data/usage.txt"
Capture = pytest.CaptureFixture[str]


class Screen(io.StringIO):
    """A stream that is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> Path:
    monkeypatch.chdir(tmp_path)
    assert main(["init", "p", "-q"]) == 0
    capsys.readouterr()
    return tmp_path / "p"


def run(words: list[str]) -> int:
    try:
        return main(words)
    except SystemExit as error:
        return int(str(error.code))


def test_slips_are_told_word_for_word(root: Path, capsys: Capture) -> None:
    told = []
    for command in re.findall(r"^\$ site-gen(.*)$", USAGE.read_text("utf-8"), re.MULTILINE):
        code = run(shlex.split(command))
        told.append(f"$ site-gen{command}\n{capsys.readouterr().err}({code})\n")
    text = "\n".join(told)
    if os.environ.get("SITE_GEN_SNAPSHOT"):
        USAGE.write_text(text, encoding="utf-8")
    assert text == USAGE.read_text("utf-8")


@pytest.mark.parametrize(
    ("stream", "refused", "environment", "wanted"),
    [
        (Screen(), False, {}, True),
        (io.StringIO(), False, {}, False),
        (Screen(), True, {}, False),
        (Screen(), False, {"NO_COLOR": "1"}, False),
        (Screen(), False, {"NO_COLOR": ""}, True),
        (Screen(), False, {"TERM": "dumb"}, False),
        (io.StringIO(), False, {"FORCE_COLOR": "1"}, True),
        (io.StringIO(), False, {"CLICOLOR_FORCE": "1"}, True),
        (io.StringIO(), False, {"FORCE_COLOR": "0"}, False),
        (io.StringIO(), True, {"FORCE_COLOR": "1"}, False),
        (io.StringIO(), False, {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_colours_are_for_terminals_and_for_who_asks(
    stream: io.StringIO, refused: bool, environment: dict[str, str], wanted: bool
) -> None:
    assert wants_colour(stream, refused, environment) is wanted


def test_colour_changes_no_word_of_a_problem() -> None:
    for level in ("error", "warning"):
        text = format_problem(Problem("a.md", 3, 2, "tag", "no: x", "y", " !x error[z]: q", level))
        shown = painted(text)
        assert re.sub(r"\x1b\[\d+m", "", shown) == text
        assert shown.count("\x1b[1m") == 1
        assert "\x1b[32m^\x1b[0m" in shown


def test_a_table_is_in_columns_for_people_and_apart_for_programs(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    rows = [("a", "one"), ("longer", "two")]
    assert columns(rows) == ["a       one", "longer  two"]
    assert columns([]) == []
    terminal = Terminal(Namespace(json=False, quiet=False, verbose=False, no_color=False))
    terminal.table(rows)
    assert capsys.readouterr().out == "a: one\nlonger: two\n"
    screen = Screen()
    monkeypatch.setattr(sys, "stdout", screen)
    terminal.table(rows)
    assert screen.getvalue() == "a       one\nlonger  two\n"


JSON_COMMANDS: Final = {
    "init": "init q",
    "ingest": "ingest",
    "import": "import p/seeds --dry-run",
    "extract": "extract p/seeds/2024-03-12_river.txt",
    "build": "build",
    "check": "check --format github",
    "explain": "explain mara-lind",
    "review": "review",
    "list": "list",
    "new": "new topic Rain",
    "rename": "rename topic floods high-water",
    "schema": "schema --write",
    "verify": "verify",
    "doctor": "doctor",
    "completion": "completion zsh",
    "publish": "publish folder ../stick --run",
    "clean": "clean",
}
"""A call of every command that comes to an end; `serve` tells a line of JSON an event (test_serve)."""


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "serve"])
def test_every_command_tells_machines_in_json(name: str, root: Path, capsys: Capture) -> None:
    assert main(["-C", "p", "build", "-q"]) == 0
    capsys.readouterr()
    code = run([*([] if name == "init" else ["-C", "p"]), *JSON_COMMANDS[name].split(), "--json"])
    out = capsys.readouterr().out
    assert code == 0, out
    json.loads(out)


def test_every_command_tells_its_problems_in_json(root: Path, capsys: Capture) -> None:
    (root / "content/site.yaml").write_text("titel: x\n")
    for name in ("build", "check", "list", "explain", "review", "ingest", "rename"):
        assert run(["-C", "p", *JSON_COMMANDS[name].split(), "--json"]) == 1, name
        told = json.loads(capsys.readouterr().out)
        assert told["problems"][0]["code"] == "unknown-field", name


def test_serve_tells_a_line_of_json_an_event(capsys: Capture) -> None:
    terminal = Terminal(Namespace(json=True, quiet=False, verbose=False, no_color=False))
    terminal.event("serving")
    terminal.problem_event((Problem("a", 1, 1, "tag", "m"),))
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert first == {"told": "serving"}
    assert second["problems"][0]["code"] == "tag"


def test_the_doctor_finds_nothing_in_a_sound_project(root: Path, capsys: Capture) -> None:
    assert main(["-C", "p", "build", "-q"]) == 0
    capsys.readouterr()
    assert main(["-C", "p", "doctor"]) == 0
    told = capsys.readouterr().out
    assert "items: 1, 1 with machine memory" in told
    assert re.search(r"^memo: [\d.]+ MB, \d+ ", told, re.MULTILINE)
    assert re.search(r"^site: public: \d+ files of ours$", told, re.MULTILINE)
    assert "schemas: those of this version" in told


def test_the_doctor_tells_what_is_in_the_way(root: Path, capsys: Capture) -> None:
    assert main(["-C", "p", "build", "-q"]) == 0
    (root / "public/index.html").unlink()
    (root / ".site-gen/memo.sqlite").write_bytes(b"no database" * 99)
    (root / "content/site.yaml").write_text("titel: x\n")
    (root / "content/.schema/site.json").write_text("{}")
    (root / "public/.staging-99999999").mkdir()
    capsys.readouterr()
    assert main(["-C", "p", "doctor", "--json"]) == 1
    findings = json.loads(capsys.readouterr().out)
    told = "\n".join(findings["troubles"])
    for words in (
        "1 error (unknown-field)",
        "files of the manifest are gone (index.html)",
        "is damaged",
        "left behind",
    ):
        assert words in told
    assert {"name": "schemas", "told": "those of another version: site-gen schema --write"} in findings["facts"]


def test_the_doctor_sees_who_is_at_work(root: Path) -> None:
    with locked(root, "build"):
        assert any("site-gen build (process " in told for told in examine(root, "public").troubles)
    assert examine(root, "public").troubles == ()


def test_the_doctor_changes_nothing_and_names_nobody(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setenv("HOME", str(root.parent))
    monkeypatch.setenv("SECRET_TOKEN", "hush")
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    assert main(["-C", "p", "doctor", "--json"]) == 0
    told = capsys.readouterr().out
    assert str(root.parent) not in told
    assert "hush" not in told
    assert homely(str(root)) == "~/p"
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before
    assert examine(root, "public").troubles == ()


def test_the_doctor_sees_a_patient_without_a_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["doctor"]) == 0
    assert "project: none at" in capsys.readouterr().out


def test_the_doctor_asks_for_every_library_that_is_needed() -> None:
    with open(HERE / "pyproject.toml", "rb") as file:
        needed = tomllib.load(file)["project"]["dependencies"]
    assert {re.split("[><=]", one)[0] for one in needed} == set(LIBRARIES)


def test_the_state_of_a_memory_that_is_not_there_is_sound(tmp_path: Path) -> None:
    assert memo_state(tmp_path) == ("nothing remembered", True)
    assert not (tmp_path / ".site-gen").exists()


def test_exit_codes_are_four() -> None:
    codes: dict[str, Any] = {
        name: code for name, code in vars(site_gen.exits).items() if name.isupper() and name != "TYPE_CHECKING"
    }
    assert codes == {"FINE": 0, "PROBLEMS": 1, "USAGE": 2, "INTERRUPTED": 130}
