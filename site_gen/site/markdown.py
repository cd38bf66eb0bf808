"""Markdown bodies to HTML and to plain text: the only room that imports markdown_it.

Most bodies are read by `site.plain_markdown`, which gives the same sooner; markdown-it-py reads what that leaves.
Raw HTML, images, automatic links and typographic replacements are off: nothing of a body may act, call another
host, or differ from the words of the source.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from site_gen.site.plain_markdown import render_plain
from site_gen.site.rendered import Rendered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

__all__ = ["Rendered", "fold", "inline_text", "paragraph_of", "render_markdown", "render_reference"]

_QUOTES: Final = str.maketrans(dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‘’‚‛′", "'"))


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("js-default", {"html": False, "linkify": False, "typographer": False}).disable("image")


def render_markdown(body: str) -> Rendered:
    """Render a body; headings go one level down, since the page's title is the first."""
    return render_plain(body) or render_reference(body)


def render_reference(body: str) -> Rendered:
    """What `render_markdown` gives, by markdown-it-py: some twenty times as slow, for every body."""
    parser = _parser()
    tokens = parser.parse(body)
    lead = ""
    paragraphs: list[str] = []
    blocks: list[str] = []
    for at, token in enumerate(tokens):
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + 1)}"
        elif token.type == "inline":
            text = inline_text(token)
            blocks.append(text)
            opening = tokens[at - 1]
            if opening.type == "paragraph_open" and opening.level == 0:
                if not paragraphs:
                    lead = parser.renderer.render(tokens[at - 1 : at + 2], parser.options, {}).strip()
                paragraphs.append(text)
                opening.attrSet("id", f"p{len(paragraphs)}")
        elif token.type in ("fence", "code_block"):
            blocks.append(token.content)
    html = parser.renderer.render(tokens, parser.options, {})
    return Rendered(html, lead, tuple(paragraphs), "\n".join(blocks))


def inline_text(token: Token) -> str:
    """The plain text of an inline token."""
    return "".join(_leaf(child) for child in token.children or ())


def fold(text: str) -> str:
    """`text` with white space folded and quotation marks straight: what the verbatim rule compares."""
    return " ".join(text.translate(_QUOTES).split())


def paragraph_of(words: str, paragraphs: Sequence[str]) -> int:
    """Number, from 1, of the first paragraph that holds the folded `words`; 0 when none does."""
    return next((number for number, folded in enumerate(paragraphs, 1) if words in folded), 0)


def _leaf(token: Token) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return "\n"
    return token.content
