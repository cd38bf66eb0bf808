"""How a page kind may have slow results remembered without knowing where."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

Wanted = Sequence[tuple[str, bytes]]
"""(Name, key): what a result is called, and a hash of all that it comes from."""
Make = Callable[[Sequence[int]], Iterable[tuple[int, bytes]]]
"""The results of these numbers, each with its number, in any order."""


class Recall:
    """Gives what it was given before under the same name with the same key. This one remembers nothing."""

    def __call__(self, name: str, key: bytes, make: Callable[[], bytes]) -> bytes:
        """What `make` returns, or what it returned the last time."""
        return self.all([(name, key)], lambda numbers: [(number, make()) for number in numbers])[0]

    def all(self, wanted: Wanted, make: Make) -> list[bytes]:
        """The same for many; those that are not remembered are made together, by their numbers."""
        return [result for _, result in sorted(make(range(len(wanted))))]


make_anew = Recall()
