"""The pages of the timeline: for each order an overview, a page a year, and what the script reads.

The lines of a page are in `pages.timeline_lines`; which lines stand where is told by `shelves`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Final

import msgspec
from msgspec.structs import replace

from site_gen.dates import short_wording, wording
from site_gen.site import urls
from site_gen.site.axis import AXES, Axis, Placed
from site_gen.site.bars import bar_path, day_cells, month_cells
from site_gen.site.calendar import UNDATED_SHELF, month_key, year_key
from site_gen.site.facets import all_names, codes_in, facets_of, line_codes
from site_gen.site.page import Frame, Page
from site_gen.site.pages.timeline_lines import Lines, moved_section
from site_gen.site.shelves import Part, addresses, nearest, standing, walk
from site_gen.site.timeline_views import CellView, RowView, TimelineIndexView, TimelineSection, TimelineView
from site_gen.site.views import LinkView
from site_gen.site.words import Words

_NEWEST: Final = 20
_UNDATED_SHOWN: Final = 5
"""Lines on the overview of a long timeline, so that it opens at once (10,000 events: 60 ms of CPU, 15 kB)."""


def timeline_pages(frame: Frame) -> Iterator[Page]:
    """`timeline.html`, `timeline-2022.html`, …, and the same for the other orders."""
    needs = frame.digests.all_cards
    orders = {path: addresses(path, parts) for path, parts in frame.shelves.items()}
    for axis in AXES:
        placed, parts = frame.placed[axis.path], frame.shelves[axis.path]
        overview = partial(_overview, frame, axis, placed, parts, _axes(frame, axis, "", orders))
        yield Page(axis.path, "timeline.html", overview, needs)
        yield from _part_pages(frame, axis, parts, orders)
        index = partial(_index, frame, placed, parts)
        yield Page(urls.timeline_index(axis.path), "timeline-index.js", index, needs)


def _overview(
    frame: Frame, axis: Axis, placed: Sequence[Placed], parts: Sequence[Part], axes: tuple[LinkView, ...]
) -> TimelineView:
    """The years, the newest lines, and the undated."""
    dated = [one for one in placed if one.when]
    undated = [one for one in placed if not one.when]
    size = frame.site.settings.page_size or len(placed)
    newest = dated if len(dated) <= size else dated[:_NEWEST]
    words = frame.words
    lane = undated if len(undated) <= size else undated[:_UNDATED_SHOWN]
    view = _page(frame, axis, axis.path, placed, [*newest, *lane], words.say(axis.title))
    lines = Lines(frame, axis.path, view.facets, newest if len(newest) == len(dated) else ())
    shelf = next((part for part in parts if part.key == UNDATED_SHELF), None)
    rows = _year_rows(frame, [part for part in parts if part is not shelf])
    return replace(
        view,
        axes=axes,
        counts=_counts(dated, len(undated), words),
        overview=True,
        rows=rows,
        letters=" ".join(cell.letter.upper() for cell in rows[0].cells) if rows and rows[0].cells else "",
        title=words.say("Newest") if dated else "",
        shown=words.say("%(count)s of %(all)s", count=words.number(len(newest)), all=words.number(len(dated))),
        sections=(lines.section("newest", newest, words.say("Newest")),) if newest else (),
        undated=replace(lines.section(UNDATED_SHELF, lane), count=len(undated)) if shelf else None,
        all_undated=LinkView(
            words.many("the one undated entry", "all %(count)s undated entries", len(undated)), shelf.path
        )
        if shelf
        else None,
        lanes=lines.lane_chips(),
    )


def _axes(frame: Frame, axis: Axis, key: str, orders: Mapping[str, Mapping[str, str]]) -> tuple[LinkView, ...]:
    """The orders, each leading to the same year, month or day; that of this page to nowhere."""
    return tuple(
        LinkView(frame.words.say(other.name), "" if other is axis else nearest(key, orders[other.path]))
        for other in AXES
    )


def _part_pages(
    frame: Frame, axis: Axis, parts: Sequence[Part], orders: Mapping[str, Mapping[str, str]]
) -> Iterator[Page]:
    leaves = [part for part in walk(parts) if not part.parts]

    def pages(rows: Sequence[Part], above: tuple[LinkView, ...]) -> Iterator[Page]:
        for part in rows:
            beside = rows if part.parts else leaves
            at = beside.index(part)
            newer = _link(beside[at - 1], frame) if at else None
            older = _link(beside[at + 1], frame) if at + 1 < len(beside) else None
            axes = _axes(frame, axis, part.key, orders)
            made = partial(_placed_view, frame, axis, part, axes=axes, above=above, newer=newer, older=older)
            told = msgspec.msgpack.encode((axis.name, part.key, axes, above, newer, older))
            needs = frame.digests.group([one.entry for one in part.placed], told)
            yield Page(part.path, "timeline.html", made, needs)
            yield from pages(part.parts, (*above, _link(part, frame)))

    yield from pages(parts, (LinkView(frame.words.say("All years"), axis.path),))


def _placed_view(frame: Frame, axis: Axis, part: Part, **beside: Any) -> TimelineView:
    """A part's page with the ways to those around it."""
    return replace(_part_view(frame, axis, part), **beside)


