"""Highlights as W3C Web Annotations (w3.org/TR/annotation-model): one collection with all of them on one page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

import msgspec

from site_gen.site import urls
from site_gen.site.data.rows import ArticleData, DataSet, EventData, FigureData, StatementData
from site_gen.site.markdown import fold

_AROUND: Final = 32
"""Letters before and after the words, as the annotation model's own examples and annotation tools give them."""
_Found = StatementData | EventData | FigureData


def annotation_bytes(data: DataSet) -> bytes:
    """An AnnotationCollection in JSON-LD: every statement, event and figure as words in its article.

    The target is the original where its address is known, else the article's page. What stands around the words is
    given only as far as the text may be shown.
    """
    found = {one["id"]: one for article in data.articles for one in _of_article(article, data)}
    here = urls.seen_from(urls.ANNOTATIONS, urls.ANNOTATIONS, data.base_url)
    collection = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": here,
        "type": "AnnotationCollection",
        "label": f"Highlights of {data.title}",
        "total": len(found),
        "first": {
            "id": f"{here}#page-1",
            "type": "AnnotationPage",
            "partOf": here,
            "startIndex": 0,
            "items": list(found.values()),
        },
    }
    return msgspec.json.encode(collection) + b"\n"


def _of_article(article: ArticleData, data: DataSet) -> Iterator[dict[str, Any]]:
    shown = " ".join((article.text or article.excerpt).split())
    folded = fold(shown)
    page = urls.seen_from(urls.ANNOTATIONS, article.page, data.base_url)
    everything: tuple[_Found, ...] = (*article.statements, *article.events, *article.figures)
    for found in everything:
        targets = [
            {"source": article.url or page, "selector": _selector(words, shown, folded)}
            for words in found.text.split(" […] ")
        ]
        yield {
            "id": f"urn:uuid:{uuid5(NAMESPACE_URL, found.id)}",
            "type": "Annotation",
            "motivation": "highlighting",
            "body": [
                {"type": "TextualBody", "value": _kind(found), "format": "text/plain", "purpose": "classifying"},
                *(
                    {
                        "type": "SpecificResource",
                        "purpose": "identifying",
                        "source": _near(data, urls.actor_page(actor)),
                    }
                    for actor in _actors(found)
                ),
                *(
                    {"type": "SpecificResource", "purpose": "tagging", "source": _near(data, urls.topic_page(topic))}
                    for topic in (() if isinstance(found, FigureData) else found.topics)
                ),
            ],
            "target": targets[0] if len(targets) == 1 else targets,
            "rdfs:seeAlso": {"id": f"{page}#{found.id.partition('#')[2]}"},
        }


def _near(data: DataSet, page: str) -> str:
    return urls.seen_from(urls.ANNOTATIONS, page, data.base_url)


def _kind(found: _Found) -> str:
    return type(found).__name__.removesuffix("Data").lower()


def _actors(found: _Found) -> tuple[str, ...]:
    """Who speaks, acts or gives the number."""
    if isinstance(found, EventData):
        return found.actors
    actor = found.speaker if isinstance(found, StatementData) else found.by
    return (actor,) if actor else ()


def _selector(words: str, shown: str, folded: str) -> dict[str, str]:
    """A TextQuoteSelector; the words as the text has them, where they stand in what may be shown of it."""
    wanted = fold(words)
    at = folded.find(wanted)
    found = {"type": "TextQuoteSelector", "exact": words}
    if at >= 0:
        end = at + len(wanted)
        around = {
            "exact": shown[at:end],
            "prefix": shown[max(0, at - _AROUND) : at],
            "suffix": shown[end : end + _AROUND],
        }
        found.update({name: value for name, value in around.items() if value})
    return found
