"""A joined file takes from the one that stands what is still the same, and has the bytes of one that is made anew."""

from __future__ import annotations

import random
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from site_gen.kept import Kept, file_stamp
from site_gen.memo import Memo
from site_gen.pieces import Pieces
from site_gen.site.page import Joined, Page
from site_gen.site.publish import Stage, Staged
from site_gen.site.urls import DATASET


class _Site:
    """A folder with files of one letter each, many times over, and the file that joins them."""

    def __init__(self, root: Path) -> None:
        self.folder, self.memo = root / "public", Memo(root)
        (self.folder / "data").mkdir(parents=True)
        (self.folder / ".staging/data").mkdir(parents=True)
        self.files: dict[str, bytes] = {}
        self.read: list[str] = []
        self.kept: Kept | None = None

    def put(self, name: str, text: str) -> None:
        """A file of the site, as a build lays it."""
        self.files[name] = f"{text}\n".encode()
        (self.folder / name).write_bytes(self.files[name])

    def join(self) -> bytes:
        """Join all files in the order of their names and put the result in its place; its bytes."""
        stage = Stage(self.folder, dict.fromkeys((*self.files, DATASET), ""), ".staging")
        told = {name: (b"", "", sha256(data).hexdigest()) for name, data in self.files.items()}
        page = Page(DATASET, "json", lambda: Joined(b"", (), b""))
        self.read.clear()
        stage.read = self._noted(stage)  # type: ignore[method-assign]
        joined = Joined(b"[", tuple(sorted(self.files)), b"]")
        staged = Pieces(stage, self.memo, page, self.kept).join(joined, told, {})
        if staged.file:
            (stage.place / staged.file).replace(self.folder / DATASET)
        return self._settle(staged)

    def _settle(self, staged: Staged) -> bytes:
        self.kept = Kept(b"", "", staged.sha256, file_stamp(f"{self.folder}/{DATASET}"))
        data = (self.folder / DATASET).read_bytes()
        assert sha256(data).hexdigest() == staged.sha256
        return data

    def _noted(self, stage: Stage):  # type: ignore[no-untyped-def]
        read = stage.read

        def noted(path: str, file: str, hashed: str) -> bytes | None:
            self.read.append(path)
            return read(path, file, hashed)

        return noted

    def expected(self) -> bytes:
        """What the joined file is to be."""
        return b"[" + b",".join(self.files[name][:-1] for name in sorted(self.files)) + b"]"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[_Site]:
    site = _Site(tmp_path)
    for name in "abcdef":
        site.put(name, name * 5)
    assert site.join() == site.expected()
    assert site.read == list("abcdef")
    yield site
    site.memo.close()


def test_only_what_is_new_is_read(site: _Site) -> None:
    site.put("c", "other and longer")
    assert site.join() == site.expected()
    assert site.read == ["c"]
    del site.files["a"]
    site.put("dd", "between")
    assert site.join() == site.expected()
    assert site.read == ["dd"]


@pytest.mark.parametrize("seed", range(20))
def test_after_any_changes_the_bytes_are_those_of_one_made_anew(site: _Site, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(12):
        for name in chance.sample("abcdefghij", 3):
            if name in site.files and chance.random() < 0.4:
                del site.files[name]
            else:
                site.put(name, name * chance.randrange(9))
        assert site.join() == site.expected()


def test_a_file_that_somebody_changed_is_not_taken_from(site: _Site) -> None:
    (site.folder / DATASET).write_bytes(site.expected().replace(b"a", b"x"))
    with pytest.raises(LookupError):
        site.join()
    assert list((site.folder / ".staging").rglob("*.json")) == []


@pytest.mark.parametrize("damage", [b"", b"\xc1", b"\x94\xa1x\x01\xc4\x00\x90"])
def test_a_damaged_memory_costs_nothing_but_time(site: _Site, damage: bytes) -> None:
    site.memo.put("pieces", DATASET, damage)
    assert site.join() == site.expected()
    assert site.read == list("abcdef")
