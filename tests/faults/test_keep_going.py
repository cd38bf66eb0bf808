"""`--keep-going`: what is right is built, what is wrong is left out and told, and the exit code says so."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

import pytest
from faulty import PLAIN, write
from msgspec.structs import replace
from small_site import tree

from site_gen.build import build
from site_gen.cli import main
from site_gen.errors import SiteError

WRONG: Final = {
    "content/items/a.md": "no",
    "content/items/b.md": "---\ntitle: x\nactors: [nobody]\n---\n",
    "content/items/c.md": "---\ntitle: x\npublished: 2022-02-30\n---\n",
}
KEEP: Final = replace(PLAIN, keep_going=True)


def test_the_good_items_are_built_as_if_the_others_were_not_there(tmp_path: Path) -> None:
    root, good = write(tmp_path / "a", WRONG), write(tmp_path / "b", {})
    report = build(root, KEEP)
    build(good, PLAIN)
    assert {problem.path for problem in report.left_out} == set(WRONG)
    assert tree(root / "public") == tree(good / "public")


def test_a_second_run_tells_the_same(tmp_path: Path) -> None:
    root = write(tmp_path, WRONG)
    first = build(root, KEEP)
    assert build(root, KEEP).left_out == first.left_out != ()


def test_a_mended_item_comes_in(tmp_path: Path) -> None:
    root = write(tmp_path, WRONG)
    build(root, KEEP)
    write(root, {"content/items/a.md": "---\ntitle: x\n---\nText.\n"})
    build(root, KEEP)
    assert (root / "public/items/a.html").is_file()


@pytest.mark.parametrize("path", ["content/site.yaml", "content/actors.yaml", "templates/item.html"])
def test_what_all_pages_need_must_be_right(tmp_path: Path, path: str) -> None:
    root = write(tmp_path, {**WRONG, path: "{% if %}: ["})
    with pytest.raises(SiteError):
        build(root, KEEP)


def test_the_command_tells_what_was_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = str(write(tmp_path, WRONG))
    assert main(["-C", root, "build", "--no-ingest", "--keep-going"]) == 1
    told = capsys.readouterr().err
    assert all(path in told for path in WRONG)
    assert "3 problems; what they are about was left out, the rest was published" in told
    assert main(["-C", root, "build", "--no-ingest"]) == 1
    assert "nothing was published" in capsys.readouterr().err


def test_where_only_seeds_are_wrong_the_way_on_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write(tmp_path, {"content/items/a.md": "---\ntitle: x\n---\nText.\n", "seeds/empty.txt": ""})
    way = "build --keep-going publishes the rest"
    assert main(["-C", str(root), "build"]) == 1
    assert way in capsys.readouterr().err
    assert main(["-C", str(root), "build", "--keep-going"]) == 1
    assert way not in capsys.readouterr().err
    write(root, {"content/items/a.md": "---\ntitel: x\n---\n"})
    (root / "seeds/empty.txt").unlink()
    assert main(["-C", str(root), "build"]) == 1
    assert way not in capsys.readouterr().err


def test_a_machine_is_told_fifty_problems_and_how_many_there_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    long = "x" * 50_000
    files = {f"content/items/n{number}.md": f"---\ntitel: {long}\n---\n" for number in range(60)}
    assert main(["-C", str(write(tmp_path, files)), "build", "--json", "--no-ingest"]) == 1
    out = capsys.readouterr().out
    told = json.loads(out)
    assert (len(told["problems"]), told["count"]) == (50, 120)
    assert len(out) < 60_000


def test_what_an_article_says_steers_no_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = '---\ntitle: x\nstatus: "\\e[31m\\u202e\\nerror: all is well"\n---\n'
    assert main(["-C", str(write(tmp_path, {"content/items/x.md": text})), "build", "--no-ingest"]) == 1
    told = capsys.readouterr().err
    assert not any(char != "\n" and not char.isprintable() for char in told)
    assert not any(line.startswith("error: all is well") for line in told.splitlines())
