"""What a person has changed in items, noted by ingest before a build that puts no more than that in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import msgspec

from site_gen.content.remember import remembered_item, seeds_of
from site_gen.errors import Problem, SiteError
from site_gen.memo import Memo, code_key
from site_gen.standing import Last

if TYPE_CHECKING:
    from site_gen.ingesting import Taken


def noted(
    memo: Memo,
    last: Last,
    take: Callable[[Sequence[str], list[Problem]], Taken | None],
    look: Callable[[], Last | None],
) -> Last | None:
    """The last run when ingest, by the seeds of the items that have changed since, has noted what a person touched, of
    which sites do not know; None where it did or told more. Of items that have not changed no seed was left to take.

    `take` takes seeds, and adds what is no error to a list; `look` finds the last run again, with that noted.
    """
    remarks: list[Problem] = []
    try:
        code = code_key()
        seeds = seeds_of(remembered_item(memo.get("item", one), last.stamp_of(one), code) for one in last.changed)
        if not seeds:
            return last
        taken = take(seeds, remarks)
    except (SiteError, LookupError, msgspec.MsgspecError):
        return None
    if remarks or (taken and (taken.items or taken.drafted)):
        return None
    now = look()
    return now if now is not None and now.changed == last.changed else None
