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
from site_gen.ingest.page.labelled import labelled_day
from site_gen.ingest.page.live import start_of
from site_gen.ingest.page.moments import day_of, read_moment, same_instant
from site_gen.ingest.page.page import Page
from site_gen.ingest.page.shown import Shown, marked_of, shown_of, update_alone
from site_gen.ingest.page.traces import numbered
from site_gen.ingest.page.tree import Element

_PUBLISHED: Final = tuple(
    (
        "article:published_time article:published og:article:published_time og:published_time datepublished "
        "publish-date publish_date publishdate published-date published_date publicationdate publication-date "
        "publication_date pubdate og:pubdate og:publish_date article.published article_date_original "
        "originalpublicationdate sailthru.date parsely-pub-date cxenseparse:recs:publishtime cxenseparse:publishtime "
        "bt:pubdate rnews:datepublished article_publication_date displaydate date.issued dcterms.issued "
        "dc.date.issued dc.issued dcterms.created dc.date.created dc.created "
        "citation_publication_date citation_online_date citation_date prism.publicationdate eprints.date gentime "
        "article:post_date dateposted shareaholic:article_published_time last-published iso-8601-publish-date "
        "pub_date analyticsattributes.articledate vr:published_time mediator_published_time date_published "
        "firstpublished article:date og:article:published_date og:article:published article:publicationdate "
        "original-publish-date og:question:published_time og:regdate og:release_date rbpubdate pdate publisheddate"
    ).split()
)
_OPEN: Final = ("dcterms.date", "dc.date", "date", "dc:date")
"""Names that tell a day, but not of what: of publication on most pages, of the last change on some."""
_LOOSE: Final = tuple(
    ("datecreated creation_date created doc_date issue_date blog-date release_date timestamp").split()
)
"""Names that many a template fills with something else, so that dates beside the headline go before them."""
_UPDATED: Final = tuple(
    (
        "article:modified_time og:updated_time article:updated_time article:modified og:article:modified_time "
        "datemodified lastmod last-modified last_modified dcterms.modified dc.date.modified modified updated "
        "date.modified article.updated revised cxenseparse:modifiedtime iso-8601-modified-date lastupdated "
        "update_time modificationdate dateupdate lastpublisheddate last_updated_date"
    ).split()
)
_ADDRESS: Final = re.compile(
    r"(?<!\d)((?:19|20)\d\d)([/_.-]?)(0[1-9]|1[0-2]|(?<=[/_.-])[1-9])\2(0[1-9]|[12]\d|3[01]|(?<=[/_.-])[1-9])(?!\d|(?<=\d/\d)-|(?<=\d/\d\d)-)"
)
_ADDRESS_DAY_FIRST: Final = re.compile(r"(?<!\d)(0[1-9]|[12]\d|3[01])-(0[1-9]|1[0-2])-(20\d\d)(?!\d)")


def published_of(page: Page, tree: Element, headline: str = "") -> Fact | None:
    """When it was first published. `headline`: beside which a date is the article's."""
    address = _by_address(page)
    if start := start_of(page.node):
        begun = Fact(start, "json-ld")
        return _by_its_own_day(begun, address) if address else begun
    told = next((fact for fact in _told_in_turn(page, tree, headline) if fact and not _is_stopgap(fact, page)), None)
    shown = shown_of(page, headline, updates=told is None)
    if told is None:
        if shown and _is_stopgap(shown.fact, page) and (changed := marked_of(page, True, headline)):
            shown = Shown(changed, False)
        loose = address or (shown.fact if shown else _best(_told(page, (), _LOOSE)))
        return loose or labelled_day(tree, page.lang) or numbered(page.url)
    return _weighed(told, address, shown, page)


def told_instead(page: Page, published: Fact | None) -> str:
    """The day of publication in the zone in which machines are told it, where it is the one before or after that of
    `published`, which readers see; "" where it is the same, or where the address has theirs."""
    told, address = next(_told(page, ("datePublished",), _PUBLISHED), None), _by_address(page)
    if published is None or told is None or len(day_of(told.value)) < len("2031-08-04"):
        return ""
    if abs(_days_apart(told, published)) != 1 or (address and not _days_apart(address, published)):
        return ""
    return day_of(told.value)


def seen_instead(page: Page, published: Fact | None, headline: str = "") -> str:
    """The day beside the headline where it is not that of publication, though it does not say so: that of an update, by
    what machines are told, or of the edition to come, which stands online the evening before.

    Readers take it for the article's date; "" where they see that of publication, or none.
    """
    shown = shown_of(page, headline, updates=False)
    if published is None or shown is None or not shown.sure or day_of(shown.fact.value) == day_of(published.value):
        return ""
    other = _is_modified(page, shown.fact) or _is_next_day(published, shown.fact)
    return day_of(shown.fact.value) if other else ""


def updated_instead(page: Page, published: Fact | None, headline: str = "") -> str:
    """The day of an update, where it is later and the only one that the page gives its readers; "" for none.

    It stands alone beside the headline; or nothing does, and the page's plain `date` is that day; or the page is of a
    wiki, whose text is that of its last edit.
    """
    if published is None:
        return ""
    told = _best(_told(page, (), _OPEN))
    if page.told("generator").startswith("MediaWiki"):
        told = _best(_told(page, ("dateModified",), _UPDATED))
    elif not told or not _is_modified(page, told) or shown_of(page, headline):
        told = None
    day = update_alone(page, headline) or (day_of(told.value) if told else "")
    return day if day > day_of(published.value) else ""