def _part_view(frame: Frame, axis: Axis, part: Part) -> TimelineView:
    """One page of lines, or of months and days where these have pages of their own."""
    words = frame.words
    own, name = part.own(), _name(part.key, words)
    view = _page(frame, axis, part.path, part.placed, own, f"{words.say(axis.title)}, {name}")
    lines = Lines(frame, part.path, view.facets, () if part.parts else own)
    where = standing(part)
    return replace(
        view,
        counts=words.many("%(count)s entry", "%(count)s entries, newest first", len(part.placed)),
        rows=_part_rows(part, where, words.lang),
        sections=tuple(_sections(part, lines, where, words)),
        lanes=lines.lane_chips(),
    )


def _sections(part: Part, lines: Lines, where: Mapping[str, str], words: Words) -> Iterator[TimelineSection]:
    """The months of a part, with their lines or the ways to them; of the undated its parts by year."""
    own = set(part.own())
    for key, found in _by_month(part.placed).items():
        section = lines.section(key, [one for one in found if one in own])
        moved = [one for one in found if one not in own]
        if moved and key == UNDATED_SHELF:
            yield replace(section, count=len(found), cells=tuple(_undated_cell(below, words) for below in part.parts))
        else:
            yield moved_section(section, moved, where, part.path, words.lang) if moved else section


def _undated_cell(part: Part, words: Words) -> CellView:
    return CellView(part.key[-4:], _name(part.key, words), part.path, len(part.placed))


def _page(
    frame: Frame, axis: Axis, path: str, placed: Sequence[Placed], shown: Sequence[Placed], title: str
) -> TimelineView:
    """What every page of the timeline has, without its lines. `placed` is what may be filtered, `shown` what stands."""
    note = frame.words.say(axis.note)
    return TimelineView(
        shell=frame.shell(path, title, f"{title}. {note}", urls.TIMELINE),
        heading=title,
        counts="",
        overview=False,
        axes=(),
        note=note,
        rows=(),
        letters="",
        unfiltered=_narrower(frame.words),
        facets=facets_of((one.tags for one in placed), (one.tags for one in shown), frame.site),
        lanes=(),
        title="",
        shown="",
        sections=(),
        undated=None,
        all_undated=None,
        above=(),
        newer=None,
        older=None,
        script=urls.TIMELINE_SCRIPT,
        index=urls.timeline_index(axis.path),
    )


