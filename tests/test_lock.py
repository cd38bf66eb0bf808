"""One at a time: whoever comes second waits and is right, or is told who is at work."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest
from small_site import SEEDS, tree, write_project
from test_build import clean_tree

import site_gen.lock
from site_gen.build import BuildOptions, build
from site_gen.clean import clean
from site_gen.errors import SiteError
from site_gen.ingest import run
from site_gen.ingest.settle import settle
from site_gen.ingesting import ingest_project
from site_gen.lock import held, locked
from site_gen.lock import holder as told_holder
from site_gen.memo import Memo
from site_gen.standing import FOLDER

NOW = 0.05


@contextmanager
def holder(root: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the project."""
    program = "import sys\nfrom pathlib import Path\nfrom site_gen.lock import locked\n"
    program += f"with locked(Path({str(root)!r}), 'ingest'):\n print('held', flush=True)\n sys.stdin.read()\n"
    process = subprocess.Popen([sys.executable, "-c", program], stdin=-1, stdout=-1, text=True)
    assert process.stdout is not None
    assert process.stdin is not None
    assert process.stdout.readline() == "held\n"
    try:
        yield process
    finally:
        process.kill()
        process.wait(10)
        process.stdin.close()
        process.stdout.close()


def test_who_comes_second_is_told_who_is_at_work_and_nothing_is_touched(project: Path) -> None:
    with holder(project) as process:
        with pytest.raises(SiteError) as caught:
            build(project, BuildOptions(ingest="none"), wait_seconds=NOW)
        (problem,) = caught.value.problems
        assert problem.code == "busy"
        assert f"site-gen ingest (process {process.pid}, since " in problem.message
        assert not (project / "public").exists()


def test_a_killed_holder_leaves_no_lock(project: Path) -> None:
    with holder(project) as process:
        process.send_signal(signal.SIGKILL)
        process.wait(10)
        build(project, BuildOptions(ingest="none"), wait_seconds=2)
    assert (project / "public/index.html").is_file()


def test_a_lock_whose_file_is_removed_or_damaged_is_taken_anew(project: Path) -> None:
    with locked(project, "build"):
        shutil.rmtree(project / FOLDER)
        with locked(project, "build", NOW):
            pass
    (project / FOLDER / "lock").write_bytes(b"\xff\x00 of long ago" * 100)
    with locked(project, "build", NOW):
        assert (project / FOLDER / "lock").read_text().startswith("site-gen build (process ")


def test_a_lock_that_is_a_link_is_refused_and_not_followed(project: Path) -> None:
    (project / FOLDER).mkdir()
    (project / FOLDER / "lock").symlink_to(project / "content/site.yaml")
    before = (project / "content/site.yaml").read_text()
    with pytest.raises(SiteError, match="cannot be locked"), locked(project, "build", NOW):
        pass
    assert (project / "content/site.yaml").read_text() == before


def test_a_folder_where_nothing_may_be_written_is_not_locked(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_text("a file")
    with locked(tmp_path, "build", NOW):
        pass


def test_two_projects_do_not_write_to_one_folder_at_once(tmp_path: Path) -> None:
    with (
        held(tmp_path, NOW),
        pytest.raises(SiteError, match="a build of another project writes here"),
        held(tmp_path, NOW),
    ):
        pass
    with held(tmp_path / "gone", NOW):
        pass


def test_the_lock_is_let_go_though_a_forked_worker_lives_on(project: Path) -> None:
    reads, writes = os.pipe()
    with locked(project, "build"):
        child = os.fork()
        if not child:
            os.close(writes)
            os.read(reads, 1)
            os._exit(0)
    try:
        with locked(project, "build", NOW):
            pass
    finally:
        os.close(writes)
        os.waitpid(child, 0)
        os.close(reads)


def test_builds_and_ingests_at_once_are_all_right(tmp_path: Path) -> None:
    root = write_project(tmp_path / "p", SEEDS)
    words = (["build"], ["ingest"], ["build", "-o", "other"], ["build", "--jobs", "2"])
    command = [sys.executable, "-m", "site_gen", "-C", str(root)]
    at_work = [subprocess.Popen([*command, *more, "-q"], stderr=subprocess.PIPE, text=True) for more in words]
    told = [process.communicate(timeout=60)[1] for process in at_work]
    assert [process.returncode for process in at_work] == [0, 0, 0, 0], told
    build(root, BuildOptions())
    assert tree(root / "public") == tree(root / "other") == clean_tree(root)
    assert not list((root / "content").rglob("*.tmp"))


def test_threads_of_one_process_wait_for_each_other_too(project: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: build(project, BuildOptions(ingest="none")), range(4)))
    assert tree(project / "public") == clean_tree(project)


