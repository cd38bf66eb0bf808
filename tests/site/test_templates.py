"""Every page kind, rendered from one small site: what HTML owes its readers, and that content stays content."""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import pytest

from site_gen.model import (
    Actor,
    Correction,
    Cut,
    Event,
    Evidence,
    Figure,
    Item,
    Registry,
    Role,
    Settings,
    Source,
    Statement,
    Topic,
)
from site_gen.site.assemble import assemble
from site_gen.site.formats.writers import WRITERS
from site_gen.site.markdown import render_markdown
from site_gen.site.plan import plan_pages
from site_gen.site.render import Templates, render

TEMPLATES = Path(__file__).parents[2] / "templates"
HOSTILE = '<script>alert("x")</script>&amp;'
QUOTED = "We shall open the gates on Monday."
REPORTED = "the gates would stay shut"
_REGISTRY = Registry(
    {
        "mayor": Actor(
            "mayor", f"Ada {HOSTILE}", "person", roles=(Role("mayor", "town", "2020/.."),), names=(("ar", "آدا"),)
        ),
        "town": Actor("town", "Town", "state", note=HOSTILE),
        "guard": Actor("guard", "Weir Guard", "armed-force", of="town"),
    },
    {"water": Topic("water", "water"), "dams": Topic("dams", "dams", broader="water")},
    {
        "post": Source(
            "post", "The Post", home="https://post.example/", grade="B", grade_reason=HOSTILE, publish_text="full"
        )
    },
)
_BODY = (
    f'"{QUOTED}" she said.\n\nThe guard said {REPORTED}. On Sunday all was calm.'
    " Talks are planned. Three fell; five fell."
)


def _items() -> list[Item]:
    events = tuple(
        Event("Talks are planned.", when=when, words="Sunday", rule="weekday-past", actors=("town",), state="scheduled")
        for when in ("2022-08-07", "2022-08", "199X", "XXXX-09-25", "2022-08-03/2022-09-04", "2022?", None)
    )
    figures = (
        Figure("fallen", "3", "Three fell", by="town", side="town", of="people", when="2022-08-07"),
        Figure("fallen", "5", "five fell", of="people", qualifier="about"),
    )
    statements = (
        Statement("mayor", QUOTED, "direct", verb="told", to="a meeting", said="2022-08-07", topics=("water",)),
        Statement("guard", REPORTED, "indirect", verb="said", basis="metonym", topics=("dams",)),
        Statement(None, REPORTED, "indirect", named="a witness", replies_to="full#x", via="The Agency"),
    )
    full = Item(
        "full", f"Gates {HOSTILE}", _BODY, published="2022-08-08", updated="2022-08-09", source="post",
        lang="en", url="https://post.example/a?b=c&d=e", authors=("A. B.",), basis=(("title", "derived"),),
        actors=("mayor", "town"),
        topics=("water",), summary=HOSTILE, statements=statements, events=events, figures=figures, status="review",
        cuts=(Cut("share-line", 0, 1, 1, "Share"),), corrections=(Correction("2022-08-10", HOSTILE),),
        evidence=Evidence("seeds/full.txt", "ab" * 32),
    )  # fmt: skip
    many = [
        Item(
            f"n{number}",
            f"Note {number}",
            _BODY,
            published=f"2021-{number:02}-05",
            actors=("mayor",),
            statements=statements[:1],
        )
        for number in range(1, 10)
    ]
    gone = Item("gone", "Gone", "x", status="retracted", retracted=HOSTILE)
    bare = Item("bare", "Bare", "One line.")
    return [full, bare, gone, *many]


@cache
def _site(base_url: str, empty: bool = False) -> dict[str, str]:
    """Every page by path."""
    settings = Settings(
        title=f"Weir {HOSTILE}", tagline=HOSTILE, base_url=base_url, page_size=3, situation=HOSTILE, description=HOSTILE
    )
    site = assemble([] if empty else _items(), Registry() if empty else _REGISTRY, settings, render_markdown)
    templates = Templates(TEMPLATES, TEMPLATES)
    return {page.path: render(page, templates).decode() for page in plan_pages(site) if page.template not in WRITERS}


