"""Pages whose list is remembered, so that after an edit inside a text they need not be planned again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, partial, wraps

import msgspec
from msgspec import Struct

from site_gen.site.page import Frame, Page

_Told = list[tuple[str, str, bytes, str, bool]]
"""Path, template, needs, day and whether hidden, of each page."""


def planned(name: str, plan: Callable[[Frame], Iterable[Page]]) -> Callable[[Frame], Iterator[Page]]:
    """A page kind that plans in earnest when articles have changed by more than their texts, or a view is asked for.

    `plan` must give pages with `needs`, and make them from nothing of the texts.
    """

    @wraps(plan)
    def pages(frame: Frame) -> Iterator[Page]:
        late = _Late(frame, plan)
        raw = frame.recall(f"plan {name}", frame.digests.all_cards, late.told)
        for path, template, needs, day, hidden in msgspec.msgpack.decode(raw, type=_Told):
            yield Page(path, template, partial(late.view, path), needs, day, hidden)

    return pages


class _Late:
    """The pages of a kind, planned when they are needed."""

    def __init__(self, frame: Frame, plan: Callable[[Frame], Iterable[Page]]) -> None:
        self._frame, self._plan = frame, plan

    @cached_property
    def _pages(self) -> dict[str, Page]:
        return {page.path: page for page in self._plan(self._frame)}

    def told(self) -> bytes:
        """What is remembered of them."""
        return msgspec.msgpack.encode(
            [(page.path, page.template, page.needs, page.day, page.hidden) for page in self._pages.values()]
        )

    def view(self, path: str) -> Struct:
        """The view of one."""
        return self._pages[path].view
