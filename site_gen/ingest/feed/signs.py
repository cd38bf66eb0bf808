"""Whether bytes are a feed, by their first lines; nothing is parsed."""

from __future__ import annotations

import re
from typing import Final

from site_gen.ingest.page.encoding import decode_page

_XML: Final = re.compile(r"<(?:rss|rdf:RDF|(?:\w+:)?feed)[\s>]", re.IGNORECASE)
_PAGE: Final = re.compile(r"<(?:!doctype\s+)?html[\s>]", re.IGNORECASE)


def is_feed(data: bytes) -> bool:
    """Whether this is RSS, Atom or JSON Feed; pages may be XML too, and may speak of feeds."""
    head, _, _ = decode_page(data[:4000])
    if is_json(data):
        return "jsonfeed.org/version" in head
    found, page = _XML.search(head), _PAGE.search(head)
    return found is not None and (page is None or found.start() < page.start())


def is_json(data: bytes) -> bool:
    """Whether an object of JSON begins."""
    return data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{"
