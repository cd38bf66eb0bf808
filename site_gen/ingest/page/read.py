"""A page's characters to its text and facts: the way through the rooms of this folder. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import urljoin

from site_gen.errors import Problem, SiteError
from site_gen.ingest.facts import Fact, Opened
from site_gen.ingest.page.authors import authors_of
from site_gen.ingest.page.guess import guess_day
from site_gen.ingest.page.headline import headline_of
from site_gen.ingest.page.jsonld import article_node, in_paragraphs, read_nodes
from site_gen.ingest.page.live import with_updates
from site_gen.ingest.page.moments import day_of
from site_gen.ingest.page.origin import original, saved_from
from site_gen.ingest.page.page import Page, links_of, meta_of
from site_gen.ingest.page.pieces import read_pieces
from site_gen.ingest.page.published import published_of, seen_instead, told_instead, updated_instead, updated_of
from site_gen.ingest.page.series import same_article
from site_gen.ingest.page.state import state_text
from site_gen.ingest.page.text import main_text
from site_gen.ingest.page.traces import month_of
from site_gen.ingest.page.tree import Element, parse_tree
from site_gen.ingest.page.wall import wall_of
from site_gen.ingest.page.whereabouts import lang_of, publisher_of, url_of

_FEW: Final = 400
"""Characters below which a page may keep its text for its scripts."""
MOST_TEXT: Final = 500_000
"""Characters of one article: a book of some 80,000 words; live blogs of a week come to half of it."""


def read_page(markup: str, path: str, url: str = "", notes: tuple[str, ...] = ()) -> Opened:
    """The article of a page, with the basis of each fact. `url`: where it is known to come from.

    Raises SiteError for a page without elements.
    """
    tree, whole = parse_tree(markup)
    if tree is None:
        raise SiteError(
            [Problem(path, 0, 0, "empty-seed", "the page has no text", "remove it, or save the article again")]
        )
    if not whole:
        notes = (*notes, "the page is too deep or too long and was read in part")
    page = survey(tree, original(url) or saved_from(markup))
    title = headline_of(page)
    shown = tuple(piece.text for piece in page.pieces if piece.kind == "h1")
    headlines = (*((title.value,) if title else ()), *shown, page.told("og:title"))
    text = in_paragraphs(main_text(tree, headlines, page.lang), page.node)
    text = with_updates(text, page.node)
    if len(text) < _FEW and len(kept := state_text(_states(tree), headlines[0] or page.title)) > 2 * len(text):
        text = kept
    if wall := wall_of(page.title, text):
        hint = "open it in a browser, and save the whole page or its text from there"
        raise SiteError([Problem(path, 0, 0, "walled-page", wall, hint)])
    if len(text) > MOST_TEXT:
        told = f"the page's text has {len(text):,} characters; at most {MOST_TEXT:,} are taken as one article"
        raise SiteError([Problem(path, 0, 0, "page-limits", told, "save the article alone, or its text as .txt")])
    head = title.value if title else ""
    published = published_of(page, tree, head)
    unsaid = seen_instead(page, published, head)
    guessed = "" if published else guess_day(tree, page, text, markup)
    published = published or _month(page, guessed)
    names, basis = authors_of(page)
    return Opened(
        text=text,
        title=title,
        published=published,
        guessed=guessed,
        told=told_instead(page, published),
        seen=unsaid or updated_instead(page, published, head),
        updated=updated_of(page, published, head),
        url=url_of(page),
        source=publisher_of(page),
        authors=names,
        authors_basis=basis,
        lang=lang_of(page),
        notes=(*notes, *_date_seen(unsaid, published), *_pieces_left(page)),
    )


def survey(tree: Element, url: str) -> Page:
    """All that the page tells of itself."""
    meta, links, pieces = meta_of(tree), links_of(tree), read_pieces(tree)
    nodes = read_nodes(
        script.text or "" for script in tree.iter("script") if "ld+json" in (script.get("type") or "").lower()
    )
    title = next((" ".join("".join(element.itertext()).split()) for element in tree.iter("title")), "")
    told = meta.get("og:title", ())
    node = article_node(nodes, (links.get("canonical", ""), *meta.get("og:url", ()), url),
                        (*told, *(piece.text for piece in pieces if piece.kind == "h1")))  # fmt: skip
    lang = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or tree.get("xml:lang") or ""
    canonical = links.get("canonical", "")
    return Page(
        meta,
        node,
        nodes,
        pieces,
        title[:1000],
        links,
        lang.strip(),
        url or (canonical if canonical.startswith("http") else _first(meta)),
    )


def _states(tree: Element) -> Iterator[str]:
    """What the page keeps for its scripts as JSON."""
    for script in tree.iter("script"):
        if (script.get("type") or "").lower() == "application/json" and script.text:
            yield script.text


def _month(page: Page, guessed: str) -> Fact | None:
    """The month that the address tells, where no other day is likelier."""
    month = month_of(page.url)
    return month if month and guessed[:7] in ("", month.value) else None


def _first(meta: Mapping[str, tuple[str, ...]]) -> str:
    return next(iter(meta.get("og:url", ())), "")


def _date_seen(seen: str, published: Fact | None) -> tuple[str, ...]:
    """A word where readers see another day for that of publication."""
    if not seen or not published:
        return ()
    day = day_of(published.value)
    return (f"beside the headline stands {seen}, the day of a later version or edition; published {day}",)


def _pieces_left(page: Page) -> tuple[str, ...]:
    """A word where the article goes on elsewhere, or began there; links to other stories are no such."""
    if not page.node and not page.url:
        return ()
    told = []
    for relation, words in (("prev", "goes on from"), ("next", "goes on at")):
        place = page.links.get(relation, "")
        if place and (not page.url or same_article(urljoin(page.url, place), page.url)):
            told.append(f"the page says that it {words} {place[:200]}")
    return tuple(told)
