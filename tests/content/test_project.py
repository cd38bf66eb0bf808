"""The project folder read safely: plain files only, nothing followed, nothing that blocks, all problems at once."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from site_gen.content.memory import FORMAT, Memory, decode_memory, encode_memory, text_key
from site_gen.content.project import (
    ahead_of,
    last_draft,
    read_bytes,
    read_content,
    read_memory,
    read_registries,
    read_text,
    still_has,
    sweep,
    write_atomic,
    write_item,
)
from site_gen.content.stamps import list_files
from site_gen.errors import Problem, SiteError
from site_gen.model import Item


def _fifo(path: Path) -> None:
    os.mkfifo(path)


def _folder(path: Path) -> None:
    path.mkdir()


def _link(path: Path) -> None:
    path.symlink_to("/etc/hostname")


def _loop(path: Path) -> None:
    path.symlink_to(path.name)


def _utf16(path: Path) -> None:
    path.write_bytes("---\ntitle: x\n---\n".encode("utf-16"))


def _latin(path: Path) -> None:
    path.write_bytes("---\ntitle: é\n---\n".encode("latin-1"))


def _nul(path: Path) -> None:
    path.write_bytes(b"---\ntitle: x\n---\n\x00")


def _large(path: Path) -> None:
    with open(path, "wb") as file:
        file.truncate(33 * 1024 * 1024)


KINDS: tuple[Callable[[Path], None], ...] = (_fifo, _folder, _link, _loop, _utf16, _latin, _nul, _large)


@pytest.mark.parametrize("make", KINDS, ids=lambda make: str(make.__name__))
@pytest.mark.parametrize("path", ["content/items/bad.md", "content/site.yaml", "content/actors.yaml"])
def test_what_is_no_plain_text_file_is_told_and_never_blocks(
    project: Path, path: str, make: Callable[[Path], None]
) -> None:
    (project / path).unlink(missing_ok=True)
    make(project / path)
    with pytest.raises(SiteError) as caught:
        read_content(project)
    assert any(problem.path == path and problem.hint for problem in caught.value.problems)


@pytest.mark.parametrize("make", [_fifo, _folder, _link, _loop])
def test_reading_refuses_what_is_no_plain_file(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "x")
    with pytest.raises(SiteError):
        read_bytes(tmp_path, "x")


def test_a_wrong_byte_is_told_at_its_line_and_column(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes("one\ntwö \xe9\n".encode() + b"thr\xff")
    with pytest.raises(SiteError, match=r"x:3:4: error\[not-utf-8\]: the byte 0xff"):
        read_text(tmp_path, "x")


def test_the_problems_of_all_files_come_at_once(project: Path) -> None:
    (project / "content/items/a.md").write_text("no")
    (project / "content/items/B.md").write_text("---\ntitle: x\n---\n")
    (project / "content/items/deep").mkdir()
    (project / "content/items/deep/c.md").write_text("---\ntitle: x\n---\n")
    (project / "content/topics.yaml").write_text("T: {name: T}\n")
    with pytest.raises(SiteError) as caught:
        read_content(project)
    codes = {problem.code for problem in caught.value.problems}
    assert codes == {"no-front-matter", "bad-file-name", "misplaced-item", "bad-id"}


@pytest.mark.parametrize("name", [".a.md", "#a.md#", "a.md~", "a.md.swp", "a.tmp", "a.bak", "a.orig", "notes.txt"])
def test_editors_leavings_are_passed_over(project: Path, name: str) -> None:
    (project / "content/items" / name).write_text("not an item")
    assert len(read_content(project).items) == 4


@pytest.mark.parametrize("name", [b"a\nb.md", b"\xff.md", b"a\x1bb.md"])
def test_names_that_no_terminal_shows_are_told_in_ascii(project: Path, name: bytes) -> None:
    with open(os.fsencode(project / "content/items") + b"/" + name, "wb") as file:
        file.write(b"---\ntitle: x\n---\n")
    problems: list[Problem] = []
    list_files(project, "content", problems)
    assert [problem.code for problem in problems] == ["bad-file-name"]
    assert problems[0].path.isascii()
    assert problems[0].path.isprintable()


def test_a_write_that_fails_leaves_the_old_file_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_atomic(tmp_path / "x", b"old")

    def refuse(source: object, target: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(OSError, match="No space"):
        write_atomic(tmp_path / "x", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["x"]
    assert (tmp_path / "x").read_bytes() == b"old"


@pytest.mark.parametrize("content", [None, "a file"])
def test_a_project_without_a_folder_of_content_is_told(tmp_path: Path, content: str | None) -> None:
    if content:
        (tmp_path / "content").write_text(content)
    with pytest.raises(SiteError, match=r"content: error\[unreadable\]: this folder cannot be listed: N"):
        read_content(tmp_path)


def test_registries_with_problems_are_told_with_all_of_them(project: Path) -> None:
    (project / "content/topics.yaml").write_text("T: {name: T}\n")
    (project / "content/site.yaml").write_text("tittle: x\n")
    with pytest.raises(SiteError) as caught:
        read_registries(project)
    assert {problem.code for problem in caught.value.problems} >= {"bad-id", "unknown-field"}


def test_a_disk_that_fails_while_a_file_is_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A descriptor that is open for writing alone cannot be read from, as a file on a failing disk cannot."""
    (tmp_path / "x").write_text("words")
    real = os.open
    monkeypatch.setattr(os, "open", lambda path, flags: real(path, os.O_WRONLY))
    with pytest.raises(SiteError, match=r"x: error\[unreadable\]: the file cannot be read: Bad file descriptor"):
        read_bytes(tmp_path, "x")


