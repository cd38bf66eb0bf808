"""Cuts into the text of a YAML file: where values really end, how a new one looks in an old one's place.

Every function gives `Edit`s of the text as it stands; `operated` makes them all. What cannot be done without touching
more than a value raises Unsafe. Knows nothing of items; lists are cut in `list_surgery`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from site_gen.content.frontmatter import Mapping, Node, Scalar, Sequence
from site_gen.content.writer import quoted

_LINE_END: Final = re.compile(r"\r\n|\n|\r")
_COMMENT: Final = re.compile(r"#[^\r\n]*")
"""In the stretches between scalars, where a "#" can only begin a comment."""
_PLAIN: Final = re.compile(r"[^\W\d_](?:[^\W_]|[-_.,;!?'\"()/&*+=%@$ ]|:(?! ))*+(?<![\s:])")
"""A text that means itself without quotation marks, also to other tools: a letter first, no ": ", no " #", no line end.
Matches "Two: no" only up to the colon, so not as a whole; matches "It's 5 o'clock (sharp)"."""
_PLAIN_FLOW: Final = re.compile(r"[^,]*")
"""Between brackets a comma parts values."""
_WORDS_OF_YAML: Final = frozenset("null true false yes no on off y n".split())
_COLON: Final = re.compile(r"\s*:")
_BLOCK: Final = re.compile(r"[|>][+-]?[ \t]*(#[^\r\n]*)?\Z")
"""The first line of a block scalar that does not count its indentation: "|", ">-  # note"; not "|2"."""


class Edit(NamedTuple):
    """What stands in place of a stretch of text."""

    start: int
    end: int
    """One past the last code point."""
    new: str
    exact: bool = False
    """Its line ends are those of the file already."""


class Unsafe(Exception):
    """A change that would touch more than the value."""

    def __init__(self, why: str, node: Node | None = None) -> None:
        self.why, self.node = why, node
        super().__init__(why)


def operated(text: str, edits: Iterable[Edit], line_end: str) -> str:
    """The text with all edits made; those that add at one place stand in their order. Raises Unsafe where two meet."""
    ordered = sorted(enumerate(edits), key=lambda one: (one[1].start, one[1].end, one[0]))
    parts: list[str] = []
    at = 0
    for _, (start, end, new, exact) in ordered:
        if start < at:
            raise Unsafe("two changes meet in one place")
        parts += text[at:start], new if exact else new.replace("\n", line_end)
        at = end
    return "".join((*parts, text[at:]))


def line_end_of(text: str) -> str:
    """How the lines of a text end: as the first one does."""
    found = _LINE_END.search(text)
    return found.group() if found else "\n"


def line_start(text: str, at: int) -> int:
    """Where the line of an offset begins."""
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def next_line(text: str, at: int) -> int:
    """Where the line behind the one of an offset begins; the text's end when there is none."""
    found = _LINE_END.search(text, at)
    return found.end() if found else len(text)


def end_of(text: str, node: Node) -> int:
    """Where a node's own words end; the parser's mark may lie behind blank lines and comments."""
    if isinstance(node, Scalar):
        return node.start + len(text[node.start : node.end].rstrip())
    if is_flow(text, node):
        return node.end
    if isinstance(node, Sequence):
        return end_of(text, node.items[-1])
    key, last = node.entries[-1]
    return max(key.end + 1, end_of(text, last))


def is_flow(text: str, node: Node) -> bool:
    """Whether a node is written between brackets."""
    return not isinstance(node, Scalar) and text[node.start : node.start + 1] in ("[", "{")


def comments_in(text: str, start: int, end: int, node: Node) -> list[str]:
    """The comments of a stretch that holds `node` and nothing else."""
    found: list[str] = []
    at = start
    for scalar in scalars_of(node):
        found += _COMMENT.findall(text, at, max(at, scalar.start))
        if text[scalar.start : scalar.start + 1] in ("|", ">"):
            found += _COMMENT.findall(text[scalar.start : next_line(text, scalar.start)])
        at = max(at, end_of(text, scalar))
    return found + _COMMENT.findall(text, at, max(at, end))


