"""Highlights as W3C Web Annotations (w3.org/TR/annotation-model): one collection with all of them on one page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import msgspec
from msgspec import Struct

from site_gen.site import urls
from site_gen.site.data.rows import ArticleData, DataSet, EventData, FigureData, StatementData
from site_gen.site.formats.views import HighlightsView
from site_gen.site.markdown import fold

_AROUND: Final = 32
"""Letters before and after the words, as the annotation model's own examples give them."""
_Found = StatementData | EventData | FigureData


class _Bodies(Struct):
    """What annotations say, each made once."""

    actors: dict[str, dict[str, Any]]
    topics: dict[str, dict[str, Any]]
    near: str
    """Leads from the file to the site's root; absolute where the site has an address."""


class Highlights:
    """What is found in one article after the other, as annotations."""

    def __init__(self, data: DataSet) -> None:
        near = urls.seen_from(urls.ANNOTATIONS, "", data.base_url)
        self.here = near + urls.ANNOTATIONS
        self._bodies = _Bodies(
            {actor.id: _about("identifying", near + actor.page) for actor in data.actors},
            {topic.id: _about("tagging", near + topic.page) for topic in data.topics},
            near,
        )

    def of(self, article: ArticleData) -> tuple[int, bytes]:
        """How many, and their JSON, parted by commas. What stands around the words is given only as far as the text of
        `article` goes."""
        found = {one["id"]: one for one in _of_article(article, self.here, self._bodies)}
        return len(found), b",".join(map(msgspec.json.encode, found.values()))


def annotation_bytes(view: HighlightsView) -> bytes:
    """An AnnotationCollection in JSON-LD: every statement, event and figure as words in its article. The target is the
    original where its address is known, else the article's page.
    """
    collection = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": view.here,
        "type": "AnnotationCollection",
        "label": view.title,
        "total": sum(count for count, _ in view.parts),
        "first": {
            "id": f"{view.here}#all",
            "type": "AnnotationPage",
            "partOf": view.here,
            "startIndex": 0,
            "items": [],
        },
    }
    head, mark, tail = msgspec.json.encode(collection).rpartition(b'"items":[')
    return b"".join((head, mark, b",".join(part for count, part in view.parts if count), tail, b"\n"))


def _about(purpose: str, page: str) -> dict[str, Any]:
    return {"type": "SpecificResource", "purpose": purpose, "source": page}


def _of_article(article: ArticleData, here: str, bodies: _Bodies) -> Iterator[dict[str, Any]]:
    everything: tuple[_Found, ...] = (*article.statements, *article.events, *article.figures)
    if not everything:
        return
    shown = " ".join((article.text or article.excerpt).split())
    folded = fold(shown)
    page = bodies.near + article.page
    source = article.url or page
    for found in everything:
        anchor = found.id.rpartition("#")[2]
        words = found.text.split(" […] ") if "…" in found.text else (found.text,)
        targets = [{"source": source, "selector": _selector(part, shown, folded)} for part in words]
        told: dict[str, Any] = {
            "id": f"{here}#{article.id}.{anchor}",
            "type": "Annotation",
            "motivation": "highlighting",
            "target": targets[0] if len(targets) == 1 else targets,
            "rdfs:seeAlso": {"id": f"{page}#{anchor}"},
        }
        if body := _bodies(found, bodies):
            told["body"] = body
        yield told


def _bodies(found: _Found, bodies: _Bodies) -> list[dict[str, Any]]:
    """Who speaks, acts or gives the number, then the topics."""
    if isinstance(found, FigureData):
        return [bodies.actors[found.by]] if found.by else []
    if isinstance(found, EventData):
        actors = [bodies.actors[actor] for actor in found.actors]
    else:
        actors = [bodies.actors[found.speaker]] if found.speaker else []
    return actors + [bodies.topics[topic] for topic in found.topics]


def _selector(words: str, shown: str, folded: str) -> dict[str, str]:
    """A TextQuoteSelector; the words as the text has them, where they stand in what may be shown of it."""
    found = {"type": "TextQuoteSelector", "exact": words}
    wanted = fold(words)
    at = folded.find(wanted)
    if at >= 0:
        end = at + len(wanted)
        found["exact"] = shown[at:end]
        if at:
            found["prefix"] = shown[max(0, at - _AROUND) : at]
        if end < len(shown):
            found["suffix"] = shown[end : end + _AROUND]
    return found
