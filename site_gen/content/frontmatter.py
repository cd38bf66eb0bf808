"""A Markdown file in its two parts: front matter, which is YAML as strings with places, and body.

Plain YAML is read by `content.plain_yaml`, all other by `content.yaml_events`, which needs PyYAML; nodes are the same.
"""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

from site_gen.content.lines import line_of, source_line, source_lines, wrong_at
from site_gen.content.nodes import Mapping, Node, Scalar, Sequence
from site_gen.content.plain_yaml import read_plain

__all__ = [
    "FrontMatter", "Mapping", "Node", "Scalar", "Sequence", "line_of", "read_front_matter", "read_yaml", "source_line",
    "source_lines",
]  # fmt: skip

_FENCE: Final = re.compile(r"---[ \t]*(?:\r\n|\n|\r)")
_END: Final = re.compile(r"(?<=[\r\n])(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|\Z)")
"""The closing line; searched for behind the opening one, so a line end always stands before it."""
_BLANK: Final = re.compile(r"(?:[ \t]*(?:\r\n|\n|\r))*+")
"""Blank lines between the front matter and the text."""


class FrontMatter(Struct, frozen=True):
    """A Markdown file in its two parts."""

    fields: Mapping
    body: str
    """Markdown, line ends as "\\n", without the blank lines before it."""
    body_line: int
    """Line of the file on which the body begins, from 1."""
    body_start: int = 0
    """Offset of the body in the file."""


def read_front_matter(path: str, text: str) -> FrontMatter:
    """Split a Markdown file into its YAML fields and its body. Raises SiteError; places count in the file."""
    mark = 1 if text.startswith("\ufeff") else 0
    opening = _FENCE.match(text, mark)
    if opening is None:
        raise wrong_at(
            path,
            text,
            1,
            1,
            "no-front-matter",
            'the file does not begin with a line "---"',
            'begin it with "---", the fields, and "---" again, then the text',
        )
    plain = read_plain(text, opening.end(), 2)
    closing = _END.match(text, plain.end) if plain else None
    if plain is not None and closing is not None:
        return _parted(text, plain, closing.end())
    closing = _END.search(text, opening.end())
    if closing is None:
        raise wrong_at(
            path,
            text,
            1,
            1,
            "unclosed-front-matter",
            'the front matter has no closing line "---"',
            'end it with a line "---" before the text',
        )
    fields = _read_events(path, text[opening.end() : closing.start()], text, opening.end())
    return _parted(text, fields, closing.end())


def _parted(text: str, fields: Mapping, end: int) -> FrontMatter:
    """With the body, which stands behind `end`."""
    blank = _BLANK.match(text, end)
    start = blank.end() if blank else end
    if "\r" not in text:
        return FrontMatter(fields, text[start:], text.count("\n", 0, start) + 1, start)
    body = text[start:].replace("\r\n", "\n").replace("\r", "\n")
    return FrontMatter(fields, body, line_of(text, start), start)


def read_yaml(path: str, text: str, whole: str | None = None, offset: int = 0) -> Mapping:
    """Read a YAML mapping; an empty text is an empty one. `whole` and `offset` tell where `text` stands in its file."""
    whole = text if whole is None else whole
    plain = read_plain(whole, offset, line_of(whole, offset))
    return plain if plain and plain.end == offset + len(text) else _read_events(path, text, whole, offset)


def _read_events(path: str, text: str, whole: str, offset: int) -> Mapping:
    """The same with PyYAML, which knows everything."""
    from site_gen.content.yaml_events import read_events

    return read_events(path, text, whole, offset)
