"""What the last build left is believed only while every file stands as it did; what is damaged is made anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from site_gen.kept import file_stamp, keep_files, kept_files, stamps_of
from site_gen.memo import Memo

MADE = {"index.html": (b"needs", "key", "hash"), "a/x.html": (b"needs", "key", "hash")}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A built site of two pages."""
    for path in MADE:
        (tmp_path / "public" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "public" / path).write_text(path)
    return tmp_path / "public"


@pytest.fixture
def memo(tmp_path: Path) -> Iterator[Memo]:
    memo = Memo(tmp_path)
    yield memo
    memo.close()


def test_a_file_is_believed_until_it_is_another_or_gone(folder: Path, memo: Memo) -> None:
    keep_files(memo, "public", folder, MADE)
    assert kept_files(memo, "public", folder).keys() == MADE.keys()
    (folder / "a/x.html").write_text("changed")
    assert kept_files(memo, "public", folder).keys() == {"index.html"}
    (folder / "index.html").unlink()
    assert kept_files(memo, "public", folder) == {}


def test_a_damaged_memory_is_none(folder: Path, memo: Memo) -> None:
    for damage in (b"\xc1", b"", b"\x90"):
        memo.put("output", "public", damage)
        assert kept_files(memo, "public", folder) == {}


def test_what_is_no_plain_file_has_no_stamp(folder: Path) -> None:
    none = (-1, -1, -1)
    (folder / "b").symlink_to("a")
    (folder / "link.html").symlink_to("index.html")
    found = stamps_of(folder, ["index.html", "a", "b/x.html", "link.html", "gone.html", "gone/x.html"])
    assert found[0] == file_stamp(f"{folder}/index.html") != none
    assert found[1:] == [none] * 5
    assert file_stamp(f"{folder}/a") == file_stamp(f"{folder}/gone.html") == none
