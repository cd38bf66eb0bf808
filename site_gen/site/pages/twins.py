"""The JSON beside each page of an article, actor, topic, source and pair: the same record as data."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from site_gen.model import Item
from site_gen.site import urls
from site_gen.site.data.collect import (
    actor_data,
    actor_file,
    pair_file,
    source_data,
    source_file,
    topic_data,
    topic_file,
)
from site_gen.site.page import JSON, Frame, Later, Page


def item_twin(frame: Frame, item: Item, needs: bytes = b"") -> Page:
    """The JSON of an article."""
    return Page(urls.twin(urls.item_page(item.id)), JSON, Later(Frame.texted, frame, item), needs)


def twin_pages(frame: Frame) -> Iterator[Page]:
    """`actors/<id>.json`, `topics/<id>.json`, `sources/<id>.json`, `says/<actor>_<topic>.json`; those of articles come
    with their pages."""
    site, digests, article = frame.site, frame.digests, frame.article
    registry = site.registry
    for actor in registry.actors.values():
        entries = site.by_actor.get(actor.id, ())
        made = partial(actor_file, actor_data(actor), entries, article)
        yield Page(urls.twin(urls.actor_page(actor.id)), JSON, made, digests.group(entries))
    for topic in registry.topics.values():
        entries = site.by_topic.get(topic.id, ())
        make = partial(topic_file, topic_data(topic), entries, article)
        yield Page(urls.twin(urls.topic_page(topic.id)), JSON, make, digests.group(entries))
    for source in registry.sources.values():
        entries = site.by_source.get(source.id, ())
        file = partial(source_file, source_data(source), entries)
        yield Page(urls.twin(urls.source_page(source.id)), JSON, file, digests.group(entries))
    for (actor_id, topic_id), said in frame.pairs.items():
        pair = partial(pair_file, actor_id, topic_id, said, article)
        yield Page(urls.twin(urls.pair_page(actor_id, topic_id)), JSON, pair, digests.group(said))
