"""YAML as strings with places: the only room that imports yaml.

Scalars are never turned into numbers, dates or booleans; `content.schema` gives the types. What YAML offers for
programs (anchors, aliases, tags, several documents, deep nesting) is refused, so that reading stays linear and plain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import yaml
from msgspec import Struct

from site_gen.content.nodes import MAX_DEPTH, NULLS, Mapping, Node, Scalar, Sequence
from site_gen.content.plain_yaml import read_plain
from site_gen.errors import Problem, SiteError

__all__ = [
    "FrontMatter", "Mapping", "Node", "Scalar", "Sequence", "line_of", "read_front_matter", "read_yaml", "source_line",
    "source_lines",
]  # fmt: skip

_Loader: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MAX_NODES: Final = 400_000
"""Keys and values of one file: some 150 MiB of memory, and 10,000 people in a registry need less than half."""
_FENCE: Final = re.compile(r"---[ \t]*(?:\r\n|\n|\r)")
_END: Final = re.compile(r"(?<=[\r\n])(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|\Z)")
"""The closing line; searched for behind the opening one, so a line end always stands before it."""
_UNSEEN: Final = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""What YAML does not print (YAML 1.1, 5.1) and its reader refuses, the byte order mark inside a text included."""
_BLANK: Final = re.compile(r"(?:[ \t]*(?:\r\n|\n|\r))*+")
"""Blank lines between the front matter and the text."""
_TIPS: Final = (
    ("control characters", "remove the character that no editor shows"),
    ("mapping values are not allowed", 'put the value in double quotes, as in  title: "A: B"'),
    (
        "found character that cannot start any token",
        "put the value in double quotes; indent with spaces, not tabs",
    ),
    ("could not find expected ':'", "write  key: value"),
    ("did not find expected key", "indent all keys of a mapping alike and close every quotation mark"),
    ("found unexpected end of stream", "close the quotation mark or bracket"),
    ("did not find expected ',' or ']'", "close the list with ]"),
    ("did not find expected ',' or '}'", "close the mapping with }"),
    ("did not find expected '-' indicator", "begin every entry of the list with  -  at the same indent"),
)


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
        raise _error(
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
        raise _error(
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
    reader = _Reader(path, whole, offset, line_of(whole, offset) - 1)
    reader.end = offset + len(text)
    try:
        node = reader.document(iter(yaml.parse(text, Loader=_Loader)))
    except yaml.YAMLError as error:
        raise _yaml_error(path, whole, reader, error) from None
    if isinstance(node, Scalar) and node.value is None:
        return Mapping((), node.line, 1, offset, offset)
    if not isinstance(node, Mapping):
        raise _error(
            path,
            whole,
            node.line,
            node.column,
            "not-a-mapping",
            "the YAML is not a mapping of fields",
            "write  key: value  on each line",
        )
    return node


def line_of(text: str, offset: int) -> int:
    """The line of a code point, from 1; CRLF and lone CR end a line too."""
    return 1 + text.count("\n", 0, offset) + text.count("\r", 0, offset) - text.count("\r\n", 0, offset)


def source_line(text: str, line: int) -> str:
    """The line as it stands, without its end; "" when the file is shorter."""
    lines = source_lines(text)
    return lines[line - 1] if 0 < line <= len(lines) else ""


def source_lines(text: str) -> list[str]:
    """All lines as they stand, without their ends."""
    return re.split(r"\r\n|\n|\r", text)


class _Reader:
    """One walk over the event stream of one text."""

    def __init__(self, path: str, whole: str, offset: int, line: int) -> None:
        self.path, self.whole, self.offset, self.line = path, whole, offset, line
        self.nodes = 0
        self.end = len(whole)
        """Where the YAML ends in the file."""

    def document(self, events: Iterator[Any]) -> Node:
        """The single document's root node."""
        root: Node | None = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    raise self.error(
                        event, "two-documents", "a second YAML document begins here", 'remove the line "---"'
                    )
                root = self.node(next(events), events, 1)
        return root or Scalar(None, self.line + 1, 1, self.offset, self.offset)

    def node(self, event: Any, events: Iterator[Any], depth: int) -> Node:
        """The node that `event` begins."""
        self.nodes += 1
        if self.nodes > _MAX_NODES:
            told = f"the file has more than {_MAX_NODES:,} keys and values"
            raise self.error(event, "too-many", told, "split it, or remove what is not needed")
        if depth > MAX_DEPTH:
            raise self.error(event, "too-deep", f"nested deeper than {MAX_DEPTH} levels", "no field needs this")
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise self.error(
                event,
                "alias",
                "anchors (&) and aliases (*) are not used here",
                "write the value out, or put it in double quotes",
            )
        if event.tag is not None and event.tag != "!":
            raise self.error(event, "tag", f'the tag "{event.tag}" is not used here', "put the value in double quotes")
        if isinstance(event, yaml.ScalarEvent):
            plain = not event.style and event.value in NULLS
            return Scalar(None if plain else event.value, *self.span(event, event))
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(event, events, depth)
        return self.mapping(event, events, depth)

    def sequence(self, start: Any, events: Iterator[Any], depth: int) -> Sequence:
        items = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            items.append(self.node(event, events, depth + 1))
        return Sequence(tuple(items), *self.span(start, event))

    def mapping(self, start: Any, events: Iterator[Any], depth: int) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = self.node(event, events, depth + 1)
            if not isinstance(key, Scalar) or key.value is None:
                raise self.error(event, "bad-key", "a key must be a plain word", "write  key: value")
            if key.value in entries:
                raise self.error(
                    event,
                    "duplicate-key",
                    f'the key "{key.value}" stands twice in one mapping',
                    f"the first is on line {entries[key.value][0].line}; keep one",
                )
            entries[key.value] = (key, self.node(next(events), events, depth + 1))
        return Mapping(tuple(entries.values()), *self.span(start, event))

    def span(self, first: Any, last: Any) -> tuple[int, int, int, int]:
        """Line, column, start, end of what lies between two events, in the file."""
        mark = first.start_mark
        return (
            mark.line + 1 + self.line,
            mark.column + 1,
            mark.index + self.offset,
            last.end_mark.index + self.offset,
        )

    def error(self, event: Any, code: str, message: str, hint: str) -> SiteError:
        mark = event.start_mark
        return _error(self.path, self.whole, mark.line + 1 + self.line, mark.column + 1, code, message, hint)


def _yaml_error(path: str, whole: str, reader: _Reader, error: yaml.YAMLError) -> SiteError:
    """PyYAML's word, at its place in the file, with a remedy."""
    told = str(getattr(error, "problem", "") or getattr(error, "reason", "") or "this is not YAML")
    marks = (getattr(error, "problem_mark", None), getattr(error, "context_mark", None))
    ran_out = marks[0] is not None and marks[0].index + reader.offset >= reader.end
    mark = next(filter(None, reversed(marks) if ran_out or "end of stream" in told else marks), None)
    line, column = (mark.line + 1 + reader.line, mark.column + 1) if mark else _unseen(whole, reader)
    lines = source_lines(whole)[:line]
    first = reader.line + 1
    while line > first and (line > len(lines) or not lines[line - 1].strip()):  # the fault is before blank lines
        line -= 1
        column = max(1, len(lines[line - 1])) if line <= len(lines) else 1
    if line <= len(lines) and "\t" in lines[line - 1][:column]:
        hint = "indent with spaces, not tabs"
    else:
        hint = next((tip for words, tip in _TIPS if words in told), "put the value in double quotes")
    return _error(path, whole, line, column, "bad-yaml", told, hint)


def _unseen(whole: str, reader: _Reader) -> tuple[int, int]:
    """Line and column of the character that YAML's reader refused; it tells no place itself."""
    found = _UNSEEN.search(whole, reader.offset)
    at = found.start() if found else reader.offset
    begin = max(whole.rfind("\n", 0, at), whole.rfind("\r", 0, at)) + 1
    return line_of(whole, at), at - begin + 1


def _error(path: str, whole: str, line: int, column: int, code: str, message: str, hint: str) -> SiteError:
    return SiteError([Problem(path, line, column, code, message, hint, source_line(whole, line))])
