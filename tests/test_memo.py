"""What runs remember: written before it fills the memory, and by one process alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from small_site import write_project

import site_gen.making
import site_gen.memo
from site_gen.build import BuildOptions, build
from site_gen.memo import Memo, memo_state
from site_gen.standing import FOLDER


def _remembered(root: Path, kind: str) -> set[str]:
    """What another process would find."""
    memo = Memo(root)
    try:
        return {key for key, _ in memo.each(kind)}
    finally:
        memo.close()


def test_much_that_is_remembered_is_written_before_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site_gen.memo, "_HELD_BYTES", 1000)
    memo = Memo(tmp_path)
    memo.put("body", "first", b"x" * 900)
    assert _remembered(tmp_path, "body") == set()
    memo.put("body", "second", b"x" * 900)
    assert _remembered(tmp_path, "body") == {"first", "second"}
    memo.put("body", "third", b"x" * 900)
    assert _remembered(tmp_path, "body") == {"first", "second"}
    assert memo.get("body", "third") == b"x" * 900
    memo.close()


def test_a_forked_process_writes_nothing_however_much_it_remembers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site_gen.memo, "_HELD_BYTES", 1000)
    memo = Memo(tmp_path)
    memo.reopen()
    memo.put("body", "much", b"x" * 5000)
    assert _remembered(tmp_path, "body") == set()
    sent = memo.fresh()
    assert sent == [("body", "much", b"x" * 5000)]
    memo.close()
    parent = Memo(tmp_path)
    parent.take(sent)
    assert _remembered(tmp_path, "body") == set()
    parent.commit()
    assert _remembered(tmp_path, "body") == {"much"}
    parent.close()


def test_workers_send_back_only_what_they_remembered_themselves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_project(tmp_path / "p")
    sent: list[str] = []
    take = Memo.take

    def listening(self: Memo, fresh: Iterable[tuple[str, str, bytes]]) -> None:
        found = list(fresh)
        sent.extend(name for kind, name, _ in found if kind == "search")
        take(self, found)

    monkeypatch.setattr(Memo, "take", listening)
    monkeypatch.setattr(site_gen.making, "FEW", 0)
    build(root, BuildOptions(ingest="none", jobs=2))
    assert _remembered(root, "search") != set()
    assert all(name.startswith("notes ") for name in sent), sent  # which a worker makes; lists the parent has made


def _sql(root: Path, *orders: str) -> None:
    """What another hand does to the file."""
    db = sqlite3.connect(root / FOLDER / "memo.sqlite")
    for order in orders:
        db.execute(order)
    db.commit()
    db.close()


def _filled(root: Path) -> Memo:
    """A memory with one value that is written, and open."""
    memo = Memo(root)
    memo.put("body", "old", b"value")
    memo.commit()
    return memo


def test_what_is_forgotten_is_gone_for_this_run_and_the_next(tmp_path: Path) -> None:
    memo = _filled(tmp_path)
    memo.put("body", "new", b"value")
    memo.forget("body", "old")
    memo.forget("run", "other")
    assert memo.get("body", "old") is None
    assert dict(memo.each("body")) == {"old": b"value"}
    memo.commit()
    memo.close()
    memo.close()
    assert _remembered(tmp_path, "body") == {"new"}


@pytest.mark.parametrize("count", [0, 1, 255, 256, 257, 512, 600])
def test_all_of_a_kind_comes_by_key_however_many_there_are(tmp_path: Path, count: int) -> None:
    memo = Memo(tmp_path)
    keys = [f"{number:03}é" for number in range(count)]
    for key in reversed(keys):
        memo.put("body", key, key.encode())
        memo.put("search", key, b"another")
    memo.commit()
    assert list(memo.each("body")) == [(key, key.encode()) for key in keys]
    memo.close()


def test_a_value_in_the_place_of_another_is_not_believed(tmp_path: Path) -> None:
    memo = _filled(tmp_path)
    memo.put("body", "other", b"another value")
    memo.commit()
    memo.close()
    _sql(tmp_path, "update memo set value = (select value from memo where key = 'other')")
    assert _remembered(tmp_path, "body") == {"other"}


def test_without_a_project_nothing_outlives_the_run() -> None:
    memo = Memo(None)
    memo.put("body", "x", b"value")
    assert (memo.get("body", "x"), memo.get("body", "y"), list(memo.each("body"))) == (b"value", None, [])
    memo.commit()
    memo.close()


@pytest.mark.parametrize("data", [b"", b"no database", b"SQLite format 3\0" + b"\xff" * 200])
def test_a_file_that_is_no_memory_is_set_aside(tmp_path: Path, data: bytes) -> None:
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / "memo.sqlite").write_bytes(data)
    _filled(tmp_path).close()
    assert _remembered(tmp_path, "body") == {"old"}


@pytest.mark.parametrize(
    "ask",
    [lambda memo: memo.get("body", "old"), lambda memo: next(memo.each("body"), None), lambda memo: memo.commit()],
)
def test_a_memory_that_is_damaged_while_it_is_used_is_begun_anew(tmp_path: Path, ask: Callable[[Memo], object]) -> None:
    memo = _filled(tmp_path)
    memo.put("body", "fresh", b"value")
    _sql(tmp_path, "drop table memo")
    assert ask(memo) is None
    memo.put("body", "later", b"value")
    memo.commit()
    memo.close()
    assert "later" in _remembered(tmp_path, "body")


@pytest.mark.parametrize("value", ["x'00'", "x''", "'text'", "null", "5"])
def test_a_value_that_was_altered_is_not_believed(tmp_path: Path, value: str) -> None:
    _filled(tmp_path).close()
    _sql(tmp_path, f"update memo set value = {value}")
    memo = Memo(tmp_path)
    assert (memo.get("body", "old"), list(memo.each("body"))) == (None, [])
    memo.close()


def test_where_nothing_can_be_written_nothing_is_remembered_and_nothing_fails(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_text("a file of somebody's")
    memo = _filled(tmp_path)
    assert memo.get("body", "other") is None
    memo.close()
    assert (tmp_path / FOLDER).read_text() == "a file of somebody's"
    assert memo_state(tmp_path) == ("nothing remembered", True)


def test_a_memory_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "p" / FOLDER).mkdir(parents=True)
    (tmp_path / "theirs").write_text("theirs")
    (tmp_path / "p" / FOLDER / "memo.sqlite").symlink_to(tmp_path / "theirs")
    _filled(tmp_path / "p").close()
    assert _remembered(tmp_path / "p", "body") == {"old"}
    (tmp_path / "q").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "q" / FOLDER).symlink_to(tmp_path / "elsewhere")
    _filled(tmp_path / "q").close()
    assert list((tmp_path / "elsewhere").iterdir()) == []
    assert (tmp_path / "theirs").read_text() == "theirs"


def test_the_state_of_a_memory_is_told_and_nothing_is_changed(tmp_path: Path) -> None:
    assert memo_state(tmp_path) == ("nothing remembered", True)
    Memo(tmp_path).close()
    assert memo_state(tmp_path) == ("0.0 MB, empty", True)
    _filled(tmp_path).close()
    assert memo_state(tmp_path) == ("0.0 MB, 1 body", True)
    other = sqlite3.connect(tmp_path / FOLDER / "memo.sqlite")
    other.execute("begin exclusive")
    assert memo_state(tmp_path) == ("0.0 MB, in use", True)
    other.close()
    (tmp_path / FOLDER / "memo.sqlite").write_bytes(b"no database at all")
    assert memo_state(tmp_path) == ("0.0 MB, unreadable", False)


def test_a_forked_process_finds_what_its_parent_had_yet_to_write_and_does_not_send_it_back(tmp_path: Path) -> None:
    memo = Memo(tmp_path)
    memo.put("body", "held", b"1")
    assert memo.brought() == []
    memo.reopen()
    assert memo.get("body", "held") == b"1"
    memo.put("body", "new", b"2")
    assert memo.brought() == [("body", "new", b"2")]
    assert memo.brought() == []
    assert memo.get("body", "held") == b"1"
    memo.close()
