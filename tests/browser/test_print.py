"""Pages as one files them: printed by a real Chromium."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from small_site import write_project

from site_gen.build import BuildOptions, build

WORDS = "The water board met again in the old hall by the weir and heard what the engineers had found. ".split()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site with an article of 800 words, shown whole, two statements and an event among them."""
    root = write_project(tmp_path_factory.mktemp("print"))
    paragraphs = [" ".join((WORDS * 5)[:80]) + "." for _ in range(10)]
    text = (root / "content/items/gates-open.md").read_text(encoding="utf-8")
    (root / "content/items/gates-open.md").write_text(text + "\n" + "\n\n".join(paragraphs) + "\n", encoding="utf-8")
    build(root, BuildOptions())
    return root / "public"


def test_an_article_of_800_words_fits_on_two_sheets(site: Path, browser: Any) -> None:
    page = browser.new_page()
    page.goto((site / "items/gates-open.html").as_uri())
    printed = page.pdf(format="A4", prefer_css_page_size=True)
    assert 1 <= len(re.findall(rb"/Type\s*/Page[^s]", printed)) <= 2
    page.close()


@pytest.mark.parametrize(
    "path", ["index.html", "items/gates-open.html", "actors/ada-holm.html", "timeline.html", "search.html"]
)
def test_what_only_leads_about_is_not_printed_and_addresses_of_sources_are(site: Path, browser: Any, path: str) -> None:
    page = browser.new_page()
    page.goto((site / path).as_uri())
    page.emulate_media(media="print")
    shown = "all => all.filter(one => one.getClientRects().length).map(one => one.outerHTML.slice(0, 80))"
    for selector in ("nav", "form", ".skip", "button"):
        found = page.eval_on_selector_all(selector, shown)
        assert found == [], selector
    if path.startswith("items/"):
        after = page.eval_on_selector(".byline .address", "one => getComputedStyle(one, '::after').content")
        assert "https://post.example/2022/08/04/gates" in after or "attr(href)" in after
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    page.close()


def test_the_briefing_prints_as_one_files_it(demo: Path, browser: Any) -> None:
    page = browser.new_page()
    page.goto((demo / "index.html").as_uri())
    printed = page.pdf(format="A4", prefer_css_page_size=True)
    assert 2 <= len(re.findall(rb"/Type\s*/Page[^s]", printed)) <= 4
    page.set_viewport_size({"width": 680, "height": 900})  # an A4 sheet between its margins
    page.emulate_media(media="print")
    shown = "all => all.filter(one => one.checkVisibility()).map(one => one.outerHTML.slice(0, 80))"
    for selector in ("nav", "form", ".skip", ".self", "button", ".top"):
        assert page.eval_on_selector_all(selector, shown) == [], selector
    after = "all => all.map(one => [getComputedStyle(one, '::after').content, one.href])"
    addresses = page.eval_on_selector_all("#articles ~ ul .address", after)
    assert len(addresses) == 10
    assert all(content == f'": {href}"' for content, href in addresses)
    assert page.locator(".asof").first.inner_text().startswith("As of 5 February 2031")
    assert page.locator(".foot .address").inner_text() == "https://demo.example/"
    assert page.evaluate("document.documentElement.scrollWidth") <= 680
    page.close()


def test_a_wide_table_is_printed_whole(demo: Path, browser: Any) -> None:
    page = browser.new_page(viewport={"width": 680, "height": 900})
    page.goto((demo / "matrix.html").as_uri())
    page.emulate_media(media="print")
    assert page.locator(".matrix thead a").count() == 11
    assert (
        page.evaluate("Math.max(...[...document.querySelectorAll('td, th')].map(e => e.getBoundingClientRect().right))")
        <= 680
    )
    page.close()
