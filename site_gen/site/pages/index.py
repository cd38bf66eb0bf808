"""The briefing: as of when, what is new, who says what now, which figures differ."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Final

from msgspec.structs import replace

from site_gen.dates import parse_edtf, sort_key, wording
from site_gen.model import Figure, Item
from site_gen.site import urls
from site_gen.site.assemble import Entry, Site
from site_gen.site.calendar import anchor
from site_gen.site.chips import Chips
from site_gen.site.confirm import is_confirmed
from site_gen.site.page import Frame, Page
from site_gen.site.page_views import IndexView
from site_gen.site.spark import covered
from site_gen.site.strip import activity_strip
from site_gen.site.views import ActorChip, DayGroup, FigureGroup, LinkView, StatementView
from site_gen.site.vocabulary import counted
from site_gen.site.words import Words

_LATEST: Final = 20
_VOICES: Final = 8
_ITEMS: Final = 10
_ITEMS_ALONE: Final = 20
"""Articles shown: where nothing is said or has happened yet they are the news."""
_AHEAD: Final = 8
_DISPUTES: Final = 6
_LOSSES: Final = frozenset(
    ["killed", "wounded", "missing", "detained", "displaced", "captured", "evacuated", "arrested"]
)
_COMPANY: Final = 24


def index_pages(frame: Frame) -> Iterator[Page]:
    """`index.html`."""
    yield Page(urls.INDEX, "index.html", partial(_view, frame), frame.digests.all_cards)


def _view(frame: Frame) -> IndexView:
    site, chips = frame.site, frame.chips(urls.INDEX)
    ahead = scheduled_after(site.entries, frame.newest)
    dated = [
        entry
        for entry in site.entries
        if entry.kind != "article" and has_year(entry) and not is_after(entry, frame.newest)
    ]
    newest, total = dated[: -_LATEST - 1 : -1], len(dated)
    return IndexView(
        shell=frame.shell(urls.INDEX, site.settings.title, section=urls.INDEX),
        as_of=as_of(site, chips),
        counts=_counts(site, chips.words),
        strip=activity_strip(covered(site.entries, frame.coverage), frame.months(urls.INDEX), chips.words),
        situation=site.settings.situation,
        days=tuple(day_groups(newest, chips)),
        shown=_shown(chips.words, len(newest), total),
        ahead=tuple(day_groups(ahead[:_AHEAD], chips, "a")),
        voices=latest_voices(site, chips),
        disputed=differing_figures(site.items, chips),
        items=tuple(chips.item(item) for item in site.items[: _ITEMS if total else _ITEMS_ALONE]),
        items_total=len(site.items),
        all_items=urls.ITEMS,
        coverage=source_links(site, chips),
        coverage_note=_coverage_note(frame),
        actors=main_actors(site, chips, frame.newest),
        topics=tuple(
            chips.topic(topic_id, len(entries))
            for topic_id, entries in sorted(site.by_topic.items(), key=lambda pair: (-len(pair[1]), pair[0]))[:_COMPANY]
        ),
    )


def as_of(site: Site, chips: Chips) -> str:
    """The newest day of publication, in words; "" when no item is dated."""
    newest = next((item.published for item in site.items if item.published), None)
    return chips.date(newest).text if newest else ""


def day_groups(entries: Iterable[Entry], chips: Chips, kind: str = "d") -> Iterator[DayGroup]:
    """Neighbouring entries of one date together, in the order given; `kind` begins their fragments."""
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        groups[entry.when or ""].append(entry)
    for when, found in groups.items():
        date = chips.date(when or None)
        yield DayGroup(anchor(kind, when) if when else "undated", date, tuple(chips.line(entry) for entry in found))


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
    """Numbers of one thing for which two or more claimants give different values, in articles of one day, newest first.

    Losses of people are one thing whatever the article calls them; other measures must count the same thing by name.
    """
    groups: dict[tuple[str, str, str], list[tuple[Item, Figure]]] = defaultdict(list)
    for item in items:
        for figure in item.figures:
            if figure.of or figure.measure in _LOSSES:
                of = "" if figure.measure in _LOSSES else f"{figure.of.casefold()} {figure.unit}"
                groups[figure.measure, of, item.published or item.id].append((item, figure))
    differing = [
        _one_each(found)
        for found in groups.values()
        if len({figure.value for _, figure in found}) > 1
        and len({_claimant(item, figure) for item, figure in found}) > 1
    ]
    return tuple(_dated(group, found, chips) for found in differing[:_DISPUTES] for group in chips.figures(found))


def _dated(group: FigureGroup, found: Sequence[tuple[Item, Figure]], chips: Chips) -> FigureGroup:
    """The group with the date of its first figure or, where that has none, the newest day on which it was reported."""
    if found[0][1].when:
        return replace(group, when=group.figures[0].date)
    newest = max((item.published for item, _ in found if item.published), key=sort_key, default=None)
    return replace(group, when=chips.date(newest), reported=True) if newest else group


def _claimant(item: Item, figure: Figure) -> str:
    """Who gives the number: an actor, the text's words for one, or the publisher."""
    return figure.by or figure.named or f"source {item.source or item.id}"


