"""The briefing: as of when, what is new, who says what now, which figures differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from site_gen.dates import parse_edtf
from site_gen.model import Figure, Item
from site_gen.site import urls
from site_gen.site.assemble import Entry, Site
from site_gen.site.calendar import anchor
from site_gen.site.chips import UNDATED, Chips, count_words
from site_gen.site.confirm import is_confirmed
from site_gen.site.page import Frame, Page
from site_gen.site.page_views import IndexView
from site_gen.site.strip import activity_strip
from site_gen.site.views import ActorChip, DayGroup, FigureGroup, StatementView

_LATEST: Final = 20
_VOICES: Final = 8
_ITEMS: Final = 20
_COMPANY: Final = 24


def index_pages(frame: Frame) -> Iterator[Page]:
    """`index.html`."""
    site, chips = frame.site, frame.chips(urls.INDEX)
    newest = [entry for entry in reversed(site.entries) if entry.kind != "article" and has_year(entry)][:_LATEST]
    total = sum(entry.kind != "article" and has_year(entry) for entry in site.entries)
    yield Page(
        urls.INDEX,
        "index.html",
        IndexView(
            shell=frame.shell(urls.INDEX, site.settings.title, section=urls.INDEX),
            as_of=as_of(site, chips),
            counts=_counts(site),
            strip=activity_strip(site.entries, frame.months(urls.INDEX), chips.lang),
            situation=site.settings.situation,
            days=tuple(day_groups(newest, chips)),
            shown=f"the latest {len(newest)} of {total:,}" if total > len(newest) else f"{total:,} in all",
            voices=latest_voices(site, chips),
            disputed=differing_figures(site.items, chips),
            items=tuple(chips.item(item) for item in site.items[:_ITEMS]),
            actors=main_actors(site, chips),
            topics=tuple(
                chips.topic(topic_id, len(entries))
                for topic_id, entries in sorted(site.by_topic.items(), key=lambda pair: (-len(pair[1]), pair[0]))[
                    :_COMPANY
                ]
            ),
        ),
    )


def as_of(site: Site, chips: Chips) -> str:
    """The newest day of publication, in words; "" when no item is dated."""
    newest = next((item.published for item in site.items if item.published), None)
    return chips.date(newest).text if newest else ""


def day_groups(entries: Iterable[Entry], chips: Chips) -> Iterator[DayGroup]:
    """Neighbouring entries of one date together, in the order given."""
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        groups[entry.when or ""].append(entry)
    for when, found in groups.items():
        date = chips.date(when) if when else UNDATED
        yield DayGroup(anchor("d", when) if when else "undated", date, tuple(chips.line(entry) for entry in found))


def undated_last(entries: Sequence[Entry]) -> list[Entry]:
    """The entries in the order given, those of which no year is known after the others."""
    return sorted(entries, key=lambda entry: not has_year(entry))


def has_year(entry: Entry) -> bool:
    """Whether the date tells a year, so that the entry has a place among others."""
    value = parse_edtf(entry.when) if entry.when else None
    return value is not None and bool(value.earliest or value.latest)


def latest_voices(site: Site, chips: Chips) -> tuple[StatementView, ...]:
    """The newest statement of each of the actors who speak most, newest first."""
    spoken = {
        actor_id: said
        for actor_id, entries in site.by_actor.items()
        if (said := [entry for entry in entries if entry.kind == "statement" and entry.when])
    }
    main = sorted(spoken, key=lambda actor_id: (-len(spoken[actor_id]), actor_id))[:_VOICES]
    newest = sorted((spoken[actor_id][-1] for actor_id in main), key=lambda entry: entry.order, reverse=True)
    return tuple(chips.statement(entry.item, entry.statement) for entry in newest)


def differing_figures(items: Iterable[Item], chips: Chips) -> tuple[FigureGroup, ...]:
    """Measures for which one article, or articles on one day, give more than one value."""
    groups: dict[tuple[str, str], list[tuple[Item, Figure]]] = defaultdict(list)
    for item in items:
        for figure in item.figures:
            groups[figure.measure, item.published or item.id].append((item, figure))
    differing = [_one_each(found) for found in groups.values() if len({figure.value for _, figure in found}) > 1]
    return tuple(group for found in differing[:_VOICES] for group in chips.figures(found))


def _one_each(found: list[tuple[Item, Figure]]) -> list[tuple[Item, Figure]]:
    """Each claimant's each value once, in the order of the text, at most eight."""
    first = {(figure.by, figure.named, figure.side, figure.value): (item, figure) for item, figure in reversed(found)}
    return list(reversed(first.values()))[:_VOICES]


def main_actors(site: Site, chips: Chips) -> tuple[ActorChip, ...]:
    """Actors by how often they speak or act, with counts."""
    order = sorted(site.by_actor.items(), key=lambda pair: (-len(pair[1]), pair[0]))[:_COMPANY]
    return tuple(chips.actor(actor_id, note=f"{len(entries):,}") for actor_id, entries in order)


def _counts(site: Site) -> str:
    unconfirmed = sum(not is_confirmed(item) for item in site.items)
    told = count_words(
        article=len(site.items),
        actor=len(site.by_actor),
        statement=sum(len(item.statements) for item in site.items),
    )
    return f"{told}, {unconfirmed:,} unconfirmed" if unconfirmed and told else told
