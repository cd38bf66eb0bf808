"""Bytes put away: they come back as they were, from a file without a name or from memory, also in a forked process."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from site_gen import stowage
from site_gen.stowage import Stowage

TEXTS = [b"short", b"", b"x" * 70_000, "Հայերեն".encode(), b"y" * 65_536, b"last"]


def test_bytes_come_back_whether_they_are_written_yet_or_not(tmp_path: Path) -> None:
    stow = Stowage(tmp_path).stow
    assert [place() for place in map(stow, TEXTS)] == TEXTS
    places = [stow(text) for text in TEXTS]
    assert [place() for place in reversed(places)] == TEXTS[::-1]


def test_what_is_put_away_leaves_no_file_behind_and_takes_no_memory(tmp_path: Path) -> None:
    place = Stowage(tmp_path).stow(b"x" * 100_000)
    assert not os.listdir(tmp_path)
    assert isinstance(place, stowage._Place)
    assert not place.hold._waiting


def test_without_a_folder_bytes_stay_in_memory(tmp_path: Path) -> None:
    for folder in (None, tmp_path / "gone"):
        assert [place() for place in map(Stowage(folder).stow, TEXTS)] == TEXTS


@pytest.mark.parametrize("refusal", ["error", "half"])
def test_a_disk_without_room_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refusal: str) -> None:
    stow, write = Stowage(tmp_path).stow, os.pwrite
    before = [stow(text) for text in TEXTS]

    def refuse(file: int, data: bytes, at: int) -> int:
        if refusal == "error":
            raise OSError(28, "No space left on device")
        return write(file, data[:100], at)

    monkeypatch.setattr(os, "pwrite", refuse)
    after = [stow(text) for text in TEXTS]
    assert [place() for place in (*before, *after)] == TEXTS * 2


def test_a_forked_process_reads_what_was_there_and_puts_its_own_elsewhere(tmp_path: Path) -> None:
    stow = Stowage(tmp_path).stow
    before = [stow(text) for text in TEXTS]
    child = os.fork()
    if child == 0:
        own = [stow(text.upper()) for text in TEXTS]
        right = [place() for place in (*before, *own)] == [*TEXTS, *(text.upper() for text in TEXTS)]
        os._exit(0 if right else 1)
    after = [stow(text[::-1]) for text in TEXTS]
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert [place() for place in (*before, *after)] == [*TEXTS, *(text[::-1] for text in TEXTS)]
