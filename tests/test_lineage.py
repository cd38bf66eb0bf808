"""Which templates made a page, told in the preview alone; and what a template asked for in vain, with what there is."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest
from small_site import write_project
from test_build import KEPT

from site_gen.build import build
from site_gen.errors import SiteError
from site_gen.lineage import told_lineage, with_lineage
from site_gen.preview import Preview
from site_gen.site.lacking import fields_hint
from site_gen.site.page_views import ItemView
from site_gen.site.render import Ancestor, Templates
from site_gen.site.views import StatementView
from site_gen.standing import default_templates

PAGE = "items/gates-open.html"


def preview(root: Path) -> Preview:
    """A preview that has built once."""
    found = Preview(root, KEPT, lambda text: None, lambda problems: None)
    found.rebuild()
    assert found.problems == ()
    return found


def comment(page: bytes) -> str:
    """The only comment of a page."""

    class Comments(HTMLParser):
        def handle_comment(self, data: str) -> None:
            found.append(data)

    found: list[str] = []
    Comments().feed(page.decode())
    assert len(found) == 1
    return found[0]


def test_every_page_of_the_preview_tells_its_template_and_no_built_file_does(project: Path) -> None:
    shown = preview(project)
    pages = [path for path in shown.files if path.endswith(".html")]
    assert len(pages) > 20
    for path in pages:
        told = comment(shown.page(path)[2])
        assert told.startswith(f" site-gen: {path}\n")
        assert "\n     template: " in told
        assert b"<!--" not in (project / "public" / path).read_bytes()
    for path in shown.files - set(pages):
        assert shown.page(path)[2] == (project / "public" / path).read_bytes()


def test_blocks_are_told_where_they_replace_others(tmp_path: Path) -> None:
    own = {
        "content/site.yaml": "title: x\nlook: wire\n",
        "templates/item.html": '{% extends "default/item.html" %}{% block masthead %}{{ super() }}{% endblock %}',
        "templates/base.html": '{% extends "plain/base.html" %}{% block skip %}{% include "m--a.html" %}{% endblock %}',
        "templates/m--a.html": "<p>mine</p>",
    }
    told = comment(preview(write_project(tmp_path, own)).page(PAGE)[2]).split("\n     ")
    assert told[1] == "template: templates/item.html (yours)"
    assert told[2:6] == [
        "extends: item.html (look wire)",
        "extends: item.html (packaged)",
        "extends: templates/base.html (yours)",
        "extends: base.html (packaged)",
    ]
    masthead = next(line for line in told if line.startswith("block masthead: "))
    assert masthead.startswith("block masthead: templates/item.html (yours), instead of item.html (")
    assert "block skip: templates/base.html (yours), instead of base.html (packaged)" in told
    assert any(line.startswith("block main: item.html (packaged), instead of base.html") for line in told)
    uses = next(line for line in told if line.startswith("uses: "))
    assert "macros.html (packaged)" in uses
    assert "templates/m- -a.html (yours)" in uses
    assert told[-1].strip() == 'to replace a block: {% extends "default/item.html" %} in templates/item.html'


def test_the_block_that_is_named_first_is_the_one_that_a_reader_sees(tmp_path: Path) -> None:
    own = {
        "templates/base.html": '{% extends "default/base.html" %}{% block main %}<p>nobody sees this</p>{% endblock %}'
    }
    shown = preview(write_project(tmp_path, own)).page(PAGE)[2]
    assert b"<p>unseen</p>" not in shown
    assert "block main: item.html (packaged), instead of templates/base.html (yours), base.html (packaged)" in (
        comment(shown)
    )


def test_a_save_ahead_of_its_build_tells_its_template_too(project: Path) -> None:
    shown = preview(project)
    item = project / "content/items/gates-open.md"
    item.write_text(item.read_text().replace("\n\nThe river rose", "\n\nRain fell. The river rose"))
    assert shown.look(["content/items/gates-open.md"])
    page = shown.page(PAGE)[2]
    assert b"Rain fell." in page
    assert "template: item.html (packaged)" in comment(page)


def test_a_comment_ends_where_it_should() -> None:
    told = told_lineage("a--b.html", [Ancestor("x-->.html", "templates/x--><script>.html (yours)", ())], ())
    assert told.count("-->") == 1
    assert "<script>" not in told
    assert with_lineage(b"<!doctype html>\n<html>", told).startswith(b"<!doctype html>\n<!-- ")
    assert with_lineage(b"{}", "<!-- x -->") == b"{}<!-- x -->"


def test_a_look_is_no_file_of_yours(tmp_path: Path) -> None:
    templates = Templates(tmp_path / "templates", default_templates(), look="wire")
    assert templates.lineage("item.html")[0].file == "item.html (look wire)"
    assert [one.name for one in templates.lineage("item.html")] == ["item.html", "item.html", "base.html", "base.html"]


@pytest.mark.parametrize(
    ("message", "hint", "view"),
    [
        ("'titel' is undefined", 'did you mean "title"? ItemView has: ', ItemView),
        ("'qqq' is undefined", "ItemView has: ", ItemView),
        ("'site_gen.site.views.StatementView object' has no attribute 'speker'",
         'did you mean "speaker"? StatementView has: ', StatementView),
        ("'site_gen.gone.Gone object' has no attribute 'x'", "ItemView has: ", ItemView),
        ("'str object' has no attribute 'x'", "ItemView has: ", ItemView),
        ("division by zero", "ItemView has: ", ItemView),
    ],
)  # fmt: skip
def test_what_is_lacking_is_told_with_what_is_there(
    message: str, hint: str, view: type[ItemView | StatementView], project: Path
) -> None:
    site = preview(project)
    assert site.live is not None
    page = next(page for page in site.live._pages(site.live.frame, site.live.frame.site.items[0]))
    assert isinstance(page.view, ItemView)
    assert fields_hint(message, page.view) == hint + ", ".join(view.__struct_fields__)


def test_a_field_of_a_part_is_looked_for_in_that_part(project: Path) -> None:
    (project / "templates").mkdir()
    (project / "templates/item.html").write_text("{% for one in statements %}\n{{ one.txt }}\n{% endfor %}")
    with pytest.raises(SiteError) as raised:
        build(project, KEPT)
    problem = raised.value.problems[0]
    assert (problem.path, problem.line) == ("templates/item.html", 2)
    assert problem.message.startswith("StatementView has no field 'txt', while making \"items/")
    assert 'did you mean "text"? StatementView has: ' in problem.hint
