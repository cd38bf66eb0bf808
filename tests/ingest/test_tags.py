"""Tags that a seed carries: topics where the registry knows them, else kept with their field's name."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_gen.content.item import parse_item
from site_gen.importing_site import import_site
from site_gen.ingest.tags import Tags, tagged
from site_gen.ingesting import ingest_project
from site_gen.init import init
from site_gen.memo import Memo
from site_gen.model import Registry, Topic
from site_gen.questions import plain_answers

REGISTRY = Registry(
    topics={
        "peace-talks": Topic("peace-talks", "Peace talks", terms=("negotiation*", "Brussels format"), short="Talks"),
        "flood": Topic("flood", "Floods", terms=("high water",), formerly=("inundation",)),
    }
)


@pytest.mark.parametrize(
    ("tags", "ids", "left"),
    [
        ((("tags", ("Peace-Talks", "dam")),), ("peace-talks",), (("tags", "dam"),)),
        ((("tags", "#peace_talks"), ("categories", ("high water", "Talks"))), ("peace-talks", "flood"), ()),
        ((("keywords", "floods, river, Brussels format"),), ("flood", "peace-talks"), (("keywords", "river"),)),
        ((("Tags", ("inundation", "floods")),), ("flood",), ()),
        ((("tags", "negotiations"),), (), (("tags", "negotiations"),)),
        ((("tags", ("a", "b")),), (), (("tags", ("a", "b")),)),
        ((), (), ()),
    ],
)
def test_a_tag_is_a_topic_by_id_name_or_term(tags: Tags, ids: tuple[str, ...], left: Tags) -> None:
    assert tagged(tags, REGISTRY) == (ids, left)


NOTE = """---
title: Gates open
date: 2031-04-02
tags: [river level, quarrel]
rating: 4
geo: {lat: "41.2"}
---
The council met on Tuesday and said that nothing would be done before the summer.
"""


def test_a_markdown_seed_gives_its_topics_and_loses_no_field(tmp_path: Path) -> None:
    root = tmp_path / "p"
    init(root, plain_answers("River"))
    (root / "content/topics.yaml").write_text("river-level:\n  name: River level\n")
    (root / "seeds/gates.md").write_text(NOTE)
    memo = Memo(root)
    (report,) = [one for one in ingest_project(root, memo).seeds if one.seed == "seeds/gates.md"]
    memo.close()
    path = f"content/items/{report.item}.md"
    item = parse_item(path, (root / path).read_text())
    assert item.topics == ("river-level",)
    assert dict(item.extra) == {"tags": "quarrel", "rating": "4", "geo.lat": "41.2"}
    assert not any("front matter" in note for note in report.notes)


def test_both_ways_in_read_the_same_front_matter(tmp_path: Path) -> None:
    root, folder = tmp_path / "p", tmp_path / "old"
    init(root, plain_answers("River"))
    folder.mkdir()
    (folder / "pelican.md").write_text("Title: Gates open\nDate: 2031-04-02\nRating: 4\n\nThe gates are open.\n")
    (folder / "hugo.md").write_text(NOTE)
    report = import_site(root, folder, "", False, lambda *_: None)
    assert dict(report.actions) == {"new": 2}
    assert dict(report.kept) == {"Rating": 1, "rating": 1, "geo": 1}
    items = {path.name: parse_item(path.name, path.read_text()) for path in (root / "content/items").glob("*.md")}
    assert items["pelican.md"].title == "Gates open"


def test_front_matter_that_is_faulty_is_mended_by_a_person_before_a_site_is_imported(tmp_path: Path) -> None:
    root, folder = tmp_path / "p", tmp_path / "old"
    init(root, plain_answers("River"))
    folder.mkdir()
    (folder / "a.md").write_text("---\ntitle: Gates: open\n---\nThe gates are open.\n")
    (folder / "b.md").write_text("---\ntitle: Gates\nThe gates are open.\n")
    report = import_site(root, folder, "", False, lambda *_: None)
    assert dict(report.actions) == {}
    assert [(problem.path, problem.line, problem.code) for problem in report.problems] == [
        ("a.md", 2, "bad-yaml"),
        ("b.md", 1, "unclosed-front-matter"),
    ]
