"""What docs/theming.md shows of the preview, as the preview shows it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pipelines import HERE
from small_site import write_project
from test_build import KEPT
from test_lineage import comment, preview
from test_tutorial import keeps

from site_gen.build import build
from site_gen.errors import SiteError

PAGE = (HERE / "docs/theming.md").read_text("utf-8")
OWN = (
    '{% extends "default/item.html" %}\n{% block masthead %}\n<p>From the files of the river desk</p>\n{{ super() }}\n'
    "{% endblock %}\n"
)


def test_the_comment_is_as_the_guide_shows_it(tmp_path: Path) -> None:
    shown = re.search(r"^```html\n<!doctype html>\n(<!--.*?-->)\n```$", PAGE, re.MULTILINE | re.DOTALL)
    assert shown is not None
    root = write_project(tmp_path, {"templates/item.html": OWN})
    made = comment(preview(root).page("items/gates-open.html")[2])
    lines = {line.strip() for line in made.replace("gates-open", "x").split("\n")}
    told = [line.strip() for line in shown[1].removeprefix("<!--").removesuffix("-->").split("\n")]
    assert [line for line in told if line not in lines and not line.startswith("uses: ")] == []
    assert any(line.startswith("uses: macros.html (packaged)") for line in lines)


def test_a_slip_is_told_as_the_guide_shows_it(tmp_path: Path) -> None:
    promise = next(
        text for text in re.findall(r"^```text\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL) if "titel" in text
    )
    root = write_project(tmp_path, {"templates/item.html": "{# one #}\n\n\n<p>{{ titel }}</p>\n"})
    with pytest.raises(SiteError) as raised:
        build(root, KEPT)
    assert keeps(promise.replace('"items/x.html"', '"…"'), str(raised.value))
