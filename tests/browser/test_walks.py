"""Timeline and search of the demo as people without a mouse or a screen go through them: by keyboard, by ear."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from typing import Any, Final
from urllib.parse import urldefrag

import pytest
from playwright.sync_api import expect
from screen_reader import CONTROLS, LANDMARKS, Spoken, spoken

MORE_FLAGS: Final = ("--force-renderer-accessibility",)
"""As with a screen reader at work: then what is not drawn yet can be read too."""
PAGES: Final = {
    "timeline.html": "Years and months, Order",
    "timeline-2030.html": "Above this page, On this page, Order",
    "search.html?q=dam": "",
}
"""Pages with their navigations above the filters."""
ITEM: Final = "items/2030-11-21-karvenia-losmar-initial-treaty-on-selm-waters.html"
SAME_FOR_ALL: Final = frozenset(["link", "original", "cite", "more", "here"])
"""Words of the interface that tell nothing by themselves."""
FOCUSED: Final = """() => {
  const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
  const seen = box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const ringed = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  const told = one.href || one.name || one.textContent.trim() || one.tagName;
  return one === document.body ? null : [told, seen, ringed];
}"""


def open_page(page: Any, demo: Path, path: str) -> None:
    """Open it, and wait for what its script shows."""
    name, _, query = path.partition("?")
    page.goto((demo / name).as_uri() + (f"?{query}" if query else ""))
    if query:
        expect(page.get_by_role("status")).not_to_be_empty()


@pytest.mark.parametrize("path", PAGES)
def test_the_parts_of_a_page_come_in_the_order_of_reading_and_have_names(demo: Path, page: Any, path: str) -> None:
    open_page(page, demo, path)
    heard = [f"{one.role} {one.name}".strip() for one in spoken(page) if one.role in LANDMARKS]
    above = [f"navigation {name}" for name in PAGES[path].split(", ") if name]
    form = ["search", "region Results"] if path.startswith("search") else ["form Filters"]
    below = ["navigation Beside this page"] if path == "timeline-2030.html" else []
    end = ["contentinfo", "navigation More"]
    assert heard == ["banner", "navigation Main", "main", *above, *form, *below, *end]


@pytest.mark.parametrize("path", PAGES)
def test_headings_begin_with_one_and_skip_no_level(demo: Path, page: Any, path: str) -> None:
    open_page(page, demo, path)
    levels = [one.level for one in spoken(page) if one.role == "heading"]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert len(levels) > 4
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("path", [*PAGES, "index.html", ITEM])
def test_every_link_and_control_tells_where_it_leads(demo: Path, page: Any, path: str) -> None:
    open_page(page, demo, path)
    heard = [one for one in spoken(page) if one.role in CONTROLS]
    assert len(heard) > 30
    assert [one for one in heard if not one.name.strip() or one.name.casefold() in SAME_FOR_ALL] == []
    assert _astray(heard) == []


def _astray(heard: list[Spoken]) -> list[str]:
    """Names that lead to more than one place though nothing beside them tells which. Sources of lines may, each in a
    list item of its own, with whose words it is read."""
    leads: dict[tuple[str, str], list[Spoken]] = defaultdict(list)
    for one in heard:
        if one.role == "link":
            leads[one.name, one.description].append(one)
    return [
        name
        for (name, _), links in leads.items()
        if len({one.href for one in links}) > 1
        and (
            len({(one.place, one.href) for one in links}) > len({one.place for one in links})
            or any(not one.place.startswith("listitem") for one in links)
        )
    ]


@pytest.mark.parametrize("path", PAGES)
def test_tab_stops_at_everything_in_the_order_of_reading_seen_and_ringed(demo: Path, page: Any, path: str) -> None:
    open_page(page, demo, path)
    heard = [one for one in spoken(page) if one.role in CONTROLS]
    stops: list[tuple[str, bool, bool]] = []
    page.keyboard.press("Tab")
    while (stop := page.evaluate(FOCUSED)) and len(stops) <= len(heard):
        stops.append(tuple(stop))
        page.keyboard.press("Tab")
    assert [told for told, seen, _ in stops if not seen] == []
    assert [told for told, _, ringed in stops if not ringed] == []
    links = [urldefrag(one.href)[1] or one.href for one in heard if one.role == "link"]
    assert [urldefrag(told)[1] or told for told, _, _ in stops if told.startswith(("file:", "http"))] == links
    assert len(stops) == len(heard)


def test_filters_have_names_and_a_choice_is_told_without_moving_the_focus(demo: Path, page: Any) -> None:
    open_page(page, demo, "timeline-2030.html")
    heard = spoken(page)
    assert [one.name for one in heard if one.role == "combobox"] == ["Actor", "Topic", "Source", "Kind"]
    assert _told(page) == ""
    page.get_by_label("Kind").focus()
    page.keyboard.press("e")  # event
    assert "of 163 entries on this page" in _told(page)
    first = _told(page)
    assert page.evaluate("document.activeElement.name") == "kind"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("T")  # The Tamrit Herald
    assert page.get_by_label("Source").input_value() == "herald"
    assert _told(page) not in ("", first)
    assert page.evaluate("document.activeElement.name") == "source"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # Show all
    assert page.evaluate("document.activeElement.type") == "reset"
    assert _told(page) == ""
    assert page.locator("li[data-f][hidden]").count() == 0


def _told(page: Any) -> str:
    """What the one live region of the page says."""
    region = page.locator("[role=status]")
    assert region.count() == 1
    return str(region.inner_text())


def test_what_a_search_finds_is_told_and_the_box_keeps_the_focus(demo: Path, page: Any) -> None:
    open_page(page, demo, "search.html")
    assert "status" in [one.role for one in spoken(page)]  # a region that comes with its words may not be announced
    page.keyboard.press("/")
    page.keyboard.type("zeppelin", delay=1)
    page.keyboard.press("Enter")
    status = page.get_by_role("status")
    expect(status).to_have_text("0 results.")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.press("Escape")  # empties the box
    expect(page.locator("#results")).to_be_hidden()
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.type('"read a map"', delay=1)
    page.keyboard.press("Enter")
    expect(status).to_have_text("2 results.")
    heard = [one.role for one in spoken(page)]
    region = heard.index("region")
    assert heard.index("status") < region < heard.index("list", region) < heard.index("mark")


def test_a_narrowed_search_is_told_and_its_result_opened_by_enter(demo: Path, page: Any) -> None:
    open_page(page, demo, "search.html?q=dam")
    everything = _told(page)
    page.get_by_text("Narrow by who, what, when").focus()
    page.keyboard.press("Enter")
    fields = [one.name for one in spoken(page) if one.role in ("combobox", "Date")]
    assert fields == ["Kind", "Said by", "Naming", "Topic", "Source", "From", "To", "Order"]
    page.keyboard.press("Tab")
    page.keyboard.press("S")  # Statements
    expect(page.get_by_role("status")).not_to_have_text(everything)
    assert page.evaluate("document.activeElement.id") == "kind"
    first = page.locator("#hits .source").first
    leads = first.get_attribute("href")
    page.locator("#q").focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.getAttribute('href')") == leads
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{leads}")
    assert page.locator(":target").count() == 1


def test_the_last_of_more_results_keeps_the_focus(demo: Path, page: Any) -> None:
    open_page(page, demo, "search.html?q=dam&kind=statement")
    while page.locator("#more").is_visible():
        shown = page.locator("#hits > li").count()
        page.locator("#more").focus()
        page.keyboard.press("Enter")
        expect(page.locator("#hits > li")).not_to_have_count(shown)
        focused = "[...document.querySelectorAll('#hits > li')].findIndex(li => li.contains(document.activeElement))"
        assert page.evaluate(focused) == shown
