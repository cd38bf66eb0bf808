"""One Chromium for the tests of a file, pages in it that must not complain, and the demo to open in them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from site_gen.build import BuildOptions, build

CHROMIUM = next((path for name in ("chromium", "google-chrome") if (path := shutil.which(name))), None)
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The tests beside this file need a Chromium; where there is none they say so."""
    needed = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(needed)


@pytest.fixture(scope="module")
def browser(request: pytest.FixtureRequest) -> Iterator[Any]:
    """A Chromium without a screen; with the flags that a file adds in its `MORE_FLAGS`."""
    from playwright.sync_api import sync_playwright

    flags = [*FLAGS, *getattr(request.module, "MORE_FLAGS", ())]
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield started
        started.close()


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented situation of `make demo`, built."""
    root = tmp_path_factory.mktemp("invented") / "project"
    shutil.copytree(Path(__file__).parents[1] / "data/demo", root)
    build(root, BuildOptions())
    return root / "public"


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page of a context of its own that must not complain."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    said: list[str] = []
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.on("console", lambda message: said.append(message.text))
    yield opened
    context.close()
    assert said == []
