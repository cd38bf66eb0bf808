"""The door for one entry of a feed, as `feed.parting` makes them."""

from __future__ import annotations

import json
from typing import Any, Final

from site_gen.content.controls import CONTROL
from site_gen.errors import Problem, SiteError
from site_gen.ingest.facts import Fact, Opened

_BASIS: Final = "feed"


def open_entry(data: bytes, path: str, url: str = "") -> Opened:
    """The article of an entry. Raises SiteError for what is none."""
    from site_gen.ingest.feed.entry import Entry, entry_of, json_entry_of
    from site_gen.ingest.feed.xml import ENTRIES, local, root_of
    from site_gen.ingest.page.blocks import lines_of
    from site_gen.ingest.wrapped import joined

    def fact(value: str) -> Fact | None:
        return Fact(value, _BASIS) if value else None

    entry: Entry
    if path.lower().endswith(".json"):
        entry = json_entry_of(_json(data, path))
    else:
        root = root_of(data)
        if root is None or not any(local(one) in ENTRIES for one in root.iter()):
            raise _refused(path)
        entry = entry_of(root)
    text = CONTROL.sub(" ", joined(lines_of(entry.markup)))
    if not text.strip():
        raise SiteError([Problem(path, 0, 0, "empty-seed", "the entry has no text", "remove it")])
    place = entry.url
    brief = f"the feed gives a summary of {len(text.split())} words; the article stands at {place or 'no address'}"
    return Opened(
        text=text,
        title=fact(entry.title),
        published=fact(entry.published),
        updated=fact(entry.updated if entry.updated != entry.published else ""),
        url=fact(place),
        source=fact(entry.feed),
        authors=entry.authors,
        authors_basis=_BASIS if entry.authors else "",
        lang=fact(entry.lang),
        notes=(brief,) if entry.brief else (),
    )


def _json(data: bytes, path: str) -> dict[str, Any]:
    try:
        feed = json.loads(data)
        if isinstance(feed["items"][0], dict):
            return dict(feed)
    except (ValueError, TypeError, LookupError, RecursionError):
        pass
    raise _refused(path)


def _refused(path: str) -> SiteError:
    told, hint = "the file is no entry of a feed", "name a whole feed .xml, .rss, .atom or .feed.json"
    return SiteError([Problem(path, 0, 0, "no-entry", told, hint)])
