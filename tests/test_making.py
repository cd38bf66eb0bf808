"""Pages made by workers: one that is lost is told, none outlives its parent, and the next build makes it good."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from argparse import Namespace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from small_site import tree

from site_gen.executors import may_fork
from site_gen.making import make_pages
from site_gen.terminal import Terminal

SLOW = "{% for one in range(10 ** 5) %}{% for other in range(10 ** 5) %}{% endfor %}{% endfor %}"
"""Busy for longer than any test."""
LONG = "{% for one in range(10 ** 4) %}{% for other in range(10 ** 3) %}{% endfor %}{% endfor %}"
"""Busy for some seconds: this process makes pages too, and hears of a lost worker when it has made its own."""
SCRIPT = """
import sys
import site_gen.making
import site_gen.site.render
site_gen.making.FEW = 0
site_gen.site.render.MOST_TURNS = 10**15
from site_gen.cli import main
sys.exit(main(["-C", sys.argv[1], "build", "--no-ingest", "--jobs", "3"]))
"""
SPAWNING = """
import sys
import site_gen.executors
import site_gen.making
site_gen.executors.may_fork = site_gen.making.may_fork = lambda: False
site_gen.making.FEW = site_gen.making.MANY = 0
from site_gen.cli import main
if __name__ == "__main__":
    sys.exit(main(["-C", sys.argv[1], "build", "--no-ingest", "--jobs", "2", "--profile"]))
"""
SECONDS = 60


def start(root: Path) -> subprocess.Popen[str]:
    """A build whose workers never end by themselves when the site has `SLOW` in its template of articles."""
    return subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(root)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip


def busy_workers(process: subprocess.Popen[str]) -> list[int]:
    """Its two workers, once both are there."""
    ended = time.monotonic() + SECONDS
    while time.monotonic() < ended:
        found = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        if len(found) == 2:
            time.sleep(0.5)
            return [int(one) for one in found]
        time.sleep(0.02)
    raise AssertionError("no workers")


def is_there(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().split()[2] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(sys.platform != "linux", reason="looks at processes through /proc")
@pytest.mark.parametrize("how", ["worker", "parent", "interrupt"])
def test_whatever_is_killed_nothing_is_left_and_nothing_is_half_published(project: Path, how: str) -> None:
    start(project).wait(SECONDS)
    before = tree(project / "public")
    template = project / "templates/item.html"
    template.parent.mkdir()
    template.write_text((LONG if how == "worker" else SLOW) + '{% extends "default/item.html" %}')
    build = start(project)
    workers = busy_workers(build)
    if how == "worker":
        os.kill(workers[0], signal.SIGKILL)
    else:
        build.send_signal(signal.SIGKILL if how == "parent" else signal.SIGINT)
    told = build.communicate(timeout=SECONDS)[0]
    assert build.returncode == {"worker": 1, "parent": -signal.SIGKILL, "interrupt": 130}[how]
    assert ("error[lost-worker]" in told) == (how == "worker")
    assert "Traceback" not in told
    ended = time.monotonic() + SECONDS
    while any(map(is_there, workers)) and time.monotonic() < ended:
        time.sleep(0.05)
    assert not any(map(is_there, workers))
    standing = tree(project / "public")
    assert {path: data for path, data in standing.items() if not path.startswith(".staging")} == before
    template.unlink()
    assert start(project).wait(SECONDS) == 0
    assert tree(project / "public") == before


def test_where_nothing_can_be_forked_processes_that_start_anew_make_the_same_bytes(
    project: Path, tmp_path: Path
) -> None:
    start(project).wait(SECONDS)
    before = tree(project / "public")
    shutil.rmtree(project / "public")
    command = tmp_path / "site-gen"
    command.write_text(SPAWNING)
    done = subprocess.run([sys.executable, command, project], capture_output=True, text=True, timeout=2 * SECONDS)
    assert done.returncode == 0, done.stderr
    assert re.search(r"^make .*, [1-9]\d* afar$", done.stdout, re.MULTILINE), done.stdout
    assert tree(project / "public") == before


def test_a_bar_of_progress_leaves_no_thread_beside_which_nothing_could_be_forked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    before = threading.active_count()
    terminal = Terminal(Namespace(json=False, quiet=False, verbose=False, no_color=True))
    for done in (0, 50, 200):
        terminal.progress("pages", done, 200)
    assert threading.active_count() == before
    assert may_fork() == (before == 1)


def test_pages_that_list_the_whole_site_are_made_first_by_a_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """They need most, and a worker has little to begin with."""
    pages = ["items.html", *(f"items/{number}.html" for number in range(8)), "timeline.html", "actors/a.html"]
    told: list[list[str]] = []

    def shared(tasks: list[list[int]], *_: object) -> list[object]:
        told.extend([pages[number] for number in task] for task in tasks)
        return []

    idle = SimpleNamespace(compile=lambda names: None, commit=lambda: None, reopen=None)
    plan = [SimpleNamespace(path=path, template="a.html") for path in pages]
    bench: Any = SimpleNamespace(pages=plan, templates=idle, memo=idle, make_part=None)
    monkeypatch.setattr("site_gen.making.FEW", 0)
    monkeypatch.setattr("site_gen.making._SHARE", 2)
    monkeypatch.setattr("site_gen.making.shared", shared)
    monkeypatch.setattr("site_gen.making.may_fork", lambda: True)
    assert list(make_pages(bench, range(len(pages)), 2, lambda done: None)) == []
    assert told[0][-2:] == ["items.html", "timeline.html"]
    assert sorted(path for task in told for path in task) == sorted(pages)
