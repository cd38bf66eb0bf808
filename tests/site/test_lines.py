"""What a line of a list says, and what it leaves to its page."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest
from small_site import write_project

from site_gen.build import BuildOptions, build

ACTORS: Final = """\
ada-holm:
  name: "Ada Holm"
  kind: person
  roles:
    - {title: mayor, of: weirtown, valid: "2020/2021"}
    - {title: minister, of: weirtown, valid: "2022/.."}
weirtown:
  name: "Weirtown"
  kind: state
weir-guard:
  name: "Weir Guard"
  kind: armed-force
weir-alarm:
  name: "Weir alarm"
  kind: armed-force
"""
ITEM: Final = """\
---
title: "The gate"
published: 2022-09-01
source: post
actors: [ada-holm]
topics: [dams, floods]
statements:
  - speaker: null
    named: "an engineer of the board"
    text: "The gate is old"
    kind: direct
    verb: said
    topics: [dams, floods]
  - speaker: null
    named: "a clerk"
    text: "the gate was new"
    kind: indirect
    verb: said
    topics: [dams]
status: published
---

An engineer of the board said: "The gate is old". A clerk said the gate was new.
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    files = {"content/actors.yaml": ACTORS, "content/items/the-gate.md": ITEM}
    root = write_project(tmp_path_factory.mktemp("lines"), files)
    build(root, BuildOptions(ingest="none"))
    return root / "public"


def _text(pages: Path, path: str) -> str:
    return (pages / path).read_text(encoding="utf-8")


def test_a_topics_page_names_on_each_line_only_the_other_topics(pages: Path) -> None:
    metas = re.findall(r'<p class="meta">.*?</p>', _text(pages, "topics/dams.html"))
    about = [re.findall(r'topics/(\w+)\.html"', meta) for meta in metas if "the-gate.html#s-" in meta]
    assert sorted(about) == [[], ["floods"]]
    elsewhere = [
        meta for meta in re.findall(r'<p class="meta">.*?</p>', _text(pages, "statements.html")) if "the-gate" in meta
    ]
    assert sorted(re.findall(r'href="topics/(\w+)\.html"', meta) for meta in elsewhere) == [
        ["dams"],
        ["dams", "floods"],
    ]


def test_a_line_begins_with_a_capital_though_the_speaker_is_known_by_words_alone(pages: Path) -> None:
    text = _text(pages, "statements.html")
    assert "<bdi>An engineer of the board</bdi> said:" in text
    assert "<bdi>A clerk</bdi> said <bdi" in text


def test_registers_stand_in_order_of_names_whatever_their_case(pages: Path) -> None:
    assert re.findall(r"<bdi>(Weir \w+)</bdi>", _text(pages, "actors.html")) == ["Weir alarm", "Weir Guard"]


def test_the_briefing_tells_the_office_held_as_of_its_day(pages: Path) -> None:
    rail = _text(pages, "index.html").partition("<aside")[2]
    assert '<bdi>Ada Holm</bdi></a> <span class="role">minister, Weirtown</span>' in rail


def test_links_that_look_alike_on_an_articles_page_are_told_apart_by_name(pages: Path) -> None:
    named = re.findall(r'aria-label="((?:link|cite|original), [^"]*)"', _text(pages, "items/the-gate.html"))
    assert [name for name in named if name.startswith("link")] == ["link, statement 1", "link, statement 2"]
    assert [name for name in named if name.startswith("cite")] == ["cite, statement 1", "cite, statement 2"]


def test_what_is_of_one_day_stands_together_whether_or_not_the_hour_is_known(tmp_path: Path) -> None:
    said = "statements:\n  - {{speaker: ada-holm, text: {0}, kind: direct}}"
    item = '---\ntitle: "At {1}"\npublished: {1}\nsource: post\n' + said + "\n---\n\n{0}\n"
    files = {
        f"content/items/{name}.md": item.format(f"Words of {name}.", when)
        for name, when in (("a", "2031-03-05"), ("b", "2031-03-05T18:20:00+01:00"), ("c", "2031-03-05T09:00:00Z"))
    }
    build(write_project(tmp_path, {"content/actors.yaml": ACTORS, **files}), BuildOptions())
    for name in ("index.html", "timeline-2031.html", "timeline-published-2031.html", "statements.html"):
        page = (tmp_path / "public" / name).read_text("utf-8")
        assert len(re.findall(r'id="d-2031-03-05', page)) == 1, name
        assert '"d-2031-03-05"' in page, name
    assert page.index("Words of b") < page.index("Words of c") < page.index("Words of a")
    shown = (tmp_path / "public/items/b.html").read_text("utf-8")
    assert '<time datetime="2031-03-05">' in shown


def test_a_role_beside_a_name_ends_with_a_comma_before_the_verb(tmp_path: Path) -> None:
    names = ["Ana Pop, an aide", "the Head of Dams and Weirs, Ana Pop", "Oslo, Riga and Narva", "a clerk"]
    lines = "".join(
        f'  - {{speaker: null, named: "{name}", text: "it is old", kind: indirect, verb: said}}\n' for name in names
    )
    told = " ".join(f"{name} said it is old." for name in names)
    item = f'---\ntitle: "Roles"\npublished: 2031-03-05\nsource: post\nstatements:\n{lines}---\n\n{told}\n'
    build(write_project(tmp_path, {"content/items/roles.md": item}), BuildOptions(ingest="none"))
    shown = (tmp_path / "public/items/roles.html").read_text("utf-8")
    assert re.findall(r"<bdi>([^<]+)</bdi>(,?) said", shown) == [
        ("Ana Pop, an aide", ","),
        ("The Head of Dams and Weirs, Ana Pop", ","),
        ("Oslo, Riga and Narva", ""),
        ("A clerk", ""),
    ]
