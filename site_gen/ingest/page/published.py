"""When the article was published and updated, by the page's own word; the best first, each with its basis.

Order: JSON-LD, then meta elements, then marked times near the headline, then the address, then dates that stand beside
the headline. A time with the publisher's own zone goes before the same instant in UTC, since the day may differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final
from urllib.parse import urlsplit

from site_gen.ingest.facts import Fact
from site_gen.ingest.page.jsonld import nodes_of, text_of
from site_gen.ingest.page.moments import day_of, read_moment, same_instant
from site_gen.ingest.page.page import Page
from site_gen.ingest.page.pieces import Piece

_PUBLISHED: Final = tuple(
    (
        "article:published_time article:published og:article:published_time og:published_time datepublished "
        "publish-date publish_date publishdate published-date published_date publicationdate publication-date "
        "publication_date pubdate og:pubdate og:publish_date article.published article_date_original "
        "originalpublicationdate sailthru.date parsely-pub-date cxenseparse:recs:publishtime cxenseparse:publishtime "
        "bt:pubdate rnews:datepublished article_publication_date displaydate date.issued dcterms.issued "
        "dc.date.issued dc.issued dcterms.date dc.date dcterms.created dc.date.created dc.created "
        "citation_publication_date citation_online_date citation_date prism.publicationdate eprints.date gentime "
        "article:post_date dateposted shareaholic:article_published_time last-published iso-8601-publish-date "
        "pub_date analyticsattributes.articledate vr:published_time mediator_published_time date_published "
        "firstpublished article:date date dc:date"
    ).split()
)
_LOOSE: Final = tuple(
    ("datecreated creation_date created doc_date issue_date blog-date release_date timestamp").split()
)
"""Names that many a template fills with something else, so that dates beside the headline go before them."""
_UPDATED: Final = tuple(
    (
        "article:modified_time og:updated_time article:updated_time article:modified og:article:modified_time "
        "datemodified lastmod last-modified last_modified dcterms.modified dc.date.modified modified updated "
        "date.modified article.updated revised cxenseparse:modifiedtime iso-8601-modified-date lastupdated "
        "update_time modificationdate"
    ).split()
)
_ADDRESS: Final = re.compile(
    r"(?<!\d)((?:19|20)\d\d)([/_.-]?)(0[1-9]|1[0-2]|(?<=[/_.-])[1-9])\2(0[1-9]|[12]\d|3[01]|(?<=[/_.-])[1-9])(?!\d|(?<=\d/\d)-|(?<=\d/\d\d)-)"
)
_ADDRESS_DAY_FIRST: Final = re.compile(r"(?<!\d)(0[1-9]|[12]\d|3[01])-(0[1-9]|1[0-2])-(20\d\d)(?!\d)")
_UPDATE_WORD: Final = re.compile(
    r"updat|modif|correct|revis|aktualis|geändert|überarbeitet|stand:|mis à jour|maj |actualiza|aggiorna|"
    r"atualiza|обновл|изменен|оновлен|gewijzigd|laatst",
    re.I,
)
_PUBLISHED_WORD: Final = re.compile(
    r"publi|posted|erstellt|veröffentlicht|erschienen|опубл|paru|pubblicato|geplaatst|first|created|issued", re.I
)
_NEAR: Final = 150
"""Elements between the headline and a date that is still the article's."""


def published_of(page: Page) -> Fact | None:
    """When it was first published."""
    address = _by_address(page)
    told = _best(_told(page, ("datePublished", "dateCreated", "uploadDate"), _PUBLISHED)) or _marked(page, False)
    if told and address:
        return _by_its_own_day(told, address)
    if told and _is_utc(told.value) and (near := _beside(page, updates=False)):
        return _by_its_own_day(told, near)
    if told:
        return told
    return address or _beside(page) or _best(_told(page, (), _LOOSE))


def updated_of(page: Page, published: Fact | None) -> Fact | None:
    """When it was last changed; only what is later than the publication."""
    told = _best(_told(page, ("dateModified",), _UPDATED)) or _marked(page, True)
    if told is None or published is None:
        return None
    return told if told.value[:16] > published.value[:16] and not same_instant(told.value, published.value) else None


