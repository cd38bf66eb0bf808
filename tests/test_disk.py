"""The site under a disk that refuses and a process that is killed: old or new, never between; then as a clean one."""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Final

import pytest
from disk import Mode, disk
from small_site import tree, write_project
from test_build import clean_tree

import site_gen.site.moving
from site_gen.build import BuildOptions, build
from site_gen.errors import SiteError
from site_gen.site.manifest import read_manifest
from site_gen.site.publish import STAGE, Stage, Staged, check_folder, publish

ONE: Final = BuildOptions(ingest="none", jobs=1)
OLD: Final = {"index.html": b"old", "a/x.html": b"x old", "a/y.html": b"y", "b/c/z.html": b"z", "gone/w.html": b"w"}
NEW: Final = {"index.html": b"new", "a/x.html": b"x new", "a/y.html": b"y", "b/n.html": b"n", "d/e/f.html": b"f"}
FOREIGN: Final = {".gitignore": b"*", "a/mine.txt": b"mine"}


def staged(stage: Stage, files: dict[str, bytes]) -> Iterable[Staged]:
    return [stage.keep(path, data) for path, data in files.items()]


def put(folder: Path, files: dict[str, bytes]) -> None:
    publish(lambda stage: staged(stage, files), read_manifest(folder), folder)


def seen(folder: Path) -> dict[str, bytes | str]:
    """What a reader sees: all but what lies in stages, and empty folders."""
    found = tree(folder)
    return {path: data for path, data in found.items() if not path.startswith(STAGE) and data != "dir"}


