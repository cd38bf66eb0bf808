"""What a page's key depends on, and pages that no template makes."""

from __future__ import annotations

from pathlib import Path

import pytest
from faulty import as_nobody, given_away
from hostile_site import TEMPLATES, data, site

import site_gen.site.render
from site_gen.errors import SiteError
from site_gen.site.compiling import Endless
from site_gen.site.formats.writers import WRITERS
from site_gen.site.page import Page
from site_gen.site.plan import plan_pages
from site_gen.site.render import Templates, page_key, render


def _page(path: str) -> Page:
    return next(page for page in plan_pages(site()) if page.path == path)


@pytest.mark.parametrize(
    "path", ["index.html", "data/site.sqlite", "data/statements.csv", "feed.rss", "items/full.json"]
)
def test_a_key_changes_with_our_code_and_stays_without_a_change(path: str) -> None:
    page = _page(path)
    one, same, other = (page_key(page, Templates(TEMPLATES, TEMPLATES, code=code)) for code in ("a", "a", "b"))
    assert one == same != other


def test_files_that_share_a_view_have_keys_of_their_own() -> None:
    templates = Templates(TEMPLATES, TEMPLATES)
    view = data()
    keys = {page_key(Page(name, name, view), templates) for name in WRITERS}
    assert len(keys) == len(WRITERS)


def test_a_key_follows_the_view_when_views_take_turns() -> None:
    templates = Templates(TEMPLATES, TEMPLATES)
    pages = [Page("x", "json", view) for view in (data(), data(""), data())]
    keys = [page_key(page, templates) for page in pages]
    assert keys[0] == keys[2] != keys[1]


def test_no_writer_could_be_taken_for_a_template() -> None:
    assert not any("." in name for name in WRITERS)


def test_every_file_of_the_site_comes_out_the_same_twice() -> None:
    templates = Templates(TEMPLATES, TEMPLATES)
    first = {page.path: render(page, templates) for page in plan_pages(site())}
    again = {page.path: render(page, Templates(TEMPLATES, TEMPLATES)) for page in plan_pages(site())}
    assert first == again


@pytest.mark.parametrize(
    "source",
    [
        "{% for a in range(99) %}\n{% for b in range(99) %}{% endfor %}{% endfor %}",
        "{% macro f(n) %}\n{% if n %}{{ f(n - 1) }}{{ f(n - 1) }}{% endif %}{% endmacro %}{{ f(30) }}",
        "{% macro f(n) %}{{ caller(n) }}{{ caller(n) }}{% endmacro %}{% call(n) f(1) %}{% call(n) f(1) %}"
        "{% for x in range(50) %}{% call(n) f(1) %}{% call(n) f(1) %}x{% endcall %}{% endcall %}{% endfor %}"
        "{% endcall %}{% endcall %}" * 20,
    ],
    ids=["loops", "macros", "calls"],
)
def test_loops_and_macros_that_would_take_for_ever_are_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str
) -> None:
    monkeypatch.setattr(site_gen.site.render, "MOST_TURNS", 5000)
    (tmp_path / "x.html").write_text(source)
    templates = Templates(tmp_path, TEMPLATES)
    with pytest.raises(Endless, match="turn more than"):
        templates.text("x.html", {})
    templates.plain.turns = 5000
    with pytest.raises(Endless, match="turn more than"):
        templates.plain.get_template("x.html").render({})


