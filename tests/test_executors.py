"""Work beyond this process: a scheduler with two workers on loopback gives what this machine gives; nothing is lost."""

from __future__ import annotations

import json
import os
import pickle
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import pytest
from msgspec import Struct
from small_site import tree

import site_gen.executors
from site_gen.build import BuildOptions, build
from site_gen.cli import main
from site_gen.errors import Problem, SiteError
from site_gen.executors import Crew, check_seen, executor_for, lacking
from site_gen.extracting import extract_rows
from site_gen.ingesting import ingest_project
from site_gen.memo import Memo
from site_gen.site.publish import Stage, Staged, publish

DEMO: Final = Path(__file__).parent / "data/demo"
HERE: Final = Path(__file__).parents[1]
NOWHERE: Final = "dask://127.0.0.1:9"
needs_dask = pytest.mark.skipif(find_spec("distributed") is None, reason="distributed is not installed here")
Capture = pytest.CaptureFixture[str]


class Cluster(Struct, frozen=True, eq=False):
    """A scheduler and its workers, each a process of ours."""

    spec: str
    workers: list[subprocess.Popen[str]]

    def add(self) -> None:
        """One more worker, in the folder of the root: it finds nothing by where it stands."""
        address = self.spec.replace("dask://", "tcp://")
        self.workers.append(_start("dask_worker", "Registered to", address, "--nthreads", "1", "--no-nanny")[0])

    def living(self) -> int:
        """How many workers have not ended."""
        return sum(worker.poll() is None for worker in self.workers)


def _start(program: str, awaited: str, *flags: str) -> tuple[subprocess.Popen[str], str]:
    """A process that has told what is awaited, and the line in which it did."""
    command = [sys.executable, "-m", f"distributed.cli.{program}", *flags, "--no-dashboard", "--host", "127.0.0.1"]
    process = subprocess.Popen(
        command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, cwd="/",
        env={**os.environ, "PYTHONPATH": str(HERE)},
    )  # fmt: skip
    assert process.stderr is not None
    told = []
    for line in process.stderr:
        told.append(line)
        if awaited in line:
            return process, line
    raise AssertionError("".join(told))


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    scheduler, line = _start("dask_scheduler", "Scheduler at", "--port", "0")
    found = Cluster("dask://" + line.split("tcp://")[1].strip(), [])
    try:
        found.add()
        found.add()
        yield found
    finally:
        for process in (*found.workers, scheduler):
            process.kill()
            process.wait()


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo, ingested and built in this process alone."""
    root = _demo(tmp_path_factory.mktemp("local"))
    build(root, BuildOptions(jobs=1))
    return root


def _demo(folder: Path) -> Path:
    shutil.copytree(DEMO, folder / "demo")
    return folder / "demo"


def _site(root: Path) -> dict[str, bytes | str]:
    return tree(root / "public")


def _content(root: Path) -> dict[str, bytes | str]:
    return tree(root / "content")


def _ingest(root: Path, jobs: int = 0, executor: str = "") -> None:
    memo = Memo(root)
    try:
        assert not ingest_project(root, memo, jobs=jobs, executor=executor).problems
    finally:
        memo.close()


def test_problems_come_whole_from_another_process() -> None:
    problems = (Problem("a.md", 1, 2, "code", "what", "hint"), Problem("b.md", 3, 4, "code", "what"))
    assert pickle.loads(pickle.dumps(SiteError(problems))).problems == problems


def test_a_fault_in_a_template_is_told_by_forked_workers_too(tmp_path: Path) -> None:
    root = _demo(tmp_path)
    (root / "templates").mkdir(exist_ok=True)
    (root / "templates/item.html").write_text("{{ nobody_knows }}")
    with pytest.raises(SiteError) as told:
        build(root, BuildOptions(jobs=2))
    assert told.value.problems[0].code == "template-error"


def test_seeds_read_by_workers_give_the_same_items(tmp_path: Path, local: Path) -> None:
    root = _demo(tmp_path)
    _ingest(root, jobs=2)
    assert _content(root) == _content(local)


def test_results_come_in_order_and_tasks_are_taken_as_they_are_needed() -> None:
    taken = []

    def tasks() -> Iterator[int]:
        for number in range(100):
            taken.append(number)
            yield number

    with executor_for("", 2) as crew:
        results = crew.each(abs, tasks())
        assert next(results) == 0
        assert len(taken) <= 6
        assert list(results) == list(range(1, 100))


def test_work_by_processes_leaves_no_thread_that_would_make_a_fork_unsafe() -> None:
    before = threading.active_count()
    with executor_for("", 2) as crew:
        assert list(crew.each(abs, [-1, -2])) == [1, 2]
    assert threading.active_count() == before


def test_a_file_in_the_stage_is_never_written_to_again(tmp_path: Path) -> None:
    """A task that is done twice, or a worker whose name and number come again, leaves the first one's files alone."""
    (tmp_path / "stage").mkdir()
    first = Stage(tmp_path, {}, "stage", "host").keep("a.html", b"first")
    again = Stage(tmp_path, {}, "stage", "host").keep("a.html", b"again")
    other = Stage(tmp_path, {}, "stage", "other").keep("a.html", b"other")
    assert [(tmp_path / "stage" / one.file).read_bytes() for one in (first, again, other)] == [
        b"first",
        b"again",
        b"other",
    ]


