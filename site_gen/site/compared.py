"""An article beside the others that carry its text: who had it first, how much they share, what each has alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from site_gen.likeness import covered, own_passages, text_words
from site_gen.model import Item
from site_gen.site.carriers import count_owners
from site_gen.site.chips import Chips
from site_gen.site.page_views import CarrierView
from site_gen.site.rights import text_extent

_PASSAGES: Final = 3
"""Passages shown of each side."""
_WORDS: Final = 24
"""Words shown of a passage."""


def carrier_views(chips: Chips, item: Item) -> tuple[CarrierView, ...]:
    """The other articles that carry the text, the first published first."""
    return tuple(_views(chips, item))


def carried_words(chips: Chips, item: Item) -> str:
    """ "carried by 3 publishers of 2 owners, first by CPS"; "" for a text that nobody else has."""
    site, words = chips.site, chips.words
    together = site.carriers.together(item)
    if len(together) < 2:
        return ""
    publishers = len({one.source or one.id for one in together})
    told = words.many("carried by %(count)s publisher", "carried by %(count)s publishers", publishers)
    if owners := count_owners(together, site.registry):
        told = f"{told} {words.many('of %(count)s owner', 'of %(count)s owners', owners)}"
    first = site.registry.sources.get(together[0].source or "")
    if first is None or not together[0].published or together[0].published == together[1].published:
        return told
    return f"{told}, {words.say('first by %(name)s', name=first.name)}"


def _views(chips: Chips, item: Item) -> Iterator[CarrierView]:
    site = chips.site
    others = [other for other in site.carriers.together(item) if other is not item]
    text = site.rendered(item.body).text if others else ""
    for other in others:
        theirs = site.rendered(other.body).text
        part = covered(text_words(text), text_words(theirs))
        yield CarrierView(
            source=chips.source(other),
            share=chips.words.say("%(percent)s%% of these words stand there too", percent=round(part * 100)),
            theirs=_shown(chips, other, own_passages(theirs, text)),
            ours=_shown(chips, item, own_passages(text, theirs)),
        )


def _shown(chips: Chips, item: Item, passages: tuple[str, ...]) -> tuple[str, ...]:
    """The longest of the passages, in their order, cut short; none of a text of which nothing may be shown."""
    if text_extent(chips.site, item) == "none":
        return ()
    longest = sorted(passages, key=len, reverse=True)[:_PASSAGES]
    return tuple(_cut(passage) for passage in passages if passage in longest)


def _cut(passage: str) -> str:
    words = passage.split()
    return passage if len(words) <= _WORDS else " ".join(words[:_WORDS]) + " …"
