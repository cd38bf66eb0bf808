"""A build has nothing to do while every folder, every file that was read and every file that was written stands as it
did; else it has."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from zlib import crc32

import pytest
from small_site import write_project

import site_gen.standing
from site_gen.build import BuildOptions, build
from site_gen.content.stamps import _TICK_NS
from site_gen.site import publish
from site_gen.standing import FOLDER, keep_run, last_run, told_again

ASKED = ("public", None, False, False, "none", False)
HEAVY = (
    "msgspec",
    "jinja2",
    "yaml",
    "markdown_it",
    "dateparser",
    "typing",
    "inspect",
    "site_gen.build",
    "site_gen.errors",
)
"""What takes long to import, or what imports it."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project whose site was built a moment ago, with nothing to warn of."""
    write_project(tmp_path)
    time.sleep(2 * _TICK_NS / 1e9)  # so that nothing can change unseen
    _build(tmp_path)
    _build(tmp_path)
    assert _again(tmp_path)
    return tmp_path


def _build(root: Path) -> None:
    build(root, BuildOptions(ingest="none"))


def _again(root: Path) -> dict[str, object] | None:
    last = last_run(str(root), ASKED, str(root / "public"))
    return last.report if last and not last.changed else None


def _other_time(path: Path) -> None:
    told = path.stat()
    os.utime(path, ns=(told.st_atime_ns, told.st_mtime_ns + 1_000_000_000))


def _linked(path: Path) -> None:
    path.rename(path.with_name("elsewhere"))
    path.symlink_to("elsewhere")


CHANGES: dict[str, Callable[[Path], object]] = {
    "an item is touched": lambda root: _other_time(next((root / "content/items").iterdir())),
    "an item is gone": lambda root: next((root / "content/items").iterdir()).unlink(),
    "an item is new": lambda root: (root / "content/items/new.md").write_text("---\ntitle: New\n---\nx\n"),
    "a folder of items is new": lambda root: (root / "content/items/folder").mkdir(),
    "a page is touched": lambda root: _other_time(root / "public/index.html"),
    "a page is gone": lambda root: (root / "public/index.html").unlink(),
    "a page is a link": lambda root: _linked(root / "public/index.html"),
    "a folder of pages is a link": lambda root: _linked(root / "public/items"),
    "a stage was left": lambda root: (root / "public/.staging-1").mkdir(),
    "somebody put a file there": lambda root: (root / "public/mine.txt").write_text("mine"),
    "the site is gone": lambda root: (root / "public").rename(root / "gone"),
    "a template is new": lambda root: (root / "templates").mkdir(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_changed_is_seen(root: Path, change: Callable[[Path], object]) -> None:
    change(root)
    assert _again(root) is None


def test_a_run_is_believed_for_what_was_asked_of_it_alone(root: Path) -> None:
    build(root, BuildOptions(ingest="none", drafts=True))
    drafts = ("public", None, True, False, "none", False)
    assert last_run(str(root), drafts, str(root / "public"))
    written = root / FOLDER / f"last-{crc32(repr(drafts).encode()):08x}"
    shutil.copy(written, written.with_name(f"last-{crc32(repr(ASKED).encode()):08x}"))
    assert _again(root) is None


def test_a_run_of_other_code_is_not_believed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site_gen.standing, "code_files", lambda: "other")
    assert _again(root) is None


def test_a_run_whose_stage_could_not_be_removed_is_gone_through_again(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _other_time(next((root / "content/items").iterdir()))
    time.sleep(2 * _TICK_NS / 1e9)
    with monkeypatch.context() as broken:
        broken.setattr(publish, "_discard", lambda place: None)
        _build(root)
    assert publish.is_littered(root / "public")
    assert _again(root) is None
    _build(root)
    assert not publish.is_littered(root / "public")


def test_a_run_whose_file_somebody_took_away_is_not_remembered(tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir()
    keep_run(str(tmp_path), ASKED, [], {"index.html": (1, 2, 3), "x.html": (-1, -1, -1)}, str(tmp_path), {})
    assert list((tmp_path / FOLDER).iterdir()) == []


def test_a_run_that_cannot_be_written_is_not_remembered(tmp_path: Path) -> None:
    keep_run(str(tmp_path), ASKED, [], {"index.html": (1, 2, 3)}, str(tmp_path), {})
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / FOLDER).symlink_to("elsewhere")
    keep_run(str(tmp_path), ASKED, [], {"index.html": (1, 2, 3)}, str(tmp_path), {})
    assert list((tmp_path / "elsewhere").iterdir()) == []


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_run_is_none_or_tells_the_same(root: Path, seed: int) -> None:
    chance = random.Random(seed)
    (path,) = (root / FOLDER).glob("last-*")
    told, data = _again(root), bytearray(path.read_bytes())
    for _ in range(chance.randrange(1, 4)):
        data[chance.randrange(chance.choice([30, len(data)]))] = chance.randrange(256)
    path.write_bytes(data[: chance.choice([len(data), chance.randrange(len(data))])])
    assert _again(root) in (None, told)


def test_an_output_elsewhere_is_left_to_the_build(root: Path) -> None:
    assert told_again(str(root), ASKED)[0]
    assert told_again(str(root), (str(root / "public"), *ASKED[1:])) == (None, False)
    _linked(root / "public")
    assert told_again(str(root), ASKED) == (None, False)


def test_a_folder_without_a_memory_gets_none(tmp_path: Path) -> None:
    assert told_again(str(tmp_path), ASKED) == (None, True)
    assert list(tmp_path.iterdir()) == []


def _told(root: Path, *flags: str) -> str:
    words = [sys.executable, "-m", "site_gen", "-C", str(root), "build", "--no-ingest", *flags]
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout


def test_the_command_tells_the_same_of_a_build_with_nothing_to_do_either_way(root: Path) -> None:
    quick, whole = (json.loads(_told(root, "--json", *flags)) for flags in ((), ("--profile",)))
    assert whole.pop("profile")
    assert quick.pop("seconds") > 0 < whole.pop("seconds")
    assert quick == whole
    assert _told(root).splitlines()[0] == _told(root, "--profile").splitlines()[0]
    assert _told(root, "--quiet") == ""


def test_a_build_with_nothing_to_do_imports_nothing_that_builds(root: Path) -> None:
    script = (
        "import sys; from site_gen.cli import main; code = main(sys.argv[1:]); "
        f"print(code, sorted(set({HEAVY!r}) & set(sys.modules)))"
    )
    words = [sys.executable, "-S", "-c", script, "-C", str(root), "build", "--no-ingest"]
    told = subprocess.run(words, check=True, capture_output=True, text=True, cwd=Path(__file__).parents[1])
    assert told.stdout.splitlines()[-1] == "0 []"
