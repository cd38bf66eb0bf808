"""Markdown as news articles have it, quickly: paragraphs, headings, flat lists and quotes of paragraphs.

`render_plain` gives what `site.markdown` would, byte for byte, or None where a body holds anything else: then
markdown-it-py reads it. When in doubt, None: a property test holds every other answer equal to the reference. It
knows nothing of files or pages. To take one more kind of block: a maker called by `_structure`.
"""

from __future__ import annotations

import re
from typing import Final

from site_gen.site.plain_inline import Piece, render_inline
from site_gen.site.rendered import Rendered

Block = tuple[str, list[str], bool]
"""HTML of a block, the plain text of what it holds, and whether it is a list."""

_OPENERS: Final = (
    r"[>]|\#{1,6}(?:[ \n]|\Z)|[-+*](?:[ \n]|\Z)|[0-9]{1,9}[.)](?:[ \n]|\Z)"
    r"|(?:-[- ]*|\*[* ]*|_[_ ]*)(?:\n|\Z)"
)
"""The start of a line that is, or may be, a quote, a heading, an item or a rule."""
OPENS: Final = re.compile(_OPENERS)
"""A block that may be more than a paragraph. Matches "> a", "# a", "- a", "1. a", "***", "-"; not "-5", "#a", "*a*"."""
OPENING_MARKS: Final = frozenset(">#-+*_0123456789[")
"""First characters of all that `OPENS` matches, and of reference definitions."""
BREAKS: Final = re.compile(rf"\n(?:[ =|:-]|{_OPENERS})")
"""A line that may end a paragraph, underline it or part a table's head. Matches "\\n==", "\\n1. a"; not "\\na"."""
HEADING: Final = re.compile(r"(#{1,6}) +([^\s#](?:[^\n]*[^\s#])?)")
"""A heading without closing marks. Matches "## Two words", not "## Two ##", "#hashtag"."""
ITEM: Final = re.compile(r"(?:[-+*]|([0-9]{1,9})[.)]) ")
"""What begins a line that is an item, its kind one before the last. Matches "- ", "12) ", not "-", "1234567890. "."""


def render_plain(body: str) -> Rendered | None:
    """What `render_markdown` gives for `body`, or None where only markdown-it-py surely knows."""
    if not _is_plain(body):
        return None
    html: list[str] = []
    paragraphs: list[str] = []
    texts: list[str] = []
    lead = ""
    after_list = False
    for block in body.split("\n\n"):
        block = block.strip("\n")
        if not block:
            continue
        if block[0] in OPENING_MARKS and OPENS.match(block):
            made = _structure(block)
            if made is None or (after_list and made[2]):
                return None
            html.append(made[0])
            texts += made[1]
            after_list = made[2]
            continue
        piece = _paragraph(block)
        if piece is None:
            return None
        paragraphs.append(piece[1])
        texts.append(piece[1])
        html.append(f'<p id="p{len(paragraphs)}">{piece[0]}</p>\n')
        lead = lead or f"<p>{piece[0]}</p>"
        after_list = False
    return Rendered("".join(html), lead, tuple(paragraphs), "\n".join(texts))


def _is_plain(body: str) -> bool:
    """Whether `body` has no tab, no foreign line end, no NUL, no fence and nothing struck through.

    The search for one character is many times as quick as that for two.
    """
    if "\t" in body or "\r" in body or "\0" in body:
        return False
    return not ("~" in body and "~~" in body) and not ("`" in body and "```" in body)


def _paragraph(block: str) -> Piece | None:
    """A paragraph that begins where `block` does and ends with it, without white space at its edges."""
    if not block or block.strip() != block:
        return None
    if block[0] in OPENING_MARKS and (OPENS.match(block) or (block[0] == "[" and "]:" in block)):
        return None
    if "\n" in block and (" \n" in block or BREAKS.search(block)):
        return None
    return render_inline(block)


def _structure(block: str) -> Block | None:
    if block[0] == "#":
        return _heading(block)
    if block[0] == ">":
        return _quote(block)
    return _list(block)


def _heading(block: str) -> Block | None:
    """A heading alone, one level down."""
    found = HEADING.fullmatch(block)
    piece = render_inline(found[2]) if found else None
    if found is None or piece is None:
        return None
    tag = f"h{min(6, len(found[1]) + 1)}"
    return f"<{tag}>{piece[0]}</{tag}>\n", [piece[1]], False


def _quote(block: str) -> Block | None:
    """A quote of paragraphs, every line marked."""
    lines = block.split("\n")
    if not all(line == ">" or line.startswith("> ") for line in lines):
        return None
    pieces: list[Piece] = []
    for part in "\n".join(line[2:] for line in lines).split("\n\n"):
        piece = _paragraph(part)
        if piece is None:
            return None
        pieces.append(piece)
    inside = "".join(f"<p>{html}</p>\n" for html, _ in pieces)
    return f"<blockquote>\n{inside}</blockquote>\n", [words for _, words in pieces], False


def _list(block: str) -> Block | None:
    """A tight list of one kind, an item a line."""
    pieces: list[Piece] = []
    kind = start = ""
    for line in block.split("\n"):
        found = ITEM.match(line)
        if found is None or (kind and found[0][-2] != kind):
            return None
        piece = _paragraph(line[found.end() :])
        if piece is None:
            return None
        pieces.append(piece)
        start, kind = (start, kind) if kind else (found[1], found[0][-2])
    tag = "ol" if start else "ul"
    number = f' start="{int(start)}"' if start and int(start) != 1 else ""
    inside = "".join([f"<li>{html}</li>\n" for html, _ in pieces])
    return f"<{tag}{number}>\n{inside}</{tag}>\n", [words for _, words in pieces], True
