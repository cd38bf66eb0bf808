"""Views as JSON: as they are, the schema, a JSON Feed, and what TimelineJS reads."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import Any

import msgspec

from site_gen.site import urls
from site_gen.site.data.dictionary import schema
from site_gen.site.data.rows import DataSet
from site_gen.site.formats.dated import Dated, dated_events
from site_gen.site.formats.views import SchemaView
from site_gen.site.machine_views import FeedEntry, FeedView


def json_bytes(view: msgspec.Struct) -> bytes:
    """The view itself."""
    return msgspec.json.encode(view) + b"\n"


def around_articles(data: DataSet) -> tuple[bytes, bytes]:
    """What stands before and behind the articles in `json_bytes` of a data set; `data` is the same without articles."""
    head, mark, tail = json_bytes(data).partition(b'"articles":[')
    return head + mark, tail


def schema_bytes(view: SchemaView) -> bytes:
    """The JSON Schema of the data set."""
    return msgspec.json.format(msgspec.json.encode(schema(view.base_url)), indent=1) + b"\n"


def json_feed_bytes(view: FeedView) -> bytes:
    """JSON Feed 1.1 (jsonfeed.org/version/1.1)."""
    feed: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": view.title,
        "home_page_url": view.home,
        "feed_url": view.url,
        "description": view.subtitle,
        "language": view.lang,
        "authors": [{"name": view.author}],
    }
    return msgspec.json.encode({**_told(feed), "items": [_feed_item(entry) for entry in view.entries]}) + b"\n"


def _feed_item(entry: FeedEntry) -> dict[str, Any]:
    """An item; one without HTML has its words as plain text, since an item needs content."""
    return _told(
        {
            "id": entry.id,
            "url": entry.url,
            "external_url": entry.original,
            "title": entry.title,
            "content_html": entry.html,
            "content_text": "" if entry.html else entry.summary or entry.title,
            "summary": entry.summary if entry.html else "",
            "date_published": entry.published,
            "date_modified": entry.updated,
            "authors": [{"name": name} for name in entry.authors],
            "tags": list(entry.tags),
        }
    )


def timelinejs_bytes(data: DataSet) -> bytes:
    """What TimelineJS reads: one slide for each dated event. It takes texts for HTML, so they are escaped."""
    slides = [_slide(event, data.title) for event in dated_events(data, urls.TIMELINEJS)]
    title = {"text": {"headline": escape(data.title), "text": ""}}
    return msgspec.json.encode({"title": title, "events": slides, "scale": "human"}) + b"\n"


def _slide(event: Dated, title: str) -> dict[str, Any]:
    link = f'<a href="{escape(event.url)}">{escape(event.source or title)}</a>'
    found: dict[str, Any] = {
        "unique_id": event.id,
        "start_date": _day(event.first),
        "text": {"headline": escape(event.words), "text": f"<p>{escape(event.text)}</p><p>{link}</p>"},
        "group": event.state,
    }
    if event.last != event.first:
        found["end_date"] = _day(event.last)
    if not event.exact:
        found["display_date"] = escape(event.words)
    return found


def _day(day: date) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "day": day.day}


def _told(found: dict[str, Any]) -> dict[str, Any]:
    """Without what is empty."""
    return {name: value for name, value in found.items() if value not in ("", [])}
