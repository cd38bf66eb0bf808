"""The page of each article, the list of all, and the note that stands where a retracted one was."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final, TypeVar

import msgspec
from msgspec.structs import replace

from site_gen.content.stowed import has_text
from site_gen.model import Figure, Item, PublishText
from site_gen.site import urls
from site_gen.site.anchors import anchor_of
from site_gen.site.chips import Chips, is_derived
from site_gen.site.compared import carried_words, carrier_views
from site_gen.site.confirm import is_confirmed
from site_gen.site.ld.things import article_nodes
from site_gen.site.marks import mark_names, plain_names
from site_gen.site.page import Frame, Later, Page
from site_gen.site.page_views import ItemView, RegisterGroup, RegisterView, RelatedView
from site_gen.site.pages.twins import item_twin
from site_gen.site.paging import paged
from site_gen.site.reasons import FACTS, FIELDS, cut_words
from site_gen.site.related import Near, find_related, read_near
from site_gen.site.rights import text_extent
from site_gen.site.views import EventView, FigureGroup, LinkView, PagerView, StatementView
from site_gen.site.vocabulary import counted

_Line = TypeVar("_Line", StatementView, EventView)
_SHARED: Final = 3
"""Names told of what two articles share."""
_NEAR_DAYS: Final = 7
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")


def item_pages(frame: Frame) -> Iterator[Page]:
    """`items/<id>.html` for what is shown and what was retracted, and `items/<id>.json`."""
    site, digests = frame.site, frame.digests
    for item, near in zip(site.items, find_related(site.items, site.carriers, frame.recall, frame.spread), strict=True):
        others = (digests.texts[other.id] for other in site.carriers.together(item) if other is not item)
        needs = digests.article(item, digests.near(near), *others)
        yield item_page(frame, item, near, needs)
        yield item_twin(frame, item, digests.article(item))  # beside it, so that the text is rendered once for both
    for item in frame.site.retracted:
        made = partial(_retracted_view, frame, item)
        yield Page(urls.item_page(item.id), "item.html", made, frame.digests.card(item), hidden=True)


def item_page(frame: Frame, item: Item, near: bytes | msgspec.Raw, needs: bytes = b"") -> Page:
    """The page of an article, which leads on to those `near` it, as `related.read_near` reads them."""
    made = Later(_item_view, frame, item, near)
    return Page(urls.item_page(item.id), "item.html", made, needs, _day(item), close=True)


def item_list_pages(frame: Frame) -> Iterator[Page]:
    """`items.html` and its older pages."""
    size = frame.site.settings.page_size
    for path, chosen, pager in paged(urls.ITEMS, frame.site.items, size, frame.words):
        told = msgspec.msgpack.encode((path, pager, len(frame.site.items)))
        needs = frame.digests.list(chosen, told)
        yield Page(path, "register.html", partial(_list_view, frame, path, chosen, pager), needs)


def _list_view(frame: Frame, path: str, chosen: Sequence[Item], pager: PagerView | None) -> RegisterView:
    chips, words = frame.chips(path), frame.words
    title, told = words.say("Articles"), words.say("All articles, newest first.")
    shell = frame.shell(path, title, told)
    entries = tuple(chips.item(item) for item in chosen)
    found = counted(words, article=len(frame.site.items)) or words.say("No articles yet")
    note = f"{found}, {words.say('newest first')}."
    return RegisterView(shell, title, note, (RegisterGroup("", items=entries),), pager)


def _day(item: Item) -> str:
    """The day of publication, where one is known."""
    return item.published if item.published and _DAY.fullmatch(item.published) else ""


def _item_view(frame: Frame, item: Item, related: bytes | msgspec.Raw) -> ItemView:
    path = urls.item_page(item.id)
    chips = frame.chips(path)
    extent = extent_of(frame, item)
    source = frame.site.registry.sources.get(item.source or "")
    places = iter(frame.site.paragraphs[item.id])
    found = item.statements or item.events
    text = " ".join(frame.site.rendered(item.body).text.split()) if item.url and found else ""
    statements = tuple(
        replace(
            _at_its_place(chips.statement(item, found), item, text, next(places, 0)), cite=chips.citation(item, found)
        )
        for found in item.statements
    )
    events = tuple(_at_its_place(chips.event(item, found), item, text, next(places, 0)) for found in item.events)
    return ItemView(
        shell=frame.shell(
            path,
            item.title,
            _description(item, frame),
            things=article_nodes(frame.site, item),
            twin=urls.twin(path),
        ),
        title=item.title,
        derived=is_derived(item, "title"),
        confirmed=is_confirmed(item),
        status=item.status,
        retracted="",
        lang=item.lang,
        source=LinkView(source.name, chips.prefix + urls.source_page(source.id)) if source else None,
        grade=source.grade if source else "",
        grade_reason=source.grade_reason if source else "",
        date=chips.date(item.published),
        updated=chips.date(item.updated) if item.updated else None,
        basis=tuple(
            (frame.words.say(FIELDS.get(field, field)), frame.words.say(FACTS.get(basis, basis)))
            for field, basis in item.basis
        ),
        authors=", ".join(item.authors),
        via=", ".join(frame.site.registry.sources[source_id].name for source_id in item.via),
        original=item.url,
        evidence=item.evidence.seed.rpartition("/")[2] if item.evidence else "",
        sha256=item.evidence.sha256 if item.evidence else "",
        summary=item.summary,
        actors=tuple(chips.actor(actor_id, item.published) for actor_id in item.actors),
        topics=chips.topics(item.topics),
        statements=statements,
        events=events,
        figures=_figure_groups(chips, item, places),
        extent=extent,
        html=_shown_text(frame, item, extent, chips),
        cuts=tuple(cut_words(cut.reason, cut.lines, chips.words) for cut in item.cuts),
        corrections=tuple((chips.date(correction.on), correction.text) for correction in item.corrections),
        related=tuple(
            RelatedView(chips.item(frame.by_id[one.item_id]), _reason(chips, one)) for one in read_near(related)
        ),
        carriers=carrier_views(chips, item),
        carried=carried_words(chips, item),
    )


def _reason(chips: Chips, near: Near) -> str:
    """ "Tomas Reldin, Arkun dam in common, the day after"; "a statement answers one here"."""
    words, registry = chips.words, chips.site.registry
    told = [words.say("one answers the other")] if near.answers else []
    actors = [registry.actors[actor] for actor in near.actors]
    topics = [registry.topics[topic] for topic in near.topics]
    names = [*(one.short or one.name for one in actors), *(one.short or one.name for one in topics)][:_SHARED]
    if names:
        told.append(words.say("both on %(names)s", names=", ".join(names)))
    if near.days is not None and near.days <= _NEAR_DAYS:
        told.append(words.say("same day") if not near.days else
                    words.many("%(count)s day apart", "%(count)s days apart", near.days))  # fmt: skip
    return "; ".join(told)


def _retracted_view(frame: Frame, item: Item) -> ItemView:
    """A page that says that the article was withdrawn, and why; nothing of its matter."""
    path = urls.item_page(item.id)
    chips = frame.chips(path)
    return ItemView(
        shell=frame.shell(
            path, frame.words.say("Retracted article"), frame.words.say("This article was retracted."), indexed=False
        ),
        title=item.title, derived=False, confirmed=True, status="retracted",
        retracted=item.retracted or frame.words.say("No reason was given."), lang=item.lang, source=None, grade="",
        grade_reason="", date=chips.date(item.published), updated=None, basis=(),
        authors="", via="", original="", evidence="", sha256="",
        summary="", actors=(), topics=(), statements=(), events=(), figures=(), extent="none", html="", cuts=(),
        corrections=tuple((chips.date(correction.on), correction.text) for correction in item.corrections), related=(),
    )  # fmt: skip


def extent_of(frame: Frame, item: Item) -> PublishText:
    """How much of the text may be shown."""
    return text_extent(frame.site, item)


def _shown_text(frame: Frame, item: Item, extent: PublishText, chips: Chips) -> str:
    """What may be shown of the text, with the names of the article's actors as links."""
    if extent == "none" or not has_text(item):
        return ""
    body = frame.site.rendered(item.body)
    actors = [frame.site.registry.actors[actor_id] for actor_id in item.actors]
    names = {
        name: (chips.prefix + urls.actor_page(actor.id), actor.kind) for actor in actors for name in plain_names(actor)
    }
    return mark_names(body.html if extent == "full" else body.lead, names)


