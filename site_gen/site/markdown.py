"""Markdown bodies to HTML and to plain text: the only room that imports markdown_it.

Raw HTML, images, automatic links and typographic replacements are off: nothing of a body may act, call another
host, or differ from the words of the source.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_QUOTES: Final = str.maketrans(dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‘’‚‛′", "'"))


class Rendered(Struct, frozen=True):
    """A body, rendered."""

    html: str
    """Blocks of HTML; top-level paragraphs have ids "p1", "p2"."""
    lead: str
    """HTML of the first paragraph alone, without its id; "" when there is none."""
    paragraphs: tuple[str, ...]
    """Plain text of each top-level block, paragraphs first counted: entry 0 is "p1"."""
    text: str
    """Plain text of the whole, blocks parted by line ends."""


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("js-default", {"html": False, "linkify": False, "typographer": False}).disable("image")


def render_markdown(body: str) -> Rendered:
    """Render a body; headings go one level down, since the page's title is the first."""
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
