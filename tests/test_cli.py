"""The commands as a user runs them: words, exit codes, JSON."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from site_gen.cli import main

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def root(tmp_path: Path) -> str:
    assert main(["init", str(tmp_path / "p"), "-q"]) == 0
    return str(tmp_path / "p")


def test_a_new_project_builds_and_passes_check(root: str, capsys: Capture) -> None:
    assert main(["-C", root, "build"]) == 0
    assert "1 seed taken, 1 item built" in capsys.readouterr().out
    assert main(["-C", root, "check"]) == 0
    assert "0 errors, 0 warnings" in capsys.readouterr().out


def test_a_build_with_nothing_to_do_writes_nothing(root: str, capsys: Capture) -> None:
    main(["-C", root, "build", "-q"])
    capsys.readouterr()
    assert main(["-C", root, "build", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["written"], report["removed"]) == (0, 0)


def test_an_unknown_id_is_an_error_with_its_place_and_the_nearest_name(root: str, capsys: Capture) -> None:
    main(["-C", root, "build", "-q"])
    path = next(Path(root, "content/items").glob("*.md"))
    path.write_text(path.read_text().replace("actors: [", "actors: [mara-lin, "))
    page = Path(root, "public/index.html").read_bytes()
    assert main(["-C", root, "build"]) == 1
    told = capsys.readouterr().err
    line = (
        path.read_text().split("\n").index(next(x for x in path.read_text().split("\n") if x.startswith("actors"))) + 1
    )
    assert f'{path.name}:{line}:10: error[unknown-actor]: no actor "mara-lin"; did you mean "mara-lind"?' in told
    assert Path(root, "public/index.html").read_bytes() == page


def test_words_that_no_article_has_are_left_off_or_refused(root: str, capsys: Capture) -> None:
    main(["-C", root, "build", "-q"])
    path = next(Path(root, "content/items").glob("*.md"))
    path.write_text(path.read_text().replace("We can reopen the bridges", "We can reopen all bridges", 1))
    assert main(["-C", root, "build"]) == 0
    assert "not-verbatim" in capsys.readouterr().err
    assert "all bridges" not in Path(root, "public/statements.html").read_text()
    assert main(["-C", root, "build", "--strict"]) == 1
    assert main(["-C", root, "check"]) == 0


def test_extract_reads_rows_and_texts(root: str, tmp_path: Path, capsys: Capture) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"id": "a", "text": "Mara Lind said on Tuesday: \\"It fell.\\"", "date": "2024-03-13"}\n' * 3)
    assert main(["-C", root, "extract", "--jsonl", "--jobs", "2", str(rows)]) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["id"] for row in found] == ["a"] * 3
    assert found[0]["timexes"][0]["value"] == "2024-03-12"
    assert found[0]["quotes"][0]["actor"] == "mara-lind"
    (tmp_path / "a.txt").write_text('Dikes\n\n"It fell," Mara Lind said, "and will fall."\n')
    assert main(["-C", root, "extract", str(tmp_path / "a.txt")]) == 0
    assert "mara-lind, direct, said" in (told := capsys.readouterr().out)
    assert "“It fell, … and will fall.” [" in told
    rows.write_text("{\n")
    assert main(["extract", "--jsonl", str(rows)]) == 1
    assert f"{rows}:1: error[bad-row]" in capsys.readouterr().err


def test_explain_tells_words_and_rules(root: str, capsys: Capture) -> None:
    main(["-C", root, "build", "-q"])
    item_id = next(Path(root, "content/items").glob("*.md")).stem
    assert main(["-C", root, "explain", item_id]) == 0
    told = capsys.readouterr().out
    assert re.search(r"actor mara-lind \(content/actors.yaml:\d+\): “Mara Lind” \(registry-name\)", told)
    assert "2024-03-12 from “on Tuesday” (same-day)" in told
    for wanted in ("mara-lind", "timeline.html", "floods", "seeds/2024-03-12_river.txt"):
        assert main(["-C", root, "explain", wanted]) == 0
    assert main(["-C", root, "explain", "mara-lin"]) == 1


def test_list_new_and_rename_change_only_what_they_name(root: str, capsys: Capture) -> None:
    main(["-C", root, "build", "-q"])
    assert main(["-C", root, "new", "actor", "Jon Weir"]) == 0
    assert main(["-C", root, "list", "unused"]) == 0
    assert "Jon Weir" in capsys.readouterr().out
    actors = Path(root, "content/actors.yaml").read_text()
    assert main(["-C", root, "rename", "actor", "mara-lind", "m-lind"]) == 0
    renamed = Path(root, "content/actors.yaml").read_text()
    assert renamed.startswith(actors.partition("mara-lind:")[0])
    assert "formerly: [mara-lind]" in renamed
    item = next(Path(root, "content/items").glob("*.md")).read_text()
    assert "m-lind" in item
    assert "mara-lind" not in item
    assert main(["-C", root, "build", "-q"]) == 0
    assert "m-lind.html" in Path(root, "public/actors/mara-lind.html").read_text()
    assert main(["-C", root, "rename", "actor", "jon-weir", "m-lind"]) == 0
    assert "Jon Weir" in Path(root, "content/actors.yaml").read_text()
    assert main(["-C", root, "check"]) == 0
    assert main(["-C", root, "ingest"]) == 0
    assert "unchanged" in capsys.readouterr().out


def test_review_writes_each_decision_down(root: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    main(["-C", root, "build", "-q"])
    answers = iter(["x", "a"])

    def answer(prompt: str) -> str:
        return next(answers, "a")

    monkeypatch.setattr("builtins.input", answer)
    assert main(["-C", root, "review", "--by", "NN"]) == 0
    assert "0 left" in capsys.readouterr().out
    assert ' by NN"' in next(Path(root, "content/items").glob("*.md")).read_text()
    assert main(["-C", root, "review", "--list"]) == 0
    assert capsys.readouterr().out == ""
    assert main(["-C", root, "ingest"]) == 0


def test_clean_removes_what_was_built_and_nothing_else(root: str) -> None:
    main(["-C", root, "build", "-q"])
    Path(root, "public/mine.txt").write_text("mine")
    assert main(["-C", root, "clean"]) == 0
    assert sorted(path.name for path in Path(root, "public").iterdir()) == [".gitignore", "mine.txt"]
    assert list(Path(root, "content/items").glob("*.md"))


@pytest.mark.parametrize(
    "words",
    [["biuld"], ["build", "--nope"], ["-C", "/nowhere", "build"], ["list", "opn"], ["extract", "--jobs", "-1"], []],
)
def test_wrong_usage_is_two(words: list[str], root: str, capsys: Capture) -> None:
    arguments = words if "-C" in words or not words else ["-C", root, *words]
    try:
        code = main(arguments)
    except SystemExit as error:
        code = int(str(error.code))
    assert code == 2
    assert capsys.readouterr().err or not words


def test_an_interrupt_is_130(root: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("site_gen.commands.run", stop)
    assert main(["-C", root, "build"]) == 130


def test_help_loads_no_heavy_package() -> None:
    heavy = (
        "yaml jinja2 markdown_it dateparser tornado livereload msgspec typing pathlib shutil tomllib json ast".split()
    )
    code = (
        "import sys; before = set(sys.modules); import site_gen.cli; site_gen.cli.make_parser().format_help(); "
        f"print([name for name in {heavy!r} if name in {{*sys.modules}} - before])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
