"""Work shared between forked processes and this one. A rim: starts processes.

A worker is forked with the work and all tasks in its memory, so nothing travels to it but their numbers. This process
does its share too, so that one fewer has a copy of all.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from functools import partial
from typing import Any, Final

from site_gen.executors import begin, may_fork, processes
from site_gen.lean import pause
from site_gen.spread import Result, Spread, Task, one_by_one

_AHEAD: Final = 2
"""Tasks handed over for each worker, so that none waits for the next."""
_work: tuple[Callable[[Any], Any], Sequence[Any], Callable[[], None]] | None = None
"""In a worker: the work, the tasks and the beginning that it was forked with."""


def spread_over(jobs: int, ready: Callable[[], None] = lambda: None) -> Spread:
    """A `Spread` over so many processes, this one among them. Each worker begins with `ready`."""
    return partial(_spread, jobs, ready)


def _spread(
    jobs: int, ready: Callable[[], None], work: Callable[[Task], Result], tasks: Sequence[Task], few: int
) -> Iterator[tuple[int, Result]]:
    if jobs < 2 or len(tasks) <= few or not may_fork():
        yield from one_by_one(work, tasks, few)
        return

    def done(number: int) -> tuple[int, Result]:
        return number, work(tasks[number])

    yield from shared(range(len(tasks)), jobs, done, done, ready)


def shared(
    tasks: Sequence[Task],
    jobs: int,
    afar: Callable[[Task], Result],
    here: Callable[[Task], Result],
    ready: Callable[[], None] = lambda: None,
) -> Iterator[Result]:
    """The results of all tasks: from the first on by workers, which do `afar`, from the last on by this process, which
    does `here`, until they meet. Both together are `jobs`, two at least. Each worker begins with `ready`."""
    waiting: deque[Future[Result]] = deque()
    begin, end = 0, len(tasks)
    with _forked(afar, tasks, ready, jobs - 1) as executor:
        while begin < end or waiting:
            while begin < end and len(waiting) < _AHEAD * (jobs - 1):
                waiting.append(executor.submit(_done, begin))
                begin += 1
            if begin == end or waiting[0].done():
                yield waiting.popleft().result()
            else:
                end -= 1
                yield here(tasks[end])


@contextmanager
def _forked(
    work: Callable[[Task], Result], tasks: Sequence[Task], ready: Callable[[], None], count: int
) -> Iterator[Executor]:
    """Workers that have the work in their memory. They end with this process, however it ends."""
    global _work
    before, _work = _work, (work, tasks, ready)
    try:
        with processes(count, "fork", _begin) as executor:
            yield executor
    finally:
        _work = before


def _done(number: int) -> Any:
    """In a worker: the result of the task of that number."""
    assert _work is not None
    work, tasks, _ = _work
    return work(tasks[number])


def _begin(parent: int) -> None:
    begin(parent)
    pause()
    if _work is not None:
        _work[2]()
