"""The lines of one page of the timeline, by month and day, or the ways to them where they have pages of their own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from hashlib import blake2b
from typing import Final

from msgspec.structs import replace

from site_gen.dates import parse_edtf, wording
from site_gen.site.axis import Placed
from site_gen.site.bars import day_cells, period_cells
from site_gen.site.calendar import UNDATED_SHELF, anchor, day_key
from site_gen.site.facets import codes_in, line_codes
from site_gen.site.lanes import lane_classes, main_lanes
from site_gen.site.page import Frame
from site_gen.site.timeline_views import (
    FacetView,
    RangeView,
    TimelineDay,
    TimelineLine,
    TimelineSection,
)
from site_gen.site.views import ActorChip, LineView
from site_gen.site.words import Words, mark

_TRACK: Final = 60
_ELSEWHEN: Final = {
    "event": mark("dated %(day)s"),
    "statement": mark("said %(day)s"),
    "article": mark("published %(day)s"),
}


class Lines:
    """Makes the lines of one page, each fragment once."""

    def __init__(self, frame: Frame, path: str, facets: Sequence[FacetView], shown: Sequence[Placed]) -> None:
        self._chips = frame.chips(path)
        self._words = frame.words
        self._codes = codes_in((facet.letter, [id_ for id_, _, _ in facet.values]) for facet in facets)
        self._lanes = main_lanes(placed.entry for placed in shown)
        self._anchors: set[str] = set()

    def lane_chips(self) -> tuple[ActorChip, ...]:
        """The actors of the lanes, with how many lines are theirs."""
        return tuple(self._chips.actor(actor, note=self._words.number(count)) for actor, count in self._lanes.items())

    def section(self, key: str, placed: Sequence[Placed], heading: str = "") -> TimelineSection:
        """The lines of a month, or of what is known to the year only, in the order given."""
        days: dict[str, list[Placed]] = defaultdict(list)
        for one in placed:
            days[one.when].append(one)
        return TimelineSection(
            anchor("m", key) if key != UNDATED_SHELF else key,
            heading or section_name(key, self._words),
            key,
            len(placed),
            tuple(self._day(when, found) for when, found in days.items()),
        )

    def _day(self, when: str, placed: Sequence[Placed]) -> TimelineDay:
        return TimelineDay(
            anchor("d", when) if when else "",
            self._chips.date(when),
            range_view(when),
            tuple(self._line(one) for one in placed),
        )

    def _line(self, placed: Placed) -> TimelineLine:
        entry = placed.entry
        line = self._chips.line(entry)
        name = line_anchor(placed, line)
        fresh = name not in self._anchors
        self._anchors.add(name)
        elsewhen = entry.when if entry.when and entry.when != placed.when else ""
        return TimelineLine(
            anchor=name if fresh else "",
            codes=line_codes(placed.tags, self._codes),
            lanes=lane_classes(entry, self._lanes),
            line=line,
            own=self._words.say(_ELSEWHEN[entry.kind], day=self._chips.date(elsewhen).short) if elsewhen else "",
        )


def moved_section(
    section: TimelineSection, moved: Sequence[Placed], where: Mapping[str, str], page: str, lang: str
) -> TimelineSection:
    """A section of which these entries stand on pages of their own: each date keeps its fragment and leads on."""
    dates = [one.when for one in moved]
    own_page = where.get(section.key, page)
    return replace(
        section,
        count=section.count + len(moved),
        cells=day_cells(section.key, dates, where, lang, moved=True) if "-" in section.key else (),
        periods=period_cells(dates, where, lang),
        href=own_page if own_page != page else "",
    )


def line_anchor(placed: Placed, line: LineView) -> str:
    """A fragment that stays while the date and the words stay: "s-2022-08-04-1f2e3d4c"."""
    thing = line.statement or line.event
    told = f"{placed.entry.item.id}\0{thing.anchor if thing else ''}"
    digest = blake2b(told.encode(), digest_size=4).hexdigest()
    return f"{placed.entry.kind[0]}-{day_key(placed.when)}-{digest}"


def section_name(key: str, words: Words) -> str:
    """ "August 2022"; "Known to the year only, 2022" for a year's key, the words of a decade or century for theirs."""
    if key == UNDATED_SHELF:
        return words.say("Undated")
    told = wording(key.upper(), words.lang)
    return words.say("Known to the year only, %(year)s", year=told) if key.isdigit() else told


def range_view(when: str) -> RangeView | None:
    """More than a day, as a piece of the month in which it lies, else of the year, else the whole track."""
    value = parse_edtf(when) if when else None
    if value is None or value.earliest == value.latest:
        return None
    first, last = value.earliest, value.latest
    if first is None or last is None or first.year != last.year:
        return RangeView(0, _TRACK)
    start, end = date(first.year, 1, 1), date(first.year, 12, 31)
    if first.month == last.month and (last - first).days < 27:
        start = first.replace(day=1)
        end = (start + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    length = (end - start).days + 1
    x = (first - start).days * _TRACK // length
    return RangeView(x, max(3, ((last - start).days + 1) * _TRACK // length - x))
