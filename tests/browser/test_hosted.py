"""A site as hosts have it: under a path, with the headers that the guide proposes, in a real Chromium."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect
from served import headers_of_nginx, serving
from test_guide import block


@pytest.mark.parametrize("under", ["/repo/", "/"])
def test_pages_search_and_timeline_work_under_a_path_and_with_headers(under: str, page: Any, demo: Path) -> None:
    headers = headers_of_nginx(block("nginx.conf"))
    assert len(headers) == 4
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    with serving(demo, under, headers) as base:
        page.goto(base)
        page.get_by_role("link", name="Timeline").first.click()
        expect(page).to_have_url(f"{base}timeline.html")
        assert page.evaluate("getComputedStyle(document.body).fontFamily") != ""
        page.goto(f"{base}search.html?q=dam")
        expect(page.locator("main li mark, main mark").first).to_be_visible()
        page.goto(f"{base}404.html")
        expect(page.locator("h1")).to_be_visible()
        assert asked
        assert [url for url in asked if not url.startswith(base)] == []
