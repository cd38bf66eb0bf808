"""The graph of a page: the site, the page, the way to it, and what it is about; safe inside `<script>`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec

from site_gen.model import Settings
from site_gen.site import urls
from site_gen.site.assemble import Site
from site_gen.site.ld.things import Node, Thing
from site_gen.site.words import mark

_FOLDERS: Final = {
    "items": ("ItemPage", mark("Articles"), urls.ITEMS),
    "actors": ("ProfilePage", mark("Actors"), urls.ACTORS),
    "topics": ("CollectionPage", mark("Topics"), urls.TOPICS),
    "sources": ("CollectionPage", mark("Sources"), urls.SOURCES),
    "says": ("CollectionPage", mark("Matrix"), urls.MATRIX),
}
"""Kind of the pages of a folder, and the list above them."""
_SINGLE: Final = {
    urls.INDEX: "CollectionPage",
    urls.ABOUT: "AboutPage",
    urls.SEARCH: "SearchResultsPage",
    urls.NOT_FOUND: "WebPage",
}
"""Pages at the root that are no lists."""


def page_graph(site: Site, path: str, title: str, description: str, things: Sequence[Thing] = ()) -> str:
    """The page at `path` with what it is about, the main thing first; "" while base_url is not set."""
    settings = site.settings
    base = settings.base_url
    if not base:
        return ""
    address = base + ("" if path == urls.INDEX else path)
    kind, *above = _FOLDERS.get(path.partition("/")[0], (_SINGLE.get(path, "CollectionPage"),))
    page: Node = {
        "@type": kind,
        "@id": address,
        "url": address,
        "name": title,
        "description": description,
        "inLanguage": settings.language,
        "isPartOf": {"@id": f"{base}#website"},
        "mainEntity": {"@id": _id(things[0])} if things else "",
    }
    graph: list[Thing] = [_website(settings, path), page, *things]
    if path != urls.INDEX:
        page["breadcrumb"] = {"@id": f"{address}#breadcrumb"}
        between = [(site.words.say(above[0]), base + above[1])] if above else []
        graph.append(_breadcrumb([(settings.title, base), *between, (title, address)]))
    return script_safe(
        {
            "@context": "https://schema.org",
            "@graph": [_told(node) for node in graph],
        }
    )


def script_safe(data: Node) -> str:
    """JSON in which no "<", ">" or "&" stands, so that nothing in it can end a script element."""
    text = msgspec.json.encode(data).decode()
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _website(settings: Settings, path: str) -> Node:
    """The site; the briefing tells more of it."""
    base = settings.base_url
    node: Node = {"@type": "WebSite", "@id": f"{base}#website", "url": base, "name": settings.title}
    if path == urls.INDEX:
        node["description"] = settings.description or settings.tagline
        node["inLanguage"] = settings.language
        node["potentialAction"] = {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{base}{urls.SEARCH}?q={{search_term_string}}"},
            "query-input": "required name=search_term_string",
        }
    return node


def _breadcrumb(steps: Sequence[tuple[str, str]]) -> Node:
    """The way from the briefing to the last of the steps: name and address of each."""
    return {
        "@type": "BreadcrumbList",
        "@id": f"{steps[-1][1]}#breadcrumb",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": item}
            for number, (name, item) in enumerate(steps, 1)
        ],
    }


def _id(thing: Thing) -> str:
    """Of the main thing of a page, which is never told as JSON."""
    assert not isinstance(thing, msgspec.Raw)
    return str(thing["@id"])


def _told(node: Thing) -> Thing:
    """Without what is empty."""
    if isinstance(node, msgspec.Raw):
        return node
    return {name: value for name, value in node.items() if value not in ("", [])}
