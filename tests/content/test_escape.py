"""Source text as Markdown that renders to its very words."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from site_gen.content.escape import escape_paragraph, escape_paragraphs
from site_gen.site.markdown import render_markdown

_TRICKY = st.lists(
    st.sampled_from(
        [*"#>-+*_`~[]()!<>&\\|=:{}.;\"'^$%@/", "1.", "2022.", "3)", "a", "b c", "é", " ", "\t", "\n", "&amp;", "&#35;",
         "<b>", "http://x.example", "www.a.example", "a@b.example",
         "![x](y)", "[x]: y", "***", "---", "===", "~~~", "```",
         "\\", "    ", "1986\\.", "|a|b|", "|-|-|"]
    ),
    max_size=12,
).map("".join)  # fmt: skip


@given(st.lists(st.one_of(_TRICKY, st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)), max_size=4))
@example(["2022. The year"])
@example(["a", "===", "b"])
@example(["[x]: https://a.example", "[x]"])
@example(["&copy; &#x41; &nope"])
def test_every_paragraph_renders_to_its_words_and_nothing_else(paragraphs: list[str]) -> None:
    body = escape_paragraphs(tuple(paragraphs))
    wanted = [" ".join(paragraph.split()) for paragraph in paragraphs if paragraph.split()]
    rendered = render_markdown(body)
    assert list(rendered.paragraphs) == wanted
    assert rendered.html.count("<p") == len(wanted) == rendered.html.count("<") / 2


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("2022. The year", "2022\\. The year"),
        ("2022.The year", "2022.The year"),
        ("1) first", "1\\) first"),
        ("# head", "\\# head"),
        ("- item", "\\- item"),
        ("a - b # c", "a - b # c"),
        ("*a* _b_ `c`", "\\*a\\* \\_b\\_ \\`c\\`"),
        ("AT&T &amp; &#65;", "AT\\&T \\&amp; \\&#65;"),
        ("plain words, \"quoted\" and 'so'.", "plain words, \"quoted\" and 'so'."),
        ("  two\n lines ", "two lines"),
    ],
)
def test_only_what_could_be_a_mark_gets_a_backslash(text: str, escaped: str) -> None:
    assert escape_paragraph(text) == escaped
