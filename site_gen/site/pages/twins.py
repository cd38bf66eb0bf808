"""The JSON beside each page of an article, actor, topic, source and pair: the same record as data."""

from __future__ import annotations

from collections.abc import Iterator

from site_gen.site import urls
from site_gen.site.data.collect import actor_file, pair_file, source_file, topic_file
from site_gen.site.page import JSON, Frame, Page


def twin_pages(frame: Frame) -> Iterator[Page]:
    """`items/<id>.json`, `actors/<id>.json`, `topics/<id>.json`, `sources/<id>.json`, `says/<actor>_<topic>.json`."""
    site, data = frame.site, frame.data
    for article in data.articles:
        yield Page(urls.twin(article.page), JSON, article)
    for actor in data.actors:
        found = actor_file(actor, site.by_actor.get(actor.id, ()), frame.articles)
        yield Page(urls.twin(actor.page), JSON, found)
    for topic in data.topics:
        yield Page(urls.twin(topic.page), JSON, topic_file(topic, site.by_topic.get(topic.id, ()), frame.articles))
    for source in data.sources:
        yield Page(urls.twin(source.page), JSON, source_file(source, site.by_source.get(source.id, ())))
    for (actor_id, topic_id), said in frame.pairs.items():
        pair = pair_file(actor_id, topic_id, said, frame.articles)
        yield Page(urls.twin(pair.page), JSON, pair)
