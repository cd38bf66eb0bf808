"""Who wrote it: people where any are named, else the office that signs; by JSON-LD, meta elements or byline.

What machines are told is taken first. Where readers are told otherwise right below the headline, they are believed: a
page's editor puts the byline there, while its machine names who uploaded it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import takewhile
from typing import Any, Final

from site_gen.ingest.page.bylines import BY, names_in
from site_gen.ingest.page.jsonld import nodes_of, text_of, types_of
from site_gen.ingest.page.page import Page, unique
from site_gen.ingest.page.pieces import Piece

_META: Final = tuple(
    (
        "author article:author article:author_name parsely-author sailthru.author dc.creator dcterms.creator "
        "dc.contributor byl authors citation_author cxenseparse:author twitter:data1:author article.author og:author "
        "creator bt:author shareaholic:article_author_name rnews:author vr:author mediator_author"
    ).split()
)
_LINE: Final = re.compile(
    r"(?:by|von|par|por|door)\s|(?:text|автор|текст|autor(?:in)?|autore|auteur)\s*:", re.IGNORECASE
)
"""How a line that nothing marks names who wrote the article."""
_AGENCIES: Final = re.compile(
    r"reuters|(?:the )?associated press|ap|afp|agence france-presse|dpa|efe|agencia efe|ansa|apa|sda|tass|ria novosti|"
    r"interfax|xinhua|kyodo|pti|ians|ritzau|ntb|tt|stt|bns|lusa|pap|ctk|mti|belga|anp|anadolu agency|upi",
    re.IGNORECASE,
)
_NEAR: Final = 20
"""Elements between headline and byline."""
_FAR: Final = 60
_MOST: Final = 12

Names = tuple[str, ...]


def authors_of(page: Page) -> tuple[Names, str]:
    """Names and their basis: people where any are named, else the office that signs; none where nobody does."""
    people, offices = _told(page, True), _told(page, False)
    if len(people) > 1 and people[-1][1] == "byline" and _outweighs(page, people):
        return people[-1]
    far = bool(people) and people[0][1] == "byline" and not _is_shown(page, people[0][0], _FAR)
    if far and offices and offices[0][1] != "byline" and _signs(page, offices[0][0][0]):
        return offices[0]
    return (*people, *offices, ((), ""))[0]


def _told(page: Page, person: bool) -> list[tuple[Names, str]]:
    """Names by basis, where there are any."""
    told = [(_names(page, raw, person), basis) for basis, raw in _bases(page, person)]
    return [(names, basis) for names, basis in told if names]


def _signs(page: Page, name: str) -> bool:
    """Whether an agency or a pen name signs for certain."""
    return bool(_AGENCIES.fullmatch(name)) or (" " not in name and _is_shown(page, (name,), _NEAR))


def _is_shown(page: Page, names: Names, within: int) -> bool:
    """Whether one of the names is shown as an author's, so near the headline that it cannot be of another article."""
    head = _head(page)
    near = (piece.text for piece in page.pieces if piece.kind == "author" and abs(piece.place - head) <= within)
    return any(name in text for text in near for name in names)


def _bases(page: Page, person: bool) -> Iterator[tuple[str, Iterable[str]]]:
    yield "json-ld", _by_node(page, person)
    yield "meta", _by_meta(page, person)
    yield "byline", _by_pieces(page) if person else _by_office(page)


def _names(page: Page, raw: Iterable[str], person: bool) -> Names:
    return unique(name for text in raw for name in names_in(text, page, person))[:_MOST]


def _outweighs(page: Page, found: list[tuple[Names, str]]) -> bool:
    """Whether the byline is to be believed: it names all that machines are told and more, or nobody of them, and says
    "by" right below the headline; or meta elements agree with it."""
    told, shown = found[0][0], found[-1][0]
    ours, theirs = _folded(told), _folded(shown)
    others = not _words(told) & _words(shown)
    if len(found) == 3 and _folded(found[1][0]) == theirs and others:
        return True
    line = next((piece.text for piece in _signed(page) if any(name in piece.text for name in shown)), "")
    return bool(line) and (ours < theirs or (others and not any(name in line for name in told)))


def _signed(page: Page) -> Iterator[Piece]:
    """Elements right below the headline that name an author after "by"."""
    head = _head(page)
    for piece in page.pieces:
        if piece.kind == "author" and 0 <= piece.place - head <= _NEAR and BY.match(piece.text):
            yield piece


def _folded(names: Names) -> set[str]:
    return {name.casefold() for name in names}


def _words(names: Names) -> set[str]:
    return {word for name in names for word in re.findall(r"\w{3,}", name.casefold())}


def _head(page: Page) -> int:
    return next((piece.place for piece in page.pieces if piece.kind == "h1"), 0)


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


def _by_pieces(page: Page) -> Iterator[str]:
    """The byline nearest to the headline: elements that name an author first, then lines that begin with "By"."""
    head = _head(page)
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


def _by_office(page: Page) -> Iterator[str]:
    """What signs after "by", and agencies that are named as authors right below the headline."""
    head = _head(page)
    for piece in page.pieces:
        if piece.kind != "author":
            continue
        near = 0 <= piece.place - head <= _NEAR
        if BY.match(piece.text) or (near and _AGENCIES.fullmatch(piece.text)):
            yield piece.text


def _first_names(line: str, page: Page) -> str:
    """A line up to the first part between commas that is no name: an outlet, and the town behind it."""
    parts = list(takewhile(lambda part: any(True for _ in names_in(part, page)), line.split(",")))
    return ",".join(parts)
