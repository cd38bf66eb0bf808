"""Items kept between runs: by the stamp of their file and our code, and never when they may have changed unseen."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from site_gen.content import remember
from site_gen.content.remember import RememberedItems
from site_gen.content.stamps import FileStamp
from site_gen.errors import SiteError

STAMP = FileStamp("content/items/x.md", 9, 1, 1, 1)
OTHER = FileStamp("content/items/x.md", 9, 2, 2, 1)


class Kept:
    """A memory that is a dict; it tells what it has by key."""

    def __init__(self) -> None:
        self.values: dict[str, bytes] = {}

    def each(self, kind: str) -> Iterator[tuple[str, bytes]]:
        yield from sorted(self.values.items())

    def put(self, kind: str, key: str, value: bytes) -> None:
        self.values[key] = value


def _title(table: Kept, text: str, stamp: FileStamp = STAMP, code: str = "1") -> str:
    return RememberedItems(table, code)(stamp, lambda: f"---\ntitle: {text}\n---\n").title


def test_a_file_is_read_once_until_its_stamp_or_our_code_is_another() -> None:
    table = Kept()
    assert _title(table, "One") == "One"
    assert _title(table, "Two") == "One"
    assert _title(table, "Two", stamp=OTHER) == "Two"
    assert _title(table, "Three", stamp=OTHER, code="2") == "Three"


@pytest.mark.parametrize(
    "damaged",
    [
        lambda value: b"",
        lambda value: b"\xc1",
        lambda value: value[:-1],
        lambda value: value.partition(b"\n")[0] + b"\n\xc1",
        lambda value: value.partition(b"\n")[0] + b"\n\x80",
    ],
)
def test_what_is_damaged_in_the_memory_is_read_anew(damaged: Callable[[bytes], bytes]) -> None:
    table = Kept()
    _title(table, "One")
    table.values = {key: damaged(value) for key, value in table.values.items()}
    assert _title(table, "Two") == "Two"
    assert _title(table, "Three") == "Two"


def test_files_that_come_and_go_leave_the_others_remembered() -> None:
    table = Kept()
    stamps = [FileStamp(f"content/items/{name}.md", 9, 1, 1, 1) for name in ("a", "b", "c", "d", "e")]
    parse = RememberedItems(table, "1")
    for stamp in stamps[1::2]:
        parse(stamp, lambda: "---\ntitle: Old\n---\n")
    parse = RememberedItems(table, "1")
    titles = [parse(stamp, lambda: "---\ntitle: New\n---\n").title for stamp in stamps]
    assert titles == ["New", "Old", "New", "Old", "New"]
    parse = RememberedItems(table, "1")
    assert [parse(stamp, lambda: "").title for stamp in (stamps[0], stamps[4])] == ["New", "New"]


def test_a_file_that_was_changed_a_moment_ago_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remember, "is_settled", lambda stamp: False)
    table = Kept()
    assert _title(table, "One") == "One"
    assert table.values == {}


def test_what_is_read_anew_is_light_and_what_was_kept_is_as_it_was_kept() -> None:
    table, put = Kept(), list[bytes]()

    def stow(data: bytes) -> Callable[[], bytes]:
        put.append(data)
        return lambda: data

    for _ in range(2):
        item = RememberedItems(table, "1", stow)(STAMP, lambda: "---\ntitle: One\n---\nWords.\n")
        assert (item.title, item.body) == ("One", "Words.\n")
    assert put == [b"Words.\n"]


def test_files_are_read_ahead_where_none_was_read_by_this_code() -> None:
    table = Kept()
    stamps = [FileStamp(f"content/items/{name}.md", 9, 1, 1, 1) for name in ("a", "b", "c")]
    read: list[str] = []

    def text(stamp: FileStamp) -> str:
        read.append(stamp.path[-4])
        return f"---\ntitle: {stamp.path[-4]}\n---\n" if stamp.path[-4] != "b" else "---\ntitel: b\n---\n"

    for code, wanted in (("1", ["a", "b", "c"]), ("1", []), ("2", ["a", "b", "c"])):
        remembered = RememberedItems(table, code)
        remembered.ahead(stamps, text)
        assert read == wanted
        read.clear()
        assert [remembered(stamp, lambda: "").title for stamp in stamps[::2]] == ["a", "c"]
        with pytest.raises(SiteError):
            remembered(stamps[1], lambda: text(stamps[1]))
        read.clear()
    assert sorted(table.values) == [stamps[0].path, stamps[2].path]
