"""Events of the data set whose days are known, with names for ids: what timelines and calendars take."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import NAMESPACE_URL, uuid5

from msgspec import Struct

from site_gen.dates import iso_day, parse_edtf, wording
from site_gen.site import urls
from site_gen.site.data.rows import ArticleData, DataSet, EventData


class Dated(Struct, frozen=True):
    """An event with its days."""

    id: str
    """Lasting, a UUID made from where the event stands."""
    text: str
    first: date
    """First day it can mean."""
    last: date
    """Last day it can mean."""
    words: str
    """The date in a reader's words."""
    exact: bool
    """Whether it is one day, without doubt."""
    state: str
    topics: tuple[str, ...]
    """Names."""
    source: str
    """Name; "" when not named."""
    url: str
    """The event's words on the article's page."""
    stamp: date
    """Day on which the article was published or last changed; else the event's."""


def dated_events(data: DataSet, path: str) -> Iterator[Dated]:
    """Events that have a first and a last day, in the order of time, each once; addresses as seen from `path`."""
    topics = {topic.id: topic.name for topic in data.topics}
    sources = {source.id: source.name for source in data.sources}
    found: dict[str, tuple[tuple[date, date, str], ArticleData, EventData]] = {}
    for article in data.articles:
        for event in article.events:
            value = parse_edtf(event.when) if event.when else None
            if value is not None and value.earliest and value.latest:
                found.setdefault(event.id, ((value.earliest, value.latest, event.id), article, event))
    for (first, last, _), article, event in sorted(found.values(), key=lambda one: one[0]):
        when = event.when or ""
        yield Dated(
            id=str(uuid5(NAMESPACE_URL, event.id)),
            text=event.text,
            first=first,
            last=last,
            words=wording(when, data.language),
            exact=iso_day(when) is not None,
            state=event.state,
            topics=tuple(topics[topic] for topic in event.topics),
            source=sources.get(article.source or "", ""),
            url=urls.seen_from(path, f"{article.page}#{event.id.partition('#')[2]}", data.base_url),
            stamp=_stamp(article) or last,
        )


def _stamp(article: ArticleData) -> date | None:
    told = article.updated or article.published
    return parse_edtf(told).latest if told else None
