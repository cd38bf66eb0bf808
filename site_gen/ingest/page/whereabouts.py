"""Where a page stands and who publishes it: its lasting address, its publisher's name, its language."""

from __future__ import annotations

import re
from html import unescape
from typing import Final
from urllib.parse import urljoin, urlsplit

from site_gen.content.schema import safe_url
from site_gen.ingest.facts import Fact
from site_gen.ingest.page.jsonld import text_of
from site_gen.ingest.page.origin import original
from site_gen.ingest.page.page import Page

_RIGHTS: Final = re.compile(
    r"^(?:copyright|©|\(c\)|&copy;|\d{4}(?:\s*[-–]\s*\d{4})?\b|by\b|[\s,:]+)+|[\s.,–-]*\ball rights reserved\.?$",
    re.IGNORECASE,
)
"""What stands around a name in a notice of rights."""
_LANG: Final = re.compile(r"[a-zA-Z]{2,3}(?:[-_][a-zA-Z0-9]{2,8}){0,3}")


def url_of(page: Page) -> Fact | None:
    """The canonical address; an empty path tells of no article, so a page that names its front page is not believed."""
    main = page.node.get("mainEntityOfPage")
    named = main.get("@id") if isinstance(main, dict) else main
    candidates = (
        (page.links.get("canonical", ""), "markup"),
        (page.told("og:url"), "meta"),
        (text_of(page.node.get("url")), "json-ld"),
        (named if isinstance(named, str) else "", "json-ld"),
        (page.url, "saved"),
        (page.told("twitter:url", "parsely-link", "sailthru.url"), "meta"),
    )
    found = [(_whole(value, page.url), basis) for value, basis in candidates if value]
    found = [(url, basis) for url, basis in found if safe_url(url) and urlsplit(url).hostname]
    for url, basis in found:
        if urlsplit(url).path.strip("/") or urlsplit(url).query:
            return Fact(url, basis)
    return Fact(*found[0]) if found else None


def publisher_of(page: Page) -> Fact | None:
    """The publisher's name."""
    for value, basis in (
        (text_of(page.node.get("publisher")), "json-ld"),
        (page.told("og:site_name", "publisher", "dc.publisher", "application-name"), "meta"),
        (_RIGHTS.sub("", unescape(unescape(page.told("copyright")))), "meta"),
        (text_of(page.node.get("sourceOrganization")), "json-ld"),
    ):
        if value and len(value) <= 80 and not value.startswith("http"):
            return Fact(value.removeprefix("www."), basis)
    url = url_of(page)
    host = (urlsplit(url.value).hostname or "").removeprefix("www.") if url else ""
    return Fact(host, "address") if host else None


def lang_of(page: Page) -> Fact | None:
    """The language as the page declares it: "de", "pt-BR" as "pt"."""
    for value, basis in (
        (page.lang, "markup"),
        (text_of(page.node.get("inLanguage")), "json-ld"),
        (page.told("og:locale", "language", "content-language", "dc.language"), "meta"),
    ):
        found = _LANG.fullmatch(value.strip().partition(",")[0])
        if found:
            return Fact(re.split(r"[-_]", found[0])[0].lower(), basis)
    return None


def _whole(url: str, base: str) -> str:
    return original(urljoin(base, url.strip()) if base else url.strip())
