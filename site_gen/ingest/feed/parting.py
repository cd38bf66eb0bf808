"""A feed parted into documents of one entry each, which any reader of feeds reads: the seeds.

Each has the feed's own title, address, id and language, so that it tells where it is from; what changes with every
fetch is left out. Which entry it is, its id tells, in every state of the feed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from hashlib import sha256
from typing import Any, Final

from site_gen.errors import Problem, SiteError
from site_gen.ingest.feed.entry import entry_of, json_entry_of
from site_gen.ingest.feed.signs import is_json
from site_gen.ingest.feed.xml import ENTRIES, local, root_of
from site_gen.ingest.page.encoding import decode_page
from site_gen.ingest.page.tree import xml_bytes
from site_gen.ingest.unpack import Parted, Row

_HEAD: Final = frozenset(("title", "link", "id", "language", "author", "managingEditor"))
"""What of a feed's head goes with each entry."""
_BEGIN: Final = re.compile(rb"<(?:item|entry)[\s>]")
_JSON_HEAD: Final = ("version", "title", "home_page_url", "feed_url", "language", "authors", "author")


def part_feed(data: bytes, path: str) -> Parted:
    """A row for each entry, in the feed's order. Raises SiteError for what is no feed."""
    if is_json(data):
        rows, broken = tuple(_json_rows(data, path)), False
    else:
        broken = _breaks_off(data)
        rows = tuple(_xml_rows(data, path))[: -1 if broken else None]
    return Parted(tuple(row for row in rows if row.key), sum(not row.key for row in rows), int(broken))


def _breaks_off(data: bytes) -> bool:
    """Whether the last entry begins and does not end: what stands of it may be half of a sentence."""
    wide = data[:200].count(b"\0") > 20
    bare = data.replace(b"\0", b"") if wide else data
    begun = max((found.start() for found in _BEGIN.finditer(bare)), default=-1)
    return begun > max(bare.rfind(b"</item"), bare.rfind(b"</entry"), bare.rfind(b":item>"), bare.rfind(b":entry>"))


def _xml_rows(data: bytes, path: str) -> Iterator[Row]:
    """Entries lifted out one by one, each laid into a copy of the feed's head."""
    root = root_of(data)
    if root is None:
        raise _no_feed(path, "an rss, feed or RDF element")
    entries = [element for element in root.iter() if local(element) in ENTRIES]
    for entry in entries:
        parent = entry.getparent()
        if parent is not None:
            parent.remove(entry)
    home = root if local(root) == "feed" else next((one for one in root.iter() if local(one) == "channel"), root)
    for one in list(home):
        if local(one) not in _HEAD:
            home.remove(one)
    for entry in entries:
        whole = deepcopy(root)
        place = whole if local(root) in ("feed", "RDF") else next((e for e in whole if local(e) == "channel"), whole)
        entry.tail = None
        place.append(entry)
        document = xml_bytes(whole)
        found = entry_of(whole)
        key = _key(found.id or found.url, found.home, document)
        yield Row(key if found.has_text else "", f"{found.title}.entry.xml", document)


def _json_rows(data: bytes, path: str) -> Iterator[Row]:
    try:
        feed: Any = json.loads(decode_page(data)[0])
    except (ValueError, RecursionError):
        raise _no_feed(path, "a JSON object") from None
    items = feed.get("items")
    if not isinstance(items, list):
        raise _no_feed(path, 'a JSON object with "items"')
    head = {name: feed[name] for name in _JSON_HEAD if name in feed}
    for item in items:
        if not isinstance(item, dict):
            continue
        whole = {**head, "items": [item]}
        document = json.dumps(whole, ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n"
        found = json_entry_of(whole)
        key = _key(found.id or found.url, found.home, document)
        yield Row(key if found.has_text else "", f"{found.title}.entry.json", document)


def _key(told: str, home: str, document: bytes) -> str:
    """An id that is an address counts everywhere, any other with its feed's address; without one, the words do."""
    if not told:
        return f"entry {sha256(document).hexdigest()}"
    return f"entry {told}" if ":" in told else f"entry {home} {told}"


def _no_feed(path: str, wanted: str) -> SiteError:
    hint = "save the feed again, or give another kind of file its own ending"
    return SiteError([Problem(path, 0, 0, "no-feed", f"the file is no feed: it does not begin with {wanted}", hint)])
