"""What a page's key depends on, and pages that no template makes."""

from __future__ import annotations

import pytest
from hostile_site import TEMPLATES, data, site

from site_gen.site.formats.writers import WRITERS
from site_gen.site.page import Page
from site_gen.site.plan import plan_pages
from site_gen.site.render import Templates, page_key, render


def _page(path: str) -> Page:
    return next(page for page in plan_pages(site()) if page.path == path)


@pytest.mark.parametrize(
    "path", ["index.html", "data/site.sqlite", "data/statements.csv", "feed.rss", "items/full.json"]
)
def test_a_key_changes_with_our_code_and_stays_without_a_change(path: str) -> None:
    page = _page(path)
    one, same, other = (page_key(page, Templates(TEMPLATES, TEMPLATES, code=code)) for code in ("a", "a", "b"))
    assert one == same != other


def test_files_that_share_a_view_have_keys_of_their_own() -> None:
    templates = Templates(TEMPLATES, TEMPLATES)
    view = data()
    keys = {page_key(Page(name, name, view), templates) for name in WRITERS}
    assert len(keys) == len(WRITERS)


def test_a_key_follows_the_view_when_views_take_turns() -> None:
    templates = Templates(TEMPLATES, TEMPLATES)
    pages = [Page("x", "json", view) for view in (data(), data(""), data())]
    keys = [page_key(page, templates) for page in pages]
    assert keys[0] == keys[2] != keys[1]


def test_no_writer_could_be_taken_for_a_template() -> None:
    assert not any("." in name for name in WRITERS)


def test_every_file_of_the_site_comes_out_the_same_twice() -> None:
    templates = Templates(TEMPLATES, TEMPLATES)
    first = {page.path: render(page, templates) for page in plan_pages(site())}
    again = {page.path: render(page, Templates(TEMPLATES, TEMPLATES)) for page in plan_pages(site())}
    assert first == again
