"""What the last build left is believed only while every file stands as it did; what is damaged is made anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from site_gen.kept import BuildReport, file_stamp, keep_files, keep_report, kept_files, last_report, stamps_of
from site_gen.memo import Memo

REPORT = BuildReport("public", 1, 0, 0, 0, 0, 1, 1, 0, 0, 0.1)
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


def test_a_run_is_believed_until_a_file_is_another_or_gone(folder: Path, memo: Memo) -> None:
    keep_report(memo, "run", (), keep_files(memo, "public", folder, MADE), REPORT)
    assert last_report(memo, "run", (), folder) == REPORT
    assert last_report(memo, "other", (), folder) is None
    assert kept_files(memo, "public", folder).keys() == MADE.keys()
    (folder / "a/x.html").write_text("changed")
    assert last_report(memo, "run", (), folder) is None
    assert kept_files(memo, "public", folder).keys() == {"index.html"}


def test_a_run_whose_file_somebody_took_away_is_not_remembered(folder: Path, memo: Memo) -> None:
    (folder / "a/x.html").unlink()
    keep_report(memo, "run", (), keep_files(memo, "public", folder, MADE), REPORT)
    assert last_report(memo, "run", (), folder) is None
    assert kept_files(memo, "public", folder).keys() == {"index.html"}


def test_a_run_beside_whose_site_a_stage_lies_is_gone_through_again(folder: Path, memo: Memo) -> None:
    keep_report(memo, "run", (), keep_files(memo, "public", folder, MADE), REPORT)
    (folder / ".staging-1").mkdir()
    assert last_report(memo, "run", (), folder) is None


def test_a_damaged_memory_is_none(folder: Path, memo: Memo) -> None:
    for damage in (b"\xc1", b"", b"\x90"):
        memo.put("run", "run", damage)
        memo.put("output", "public", damage)
        assert last_report(memo, "run", (), folder) is None
        assert kept_files(memo, "public", folder) == {}


def test_what_is_no_plain_file_has_no_stamp(folder: Path) -> None:
    none = (-1, -1, -1)
    (folder / "b").symlink_to("a")
    (folder / "link.html").symlink_to("index.html")
    found = stamps_of(folder, ["index.html", "a", "b/x.html", "link.html", "gone.html", "gone/x.html"])
    assert found[0] == file_stamp(f"{folder}/index.html") != none
    assert found[1:] == [none] * 5
    assert file_stamp(f"{folder}/a") == file_stamp(f"{folder}/gone.html") == none


def test_a_site_whose_folder_is_gone_is_made_anew(folder: Path, memo: Memo) -> None:
    keep_report(memo, "run", (), keep_files(memo, "public", folder, MADE), REPORT)
    folder.rename(folder.with_name("elsewhere"))
    assert last_report(memo, "run", (), folder) is None
