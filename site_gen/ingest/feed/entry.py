"""One entry of a feed: what it tells, out of a feed that has it alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from html import unescape
from typing import Any, Final
from urllib.parse import urljoin

from msgspec import Struct

from site_gen.content.schema import safe_url
from site_gen.ingest.feed.xml import ENTRIES, child, local, words
from site_gen.ingest.page.moments import read_moment
from site_gen.ingest.page.tree import Element, xml_bytes

_XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_XML_BASE: Final = "{http://www.w3.org/XML/1998/namespace}base"
_LANG: Final = re.compile(r"[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8})*")
_MAILED: Final = re.compile(r"^\S+@\S+\s*\((.+)\)$|^(.+?)\s*<\S+@\S+>$")
_LETTER: Final = re.compile(r"[^\W_]")


class Entry(Struct, frozen=True):
    """What an entry and its feed tell; "" is not told."""

    id: str
    title: str
    url: str
    published: str
    """EDTF."""
    updated: str
    authors: tuple[str, ...]
    markup: str
    """Its text as HTML."""
    brief: bool
    """Whether that is a summary alone."""
    lang: str
    feed: str
    """Title of the feed."""
    home: str
    """Address of the feed's site, or of the feed."""

    @property
    def has_text(self) -> bool:
        """Whether there is any word beside the title."""
        return _LETTER.search(re.sub(r"<[^>]*>", "", self.markup)) is not None


def entry_of(root: Element) -> Entry:
    """The entry of a feed in XML that has one."""
    entry = next(one for one in root.iter() if local(one) in ENTRIES)
    head = root if local(root) == "feed" else next((one for one in root.iter() if local(one) == "channel"), root)
    home = _link(head, "")
    url = _link(entry, entry.get(_XML_BASE) or root.get(_XML_BASE) or home)
    guid = words(child(entry, "guid", "id")) or next((v for k, v in entry.attrib.items() if k.endswith("}about")), "")
    if not url and safe_url(guid) and (child(entry, "guid") is None or _is_link(child(entry, "guid"))):
        url = guid
    full = _markup(child(entry, "encoded", "content", "xhtml:body"), entry)
    short = _markup(child(entry, "description", "summary", "mrss:description"), entry)
    published = _moment(entry, "published", "pubDate", "dc:date", "issued", "created")
    updated = _moment(entry, "updated", "modified")
    lang = entry.get(_XML_LANG) or words(child(head, "language")) or root.get(_XML_LANG) or ""
    return Entry(
        id=guid,
        title=_title(child(entry, "title")),
        url=url,
        published=published or (updated if child(entry, "published", "pubDate") is None else ""),
        updated=updated if published else "",
        authors=_authors(entry),
        markup=full or short,
        brief=not full,
        lang=_language(lang),
        feed=_title(child(head, "title")),
        home=home,
    )


def json_entry_of(feed: Mapping[str, Any]) -> Entry:
    """The entry of a JSON Feed that has one."""
    item = feed["items"][0]
    full = _text(item.get("content_html")) or _as_markup(_text(item.get("content_text")))
    people = item.get("authors") or [item.get("author") or {}]
    named = [_text(one.get("name")) for one in people if isinstance(one, dict)] if isinstance(people, list) else []
    home = _text(feed.get("home_page_url")) or _text(feed.get("feed_url"))
    url = urljoin(home, _text(item.get("url")) or _text(item.get("external_url")))
    return Entry(
        id=_text(item.get("id")) or (str(item["id"]) if isinstance(item.get("id"), int) else ""),
        title=_plain(_text(item.get("title"))),
        url=url if safe_url(url) and url != home else "",
        published=_when(item.get("date_published")),
        updated=_when(item.get("date_modified")),
        authors=tuple(name for name in named if name),
        markup=full or _as_markup(_text(item.get("summary"))),
        brief=not full,
        lang=_language(_text(item.get("language")) or _text(feed.get("language"))),
        feed=_plain(_text(feed.get("title"))),
        home=home,
    )


def _link(element: Element, base: str) -> str:
    """Where it stands: RSS's text, or Atom's link to the thing itself."""
    found = child(element, "origLink")
    told = words(found) if found is not None else ""
    for one in element:
        if told or local(one) != "link":
            continue
        if one.get("href") and (one.get("rel") or "alternate") == "alternate":
            told = str(one.get("href"))
        elif not one.get("href"):
            told = words(one)
    url = urljoin(base, told.strip()) if told else ""
    return url if safe_url(url) else ""


def _is_link(guid: Element | None) -> bool:
    return guid is not None and (guid.get("isPermaLink") or "true").lower() != "false"


def _markup(element: Element | None, entry: Element) -> str:
    """Its text as HTML: escaped HTML as such, elements as they stand, plain text escaped."""
    if element is None:
        return ""
    if (element.get("type") or "").lower() in ("text", "text/plain") and local(entry) == "entry":
        return _as_markup(words(element))
    if len(element):
        return re.sub(r"<(/?)\w+:(?=\w)", r"<\1", xml_bytes(element).decode("utf-8", "replace"))
    told = words(element)
    return unescape(told) if "&lt;" in told and "<" not in told else told


def _as_markup(text: str) -> str:
    """Plain text as HTML of the same words."""
    bare = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    parts = re.split(r"\n\s*\n", bare.replace("\r\n", "\n").strip())
    return "".join(f"<p>{part.replace(chr(10), '<br>')}</p>" for part in parts if part.strip())


def _title(element: Element | None) -> str:
    return _plain(words(element))


def _plain(text: str) -> str:
    """A title without markup and entities, however often they were escaped."""
    for _ in range(2):
        text = unescape(text)
    return " ".join(re.sub(r"</?[a-zA-Z][^<>]{0,300}>", "", text).split())


def _moment(entry: Element, *names: str) -> str:
    """The first of these that is a date."""
    from site_gen.ingest.mail.head import moment_of

    for name in names:
        told = words(child(entry, name))
        if told and (found := moment_of(told) if re.match(r"\s*[A-Za-z]{3}|\d{1,2} [A-Za-z]{3}", told)
                     else read_moment(told)):  # fmt: skip
            return found
    return ""


def _authors(entry: Element) -> tuple[str, ...]:
    """Names of those who wrote it; mail addresses are left out."""
    found = []
    for one in entry:
        if local(one) not in ("author", "creator"):
            continue
        name = words(child(one, "name")) if len(one) else words(one)
        mailed = _MAILED.match(name)
        name = _plain((mailed[1] or mailed[2]) if mailed else name)
        found += [part for part in re.split(r"\s*[,;]\s*|\s+and\s+", name) if part and "@" not in part]
    return tuple(dict.fromkeys(found))


def _language(told: str) -> str:
    found = _LANG.fullmatch(told.strip().replace("_", "-"))
    return found[0].partition("-")[0].lower() if found else ""


def _when(value: object) -> str:
    """A moment as feeds tell it: in words, or as seconds since 1970 where a program forgot to write it out."""
    if isinstance(value, int) and not isinstance(value, bool) and 10**8 < value < 10**10:
        return datetime.fromtimestamp(value, UTC).isoformat().replace("+00:00", "Z")
    return read_moment(_text(value)) or ""


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""
