"""One article with those near it, as far as its own page, its data and its place in the search need a site.

After a change inside a text this is all that has to be looked at: what else there is of the site is not here, and who
asks for it gets a LookupError, which tells that the whole site is needed after all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final, NoReturn

from msgspec import Struct
from msgspec.structs import replace

from site_gen.model import Item, Registry, Settings
from site_gen.site.assemble import Site, prove
from site_gen.site.carriers import Carriers
from site_gen.site.confirm import confirmed_anchors, is_confirmed, unplaced
from site_gen.site.data.collect import without_articles
from site_gen.site.formats.annotations import Highlights
from site_gen.site.markdown import Rendered
from site_gen.site.page import Frame
from site_gen.site.search.docs import ARTICLE, Doc, Spot, doc_of, first_day
from site_gen.site.words import Words


class _Absent:
    """What a lone article has nothing of."""

    def _refuse(self, *_: object) -> NoReturn:
        raise LookupError("of one article the whole site is not known")

    __getattr__ = __iter__ = __len__ = __getitem__ = __contains__ = __bool__ = __eq__ = __int__ = __str__ = _refuse
    __hash__ = None  # type: ignore[assignment]


_ABSENT: Final[Any] = _Absent()


class Around(Struct, frozen=True):
    """What an article's page is made with beside the article."""

    settings: Settings
    registry: Registry
    words: Words
    rendered: Callable[[str], Rendered]
    written: Callable[[str], Item | None]
    """The machine's last draft of an item."""


def lone_frame(
    around: Around, item: Item, beside: Sequence[Item], copies: Mapping[str, tuple[Item, ...]] = MappingProxyType({})
) -> Frame:
    """A site of an article and of those that its page leads on to, which are `beside` it in the order of the whole
    site, it among them, with the others that carry the text of one of these, by its id. Raises LookupError where the
    words of an entry do not stand in its text: the whole site tells of that."""
    shown: list[Item] = []
    places: dict[str, tuple[int, ...]] = {}
    confirmed: dict[str, frozenset[str]] = {}
    for one in beside:
        proven, where, lacking = prove(one, around.rendered)
        if lacking and one.id == item.id:
            raise LookupError(item.id)
        places[one.id] = where
        confirmed[one.id] = confirmed_anchors(proven, None if is_confirmed(proven) else around.written(one.id))
        shown.append(proven)
    site = Site(
        settings=around.settings, registry=around.registry, items=tuple(shown), retracted=_ABSENT, entries=_ABSENT,
        by_actor=_ABSENT, by_topic=_ABSENT, by_source=_ABSENT, rendered=around.rendered, paragraphs=places,
        confirmed=confirmed, drafts=_ABSENT, warnings=_ABSENT, words=around.words,
        carriers=Carriers(also={(item_id, ""): others for item_id, others in copies.items()}),
    )  # fmt: skip
    return Frame(site)


def places_of(frame: Frame, item: Item) -> tuple[int, ...]:
    """Paragraphs of its statements, events and figures."""
    return frame.site.paragraphs[item.id]


def highlighted(frame: Frame, item: Item) -> tuple[int, bytes]:
    """Its part of all highlights, as `formats.annotations.Highlights` gives it."""
    if not (item.statements or item.events or item.figures):
        return 0, b""
    return Highlights(without_articles(frame.site)).of(frame.texted(item))


def found_at(frame: Frame, item: Item) -> Doc:
    """How it is found."""
    return doc_of(frame, Spot(ARTICLE, first_day(item.published), item, 0))


def same_place(one: Item, other: Item) -> bool:
    """Whether two states of an article stand in the same lists, in the same order: they differ in nothing but their
    texts, and what is told of the article as a whole."""
    return _placed(one) == _placed(other)


def _placed(item: Item) -> Item:
    """An item without what it is read for, and without where that stands in its file."""
    return replace(
        item, title="", body="", summary="", authors=(), basis=(), places=(),
        statements=tuple(map(unplaced, item.statements)), events=tuple(map(unplaced, item.events)),
        figures=tuple(map(unplaced, item.figures)),
    )  # fmt: skip