def test_a_clean_leaves_nothing_and_what_waits_for_it_goes_on(project: Path) -> None:
    build(project, BuildOptions(ingest="none"))
    clean(project)
    assert not (project / FOLDER).exists()
    build(project, BuildOptions(ingest="none"))
    with ThreadPoolExecutor(2) as pool:
        cleaned = pool.submit(clean, project)
        assert pool.submit(build, project, BuildOptions(ingest="none")).exception() is None
        assert cleaned.exception() is None


def test_a_save_of_an_editor_while_its_item_is_merged_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The editor saves between the reading of the item and its writing, twice."""
    root = write_project(tmp_path / "p", SEEDS)
    _ingest(root)
    seed, item = root / "seeds/2022-08-06_talks.txt", root / "content/items/2022-08-06-talks-end-without-a-result.md"
    seed.write_text(seed.read_text().replace("12 houses", "14 houses"))
    saves = iter(("Mine", "Mine too"))

    def settle_and_save(*values: object) -> object:
        outcome = settle(*values)  # type: ignore[arg-type]
        if told := next(saves, None):
            item.write_text(
                item.read_text().replace('summary: ""', f'summary: "{told}"').replace('"Mine"', f'"{told}"')
            )
        return outcome

    monkeypatch.setattr(run, "settle", settle_and_save)
    _ingest(root)
    assert 'summary: "Mine too"' in item.read_text()
    assert "14 houses" in item.read_text()
    assert not list((root / "content/.ingest").glob("*.next"))


def _ingest(root: Path) -> None:
    memo = Memo(root)
    try:
        ingest_project(root, memo)
        memo.commit()
    finally:
        memo.close()


def test_who_holds_a_project_is_told_to_whoever_asks_and_nothing_is_made(project: Path) -> None:
    assert told_holder(project) == ""
    assert not (project / FOLDER).exists()
    with holder(project) as process:
        assert told_holder(project).startswith(f"site-gen ingest (process {process.pid}, since ")
        (project / FOLDER / "lock").write_text("")
        assert told_holder(project) == "another site-gen"
    assert told_holder(project) == ""


def test_a_holder_whose_name_cannot_be_read_is_another_site_gen(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    with holder(project):
        monkeypatch.setattr(site_gen.lock, "open", refuse, raising=False)
        with pytest.raises(SiteError, match="another site-gen is at work here"), locked(project, "build", NOW):
            pass


def test_a_memory_that_leads_out_of_the_project_gets_no_lock(project: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (project / FOLDER).symlink_to(tmp_path / "elsewhere")
    with locked(project, "build", NOW), locked(project, "build", NOW):
        assert list((tmp_path / "elsewhere").iterdir()) == []


@pytest.mark.parametrize("platform", ["linux", "win32"])
def test_where_there_are_no_locks_nobody_waits(project: Path, monkeypatch: pytest.MonkeyPatch, platform: str) -> None:
    def refuse(handle: int, how: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", refuse)
    monkeypatch.setattr(site_gen.lock, "sys", SimpleNamespace(platform=platform))
    with locked(project, "build", NOW), locked(project, "ingest", NOW):
        assert (project / FOLDER / "lock").read_text().startswith("site-gen ingest")
        assert told_holder(project) == ""


def test_a_disk_that_refuses_a_lock_is_no_lock(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(handle: int, how: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(fcntl, "flock", refuse)
    before = len(os.listdir("/proc/self/fd"))
    with pytest.raises(OSError, match="Input/output error"), locked(project, "build", NOW):
        pass
    assert len(os.listdir("/proc/self/fd")) == before


def test_a_full_disk_takes_the_holders_name_and_not_the_lock(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "pwrite", refuse)
    with (
        locked(project, "build", NOW),
        pytest.raises(SiteError, match="another site-gen is at work here"),
        locked(project, "ingest", NOW),
    ):
        pass


def test_a_lock_that_is_removed_as_it_is_taken_is_taken_anew(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, times = fcntl.flock, iter([True])

    def take_and_lose(handle: int, how: int) -> None:
        real(handle, how)
        if next(times, False):
            (project / FOLDER / "lock").unlink()

    monkeypatch.setattr(fcntl, "flock", take_and_lose)
    with locked(project, "build", NOW):
        assert (project / FOLDER / "lock").read_text().startswith("site-gen build")
