"""The list of all statements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

import msgspec

from site_gen.site import urls
from site_gen.site.assemble import Entry
from site_gen.site.page import Frame, Page
from site_gen.site.page_views import StatementsView
from site_gen.site.pages.index import day_groups, undated_last
from site_gen.site.paging import paged
from site_gen.site.views import PagerView
from site_gen.site.vocabulary import counted


def statement_pages(frame: Frame) -> Iterator[Page]:
    """`statements.html` and its older pages."""
    found = [entry for entry in reversed(frame.site.entries) if entry.kind == "statement"]
    for path, chosen, pager in paged(urls.STATEMENTS, found, frame.site.settings.page_size, frame.words):
        made = partial(_view, frame, path, len(found), chosen, pager)
        told = msgspec.msgpack.encode((path, len(found), pager))
        yield Page(path, "statements.html", made, frame.digests.group(chosen, told))


def _view(frame: Frame, path: str, total: int, chosen: Sequence[Entry], pager: PagerView | None) -> StatementsView:
    chips, words = frame.chips(path), frame.words
    title, told = words.say("Statements"), words.say("Who said what, newest first.")
    shell = frame.shell(path, title, told, urls.STATEMENTS)
    counts = f"{counted(words, statement=total) or words.say('No statements yet')}, {words.say('newest first')}."
    return StatementsView(shell, counts, tuple(day_groups(undated_last(chosen), chips)), pager)
