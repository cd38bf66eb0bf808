"""Pages that are pieces of one article: which follows which, by what they say of each other. Pure; bytes and names in.

A site's own links from article to article are written in the same words, so two pages are of one article only where
their addresses differ in a page's number alone and their titles are the same.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from typing import Final
from urllib.parse import urljoin, urlsplit

from msgspec import Struct

_TAG: Final = re.compile(r"<(?:link|a|meta)\b[^<>]{1,2000}>", re.IGNORECASE)
_ATTRIBUTE: Final = re.compile(r"""([\w:-]{1,40})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_TITLE: Final = re.compile(r"<title[^<>]{0,300}>([^<]{1,1000})</title", re.IGNORECASE)
_NUMBER: Final = re.compile(
    r"(?:[/_,.-](?:page|seite|pagina|página|strana|strona|sivu|side|sida|p|s|pg)?[-_/=,.]?\d{1,3})?"
    r"(?:\.(?:s?html?|php|aspx?|xhtml))?/?$",
    re.IGNORECASE,
)
"""What stands at an address's end and may tell a page's number."""
_QUERY: Final = re.compile(
    r"(?:^|&)(?:page|p|pg|seite|pagina|start|pn|print|sivu|side|sida)=\d{0,4}(?=&|$)", re.IGNORECASE
)
_OF: Final = re.compile(
    r"\W*\b(?:page|seite|pagina|página|part|teil|partie|parte|p\.?|страница|стр\.?)?\s*\d{1,3}"
    r"(?:\s*(?:of|von|de|di|sur|van|из|/)\s*\d{1,3})?\W*(?=$|[|–-])",
    re.IGNORECASE,
)
"""What a title says of a page's number."""
_MOST: Final = 40
"""Pages of one article."""


class Leaf(Struct, frozen=True):
    """A page that says that others come before or after it."""

    path: str
    own: tuple[str, ...]
    """Addresses that are said to be its own."""
    next: str
    """Address of the page after it; "" for none."""
    prev: str
    title: str


def leaf_of(markup: str, path: str, url: str = "") -> Leaf | None:
    """What a page says of others; None where it says nothing. `url`: where a person says that it is from."""
    told: dict[str, str] = {}
    for tag in _TAG.finditer(markup):
        for name, value in _relations(tag[0]):
            told.setdefault(name, value)
    if "next" not in told and "prev" not in told:
        return None
    base = url or told.get("og:url", "") or told.get("canonical", "") or path
    following, before = (urljoin(base, told[name]) if name in told else "" for name in ("next", "prev"))
    own = (url, *(urljoin(base, told[name]) for name in ("og:url", "canonical") if name in told))
    title = _TITLE.search(markup)
    words = _OF.sub(" ", html.unescape(title[1])) if title else ""
    return Leaf(path, tuple(one for one in own if one and one != before), following, before,
                " ".join(re.findall(r"\w+", words.casefold())))  # fmt: skip


def chains_of(leaves: Iterable[Leaf]) -> tuple[tuple[Leaf, ...], ...]:
    """Articles of two pages or more, each from its first page on, as far as the pages are there."""
    there = sorted(leaves, key=lambda leaf: leaf.path)
    owners: dict[str, list[Leaf]] = {}
    for leaf in there:
        for address in {_bare(one) for one in leaf.own} | {_name(leaf.path)}:
            owners.setdefault(address, []).append(leaf)
    following: dict[str, list[Leaf]] = {}
    for leaf in there:
        if leaf.prev:
            following.setdefault(_bare(leaf.prev), []).append(leaf)
    after = {leaf.path: follower for leaf in there if (follower := _after(leaf, owners, following))}
    followers = {follower.path for follower in after.values()}
    found = []
    for leaf in there:
        if leaf.path not in followers and leaf.path in after:
            chain = _chain(leaf, after)
            if not chain[0].prev or not same_article(chain[0].prev, _address(chain[0])):
                found.append(chain)
    return tuple(found)


def same_article(one: str, other: str) -> bool:
    """Whether two addresses differ in no more than a page's number."""
    return bool(one) and bool(other) and _stem(one) == _stem(other)


def _relations(tag: str) -> Iterable[tuple[str, str]]:
    values = {found[1].lower(): html.unescape(found[2] or found[3] or found[4] or "")
              for found in _ATTRIBUTE.finditer(tag)}  # fmt: skip
    if values.get("property") == "og:url" and values.get("content"):
        yield "og:url", values["content"].strip()
    for relation in values.get("rel", "").lower().split():
        relation = {"previous": "prev"}.get(relation, relation)
        if relation in ("next", "prev", "canonical") and values.get("href", "#")[:1] != "#":
            yield relation, values["href"].strip()


def _after(leaf: Leaf, owners: Mapping[str, list[Leaf]], following: Mapping[str, list[Leaf]]) -> Leaf | None:
    """The page after this one: whose address is named, or that alone names this one as the page before it.

    `owners`: pages by their addresses; `following`: pages by the address that they name as the one before.
    """
    if not leaf.next:
        return None
    mine = {_bare(one) for one in leaf.own}
    behind = [one for address in mine for one in following.get(address, ())]
    named = (*owners.get(_bare(leaf.next), ()), *owners.get(_name(leaf.next), ()))
    for group in (named, behind):
        fitting = {one.path: one for one in group if one.path != leaf.path and _fits(leaf, one)}
        if fitting:
            return next(iter(fitting.values())) if len(fitting) == 1 else None
    return None


def _fits(leaf: Leaf, other: Leaf) -> bool:
    if not leaf.title or leaf.title != other.title:
        return False
    return same_article(leaf.next, _address(leaf)) and bool(other.prev) and same_article(other.prev, leaf.next)


def _chain(first: Leaf, after: Mapping[str, Leaf]) -> tuple[Leaf, ...]:
    chain, seen = [first], {first.path}
    while (leaf := after.get(chain[-1].path)) and leaf.path not in seen and len(chain) < _MOST:
        chain.append(leaf)
        seen.add(leaf.path)
    return tuple(chain)


def _address(leaf: Leaf) -> str:
    return next(iter(leaf.own), leaf.path)


def _stem(address: str) -> str:
    """An address without host's "www.", and without what tells the number of a page."""
    parts = urlsplit(address)
    query = _QUERY.sub("", parts.query).strip("&")
    host = parts.netloc.lower().removeprefix("www.")
    return f"{host}{_NUMBER.sub('', parts.path).lower()}?{query}"


def _bare(address: str) -> str:
    return address.partition("#")[0].rstrip("/").partition("://")[2].removeprefix("www.") or address


def _name(address: str) -> str:
    """The name of the file that an address or path ends with; "" behind which more is asked."""
    path = urlsplit(address)
    return "" if path.query or path.scheme else path.path.rpartition("/")[2]
