"""A site with hostile text in each field, and what of a page acts by the word of an HTML5 parser."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import html5lib

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
