"""A parsed page with all that the finders of its facts look at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from msgspec import Struct

from site_gen.ingest.page.jsonld import Node
from site_gen.ingest.page.pieces import Piece
from site_gen.ingest.page.tree import Element

_KEYS: Final = ("property", "name", "itemprop", "http-equiv")


class Page(Struct, frozen=True, eq=False):
    """What a page tells of itself, before anybody chose."""

    meta: Mapping[str, tuple[str, ...]]
    """Values of meta elements by name or property in lower case, in page order."""
    node: Node
    """The article in JSON-LD; empty when there is none."""
    nodes: tuple[Node, ...]
    pieces: tuple[Piece, ...]
    title: str
    """Of the `title` element."""
    links: Mapping[str, str]
    """Address by `rel`: canonical, next, prev, amphtml."""
    lang: str
    """Of the `html` element."""
    url: str
    """Where the page is said to come from: by whoever saved it, or by a person."""

    def told(self, *names: str) -> str:
        """The first value that one of these meta elements tells, asked in this order."""
        return next((value for name in names for value in self.meta.get(name, ()) if value), "")


def meta_of(tree: Element) -> dict[str, tuple[str, ...]]:
    """Values of all meta elements by each of their names."""
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        value = " ".join((element.get("content") or element.get("value") or "").split())
        if not value:
            continue
        for key in _KEYS:
            if name := element.get(key):
                found.setdefault(name.strip().lower(), []).append(value[:2000])
    return {name: tuple(values) for name, values in found.items()}


def links_of(tree: Element) -> dict[str, str]:
    """The first address of each relation."""
    found: dict[str, str] = {}
    for element in tree.iter("link", "a"):
        relations, href = element.get("rel"), element.get("href")
        if not relations or not href:
            continue
        for rel in relations.lower().split():
            if rel in ("next", "prev") or element.tag == "link":
                found.setdefault(rel, href.strip())
    return found


def first(*values: str) -> str:
    """The first that says something."""
    return next((value for value in values if value), "")


def unique(values: Iterable[str]) -> tuple[str, ...]:
    """Each once, in order, by its letters without case."""
    return tuple({value.casefold(): value for value in reversed(tuple(values)) if value}.values())[::-1]
