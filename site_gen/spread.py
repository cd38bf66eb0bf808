"""How pure work may be done on several cores by who does not know how: `spreading` does it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")
Brought = TypeVar("Brought")


class Spread(Protocol):
    """Does `work` for each of the tasks."""

    def __call__(self, work: Callable[[Task], Result], tasks: Sequence[Task], few: int) -> Iterator[tuple[int, Result]]:
        """(Number of the task, result) of each, in any order; what `work` raises is raised. So `few` are not worth a
        second process. `work` must be pure: what it changes may be seen by nobody."""


def one_by_one(work: Callable[[Task], Result], tasks: Sequence[Task], few: int) -> Iterator[tuple[int, Result]]:
    """A `Spread` that does all itself."""
    return enumerate(map(work, tasks))


def bringing(spread: Spread, fresh: Callable[[], Brought], take: Callable[[Brought], None]) -> Spread:
    """A `Spread` by which a worker brings home, with each result, what is `fresh` with it, for its parent to `take`."""

    def spread_all(work: Callable[[Task], Result], tasks: Sequence[Task], few: int) -> Iterator[tuple[int, Result]]:
        def done(task: Task) -> tuple[Result, Brought]:
            return work(task), fresh()

        for number, (result, brought) in spread(done, tasks, few):
            take(brought)
            yield number, result

    return spread_all
