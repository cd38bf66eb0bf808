"""What stands above a Markdown text: YAML (---), TOML (+++), JSON ({), or lines of "Key: value" as Pelican has them.

All become pairs of a name and texts. Front matter of other tools keeps none of our rules: what our reader of YAML
refuses is read line by line, and that is told.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from site_gen.content.frontmatter import Mapping, Node, Scalar, Sequence, read_yaml
from site_gen.errors import SiteError

_YAML: Final = re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_TOML: Final = re.compile(r"\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_LINE: Final = re.compile(r"([A-Za-z][\w .-]{0,40}?)[ \t]*:(?:[ \t]+(.*)|[ \t]*)$")
_ENTRY: Final = re.compile(r"[ \t]*-[ \t]+(.*)$")
_FIRST: Final = frozenset("title date author authors slug category tags url source published".split())
"""Names with one of which a block of bare lines must begin: a text may begin with "Karsen: …" too."""
_ABOVE: Final = re.compile(r"(?:\s*<!--.*?-->)?\s*", re.DOTALL)


class Matter(Struct, frozen=True):
    """The fields and what follows them."""

    fields: tuple[tuple[str, tuple[str, ...]], ...]
    """Names as they stand, those of inner mappings behind a dot, each with its values; in the file's order."""
    body: str
    notes: tuple[str, ...] = ()


def read_matter(path: str, text: str) -> Matter:
    """Fields and body of a text with "\\n" as line ends."""
    whole = text[_ABOVE.match(text).end() :]  # type: ignore[union-attr]
    if found := _YAML.match(whole):
        return _yaml(path, found[1], whole[found.end() :])
    if found := _TOML.match(whole):
        return _toml(found[1], whole[found.end() :])
    if whole.startswith("{"):
        try:
            given, end = json.JSONDecoder().raw_decode(whole)
        except (ValueError, RecursionError):
            return Matter((), text)
        return Matter(tuple(_flat("", given)), whole[end:])
    return _lines(whole) or Matter((), text)


def _yaml(path: str, text: str, body: str) -> Matter:
    try:
        fields = tuple(_of_node("", read_yaml(path, text)))
    except SiteError as error:
        told = error.problems[0]
        note = f"the front matter is not quite YAML ({told.message}, line {told.line + 1}) and was read line by line"
        return Matter(tuple(_line_by_line(text)), body, (note,))
    return Matter(fields, body)


def _toml(text: str, body: str) -> Matter:
    try:
        return Matter(tuple(_flat("", tomllib.loads(text))), body)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        note = f"the front matter is not quite TOML ({str(error)[:80]}) and was read line by line"
        equal = re.sub(r"^([\w.-]+)[ \t]*=[ \t]*", r"\1: ", text, flags=re.MULTILINE)
        return Matter(tuple(_line_by_line(equal)), body, (note,))


def _lines(text: str) -> Matter | None:
    """Pelican's and MultiMarkdown's lines, which end at the first blank one; None where there are none."""
    head, _, body = text.partition("\n\n")
    lines = head.split("\n")
    first = _LINE.match(lines[0])
    if first is None or first[1].lower() not in _FIRST:
        return None
    if not all(_LINE.match(line) or line[:1] in (" ", "\t") for line in lines):
        return None
    joined = re.sub(r"\n[ \t]+", " ", head)
    return Matter(tuple(_line_by_line(joined)), body)


def _line_by_line(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Names at a line's beginning, with the entries of the list below them."""
    name, values = "", list[str]()
    for line in text.split("\n"):
        entry, key = _ENTRY.match(line), _LINE.match(line)
        if key:
            if name:
                yield name, tuple(values)
            name, values = key[1].strip(), _values(key[2] or "")
        elif entry and name:
            values.append(_bare(entry[1]))
    if name:
        yield name, tuple(values)


def _values(text: str) -> list[str]:
    bare = text.strip()
    if bare[:1] == "[" and bare[-1:] == "]" and bare[:2] != "[[":
        return [_bare(part) for part in bare[1:-1].split(",") if part.strip()]
    return [_bare(bare)] if bare else []


def _bare(text: str) -> str:
    text = text.strip()
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'" else text


def _of_node(name: str, node: Node) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Pairs of a YAML node; names of a list of mappings come once for each."""
    if isinstance(node, Scalar):
        yield name, (node.value,) if node.value else ()
    elif isinstance(node, Mapping):
        for key, inner in node.entries:
            yield from _of_node(f"{name}.{key.value}" if name else str(key.value), inner)
    elif isinstance(node, Sequence):
        yield name, tuple(one.value for one in node.items if isinstance(one, Scalar) and one.value)
        for one in node.items:
            if isinstance(one, Sequence):
                yield name, (_wiki(one),)
            elif not isinstance(one, Scalar):
                yield from _of_node(name, one)


def _wiki(node: Sequence) -> str:
    """[[Anna Berg]] without quotation marks, which YAML takes for a list in a list."""
    inner = [
        one.value or "" if isinstance(one, Scalar) else _wiki(one)
        for one in node.items
        if isinstance(one, Scalar | Sequence)
    ]
    return ", ".join(part for part in inner if part)


def _flat(name: str, value: object) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Pairs of what TOML and JSON hold."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _flat(f"{name}.{key}" if name else str(key), inner)
    elif isinstance(value, list):
        plain = tuple(_told(one) for one in value if not isinstance(one, dict | list) and one is not None)
        yield name, plain
        for one in value:
            if isinstance(one, dict | list):
                yield from _flat(name, one)
    elif value is not None:
        yield name, (_told(value),)


def _told(value: object) -> str:
    isoformat = getattr(value, "isoformat", None)
    return str(isoformat()) if isoformat else str(value).lower() if isinstance(value, bool) else str(value)
