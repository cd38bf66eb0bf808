"""Articles, quotations, events, actors, topics and sources as nodes of schema.org."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Final

import msgspec

from site_gen.dates import iso_day, parse_edtf
from site_gen.model import Actor, Event, Item, Source, Statement, Topic
from site_gen.site import urls
from site_gen.site.anchors import anchor_of
from site_gen.site.assemble import Site
from site_gen.site.words import Words

Node = dict[str, Any]
Thing = Node | msgspec.Raw
"""A node, or its JSON where many pages have the same."""
_ACTORS: Final[Mapping[str, str | tuple[str, ...]]] = {"person": "Person", "state": ("Country", "Organization")}
"""A state is a place that speaks: only persons and organisations may be a quotation's speaker."""
_NEWS: Final = frozenset(["newspaper", "agency", "broadcaster"])
_EVENT_STATUS: Final = {"scheduled": "EventScheduled", "cancelled": "EventCancelled"}
_STUBS: Final = 4096
"""Actors, topics and sources whose JSON is at hand: articles name the same ones."""
_HEADLINE: Final = 110
"""Letters of a headline or name that search engines take."""


def article_nodes(site: Site, item: Item) -> list[Thing]:
    """The article first, then its direct quotations and its events, then those whom they name, each once and as JSON.

    None while base_url is not set.
    """
    base = site.settings.base_url
    if not base:
        return []
    page = base + urls.item_page(item.id)
    registry = site.registry
    quotations = {node["@id"]: node for node in _quotations(item, page, base)}
    events = {node["@id"]: node for node in _events(item, page, base)}
    named = dict.fromkeys((*item.actors, *_speakers(item), *(actor for event in item.events for actor in event.actors)))
    topics = dict.fromkeys((*item.topics, *_spoken_topics(item)))
    source = registry.sources.get(item.source or "")
    article: Node = {
        "@type": "NewsArticle",
        "@id": f"{page}#article",
        "url": item.url or page,
        "headline": item.title[:_HEADLINE],
        "mainEntityOfPage": {"@id": page},
        "abstract": item.summary,
        "inLanguage": item.lang or site.settings.language,
        "datePublished": _day(item.published),
        "dateModified": _day(item.updated),
        "publisher": {"@id": _source_id(source.id, base)} if source else "",
        "author": [{"@type": "Person", "name": name} for name in item.authors],
        "about": [{"@id": _topic_id(topic, base)} for topic in item.topics],
        "mentions": [{"@id": _actor_id(actor, base)} for actor in item.actors] + [{"@id": name} for name in events],
        "hasPart": [{"@id": name} for name in quotations],
    }
    return [
        article, *quotations.values(), *events.values(),
        *(_actor_json(actor, one.name, one.kind, base) for actor in named for one in (registry.actors[actor],)),
        *(_topic_json(topic, registry.topics[topic].name, base) for topic in topics),
        *([_source_json(source.id, source.name, source.kind, base)] if source else []),
    ]  # fmt: skip


def actor_nodes(site: Site, actor: Actor) -> list[Node]:
    """Person, Country or Organization with what the registry tells, and what it belongs to."""
    base = site.settings.base_url
    node = actor_stub(actor.id, actor.name, actor.kind, base)
    others = [name for _, name in actor.names] + [one.name for one in actor.aliases if one.kind in ("name", "acronym")]
    node["alternateName"] = list(dict.fromkeys(name for name in others if name != actor.name))
    node["description"] = actor.note
    if actor.wikidata:
        node["sameAs"] = f"https://www.wikidata.org/wiki/{actor.wikidata}"
    above = site.registry.actors.get(actor.of)
    if above is None or actor.kind == "state":
        return [node]
    node["affiliation" if actor.kind == "person" else "parentOrganization"] = {"@id": _actor_id(above.id, base)}
    return [node, actor_stub(above.id, above.name, above.kind, base)]


def topic_nodes(site: Site, topic: Topic) -> list[Node]:
    """DefinedTerm in the set of the site's topics."""
    base = site.settings.base_url
    node = topic_stub(topic.id, topic.name, base)
    node["description"] = topic.note
    node["inDefinedTermSet"] = {"@id": f"{base}{urls.TOPICS}#set"}
    if topic.iptc:
        node["sameAs"] = f"http://cv.iptc.org/newscodes/mediatopic/{topic.iptc}"
    return [node, topic_set(base, site.words)]


