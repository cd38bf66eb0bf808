"""A Markdown file of any tool in its two parts: fields as plain values, and the body. YAML, TOML, JSON or none."""

from __future__ import annotations

import json
import re
import tomllib
from typing import Any, Final

from site_gen.content.frontmatter import Mapping, Node, Scalar, read_front_matter
from site_gen.errors import Problem, SiteError

_TOML: Final = re.compile(r"\+\+\+[ \t]*\n(.*?\n)?\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL)
_HINT: Final = "mend the front matter of the file"


def read_foreign(path: str, text: str) -> tuple[dict[str, Any], str]:
    """(fields, body); every value is a text, a list or a mapping of those, nothing is "". Raises SiteError."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if text.startswith("+++") and (found := _TOML.match(text)):
        try:
            fields = tomllib.loads(found[1] or "")
        except tomllib.TOMLDecodeError as error:
            raise SiteError([Problem(path, 0, 0, "bad-toml", str(error), _HINT)]) from None
        return {key: _plain(value) for key, value in fields.items()}, text[found.end() :].lstrip("\n")
    if text.startswith("{\n"):
        try:
            fields, end = json.JSONDecoder().raw_decode(text)
        except ValueError as error:
            raise SiteError([Problem(path, 0, 0, "bad-json", str(error), _HINT)]) from None
        return {key: _plain(value) for key, value in fields.items()}, text[end:].lstrip("\n")
    if not re.match(r"---[ \t]*\n", text):
        return {}, text
    front = read_front_matter(path, text)
    return {key.value or "": _value(node) for key, node in front.fields.entries}, front.body


def _value(node: Node) -> Any:
    if isinstance(node, Scalar):
        return node.value or ""
    if isinstance(node, Mapping):
        return {key.value or "": _value(one) for key, one in node.entries}
    return [_value(one) for one in node.items]


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)
