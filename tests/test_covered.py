"""The bars of coverage: what no test runs is told by its file and line, and a room that is gone is told too."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from covered import WHOLE, main, shortfalls
from supply import HERE

Capture = pytest.CaptureFixture[str]


def _report(overall: float, **missing: Any) -> dict[str, Any]:
    """A report in which all is run but what `missing` says of `slugs.py`."""
    files: dict[str, Any] = {
        path.relative_to(HERE).as_posix(): {"missing_lines": [], "missing_branches": []}
        for path in (HERE / "site_gen").rglob("*.py")
    }
    files["site_gen/slugs.py"].update(missing)
    return {"files": files, "totals": {"percent_covered": overall}}


def test_every_room_that_must_be_run_as_a_whole_is_there() -> None:
    assert list(shortfalls(_report(95.0))) == []
    assert all(list(HERE.glob(pattern)) for pattern in WHOLE)


def test_a_line_or_branch_that_no_test_runs_is_told_where_it_must_be() -> None:
    missing = _report(96.0, missing_lines=[7, 9], missing_branches=[[12, 14], [20, -3]])
    assert list(shortfalls(missing)) == ["site_gen/slugs.py: never run: 7, 9, 12->14, 20->end"]


def test_too_little_of_the_whole_is_told() -> None:
    assert list(shortfalls(_report(94.99))) == ["94.99 % of lines and branches are run; at least 95 % must be"]


def test_a_room_that_was_not_measured_is_told() -> None:
    report = _report(99.0)
    del report["files"]["site_gen/lock.py"]
    assert list(shortfalls(report)) == ["site_gen/lock.py: no such file was measured"]


def test_the_check_ends_with_what_it_found(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "report.json"
    path.write_text(json.dumps(_report(95.5)))
    assert main(str(path)) == 0
    path.write_text(json.dumps(_report(90.0, missing_lines=[7])))
    assert main(str(path)) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "90.00 % of lines and branches, 2 below their bars"
