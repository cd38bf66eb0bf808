"""What a door hands over of a seed: its text, and what the seed itself tells, each with how it is known."""

from __future__ import annotations

from typing import Any
from unicodedata import normalize

from msgspec import Struct
from msgspec.structs import replace

from site_gen.content.piles import pile_in, told_pile
from site_gen.content.tangle import MOST_LETTERS
from site_gen.errors import Problem, SiteError


class Fact(Struct, frozen=True):
    """A value and how it is known."""

    value: str
    basis: str
    """"sidecar", "header", "file name", "address", "text", "derived"; of pages also "json-ld", "meta", "markup",
    "byline", "title", "saved"; of texts also "byline", "dateline"; "mail", "feed", "front matter", "document",
    "fetched"."""


class Opened(Struct, frozen=True):
    """A seed, opened: a value that a confined child may hand over."""

    text: str
    """The article's words with line ends as "\\n", paragraphs parted by blank lines; every offset counts its code
    points."""
    plain: bool = False
    """Whether lines above the text may be header lines, and its first line the headline."""
    title: Fact | None = None
    published: Fact | None = None
    """EDTF; a moment where the seed tells the time of day."""
    guessed: str = ""
    """A day that may be that of publication where the seed tells none; for a person, never taken by itself."""
    told: str = ""
    """The day of publication in the zone in which machines are told it, where that is another than readers see."""
    seen: str = ""
    """The day that a page gives its readers as its own, where that is a later version's, or of the edition to come."""
    updated: Fact | None = None
    url: Fact | None = None
    source: Fact | None = None
    """The publisher's name."""
    authors: tuple[str, ...] = ()
    authors_basis: str = ""
    lang: Fact | None = None
    tags: tuple[tuple[str, str | tuple[str, ...]], ...] = ()
    """What the seed says that it is about, by the name of the field: ("tags", ("dam", "river"))."""
    extra: tuple[tuple[str, str | tuple[str, ...]], ...] = ()
    """What else the seed tells of itself, for the item's `extra`."""
    notes: tuple[str, ...] = ()
    """What a person should know of how it was read: "declared utf-8, read as windows-1251"."""


def composed(opened: Opened, path: str) -> Opened:
    """The same with every text in Unicode form NFC, in which items are read. Raises SiteError, at `path`, for more text
    than an item may have, and for letters under piles of marks, which would take long to put in order."""
    text = opened.text
    if len(text) > MOST_LETTERS:
        told = f"the article has {len(text):,} characters; at most {MOST_LETTERS:,} are read"
        raise SiteError([Problem(path, 1, 0, "too-long", told, "part it into articles of their own")])
    pile = pile_in(text)
    if pile is not None:
        line = 1 + text.count("\n", 0, pile.start()) if opened.plain else 0
        raise SiteError([Problem(path, line, 0, "piled-marks", *told_pile(pile))])
    return replace(opened, **{name: _composed(getattr(opened, name)) for name in opened.__struct_fields__})


def _composed(value: Any) -> Any:
    if isinstance(value, str):
        return value if pile_in(value) else normalize("NFC", value)  # what has one is refused with its item
    if isinstance(value, Fact):
        return Fact(_composed(value.value), value.basis)
    return tuple(map(_composed, value)) if isinstance(value, tuple) else value