def source_nodes(site: Site, source: Source) -> list[Node]:
    """Organization, or NewsMediaOrganization where the registry says so."""
    node = source_stub(source.id, source.name, source.kind, site.settings.base_url)
    node["url"] = source.home
    node["alternateName"] = list(source.aliases)
    node["description"] = source.note
    return [node]


def topic_set(base: str, words: Words) -> Node:
    """The set of the site's topics."""
    return {"@type": "DefinedTermSet", "@id": f"{base}{urls.TOPICS}#set", "name": words.say("Topics")}


def actor_stub(actor_id: str, name: str, kind: str, base: str) -> Node:
    """An actor as other pages name it."""
    return {
        "@type": _ACTORS.get(kind, "Organization"),
        "@id": _actor_id(actor_id, base),
        "name": name,
        "mainEntityOfPage": {"@id": base + urls.actor_page(actor_id)},
    }


def topic_stub(topic_id: str, name: str, base: str) -> Node:
    """A topic as other pages name it."""
    return {"@type": "DefinedTerm", "@id": _topic_id(topic_id, base), "name": name}


def source_stub(source_id: str, name: str, kind: str, base: str) -> Node:
    """A source as other pages name it."""
    kind = "NewsMediaOrganization" if kind in _NEWS else "Organization"
    return {"@type": kind, "@id": _source_id(source_id, base), "name": name}


@lru_cache(maxsize=_STUBS)
def _actor_json(actor_id: str, name: str, kind: str, base: str) -> msgspec.Raw:
    return msgspec.Raw(msgspec.json.encode(actor_stub(actor_id, name, kind, base)))


@lru_cache(maxsize=_STUBS)
def _topic_json(topic_id: str, name: str, base: str) -> msgspec.Raw:
    return msgspec.Raw(msgspec.json.encode(topic_stub(topic_id, name, base)))


@lru_cache(maxsize=_STUBS)
def _source_json(source_id: str, name: str, kind: str, base: str) -> msgspec.Raw:
    return msgspec.Raw(msgspec.json.encode(source_stub(source_id, name, kind, base)))


def _quotations(item: Item, page: str, base: str) -> Iterator[Node]:
    for statement in item.statements:
        if statement.kind == "direct":
            yield {
                "@type": "Quotation",
                "@id": f"{page}#{anchor_of(statement)}",
                "text": statement.text.removesuffix(","),
                "spokenByCharacter": {"@id": _actor_id(statement.speaker, base)} if statement.speaker else "",
                "dateCreated": _day(statement.said),
                "about": [{"@id": _topic_id(topic, base)} for topic in statement.topics],
                "isPartOf": {"@id": f"{page}#article"},
            }


def _events(item: Item, page: str, base: str) -> Iterator[Node]:
    for event in item.events:
        first, last = _bounds(event)
        yield {
            "@type": "Event",
            "@id": f"{page}#{anchor_of(event)}",
            "name": _name(event.text),
            "startDate": first,
            "endDate": last,
            "eventStatus": f"https://schema.org/{_EVENT_STATUS[event.state]}" if event.state in _EVENT_STATUS else "",
            "about": [{"@id": _actor_id(actor, base)} for actor in event.actors],
            "subjectOf": {"@id": f"{page}#article"},
        }


def _name(text: str) -> str:
    return text if len(text) <= _HEADLINE else text[: _HEADLINE - 1].rstrip() + "…"


def _bounds(event: Event) -> tuple[str, str]:
    """First and last day, where both are known without doubt."""
    value = parse_edtf(event.when) if event.when else None
    if value is None or value.approximate or value.uncertain or value.earliest is None or value.latest is None:
        return "", ""
    return value.earliest.isoformat(), value.latest.isoformat()


def _speakers(item: Item) -> Iterator[str]:
    return (one.speaker for one in _direct(item) if one.speaker)


def _spoken_topics(item: Item) -> Iterator[str]:
    return (topic for one in _direct(item) for topic in one.topics)


def _direct(item: Item) -> Iterator[Statement]:
    return (one for one in item.statements if one.kind == "direct")


def _day(edtf: str | None) -> str:
    return (iso_day(edtf) or "") if edtf else ""


def _actor_id(actor_id: str, base: str) -> str:
    return f"{base}{urls.actor_page(actor_id)}#actor"


def _topic_id(topic_id: str, base: str) -> str:
    return f"{base}{urls.topic_page(topic_id)}#topic"


def _source_id(source_id: str, base: str) -> str:
    return f"{base}{urls.source_page(source_id)}#source"