def _description(item: Item, frame: Frame) -> str:
    """One line for search engines and cards: the summary, else what the page holds."""
    if item.summary:
        return item.summary
    source = frame.site.registry.sources.get(item.source or "")
    words = frame.words
    told = counted(words, statement=len(item.statements), event=len(item.events), figure=len(item.figures))
    return f"{item.title}. {source.name if source else words.say('An article')}" + (f": {told}." if told else ".")


def _at_its_place(view: _Line, item: Item, text: str, paragraph: int) -> _Line:
    """The line with its paragraph, and with a way to its first words in the original."""
    words = view.text.split(" […] ")[0]
    return replace(view, paragraph=paragraph, original=urls.fragment_link(item.url, words, *_around(text, words)))


def _around(text: str, words: str) -> tuple[str, str]:
    """Up to three words before and after `words` where they stand more than once in the text; else nothing."""
    at = text.find(words)
    if at < 0 or text.find(words, at + 1) < 0:
        return "", ""
    return " ".join(text[:at].split()[-3:]), " ".join(text[at + len(words) :].split()[:3])


def _figure_groups(chips: Chips, item: Item, places: Iterator[int]) -> tuple[FigureGroup, ...]:
    """Figures by measure, each with its paragraph."""
    paragraph = {anchor_of(figure): next(places, 0) for figure in item.figures}
    found: list[tuple[Item, Figure]] = [(item, figure) for figure in item.figures]
    return tuple(
        replace(group, figures=tuple(replace(view, paragraph=paragraph[view.anchor]) for view in group.figures))
        for group in chips.figures(found)
    )
