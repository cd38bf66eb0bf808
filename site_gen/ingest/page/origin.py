"""Where a saved page came from: the address that whoever saved it wrote into it, archives and caches seen through."""

from __future__ import annotations

import re
from typing import Final

from site_gen.ingest.page.archived import archived

_SAVED: Final = re.compile(
    r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*|Mirrored from\s+|url:\s*)(\S{8,2000})",
    re.IGNORECASE,
)
_READER: Final = re.compile(r'<a\b[^<>]{0,300}\breader-domain\b[^<>]{0,300}\bhref="(https?://[^"]{8,2000})"')
"""Of a browser's reading view that was saved."""
_AMP_CACHE: Final = re.compile(r"^https?://[\w-]+\.cdn\.ampproject\.org/[a-z]/(?:s/)?")


def saved_from(markup: str) -> str:
    """The address that whoever saved the page wrote into it."""
    found = _SAVED.search(markup[:20_000]) or _READER.search(markup[:60_000])
    return original(found[1].rstrip("->").strip()) if found else ""


def original(url: str) -> str:
    """The address of the page itself, out of an archive's or a cache's address."""
    if place := archived(url)[0]:
        return place
    if found := _AMP_CACHE.match(url):
        return f"https://{url[found.end() :]}"
    return url