def updated_of(page: Page, published: Fact | None, headline: str = "") -> Fact | None:
    """When it was last changed; only what is later than the publication."""
    told = _best(_told(page, ("dateModified",), _UPDATED)) or marked_of(page, True, headline)
    if told is None or published is None:
        return None
    return told if told.value[:16] > published.value[:16] and not same_instant(told.value, published.value) else None


def _told_in_turn(page: Page, tree: Element, headline: str) -> Iterator[Fact | None]:
    """What machines are told, the surest first."""
    told = tuple(_told(page, ("datePublished", "dateCreated"), _PUBLISHED))
    yield _best((*told, *_told(page, (), _OPEN))) if told else None
    yield _best(_marked_so(page))
    yield _openly(page, tree)
    yield marked_of(page, False, headline)
    yield _best(_told(page, ("uploadDate",), ()))


def _told(page: Page, fields: Iterable[str], names: Iterable[str]) -> Iterator[Fact]:
    for field in fields:
        for value in nodes_of(page.node.get(field)):
            if read := read_moment(text_of(value), page.lang):
                yield Fact(read, "json-ld")
    for name in names:
        for value in page.meta.get(name, ()):
            if read := read_moment(value, page.lang):
                yield Fact(read, "meta")


def _openly(page: Page, tree: Element) -> Fact | None:
    """What is told under a name that leaves open of what; an earlier day of publication that readers are told."""
    told = _best(_told(page, (), _OPEN))
    labelled = labelled_day(tree, page.lang, plain=True) if told else None
    return labelled if told and labelled and labelled.value < day_of(told.value) else told


def _is_stopgap(told: Fact, page: Page) -> bool:
    """Whether it is the first of January alone, which stands for "long ago", on a page changed in years after."""
    if not told.value.endswith("-01-01"):
        return False
    changed = _best(_told(page, ("dateModified",), _UPDATED)) or marked_of(page, True)
    return changed is not None and changed.value[:4] > told.value[:4]


def _marked_so(page: Page) -> Iterator[Fact]:
    """What an element of the article says to be the day of publication, where all such elements say one day."""
    said = [
        Fact(read, "markup")
        for piece in page.pieces
        if piece.kind == "time" and "datepublished" in piece.mark.lower()
        if (read := read_moment(piece.machine or piece.text, page.lang))
    ]
    if len({day_of(fact.value) for fact in said}) == 1:
        yield said[0]


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


def _weighed(told: Fact, address: Fact | None, shown: Shown | None, page: Page) -> Fact:
    """What machines are told, against what readers see in the address and beside the headline.

    Publishers make addresses and bylines by their own clock, and tell machines the time in UTC; a page that was copied
    or moved tells machines of the copy.
    """
    if address and _days_apart(told, address) > 1:
        return Fact(day_of(address.value), address.basis)
    if shown is None or not _days_apart(told, shown.fact):
        beside = shown is not None and shown.sure and not _is_utc(shown.fact.value)
        return _by_its_own_day(told, address) if address and not beside else told
    if address and _is_utc(told.value) and abs(_days_apart(told, address)) <= 1:
        return _by_its_own_day(told, address)
    if _is_utc(told.value) and abs(_days_apart(told, shown.fact)) == 1:
        return Fact(day_of(shown.fact.value), shown.fact.basis)
    if _turned(told, shown.fact):
        return told if _is_plain(told, page) else shown.fact
    settled = (address and not _days_apart(told, address)) or _is_modified(page, shown.fact)
    return shown.fact if shown.sure and not settled else told


def _is_modified(page: Page, day: Fact) -> bool:
    """Whether machines are told that the page was changed on this day."""
    return any(abs(_days_apart(told, day)) <= _is_utc(told.value) for told in _told(page, ("dateModified",), _UPDATED))


def _is_next_day(day: Fact, other: Fact) -> bool:
    return len(day.value) >= len("2031-08-04") and _days_apart(other, day) == 1


def _by_its_own_day(told: Fact, address: Fact) -> Fact:
    """The told time; the day of the address, where told is that day elsewhere on earth."""
    if abs(_days_apart(told, address)) == 1 and _is_utc(told.value):
        return Fact(day_of(address.value), address.basis)
    return told


def _turned(one: Fact, other: Fact) -> bool:
    """Whether two dates are one with day and month read either way."""
    return (
        one.value[:4] == other.value[:4]
        and one.value[5:7] == other.value[8:10]
        and (one.value[8:10] == other.value[5:7])
    )


def _is_plain(told: Fact, page: Page) -> bool:
    """Whether machines were told this day with the year first, so that day and month are certain."""
    node = (value for value in page.node.values() if isinstance(value, str))
    return any(value.startswith(day_of(told.value)) for values in (node, *page.meta.values()) for value in values)


def _days_apart(one: Fact, other: Fact) -> int:
    return (date.fromisoformat(day_of(one.value)) - date.fromisoformat(day_of(other.value))).days


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
