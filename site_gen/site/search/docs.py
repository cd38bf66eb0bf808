"""What can be found: an article, statement, event or figure, with its words and with what a result shows of it.

Only what the site shows is here: what may not be shown of a text can then not be found either.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from msgspec import Struct

from site_gen.content.stowed import has_text
from site_gen.dates import parse_edtf
from site_gen.model import Event, Figure, Item, Statement
from site_gen.site import urls
from site_gen.site.chips import Chips
from site_gen.site.page import Frame
from site_gen.site.pages.items import extent_of
from site_gen.site.views import ActorChip
from site_gen.site.vocabulary import MEASURES

ARTICLE: Final = 0
STATEMENT: Final = 1
EVENT: Final = 2
FIGURE: Final = 3
KINDS: Final = ("article", "statement", "event", "figure")
"""By number."""


class Shown(Struct, frozen=True, array_like=True):
    """What a result shows: (address, words, date, source id, ...); what follows depends on the kind."""

    href: str
    """Seen from the site's root."""
    words: str
    date: str
    """"4 Aug 2022"."""
    source: str
    """Source id, or ""."""
    confirmed: bool
    lang: str


class ShownArticle(Shown, frozen=True, array_like=True):
    """An article; `words` is what is shown of its text."""

    title: str
    summary: str


class ShownStatement(Shown, frozen=True, array_like=True):
    """A statement."""

    speaker: str
    """Actor id, or ""."""
    named: str
    """The text's words for the speaker."""
    role: str
    cue: str
    quoted: bool
    reported: bool
    """The day is that of the report."""


class ShownEvent(Shown, frozen=True, array_like=True):
    """An event."""

    state: str
    actors: tuple[str, ...]
    """Actor ids."""


class ShownFigure(Shown, frozen=True, array_like=True):
    """A number."""

    by: str
    """Actor id, or ""."""
    named: str
    value: str
    """"19 wounded"."""


class Spot(Struct, frozen=True, gc=False):
    """Where one thing that can be found comes from, and of which day it is: enough to count it."""

    kind: int
    day: int
    """Ordinal of the first day it can be of; 0 is undated."""
    item: Item
    number: int
    """In the item's statements, events or figures; 0 for the article."""


class Doc(Struct, frozen=True, array_like=True):
    """One thing that can be found."""

    title: str
    """Words that count most; "" for all but articles."""
    text: str
    marks: tuple[str, ...]
    """What it is by, of, on and in: "by:nikol-pashinyan", "in:moscow-times"."""
    shown: Shown


def find_spots(items: Iterable[Item]) -> Iterator[Spot]:
    """All that can be found, item by item."""
    for item in items:
        yield Spot(ARTICLE, first_day(item.published), item, 0)
        for number, statement in enumerate(item.statements):
            yield Spot(STATEMENT, first_day(statement.said or item.published), item, number)
        for number, event in enumerate(item.events):
            yield Spot(EVENT, first_day(event.when), item, number)
        for number, figure in enumerate(item.figures):
            yield Spot(FIGURE, first_day(figure.when or item.published), item, number)


def doc_of(frame: Frame, spot: Spot) -> Doc:
    """What is found at a spot."""
    chips, item = frame.chips(urls.SEARCH), spot.item
    within = (f"in:{item.source}",) if item.source else ()
    if spot.kind == STATEMENT:
        return _statement(chips, item, item.statements[spot.number], within)
    if spot.kind == EVENT:
        return _event(chips, item, item.events[spot.number], within)
    if spot.kind == FIGURE:
        return _figure(chips, item, item.figures[spot.number], within)
    return _article(frame, chips, item, within)


def first_day(when: str | None) -> int:
    """Ordinal of the first day that the date can mean; 0 when no year is known."""
    value = parse_edtf(when) if when else None
    day = (value.earliest or value.latest) if value else None
    return day.toordinal() if day else 0


def _article(frame: Frame, chips: Chips, item: Item, within: tuple[str, ...]) -> Doc:
    text = _text(frame, item)
    marks = (*within, *(f"of:{one}" for one in item.actors), *(f"on:{one}" for one in item.topics))
    entry = chips.item(item)
    shown = ShownArticle(
        entry.href, text, entry.date.short, item.source or "", entry.confirmed, item.lang, item.title, item.summary
    )
    words = f"{item.summary}\n{text}" if item.summary else text
    return Doc(item.title, words, marks, shown)


def _text(frame: Frame, item: Item) -> str:
    """The plain text of what the article's page shows of its body."""
    extent = extent_of(frame, item)
    if extent == "none" or not has_text(item):
        return ""
    body = frame.site.rendered(item.body)
    return body.text if extent == "full" else next(iter(body.paragraphs), "")


def _statement(chips: Chips, item: Item, statement: Statement, within: tuple[str, ...]) -> Doc:
    view = chips.statement(item, statement)
    speaker = statement.speaker or ""
    marks = (*within, *((f"by:{speaker}",) if speaker else ()), *(f"on:{one}" for one in statement.topics))
    shown = ShownStatement(
        view.href, view.text, view.date.short, item.source or "", view.confirmed, item.lang,
        speaker, "" if speaker else view.speaker_words, _role(view.speaker), view.cue, view.quoted, not view.date_known,
    )  # fmt: skip
    words = statement.text if speaker else f"{statement.text}\n{statement.named}"
    return Doc("", words, marks, shown)


def _event(chips: Chips, item: Item, event: Event, within: tuple[str, ...]) -> Doc:
    view = chips.event(item, event)
    actors = dict.fromkeys((*event.actors, *((event.claimed_by,) if event.claimed_by else ())))
    marks = (*within, *(f"of:{one}" for one in actors), *(f"on:{one}" for one in event.topics))
    shown = ShownEvent(
        view.href, view.text, view.date.short, item.source or "", view.confirmed, item.lang, event.state, event.actors
    )
    return Doc("", event.text, marks, shown)


def _figure(chips: Chips, item: Item, figure: Figure, within: tuple[str, ...]) -> Doc:
    view = chips.figure(item, figure)
    by = figure.by or ""
    marks = (*within, *((f"by:{by}",) if by else ()), *((f"of:{figure.side}",) if figure.side else ()))
    when = figure.when or item.published
    shown = ShownFigure(
        view.href, view.text, chips.date(when).short, item.source or "", view.confirmed, item.lang,
        by, view.by_words, f"{view.value} {chips.words.say(MEASURES.get(view.measure, view.measure))}",
    )  # fmt: skip
    words = " ".join((figure.text, figure.measure, figure.value, figure.named))
    return Doc("", words, marks, shown)


def _role(speaker: ActorChip | None) -> str:
    return speaker.role if speaker else ""
