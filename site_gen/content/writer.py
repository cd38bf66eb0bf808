"""An item as the text of its file: the form in which the machine writes it. Reading it back gives the same item.

Texts are written in double quotes as JSON strings, which are YAML too; ids, dates and numbers are plain words.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from msgspec import Struct

from site_gen.model import Item

_PLAIN: Final = frozenset(
    "published updated source lang via actors topics speaker kind basis verb act said rule when state type claimed_by "
    "by measure value qualifier side status start end lines reason seed sha256 on".split()
)
"""Fields whose values are written without quotation marks when they are plain words."""
_SAFE: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_./~?%-]|(?<=\d)[:,](?=\d))*")
_RESERVED: Final = frozenset("null true false yes no on off y n".split())
_CONTROL: Final = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff]")
_ALWAYS: Final = ("title", "published", "source", "url", "actors", "topics", "summary")
"""Fields that stand in the file even when there is nothing in them, so that a person sees where to write."""
_ORDER: Final = (
    "title published updated source url lang via authors basis actors topics summary statements events figures cuts "
    "corrections status reviewed retracted evidence"
).split()
_FIRST: Final = {
    "events": ("when", "words", "rule"),
    "figures": ("by", "named", "measure", "value", "qualifier", "unit", "of", "side", "when", "words", "rule"),
}
"""Fields that stand before the others of a record."""
_RECORD_ALWAYS: Final = {"statements": ("speaker",), "events": ("when",), "figures": ("by",)}


def format_item(item: Item) -> str:
    """The whole file: front matter in a fixed order, then the body. Values that say nothing are left out."""
    lines = ["---"]
    for field in _ORDER:
        value = getattr(item, field)
        if value or field in _ALWAYS:
            lines.extend(_field(field, value))
    return "\n".join(lines) + "\n---\n\n" + item.body


def quoted(text: str) -> str:
    """A text as a YAML scalar in double quotes."""
    escaped = json.dumps(text, ensure_ascii=False)
    return _CONTROL.sub(lambda found: f"\\u{ord(found.group()):04x}", escaped)


def _field(name: str, value: Any) -> Iterator[str]:
    if isinstance(value, Struct):
        yield f"{name}: {{{', '.join(f'{key}: {_scalar(key, one)}' for key, one in _values(value))}}}"
    elif name == "basis":
        yield f"basis: {{{', '.join(f'{key}: {one}' for key, one in value)}}}"
    elif isinstance(value, tuple) and value and isinstance(value[0], Struct):
        yield f"{name}:"
        for record in value:
            yield from _record(name, record)
    else:
        yield f"{name}: {_scalar(name, value)}"


def _record(name: str, record: Struct) -> Iterator[str]:
    """A list entry, one field a line."""
    mark = "  - "
    first = _FIRST.get(name, ())
    values = sorted(
        _values(record, _RECORD_ALWAYS.get(name, ())),
        key=lambda pair: first.index(pair[0]) if pair[0] in first else len(first),
    )
    for key, value in values:
        yield f"{mark}{key}: {_scalar(key, value)}"
        mark = "    "


def _values(record: Struct, always: Iterable[str] = ()) -> Iterator[tuple[str, Any]]:
    """Fields that say something, in the order of the class; never the place in a file."""
    for key in record.__struct_fields__:
        value = getattr(record, key)
        if key != "place" and (value not in (None, "", ()) or key in always):
            yield key, value


def _scalar(name: str, value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, tuple):
        return f"[{', '.join(_scalar(name, one) for one in value)}]"
    text = str(value)
    plain = name in _PLAIN and _SAFE.fullmatch(text) and text.lower() not in _RESERVED
    return text if plain else quoted(text)
