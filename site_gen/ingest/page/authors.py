"""Who wrote it: names of people, without roles, outlets, addresses and dates; by JSON-LD, meta elements or byline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import takewhile
from typing import Any, Final

from site_gen.ingest.page.headline import is_site
from site_gen.ingest.page.jsonld import nodes_of, text_of, types_of
from site_gen.ingest.page.moments import is_month, read_moment
from site_gen.ingest.page.page import Page, unique

_META: Final = tuple(
    (
        "author article:author article:author_name parsely-author sailthru.author dc.creator dcterms.creator "
        "dc.contributor byl authors citation_author cxenseparse:author twitter:data1:author article.author og:author "
        "creator bt:author shareaholic:article_author_name rnews:author vr:author mediator_author"
    ).split()
)
_BY: Final = re.compile(
    r"^(?:(?:written|posted|reported|published|story|text|words|article|analysis|review|opinion)\s+)?"
    r"(?:by|von|par|por|di|da|door|av|af|od|автор|текст|текст:|autor|autorin|autore|auteur|autor:in|author|"
    r"authors|words|reporting by|from)\b\s*:?\s*",
    re.IGNORECASE,
)
_LINE: Final = re.compile(
    r"(?:by|von|par|por|door)\s|(?:text|автор|текст|autor(?:in)?|autore|auteur)\s*:", re.IGNORECASE
)
"""How a line that nothing marks names who wrote the article."""
_SPLIT: Final = re.compile(r"\s*(?:[,;|/•·\n]|\s(?:and|und|et|y|e|en|och|og|и|і|&|with)\s)\s*", re.IGNORECASE)
_TAIL: Final = re.compile(
    r"\s+(?:(?:is|was|for|at|in|of|on|fürs?|updated|published|posted|covers|writes|über|pour|para|"
    r"special to)\b.*|\(.*|\[.*|[-–—|:].*)$",
    re.IGNORECASE,
)
_ROLE: Final = re.compile(
    r"\b(?:editor|reporter|correspondent|writer|staff|contributor|contributing|columnist|journalist|producer|analyst|redakteur(?:in)?|redaktion|"
    r"korrespondent(?:in)?|rédaction|redacción|redazione|bureau|desk|team|newsroom|news|agency|agencies|admin|administrator|editorial|press|media|"
    r"photographer|photos?|fotos?|photography|video|images|getty|associated|reuters|afp|dpa|wire|wires|services?|guest|author|autor|"
    r"read|more|follow|share|email|comments?|subscribe|updated|published|min|ago|est|edt|gmt|uhr|minutes?|"
    r"inc|ltd|gmbh|company|online|magazine|blog|webmaster|http|https|www|com|user|the)\b",
    re.IGNORECASE,
)
_NOBODY: Final = re.compile(
    r"^(?:admin\w*|administrator|editor|user|guest|author|staff|webmaster|root|unknown|none|null|anonymous|by|wordpress|follow|share|published|"
    r"posted|updated|\d+|\w{1,2})$|\b(?:min|read|ago|comments?|subscribe|email|share|follow|cookie|https?|www)\b|\d{2}",
    re.IGNORECASE,
)
_WEEKDAYS: Final = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat "
    "sun montag dienstag "
    "mittwoch donnerstag freitag samstag sonntag lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes "
    "miércoles jueves viernes sábado domingo".split()
)
_ADDRESS: Final = re.compile(r"\S+@\S+|@\w+|https?://\S+|www\.\S+")
_PARTICLES: Final = frozenset(
    "van von de der den del di da dos la le el al bin ibn af av zu zur du des y e ten ter san st mc".split()
)
_INITIALS: Final = re.compile(r"^(?:Dr|Prof|Mr|Mrs|Ms|Sir|Dame|Rev|Lt|Col|Gen)\.?\s+")


def authors_of(page: Page) -> tuple[tuple[str, ...], str]:
    """Names and their basis: people where any are named, else the office that signs; none where nobody does."""
    for person in (True, False):
        for basis, raw in (("json-ld", _by_node(page, person)), ("meta", _by_meta(page, person)),
                           ("byline", _by_pieces(page, person))):  # fmt: skip
            names = unique(name for text in raw for name in names_in(text, page, person))
            if names:
                return names[:12], basis
    return (), ""


def names_in(text: str, page: Page, person: bool = True) -> Iterator[str]:
    """Names in a byline: of people, or with `person` unset of whoever signs, the site itself left out."""
    bare = " ".join(_ADDRESS.sub(" ", text).split())
    previous = ""
    while bare != previous:
        previous, bare = bare, _BY.sub("", bare).strip(" ,;:|·•–—-")
    for part in _SPLIT.split(bare):
        name = _INITIALS.sub("", _TAIL.sub("", _BY.sub("", part)).strip(" .,;:|·•–—-*\"'“”"))
        name = _without_day(name)
        if (_is_name(name) if person else _is_office(name)) and not is_site(name, page):
            yield name.title() if name.isupper() and len(name) > 5 else name


def _without_day(name: str) -> str:
    """A name without the weekday or month that a date behind it begins with."""
    words = name.split()
    while words and (words[-1].casefold() in _WEEKDAYS or (len(words) > 2 and is_month(words[-1]))):
        words.pop()
    return " ".join(words)


def _is_office(name: str) -> bool:
    """Whether it may sign an article: an agency, an office, a pen name; not what templates put there."""
    words = name.split()
    if not 1 <= len(words) <= 5 or not 3 <= len(name) <= 50 or any(char in "<>{}@#/=?!" for char in name):
        return False
    return not _NOBODY.search(name) and read_moment(name) is None and (name[:1].isupper() or not name[:1].isascii())


def _is_name(name: str) -> bool:
    """Whether it can be a person's: two to five words that begin as names do, no digits, no word of an office."""
    words = name.split()
    if not 2 <= len(words) <= 5 or len(name) > 60 or any(char.isdigit() or char in "<>{}@#/=?!" for char in name):
        return False
    if _ROLE.search(name) or read_moment(name):
        return False
    return all(
        word.lower() in _PARTICLES or word[:1].isupper() or not word[:1].isascii() or "'" in word for word in words
    )


