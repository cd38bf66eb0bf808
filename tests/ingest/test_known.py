"""What a project is known to have: read once, and again where a file is not as it was."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from site_gen.content.project import ITEMS, MEMORY, read_bytes
from site_gen.ingest import known
from site_gen.ingest.known import Files, known_seeds
from site_gen.memo import Memo


@pytest.fixture
def memo(tmp_path: Path) -> Iterator[Memo]:
    (tmp_path / MEMORY).mkdir(parents=True)
    (tmp_path / ITEMS).mkdir()
    for name in ("a", "a-b", "c"):
        _write(tmp_path, name, f"seeds/{name}.txt")
    found = Memo(tmp_path)
    yield found
    found.close()


def _write(root: Path, name: str, seed: str, said: str = "") -> None:
    head = {"id": said or name, "seed": seed, "sha256": f"hash of {seed}", "reasons": []}
    path = root / MEMORY / f"{name}.json"
    path.with_suffix(".new").write_bytes(msgspec.json.encode(head))
    os.replace(path.with_suffix(".new"), path)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Memories that were read, by path."""
    paths: list[str] = []

    def noted(root: Path, path: str) -> bytes:
        paths.append(path)
        return read_bytes(root, path)

    monkeypatch.setattr(known, "read_bytes", noted)
    return paths


def _known(root: Path, memo: Memo) -> dict[str, str]:
    found = known_seeds(root, memo)[0]
    memo.commit()
    return found


def test_memories_are_read_once_and_again_where_they_are_others(tmp_path: Path, memo: Memo, read: list[str]) -> None:
    told = {"seeds/a.txt": "a", "seeds/a-b.txt": "a-b", "seeds/c.txt": "c"}
    assert _known(tmp_path, memo) == told
    assert read == [f"{MEMORY}/{name}.json" for name in ("a-b", "a", "c")]
    assert _known(tmp_path, memo) == told
    assert len(read) == 3
    _write(tmp_path, "c", "seeds/new.txt")
    assert _known(tmp_path, memo) == {"seeds/a.txt": "a", "seeds/a-b.txt": "a-b", "seeds/new.txt": "c"}
    assert read[3:] == [f"{MEMORY}/c.json"]
    (tmp_path / MEMORY / "a.json").unlink()
    assert set(_known(tmp_path, memo)) == {"seeds/a-b.txt", "seeds/new.txt"}
    assert len(read) == 4


def test_what_was_remembered_in_another_shape_is_read_again(tmp_path: Path, memo: Memo, read: list[str]) -> None:
    told = _known(tmp_path, memo)
    for name, raw in list(memo.each("head")):
        memo.put("head", name, raw.partition(b"\0")[0] + b"\0" + b'{"id": 5}')
    memo.commit()
    assert _known(tmp_path, memo) == told
    assert len(read) == 6


def test_a_memory_of_another_name_or_that_is_a_link_is_none(tmp_path: Path, memo: Memo) -> None:
    _write(tmp_path, "c", "seeds/c.txt", said="other")
    (tmp_path / MEMORY / "d.json").symlink_to("a.json")
    for _ in range(2):
        assert set(_known(tmp_path, memo)) == {"seeds/a.txt", "seeds/a-b.txt"}


def test_an_item_without_memory_tells_its_seed_itself(tmp_path: Path, memo: Memo) -> None:
    evidence = 'evidence: {seed: seeds/e.txt, sha256: "' + "0" * 64 + '"}'
    (tmp_path / ITEMS / "e.md").write_text(f"---\ntitle: E\n{evidence}\n---\n\nWords.\n")
    (tmp_path / ITEMS / "broken.md").write_text("---\ntitle: [\n---\n")
    assert _known(tmp_path, memo)["seeds/e.txt"] == "e"
    assert known_seeds(tmp_path, memo)[1]["0" * 64] == "seeds/e.txt"


def test_files_are_told_in_the_order_of_their_names_and_where_there_are_none(tmp_path: Path) -> None:
    assert Files(tmp_path).states() == {}
    (tmp_path / ITEMS).mkdir(parents=True)
    for name in ("b.md", "a.md", "a-b.md", "note.txt"):
        (tmp_path / ITEMS / name).write_text("x")
    before = Files(tmp_path).states()
    assert list(before) == ["a-b", "a", "b"]
    (tmp_path / ITEMS / "b.md").write_text("xy")
    assert {name for name, state in Files(tmp_path).states().items() if state != before[name]} == {"b"}
