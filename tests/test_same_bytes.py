"""Two builds anywhere give the same bytes: the site and the items that ingest writes, whatever is not content."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

import pytest
from faulty import as_nobody, given_away
from small_site import SEEDS, tree, write_project

from site_gen.build import BuildOptions, build

HERE: Final = Path(__file__).parents[1]
WORLDS: Final[dict[str, dict[str, str]]] = {
    "a time zone ahead": {"TZ": "Pacific/Kiritimati"},
    "a time zone behind": {"TZ": "America/Los_Angeles"},
    "a Turkish locale": {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "LANGUAGE": "tr"},
    "a locale without Unicode": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "another hash seed": {"PYTHONHASHSEED": "4242"},
    "another clock": {"SOURCE_DATE_EPOCH": "86400"},
    "another home and user": {"HOME": "/nonexistent", "USER": "nobody", "LOGNAME": "nobody"},
    "optimised": {"PYTHONOPTIMIZE": "2"},
}
"""Environments by what is other about them."""


def _build(root: Path, *more: str, umask: int = 0o022, env: Mapping[str, str] = MappingProxyType({})) -> Path:
    told = {**os.environ, "PYTHONPATH": str(HERE), "PYTHONHASHSEED": "0", "TZ": "UTC", **env}
    command = [sys.executable, "-m", "site_gen", "-C", str(root), "build", "-q", *more]
    subprocess.run(command, env=told, cwd="/", check=True, timeout=60, umask=umask)
    return root


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes | str], dict[str, bytes | str]]:
    """The site and the content of the plainest build."""
    root = _build(write_project(tmp_path_factory.mktemp("plain") / "p", SEEDS), "--jobs", "1")
    return tree(root / "public"), tree(root / "content")


def _shuffled(root: Path) -> Path:
    """The project with its files made in another order and at other times."""
    made = write_project(root.with_name("made"), SEEDS)
    paths = [path.relative_to(made) for path in made.rglob("*") if path.is_file()]
    random.Random(7).shuffle(paths)
    for number, path in enumerate(paths):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(made / path, root / path)
        os.utime(root / path, (10**9 + number * 86_400, 10**6 * number))
    return root


@pytest.mark.parametrize("world", WORLDS)
def test_an_environment_changes_no_byte(
    world: str, tmp_path: Path, expected: tuple[dict[str, bytes | str], dict[str, bytes | str]]
) -> None:
    root = _build(write_project(tmp_path / "Ünlike pläce" / "p", SEEDS), env=WORLDS[world])
    assert (tree(root / "public"), tree(root / "content")) == expected


def test_another_user_changes_no_byte(
    tmp_path: Path, expected: tuple[dict[str, bytes | str], dict[str, bytes | str]]
) -> None:
    build(write_project(tmp_path / "mine", SEEDS), BuildOptions(jobs=1))  # imports what nobody may not be able to read
    root = given_away(write_project(tmp_path / "p", SEEDS))
    with as_nobody():
        build(root, BuildOptions(jobs=1))
    assert (tree(root / "public"), tree(root / "content")) == expected


def test_order_times_path_umask_and_processes_change_no_byte(
    tmp_path: Path, expected: tuple[dict[str, bytes | str], dict[str, bytes | str]]
) -> None:
    root = _build(_shuffled(tmp_path / "deep/er/p"), "--jobs", "3", umask=0o077)
    assert (tree(root / "public"), tree(root / "content")) == expected
    linked = tmp_path / "linked"
    linked.symlink_to(root)
    shutil.rmtree(root / "public")
    assert tree(_build(linked, umask=0o027) / "public") == expected[0]


def test_no_file_has_the_time_or_place_of_its_build(
    expected: tuple[dict[str, bytes | str], dict[str, bytes | str]],
) -> None:
    """The guard of the others: they compare builds of one machine, and a few minutes."""
    everything = b"\n".join(data for data in expected[0].values() if isinstance(data, bytes))
    assert b"2022-08-0" in everything
    for word in (b"/tmp/", str(HERE).encode(), os.uname().nodename.encode() + b" "):
        assert word not in everything
