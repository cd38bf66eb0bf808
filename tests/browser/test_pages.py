"""The demo site in a real Chromium: reachable by everyone, quiet, and the same without scripts."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from site_gen.build import BuildOptions, build
from site_gen.init import init
from site_gen.questions import plain_answers

HERE = Path(__file__).parents[2]
PAGES = (
    "index.html items.html actors.html topics.html sources.html timeline.html statements.html about.html search.html "
    "corrections.html 404.html actors/dmitry-peskov.html topics/peacekeeping.html sources/moscow-times.html "
    "items/2022-08-04-russia-calls-for-restraint-in-restive-karabakh.html"
).split()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo, built from the committed content, for no address: its 404 page then works from disk too."""
    root = tmp_path_factory.mktemp("demo")
    for name in ("content", "seeds"):
        shutil.copytree(HERE / name, root / name)
    build(root, BuildOptions(base_url=""))
    return root / "public"


@pytest.fixture(scope="module")
def wired(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same in the look "wire", with an accent, a logo and a last line of its own."""
    root = tmp_path_factory.mktemp("wired")
    for name in ("content", "seeds"):
        shutil.copytree(site.parent / name, root / name)
    (root / "templates/assets").mkdir(parents=True)
    logo = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><path fill="#fff" d="M0 0h4v4z"/></svg>'
    (root / "templates/assets/logo.svg").write_text(logo)
    with (root / "content/site.yaml").open("a") as file:
        file.write('\nlook: wire\naccent: "#6b2d7a"\nlogo: assets/logo.svg\nfooter: "Kept by the desk."\n')
    build(root, BuildOptions(base_url=""))
    return root / "public"


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (360, "dark"), (1280, "light"), (1280, "dark")])
def test_no_page_has_a_barrier(site: Path, browser: Any, width: int, scheme: str) -> None:
    _assert_no_barrier(site, browser, width, scheme)


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_no_page_of_the_other_look_has_one(wired: Path, browser: Any, width: int, scheme: str) -> None:
    _assert_no_barrier(wired, browser, width, scheme)


def _assert_no_barrier(site: Path, browser: Any, width: int, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    for path in PAGES:
        page.goto((site / path).as_uri())
        found = Axe().run(page).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    context.close()


def test_pages_ask_no_other_host_and_complain_of_nothing(site: Path, browser: Any) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    for path in PAGES:
        page.goto((site / path).as_uri())
    assert [url for url in asked if not url.startswith("file://")] == []
    assert said == []
    context.close()


def test_pages_say_the_same_without_scripts(site: Path, browser: Any) -> None:
    for path in (path for path in PAGES if path != "search.html"):  # which tells those without that it needs one
        words = []
        for scripts in (True, False):
            context = browser.new_context(java_script_enabled=scripts)
            page = context.new_page()
            page.goto((site / path).as_uri())
            words.append(_words(page))
            context.close()
        assert words[0] == words[1]
        assert len(words[0]) > 100


def _words(page: Any) -> str:
    """All words of a page but those of controls, which without scripts would do nothing; what the browser has not drawn
    yet, because it is far below, is drawn."""
    page.evaluate(
        "for (const part of document.querySelectorAll('.scripted, .unscripted')) part.remove();"
        "const all = new CSSStyleSheet(); all.replaceSync('* { content-visibility: visible !important }');"
        "document.adoptedStyleSheets = [all]"
    )
    return str(page.locator("body").inner_text())


def test_a_save_reloads_the_open_page_and_a_broken_one_is_shown(tmp_path: Path, browser: Any) -> None:
    from test_serve import Server

    init(tmp_path / "p", plain_answers("First title"))
    server = Server(tmp_path / "p")
    try:
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{server.port}/")
        settings = tmp_path / "p/content/site.yaml"
        good = settings.read_text()
        for title in ("Second title", "Third title"):
            settings.write_text(good.replace("First title", title))
            page.wait_for_function("title => document.body.innerText.includes(title)", arg=title, timeout=20_000)
        settings.write_text(good + "oops: 1\n")
        page.wait_for_selector("#site-gen-problems", timeout=20_000)
        settings.write_text(good)
        page.wait_for_function("!document.querySelector('#site-gen-problems')", timeout=20_000)
        page.close()
    finally:
        server.process.kill()
        server.process.wait(20)
