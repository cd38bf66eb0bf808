"""The search in a real Chromium, from disk: what is found, what is shown of it, and its use without a mouse."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect
from small_site import write_project

from site_gen.build import BuildOptions, build

CASES: Final[dict[str, Any]] = tomllib.loads((Path(__file__).parents[1] / "data/search/words.toml").read_text("utf-8"))
ALIASES: Final = """\
ada-holm:
  name: "Ada Holm"
  kind: person
  aliases: ["Mayor Holm"]
  roles:
    - {title: mayor, of: weirtown, valid: "2020/.."}
weirtown:
  name: "Weirtown"
  kind: state
  aliases: ["Old Sluice"]
weir-guard:
  name: "Weir Guard"
  kind: armed-force
  of: weirtown
"""
LETTER: Final = """\
---
title: "A letter from Old Sluice"
published: 2022-08-20
source: post
actors: [weirtown]
topics: [floods]
summary: "Old Sluice asks for help."
statements:
  - speaker: weir-guard
    text: "we shall open nothing before the rain ends"
    kind: indirect
    said: 2022-08-19
status: published
---

A letter came from Old Sluice. The guard wrote that we shall open nothing before the rain ends. It rained on.
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site with an alias, a further letter, and an item of many scripts."""
    root = write_project(
        tmp_path_factory.mktemp("search"),
        {
            "content/actors.yaml": ALIASES,
            "content/items/old-sluice.md": LETTER,
            "content/items/scripts.md": '---\ntitle: "Scripts"\npublished: 2001-02-03\n---\n'
            + "".join(f"\n{_escaped(case['text'])}\n" for case in CASES.values()),
        },
    )
    for number in range(30):
        text = (
            f'---\ntitle: "Note {number}"\npublished: 2021-01-{number % 28 + 1:02}\n---\n\nA plain note on pelicans.\n'
        )
        (root / f"content/items/note-{number}.md").write_text(text)
    build(root, BuildOptions(base_url="", ingest="none"))
    return root / "public"


def _escaped(text: str) -> str:
    return text.replace("_", "\\_").strip()


def ask(page: Any, site: Path, query: str = "") -> None:
    """Open the search with a query of its address, and wait for what it tells."""
    page.goto((site / "search.html").as_uri() + query)
    if query:
        expect(page.locator("#told")).not_to_be_empty()


def told(page: Any) -> str:
    return str(page.locator("#told").inner_text())


def results(page: Any) -> list[str]:
    return [str(text) for text in page.locator("#hits > li").all_inner_texts()]


def test_a_phrase_finds_the_sentence_and_leads_to_the_very_words(site: Path, page: Any) -> None:
    ask(page, site, '?q="before+the+rain"')
    assert told(page) == "2 results."
    statement, article = page.locator("#hits > li").all()
    assert statement.locator(".words").inner_text() == "we shall open nothing before the rain ends"
    assert statement.locator("mark").all_inner_texts() == ["before", "the", "rain"]
    assert statement.locator(".actor").inner_text().endswith("Weir Guard")
    assert statement.locator(".when").inner_text() == "19 Aug 2022"
    assert article.locator(".words").inner_text().startswith("The guard wrote")
    assert "#:~:text=The%20guard%20wrote" in article.locator(".source").get_attribute("href")
    statement.locator(".source").click()
    page.wait_for_url("**/items/old-sluice.html#s-*")
    assert page.locator(":target").inner_text().find("before the rain ends") > 0


def test_words_in_another_order_are_no_phrase(site: Path, page: Any) -> None:
    ask(page, site, '?q="rain+the+before"')
    assert told(page) == "0 results."
    ask(page, site, "?q=rain+the+before")
    assert told(page) == "2 results."


@pytest.mark.parametrize("query", ["?q=by:guard+", "?by=weir-guard", '?q=by:"Weir+Guard"+', "?q=by:weir-guard+"])
def test_who_speaks_is_asked_for_by_operator_or_list(site: Path, page: Any, query: str) -> None:
    ask(page, site, query)
    assert told(page) == "2 results."
    assert [text.split("\n")[0] for text in results(page)] == ["19 Aug 2022", "5 Aug 2022"]


def test_an_unknown_speaker_is_told(site: Path, page: Any) -> None:
    ask(page, site, "?q=by:nobody+gates")
    assert told(page) == "0 results. Nothing here is called “nobody”."


def test_narrowing_by_kind_topic_source_actor_and_days_combines(site: Path, page: Any) -> None:
    ask(page, site, "?q=gates&kind=article&topic=floods&source=post&actor=weir-guard&from=2022-08-05&to=2022-08-05")
    assert [text.split("\n")[1] for text in results(page)] == ["Guard answers"]
    assert page.locator("#narrow").get_attribute("open") is not None
    page.locator("#to").fill("2022-08-06")
    page.locator("#from").fill("2022-08-06")
    expect(page.locator("#told")).to_have_text("0 results.")
    ask(page, site, "?q=gates&actor=weirtown&to=2022-08-04")
    assert told(page) == "1 result."


def test_other_names_are_searched_too_and_told(site: Path, page: Any) -> None:
    ask(page, site, "?q=old+sluice+letter")
    assert told(page).startswith("1 result. Also searched: Weirtown.")
    ask(page, site, "?q=weirtown")
    assert any("A letter from Old Sluice" in text for text in results(page))
    assert "Also searched: Old Sluice." in told(page)
    ask(page, site, '?q="weirtown"')
    assert told(page) == "0 results."


def test_the_last_word_may_be_a_beginning(site: Path, page: Any) -> None:
    ask(page, site, "?q=pelic")
    assert told(page) == "30 results."
    ask(page, site, "?q=pelic+plain")
    assert told(page) == "0 results."


def test_titles_come_first_then_statements_and_dates_order_when_asked(site: Path, page: Any) -> None:
    ask(page, site, "?q=gates")
    assert page.locator("#hits > li").first.locator(".title").inner_text() == "Gates open"
    assert page.locator("#hits .kind").all_inner_texts() == ["article", "statement", "statement", "article"]
    ask(page, site, "?q=gates&sort=date")
    days = [text.split("\n")[0] for text in results(page)]
    assert days == sorted(days, key=lambda day: int(day.split()[0]), reverse=True)


def test_more_results_follow_where_asked_for(site: Path, page: Any) -> None:
    ask(page, site, "?q=pelicans")
    assert len(results(page)) == 10
    page.get_by_role("button", name="More results").click()
    expect(page.locator("#hits > li")).to_have_count(20)
    assert page.evaluate("document.activeElement.closest('li') === document.querySelectorAll('#hits > li')[10]")
    page.get_by_role("button", name="More results").click()
    expect(page.locator("#hits > li")).to_have_count(30)
    assert page.locator("#more").is_hidden()
    assert len(set(results(page))) == 30


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if "asks" in case])
def test_a_browser_makes_the_same_words(site: Path, page: Any, name: str) -> None:
    for query in CASES[name]["asks"]:
        ask(page, site, "?" + urlencode({"q": query}))
        assert "Scripts" in "".join(results(page)), query
        assert page.locator("#hits mark").count() > 0, query


def test_what_may_not_be_shown_is_not_found(site: Path, page: Any) -> None:
    for word in ("withdrawn", "forged"):
        ask(page, site, f"?q={word}")
        assert told(page) == "0 results."


def test_the_address_keeps_the_question_and_back_restores_it(site: Path, page: Any) -> None:
    ask(page, site)
    page.locator("#q").fill("pelicans")
    page.keyboard.press("Enter")
    expect(page.locator("#hits > li")).to_have_count(10)
    assert page.url.endswith("?q=pelicans")
    page.locator("#q").fill("rain")
    page.locator("summary").click()
    page.locator("#kind").select_option("statement")
    expect(page.locator("#hits > li")).to_have_count(1)
    assert page.url.endswith("?q=rain&kind=statement")
    page.reload()
    expect(page.locator("#hits > li")).to_have_count(1)
    assert (page.locator("#q").input_value(), page.locator("#kind").input_value()) == ("rain", "statement")
    page.go_back()
    expect(page.locator("#kind")).to_have_value("")


def test_a_keyboard_goes_from_box_to_results_and_back(site: Path, page: Any) -> None:
    ask(page, site)
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.type("pelicans/")
    page.keyboard.press("Enter")
    expect(page.locator("#hits > li")).to_have_count(10)
    assert page.locator("#q").input_value() == "pelicans/"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("[...document.querySelectorAll('.source')].indexOf(document.activeElement)") == 1
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/items/note-*")


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (360, "dark"), (1280, "light"), (1280, "dark")])
def test_results_and_lists_to_narrow_by_have_no_barrier(site: Path, browser: Any, width: int, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    ask(page, site, "?q=gates&from=2022-01-01")
    assert len(results(page)) > 3
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    small = "[...document.querySelectorAll('#search :is(input, select, button, summary), #hits a, #more')]"
    sizes = page.evaluate(f"{small}.filter((e) => e.checkVisibility()).map((e) => e.getBoundingClientRect().height)")
    assert min(sizes) >= 23.5
    assert page.get_by_role("status").inner_text().endswith(".")
    context.close()


def test_nothing_but_the_index_is_asked_for(site: Path, browser: Any) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    ask(page, site, "?q=gates")
    assert all(url.startswith(site.as_uri()) for url in asked)
    index = [url for url in asked if "/search/" in url]
    assert len(index) < 12
    context.close()


def test_a_part_that_does_not_load_is_told_and_asked_for_again(site: Path, browser: Any) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.route("**/search/names.js", lambda route: route.abort())
    ask(page, site, "?q=gates")
    assert told(page).startswith("A part of the index did not load: search/names.js.")
    page.unroute("**/search/names.js")
    page.locator("#q").press("Enter")
    page.wait_for_selector("#hits > li")
    context.close()


def test_without_scripts_everything_stands_by_name_and_the_form_says_so(site: Path, browser: Any) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "search.html").as_uri())
    text = page.locator("main").inner_text()
    assert "needs a script" in text
    assert all(name in text for name in ("Ada Holm", "Dams", "Gates open"))
    page.locator("#q").fill("gates")
    page.locator("#q").press("Enter")
    page.wait_for_url("**/search.html?q=gates*")
    assert page.locator("h1").inner_text() == "Search"
    context.close()


def test_what_a_text_says_does_not_act_in_a_result(tmp_path: Path, page: Any) -> None:
    from hostile_text import write_hostile
    from test_hostile import PAYLOADS

    build(write_hostile(tmp_path, PAYLOADS[0]), BuildOptions(ingest="none"))
    ask(page, tmp_path / "public", "?q=alert")
    assert PAYLOADS[0] in page.locator("#hits .title").first.inner_text()
    assert page.locator("#hits :is(img, svg, script, iframe, style)").count() == 0