def test_each_page_has_its_turns_for_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site_gen.site.render, "MOST_TURNS", 100)
    (tmp_path / "x.html").write_text("{% for a in range(60) %}{{ loop.index }}{% else %}none{% endfor %}")
    templates = Templates(tmp_path, TEMPLATES)
    assert templates.text("x.html", {}) == templates.text("x.html", {}) == "".join(map(str, range(1, 61)))


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ('\n{% include "a.html" %}\n{% include "gone.html" %}', 'x.html:3: error[missing-template]: no template "gone'),
        ('\n{% include ["a.html", "gone.html"] %}', "x.html:2: error[missing-template]"),
        ('\n{% include "a.html" %}\n{% include which %}', "x.html:3: error[dynamic-template]"),
        ('\n{% include ["a.html", which] %}', "x.html:2: error[dynamic-template]"),
        ("\n\n{% include 5 %}", "x.html:3: error[dynamic-template]"),
        ("\n{% include none %}", "x.html:2: error[dynamic-template]"),
        ('{% import "a.html" as a %}\n{% from "x.html" import b %}', "x.html:2: error[endless-template]"),
        ("\n\n{% if %}", "x.html:3: error[template-syntax]"),
        (
            "{{ 1" + " + (1" * 3000 + ")" * 3000 + " }}",
            "x.html:1: error[template-error]: the template nests too deeply",
        ),
    ],
)
def test_what_a_template_names_wrongly_is_told_at_its_line(tmp_path: Path, source: str, told: str) -> None:
    (tmp_path / "a.html").write_text("a")
    (tmp_path / "x.html").write_text(source)
    with pytest.raises(SiteError) as caught:
        Templates(tmp_path, TEMPLATES).key("x.html")
    assert told in str(caught.value)
    (problem,) = caught.value.problems
    assert problem.hint
    assert problem.source == source.split("\n")[problem.line - 1]


def test_a_template_that_is_there_and_cannot_be_read_is_no_missing_one(tmp_path: Path) -> None:
    (tmp_path / "x.html").write_text('{% include "a.html" %}')
    (tmp_path / "a.html").write_bytes(b"one\ntw\xff")
    with pytest.raises(SiteError, match=r"a.html:2: error\[not-utf-8\]: the template is not UTF-8"):
        Templates(tmp_path, TEMPLATES).key("x.html")
    (tmp_path / "a.html").chmod(0)
    given_away(tmp_path)
    told = r"a.html: error\[unreadable\]: the template cannot be read: Permission denied"
    with as_nobody(), pytest.raises(SiteError, match=told):
        Templates(tmp_path, TEMPLATES).key("x.html")


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (
            "\n{% block a %}{% endblock %}{% block a %}{% endblock %}",
            "x.html:2: error[template-syntax]: block 'a' defined",
        ),
        ("\n\n{{ title|shout }}", "x.html:3: error[template-syntax]: No filter named 'shout'"),
        ("\n{{ titel }}", "x.html:2: error[template-error]: 'titel' is undefined, while making \"y.html\""),
        ("\n{{ 1 / 0 }}", 'x.html:2: error[template-error]: division by zero, while making "y.html"; TextView has: '),
        ("{% for n in range(100001) %}{% endfor %}", "the range has 100,001 numbers; at most 100,000 fit a page"),
    ],
)
def test_a_template_that_fails_is_told_at_its_line_with_the_page(tmp_path: Path, source: str, told: str) -> None:
    (tmp_path / "x.html").write_text(source)
    with pytest.raises(SiteError) as caught:
        render(Page("y.html", "x.html", _page("404.html").view), Templates(tmp_path, TEMPLATES))
    assert told in str(caught.value)
    assert caught.value.problems[0].hint


def test_a_template_with_a_fault_is_left_to_the_page_that_has_it(tmp_path: Path) -> None:
    (tmp_path / "x.html").write_text('{% include "a.html" %}{% block b %}{% endblock %}')
    (tmp_path / "a.html").write_text("{{ title|shout }}")
    templates = Templates(tmp_path, TEMPLATES)
    templates.compile(["x.html", *WRITERS])
    assert templates.outline("x.html") == ((f"{tmp_path.name}/x.html", ("b",)), (f"{tmp_path.name}/a.html", ()))
    assert [problem.path for problem in templates.problems(["x.html", "a.html", "assets/a.html", "a.png"])] == [
        f"{tmp_path.name}/a.html"
    ]