def scalars_of(node: Node) -> Iterator[Scalar]:
    """All scalars of a node in text order, keys too."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from scalars_of(item)
    else:
        for key, value in node.entries:
            yield key
            yield from scalars_of(value)


def colon_after(text: str, key: Scalar) -> int:
    """One past the colon behind a key."""
    found = _COLON.match(text, key.end)
    if found is None:
        raise Unsafe("this key has no colon behind it", key)
    return found.end()


def written_like(text: str, old: Node, value: str, default: str, flow: bool) -> str:
    """A text in the style of the scalar `old`: plain, in single or double quotes, as a block; else as `default`."""
    mark = text[old.start : old.start + 1] if isinstance(old, Scalar) and old.start < old.end else ""
    if mark == '"':
        return quoted(value)
    if mark == "'" and quoted(value)[1:-1].replace('\\"', '"') == value:
        return "'" + value.replace("'", "''") + "'"
    if mark in ("|", ">"):
        return _as_block(text, old, value, default)
    if mark and mark not in "'[{!" and is_plain(value, flow):
        return value
    return default


def is_plain(value: str, flow: bool) -> bool:
    """Whether a text means itself without quotation marks."""
    return (
        _PLAIN.fullmatch(value) is not None
        and value.lower() not in _WORDS_OF_YAML
        and (not flow or _PLAIN_FLOW.fullmatch(value) is not None)
    )


def value_edits(text: str, key: Scalar, old: Node, new: str) -> list[Edit]:
    """The value of `key` becomes `new`; what stands behind it on its line stays."""
    end = end_of(text, old)
    if end <= old.start or (isinstance(old, Scalar) and old.start == old.end):
        colon = colon_after(text, key)
        return [Edit(colon, colon, f" {new}")]
    return [Edit(old.start, end, new)]


def removed_key(text: str, mapping: Mapping, at: int) -> list[Edit] | None:
    """The entry `at` of a mapping goes, with its line; None where that would take more along than the entry."""
    key, _ = mapping.entries[at]
    end = _entry_end(text, mapping, at)
    if is_flow(text, mapping):
        if at == 0 or "#" in text[_entry_end(text, mapping, at - 1) : key.start]:
            return None
        return [Edit(_entry_end(text, mapping, at - 1), end, "")]
    start, after = line_start(text, key.start), next_line(text, end)
    alone = Mapping(mapping.entries[at : at + 1], key.line, key.column, key.start, end)
    if text[start : key.start].strip() or comments_in(text, key.start, after, alone):
        return None
    return [Edit(start, after, "")]


def added_key(text: str, mapping: Mapping, before: int | None, told: str) -> Edit:
    """An entry `told` ("key: value") behind the entry `before` of a mapping that has entries; None: as the first."""
    flow = is_flow(text, mapping)
    first = mapping.entries[0][0]
    if before is None:
        return Edit(first.start, first.start, told + (", " if flow else "\n" + " " * (first.column - 1)))
    end = _entry_end(text, mapping, before)
    return Edit(end, end, f", {told}") if flow else below(text, end, " " * (first.column - 1) + told)


def _entry_end(text: str, mapping: Mapping, at: int) -> int:
    """Where the entry `at` of a mapping ends; a value that is not written ends with its colon."""
    key, value = mapping.entries[at]
    found = _COLON.match(text, key.end)
    return max(found.end() if found else key.end, end_of(text, value))


def below(text: str, end: int, lines: str) -> Edit:
    """Whole lines behind the line in which something ends."""
    at = next_line(text, end)
    if text[at - 1 : at] in ("\n", "\r"):
        return Edit(at, at, lines + "\n")
    return Edit(at, at, "\n" + lines)


def _as_block(text: str, old: Node, value: str, default: str) -> str:
    """One line of text below the old block's own first line; `default` with that line's comment where none can be."""
    header = text[old.start : next_line(text, old.start)].rstrip("\r\n")
    found = _BLOCK.match(header)
    body = text[old.start + len(header) : end_of(text, old)].lstrip("\r\n")
    indent = body[: len(body) - len(body.lstrip(" "))]
    if found and indent and value and quoted(value)[1:-1].replace('\\"', '"') == value == value.strip():
        return f"{header}\n{indent}{value}"
    comment = _COMMENT.search(header)
    return f"{default} {comment.group()}" if comment else default
