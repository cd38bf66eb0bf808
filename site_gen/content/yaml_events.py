"""All of YAML as strings with places, from PyYAML's events: the only room that imports yaml.

Scalars are never turned into numbers, dates or booleans; `content.schema` gives the types. What YAML offers for
programs (anchors, aliases, tags, several documents, deep nesting) is refused, so that reading stays linear and plain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import yaml

from site_gen.content.lines import line_of, source_lines, wrong_at
from site_gen.content.nodes import MAX_DEPTH, NULLS, Mapping, Node, Scalar, Sequence
from site_gen.errors import SiteError

_Loader: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MAX_NODES: Final = 400_000
"""Keys and values of one file: some 150 MiB of memory, and 10,000 people in a registry need less than half."""
_UNSEEN: Final = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""What YAML does not print (YAML 1.1, 5.1) and its reader refuses, the byte order mark inside a text included."""
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


def read_events(path: str, text: str, whole: str, offset: int) -> Mapping:
    """The mapping in `text`, which stands at an offset of `whole`, the file at `path`."""
    reader = _Reader(path, whole, offset, line_of(whole, offset) - 1)
    reader.end = offset + len(text)
    try:
        node = reader.document(iter(yaml.parse(text, Loader=_Loader)))
    except yaml.YAMLError as error:
        raise _yaml_error(path, whole, reader, error) from None
    if isinstance(node, Scalar) and node.value is None:
        return Mapping((), node.line, 1, offset, offset)
    if not isinstance(node, Mapping):
        raise wrong_at(
            path,
            whole,
            node.line,
            node.column,
            "not-a-mapping",
            "the YAML is not a mapping of fields",
            "write  key: value  on each line",
        )
    return node


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
        return wrong_at(self.path, self.whole, mark.line + 1 + self.line, mark.column + 1, code, message, hint)


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
    return wrong_at(path, whole, line, column, "bad-yaml", told, hint)


def _unseen(whole: str, reader: _Reader) -> tuple[int, int]:
    """Line and column of the character that YAML's reader refused; it tells no place itself."""
    found = _UNSEEN.search(whole, reader.offset)
    at = found.start() if found else reader.offset
    begin = max(whole.rfind("\n", 0, at), whole.rfind("\r", 0, at)) + 1
    return line_of(whole, at), at - begin + 1
