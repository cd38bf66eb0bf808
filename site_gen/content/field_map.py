"""What a field map of an export may say: which columns hold what. In `site.yaml` under `import`."""

from __future__ import annotations

from typing import Final

from site_gen.content.forms import Form, takes
from site_gen.content.frontmatter import Mapping, Node
from site_gen.content.schema import (
    Field,
    Fields,
    Report,
    choice,
    many,
    needed_text,
    pairs,
    short,
    text,
)
from site_gen.errors import did_you_mean

COLUMNS: Final = (
    "id", "title", "text", "html", "published", "updated", "url", "source", "via", "authors", "lang",
)  # fmt: skip
"""What a row may tell."""


@takes(Form("text", null=True, empty=True))
def _encoding(node: Node, report: Report) -> str:
    """A name that Python knows an encoding by; null is ""."""
    value = text(node, report)
    try:
        b"a".decode(value or "utf-8")
    except (LookupError, ValueError):
        report.add(node, "bad-encoding", f'no encoding "{short(value)}"', "write utf-8, windows-1251, latin-1, utf-16")
        return ""
    return value


@takes(Form("text", null=True, empty=True))
def _delimiter(node: Node, report: Report) -> str:
    """What stands between cells: one character, or the word "tab"; null is ""."""
    value = text(node, report)
    if value in ("tab", "\\t"):
        return "\t"
    if len(value) > 1 or value in ('"', "'"):
        report.add(node, "bad-delimiter", f'"{short(value)}" parts no cells', 'write one of "," ";" "|" or tab')
        return ""
    return value


@takes(Form("pairs", of=needed_text, null=True))
def _always(node: Node, report: Report) -> tuple[tuple[str, str], ...]:
    """Values by column, of those that a row need not tell itself."""
    found: tuple[tuple[str, str], ...] = pairs(needed_text)(node, report)
    for key, _ in node.entries if isinstance(node, Mapping) else ():
        if key.value not in COLUMNS[4:]:
            hint = did_you_mean(key.value or "", COLUMNS[4:]) or f"known fields: {', '.join(COLUMNS[4:])}"
            report.add(key, "unknown-field", f'no field "{short(key.value or "")}"', hint)
    return found


FIELD_MAP: Final[Fields] = {
    **{name: Field(many(needed_text)) for name in COLUMNS},
    "always": Field(_always),
    "rows": Field(text),
    "encoding": Field(_encoding),
    "delimiter": Field(_delimiter),
    "dates": Field(choice("dmy", "mdy", empty=True)),
}
