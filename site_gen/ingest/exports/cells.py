"""Values of cells as texts, names and what is left over. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from site_gen.content.controls import CONTROL
from site_gen.content.extra import Extra
from site_gen.ingest.exports.columns import empty

_FAMILY_FIRST: Final = re.compile(
    r"([^\W\d_][\w’'-]+(?: [^\W\d_][\w’'-]+)?), ([^\W\d_][\w.’'-]*(?: [^\W\d_][\w.’'-]*)?)"
)
"""A name as libraries write it; so only where every name of a list is."""
_MOST_KEPT: Final = 2_000
"""Code points of a value that nobody mapped; a longer one is a text of its own and stays in the export alone."""
_MOST_KEYS: Final = 60


def people(value: Any) -> Iterator[str]:
    """Names in a cell: a text with ";" or "|" between, or commas between whole names, a list, records with a name;
    "By " before them is left out."""
    if isinstance(value, str):
        text = value.strip()
        if text.startswith("[") and text.endswith("]"):
            try:
                yield from people(json.loads(text))
                return
            except ValueError:
                text = text[1:-1]
        parts = [" ".join(text_of(part).split()) for part in re.split(r"[;|\n]", text)]
        if len(parts) == 1 and all(" " in one.strip() for one in text.split(",")):
            parts = [" ".join(one.split()) for one in text.split(",")]
        parts = [part.removeprefix("By ").removeprefix("by ") for part in parts if not empty(part)]
        turned = [_FAMILY_FIRST.fullmatch(part) for part in parts] if len(parts) > 1 else []
        yield from (f"{one[2]} {one[1]}" for one in turned if one) if turned and all(turned) else parts
    elif isinstance(value, dict):
        yield from people(value.get("name") or value.get("fullName") or " ".join(
            str(value[key]) for key in ("firstName", "lastName", "first", "last") if value.get(key)))  # fmt: skip
    elif isinstance(value, list):
        for one in value:
            yield from people(one)


def cell(value: Any) -> str:
    """A cell as a text; "" for one that says nothing."""
    if isinstance(value, list):
        return "; ".join(filter(None, map(cell, value)))
    if isinstance(value, dict):
        return cell(
            value.get("name") or value.get("title") or value.get("url") or value.get("$date") or value.get("$oid")
        )
    return "" if empty(value) else text_of(value).strip()


def text_of(value: Any) -> str:
    """A value as a text that files and YAML can hold: halves of characters joined, control characters as spaces."""
    if value is None or isinstance(value, (dict, list)):
        return "\n\n".join(map(text_of, value)) if isinstance(value, list) else ""
    text = ("true" if value else "false") if isinstance(value, bool) else str(value)
    if not text.isascii():
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return CONTROL.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))


def left_over(values: dict[str, Any], used: set[str]) -> tuple[Extra, tuple[str, ...]]:
    """What no field of the sidecar took, short enough to be no text of its own; and the names of what is too long."""
    found: dict[str, str | tuple[str, ...]] = {}
    apart: dict[str, None] = {}
    for key, value in flat("", values):
        name = " ".join(text_of(key).split())
        taken = any(key == column or key.startswith(f"{column}.") for column in used)
        length = sum(map(len, value)) if isinstance(value, tuple) else len(value)
        said = any(not empty(one) for one in ((value,) if isinstance(value, str) else value))
        if not (name and said and not taken):
            continue
        if length <= _MOST_KEPT and len(found) < _MOST_KEYS:
            found.setdefault(name, value)
        else:
            apart[name] = None
    return tuple(found.items()), tuple(apart)


def flat(before: str, value: Any) -> Iterator[tuple[str, str | tuple[str, ...]]]:
    """Keys with a text or texts of all that lies in a value; keys of inner mappings joined by a dot."""
    if isinstance(value, dict) and value:
        for key, one in value.items():
            yield from flat(f"{before}.{key}" if before else str(key), one)
    elif isinstance(value, list) and any(isinstance(one, (dict, list)) for one in value):
        for number, one in enumerate(value, 1):
            yield from flat(f"{before}.{number}", one)
    elif isinstance(value, list):
        yield before, tuple(text_of(one).strip() for one in value)
    else:
        yield before, text_of(value).strip()
