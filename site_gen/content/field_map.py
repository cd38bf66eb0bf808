"""What a field map of an export may say: which columns hold what. In `site.yaml` under `import`."""

from __future__ import annotations

from typing import Final

from site_gen.content.frontmatter import Node
from site_gen.content.schema import Field, Fields, Report, choice, many, needed_text, pairs, short, text

COLUMNS: Final = (
    "id", "title", "text", "html", "published", "updated", "url", "source", "via", "authors", "lang",
)  # fmt: skip
"""What a row may tell."""


def _encoding(node: Node, report: Report) -> str:
    """A name that Python knows an encoding by; null is ""."""
    value = text(node, report)
    try:
        b"a".decode(value or "utf-8")
    except (LookupError, ValueError):
        report.add(node, "bad-encoding", f'no encoding "{short(value)}"', "write utf-8, windows-1251, latin-1, utf-16")
        return ""
    return value


def _delimiter(node: Node, report: Report) -> str:
    """What stands between cells: one character, or the word "tab"; null is ""."""
    value = text(node, report)
    if value in ("tab", "\\t"):
        return "\t"
    if len(value) > 1 or value in ('"', "'"):
        report.add(node, "bad-delimiter", f'"{short(value)}" parts no cells', 'write one of "," ";" "|" or tab')
        return ""
    return value


FIELD_MAP: Final[Fields] = {
    **{name: Field(many(needed_text)) for name in COLUMNS},
    "always": Field(pairs(needed_text, *COLUMNS[4:])),
    "rows": Field(text),
    "encoding": Field(_encoding),
    "delimiter": Field(_delimiter),
    "dates": Field(choice("dmy", "mdy", empty=True)),
}
