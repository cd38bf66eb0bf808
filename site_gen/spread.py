"""How pure work may be done on several cores by who does not know how: `spreading` does it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")


class Spread(Protocol):
    """Does `work` for each of the tasks."""

    def __call__(self, work: Callable[[Task], Result], tasks: Sequence[Task], few: int) -> Iterator[tuple[int, Result]]:
        """(Number of the task, result) of each, in any order; what `work` raises is raised. So `few` are not worth a
        second process. `work` must be pure: what it changes may be seen by nobody."""


def one_by_one(work: Callable[[Task], Result], tasks: Sequence[Task], few: int) -> Iterator[tuple[int, Result]]:
    """A `Spread` that does all itself."""
    return enumerate(map(work, tasks))
