"""A long timeline in a real Chromium, from disk: filters and their addresses, keyboard, width, and no script."""

from __future__ import annotations

import re
import runpy
from pathlib import Path
from typing import Any

import pytest

from site_gen.build import BuildOptions, build

HERE = Path(__file__).parents[2]
EVENTS = 800
PAGES = (
    "timeline.html timeline-2020.html timeline-2020-08.html timeline-undated.html timeline-200x.html "
    "timeline-said.html timeline-said-2020.html timeline-published.html timeline-published-2020-08.html"
).split()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten years, each parted by month."""
    root = tmp_path_factory.mktemp("long")
    runpy.run_path(str(HERE / "benchmarks/make_timeline.py"))["main"](root, EVENTS)
    settings = root / "content/site.yaml"
    settings.write_text(settings.read_text() + "page_size: 5\n")
    build(root, BuildOptions(base_url=""))
    return root / "public"


def shown(page: Any) -> int:
    """How many lines are to be seen."""
    return int(page.evaluate("document.querySelectorAll('li[data-f]:not([hidden])').length"))


def all_words(page: Any) -> str:
    """All words of the page but those of controls; what the browser has not drawn yet is drawn."""
    page.evaluate(
        "for (const part of document.querySelectorAll('.scripted, .unscripted')) part.remove();"
        "const all = new CSSStyleSheet(); all.replaceSync('* { content-visibility: visible !important }');"
        "document.adoptedStyleSheets = [all]"
    )
    return str(page.locator("main").inner_text())


def told(page: Any, pattern: str) -> list[int]:
    """The numbers in what is told aloud, once it is as expected."""
    status = page.locator("[role=status]")
    page.wait_for_function(
        "pattern => new RegExp(pattern).test(document.querySelector('[role=status]').textContent)", arg=pattern
    )
    return [int(number.replace(",", "")) for number in re.findall(r"[\d,]*\d", status.inner_text())]


def test_two_filters_together_leave_what_has_both_and_tell_how_many(site: Path, page: Any) -> None:
    page.goto((site / "timeline-2020-08.html").as_uri())
    everything = shown(page)
    options = page.evaluate("[...document.querySelector('[name=actor]').options].map(one => [one.value, one.label])")
    page.get_by_label("Kind").select_option("event")
    events = shown(page)
    code = page.locator("li[data-f]:not([hidden])").first.get_attribute("data-f").split()[1]
    actor, label = options[1 + int(code[1:])]
    name = label.rpartition(" (")[0]
    page.get_by_label("Actor").select_option(actor)
    both = shown(page)
    assert 0 < both < events < everything
    here, all_here, anywhere, all_anywhere = told(page, "whole timeline")
    assert (here, all_here) == (both, everything)
    assert both < anywhere < all_anywhere
    metas = page.locator("li[data-f]:not([hidden]) .meta").all_text_contents()
    assert all(name in meta and "event" in meta.lower() for meta in metas)
    assert page.locator(".day:not([hidden])").count() <= both
    days = page.locator(".days small").all_inner_texts()
    assert sum(int(day) for day in days) <= both


def test_the_address_keeps_the_filter_over_reload_and_back(site: Path, page: Any) -> None:
    page.goto((site / "timeline-2020-08.html").as_uri())
    everything = shown(page)
    page.get_by_label("Kind").select_option("statement")
    statements = shown(page)
    page.get_by_label("Topic").select_option(index=1)
    both = shown(page)
    assert "kind=statement" in page.url
    assert "topic=topic-" in page.url
    page.reload()
    assert (shown(page), page.get_by_label("Kind").input_value()) == (both, "statement")
    page.go_back()
    assert shown(page) == statements
    page.go_back()
    assert shown(page) == everything
    page.go_forward()
    assert shown(page) == statements
    page.get_by_role("button", name="Show all").click()
    assert shown(page) == everything
    assert "?" not in page.url


def test_counts_of_all_pages_hold_on_the_pages_to_which_the_filter_is_carried(site: Path, page: Any) -> None:
    page.goto((site / "timeline.html").as_uri())
    page.get_by_label("Actor").select_option("actor-2")
    page.get_by_label("Kind").select_option("event")
    _, _, anywhere, _ = told(page, "whole timeline")
    years = page.locator(".year p small").all_inner_texts()
    assert sum(int(year.replace(",", "")) for year in years) == anywhere
    month = page.locator(".months a", has_text=re.compile(r"\b[1-9]\d?$")).first
    count = int(month.inner_text().split()[-1])
    month.click()
    page.wait_for_url("**actor=actor-2&kind=event#m-*")
    assert shown(page) == count
    page.get_by_role("navigation", name="Order").get_by_role("link", name="Published").click()
    page.wait_for_url(re.compile(r"/timeline-published-\d{4}(-\d\d)?\.html\?actor=actor-2&kind=event(#m-.*)?$"))
    assert told(page, "whole timeline")[2] == anywhere


def test_a_filter_that_the_page_does_not_know_shows_nothing_here_and_what_there_is_elsewhere(
    site: Path, page: Any
) -> None:
    page.goto((site / "timeline-200x.html").as_uri() + "?kind=article&source=source-1")
    assert shown(page) == 0
    assert told(page, "whole timeline")[2] > 0
    assert page.locator("#filters ul a").first.get_attribute("href") == (
        "timeline-2023.html?kind=article&source=source-1"
    )


def test_every_value_of_the_whole_timeline_can_be_chosen_in_order_of_names(site: Path, page: Any) -> None:
    page.goto((site / "timeline-200x.html").as_uri() + "?actor=actor-3")
    told(page, "whole timeline")
    labels = page.evaluate("[...document.querySelector('[name=actor]').options].map(option => option.label)")
    assert labels[1:] == sorted(labels[1:])
    assert len(labels) > 30
    assert page.get_by_label("Actor").input_value() == "actor-3"


def test_every_month_is_three_keys_from_the_skip_link(site: Path, page: Any) -> None:
    page.goto((site / "timeline.html").as_uri())
    months = page.evaluate(
        "[...document.querySelectorAll('.months a')].map(a =>"
        " [a.closest('.year').querySelector('a').text, a.dataset.k, a.getAttribute('href')])"
    )
    assert len(months) > 110
    first = page.locator(".year a").first.inner_text()
    for year, letter, href in months:
        page.goto((site / "timeline.html").as_uri())
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")  # the skip link
        for key in ("Tab", *(() if year == first else year[-1]), letter):
            page.keyboard.press(key)
        assert page.evaluate("document.activeElement.getAttribute('href')") == href
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{href}")


def test_filters_are_native_controls_reached_and_left_by_tab(site: Path, page: Any) -> None:
    page.goto((site / "timeline-2020-08.html").as_uri())
    page.get_by_label("Actor").focus()
    reached = []
    for _ in range(5):
        reached.append(page.evaluate("document.activeElement.name || document.activeElement.tagName"))
        page.keyboard.press("Tab")
    assert reached == ["actor", "topic", "source", "kind", "BUTTON"]
    assert page.evaluate("document.activeElement.closest('form')") is None
    assert page.locator("[role=status]").count() == 1


def test_a_line_that_moved_to_the_page_of_its_month_is_found_there(site: Path, page: Any) -> None:
    page.goto((site / "timeline-2020-08.html").as_uri())
    line = page.locator("li[data-f][id*='-2020-08-']").first.get_attribute("id")
    page.goto((site / "timeline-2020.html").as_uri() + "#" + line)
    page.wait_for_url(f"**/timeline-2020-08.html#{line}")


def test_without_scripts_every_word_is_there_and_no_control_that_would_do_nothing(site: Path, browser: Any) -> None:
    for path in PAGES:
        words = []
        for scripts in (True, False):
            context = browser.new_context(java_script_enabled=scripts)
            page = context.new_page()
            page.goto((site / path).as_uri())
            assert page.locator("#filters").is_visible() == scripts, path
            assert page.get_by_role("navigation", name="Without filters").is_visible() != scripts, path
            words.append(all_words(page))
            context.close()
        assert words[0] == words[1], path
        assert len(words[0]) > 200, path


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_of_the_timeline_has_a_barrier_or_overflows(site: Path, browser: Any, width: int, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    for path in (*PAGES, "timeline.html?actor=actor-1&kind=event"):
        page.goto((site / path.partition("?")[0]).as_uri() + "".join(path.partition("?")[1:]))
        found = Axe().run(page).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        small = page.evaluate(
            "[...document.querySelectorAll('main a, main button, main select')].filter(e => {"
            " const b = e.getBoundingClientRect(); return b.width && (b.width < 24 || b.height < 23.9) })"
            ".filter(e => !e.matches('.words a')).map(e => e.outerHTML)"
        )
        assert small == [], path
    context.close()


def test_lanes_stand_beside_the_list_on_wide_screens_and_above_it_on_narrow_ones(site: Path, page: Any) -> None:
    page.goto((site / "timeline-2020-08.html").as_uri())
    lanes, line = page.locator(".lanes").bounding_box(), page.locator("li[data-f]").first.bounding_box()
    assert lanes["x"] >= line["x"] + line["width"]
    dots = "getComputedStyle(document.querySelector('.l1'), '::after').backgroundImage"
    assert "radial-gradient" in page.evaluate(dots)
    page.set_viewport_size({"width": 768, "height": 900})
    lanes, line = page.locator(".lanes").bounding_box(), page.locator("li[data-f]").first.bounding_box()
    assert lanes["y"] + lanes["height"] <= line["y"]
    assert page.evaluate(dots) == "none"
