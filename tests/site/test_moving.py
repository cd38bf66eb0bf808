"""The step from a stage to the folder: what makes way, what is put back, and systems that know no exchange."""

from __future__ import annotations

import ctypes
import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from small_site import tree

from site_gen.site import moving
from site_gen.site.moving import JOURNAL, change_of, exchange, is_inside, move, resume


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A site with a stage in it, in which one new page waits."""
    (tmp_path / ".staging-1/a").mkdir(parents=True)
    (tmp_path / ".staging-1/a/x.html").write_text("new")
    return tmp_path


@pytest.fixture
def fresh_way() -> Iterator[None]:
    """What this system offers is looked up anew, now and afterwards."""
    moving._renameat2.cache_clear()
    yield
    moving._renameat2.cache_clear()


def _move(folder: Path, *removed: str) -> None:
    place = folder / ".staging-1"
    move(change_of(place, [("a/x.html", "a/x.html")], removed), folder, place)


def _seen(folder: Path) -> dict[str, bytes | str]:
    return {path: data for path, data in tree(folder).items() if not path.startswith(".staging")}


def test_an_empty_folder_makes_way_for_a_page(folder: Path) -> None:
    (folder / "a/x.html").mkdir(parents=True)
    _move(folder)
    assert _seen(folder) == {"a/x.html": b"new"}


def test_a_folder_that_was_filled_meanwhile_stays_and_all_is_as_it_was(folder: Path) -> None:
    (folder / "a/x.html").mkdir(parents=True)
    (folder / "a/x.html/mine").write_text("mine")
    before = _seen(folder)
    with pytest.raises(OSError, match="not empty"):
        _move(folder)
    assert _seen(folder) == before


@pytest.mark.parametrize("kind", ["file", "link"])
def test_what_stands_where_a_folder_must_be_makes_way(folder: Path, kind: str) -> None:
    (folder / "elsewhere").mkdir()
    (folder / "a").write_text("old") if kind == "file" else (folder / "a").symlink_to("elsewhere")
    _move(folder)
    assert _seen(folder) == {"a/x.html": b"new", "elsewhere": "dir"}


def test_nothing_is_removed_behind_a_link_nor_a_folder(folder: Path) -> None:
    (folder / "theirs").mkdir()
    (folder / "theirs/x.html").write_text("theirs")
    (folder / "b").symlink_to("theirs")
    (folder / "c.html/inner").mkdir(parents=True)
    _move(folder, "b/x.html", "c.html", "gone/x.html")
    assert _seen(folder) == {"a/x.html": b"new", "theirs/x.html": b"theirs", "b": "-> theirs", "c.html/inner": "dir"}


def test_a_page_that_goes_takes_the_folders_that_it_leaves_empty(folder: Path) -> None:
    (folder / "b/c").mkdir(parents=True)
    (folder / "b/c/x.html").write_text("old")
    (folder / "d").mkdir()
    (folder / "d/x.html").write_text("old")
    (folder / "d/mine").write_text("mine")
    _move(folder, "b/c/x.html", "d/x.html")
    assert _seen(folder) == {"a/x.html": b"new", "d/mine": b"mine"}


def test_where_files_have_one_name_alone_the_old_one_is_copied_and_put_back(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a").mkdir()
    (folder / "a/x.html").write_text("old")
    (folder / "z.html/mine").mkdir(parents=True)
    place = folder / ".staging-1"
    (place / "z.html").write_text("z")

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    with pytest.raises(OSError, match="not empty"):
        move(change_of(place, [("a/x.html", "a/x.html"), ("z.html", "z.html")], []), folder, place)
    assert _seen(folder) == {"a/x.html": b"old", "z.html/mine": "dir"}
    (place / "a").mkdir(exist_ok=True)
    (place / "a/x.html").write_text("newer")
    _move(folder)
    assert _seen(folder) == {"a/x.html": b"newer", "z.html/mine": "dir"}


def test_two_files_are_exchanged_at_once_or_nothing_is_done(tmp_path: Path, fresh_way: None) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_text("1")
    other.write_text("2")
    changed = exchange(str(one), str(other))
    assert (one.read_text(), other.read_text()) == (("2", "1") if changed else ("1", "2"))
    other.unlink()
    if changed:
        with pytest.raises(FileNotFoundError):
            exchange(str(one), str(other))


@pytest.mark.parametrize("lacking", [OSError("no library"), AttributeError("renameat2"), TypeError("on Windows")])
def test_a_system_without_an_exchange_says_so(
    tmp_path: Path, fresh_way: None, monkeypatch: pytest.MonkeyPatch, lacking: Exception
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise lacking

    monkeypatch.setattr(ctypes, "CDLL", refuse)
    assert exchange(str(tmp_path / "one"), str(tmp_path / "other")) is False


def test_a_file_system_without_an_exchange_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(moving, "_renameat2", lambda: lambda one, other: errno.EINVAL)
    assert exchange(str(tmp_path / "one"), str(tmp_path / "other")) is False


def test_a_journal_that_cannot_be_removed_is_emptied_and_asks_for_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "unlink", refuse)
    _move(folder)
    assert (folder / ".staging-1" / JOURNAL).read_bytes() == b""
    assert not resume(folder, folder / ".staging-1")


@pytest.mark.parametrize("path", ["", "/x", "a//b", "../x", "a/../b", ".", "a\\b", "a\0", 5, None])
def test_a_path_that_we_would_not_write_is_not_inside(path: object) -> None:
    assert not is_inside(path)
    assert is_inside("a/b.html")
