"""RSS (0.9x, 1.0, 2.0) and Atom as they are found: encodings that lie, HTML entities, bare ampersands, words before the
declaration. Names are told without their namespaces, except where two meet.
"""

from __future__ import annotations

import re
from html import escape
from html.entities import html5
from typing import Final

from site_gen.ingest.page.encoding import decode_page
from site_gen.ingest.page.tree import Element, parse_xml

ENTRIES: Final = ("item", "entry")
_ROOTS: Final = ("rss", "feed", "rdf", "channel")
_DOCTYPE: Final = re.compile(r"<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.IGNORECASE | re.DOTALL)
_HEAD: Final = re.compile(r"\A(?:\s*<!--.*?-->)*\s*<\?xml[^>]*\?>", re.DOTALL)
"""The declaration, which no parser takes below anything else."""
_ENTITY: Final = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_BARE: Final = re.compile(r"&(?!#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{1,31};)")
_CDATA: Final = re.compile(r"(<!\[CDATA\[.*?\]\]>)", re.DOTALL)
_BESIDE: Final = re.compile("mrss|itunes|podcast|googleplay")
"""Namespaces of pictures and sound, whose titles and texts are not the entry's."""
_KEPT: Final = {"lt": "&#60;", "gt": "&#62;", "amp": "&#38;", "quot": "&#34;", "apos": "&#39;"}
"""By their numbers: behind a fault the parser leaves out those that have names."""


def root_of(data: bytes) -> Element | None:
    """The root of a feed, None for what is none."""
    text, _, _ = decode_page(data)
    start = text.find("<")
    if start < 0:
        return None
    parts = _CDATA.split(_DOCTYPE.sub("", _HEAD.sub("", text[start:], count=1), count=1))
    mended = "".join(part if at % 2 else _mended(part) for at, part in enumerate(parts))
    root = parse_xml(mended)
    return root if root is not None and local(root).lower() in _ROOTS else None


def local(element: Element) -> str:
    """Its name without the namespace; "" for what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def space(element: Element) -> str:
    """Its namespace."""
    return element.tag[1:].partition("}")[0] if isinstance(element.tag, str) and element.tag[:1] == "{" else ""


def child(element: Element, *names: str) -> Element | None:
    """The first child of the first of these names; "dc:date": of a namespace in whose address "dc" stands."""
    for name in names:
        prefix, _, bare = name.rpartition(":")
        for one in element:
            if local(one) == bare and (prefix in space(one) if prefix else not _BESIDE.search(space(one))):
                return one
    return None


def words(element: Element | None) -> str:
    """All characters below an element, white space around them gone."""
    return "".join(element.itertext()).strip() if element is not None else ""


def _mended(text: str) -> str:
    """HTML's entities as their characters, ampersands that begin none as such."""
    return _ENTITY.sub(_character, _BARE.sub("&#38;", text))


def _character(found: re.Match[str]) -> str:
    name = found[1]
    return _KEPT.get(name) or escape(html5.get(f"{name};", f"&{name};"))