def _one_each(found: list[tuple[Item, Figure]]) -> list[tuple[Item, Figure]]:
    """Each claimant's each value once, in the order of the text, at most eight."""
    first = {(_claimant(item, figure), figure.side, figure.value): (item, figure) for item, figure in reversed(found)}
    return list(reversed(first.values()))[:_VOICES]


def scheduled_after(entries: Iterable[Entry], day: str | None) -> list[Entry]:
    """What is scheduled for a time after that day, or for one that may still come, soonest first."""
    return [entry for entry in entries if is_after(entry, day) and entry.event.state == "scheduled"]


def is_after(entry: Entry, day: str | None) -> bool:
    """Whether an event certainly lies after that day; a scheduled one, whether any day it can mean does."""
    if entry.kind != "event" or not entry.when or not day:
        return False
    value, now = parse_edtf(entry.when), parse_edtf(day).latest
    if now is None:
        return False
    if entry.event.state != "scheduled":
        return value.earliest is not None and value.earliest > now
    return value.latest > now if value.latest else value.earliest is not None


def source_links(site: Site, chips: Chips) -> tuple[LinkView, ...]:
    """Sources by number of articles."""
    carried = Counter(item.source for item in site.items if item.source)
    order = sorted(carried.items(), key=lambda pair: (-pair[1], pair[0]))
    sources = site.registry.sources
    return tuple(LinkView(sources[name].name, chips.prefix + urls.source_page(name), count) for name, count in order)


def _coverage_note(frame: Frame) -> str:
    """ "74 articles, 6 sources, 4 countries, February 2029 – February 2031"; "" when there is no article."""
    site = frame.site
    used = {item.source for item in site.items if item.source}
    countries = {site.registry.sources[one].country for one in used} - {""}
    parts = [
        counted(site.words, article=len(site.items)),
        counted(site.words, source=len(used)),
        counted(site.words, country=len(countries) if len(countries) > 1 else 0),
    ]
    if frame.coverage is not None:
        first, last = (wording(day.isoformat()[:7], site.settings.language) for day in frame.coverage)
        parts.append(first if first == last else f"{first} – {last}")
    return ", ".join(part for part in parts if part)


def main_actors(site: Site, chips: Chips, on: str | None) -> tuple[ActorChip, ...]:
    """Actors by how often they speak or act, with counts and the offices they hold on a day."""
    order = sorted(site.by_actor.items(), key=lambda pair: (-len(pair[1]), pair[0]))[:_COMPANY]
    return tuple(chips.actor(actor_id, on, chips.words.number(len(entries))) for actor_id, entries in order)


def _shown(words: Words, shown: int, total: int) -> str:
    """How many of all are listed."""
    if total > shown:
        return words.say("the latest %(shown)s of %(total)s", shown=words.number(shown), total=words.number(total))
    return words.say("%(total)s in all", total=words.number(total))


def _counts(site: Site, words: Words) -> str:
    unconfirmed = sum(not is_confirmed(item) for item in site.items)
    told = counted(
        words,
        article=len(site.items),
        actor=len(site.by_actor),
        statement=sum(len(item.statements) for item in site.items),
    )
    open_ones = words.many("%(count)s unconfirmed", "%(count)s unconfirmed", unconfirmed)
    return f"{told}, {open_ones}" if unconfirmed and told else told
