"""The orders in which the timeline can be read: by when things happened, were said, or were published.

To add one: one more row in AXES, with its address in `urls`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache, cached_property
from typing import Final

from msgspec import Struct

from site_gen.dates import parse_edtf, sort_key, without_time
from site_gen.site import urls
from site_gen.site.assemble import Entry, Site
from site_gen.site.facets import Tags, tags_of
from site_gen.site.words import mark


class Placed(Struct, frozen=True, eq=False, dict=True):
    """An entry with the date by which it stands in an order."""

    entry: Entry
    when: str
    """EDTF; "" where no date is known, or none with a year."""
    site: Site

    @cached_property
    def tags(self) -> Tags:
        """What it is filtered by; found when a page is made, since a plan does without."""
        return tags_of(self.entry, self.site)


Place = Callable[[Entry, str | None], Placed]
"""An entry and a date of it, EDTF or None, to it in an order."""


class Axis(Struct, frozen=True):
    """One order of the timeline."""

    name: str
    """Noted for translation, as title and note are."""
    title: str
    """Of its pages."""
    path: str
    note: str
    """What stands by which day, in one line."""
    placed: Callable[[Site, Place], Sequence[Placed]]
    """Newest first, what has no date last."""


def placing(site: Site) -> Place:
    """Places entries, one for all orders in which it has the same date."""
    return cache(lambda entry, when: Placed(entry, _with_year(when), site))


def _by_happening(site: Site, place: Place) -> Sequence[Placed]:
    return _undated_last(place(entry, entry.when) for entry in reversed(site.entries))


def _by_saying(site: Site, place: Place) -> Sequence[Placed]:
    return [placed for placed in _by_happening(site, place) if placed.entry.kind == "statement"]


def _by_publishing(site: Site, place: Place) -> Sequence[Placed]:
    def order(entry: Entry) -> tuple[object, ...]:
        published = entry.item.published
        return ((0, sort_key(published)) if published else (1,), *entry.place)

    newest = sorted(site.entries, key=order, reverse=True)
    return _undated_last(place(entry, entry.item.published) for entry in newest)


def _undated_last(found: Iterable[Placed]) -> Sequence[Placed]:
    return sorted(found, key=lambda placed: not placed.when)


def _with_year(when: str | None) -> str:
    """The date without its time of day, or "" when it tells no year, so that it has no place among others."""
    value = parse_edtf(when) if when else None
    return without_time(when) if when and value and (value.earliest or value.latest) else ""


AXES: Final = (
    Axis(
        mark("Happened"),
        mark("Timeline"),
        urls.TIMELINE,
        mark(
            "Events stand by the day they happened, statements by the day they were said (or reported, where that is "
            "not known), articles by the day they were published."
        ),
        _by_happening,
    ),
    Axis(
        mark("Said"),
        mark("Timeline of statements"),
        urls.TIMELINE_SAID,
        mark("Statements alone, by the day they were said, or reported where that is not known."),
        _by_saying,
    ),
    Axis(
        mark("Published"),
        mark("Timeline by publication"),
        urls.TIMELINE_PUBLISHED,
        mark("Everything stands by the day on which its article was published."),
        _by_publishing,
    ),
)
