"""Characters of a page to a tree of bounded depth. What no reader sees is taken out of them first."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from lxml.etree import (
    ElementDefaultClassLookup,
    ParserError,
    SubElement,
    XMLParser,
    XMLSyntaxError,
    XPath,
    fromstring,
    strip_elements,
    tostring,
)
from lxml.etree import _Element as Element
from lxml.html import HtmlComment, HtmlElement, HtmlEntity, HTMLParser, HtmlProcessingInstruction, document_fromstring

__all__ = [
    "Element",
    "SubElement",
    "parse_tree",
    "parse_xml",
    "put",
    "text_length",
    "without",
    "xml_bytes",
]

_XML_HEAD: Final = re.compile(r"[\s\x00-\x1f]*<\?xml[^>]*\?>")
_NO_TEXT: Final = bytes(byte if byte >= 0x20 or byte in b"\t\n\r" else 0x20 for byte in range(0x100))
"""Each byte of UTF-8 as parsers may see it: a space for what is no text."""
_DEEP: Final = re.compile(
    r"</?(?!(?:p|h[1-6]|br|li|title|meta|script|html|head|body|time|article|blockquote)\b)[a-z][^<>]*>", re.I
)
"""Tags that go where a page is nested deeper than any parser takes."""
_HAVING: Final = XPath("descendant-or-self::text()[contains(., $sign)]")
_LONGEST: Final = 8_000_000
"""Characters of markup that are read, pictures left out."""


def parse_tree(markup: str) -> tuple[Element | None, bool]:
    """The root of the page, None for one without elements; and whether it was read whole and as nested."""
    bare = _without_head(markup)
    if len(bare) > _LONGEST:
        bare = _without(bare, "<style", "</style")
    whole = len(bare) <= _LONGEST
    bare = bare[:_LONGEST]
    for huge in (False, True):
        tree, complete = _parse(bare, huge)
        if complete:
            return tree, whole
    tree, _ = _parse(_DEEP.sub(" ", bare), True)
    return tree, False


def _without_head(markup: str) -> str:
    head = _XML_HEAD.match(markup)
    return markup[head.end() :] if head else markup


def parse_xml(markup: str) -> Element | None:
    """The root of an XML document with its faults mended, entities that it declares itself left out; None for none."""
    data = _without_head(markup)[:_LONGEST].encode("utf-8", "replace").translate(_NO_TEXT)
    parser = XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, encoding="utf-8",
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        return fromstring(data, parser)
    except (XMLSyntaxError, ValueError):
        return None


def xml_bytes(element: Element) -> bytes:
    """An element as a document in UTF-8."""
    data: bytes = tostring(element, encoding="utf-8", xml_declaration=True)
    return data


def without(tree: Element, tags: Sequence[str]) -> None:
    """Take these elements out of the tree, and leave the words behind each."""
    strip_elements(tree, *tags, with_tail=False)


def text_length(element: Element) -> int:
    """Characters of all texts in it."""
    return len(tostring(element, encoding="unicode", method="text", with_tail=False))


def put(tree: Element, signs: Mapping[str, str]) -> int:
    """Put one sign for another in all texts of the tree; in how many."""
    whole = tostring(tree, encoding="unicode", method="text")
    found = [one for sign in signs if sign in whole for one in _HAVING(tree, sign=sign)]
    table = str.maketrans({**signs})
    for text in found:
        holder = text.getparent()
        if text.is_tail:
            holder.tail = holder.tail.translate(table)
        elif text.is_text:
            holder.text = holder.text.translate(table)
    return len(found)


def _without(text: str, start: str, end: str) -> str:
    """The text without what stands from each `start` to its `end`, in one walk."""
    parts, at = [], 0
    while (first := text.find(start, at)) >= 0 and (last := text.find(end, first)) >= 0:
        parts.append(text[at:first])
        at = last
    return "".join((*parts, text[at:]))


def _parse(markup: str, huge: bool) -> tuple[Element | None, bool]:
    """The tree, and whether the parser came to the end of the page."""
    data = markup.encode("utf-8", "replace").translate(_NO_TEXT)
    if not data or data.isspace():
        return None, True
    parser = _parser(huge)
    try:
        tree = document_fromstring(data, parser=parser)
    except (ParserError, ValueError):
        return None, True
    return tree, not any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)


@cache
def _parser(huge: bool) -> HTMLParser:
    """One class for every element: lxml.html else asks a function for it each time that one is met, a fifth of the time
    to read a page."""
    parser = HTMLParser(
        encoding="utf-8",
        collect_ids=False,
        default_doctype=False,
        remove_comments=True,
        remove_pis=True,
        huge_tree=huge,
    )
    parser.set_element_class_lookup(
        ElementDefaultClassLookup(HtmlElement, HtmlComment, HtmlProcessingInstruction, HtmlEntity)
    )
    return parser
