"""Exports among the seeds: one that did not change costs a look at its stamp; whatever else did, it is read again."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from site_gen.ingest import unpacking
from site_gen.ingest.run import IngestReport
from site_gen.ingesting import ingest_project
from site_gen.init import init
from site_gen.memo import Memo
from site_gen.questions import plain_answers

ROW = '{{"id": {0}, "title": "Row {0}", "date": "2031-04-02", "text": "The dam held on day {0}, they say."}}\n'
FILE = "seeds/desk.jsonl"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    init(tmp_path / "p", plain_answers("River"))
    (tmp_path / "p" / FILE).write_text("".join(ROW.format(at) for at in range(3)) + "no row\n")
    os.utime(tmp_path / "p" / FILE, ns=(1, 1))
    return tmp_path / "p"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Paths of exports as they are opened to be read."""
    paths: list[str] = []
    real = unpacking.open_file

    def spy(place: Path, path: str) -> object:
        paths.append(path)
        return real(place, path)

    monkeypatch.setattr(unpacking, "open_file", spy)
    monkeypatch.setattr("site_gen.ingest.bundle_memory.is_settled", lambda stamp: True)
    return paths


def run(root: Path, *, seeds: list[str] | None = None) -> IngestReport:
    memo = Memo(root)
    try:
        report = ingest_project(root, memo, seeds)
        memo.commit()
        return report
    finally:
        memo.close()


def test_an_export_that_did_not_change_is_opened_once_and_its_faults_are_told_each_time(
    root: Path, opened: list[str]
) -> None:
    reports = [run(root) for _ in range(3)]
    assert opened == [FILE]
    assert [(one.unpacked[0].new, one.unpacked[0].known) for one in reports] == [(3, 0), (0, 3), (0, 3)]
    assert [{problem.code for problem in one.problems} for one in reports] == [{"bad-json"}] * 3


def test_one_that_was_copied_over_by_itself_is_not_read_for_rows(root: Path, opened: list[str]) -> None:
    run(root)
    os.utime(root / FILE, ns=(2, 2))
    assert run(root).unpacked[0].known == 3
    assert opened == [FILE]


def test_one_with_a_further_row_is_read_again(root: Path, opened: list[str]) -> None:
    run(root)
    with open(root / FILE, "a") as file:
        file.write(ROW.format(7))
    assert run(root).unpacked[0].new == 1
    assert opened == [FILE, FILE]


def test_one_of_the_same_size_with_other_words_is_read_again(root: Path, opened: list[str]) -> None:
    run(root)
    (root / FILE).write_text((root / FILE).read_text().replace("day 1", "day 9"))
    os.utime(root / FILE, ns=(1, 1))
    assert run(root).unpacked[0].changed
    assert run(root).unpacked[0].changed
    assert opened == [FILE] * 3


def test_another_field_map_reads_it_again(root: Path, opened: list[str]) -> None:
    run(root)
    site = root / "content/site.yaml"
    site.write_text(site.read_text() + "import:\n  desk:\n    always: {lang: en}\n")
    run(root)
    assert opened == [FILE, FILE]


def test_a_ledger_that_is_gone_has_it_read_again(root: Path, opened: list[str]) -> None:
    run(root)
    (root / "content/.ingest/unpacked.txt").unlink()
    run(root)
    assert len(list((root / "seeds/desk").glob("*.txt"))) == 3
    assert opened == [FILE, FILE]


def test_one_that_is_named_is_read(root: Path, opened: list[str]) -> None:
    run(root)
    run(root, seeds=[FILE])
    assert opened == [FILE, FILE]


def test_a_seed_that_a_person_removed_stays_away(root: Path, opened: list[str]) -> None:
    run(root)
    next((root / "seeds/desk").glob("*.txt")).unlink()
    assert run(root).unpacked[0].new == 0
    assert len(list((root / "seeds/desk").glob("*.txt"))) == 2
    assert opened == [FILE]
