"""Work shared between forked processes and this one. A rim: starts processes.

A worker is forked with the work and all tasks in its memory, so nothing travels to it but their numbers. This process
does its share too, so that one fewer has a copy of all.
"""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from functools import partial
from typing import Any, Final, TypeVar

from site_gen.executors import begin, may_fork, processes
from site_gen.spread import Result, Spread, Task, one_by_one

Part = TypeVar("Part")
_AHEAD: Final = 2
"""Parts handed over for each worker, so that none waits for the next."""
_work: tuple[Callable[[Any], Any], Sequence[Any]] | None = None
"""In a worker: the work and the tasks that it was forked with."""


def spread_over(jobs: int) -> Spread:
    """A `Spread` over so many processes, this one among them."""
    return partial(_spread, jobs)


def shared(
    executor: Executor,
    parts: Sequence[Part],
    hands: int,
    afar: Callable[[Part], Result],
    here: Callable[[Part], Result],
) -> Iterator[Result]:
    """The results of all parts: from the first on by workers, from the last on by this process, until they meet."""
    waiting: deque[Future[Result]] = deque()
    begin, end = 0, len(parts)
    while begin < end or waiting:
        while begin < end and len(waiting) < _AHEAD * hands:
            waiting.append(executor.submit(afar, parts[begin]))
            begin += 1
        if begin == end or waiting[0].done():
            yield waiting.popleft().result()
        else:
            end -= 1
            yield here(parts[end])


def _spread(jobs: int, work: Callable[[Task], Result], tasks: Sequence[Task], few: int) -> Iterator[tuple[int, Result]]:
    if jobs < 2 or len(tasks) <= few or not may_fork():
        yield from one_by_one(work, tasks, few)
        return
    with _forked(work, tasks, jobs - 1) as executor:
        yield from shared(executor, range(len(tasks)), jobs - 1, _done, lambda number: (number, work(tasks[number])))


@contextmanager
def _forked(work: Callable[[Task], Result], tasks: Sequence[Task], jobs: int) -> Iterator[Executor]:
    """Workers that have the work in their memory. They end with this process, however it ends."""
    global _work
    _work = work, tasks
    try:
        with processes(jobs, "fork", _begin) as executor:
            yield executor
    finally:
        _work = None


def _done(number: int) -> tuple[int, Any]:
    """In a worker: the task of that number done."""
    assert _work is not None
    work, tasks = _work
    return number, work(tasks[number])


def _begin(parent: int) -> None:
    begin(parent)
    gc.disable()
