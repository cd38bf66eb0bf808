"""The inside of a paragraph, quickly: the simple forms of CommonMark's inlines, and None for all others.

What is taken here renders as markdown-it-py does with html, linkify and typographer off and images disabled; a property
test holds the two equal. Code, emphasis and links do not nest, but that a link's text may hold emphasis. No search goes
beyond the next mark of its kind, so that time grows with length alone. To take one more form: an alternative in
`INLINE` that begins with a literal character (the search skips by these), in a group that closes last, and its maker.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

Piece = tuple[str, str]
"""HTML and plain text of the same words."""

_OPENING: Final = "\"'(“„‘«"
"""Punctuation that may begin emphasised words after white space."""
_CLOSING: Final = ".,;:!?\"')%”’»…"
"""Punctuation that may end emphasised words, and stand behind them."""


def _emphasis(run: str, name: str) -> str:
    """Words between two runs of exactly these marks that surely open and close, by CommonMark 0.31.2, 6.2.

    Flanking is sure beside letters and digits, white space and the punctuation above. Words hold no other mark, so both
    runs have one length and nothing before stands open: the rules on multiples of three never matter. "_" needs more:
    it is no mark inside a word.
    """
    marks, apart = re.escape(run), rf"(?<![^ \n]{re.escape(run)})"
    end = rf"{marks}(?![^ \n{_CLOSING}])"
    if run[0] == "_":
        opens, closes = rf"{apart}(?=[^\W_]|[{_OPENING}])", rf"(?<=[^\W_]|[{_CLOSING}]){end}"
    else:
        opens = rf"(?:(?=[^\W_])|{apart}(?=[{_OPENING}]))"
        closes = rf"(?:(?<=[^\W_]){marks}(?!\*)|(?<=[{_CLOSING}]){end})"
    return rf"{marks}(?P<{name}>{opens}([^*_`\[\]\\<]+){closes})"


ADDRESS: Final = (
    r"https?://[a-z0-9](?:[a-z0-9.-]{0,58}[a-z0-9])?(?::[0-9]{1,5})?"
    r"(?:[/?#](?:[A-Za-z0-9/._~!$*+,=:@&?#-]|%[0-9A-Fa-f]{2})*)?"
)
"""An address that markdown-it-py leaves as it is and allows: no entity, escape or parenthesis, no capital in the host.

Matches "https://a.example/b?c=d&e=%20#f", not "http://A.example", "https://a.example/b(c)", "javascript:x".
"""
ENTITY: Final = re.compile(r"&(?:#|[A-Za-z][A-Za-z0-9]{1,31};)")
"""What may be a character reference. Matches "&amp;", "&#", "&nope;", not "AT&T", "a & b"."""
INLINE: Final = re.compile(
    "|".join(
        [
            r"\\(?P<escaped>[!-/:-@\[-`{-~])",  # a backslash before ASCII punctuation; before others it is a character
            r"`(?P<code>[^`\n]+)`(?!`)",
            _emphasis("**", "strong"),
            _emphasis("*", "em"),
            _emphasis("__", "strong_"),
            _emphasis("_", "em_"),
            r"\*(?P<star>(?<=[ \n]\*)(?=[ \n]))",  # neither opens nor closes
            r"_(?P<low>(?<=[^\W_]_)(?=[^\W_]))",  # nor does this, inside a word
            rf"\[(?P<link>([^\[\]`\\<]+)\]\(({ADDRESS})(?: \"([^\"\\&\n]+)\")?\))",
            # What follows is in no group: such text is left to markdown-it-py.
            rf"\*|_|`|\\\n|\]\(|<[^ \n<>][^<>]*>|{ENTITY.pattern}",
        ]
    )
)
"""A mark and what belongs to it; text between matches is text.

Matches "\\*", "**so**", "_so_", "[a](http://b.example)"; in no group "**", "![a](b(c))" from its "](", "<a@b>", "&lt;".
Not "[so]", "a < b", "\\a", "AT&T".
"""


def render_inline(text: str) -> Piece | None:
    """`text` of one block, its lines joined by line ends, as HTML and words; None where a form is not simple."""
    if not _has_mark(text):
        return escaped(text), text
    html: list[str] = []
    words: list[str] = []
    at = 0
    for found in INLINE.finditer(text):
        if found.lastgroup is None:
            return None
        piece = _MAKERS[found.lastgroup](found)
        if piece is None:
            return None
        before = text[at : found.start()]
        html += escaped(before), piece[0]
        words += before, piece[1]
        at = found.end()
    return "".join(html) + escaped(text[at:]), "".join(words) + text[at:]


def _has_mark(text: str) -> bool:
    """Whether anything of `INLINE` may be in `text`: four times as quick, by one character each, as its search."""
    return "*" in text or "\\" in text or "[" in text or "_" in text or "`" in text or "&" in text or "<" in text


def escaped(text: str) -> str:
    """As markdown-it-py writes text: a single quotation mark stays."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    if '"' in text:
        text = text.replace('"', "&quot;")
    return text


def _character(found: re.Match[str]) -> Piece:
    return escaped(found[1]), found[1]


def _mark(found: re.Match[str]) -> Piece:
    return found[0], found[0]


def _code(found: re.Match[str]) -> Piece | None:
    words = found["code"]
    if words[0] == " " == words[-1]:
        return None
    return f"<code>{escaped(words)}</code>", words


def _emphasised(found: re.Match[str]) -> Piece | None:
    name = found.lastgroup or ""
    tag, words = name.rstrip("_"), found[INLINE.groupindex[name] + 1]
    if "&" in words and ENTITY.search(words):
        return None
    return f"<{tag}>{escaped(words)}</{tag}>", words


def _link(found: re.Match[str]) -> Piece | None:
    first = INLINE.groupindex["link"] + 1
    words, address, title = found.group(first, first + 1, first + 2)
    inside = render_inline(words)
    if inside is None:
        return None
    titled = f' title="{escaped(title)}"' if title else ""
    return f'<a href="{escaped(address)}"{titled}>{inside[0]}</a>', inside[1]


_MAKERS: Final[Mapping[str, Callable[[re.Match[str]], Piece | None]]] = {
    "escaped": _character,
    "code": _code,
    **dict.fromkeys(["strong", "em", "strong_", "em_"], _emphasised),
    **dict.fromkeys(["star", "low"], _mark),
    "link": _link,
}
"""What makes the HTML and the words of each group of `INLINE`."""
