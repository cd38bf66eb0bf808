"""What "explain" tells of an entry, a page, an item that is not there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from site_gen.build import BuildOptions, build
from site_gen.cli import main
from site_gen.errors import SiteError
from site_gen.explain import explain
from site_gen.review.run import entries_in


@pytest.fixture
def root(tmp_path: Path) -> Path:
    assert main(["init", str(tmp_path / "p"), "-q"]) == 0
    build(tmp_path / "p", BuildOptions())
    return tmp_path / "p"


def item_id(root: Path) -> str:
    return next((root / "content/items").glob("*.md")).stem


def test_an_entry_tells_words_speaker_rule_registry_line_date_and_page(root: Path) -> None:
    entries = entries_in(root, item_id(root))
    entry = next(one for one in entries if one.who == "mara-lind")
    told = "\n".join(explain(root, entry.anchor).lines)
    assert f"“{entry.text}”" in told
    assert "speaks: Mara Lind (content/actors.yaml:" in told
    assert "by rule registry-name" in told
    assert f"page: items/{item_id(root)}.html#{entry.anchor}" in told
    assert "unconfirmed: as the machine wrote it" in told
    dated = next(one for one in entries if one.when)
    told = "\n".join(explain(root, dated.anchor).lines)
    assert "“on Tuesday” → 12 March 2024: the day of publication (rule same-day)" in told
    assert explain(root, f"items/{item_id(root)}.html#{dated.anchor}").kind == "entry"


def test_a_page_tells_its_templates_blocks_and_view(root: Path) -> None:
    (root / "templates").mkdir(exist_ok=True)
    (root / "templates/timeline.html").write_text(
        '{% extends "default/timeline.html" %}{% block masthead %}{% endblock %}'
    )
    told = "\n".join(explain(root, "timeline.html").lines)
    assert "template: templates/timeline.html; blocks: masthead" in told
    assert "uses: default template base.html; blocks:" in told
    assert re.search(r"view: Timeline\w+ with shell, ", told)


def test_an_item_whose_file_is_gone_is_told_from_memory(root: Path) -> None:
    name = item_id(root)
    (root / f"content/items/{name}.md").unlink()
    told = explain(root, name)
    assert told.kind == "missing item"
    assert any("site-gen build makes it anew" in line for line in told.lines)


def test_an_item_that_waits_for_a_person_says_so(root: Path) -> None:
    settings = root / "content/site.yaml"
    settings.write_text(settings.read_text() + "publish: confirmed\n")
    told = "\n".join(explain(root, item_id(root)).lines)
    assert "only what a person stands behind is shown" in told


def test_an_anchor_that_no_entry_has_is_an_error(root: Path) -> None:
    with pytest.raises(SiteError, match="no entry has this anchor"):
        explain(root, "s-00000000")
