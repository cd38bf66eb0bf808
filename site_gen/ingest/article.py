"""The article as ingest reads it: its text, its units, and what is known of it, each with its basis.

Knows nothing of extraction rules and never touches the disk.
"""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from site_gen.ingest.units import Units, read_units
from site_gen.model import Cut


class Fact(Struct, frozen=True):
    """A value and how it is known."""

    value: str
    basis: str
    """"sidecar", "header", "file name", "text", "derived"."""


class Article(Struct, frozen=True, eq=False):
    """One seed, read. Compared by identity, so that findings can be remembered per article."""

    path: str
    text: str
    """The decoded seed; every offset of a finding counts its code points."""
    units: Units
    """Paragraphs, sentences and words of `text`, cuts left out."""
    cuts: tuple[Cut, ...] = ()
    sha256: str = ""
    title: Fact | None = None
    published: Fact | None = None
    """EDTF."""
    updated: Fact | None = None
    url: Fact | None = None
    source: Fact | None = None
    """Source id, or the publisher's name while no registry knows it."""
    via: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    lang: str = "en"

    @property
    def day(self) -> date | None:
        """The day of publication when it is known to the day."""
        if self.published is None or len(self.published.value) < 10:
            return None
        try:
            return date.fromisoformat(self.published.value[:10])
        except ValueError:
            return None


def bare_article(text: str, published: str | None = None, title: str = "", lang: str = "en") -> Article:
    """An article of bare text, nothing cut: what `site-gen extract` and the tests of extractors read."""
    return Article(
        path="",
        text=text,
        units=read_units(text, (), lang),
        title=Fact(title, "sidecar") if title else None,
        published=Fact(published, "sidecar") if published else None,
        lang=lang,
    )
