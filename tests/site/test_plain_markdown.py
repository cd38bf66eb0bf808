"""The quick way through Markdown gives what markdown-it-py gives, or nothing."""

from __future__ import annotations

import os
import re
import sys
import tomllib
from pathlib import Path
from typing import Final
from unicodedata import category

import pytest
from hypothesis import HealthCheck, example, given, settings
from markdown_bodies import bodies

from site_gen.site import markdown, plain_inline, plain_markdown
from site_gen.site.markdown import render_markdown, render_reference
from site_gen.site.plain_inline import ADDRESS, ENTITY, INLINE
from site_gen.site.plain_markdown import BREAKS, HEADING, ITEM, OPENING_MARKS, OPENS, render_plain
from site_gen.site.rendered import Rendered

EXAMPLES: Final = int(os.environ.get("SITE_GEN_EXAMPLES", "1000"))
WHOLE: Final = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
DATA: Final = Path(__file__).parents[1] / "data"
SECTIONS: Final = tomllib.loads((DATA / "markdown.toml").read_text("utf-8"))
ARTICLE: Final = """\
The *Weir Guard* of **Holm & Sons** closed "both" gates, said [its mayor](https://town.example/a_b?c=d&e=f "Ada").

## What she said

> “We shall open,” she said.
>
> The `AB-1` gate stays.

- one of 3.5 metres
- another, \\*untouched\\*

1986\\. was the year of the last
flood. It took < 5 hours.
"""


@WHOLE
@given(bodies)
@example(ARTICLE)
@example("1. a\n\n1. b")
@example("*a**b*")
def test_what_the_quick_way_gives_is_what_the_reference_gives(body: str) -> None:
    quick = render_plain(body)
    assert quick is None or quick == render_reference(body)


@pytest.mark.parametrize("section", sorted(SECTIONS))
def test_each_construct_is_taken_or_left_as_the_data_says(section: str) -> None:
    quick, left = (SECTIONS[section].get(way, []) for way in ("quick", "left"))
    assert [body for body in quick if render_plain(body) is None] == []
    assert [body for body in left if render_plain(body) is not None] == []
    assert [body for body in quick + left if render_markdown(body) != render_reference(body)] == []


def test_an_article_goes_the_quick_way_with_all_its_fields() -> None:
    assert render_plain(ARTICLE) == Rendered(
        '<p id="p1">The <em>Weir Guard</em> of <strong>Holm &amp; Sons</strong> closed &quot;both&quot; gates, '
        'said <a href="https://town.example/a_b?c=d&amp;e=f" title="Ada">its mayor</a>.</p>\n'
        "<h3>What she said</h3>\n"
        "<blockquote>\n<p>“We shall open,” she said.</p>\n<p>The <code>AB-1</code> gate stays.</p>\n</blockquote>\n"
        "<ul>\n<li>one of 3.5 metres</li>\n<li>another, *untouched*</li>\n</ul>\n"
        '<p id="p2">1986. was the year of the last\nflood. It took &lt; 5 hours.</p>\n',
        "<p>The <em>Weir Guard</em> of <strong>Holm &amp; Sons</strong> closed &quot;both&quot; gates, "
        'said <a href="https://town.example/a_b?c=d&amp;e=f" title="Ada">its mayor</a>.</p>',
        (
            'The Weir Guard of Holm & Sons closed "both" gates, said its mayor.',
            "1986. was the year of the last\nflood. It took < 5 hours.",
        ),
        'The Weir Guard of Holm & Sons closed "both" gates, said its mayor.\nWhat she said\n'
        "“We shall open,” she said.\nThe AB-1 gate stays.\none of 3.5 metres\nanother, *untouched*\n"
        "1986. was the year of the last\nflood. It took < 5 hours.",
    )


def test_the_reference_is_asked_for_what_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def noted(body: str) -> Rendered:
        asked.append(body)
        return render_reference(body)

    monkeypatch.setattr(markdown, "render_reference", noted)
    given = [ARTICLE, "", "a\n---", "- a\n  - b", "***a***", "plain"]
    assert [render_markdown(body) for body in given] == [render_reference(body) for body in given]
    assert asked == ["a\n---", "- a\n  - b", "***a***"]


@pytest.mark.parametrize(
    ("module", "name", "loose"),
    [
        (plain_markdown, "BREAKS", r"\n[>]"),
        (plain_markdown, "OPENS", r"[>]|#{1,6}|[-+*]|[0-9]+[.)]"),
        (plain_markdown, "HEADING", r"(#{1,6}) +([^\n]*)"),
        (plain_inline, "ENTITY", r"&#"),
    ],
)
def test_a_looser_rule_is_found_out(module: object, name: str, loose: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The data tells each from the right one."""
    monkeypatch.setattr(module, name, re.compile(loose))
    found = [body for section in SECTIONS.values() for body in section.get("left", []) if _differs(body)]
    taken = [body for section in SECTIONS.values() for body in section.get("quick", []) if render_plain(body) is None]
    assert found or taken


def test_the_patterns_match_what_they_say() -> None:
    for text in ("> a", "# a", "- a", "1. a", "***", "-"):
        assert OPENS.match(text)
        assert text[0] in OPENING_MARKS
    assert not any(OPENS.match(text) for text in ("-5", "#a", "*a*"))
    assert BREAKS.search("\n===")
    assert BREAKS.search("\n1. a")
    assert not BREAKS.search("\na")
    assert HEADING.fullmatch("## Two words")
    assert not any(map(HEADING.fullmatch, ("## Two ##", "#hashtag")))
    assert [text for text in ("- ", "12) ", "-", "1234567890. ") if ITEM.fullmatch(text)] == ["- ", "12) "]
    assert [text for text in ("&amp;", "&#", "&nope;", "AT&T", "a & b") if ENTITY.search(text)] == [
        "&amp;",
        "&#",
        "&nope;",
    ]


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("\\*", ["escaped"]), ("**so**", ["strong"]), ("_so_", ["em_"]), ("[a](http://b.example)", ["link"]),
        ("**", [None, None]), ("![a](b(c))", [None]), ("<a@b>", [None]), ("&lt;", [None]),
        ("[so]", []), ("a < b", []), ("\\a", []), ("AT&T", []),
    ],
)  # fmt: skip
def test_inline_finds_marks_and_names_those_it_takes(text: str, groups: list[str | None]) -> None:
    assert [found.lastgroup for found in INLINE.finditer(text)] == groups


def test_only_addresses_that_stay_as_they_are_match() -> None:
    assert re.fullmatch(ADDRESS, "https://a.example/b?c=d&e=%20#f")
    assert not any(
        re.fullmatch(ADDRESS, text) for text in ("http://A.example", "https://a.example/b(c)", "javascript:x")
    )


def test_letters_and_digits_are_neither_punctuation_nor_space_to_the_reference() -> None:
    """Flanking is decided by `\\w` less "_": every such character must be a plain one to markdown-it-py."""
    plain = [chr(code) for code in range(sys.maxunicode + 1) if chr(code).isalnum()]
    assert {category(character)[0] for character in plain} == {"L", "N"}


def _differs(body: str) -> bool:
    quick = render_plain(body)
    return quick is not None and quick != render_reference(body)