@pytest.fixture(params=[100, -1], ids=["links", "exchange"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """By links, as a few files are moved, or by exchanges, as many are."""
    monkeypatch.setattr(site_gen.site.moving, "_FEW", request.param)


@pytest.mark.parametrize("mode", ["once", "full", "dead"])
@pytest.mark.parametrize("first", [True, False], ids=["first", "later"])
def test_whatever_call_fails_the_site_is_the_old_or_the_new_one(
    tmp_path: Path, way: None, first: bool, mode: Mode
) -> None:
    folder, at, ended = tmp_path / "public", 0, False
    while not ended:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        (folder / ".gitignore").write_bytes(FOREIGN[".gitignore"])
        if not first:
            put(folder, OLD)
            (folder / "a/mine.txt").write_bytes(FOREIGN["a/mine.txt"])
        before = seen(folder)
        with disk(at, mode) as watched:
            try:
                put(folder, NEW)
                failed = False
            except SiteError:
                failed = True
        ended = watched.calls <= at
        after = seen(folder)
        if mode != "dead":
            assert after == before if failed else after != before
        assert FOREIGN.items() >= {path: after[path] for path in FOREIGN if path in after}.items()
        check_folder(folder, tmp_path / "project")
        assert (seen(folder) == before) if failed and mode != "dead" else True
        put(folder, NEW)
        expected = {**NEW, ".gitignore": b"*"} | ({} if first else {"a/mine.txt": b"mine"})
        assert {path: data for path, data in tree(folder).items() if path != "manifest.json"} == expected
        at += 1
    assert at > (20 if first else 30)


def test_a_publication_killed_at_any_call_is_ended_by_whoever_looks_next(tmp_path: Path, way: None) -> None:
    """From the first move on it is the new site that stands after a look, though nothing can be made any more."""
    folder, at, ended, old, new = tmp_path / "public", 0, False, 0, 0
    hashes = {path: sha256(data).hexdigest() for path, data in NEW.items()}
    while not ended:
        shutil.rmtree(folder, ignore_errors=True)
        put(folder, OLD)
        before = seen(folder)
        child = os.fork()
        if not child:
            with disk(at, "kill"):
                put(folder, NEW)
            os._exit(0)
        ended = os.waitpid(child, 0)[1] == 0
        check_folder(folder, tmp_path / "project")
        after = tree(folder)
        if after == before:
            old += 1
        else:
            new += 1
            assert read_manifest(folder) == hashes
            assert {path: data for path, data in after.items() if path != "manifest.json"} == NEW
        at += 1
    assert old > 10
    assert new > 10


@pytest.mark.parametrize(
    "journal", [b"", b"{", b"[]", b'[[["x", "../../evil", 1]], []]', b'[[], ["../evil"]]', b"[1, 2]"]
)
def test_a_journal_that_is_none_of_ours_moves_nothing(tmp_path: Path, journal: bytes) -> None:
    folder = tmp_path / "public"
    put(folder, OLD)
    (tmp_path / "evil").write_text("stays")
    stage = folder / f"{STAGE}-1"
    stage.mkdir()
    (stage / "x").write_text("x")
    (stage / ".journal").write_bytes(journal)
    check_folder(folder, tmp_path / "project")
    assert not stage.exists()
    assert (tmp_path / "evil").read_text() == "stays"
    assert seen(folder).keys() == {*OLD, "manifest.json"}


def test_a_stage_that_is_a_link_is_removed_and_not_followed(tmp_path: Path) -> None:
    put(tmp_path / "public", OLD)
    put(tmp_path / "other", NEW)
    (tmp_path / "public" / f"{STAGE}-1").symlink_to(tmp_path / "other")
    before = tree(tmp_path / "other")
    put(tmp_path / "public", OLD)
    assert tree(tmp_path / "other") == before
    assert not os.path.lexists(tmp_path / "public" / f"{STAGE}-1")


def test_whatever_call_of_a_build_fails_nothing_is_between(project: Path) -> None:
    """An article's text is changed; every call of the build that follows fails in its turn, alone or with others."""
    build(project, ONE)
    before = seen(project / "public")
    path = project / "content/items/gates-open.md"
    path.write_text(path.read_text() + "\nMore.\n")
    clean = clean_tree(project)
    here, at, ended = project.parent / "here", 0, False
    while not ended:
        shutil.rmtree(here, ignore_errors=True)
        shutil.copytree(project, here, symlinks=True)
        with disk(at, "full" if at % 2 else "once") as watched:
            try:
                build(here, ONE)
                failed = False
            except SiteError:
                failed = True
        ended = watched.calls <= at
        assert seen(here / "public") == (before if failed else clean)
        if at % 5 == 0:
            build(here, ONE)
            assert tree(here / "public") == clean
        at += 1
    assert at > 12


def test_a_first_build_that_fails_leaves_nothing_to_be_seen(tmp_path: Path) -> None:
    root = write_project(tmp_path / "p")
    clean = clean_tree(root)
    failures = 0
    for at in range(0, 260, 20):
        shutil.rmtree(root / "public", ignore_errors=True)
        with disk(at, "full" if at % 40 else "once"):
            try:
                build(root, ONE)
                assert seen(root / "public") == clean
            except SiteError:
                failures += 1
                assert seen(root / "public") == {}
    build(root, ONE)
    assert tree(root / "public") == clean
    assert failures > 8


def test_a_hundred_kills_lose_nothing(project: Path) -> None:
    """Half at a random moment, half at a random call that changes the disk; then every file is whole, and a further
    build comes to what a clean one makes, each of a hundred times."""
    chance = random.Random(9)
    states = {}
    settings = project / "content/site.yaml"
    texts = [settings.read_text().replace("Weir watch", title) for title in ("One", "Two")]
    for text in texts:
        settings.write_text(text)
        states[text] = clean_tree(project)
    began = time.monotonic()
    build(project, ONE)
    took = time.monotonic() - began
    killed = 0
    while killed < 100:
        text = texts[killed % 2]
        settings.write_text(text)
        for _ in range(1 + killed % 5 // 4):  # now and then twice, one upon the other
            timed = chance.random() < 0.5
            status = (
                _killed(project, chance.uniform(0, took), None)
                if timed
                else _killed(project, 10, chance.randrange(160))
            )
            for path, data in seen(project / "public").items():
                assert data in [one.get(path) for one in states.values()], path
        killed += status == signal.SIGKILL
        build(project, ONE)
        assert tree(project / "public") == states[text]


def _killed(root: Path, seconds: float, call: int | None) -> int:
    """Build in a process of its own that is killed after a time, or at a call; the signal that ended it."""
    child = os.fork()
    if not child:
        try:
            if call is None:
                build(root, ONE)
            else:
                with disk(call, "kill"):
                    build(root, ONE)
        finally:
            os._exit(0)
    if call is None:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    return os.WTERMSIG(os.waitpid(child, 0)[1])