def test_a_worker_that_has_not_heard_of_the_end_leaves_nothing_behind(tmp_path: Path) -> None:
    """It goes on writing while the stage of a failed build is removed."""
    folder = tmp_path / "public"
    begun = threading.Event()
    writers: list[threading.Thread] = []

    def write_on(stage: Stage) -> None:
        with suppress(FileNotFoundError):
            for number in range(1_000_000):
                stage.keep(f"{number}.html", b"late")
                if number == 500:
                    begun.set()

    def fail(stage: Stage) -> list[Staged]:
        for number in range(3):
            late = Stage(folder, {}, stage.place.name, f"late-{number}")
            writers.append(threading.Thread(target=write_on, args=(late,), daemon=True))
            writers[-1].start()
        assert begun.wait(30)
        raise SiteError([Problem("a.md", 0, 0, "code", "what")])

    with pytest.raises(SiteError, match="what"):
        publish(fail, {}, folder)
    for writer in writers:
        writer.join(30)
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    "address", ["dask://", "dask://host", "dask://host:x", "ray://host:1", "host:8786", "dask://:1"]
)
def test_an_address_that_is_none_is_wrong_usage(address: str, local: Path, capsys: Capture) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["-C", str(local), "build", "--executor", address])
    assert ended.value.code == 2
    assert "write dask://HOST:PORT" in capsys.readouterr().err


def test_without_the_package_the_command_tells_what_to_install(
    local: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site_gen.executors, "find_spec", lambda name: None)
    with pytest.raises(SystemExit) as ended:
        main(["-C", str(local), "build", "--executor", NOWHERE])
    assert ended.value.code == 2
    assert "pip install 'site-gen[dask]'" in capsys.readouterr().err
    assert lacking("") == ""


def test_a_folder_that_a_worker_does_not_see_is_told() -> None:
    with pytest.raises(SiteError, match="does not see this folder; give all workers the project's folder"):
        check_seen(Path("/nowhere/content"))


@needs_dask
def test_a_scheduler_that_is_not_there_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site_gen.executors, "_CONNECT_SECONDS", 1)
    root = _demo(tmp_path)
    with pytest.raises(SiteError, match="no Dask scheduler answers there"):
        build(root, BuildOptions(executor=NOWHERE))
    assert not (root / "public").exists()


@needs_dask
def test_a_scheduler_without_workers_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site_gen.executors, "_CONNECT_SECONDS", 1)
    scheduler, line = _start("dask_scheduler", "Scheduler at", "--port", "0")
    try:
        with (
            pytest.raises(SiteError, match="the scheduler has no workers; start some with  dask worker tcp://127"),
            executor_for("dask://" + line.split("tcp://")[1].strip(), 0),
        ):
            pass
    finally:
        scheduler.kill()
        scheduler.wait()


@needs_dask
def test_a_worker_with_another_program_is_told(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site_gen.executors, "program_key", lambda: "another")
    with (
        executor_for(cluster.spec, 0) as crew,
        pytest.raises(SiteError, match="has another site-gen, Python or library"),
    ):
        list(crew.each(abs, [1]))


