"""Work on several cores: the results of one, whatever is raised or killed; what is read and found so is the same."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from small_site import tree

from site_gen.build import BuildOptions, build
from site_gen.content import remember
from site_gen.errors import Problem, SiteError
from site_gen.executors import may_fork
from site_gen.memo import Memo
from site_gen.site import related
from site_gen.site.markdown import Rendered, render_reference
from site_gen.site.pages import search
from site_gen.spread import Spread, bringing, one_by_one
from site_gen.spreading import spread_over

pytestmark = pytest.mark.skipif(not may_fork(), reason="needs a fork")


def test_each_task_is_done_once_whoever_does_it() -> None:
    def work(number: int) -> tuple[int, int]:
        return number * number, os.getpid()

    found = dict(spread_over(3)(work, range(60), 0))
    assert {number: square for number, (square, _) in found.items()} == {n: n * n for n in range(60)}
    assert len({process for _, process in found.values()} - {os.getpid()}) in (1, 2)


@pytest.mark.parametrize(("jobs", "few"), [(1, 0), (2, 5)])
def test_few_tasks_and_one_job_are_done_here_and_in_their_order(jobs: int, few: int) -> None:
    found = list(spread_over(jobs)(lambda task: (task, os.getpid()), "abcde", few))
    assert found == [(number, (letter, os.getpid())) for number, letter in enumerate("abcde")]
    assert found == list(one_by_one(lambda task: (task, os.getpid()), "abcde", few))


def test_where_a_thread_runs_nothing_is_forked() -> None:
    ended = threading.Event()
    thread = threading.Thread(target=ended.wait)
    thread.start()
    try:
        assert {process for _, process in spread_over(4)(lambda _: os.getpid(), range(40), 0)} == {os.getpid()}
    finally:
        ended.set()
        thread.join()


@pytest.mark.parametrize("number", [0, 39])
def test_what_a_task_raises_is_raised_here_wherever_it_was_done(number: int) -> None:
    problem = Problem("content/items/x.md", 3, 1, "bad-date", "no date", "write one")

    def work(task: int) -> int:
        if task == number:
            raise SiteError([problem])
        return task

    with pytest.raises(SiteError) as caught:
        list(spread_over(2)(work, range(40), 0))
    assert caught.value.problems == (problem,)


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_a_lost_worker_is_told() -> None:
    here = os.getpid()

    def work(task: int) -> int:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return task

    with pytest.raises(SiteError) as caught:
        list(spread_over(2)(work, range(40), 0))
    assert [one.code for one in caught.value.problems] == ["lost-worker"]


@pytest.fixture
def spread_thin(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Every part by itself and with workers; the names of the works that were spread."""
    works: set[str] = set()
    for module in (remember, related):
        monkeypatch.setattr(module, "_PART", 1)
    for module in (remember, related, search):
        monkeypatch.setattr(module, "_FEW", 0)

    def noting(spread: Spread, *rest: Callable[..., Any]) -> Spread:
        bring = bringing(spread, *rest)

        def noted(work: Callable[[Any], Any], tasks: Sequence[Any], few: int) -> Iterator[tuple[int, Any]]:
            works.add(getattr(work, "__name__", ""))
            return bring(work, tasks, few)

        return noted

    monkeypatch.setattr("site_gen.preparing.bringing", noting)
    return works


def test_a_site_read_and_planned_by_many_is_that_of_one(project: Path, spread_thin: set[str]) -> None:
    build(project, BuildOptions(output="alone", jobs=1))
    (project / ".site-gen/memo.sqlite").unlink()
    spread_thin.clear()
    build(project, BuildOptions(output="together", jobs=3))
    assert tree(project / "together") == tree(project / "alone")
    assert spread_thin - {"done"} == {"parsed", "near", "_found"}
    spread_thin.clear()
    item = next((project / "content/items").glob("*.md"))
    item.write_text(item.read_text() + "\nA quokka was seen.\n")
    build(project, BuildOptions(output="together", jobs=3))
    assert "parsed" not in spread_thin
    build(project, BuildOptions(output="alone", jobs=1))
    assert tree(project / "together") == tree(project / "alone")


@pytest.mark.usefixtures("spread_thin")
def test_problems_of_items_read_by_many_are_those_of_one(project: Path) -> None:
    for item in sorted((project / "content/items").glob("*.md"))[::2]:
        item.write_text(item.read_text().replace("title:", "titel:", 1))
    told = []
    for jobs in (1, 3):
        (project / ".site-gen/memo.sqlite").unlink(missing_ok=True)
        with pytest.raises(SiteError) as caught:
            build(project, BuildOptions(jobs=jobs))
        told.append(caught.value.problems)
    assert told[0] == told[1]
    assert {one.code for one in told[0]} >= {"unknown-field"}


def test_what_a_worker_found_beside_a_result_comes_home_with_it() -> None:
    here, held, taken = os.getpid(), [0], [0]

    def work(task: int) -> int:
        held[0] += 1 if os.getpid() != here else 0
        return task

    def fresh() -> int:
        found, held[0] = held[0], 0
        return found

    def take(brought: int) -> None:
        taken[0] += brought

    afar = dict(spread_over(2)(lambda task: os.getpid() != here, range(40), 0))
    assert dict(bringing(spread_over(2), fresh, take)(work, range(40), 0)) == {number: number for number in range(40)}
    assert 0 < taken[0] < 40
    assert any(afar.values())


def test_texts_that_take_long_are_rendered_once_whoever_does_it_and_remembered(
    project: Path, spread_thin: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every process notes in one file what it renders."""
    for month in range(1, 10):
        head = f"---\ntitle: Of {month}\npublished: 2022-0{month}-05\nstatus: published\n---\n"
        (project / f"content/items/of-{month}.md").write_text(f"{head}\nA | b\n--|--\n1 | {month}\n")
    told = project / "rendered"

    def noting(body: str) -> Rendered:
        with open(told, "a") as file:
            file.write(f"{hash(body)} {os.getpid()}\n")
        return render_reference(body)

    monkeypatch.setattr("site_gen.site.plain_markdown.render_plain", lambda body: None)
    monkeypatch.setattr("site_gen.site.markdown.render_reference", noting)
    build(project, BuildOptions(jobs=2))
    lines = told.read_text().splitlines()
    bodies = {line.partition(" ")[0] for line in lines}
    assert len(bodies) > 9
    assert len(lines) == len(bodies)
    assert len({line.rpartition(" ")[2] for line in lines}) > 1
    memo = Memo(project)
    assert len(list(memo.each("body"))) == len(bodies)
    memo.close()
