"""Script in every field and place: shown as written or refused, by the word of an HTML5 parser."""

from __future__ import annotations

from pathlib import Path
from typing import Final
from xml.etree import ElementTree

import html5lib
import pytest
from hostile_text import active, write_hostile

from site_gen.build import BuildOptions, build
from site_gen.check import check
from site_gen.errors import SiteError

PAYLOADS: Final = (
    "</script><script>alert(1)</script><img src=x onerror=alert(1)>\\\"'><svg onload=alert(1)>",
    "{{ 7*7 }}{% include 'x' %}]]><!--<b>-->&lt;script&gt;&#60;script&#62;",
    "[a](javascript:alert(1)) <javascript:alert(1)> ![i](https://e.example/x.png) https://e.example/",
    "</title></style></textarea></noscript></template><iframe srcdoc='<script>alert(1)</script>'>",
    '" autofocus onfocus="alert(1)" style="background:url(//e.example)" x="',
)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_that_a_text_says_acts_on_any_page(tmp_path: Path, payload: str) -> None:
    build(write_hostile(tmp_path, payload), BuildOptions(ingest="none"))
    pages = sorted((tmp_path / "public").rglob("*.html"))
    assert len(pages) > 10
    assert {page.name: found for page in pages if (found := active(page.read_bytes()))} == {}
    for form in ("*.xml", "*.rss", "*.gexf"):
        for path in (tmp_path / "public").rglob(form):
            ElementTree.parse(path)


def test_a_text_is_shown_as_it_was_written(tmp_path: Path) -> None:
    build(write_hostile(tmp_path, PAYLOADS[0]), BuildOptions(ingest="none"))
    page = html5lib.parse((tmp_path / "public/items/x.html").read_bytes(), namespaceHTMLElements=False)
    assert "".join(next(page.iter("h1")).itertext()).strip() == PAYLOADS[0]
    assert check(tmp_path).problems == ()


@pytest.mark.parametrize("field", ["url: javascript:alert(1)", "url: 'data:text/html,x'", "lang: '\"><b>'"])
def test_an_address_or_tag_that_is_none_is_refused(project: Path, field: str) -> None:
    (project / "content/items/x.md").write_text(f"---\ntitle: x\n{field}\n---\n")
    with pytest.raises(SiteError):
        build(project, BuildOptions(ingest="none"))


def test_the_parser_sees_what_acts() -> None:
    assert active(b"<script src='assets/search.js'></script><form action='search.html'></form>") == []
    assert len(active(b"<script src='assets/search.js'>1</script><form action='x'></form>")) == 2
    assert len(active(b"<p onclick=x><script>1</script><a href=' java\nscript:x'>a</a><svg onload=x><img src=x>")) == 5


@pytest.mark.parametrize(
    "piece", ["[", "![", "*", "_", "`", "<", "(", "[a](", "> ", "- ", "&", "~~", "|", "\\", "a\n", "[]("]
)
def test_a_body_made_to_be_slow_is_built(project: Path, piece: str) -> None:
    (project / "content/items/x.md").write_text(f"---\ntitle: x\n---\n{piece * 3_000}\n")
    if piece == "> ":
        with pytest.raises(SiteError, match=r"x.md:4:1: error\[too-deep\]"):
            build(project, BuildOptions(ingest="none"))
        return
    build(project, BuildOptions(ingest="none"))
    assert active((project / "public/items/x.html").read_bytes()) == []
