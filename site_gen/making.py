"""Pages to files, on as many cores as there are. A rim: writes files, and starts processes by `spreading`.

A worker is forked with the plan in its memory, so nothing travels to it but the numbers of pages, and nothing back but
a line for each: views, texts and bytes stay where they are made. This process does its share too, so that one fewer has
a copy of all. Where a fork would not be safe (threads are running) or is not to be had, few pages are made here and
many by processes that read the project by themselves (`errand`); the bytes are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct

from site_gen.executors import may_fork
from site_gen.kept import Kept
from site_gen.lean import give_back, trim
from site_gen.memo import Memo
from site_gen.profile import OFF, Lap, Steps
from site_gen.site.formats.writers import WRITERS
from site_gen.site.page import Page
from site_gen.site.publish import Stage, Staged
from site_gen.site.render import Templates, page_key, render
from site_gen.spreading import shared

FEW: Final = 150
"""So many pages are made sooner than workers are started."""
MANY: Final = 2000
"""So many are worth workers that must read the whole project by themselves."""
_HUGE_BYTES: Final = 2 << 20
"""What was needed for a page as long as this is given back at once."""
_SHARE: Final = 30
"""Chunks a worker: enough that none waits long for the last one."""


class Made(Struct, frozen=True, array_like=True):
    """A page that was made."""

    number: int
    """In the plan."""
    key: str
    staged: Staged


_Part = tuple[list[Made], list[tuple[str, str, bytes]], list[Lap]]
"""What a worker gives back: the pages, what is to be remembered, and the time it took."""


class Bench(Struct, frozen=True, eq=False):
    """All that pages are made from, and where they go."""

    pages: Sequence[Page]
    templates: Templates
    kept: Mapping[str, Kept]
    stage: Stage
    memo: Memo
    steps: Steps = OFF

    def make(self, number: int) -> Made:
        """The page of that number."""
        page = self.pages[number]
        return self.make_page(number, page, self.kept.get(page.path))

    def make_part(self, numbers: Sequence[int]) -> _Part:
        """In a worker: the pages of these numbers."""
        return [self.make(number) for number in numbers], self.memo.fresh(), self.steps.fresh()

    def make_page(self, number: int, page: Page, last: Kept | None) -> Made:
        """A page, rendered when its view, template or our code is not as it was `last`.

        What needs no template, or is close to its needs, is made sooner than its view is compared, so it is.
        """
        steps = self.steps
        began = steps.clock()
        view = page.view
        key = "" if page.template in WRITERS or page.close else page_key(page, self.templates, view)
        viewed = steps.clock()
        if key and last is not None and last.key == key:
            steps.page(page.template, began, viewed)
            return Made(number, key, Staged(page.path, last.sha256))
        data = render(page, self.templates, view)
        steps.page(page.template, began, viewed, len(data))
        staged = self.stage.keep(page.path, data)
        if len(data) >= _HUGE_BYTES:
            del view, data
            trim()
        return Made(number, key, staged)


def make_pages(bench: Bench, numbers: Sequence[int], jobs: int, progress: Callable[[int], None]) -> Iterator[Made]:
    """The pages of these numbers, in any order. `progress` is told how many are done. Raises SiteError."""
    if jobs < 2 or len(numbers) < FEW or not may_fork():
        for done, number in enumerate(numbers, 1):
            yield bench.make(number)
            if done % 50 == 0:
                progress(done)
        return
    bench.templates.compile(sorted({bench.pages[number].template for number in numbers}))
    if len(numbers) >= MANY:
        give_back()
    bench.memo.commit()  # or each worker had in its memory what is held
    inside = sorted(numbers, key=lambda number: "/" not in bench.pages[number].path)  # what lists all comes last
    done = 0

    def here(part: Sequence[int]) -> _Part:
        return [bench.make(number) for number in part], [], []

    for made, fresh, laps in shared(chunks(inside, jobs), jobs, bench.make_part, here, bench.memo.reopen):
        bench.memo.take(fresh)
        bench.steps.take(laps)
        done += len(made)
        progress(done)
        yield from made


def chunks(numbers: Sequence[int], jobs: int) -> list[Sequence[int]]:
    """Runs of numbers, the last first: what is made from the whole site stands there, and takes longest and most."""
    size = max(1, -(-len(numbers) // (jobs * _SHARE)))
    return [numbers[at : at + size] for at in range(0, len(numbers), size)][::-1]
