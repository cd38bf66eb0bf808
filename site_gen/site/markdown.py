"""Markdown bodies to HTML and to plain text: the only room that imports markdown_it.

Most bodies are read by `site.plain_markdown`, which gives the same sooner; markdown-it-py reads what that leaves.
Raw HTML, images, automatic links and typographic replacements are off: nothing of a body may act, call another
host, or differ from the words of the source.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from site_gen.site.plain_markdown import render_plain
from site_gen.site.rendered import Rendered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

__all__ = ["Rendered", "fold", "inline_text", "paragraph_of", "render_markdown", "render_reference"]

_MOST_NESTED: Final = 40
"""Levels of quotes, lists and links; `content.tangle` refuses what would go deeper, which the parser drops."""
_SCHEMES: Final = frozenset(["http", "https", "mailto"])
_SCHEME: Final = re.compile(r"[^/?#]*")
"""What stands before the first colon is a scheme unless a path, query or fragment has begun (RFC 3986, 3.1)."""
_QUOTES: Final = str.maketrans(dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‘’‚‛′", "'"))


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    options = {"html": False, "linkify": False, "typographer": False, "maxNesting": _MOST_NESTED}
    parser = MarkdownIt("js-default", options).disable("image")
    parser.validateLink = _may_be_linked  # type: ignore[method-assign,assignment]
    return parser


def _may_be_linked(address: str) -> bool:
    """Whether a link may lead there: a page of this site or of the web, or a mailbox. Other links stay text."""
    scheme, colon, _ = address.strip().partition(":")
    return not colon or not _SCHEME.fullmatch(scheme) or scheme.lower() in _SCHEMES


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
