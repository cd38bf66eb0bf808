"""robots.txt, sitemap and OpenSearch: absolute where they must be, absent where they cannot be."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import pytest
from hostile_site import BASE, files, site

from site_gen.site.pages.machines import _short
from site_gen.site.plan import plan_pages

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NAMESPACE = "{http://a9.com/-/spec/opensearch/1.1/}"


def test_opensearch_tells_browsers_how_to_search_the_site() -> None:
    found = ElementTree.fromstring(files()["opensearch.xml"])
    templates = {one.get("type"): one.get("template") for one in found.iter(f"{NAMESPACE}Url")}
    assert templates["text/html"] == BASE + "search.html?q={searchTerms}"
    assert templates["application/opensearchdescription+xml"] == f"{BASE}opensearch.xml"
    assert 0 < len(found.findtext(f"{NAMESPACE}ShortName") or "") <= 16
    assert 0 < len(found.findtext(f"{NAMESPACE}LongName") or "") <= 48
    assert (found.findtext(f"{NAMESPACE}Image") or "").removeprefix(BASE) == "assets/icon.svg"


def test_every_page_leads_to_the_description_of_the_search() -> None:
    for path, text in files().items():
        if path.endswith(".html"):
            root = BASE if path == "404.html" else "../" * path.count("/")
            assert 'type="application/opensearchdescription+xml" title=' in text.decode(), path
            assert f'href="{root}opensearch.xml"' in text.decode(), path


def test_without_an_address_there_is_no_opensearch_and_no_sitemap() -> None:
    assert not {"opensearch.xml", "sitemap.xml"} & files("").keys()
    assert not any(b"opensearch" in text for path, text in files("").items() if path.endswith(".html"))


def test_the_sitemap_has_pages_alone() -> None:
    found = ElementTree.fromstring(files()["sitemap.xml"])
    paths = [(one.text or "").removeprefix(BASE) or "index.html" for one in found.iter() if one.tag.endswith("}loc")]
    assert set(paths) <= {path for path in files() if path.endswith(".html")}
    assert "data.html" in paths
    assert "items/gone.html" not in paths


def test_the_sitemap_has_what_pages_say_of_themselves() -> None:
    """A plan tells of each page whether it may be found and of which day it is, before its view is made."""
    views: dict[str, Any] = {page.path: page.view for page in plan_pages(site())}
    shown = {path: view for path, view in views.items() if path.endswith(".html") and view.shell.indexed}
    days = {path: view.date.iso if path.startswith("items/") else "" for path, view in shown.items()}
    told = {(view.shell.canonical, days[path] if len(days[path]) == 10 else "") for path, view in shown.items()}
    found = ElementTree.fromstring(files()["sitemap.xml"])
    assert {
        (one.findtext(f"{SITEMAP}loc"), one.findtext(f"{SITEMAP}lastmod") or "") for one in found.iter(f"{SITEMAP}url")
    } == told
    assert any(day for _, day in told)
    assert any(page.hidden for page in plan_pages(site()))


@pytest.mark.parametrize(
    ("text", "most", "told"),
    [
        ("Weir watch", 16, "Weir watch"),
        ("Weir watch of the north", 16, "Weir watch of"),
        ("Weir watch of the north", 17, "Weir watch of the"),
        ("Donaudampfschifffahrt", 16, "Donaudampfschiff"),
    ],
)
def test_names_are_cut_between_words_where_they_can_be(text: str, most: int, told: str) -> None:
    assert _short(text, most) == told
