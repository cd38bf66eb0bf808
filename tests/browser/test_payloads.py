"""Hostile text in a real Chromium: nothing runs without a policy; and with it nothing, though escaping be broken."""

from __future__ import annotations

import re
import shutil
from mimetypes import guess_type
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import pytest
from payloads import write_payloads

import site_gen.site.quick
from site_gen.build import BuildOptions, build
from site_gen.site.render import Templates

_POLICY: Final = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')
_HOST: Final = "http://site.example"
_ONE_OF_EACH: Final = re.compile(r"^(index|search|timeline|statements|matrix|data)\.html|/[ats]0\.html|/i[0-3]\.html")
_WAIT_MS: Final = 500
_TELL: Final = """
for (const name of ['pwn', 'alert', 'confirm', 'prompt']) window[name] = () => console.log('RAN');
"""
_TOUCH: Final = """() => {
  for (const one of document.querySelectorAll('*'))
    for (const kind of ['mouseover', 'focus', 'pointerenter', 'animationstart', 'toggle'])
      one.dispatchEvent(new Event(kind));
}"""


def build_payloads(folder: Path) -> Path:
    """The site with all payloads."""
    build(write_payloads(folder), BuildOptions(ingest="none", jobs=1))
    return folder / "public"


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As it is published."""
    return build_payloads(tmp_path_factory.mktemp("sound"))


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """With no text escaped by the templates."""
    manners = Templates._manners
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Templates, "_manners", lambda self: {**manners(self), "autoescape": False})
        patch.setattr(site_gen.site.quick, "shown", str)
        patch.setattr(site_gen.site.quick, "escaped", str)
        return build_payloads(tmp_path_factory.mktemp("broken"))


def without_policy(public: Path) -> Path:
    """A copy of a site whose pages allow everything."""
    copy = public.with_name("bare")
    shutil.copytree(public, copy)
    for page in copy.rglob("*.html"):
        page.write_bytes(_POLICY.sub(b"", page.read_bytes()))
    return copy


def what_ran(browser: Any, public: Path, pages: list[str], wait_ms: int = 0) -> list[str]:
    """Pages, of a site as its host serves it, on which anything ran, or that asked another host. `wait_ms` for pages
    full of frames and media, of which some never come to their end."""
    context = browser.new_context()
    context.add_init_script(_TELL)
    found: list[str] = []
    here = [""]

    def asked(route: Any) -> None:
        parts = urlsplit(route.request.url)
        file = public / parts.path.lstrip("/")
        if f"{parts.scheme}://{parts.netloc}" == _HOST and file.is_file():
            route.fulfill(body=file.read_bytes(), content_type=guess_type(file.name)[0] or "text/plain")
            return
        if f"{parts.scheme}://{parts.netloc}" != _HOST and parts.scheme != "data":
            found.append(f"{here[0]} asks {route.request.url[:80]}")
        route.abort()

    def spoke(dialog: Any) -> None:
        found.append(here[0])
        dialog.dismiss()

    context.route("**", asked)
    page = context.new_page()
    page.on("console", lambda message: found.append(here[0]) if message.text == "RAN" else None)
    page.on("dialog", spoke)
    for path in pages:
        here[0] = path
        page.goto(f"{_HOST}/{path}", wait_until="commit" if wait_ms else "load", timeout=10_000)
        page.wait_for_timeout(wait_ms)
        page.evaluate(_TOUCH)
    page.wait_for_timeout(200)
    context.close()
    return found


def pages_of(public: Path, pattern: str = "*.html") -> list[str]:
    """Paths below the site."""
    return [path.relative_to(public).as_posix() for path in sorted(public.rglob(pattern))]


def test_nothing_runs_where_no_policy_forbids_it(sound: Path, browser: Any) -> None:
    bare = without_policy(sound)
    asked = [f"search.html?q={words}" for words in ("script", "pwn", "onerror", "%3Cimg%20src=x%20onerror=pwn(1)%3E")]
    asked += ["timeline.html?actor=%3Cimg%20src=x%20onerror=pwn(1)%3E#%3Cscript%3E"]
    pages = pages_of(bare)
    assert len(pages) > 50
    assert what_ran(browser, bare, [*pages, *asked, *pages_of(bare, "feed.xml"), *pages_of(bare, "*.svg")]) == []


def test_nothing_runs_under_the_policy_though_no_text_is_escaped(broken: Path, browser: Any) -> None:
    pages = [page for page in pages_of(broken) if _ONE_OF_EACH.search(page)]
    assert len(pages) >= 12
    assert what_ran(browser, broken, pages, _WAIT_MS) == []


def test_without_both_it_would_run(broken: Path, browser: Any) -> None:
    ran = what_ran(browser, without_policy(broken), ["items/i0.html", "items/i1.html"], _WAIT_MS)
    assert any(" asks " not in found for found in ran)
    assert any(" asks " in found for found in ran)
