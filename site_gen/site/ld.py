"""What a page says to machines: schema.org as JSON-LD, safe inside `<script>`."""

from __future__ import annotations

from typing import Any

import msgspec

from site_gen.dates import iso_day
from site_gen.model import Actor, Item, Topic
from site_gen.site import urls
from site_gen.site.anchors import anchor_of
from site_gen.site.assemble import Site

_TYPES = {"person": "Person", "state": "Country"}


def article_ld(site: Site, item: Item, base: str) -> str:
    """NewsArticle with its quotations and events, linked by absolute ids; "" while base_url is not set."""
    if not base:
        return ""
    page = base + urls.item_page(item.id)
    source = site.registry.sources.get(item.source or "")
    graph: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": f"{page}#article",
        "url": page,
        "headline": item.title[:110],
        "mainEntityOfPage": page,
        "about": [_topic(site.registry.topics[topic], base) for topic in item.topics],
        "mentions": [_actor(site.registry.actors[actor], base) for actor in item.actors],
        "hasPart": _quotations(site, item, page, base),
    }  # fmt: skip
    if item.url:
        graph["isBasedOn"] = item.url
    if item.lang:
        graph["inLanguage"] = item.lang
    if item.published and iso_day(item.published):
        graph["datePublished"] = iso_day(item.published)
    if source:
        graph["publisher"] = {
            "@type": "Organization",
            "@id": base + urls.source_page(source.id),
            "name": source.name,
        }
    return script_safe(graph)


def actor_ld(actor: Actor, base: str) -> str:
    """Person, Country or Organization; "" while base_url is not set."""
    return script_safe({"@context": "https://schema.org", **_actor(actor, base)}) if base else ""


def script_safe(data: dict[str, Any]) -> str:
    """JSON in which no "<", ">" or "&" stands, so that nothing in it can end a script element."""
    text = msgspec.json.encode({key: value for key, value in data.items() if value not in ([], "")}).decode()
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _actor(actor: Actor, base: str) -> dict[str, Any]:
    found: dict[str, Any] = {
        "@type": _TYPES.get(actor.kind, "Organization"),
        "@id": base + urls.actor_page(actor.id),
        "name": actor.name,
    }
    if actor.wikidata:
        found["sameAs"] = f"https://www.wikidata.org/wiki/{actor.wikidata}"
    return found


def _topic(topic: Topic, base: str) -> dict[str, Any]:
    return {"@type": "DefinedTerm", "@id": base + urls.topic_page(topic.id), "name": topic.name}


def _quotations(site: Site, item: Item, page: str, base: str) -> list[dict[str, Any]]:
    found = []
    for statement in item.statements:
        if statement.kind != "direct":
            continue
        quotation: dict[str, Any] = {
            "@type": "Quotation",
            "@id": f"{page}#{anchor_of(statement)}",
            "text": statement.text,
        }
        if statement.speaker:
            quotation["spokenByCharacter"] = _actor(site.registry.actors[statement.speaker], base)
        found.append(quotation)
    return found