def _by_node(page: Page, person: bool) -> Iterator[str]:
    for field in ("author", "creator"):
        people = [one for one in nodes_of(page.node.get(field)) if not (person and _is_organisation(one))]
        found = [name for one in people if (name := text_of(one))]
        if found:
            yield from found
            return


def _is_organisation(value: Any) -> bool:
    return isinstance(value, Mapping) and any("organi" in kind or "newsmedia" in kind for kind in types_of(value))


def _by_meta(page: Page, person: bool) -> Iterable[str]:
    for name in _META:
        values = [value for value in page.meta.get(name, ()) if not value.startswith(("http", "/", "@"))]
        if values and any(True for value in values for _ in names_in(value, page, person)):
            return values
    return ()


def _by_pieces(page: Page, person: bool) -> Iterator[str]:
    """The byline nearest to the headline: elements that name an author first, then lines that begin with "By"."""
    if not person:
        yield from (piece.text for piece in page.pieces if piece.kind == "author" and _BY.match(piece.text))
        return
    head = next((piece.place for piece in page.pieces if piece.kind == "h1"), 0)
    near = sorted(
        (piece for piece in page.pieces if piece.kind == "author"),
        key=lambda piece: (not re.search(r"(?:^|\s)author(?:\s|$)|name", piece.mark, re.I), abs(piece.place - head)),
    )
    for piece in near:
        if any(True for _ in names_in(piece.text, page)):
            mark = piece.mark
            yield from (one.text for one in near if one.mark == mark and abs(one.place - piece.place) < 12)
            return
    for piece in page.pieces:
        signed = piece.kind in ("date", "line") and piece.place > head and _LINE.match(piece.text)
        if signed and (names := _first_names(piece.text, page)):
            yield names
            return


def _first_names(line: str, page: Page) -> str:
    """A line up to the first part between commas that is no name: an outlet, and the town behind it."""
    parts = list(takewhile(lambda part: any(True for _ in names_in(part, page)), line.split(",")))
    return ",".join(parts)