class _Outline(HTMLParser):
    """Tags, ids, headings and links of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag]


class _Read(NamedTuple):
    """A page, read."""

    path: str
    text: str
    outline: _Outline


@cache
def _pages() -> tuple[_Read, ...]:
    """Every HTML page of a site without an address, of one with, and of one without content."""
    sites = (_site(""), _site("https://weir.example/b/"), _site("", empty=True))
    found = [(path, text) for site in sites for path, text in site.items() if path.endswith(".html")]
    return tuple(_Read(path, text, _Outline(text)) for path, text in found)


def test_every_page_has_one_h1_and_skips_no_heading_level() -> None:
    for path, _, outline in _pages():
        levels = [int(tag[1]) for tag, _ in outline.tags if tag in ("h1", "h2", "h3", "h4", "h5", "h6")]
        assert levels.count(1) == 1, path
        assert levels[0] == 1, path
        assert all(after <= before + 1 for before, after in pairwise(levels)), path


def test_no_page_gives_an_id_twice_or_leads_to_a_fragment_that_is_not_there() -> None:
    for path, _, outline in _pages():
        ids = [attrs["id"] for _, attrs in outline.tags if "id" in attrs]
        assert len(ids) == len(set(ids)), path
        own = {href[1:] for attrs in outline.all("a") if (href := attrs["href"] or "").startswith("#")}
        assert own <= set(ids), path


def test_every_page_begins_with_a_skip_link_and_has_its_landmarks() -> None:
    for path, _, outline in _pages():
        assert outline.all("a")[0]["href"] == "#main", path
        assert [len(outline.all(tag)) for tag in ("main", "footer")] == [1, 1], path
        assert outline.all("html")[0]["lang"] == "en", path


def test_every_page_holds_to_its_own_policy() -> None:
    for path, _, outline in _pages():
        policies = [attrs["content"] or "" for attrs in outline.all("meta") if attrs.get("http-equiv")]
        assert len(policies) == 1, path
        assert policies[0].startswith("default-src 'none'"), path
        assert "unsafe" not in policies[0], path
        assert not any(name == "style" or name.startswith("on") for _, attrs in outline.tags for name in attrs), path
        scripts = [attrs for attrs in outline.all("script") if attrs.get("type") != "application/ld+json"]
        assert all((attrs.get("src") or "").startswith("assets/") for attrs in scripts), path
        assert ("script-src 'self';" in policies[0]) == bool(scripts), path
        assert ("form-action 'self'" in policies[0]) == any("action" in form for form in outline.all("form")), path
        inline = bool(outline.all("style"))
        assert inline == (path == "404.html") == ("style-src 'sha256-" in policies[0]), path


def test_machine_dates_stand_only_where_there_is_one() -> None:
    for path, _, outline in _pages():
        assert all(attrs["datetime"] for attrs in outline.all("time")), path


def test_links_to_other_hosts_are_marked_and_no_link_is_empty() -> None:
    for path, _, outline in _pages():
        for attrs in outline.all("a"):
            href = attrs["href"] or ""
            assert href, path
            abroad = href.startswith("http") and not href.startswith("https://weir.example/")
            assert (attrs.get("rel") == "external noopener") == abroad, path


def test_content_is_shown_as_text() -> None:
    for path, text, _ in _pages():
        assert "<script>" not in text, path
        assert 'alert("' not in text, path


def test_without_an_address_of_its_own_the_site_claims_none_and_stays_out_of_search() -> None:
    for path, text in _site("").items():
        if path.endswith(".html"):
            assert 'rel="canonical"' not in text
            assert "og:url" not in text
            assert '<meta name="robots" content="noindex">' in text
    assert "Disallow: /" in _site("")["robots.txt"]


def test_with_an_address_each_page_names_it() -> None:
    for path, text in _site("https://weir.example/b/").items():
        if path.endswith(".html"):
            address = "https://weir.example/b/" + ("" if path == "index.html" else path)
            assert f'<link rel="canonical" href="{address}">' in text
            assert f'<meta property="og:url" content="{address}">' in text
            assert "application/ld+json" in text


def test_the_page_for_what_is_not_there_needs_no_other_file_at_any_depth() -> None:
    text = _site("https://weir.example/b/")["404.html"]
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}';" in text
    assert 'rel="stylesheet"' not in text
    assert all(
        link.startswith(("https://weir.example/b/", "#", "data:")) for link in re.findall(r'href="([^"]*)"', text)
    )


def test_only_words_that_were_quoted_stand_in_quotation_marks() -> None:
    text = _site("")["items/full.html"]
    assert f"“{QUOTED}”" in text
    assert f"said <bdi>{REPORTED}</bdi>" in text
    assert f"“{REPORTED}" not in text


def test_a_retracted_article_says_why_and_shows_nothing_else() -> None:
    text = _site("")["items/gone.html"]
    assert "This article was retracted." in text
    assert "<aside" not in text
    assert QUOTED not in text


def test_an_empty_site_tells_what_would_fill_it() -> None:
    pages = _site("", empty=True)
    for path in ("index.html", "timeline.html", "statements.html"):
        assert 'class="empty"' in pages[path]


@pytest.mark.parametrize("base_url", ["", "https://weir.example/b/"])
def test_feed_and_sitemap_are_well_formed(base_url: str) -> None:
    site = _site(base_url)
    atom = "{http://www.w3.org/2005/Atom}"
    feed = ElementTree.fromstring(site["feed.xml"].encode())
    for element in (feed, *feed.iter(f"{atom}entry")):
        assert all(element.findtext(f"{atom}{name}") for name in ("id", "title", "updated"))
    if base_url:
        ElementTree.fromstring(site["sitemap.xml"].encode())


def test_a_site_overrides_one_block_and_keeps_the_rest(tmp_path: Path) -> None:
    own = tmp_path / "templates"
    own.mkdir()
    (own / "item.html").write_text('{% extends "default/item.html" %}{% block events %}<p>ours</p>{% endblock %}')
    templates = Templates(own, TEMPLATES)
    page = next(
        page
        for page in plan_pages(assemble(_items(), _REGISTRY, Settings(), render_markdown))
        if page.path == "items/full.html"
    )
    text = render(page, templates).decode()
    assert "<p>ours</p>" in text
    assert "Statements" in text
    assert 'id="events"' not in text


def test_the_style_sheet_stays_small_and_asks_no_other_host() -> None:
    style = (TEMPLATES / "assets" / "style.css").read_text()
    assert len(gzip.compress(style.encode(), mtime=0)) < 5_300
    assert "url(" not in style
    assert "@import" not in style
