"""The review page in a real Chromium: one click writes one decision, with scripts off as with scripts on."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from site_gen.content.item import parse_item

HERE = Path(__file__).parents[2]
SECOND = "content/items/2023-09-25-armenia-remains-russias-ally-a-close-state.md"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Any]:
    from test_serve import Server

    for name in ("content", "seeds"):
        shutil.copytree(HERE / name, tmp_path / name)
    served = Server(tmp_path)
    yield served
    served.process.kill()
    served.process.wait(20)


def _send(page: Any, button: Any) -> None:
    """Click, and wait for the page that answers: a click alone does not."""
    with page.expect_navigation():
        button.click()


@pytest.mark.parametrize("scripts", [True, False])
def test_both_seeds_are_decided_by_clicks(server: Any, browser: Any, scripts: bool) -> None:
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{server.port}/")
    page.click("text=review")
    page.fill("input[name=name]", "Igdir pipeline")
    page.fill("input[name=aliases]", "Ygdir-Nakhichevan")
    page.select_option("select[name=kind]", "group")
    _send(page, page.locator("text=Add as a new actor"))
    assert "igdir" not in page.locator(".ask").all_inner_texts()
    assert 'name: "Igdir pipeline"' in (server.root / "content/actors.yaml").read_text(encoding="utf-8")
    page.click("text=Armenia remains Russia's ally")
    asked = page.locator("#asked ~ ul > li")
    first = asked.first
    first.locator("select[name=value]").select_option("russia-foreign-ministry")
    _send(page, first.locator("text=Correct"))
    _send(page, page.locator("#asked ~ ul > li").first.locator("button[value=accept]"))
    _send(page, page.locator("#asked ~ ul > li").first.locator("button[value=reject]"))
    _send(page, page.locator("[aria-label='Take away Turkey']"))
    item = parse_item(SECOND, (server.root / SECOND).read_text(encoding="utf-8"))
    emotions = next(one for one in item.statements if one.text.startswith("We understand the emotions"))
    assert (emotions.speaker, bool(emotions.reviewed)) == ("russia-foreign-ministry", True)
    assert any(one.reviewed for one in item.statements if one.text.startswith("They are now actually"))
    assert not any(one.text.startswith("Each time we hope") for one in item.statements)
    assert "turkey" not in item.actors
    _send(page, page.locator("#whole ~ ul button[value=accept]"))
    assert "Articles that wait" in page.inner_text("main")
    assert page.locator("#waiting ~ ul > li").count() == 1
    context.close()


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
def test_the_review_has_no_barrier(server: Any, browser: Any, width: int, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    for path in ("_review", f"_review/items/{Path(SECOND).stem}"):
        page.goto(f"http://127.0.0.1:{server.port}/{path}")
        found = Axe().run(page).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    assert said == []
    context.close()
