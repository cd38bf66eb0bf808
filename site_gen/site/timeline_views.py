"""What the pages of the timeline show. See `views` for the pieces that recur."""

from __future__ import annotations

from msgspec import Struct

from site_gen.site.page_views import Shell
from site_gen.site.views import ActorChip, DateView, LineView, LinkView


class CellView(Struct, frozen=True):
    """One month or day in a row of bars."""

    text: str
    """ "Aug"; "4"."""
    name: str
    """In full, for those who do not see the row: "August 2022"."""
    href: str
    """Where it stands; "" when nothing does."""
    count: int
    key: str = ""
    """ "2022-08": by which the script counts again."""
    letter: str = ""
    """The key that leads to it in a row of months: "g"."""
    anchor: str = ""
    """Its fragment, where the row stands in place of the lines themselves."""


class RowView(Struct, frozen=True):
    """The months of a year with their bars, or the days of a month."""

    link: LinkView | None
    """The year's page; None where the row belongs to the page."""
    key: str
    cells: tuple[CellView, ...]
    bars: str = ""
    """A path in a field of 10 by 32 units a month; "" draws none."""


class FacetView(Struct, frozen=True):
    """One choice of the filter."""

    name: str
    """actor, topic, source, kind."""
    label: str
    letter: str
    """Begins its codes: "a" for actor."""
    values: tuple[tuple[str, str, int], ...]
    """(id, name, how many lines of this page), in the order that numbers their codes."""


class RangeView(Struct, frozen=True):
    """A date of more than a day as a piece of its month or year."""

    x: int
    """Where it begins, 0 to 60."""
    width: int


class TimelineLine(Struct, frozen=True):
    """One line with its place among lanes and filters."""

    anchor: str
    """Its fragment; "" where an equal line has it already."""
    codes: str
    """By which it is filtered: "k0 a3 t1 s2"."""
    lanes: str
    """Of which lanes of the page it is, as classes: "l1 l4"."""
    line: LineView
    own: str = ""
    """When it happened or was said, where it stands by another date: "happened 3 Aug 2022"."""


class TimelineDay(Struct, frozen=True):
    """The lines of one date."""

    anchor: str
    date: DateView
    range: RangeView | None
    lines: tuple[TimelineLine, ...]


class TimelineSection(Struct, frozen=True):
    """A month, or what is known to the year only; its lines, or its days where these have pages of their own."""

    anchor: str
    heading: str
    key: str
    count: int
    days: tuple[TimelineDay, ...]
    cells: tuple[CellView, ...] = ()
    periods: tuple[CellView, ...] = ()
    """Dates of more than a day that stand elsewhere."""
    href: str = ""
    """Its own page, where the lines stand there."""


class TimelineView(Struct, frozen=True):
    """One page of the timeline."""

    shell: Shell
    heading: str
    counts: str
    overview: bool
    axes: tuple[LinkView, ...]
    """The orders, each with the same year or month if it has that; the one of this page has no address."""
    note: str
    """What stands by which day."""
    rows: tuple[RowView, ...]
    letters: str
    """The keys that lead to months, where there are several years: "J F M A Y U L G S O N D"."""
    unfiltered: tuple[LinkView, ...]
    """The ways to fewer lines where there is no script."""
    facets: tuple[FacetView, ...]
    lanes: tuple[ActorChip, ...]
    """The main actors of the page, with how many lines are theirs."""
    title: str
    """Above the lines: "Newest"; "" on pages that have all of theirs."""
    shown: str
    """ "50 of 10,000"."""
    sections: tuple[TimelineSection, ...]
    undated: TimelineSection | None
    """Always there on the overview when anything has no date."""
    all_undated: LinkView | None
    above: tuple[LinkView, ...]
    newer: LinkView | None
    older: LinkView | None
    script: str
    index: str
    """What the script reads of the other pages."""


class TimelineIndexView(Struct, frozen=True):
    """All lines of an order of the timeline as codes, for the script."""

    names: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    """For each facet, (letter, ((id, name), …)): a code is the letter with the place in this list."""
    pages: tuple[tuple[str, str, str], ...]
    """The years and the undated: (key, name, address)."""
    groups: tuple[tuple[str, str, str], ...]
    """(key of its year, key of the month, codes of its lines joined by "|")."""