def _narrower(words: Words) -> tuple[LinkView, ...]:
    """The ways to fewer lines for those who have no filters."""
    return (
        LinkView(words.say("by actor"), urls.ACTORS),
        LinkView(words.say("by topic"), urls.TOPICS),
        LinkView(words.say("by source"), urls.SOURCES),
        LinkView(words.say("statements alone"), urls.STATEMENTS),
    )


def _year_rows(frame: Frame, parts: Sequence[Part]) -> tuple[RowView, ...]:
    """A row a year, all their bars on one scale."""
    lang = frame.site.settings.language
    counts = {part.key: _month_counts(part) for part in parts}
    most = max((count for found in counts.values() for count in found.values()), default=1)
    return tuple(
        _month_row(part, counts[part.key], most, lang, replace(_link(part, frame), count=len(part.placed)))
        for part in parts
    )


def _part_rows(part: Part, where: Mapping[str, str], lang: str) -> tuple[RowView, ...]:
    """The months of a year, or the days of a month."""
    if part.key.isdigit() and (counts := _month_counts(part)):
        return (_month_row(part, counts, max(counts.values()), lang, None),)
    if len(part.key) == 7 and part.key[:4].isdigit() and not part.parts:
        days = day_cells(part.key, [one.when for one in part.placed], where, lang, moved=False)
        return (RowView(None, part.key, days),)
    return ()


def _month_counts(part: Part) -> Mapping[str, int]:
    """How much stands in each month of a year; what is vaguer is left out."""
    return Counter(key for one in part.placed if (key := month_key(one.when)) != part.key)


def _month_row(part: Part, counts: Mapping[str, int], most: int, lang: str, link: LinkView | None) -> RowView:
    if not counts:
        return RowView(link, part.key, ())
    cells = month_cells(part.key, counts, standing(part), lang)
    return RowView(link, part.key, cells, bar_path((cell.count for cell in cells), most))


def _index(frame: Frame, placed: Sequence[Placed], parts: Sequence[Part]) -> TimelineIndexView:
    """Every line's codes by month."""
    names = all_names((one.tags for one in placed), frame.site)
    codes = codes_in((letter, [id_ for id_, _ in found]) for letter, found in names)
    months: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in placed:
        months[year_key(one.when), month_key(one.when)].append(line_codes(one.tags, codes))
    pages = tuple((part.key, _name(part.key, frame.words), part.path) for part in parts)
    groups = tuple((year, month, "|".join(sorted(found))) for (year, month), found in months.items())
    return TimelineIndexView(names, pages, groups)


def _by_month(placed: Iterable[Placed]) -> dict[str, list[Placed]]:
    """Months, the latest first; what is vaguer than a month last."""
    groups: dict[str, list[Placed]] = defaultdict(list)
    for one in placed:
        groups[month_key(one.when)].append(one)
    return dict(sorted(groups.items(), key=lambda pair: ("-" in pair[0], pair[0]), reverse=True))


def _counts(dated: Sequence[Placed], undated: int, words: Words) -> str:
    parts = [words.many("%(count)s undated entry", "%(count)s undated entries", undated)] if undated else []
    if dated:
        first, last = (short_wording(dated[at].when, words.lang) for at in (-1, 0))
        told = words.many("%(count)s dated entry", "%(count)s dated entries", len(dated))
        reach = words.say("%(last)s back to %(first)s", last=last, first=first)
        parts.insert(0, f"{told}, {reach}" if first != last else told)
    return "; ".join(parts) or words.say("Nothing yet")


def _link(part: Part, frame: Frame) -> LinkView:
    return LinkView(_name(part.key, frame.words), part.path)


def _name(key: str, words: Words) -> str:
    """ "August 2022", "the 1990s", "undated", "undated, reported in 2022"."""
    if key == UNDATED_SHELF:
        return words.say("undated")
    if key.startswith(UNDATED_SHELF):
        year = wording(key.removeprefix(f"{UNDATED_SHELF}-").upper(), words.lang)
        return words.say("undated, reported in %(year)s", year=year)
    return wording(key.upper(), words.lang)
