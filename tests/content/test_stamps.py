"""Files as the file system tells them, and what it will not tell; what a process that is gone left behind."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from faulty import as_nobody, given_away

from site_gen.content import stamps
from site_gen.content.leavings import is_alive
from site_gen.content.stamps import FileStamp, is_settled, list_all, list_files
from site_gen.errors import Problem


def _listed(root: Path) -> tuple[list[str], list[str]]:
    problems: list[Problem] = []
    found = list_files(root, "content", problems)
    return [stamp.path for stamp in found], [f"{one.path}: {one.message}" for one in problems]


def _write(root: Path, name: str) -> None:
    (root / "content").mkdir(exist_ok=True)
    (root / "content" / name).write_text(name)


@contextmanager
def _closed(folder: Path, mode: int) -> Iterator[None]:
    """A folder that lets nobody do all; pytest is to be able to remove it."""
    folder.chmod(mode)
    try:
        with as_nobody():
            yield
    finally:
        folder.chmod(0o755)


@pytest.mark.parametrize(
    ("mode", "told"),
    [
        (0o000, "content/items: this folder cannot be listed: Permission denied"),
        (0o400, "content/items/a.md: this file cannot be looked at: Permission denied"),
    ],
)
def test_what_may_not_be_looked_at_is_told_and_the_rest_is_listed(tmp_path: Path, mode: int, told: str) -> None:
    (tmp_path / "content/items").mkdir(parents=True)
    (tmp_path / "content/items/a.md").write_text("a")
    (tmp_path / "content/z.md").write_text("z")
    given_away(tmp_path)
    with _closed(tmp_path / "content/items", mode):
        assert _listed(tmp_path) == (["content/z.md"], [told])


@pytest.mark.parametrize("lister", ["listdir", "scandir"])
def test_a_file_that_goes_while_its_folder_is_read_is_no_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lister: str
) -> None:
    for name in ("a.md", "b.md", ".hidden")[: 2 if lister == "listdir" else 3]:
        _write(tmp_path, name)
    found_by = getattr(os, lister)

    def list_and_lose(path: int) -> list[object]:
        found = list(found_by(path))
        (tmp_path / "content/a.md").unlink(missing_ok=True)
        return found

    monkeypatch.setattr(os, lister, list_and_lose)
    assert _listed(tmp_path) == (["content/b.md"], [])


NAMES = ("a.md", "b c.md", "é.md", ".hidden", "#a#", "a~", "a.swp", "x.tmp.md", "a\nb.md", "\x1b.md", "dot.", "tmp")


@pytest.mark.parametrize("odd", NAMES)
def test_many_files_are_listed_as_one_by_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, odd: str) -> None:
    for name in (odd, "a.md", "c.md"):
        _write(tmp_path, name)
    quick: list[Problem] = []
    slow: list[Problem] = []
    found = list_files(tmp_path, "content", quick)
    monkeypatch.setattr(stamps, "_plain_files", lambda handle, here: None)
    assert (found, quick) == (list_files(tmp_path, "content", slow), slow)


def test_a_folder_that_is_not_there_has_no_files(tmp_path: Path) -> None:
    listed = list_all(tmp_path, ("content", "seeds"))
    assert listed.files == ()
    assert listed.folders == {"content": (-1, -1, -1), "seeds": (-1, -1, -1)}


def test_a_folder_that_is_a_link_is_told_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other/a.md").write_text("a")
    (tmp_path / "content").symlink_to("other")
    found, told = _listed(tmp_path)
    assert (found, len(told)) == ([], 1)
    assert "this folder is a link" in told[0]


def test_a_file_of_a_moment_ago_may_change_without_another_stamp(tmp_path: Path) -> None:
    assert is_settled(FileStamp("x", 1, 1, 1, 1))
    assert not is_settled(FileStamp("x", 1, 1, 2**62, 1))


def test_a_process_of_somebody_else_is_alive_though_no_signal_reaches_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(process: int, signal: int) -> None:
        raise PermissionError

    assert is_alive(os.getpid())
    assert not is_alive(2**70)
    monkeypatch.setattr(os, "kill", refuse)
    assert is_alive(1)
