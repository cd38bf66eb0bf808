"""Many articles in one file: each row to one seed, once, whenever the process dies; what was removed stays so."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO, Final

import pytest

from site_gen.errors import Problem
from site_gen.ingest.bundle_memory import LEDGER
from site_gen.ingest.doors.bundles import Bundle
from site_gen.ingest.unpack import Row, read_ledger, row_path, steps
from site_gen.ingest.unpacking import Unpacked, unpack_all


def read_lines(file: BinaryIO, path: str, problems: list[Problem]) -> Iterable[Row]:
    """A file of lines "key|words": one article a line."""
    for line in file.read().decode().splitlines():
        key, _, words = line.partition("|")
        yield Row(f"line {key}", f"{words}.txt", f"{words}\n".encode(), f'title: "{words}"\n')


LINES: Final = (Bundle("lines", (".lines",), read_lines),)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "content").mkdir()
    return tmp_path


def unpack(root: Path, text: str, name: str = "a.lines", dry: bool = False) -> Unpacked:
    (root / "seeds" / name).write_text(text)
    problems: list[Problem] = []
    found = unpack_all(root, problems, [f"seeds/{name}"], dry, LINES)
    assert problems == []
    return found[0]


def seeds(root: Path) -> list[str]:
    return sorted(path.read_text().strip() for path in (root / "seeds").glob("*/*.txt"))


def test_each_row_becomes_a_seed_with_its_sidecar(root: Path) -> None:
    report = unpack(root, "1|Dam is safe\n2|Gates open\n")
    assert (report.new, report.known, report.folder) == (2, 0, "seeds/a")
    assert seeds(root) == ["Dam is safe", "Gates open"]
    assert sorted(path.suffix for path in (root / "seeds/a").iterdir()) == [".txt", ".txt", ".yaml", ".yaml"]


def test_the_next_state_of_a_file_adds_only_what_is_new(root: Path) -> None:
    unpack(root, "1|Dam is safe\n2|Gates open\n")
    report = unpack(root, "2|Gates open\n3|Water falls\n")
    assert (report.new, report.known) == (1, 1)
    assert seeds(root) == ["Dam is safe", "Gates open", "Water falls"]


def test_what_a_person_removed_does_not_come_back(root: Path) -> None:
    for path in unpack(root, "1|Dam is safe\n2|Gates open\n").paths:
        (root / path).unlink()
    assert unpack(root, "1|Dam is safe\n2|Gates open\n").new == 0
    assert seeds(root) == []


def test_a_row_that_changed_is_told_and_its_seed_stays(root: Path) -> None:
    unpack(root, "1|Dam is safe\n")
    report = unpack(root, "1|Dam broke\n")
    assert (report.new, len(report.changed)) == (0, 1)
    assert seeds(root) == ["Dam is safe"]


def test_a_key_in_two_files_is_one_article(root: Path) -> None:
    unpack(root, "1|Dam is safe\n")
    assert unpack(root, "1|Dam is safe\n", "b.lines").known == 1
    assert seeds(root) == ["Dam is safe"]


def test_a_dry_run_tells_and_writes_nothing(root: Path) -> None:
    assert unpack(root, "1|Dam is safe\n", dry=True).new == 1
    assert seeds(root) == []
    assert not (root / LEDGER).exists()


def test_a_ledger_line_cut_short_counts_as_none_and_the_next_line_is_whole(root: Path) -> None:
    unpack(root, "1|Dam is safe\n2|Gates open\n")
    ledger = root / LEDGER
    ledger.write_bytes(ledger.read_bytes()[:-70])
    assert unpack(root, "1|Dam is safe\n2|Gates open\n3|Water falls\n").known == 1
    assert len(read_ledger(ledger.read_text().splitlines())) == 3
    assert unpack(root, "1|Dam is safe\n2|Gates open\n3|Water falls\n").known == 3
    assert seeds(root) == ["Dam is safe", "Gates open", "Water falls"]


def test_two_rows_of_one_name_have_two_files() -> None:
    one, other = (Row(f"line {key}", "Dam is safe.txt", b"") for key in "ab")
    assert row_path("seeds/a", one) != row_path("seeds/a", other)


def test_a_name_without_latin_letters_and_one_of_path_parts_stay_in_the_folder() -> None:
    for name in ("Плотина.eml", "../../etc/passwd.eml", "a" * 500 + ".eml", ".eml", "con.entry.xml"):
        path = row_path("seeds/a", Row("k", name, b""))
        assert path.startswith("seeds/a/")
        assert path.count("/") == 2
        assert len(path) < 100
        assert path.endswith((".eml", ".entry.xml"))


def test_the_same_key_twice_in_a_file_is_taken_once() -> None:
    rows = [Row("k", "a.txt", b"1"), Row("k", "a.txt", b"1"), Row("k", "a.txt", b"2")]
    assert [step.state for step in steps(rows, "f", {}, lambda _: False)] == ["new", "known", "changed"]


_CODE: Final = """
import os, sys
from pathlib import Path
from site_gen.ingest.unpack import Row
from site_gen.ingest.bundle_memory import LEDGER
from site_gen.ingest.doors.bundles import Bundle
from site_gen.ingest.unpacking import unpack_all

def read(file, path, problems):
    for at, line in enumerate(file.read().decode().splitlines()):
        if at == int(sys.argv[2]):
            os.kill(os.getpid(), 9)
        yield Row(line, line + ".txt", line.encode(), "title: x" + chr(10))

unpack_all(Path(sys.argv[1]), [], None, False, (Bundle("lines", (".lines",), read),))
"""


def test_killed_again_and_again_no_row_is_lost_and_none_is_there_twice(root: Path) -> None:
    lines = [f"row {at}" for at in range(300)]
    (root / "seeds/a.lines").write_text("\n".join(lines))
    for at in (1, 7, 120, 121, 299, 1000):
        done = subprocess.run([sys.executable, "-c", _CODE, str(root), str(at)], check=False, env={**os.environ})
        assert done.returncode == (-signal.SIGKILL if at < 300 else 0)
    assert seeds(root) == sorted(lines)
    assert len(read_ledger((root / LEDGER).read_text().splitlines())) == 300
