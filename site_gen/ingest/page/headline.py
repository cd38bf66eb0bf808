"""The article's headline: as the page shows it where that is sure, else as it tells it to machines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from site_gen.ingest.facts import Fact
from site_gen.ingest.page.jsonld import text_of
from site_gen.ingest.page.page import Page

_BARS: Final = re.compile(r"\s+[|·•–—»«:-]{1,2}\s+|\s*\|\s*|\s+::\s+")
_LONGEST: Final = 300
_ALIKE: Final = 0.5
"""Share of common words from which two texts name the same story."""
_ALIKE_ALONE: Final = 0.3
"""The same where a page has one heading of the first rank."""
_FEW_WORDS: Final = 4
"""So many a headline has."""
_MOST: Final = 100
"""Headings that are looked at."""
_OG: Final = (
    "og:title",
    "twitter:title",
    "dc.title",
    "dcterms.title",
    "sailthru.title",
    "parsely-title",
    "headline",
    "article:title",
    "title",
)


def headline_of(page: Page) -> Fact | None:
    """The headline.

    A first-rank heading that shares words with what machines are told is what readers see, and goes first; then the
    JSON-LD headline, the meta titles and the page's title, names of the site taken off.
    """
    told = text_of(page.node.get("headline") or page.node.get("name"))[:_LONGEST]
    meta = without_site(page.told(*_OG), page)
    title = without_site(page.title, page)
    witnesses = [one for one in (told, meta, title) if one]
    shown = [piece.text for piece in page.pieces if piece.kind == "h1" and len(piece.text) <= _LONGEST][:_MOST]
    best, likeness = _likest(shown, witnesses)
    if best and likeness >= (_ALIKE if len(shown) > 1 else _ALIKE_ALONE):
        return Fact(best, "markup")
    if told and (not meta or alike(told, meta) or alike(told, title)):
        return Fact(told, "json-ld")
    seconds = [piece.text for piece in page.pieces if piece.kind == "heading" and len(piece.text) <= _LONGEST][:_MOST]
    best, likeness = _likest(seconds, witnesses)
    if best and likeness >= 0.8:
        return Fact(best, "markup")
    if meta:
        return Fact(meta[:_LONGEST], "meta")
    if told:
        return Fact(told, "json-ld")
    if len(shown) == 1 and not is_site(shown[0], page) and not _may_be_logo(shown[0], title):
        return Fact(shown[0], "markup")
    return Fact(title[:_LONGEST], "title") if title else None


def _likest(texts: Sequence[str], witnesses: Sequence[str]) -> tuple[str, float]:
    """The text that shares most with any witness, and how much. Of two that share as much, a section's name ("News",
    which heads the page, and its title too) goes behind a headline."""
    scored = (
        (max((alike(text, one) for one in witnesses), default=0.0), min(len(_words(text)), _FEW_WORDS), -at)
        for at, text in enumerate(texts)
    )
    likeness, _, place = max(scored, default=(0.0, 0, 0))
    return (texts[-place], likeness) if texts else ("", 0.0)


def alike(one: str, other: str) -> float:
    """How much two titles share: common words over the mean of their counts."""
    first, second = Counter(_words(one)), Counter(_words(other))
    size = sum(first.values()) + sum(second.values())
    return 2 * sum((first & second).values()) / size if size else 0.0


def without_site(title: str, page: Page) -> str:
    """A title without the site's name and section at its ends."""
    parts = _BARS.split(title)
    if len(parts) < 2:
        return title
    while len(parts) > 1 and (
        is_site(parts[-1], page) or (len(parts[-1].split()) <= 3 and _follows_bar(title, parts[-1]))
    ):
        parts.pop()
    while len(parts) > 1 and is_site(parts[0], page):
        parts.pop(0)
    start = title.index(parts[0])
    return title[start : title.index(parts[-1], start) + len(parts[-1])].strip()


def is_site(text: str, page: Page) -> bool:
    """Whether a text is the name of the site."""
    bare = "".join(_words(text))
    names = [page.told("og:site_name", "application-name", "al:ios:app_name", "publisher", "dc.publisher")]
    names.append(text_of(page.node.get("publisher")))
    host = re.sub(r"^https?://(?:www\.)?|/.*$", "", page.url or page.told("og:url"))
    names += [host, host.rpartition(".")[0]]
    return bool(bare) and any(bare == "".join(_words(name)) for name in names if name)


def _may_be_logo(heading: str, title: str) -> bool:
    """Whether an only heading may be the site's name in another script: up to three words, none of a longer title."""
    return len(_words(heading)) <= 3 < len(_words(title)) and not alike(heading, title)


def _follows_bar(title: str, part: str) -> bool:
    """Whether a short last part stands behind a bar, as names of sites do, and not behind a dash within a headline."""
    before = title[: title.rindex(part)].rstrip()
    return before.endswith(("|", "»", "«", "::")) or (
        before.endswith(("-", "–", "—", "·")) and part[:1].isupper() and len(before) > 30
    )


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