def _told(page: Page, fields: Iterable[str], names: Iterable[str]) -> Iterator[Fact]:
    for field in fields:
        for value in nodes_of(page.node.get(field)):
            if read := read_moment(text_of(value), page.lang):
                yield Fact(read, "json-ld")
    for name in names:
        for value in page.meta.get(name, ()):
            if read := read_moment(value, page.lang):
                yield Fact(read, "meta")


def _best(facts: Iterable[Fact]) -> Fact | None:
    """The first; but the same instant in the publisher's zone, or the same day with its time, tells more."""
    found = tuple(facts)
    if not found:
        return None
    best = found[0]
    for other in found[1:]:
        utc = best.value.endswith(("Z", "+00:00"))
        local = len(other.value) > 19 and not other.value.endswith(("Z", "+00:00"))
        if utc and local and same_instant(best.value, other.value):
            return other
        if len(best.value) == 10 and len(other.value) > 19 and other.value.startswith(best.value):
            best = other
    return best


def _marked(page: Page, update: bool) -> Fact | None:
    """A `time` element or itemprop that says so, or that stands near the headline."""
    for piece in _nearby(page, ("time",)):
        if _is_update(piece) is update and (
            read := read_moment(piece.machine, page.lang) or read_moment(piece.text, page.lang)
        ):
            return Fact(read, "markup")
    return None


def _beside(page: Page, updates: bool = True) -> Fact | None:
    """A date in words beside the headline; one of an update only where there is no other."""
    for kinds in (("date", "author"), ("line",)):
        for piece in _nearby(page, kinds):
            if not _is_update(piece) and (read := read_moment(_own_part(piece.text), page.lang)):
                return Fact(read, "byline")
    for piece in _nearby(page, ("date", "author", "line")) if updates else ():
        if read := read_moment(piece.text, page.lang):
            return Fact(read, "byline")
    return None


def _own_part(text: str) -> str:
    """Of "Updated: … Published: …" what is said of the publication."""
    updated, published = _UPDATE_WORD.search(text), _PUBLISHED_WORD.search(text)
    if updated is None or published is None:
        return text
    if updated.start() > published.start():
        return text[published.start() : updated.start()]
    return text[published.start() :]


def _nearby(page: Page, kinds: Iterable[str]) -> list[Piece]:
    """Pieces of these kinds by their distance from the headline, those below it first."""
    head = next((piece.place for piece in page.pieces if piece.kind == "h1"), 0)
    head = head or next((piece.place for piece in page.pieces if piece.kind == "heading"), 0)

    def distance(piece: Piece) -> int:
        return piece.place - head if piece.place >= head else 2 * (head - piece.place)

    chosen = [piece for piece in page.pieces if piece.kind in kinds]
    near = [piece for piece in chosen if distance(piece) <= _NEAR or "datepublished" in piece.mark.lower()]
    return sorted(near, key=distance)


def _is_update(piece: Piece) -> bool:
    words = f"{piece.mark} {piece.text}"
    return bool(_UPDATE_WORD.search(words)) and not _PUBLISHED_WORD.search(words)


def _by_its_own_day(told: Fact, day: Fact) -> Fact:
    """The told time; the day that address or byline give, where told is that day elsewhere on earth, or a later copy.

    Publishers make addresses and bylines by their own clock, and tell machines the time in UTC.
    """
    days_apart = (date.fromisoformat(day_of(told.value)) - date.fromisoformat(day_of(day.value))).days
    if (abs(days_apart) == 1 and _is_utc(told.value)) or (days_apart > 1 and day.basis == "address"):
        return Fact(day_of(day.value), day.basis)
    return told


def _is_utc(edtf: str) -> bool:
    return edtf.endswith(("Z", "+00:00"))


def _by_address(page: Page) -> Fact | None:
    """A day in the address."""
    path = urlsplit(page.url).path if page.url else ""
    read = None
    if (found := _ADDRESS.search(path)) and (found[2] or len(found[0]) == 8):
        read = read_moment(f"{found[1]}-{found[3]}-{found[4]}")
    elif (found := _ADDRESS_DAY_FIRST.search(path)) and (int(found[1]) > 12 or not page.lang.lower().startswith("en")):
        read = read_moment(f"{found[3]}-{found[2]}-{found[1]}")
    return Fact(read, "address") if read else None
