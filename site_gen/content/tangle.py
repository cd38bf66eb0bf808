"""Bodies that a Markdown parser would chew on for minutes, told by counting before it begins.

The prices are microseconds of markdown-it-py 4 for the worst text of each kind (a test times them), so that what is
let through takes a second or so. Text that ingest wrote has its marks escaped and is far from any limit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

MOST_LETTERS: Final = 1_000_000
"""Code points of an article's text: a long novel."""
_MOST_MICROSECONDS: Final = 1_000_000
_LINE, _MARKED_LINE, _LEVEL, _LAZY = 10, 45, 7, 2
"""Prices of a line, of one that begins with a mark, of each level of nesting of a line, and of each line of a quote for
each line of its paragraph where others go on without the mark: for these the parser begins anew at every line."""
_PRICES: Final = {
    "[": 60, "<": 45, "|": 70, **dict.fromkeys("*_`~&!](#", 12), **dict.fromkeys(">\\$%+-:=@^{}", 7),
}  # fmt: skip
"""Prices of the characters at which the parser stops to look."""
_DEAREST: Final = max(_PRICES.values())
MOST_NESTED: Final = 19
"""Quotes and lists within each other; beyond 40 levels, two a list, the parser drops the text."""
_MOST_REPEATED: Final = 16_000_000
"""Characters that links by name may come to when each is written out."""
_CONTAINERS: Final = re.compile(r"^([ \t]*)((?:(?:>|[-+*](?=[ \t])|[0-9]{1,9}[.)](?=[ \t]))[ \t]*)+)", re.MULTILINE)
"""What opens quotes and lists at the start of a line. Matches "> - 1. a"; not "-5", "a > b"."""
_DEEP: Final = re.compile(r"\n[ \t>*+.)0-9-]{10}")
"""A line that may open twenty or more: a tab counts as two levels, every other character as one at most."""
_RULE: Final = re.compile(r"[ \t]*(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,})$")
_FENCE: Final = re.compile(r"(`{3,})[^`\n]*$|(~{3,})[^\n]*$")
_PAR: Final = re.compile(r"\n[ \t]*\n")


class Tangle(Struct, frozen=True):
    """Why a text is not read."""

    line: int
    """From 1, in the text."""
    code: str
    message: str
    hint: str


def tangle_in(body: str) -> Tangle | None:
    """What is too long, too deep or too tangled in an article's text; None for all that people write."""
    if len(body) > MOST_LETTERS:
        told = f"the text has {len(body):,} characters; at most {MOST_LETTERS:,} are read"
        return Tangle(1, "too-long", told, "split the article")
    lines = body.count("\n")
    if _LINE * lines > _MOST_MICROSECONDS:
        return Tangle(1, "too-long", f"the text has {lines:,} lines", "split the article, or join its lines")
    if _is_short(body, lines + 1) or _is_plain(body, lines + 1):
        return _repeated(body)
    return _nested(body) or _priced(body) or _repeated(body)


def _is_short(body: str, lines: int) -> bool:
    """Whether a text is surely shallow, and cheap though it were as deep as may be: told at a glance."""
    dearest = lines * (_LINE + 2 * _MARKED_LINE + _LEVEL * MOST_NESTED + _LAZY * lines)
    return len(body) * _DEAREST + dearest < _MOST_MICROSECONDS and not _DEEP.search("\n" + body)


def _is_plain(body: str, lines: int) -> bool:
    """Whether a text is shallow, and cheap though every line of it had the price of the dearest: nearly all are."""
    opens = [_opened(found) for found in _CONTAINERS.finditer(body)]
    depth = max(opens, default=0)
    if depth > MOST_NESTED:
        return False
    price = lines * (_LINE + 2 * _MARKED_LINE + _LEVEL * depth + _LAZY * len(opens))
    most = _MOST_MICROSECONDS - price
    return len(body) * _DEAREST < most or (most > 0 and _inside(body) < most)


def _nested(body: str) -> Tangle | None:
    for number, line in _unfenced(body):
        if _depth(line) > MOST_NESTED:
            told = f"quotes and lists stand more than {MOST_NESTED} deep in each other here"
            return Tangle(number, "too-deep", told, "put a backslash before the first mark of the line")
    return None


def _priced(body: str) -> Tangle | None:
    """The line of the paragraph with the highest price, where all together are too dear."""
    total, worst, dearest, line = 0, 1, -1, 1
    for paragraph in _PAR.split(body):
        price = _price(paragraph)
        total += price
        if price > dearest:
            dearest, worst = price, line
        line += paragraph.count("\n") + 2
    if total <= _MOST_MICROSECONDS:
        return None
    told = "the text has more brackets, marks and lines than can be read as Markdown in a second"
    return Tangle(worst, "too-tangled", told, "put a backslash before marks that are none, or split the article")


def _price(paragraph: str) -> int:
    lines = paragraph.split("\n")
    depths = [_depth(line) for line in lines]
    marked = sum(depth > 0 for depth in depths) + sum(line.lstrip().startswith(("#", "|", "=", "-")) for line in lines)
    quoted = sum(depth > 0 and ">" in line for depth, line in zip(depths, lines, strict=True))
    lazy = 0 if quoted == len(lines) else _LAZY * quoted * len(lines)
    return _inside(paragraph) + _LINE * len(lines) + _MARKED_LINE * marked + _LEVEL * max(depths) * len(lines) + lazy


def _inside(text: str) -> int:
    return sum(price * text.count(char) for char, price in _PRICES.items())


def _depth(line: str) -> int:
    """At most so many quotes and lists are open in a line that opens one."""
    found = _CONTAINERS.match(line)
    if found is None or _RULE.fullmatch(line):
        return 0
    return _opened(found)


def _opened(found: re.Match[str]) -> int:
    """So many quotes and lists `_CONTAINERS` has found, with those that the line's indent may go on with."""
    marks = found[2]
    return marks.count(">") + len(marks.replace(">", " ").split()) + len(found[1].expandtabs(4)) // 2


def _repeated(body: str) -> Tangle | None:
    """A definition that many links by its name would repeat until the page is too large."""
    if "]:" not in body:
        return None
    line, uses = 1, body.count("]")
    for paragraph in _PAR.split(body):
        if "]:" in paragraph and len(paragraph) * uses > _MOST_REPEATED:
            told = "links by name would repeat what is defined here until the page is too large"
            return Tangle(line, "too-tangled", told, "write the address out in fewer links, or shorten it")
        line += paragraph.count("\n") + 2
    return None


def _unfenced(body: str) -> Iterator[tuple[int, str]]:
    """Lines outside of fenced code, with their numbers."""
    fence = ""
    for number, line in enumerate(body.split("\n"), 1):
        if fence:
            if line.strip() and not line.strip(" ").strip(fence[0]) and line.strip(" ").startswith(fence):
                fence = ""
            continue
        opening = _FENCE.match(line)
        if opening:
            fence = opening[1] or opening[2]
            continue
        yield number, line