@pytest.mark.parametrize("size", [0, 3, 65_536, 200_000, 199_999, 200_001, 10**6])
def test_a_file_is_read_whole_whatever_size_it_had_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    data = bytes(number % 251 for number in range(200_000))
    (tmp_path / "x").write_bytes(data)
    real = os.fstat
    monkeypatch.setattr(os, "fstat", lambda handle: os.stat_result((*real(handle)[:6], size, *real(handle)[7:10])))
    assert read_bytes(tmp_path, "x") == data
    assert read_bytes(tmp_path, "x", max(size, 100)) == data[: max(size, 100)]


def test_no_file_stays_open(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("words")
    (tmp_path / "y").mkdir()
    before = os.listdir("/dev/fd")
    read_bytes(tmp_path, "x")
    for path, most in (("x", 2), ("y", 9)):
        with pytest.raises(SiteError):
            read_bytes(tmp_path, path, most)
    assert os.listdir("/dev/fd") == before


def test_what_an_editor_saved_meanwhile_is_noticed(tmp_path: Path) -> None:
    missing, there = still_has(tmp_path, "x", None), still_has(tmp_path, "x", "words")
    assert missing()
    assert not there()
    (tmp_path / "x").write_text("words")
    assert there()
    assert not missing()
    with pytest.raises(SiteError, match="saved by another program meanwhile; try again"):
        write_atomic(tmp_path / "x", b"other", missing)
    assert (tmp_path / "x").read_text() == "words"


def _memory(text: str) -> Memory:
    return Memory(FORMAT, "x", "", "", text_key(text), Item("x", text, "", actors=(text,)), ())


def _text(title: str) -> str:
    return f"---\ntitle: {title}\nactors: [{title}]\n---\n"


@pytest.fixture
def interrupted(tmp_path: Path) -> Path:
    """A project in which the writing of an item was ended before its memory had its place."""
    write_item(tmp_path, "x", _text("old"), _memory("old"))
    writing = f"{text_key(_text('new'))} {text_key(_text('old'))}"
    write_atomic(tmp_path / ahead_of("x"), encode_memory(replace(_memory("new"), writing=writing)))
    return tmp_path


@pytest.mark.parametrize(
    ("stands", "remembered"),
    [
        (_text("old"), "old"),
        (_text("new"), "new"),
        (_text("new").replace("actors", "lang: hy\nactors"), "new"),
        (_text("old") + "More of mine.", "old"),
        ("no item", "old"),
        (None, "old"),
    ],
)
def test_after_an_interrupted_write_the_text_tells_which_memory_is_its_own(
    interrupted: Path, stands: str | None, remembered: str
) -> None:
    path = interrupted / "content/items/x.md"
    path.unlink() if stands is None else path.write_text(stands)
    assert read_memory(interrupted, "x") == _memory(remembered)
    assert last_draft(interrupted, "x") == _memory(remembered).item


def test_a_damaged_memory_is_none(interrupted: Path) -> None:
    (interrupted / ahead_of("x")).write_bytes(b"{")
    assert read_memory(interrupted, "x") == _memory("old")
    (interrupted / "content/.ingest/x.json").write_bytes(b"{")
    assert read_memory(interrupted, "x") is None
    assert last_draft(interrupted, "y") is None
    assert decode_memory(encode_memory(replace(_memory("x"), format=1))) is None


def test_what_killed_writers_left_is_swept_and_what_the_living_write_is_not(tmp_path: Path) -> None:
    folder = tmp_path / "content/items"
    folder.mkdir(parents=True)
    dead, alive, foreign = folder / ".x.md.99999999.tmp", folder / f".x.md.{os.getpid()}.tmp", folder / ".mine.tmp"
    for path in (dead, alive, foreign):
        path.write_text("half of it")
    sweep(tmp_path)
    assert [path.exists() for path in (dead, alive, foreign)] == [False, True, True]
