"""Items kept between runs: by the stamp of their file and our code, and never when they may have changed unseen."""

from __future__ import annotations

import pytest

from site_gen.content import remember
from site_gen.content.remember import remembered_items
from site_gen.content.stamps import FileStamp

STAMP = FileStamp("content/items/x.md", 9, 1, 1, 1)
OTHER = FileStamp("content/items/x.md", 9, 2, 2, 1)


class Kept:
    """A memory that is a dict."""

    def __init__(self) -> None:
        self.values: dict[str, bytes] = {}

    def all(self, kind: str) -> dict[str, bytes]:
        return dict(self.values)

    def put(self, kind: str, key: str, value: bytes) -> None:
        self.values[key] = value


def _title(table: Kept, text: str, stamp: FileStamp = STAMP, code: str = "1") -> str:
    return remembered_items(table, code)(stamp, lambda: f"---\ntitle: {text}\n---\n").title


def test_a_file_is_read_once_until_its_stamp_or_our_code_is_another() -> None:
    table = Kept()
    assert _title(table, "One") == "One"
    assert _title(table, "Two") == "One"
    assert _title(table, "Two", stamp=OTHER) == "Two"
    assert _title(table, "Three", stamp=OTHER, code="2") == "Three"


@pytest.mark.parametrize("damage", [b"", b"\xc1", b"\x93\x01\x02\x03"])
def test_what_is_damaged_in_the_memory_is_read_anew(damage: bytes) -> None:
    table = Kept()
    _title(table, "One")
    table.values = dict.fromkeys(table.values, damage)
    assert _title(table, "Two") == "Two"
    assert _title(table, "Three") == "Two"


def test_a_file_that_was_changed_a_moment_ago_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remember, "is_settled", lambda stamp: False)
    table = Kept()
    assert _title(table, "One") == "One"
    assert table.values == {}
