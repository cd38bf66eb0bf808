"""What runs remember: written before it fills the memory, and by one process alone."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from small_site import write_project

import site_gen.making
import site_gen.memo
from site_gen.build import BuildOptions, build
from site_gen.memo import Memo


def _remembered(root: Path, kind: str) -> set[str]:
    """What another process would find."""
    memo = Memo(root)
    try:
        return set(memo.all(kind))
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
        sent.extend(kind for kind, _, _ in found)
        take(self, found)

    monkeypatch.setattr(Memo, "take", listening)
    monkeypatch.setattr(site_gen.making, "FEW", 0)
    build(root, BuildOptions(ingest="none", jobs=2))
    assert _remembered(root, "search") != set()
    assert "search" not in sent
