"""What a person tells of what comes in: a seed's sidecar, and which columns of an export hold what."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct


class FieldMap(Struct, frozen=True):
    """Which columns of a monitoring desk's export hold what: names in the order in which they are tried; () is by
    common names."""

    id: tuple[str, ...] = ()
    """What a row is known by in every export."""
    title: tuple[str, ...] = ()
    """The headline."""
    text: tuple[str, ...] = ()
    """The article's words."""
    html: tuple[str, ...] = ()
    """Its page, or a piece of one; where there is no text."""
    published: tuple[str, ...] = ()
    """When it was published."""
    updated: tuple[str, ...] = ()
    """When it was last changed."""
    url: tuple[str, ...] = ()
    """Where the original stands."""
    source: tuple[str, ...] = ()
    """The publisher."""
    via: tuple[str, ...] = ()
    """The reporting chain."""
    authors: tuple[str, ...] = ()
    """Names."""
    lang: tuple[str, ...] = ()
    """The language, by tag, code or name."""
    always: tuple[tuple[str, str], ...] = ()
    """Values for rows that tell none: ("source", "moscow-times")."""
    rows: str = ""
    """Where in a JSON file the rows stand: "response.docs"."""
    encoding: str = ""
    """Of what is not UTF-8: "windows-1251"."""
    delimiter: str = ""
    """Between the cells of CSV; "" is told by the first line."""
    dates: Literal["", "dmy", "mdy"] = ""
    """Which number of 4/8/2022 is the day; "" leaves such dates open."""


class Sidecar(Struct, frozen=True):
    """What a person says of a seed in the YAML file beside it; "" is not said."""

    title: str = ""
    published: str = ""
    """When it was published, in any form of date."""
    updated: str = ""
    url: str = ""
    source: str = ""
    """Id or name of the source."""
    via: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    lang: str = ""
    keep: tuple[str, ...] = ()
    """Reasons of cuts that are to be undone, or "all"."""
    fetched: tuple[tuple[str, str], ...] = ()
    """How the seed came from an address: url, asked, at, archived, sha256, headers."""
    extra: tuple[tuple[str, str | tuple[str, ...]], ...] = ()
    """What the item is to have as its `extra`."""
