"""The project folder read safely: plain files only, nothing followed, nothing that blocks, all problems at once."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from site_gen.content.project import read_bytes, read_content, read_text, write_atomic
from site_gen.content.stamps import list_files
from site_gen.errors import Problem, SiteError


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
