"""An item as the text of its file: the form in which the machine writes it. Reading it back gives the same item.

Texts are written in double quotes as JSON strings, which are YAML too; ids, dates and numbers are plain words.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from msgspec import Struct

from site_gen.model import Item

_PLAIN: Final = frozenset(
    "published updated source lang via copy_of actors topics speaker kind basis verb act said rule when state type "
    "claimed_by by measure value qualifier side status start end lines reason seed sha256 on".split()
)
"""Fields whose values are written without quotation marks when they are plain words."""
_SAFE: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_./~?%-]|(?<=\d)[:,](?=\d))*")
_RESERVED: Final = frozenset("null true false yes no on off y n".split())
_CONTROL: Final = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff]")
_ALWAYS: Final = ("title", "published", "source", "url", "actors", "topics", "summary")
"""Fields that stand in the file even when there is nothing in them, so that a person sees where to write."""
FIELD_ORDER: Final = (
    "title published updated source url lang via copy_of authors basis actors topics summary statements events figures "
    "cuts corrections status reviewed retracted evidence extra"
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
    for field in FIELD_ORDER:
        value = getattr(item, field)
        if value or field in _ALWAYS:
            told = value_text(field, value)
            lines.append(f"{field}:{told}" if told.startswith("\n") else f"{field}: {told}")
    return "\n".join(lines) + "\n---\n\n" + item.body


def quoted(text: str) -> str:
    """A text as a YAML scalar in double quotes."""
    escaped = json.dumps(text, ensure_ascii=False)
    return _CONTROL.sub(lambda found: f"\\u{ord(found.group()):04x}", escaped)


def value_text(name: str, value: Any) -> str:
    """What stands behind the colon of a field; records begin on the next line, without a line end last."""
    if isinstance(value, Struct):
        return flow_record(name, value)
    if name == "extra":
        return "".join(f"\n  {told}" for told in extra_entries(value)) if value else "{}"
    if name == "basis" and isinstance(value, tuple):  # an item's; that of a statement is a word
        return f"{{{', '.join(f'{key}: {one}' for key, one in value)}}}"
    if isinstance(value, tuple) and value and isinstance(value[0], Struct):
        return "".join(f"\n{line}" for record in value for line in record_lines(name, record))
    return scalar_text(name, value)


def extra_entries(value: tuple[tuple[str, str | tuple[str, ...]], ...]) -> Iterator[str]:
    """What other tools said, `key: text` or `key: [texts]` each; a key that is no plain word stands in quotes too."""
    for key, told in value:
        plain = _SAFE.fullmatch(key) and len(key) < 100 and key.lower() not in _RESERVED
        yield f"{key if plain else quoted(key)}: {scalar_text('', told)}"


def record_lines(name: str, record: Struct) -> Iterator[str]:
    """A list entry, one field a line."""
    mark = "  - "
    for key, value in _ordered(name, record):
        yield f"{mark}{key}: {scalar_text(key, value)}"
        mark = "    "


def flow_record(name: str, record: Struct) -> str:
    """A record on one line: `{seed: …, sha256: …}`."""
    return f"{{{', '.join(f'{key}: {scalar_text(key, one)}' for key, one in _ordered(name, record))}}}"


def scalar_text(name: str, value: Any) -> str:
    """A text, date, number, id or a list of them on one line."""
    if value is None:
        return "null"
    if isinstance(value, tuple):
        return f"[{', '.join(scalar_text(name, one) for one in value)}]"
    text = str(value)
    plain = name in _PLAIN and _SAFE.fullmatch(text) and text.lower() not in _RESERVED
    return text if plain else quoted(text)


def record_order(name: str, record: Struct) -> list[str]:
    """The fields of a record in the order in which they are written."""
    first = _FIRST.get(name, ())
    fields = record.__struct_fields__
    return sorted(fields, key=lambda key: first.index(key) if key in first else len(first))


def _ordered(name: str, record: Struct) -> list[tuple[str, Any]]:
    """Fields that say something, never the place in a file; those of `_FIRST` before the others."""
    always = _RECORD_ALWAYS.get(name, ())
    return [
        (key, value)
        for key in record_order(name, record)
        if key != "place" and ((value := getattr(record, key)) not in (None, "", ()) or key in always)
    ]