@needs_dask
def test_a_cluster_gives_the_bytes_of_this_machine(tmp_path: Path, local: Path, cluster: Cluster) -> None:
    root = _demo(tmp_path)
    report = build(root, BuildOptions(executor=cluster.spec))
    assert report.written > 300
    assert _content(root) == _content(local)
    assert _site(root) == _site(local)
    assert build(root, BuildOptions()).written == 0


@needs_dask
def test_pages_are_made_by_the_workers_not_here(
    tmp_path: Path, local: Path, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "copy"
    shutil.copytree(local, root, ignore=shutil.ignore_patterns("public", ".site-gen"))
    monkeypatch.setattr("site_gen.making.render", None)
    build(root, BuildOptions(executor=cluster.spec))
    assert _site(root) == _site(local)


@needs_dask
def test_rows_are_read_by_a_cluster_as_here(local: Path, cluster: Cluster) -> None:
    texts = [path.read_text("utf-8") for path in sorted((local / "seeds").glob("*.txt"))]
    lines = [json.dumps({"id": str(n), "text": text, "date": "2024-05-01"}).encode() for n, text in enumerate(texts)]
    here = list(extract_rows(lines, local, "en", 1, "rows"))
    assert list(extract_rows(lines, local, "en", 0, "rows", cluster.spec)) == here
    assert len(here) == len(texts)


@needs_dask
def test_a_fault_in_a_template_is_told_by_a_cluster_too(tmp_path: Path, local: Path, cluster: Cluster) -> None:
    root = tmp_path / "copy"
    shutil.copytree(local, root, ignore=shutil.ignore_patterns(".site-gen"))
    (root / "templates").mkdir(exist_ok=True)
    (root / "templates/item.html").write_text("{{ nobody_knows }}")
    with pytest.raises(SiteError) as told:
        build(root, BuildOptions(executor=cluster.spec))
    assert told.value.problems[0].code == "template-error"
    assert _site(root) == _site(local)


@needs_dask
def test_content_that_changes_while_a_cluster_builds_is_told(
    tmp_path: Path, local: Path, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "copy"
    shutil.copytree(local, root, ignore=shutil.ignore_patterns("public", ".site-gen"))
    item = sorted((root / "content/items").glob("*.md"))[0]
    connect = site_gen.executors.executor_for

    def edit_and_connect(spec: str, jobs: int) -> AbstractContextManager[Crew]:
        item.write_text(item.read_text("utf-8") + "\nOne more line.\n", "utf-8")
        return connect(spec, jobs)

    monkeypatch.setattr(site_gen.executors, "executor_for", edit_and_connect)
    with pytest.raises(SiteError, match="reads other content here"):
        build(root, BuildOptions(executor=cluster.spec, ingest="none"))
    assert not (root / "public/index.html").exists()


@needs_dask
def test_a_worker_killed_in_mid_run_costs_nothing(tmp_path: Path, local: Path, cluster: Cluster) -> None:
    root = tmp_path / "copy"
    shutil.copytree(local, root, ignore=shutil.ignore_patterns("public", ".site-gen"))
    cluster.add()
    doomed = cluster.workers[-1]
    killed_at: list[tuple[int, int]] = []

    def kill(what: str, done: int, total: int) -> None:
        if what == "pages" and 0 < done < total and not killed_at:
            doomed.kill()
            doomed.wait()
            killed_at.append((done, total))

    build(root, BuildOptions(executor=cluster.spec), kill)
    assert killed_at
    assert killed_at[0][0] < killed_at[0][1] / 2
    assert cluster.living() == 2
    assert _site(root) == _site(local)
    assert not list((root / "public").glob(".staging*"))


@needs_dask
def test_a_worker_killed_while_seeds_are_read_costs_nothing(tmp_path: Path, local: Path, cluster: Cluster) -> None:
    root = _demo(tmp_path)
    cluster.add()
    doomed = cluster.workers[-1]

    def kill(what: str, done: int, total: int) -> None:
        if what == "seeds" and done == 1:
            doomed.kill()
            doomed.wait()

    memo = Memo(root)
    try:
        report = ingest_project(root, memo, progress=kill, executor=cluster.spec)
    finally:
        memo.close()
    assert not report.problems
    assert cluster.living() == 2
    assert _content(root) == _content(local)
