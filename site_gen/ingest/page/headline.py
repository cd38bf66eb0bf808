"""The article's headline: as the page shows it where that is sure, else as it tells it to machines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from site_gen.ingest.facts import Fact
from site_gen.ingest.page.heading import headline_in
from site_gen.ingest.page.jsonld import text_of
from site_gen.ingest.page.likeness import alike, words_of
from site_gen.ingest.page.page import Page

_BARS: Final = re.compile(r"\s+[|·•–—»«‹›:-]{1,2}\s+|\s*\|\s*|\s+::\s+")
_OPEN_END: Final = re.compile(r"\s+[|»«‹›·•\s]+$")
_SECTIONS: Final = frozenset(("blog archive", "blog archiv", "home", "homepage", "startseite"))
"""Parts before a headline that programs put into titles."""
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
    whole = text_of(page.node.get("headline") or page.node.get("name"))[:_LONGEST]
    told = _without_names(whole, page)
    meta = without_site(page.told(*_OG), page)
    title = without_site(page.title, page)
    if title and is_site(meta, page) and (alike(meta, title) < _ALIKE or is_site(title, page)):
        meta = ""
    witnesses = [one for one in (told, *((whole,) if whole != told else ()), meta, title) if one]
    shown = [text for text in _headings(page, "h1", witnesses) if not _is_brand(text, title, page)]
    best, likeness = _likest(shown, witnesses)
    if best and likeness >= (_ALIKE if len(shown) > 1 else _ALIKE_ALONE):
        return Fact(best, "markup")
    if told and (not meta or alike(told, meta) or alike(told, title)):
        return Fact(told, "json-ld")
    seconds = _headings(page, "heading", witnesses)
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


def _headings(page: Page, kind: str, witnesses: Sequence[str]) -> list[str]:
    """Headings of a kind, without what is none of theirs."""
    pieces = [piece for piece in page.pieces if piece.kind == kind and len(piece.text) <= _LONGEST][:_MOST]
    return [headline_in(piece.parts or (piece.text,), witnesses, page.title, page.lang) for piece in pieces]


def _is_brand(heading: str, title: str, page: Page) -> bool:
    """Whether a heading is the site's name, or begins with what the page's title has behind the headline."""
    if is_site(heading, page):
        return True
    behind = (words_of(part) for part in _BARS.split(page.title)[1:] if part not in title)
    own = words_of(heading)
    return alike(heading, title) < _ALIKE and any(part and own[: len(part)] == part for part in behind)


def _likest(texts: Sequence[str], witnesses: Sequence[str]) -> tuple[str, float]:
    """The text that shares most with any witness, and how much. Of two that share as much, a section's name ("News",
    which heads the page, and its title too) goes behind a headline."""
    scored = (
        (max((alike(text, one) for one in witnesses), default=0.0), min(len(words_of(text)), _FEW_WORDS), -at)
        for at, text in enumerate(texts)
    )
    likeness, _, place = max(scored, default=(0.0, 0, 0))
    return (texts[-place], likeness) if texts else ("", 0.0)


def without_site(title: str, page: Page) -> str:
    """A title without the site's name and section at its ends."""
    title = _OPEN_END.sub("", title)
    parts = _BARS.split(title)
    while len(parts) > 1 and (is_site(parts[0], page) or parts[0].casefold() in _SECTIONS):
        parts.pop(0)
    if len(parts) < 2:
        return title[title.index(parts[0]) :] if parts else title
    parts = parts[: _brand_at(parts, page)]
    while len(parts) > 1 and (is_site(parts[-1], page) or (_size(parts[-1]) <= 3 and _follows_bar(title, parts[-1]))):
        parts.pop()
    start = title.index(parts[0])
    return title[start : title.index(parts[-1], start) + len(parts[-1])].strip()


def _brand_at(parts: Sequence[str], page: Page) -> int:
    """Where a short part behind a long one stands alone in a heading, as sites head their pages; else the end."""
    heads = {piece.text.casefold() for piece in page.pieces if piece.kind == "h1"}
    if _size(parts[0]) <= 3:
        return len(parts)
    return next(
        (at for at, part in enumerate(parts) if at and _size(part) <= 3 and part.casefold() in heads), len(parts)
    )


def _without_names(title: str, page: Page) -> str:
    """A title without the site's name behind it."""
    parts = _BARS.split(title)
    while len(parts) > 1 and is_site(parts[-1], page):
        title = title[: title.rindex(parts.pop())].rstrip(" |·•–—»«:-")
    return title


def _size(text: str) -> float:
    """Words; of scripts that part none, two signs for one."""
    wide = sum("\u2e80" <= letter < "\ue000" for letter in text)
    return wide / 2 if wide else len(text.split())


def is_site(text: str, page: Page) -> bool:
    """Whether a text is the name of the site."""
    bare = "".join(words_of(text))
    names = [page.told("og:site_name", "application-name", "al:ios:app_name", "publisher", "dc.publisher")]
    names.append(text_of(page.node.get("publisher")))
    host = re.sub(r"^https?://(?:www\.)?|/.*$", "", page.url or page.told("og:url"))
    names += [host, host.rpartition(".")[0]]
    return bool(bare) and any(bare == "".join(words_of(name)) for name in names if name)


def _may_be_logo(heading: str, title: str) -> bool:
    """Whether an only heading may be the site's name in another script: up to three words, none of a longer title."""
    return len(words_of(heading)) <= 3 < len(words_of(title)) and alike(heading, title) < _ALIKE_ALONE


def _follows_bar(title: str, part: str) -> bool:
    """Whether a short last part stands behind a bar, as names of sites do, and not behind a dash within a headline."""
    before = title[: title.rindex(part)].rstrip()
    return before.endswith(("|", "»", "«", "‹", "›", "::")) or (
        before.endswith(("-", "–", "—", "·")) and part[:1].isupper() and len(before) > 30
    )
