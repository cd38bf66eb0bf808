"""Script in every field and place: shown as written or refused, by the word of an HTML5 parser."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

import html5lib
import pytest

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
BODY: Final = """He said so. %s

- %s

## %s

> %s

    %s

[x](javascript:alert(1)) [d](data:text/html,x) [v](vbscript:x) [J](JaVaScRiPt:x) [e](java&#115;cript:x)
<script>alert(1)</script>

[ref]: javascript:alert(1)
[ref] <a href="javascript:alert(1)">x</a> | `<b>` ![i](data:image/svg+xml,x)
"""
_LOADING: Final = frozenset("img iframe object embed video audio source track base form frame applet".split())
HERE: Final = Path(__file__).parents[1]
ICON: Final = re.findall(r'href="(data:image[^"]*)"', (HERE / "templates/base.html").read_text(encoding="utf-8"))[0]
"""The picture that our own template writes out."""
_OURS: Final = frozenset(
    [("script", "assets/search.js"), ("form", "search.html"), ("script", "assets/timeline.js"), ("form", None)]
)
"""What search and timeline have by intent; the timeline's form leads nowhere."""


def write_hostile(root: Path, payload: str) -> Path:
    """A project with the payload in each field that takes a text."""
    bad = "'" + payload.replace("'", "''") + "'"
    files = {
        "site.yaml": "".join(f"{key}: {bad}\n" for key in "title tagline description situation author licence".split())
        + "base_url: https://a.example/\npublish_text: full\n",
        "actors.yaml": f"a: {{name: {bad}, note: {bad}, wikidata: {bad}, names: {{hy: {bad}}}, aliases: [{bad}], "
        f"roles: [{{title: {bad}}}]}}\n",
        "topics.yaml": f"t: {{name: {bad}, note: {bad}, terms: [{bad}], iptc: {bad}}}\n",
        "sources.yaml": f"s: {{name: {bad}, note: {bad}, owner: {bad}, grade: A, grade_reason: {bad}, kind: {bad}}}\n",
        "items/x.md": f"""---
title: {bad}
published: 2022-08-04
source: s
url: "https://a.example/x"
authors: [{bad}]
via: [s]
basis: {{title: {bad}}}
actors: [a]
topics: [t]
summary: {bad}
statements:
  - {{speaker: a, text: "He said so.", kind: direct, named: {bad}, verb: {bad}, to: {bad}, via: {bad}, words: {bad},
     rule: {bad}, said: 2022, topics: [t], replies_to: {bad}}}
events:
  - {{text: "He said so.", words: {bad}, rule: {bad}, type: {bad}, actors: [a], when: 2022}}
figures:
  - {{measure: {bad}, value: 2, text: "He said so.", of: {bad}, qualifier: {bad}, unit: {bad}, words: {bad}}}
cuts: [{{reason: {bad}, words: {bad}}}]
corrections: [{{on: 2022, text: {bad}}}]
reviewed: {bad}
evidence: {{seed: {bad}, sha256: {bad}}}
---
{BODY % ((payload,) * 5)}""",
        "items/y.md": f"---\ntitle: {bad}\nstatus: retracted\nretracted: {bad}\n---\n{payload}\n",
    }
    for path, text in files.items():
        (root / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "content" / path).write_text(text, encoding="utf-8")
    return root


def active(page: bytes) -> list[str]:
    """Whatever of a page could act or ask another host, as a browser parses it."""
    found = []
    for element in html5lib.parse(page, namespaceHTMLElements=False).iter():
        if not isinstance(element.tag, str):
            continue
        ours = (element.tag, element.get("src") or element.get("action")) in _OURS and not element.get("formaction")
        if ours and not (element.tag == "script" and element.text):
            continue
        if (element.tag == "script" and element.get("type") != "application/ld+json") or element.tag in _LOADING:
            found.append(element.tag)
        if element.tag == "link" and element.get("rel") == "icon" and element.get("href") == ICON:
            continue
        for name, value in element.attrib.items():
            scheme, colon, _ = "".join(str(value).split()).lower().partition(":")
            acts = bool(colon) and scheme in ("javascript", "data", "vbscript")
            if str(name).startswith("on") or name == "style" or acts:
                found.append(f"{element.tag} {name}={value}")
    return found


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
