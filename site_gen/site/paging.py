"""Long lists in pages whose addresses and contents stay while the list grows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from site_gen.site import urls
from site_gen.site.views import LinkView, PagerView
from site_gen.site.words import Words

T = TypeVar("T")


def paged(path: str, entries: Sequence[T], size: int, words: Words) -> list[tuple[str, Sequence[T], PagerView | None]]:
    """A long list, newest first, in pages: (path, entries newest first, pager).

    Counted from the oldest, so that a new entry changes one page: full older pages `…-1`, `…-2` never change; the
    first page, at `path` itself, holds the newest `size` to 2·`size` - 1. `size` 0 never pages.
    """
    total = len(entries)
    older = max(0, total // size - 1) if size else 0
    if not older:
        return [(path, entries, None)]
    numbers = [*range(1, older + 1)]
    addresses = {number: urls.part(path, str(number)) for number in numbers} | {older + 1: path}
    found: list[tuple[str, Sequence[T], PagerView | None]] = []
    for number in (older + 1, *reversed(numbers)):
        last = total if number == older + 1 else number * size
        first = (number - 1) * size
        chosen = entries[total - last : total - first]
        found.append((addresses[number], chosen, _pager(addresses, number, (first, last, total), words)))
    return found


def _pager(addresses: dict[int, str], number: int, extent: tuple[int, int, int], words: Words) -> PagerView:
    def link(at: int) -> str:
        return addresses[at].rpartition("/")[2] if at in addresses else ""

    newest = len(addresses)
    first, last, total = extent
    here = words.say(
        "entries %(first)s to %(last)s of %(total)s, newest first",
        first=words.number(total - last + 1),
        last=words.number(total - first),
        total=words.number(total),
    )
    newest_words = words.say("newest")
    near = sorted({1, newest, *(at for at in range(number - 2, number + 3) if at in addresses)}, reverse=True)
    return PagerView(
        here=here,
        newer=link(number + 1),
        older=link(number - 1),
        pages=tuple(
            LinkView(newest_words if at == newest else str(at), "" if at == number else link(at)) for at in near
        ),
    )
