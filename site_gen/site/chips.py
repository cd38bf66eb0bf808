"""Model values to the small views that recur: chips, dates, statements, events, figures, list entries.

One `Chips` a depth of page: addresses are relative, so a line differs between `index.html` and `items/x.html`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Final

from msgspec.structs import replace

from site_gen.dates import parse_edtf, short_wording, within, without_time, wording
from site_gen.model import Actor, Event, Figure, Item, Statement
from site_gen.site import urls
from site_gen.site.anchors import anchor_of
from site_gen.site.assemble import Entry, Site
from site_gen.site.confirm import is_confirmed
from site_gen.site.reasons import BASES, date_reason
from site_gen.site.views import (
    ActorChip,
    DateView,
    EventView,
    FigureGroup,
    FigureView,
    ItemEntry,
    LineView,
    LinkView,
    SourceChip,
    StatementView,
)
from site_gen.site.vocabulary import KINDS, MEASURES, QUALIFIERS, STATES, counted
from site_gen.site.words import ENGLISH, Words, mark

UNDATED: Final = mark("undated")


class Chips:
    """Makes views for pages that stand at one depth, each once. Statements and events are known by identity: the site
    holds them as long as its chips live."""

    def __init__(self, site: Site, prefix: str) -> None:
        self.site, self.prefix = site, prefix
        self.lang, self.words = site.settings.language, site.words
        self._links: dict[tuple[str, str], LinkView] = {}
        self._actors: dict[tuple[str, str | None], ActorChip] = {}
        self._statements: dict[int, StatementView] = {}
        self._events: dict[int, EventView] = {}
        self._items: dict[str, ItemEntry] = {}
        self._dates: dict[str | None, DateView] = {}

    def date(self, edtf: str | None) -> DateView:
        """A date in long and short words."""
        if edtf not in self._dates:
            self._dates[edtf] = date_view(edtf, self.lang, self.words)
        return self._dates[edtf]

    def actor(self, actor_id: str, on: str | None = None, note: str = "") -> ActorChip:
        """An actor with the office held on a day."""
        actor = self.site.registry.actors[actor_id]
        key = (actor_id, on if actor.roles else None)
        if key not in self._actors:
            href = self.prefix + urls.actor_page(actor_id)
            kind = self.words.say(KINDS[actor.kind])
            self._actors[key] = ActorChip(actor.name, href, actor.kind, self.role(actor, on), "", kind, actor.short)
        chip = self._actors[key]
        return replace(chip, note=note) if note else chip

    def role(self, actor: Actor, on: str | None) -> str:
        """ "prime minister, Armenia" on that day; "" when the day or the office is not known."""
        for role in actor.roles:
            if on and within(on, role.valid):
                of = self.site.registry.actors.get(role.of)
                return f"{role.title}, {of.name}" if of else role.title
        return ""

    def topic(self, topic_id: str, count: int = 0) -> LinkView:
        """A topic's name with its page."""
        key = ("topic", topic_id)
        if key not in self._links:
            topic = self.site.registry.topics[topic_id]
            self._links[key] = LinkView(topic.name, self.prefix + urls.topic_page(topic_id), short=topic.short)
        link = self._links[key]
        return replace(link, count=count) if count else link

    def topics(self, topic_ids: Iterable[str]) -> tuple[LinkView, ...]:
        """Topics in the order given."""
        return tuple(self.topic(topic_id) for topic_id in topic_ids)

    def source(self, item: Item, anchor: str = "") -> SourceChip:
        """Where a line comes from; leads to its words on the item's page."""
        source = self.site.registry.sources.get(item.source or "")
        href = self.prefix + urls.item_page(item.id) + (f"#{anchor}" if anchor else "")
        date = self.date(item.published)
        if source is None:
            return SourceChip(self.words.say("source not named"), date, href, "", item.title)
        return SourceChip(source.name, date, href, source.grade, item.title, source.short)

    def also(self, item: Item, anchor: str = "") -> tuple[SourceChip, ...]:
        """The other publishers who carry an article's text, or what stands at this anchor of it."""
        others = self.site.carriers.also.get((item.id, anchor), ())
        return tuple(self.source(other, anchor) for other in others)

    def statement(self, item: Item, statement: Statement) -> StatementView:
        """A statement with its speaker's office on the day."""
        if id(statement) not in self._statements:
            self._statements[id(statement)] = self._statement(item, statement)
        return self._statements[id(statement)]

    def _statement(self, item: Item, statement: Statement) -> StatementView:
        anchor = anchor_of(statement)
        day = statement.said or item.published
        return StatementView(
            anchor=anchor,
            href=f"{self.prefix}{urls.item_page(item.id)}#{anchor}",
            speaker=self.actor(statement.speaker, day) if statement.speaker else None,
            speaker_words=statement.named,
            cue=" ".join(part for part in (statement.verb, statement.to) if part),
            text=statement.text.removesuffix(",").removesuffix("،"),
            quoted=statement.kind == "direct",
            kind=statement.kind,
            date=self.date(day),
            date_known=statement.said is not None,
            reason=date_reason(statement.words, statement.rule, statement.said, self.words),
            topics=self.topics(statement.topics),
            source=self.source(item, anchor),
            confirmed=anchor in self.site.confirmed[item.id],
            via=statement.via,
            basis=self.words.say(BASES[statement.basis]) if statement.basis in BASES else "",
            reply=self.reply(statement),
            answers=self.answers(item, anchor),
            lang=item.lang,
            also=self.also(item, anchor),
        )

    def reply(self, statement: Statement) -> LinkView | None:
        """The earlier statement that this one answers."""
        if not statement.replies_to:
            return None
        item_id, _, anchor = statement.replies_to.partition("#")
        for item, earlier in self._anchors.get((item_id, anchor), ()):
            return self._said_link(item, earlier)
        return None

    def answers(self, item: Item, anchor: str) -> tuple[LinkView, ...]:
        """The statements that answer the one at this anchor, in the order of the site's articles."""
        found = self._replies.get(f"{item.id}#{anchor}", ())
        return tuple(self._said_link(other, statement) for other, statement in found)

    def _said_link(self, item: Item, statement: Statement) -> LinkView:
        """ "Nikol Pashinyan, 4 Aug 2022", leading to the words."""
        name = self.site.registry.actors[statement.speaker].name if statement.speaker else statement.named
        text = f"{name}, {self.date(statement.said or item.published).short}"
        return LinkView(text, f"{self.prefix}{urls.item_page(item.id)}#{anchor_of(statement)}")

    def citation(self, item: Item, statement: Statement) -> str:
        """A statement as one cites it: speaker, office, day, words, article, publisher, address."""
        day = statement.said or item.published
        who = self.site.registry.actors[statement.speaker].name if statement.speaker else statement.named
        source = self.site.registry.sources.get(item.source or "")
        words = f"“{statement.text.removesuffix(',')}”" if statement.kind == "direct" else statement.text
        published = self.date(item.published).text if item.published else ""
        where = ", ".join(part for part in (source.name if source else "", published) if part)
        said = f"{who or self.words.say('Speaker not named')}{f', {self.date(day).text}' if statement.said else ''}"
        place = self.words.say("In “%(title)s”", title=item.title)
        return f"{said}: {words}. {place}{f', {where}' if where else ''}.{f' {item.url}' if item.url else ''}"

    @cached_property
    def _anchors(self) -> dict[tuple[str, str], list[tuple[Item, Statement]]]:
        found: dict[tuple[str, str], list[tuple[Item, Statement]]] = defaultdict(list)
        for item in self.site.items:
            for statement in item.statements:
                found[item.id, anchor_of(statement)].append((item, statement))
        return found

    @cached_property
    def _replies(self) -> dict[str, list[tuple[Item, Statement]]]:
        """Statements by the address of the one that they answer."""
        found: dict[str, list[tuple[Item, Statement]]] = defaultdict(list)
        for item in self.site.items:
            for statement in item.statements:
                if statement.replies_to:
                    found[statement.replies_to].append((item, statement))
        return found

    def event(self, item: Item, event: Event) -> EventView:
        """An event with those taking part."""
        if id(event) not in self._events:
            self._events[id(event)] = self._event(item, event)
        return self._events[id(event)]

    def _event(self, item: Item, event: Event) -> EventView:
        anchor = anchor_of(event)
        return EventView(
            anchor=anchor,
            href=f"{self.prefix}{urls.item_page(item.id)}#{anchor}",
            date=self.date(event.when),
            text=event.text,
            reason=date_reason(event.words, event.rule, event.when, self.words),
            actors=tuple(self.actor(actor_id, event.when) for actor_id in event.actors),
            topics=self.topics(event.topics),
            state=event.state,
            state_words=self.words.say(STATES[event.state]),
            source=self.source(item, anchor),
            confirmed=anchor in self.site.confirmed[item.id],
            claimed_by=self.actor(event.claimed_by, event.when) if event.claimed_by else None,
            claimed_words=event.named,
            lang=item.lang,
            also=self.also(item, anchor),
        )

    def figure(self, item: Item, figure: Figure) -> FigureView:
        """A number with who gives it."""
        anchor = anchor_of(figure)
        value = self.words.number(int(figure.value)) if figure.value.isdigit() else figure.value
        return FigureView(
            anchor=anchor,
            href=f"{self.prefix}{urls.item_page(item.id)}#{anchor}",
            measure=figure.measure,
            value=" ".join(part for part in (self._qualifier(figure), value, figure.unit) if part),
            of=figure.of,
            by=self.actor(figure.by, figure.when or item.published) if figure.by else None,
            by_words=figure.named,
            side=self.actor(figure.side) if figure.side else None,
            date=self.date(figure.when),
            text=figure.text,
            reason=date_reason(figure.words, figure.rule, figure.when, self.words),
            source=self.source(item, anchor),
            confirmed=anchor in self.site.confirmed[item.id],
            also=self.also(item, anchor),
        )

    def _qualifier(self, figure: Figure) -> str:
        return self.words.say(QUALIFIERS.get(figure.qualifier, figure.qualifier))

    def figures(self, found: Iterable[tuple[Item, Figure]]) -> tuple[FigureGroup, ...]:
        """Figures grouped by measure, in the order in which measures first come; what articles of one text share
        stands once."""
        groups: dict[str, list[FigureView]] = defaultdict(list)
        for item, figure in self.site.carriers.once(tuple(found), lambda one: (one[0].id, anchor_of(one[1]))):
            groups[figure.measure].append(self.figure(item, figure))
        return tuple(
            FigureGroup(measure, self.words.say(MEASURES.get(measure, measure)), tuple(views))
            for measure, views in groups.items()
        )

    def item(self, item: Item) -> ItemEntry:
        """An article as a list entry."""
        if item.id not in self._items:
            self._items[item.id] = self._item(item)
        return self._items[item.id]

    def _item(self, item: Item) -> ItemEntry:
        source = self.site.registry.sources.get(item.source or "")
        return ItemEntry(
            href=self.prefix + urls.item_page(item.id),
            title=item.title,
            derived=is_derived(item, "title"),
            date=self.date(item.published),
            source=source.name if source else "",
            grade=source.grade if source else "",
            summary=item.summary,
            counts=counted(
                self.words, statement=len(item.statements), event=len(item.events), figure=len(item.figures)
            ),
            confirmed=is_confirmed(item),
            original=item.url,
            also=self.also(item),
        )

    def line(self, entry: Entry) -> LineView:
        """One line of a chronology."""
        if entry.kind == "statement":
            return LineView("statement", statement=self.statement(entry.item, entry.statement))
        if entry.kind == "event":
            return LineView("event", event=self.event(entry.item, entry.event))
        return LineView("article", item=self.item(entry.item))


def date_view(edtf: str | None, lang: str, words: Words = ENGLISH) -> DateView:
    """A date in long and short words, with its form for `<time>` where HTML has one."""
    if not edtf:
        return DateView(words.say(UNDATED), words.say(UNDATED))
    value = parse_edtf(without_time(edtf))
    iso = value.text if value.precision in ("day", "month", "year") and value.text.replace("-", "").isdigit() else ""
    return DateView(wording(edtf, lang), short_wording(edtf, lang), iso)


def is_derived(item: Item, field: str) -> bool:
    """Whether the field's value was made from the text."""
    return (field, "derived") in item.basis
