"""Tables as CSV (RFC 4180, so lines end in CR LF) that is safe to open in a spreadsheet."""

from __future__ import annotations

import csv
from types import SimpleNamespace
from typing import Final

from site_gen.site.formats.views import RowsView

_FORMULA: Final = frozenset("=+-@\t\r")
"""A cell that begins so is taken for a formula by spreadsheets (OWASP, "CSV Injection")."""


def csv_bytes(view: RowsView) -> bytes:
    """A line of names, then a line for each row; lists are parted by ";", an unknown value is an empty cell."""
    lines: list[str] = []
    table = csv.writer(SimpleNamespace(write=lines.append), lineterminator="\r\n")
    table.writerow(view.columns)
    for row in view.rows:
        values = [getattr(row, name) for name in view.columns]
        table.writerow([one if type(one) is str and one[:1] not in _FORMULA else _cell(one) for one in values])
    return "".join(lines).encode("utf-8")


def _cell(value: object) -> str:
    """A value as a cell; what a spreadsheet would run stands behind an apostrophe."""
    if value is None or value == ():
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = ";".join(_entry(one) for one in value) if isinstance(value, tuple) else str(value)
    return f"'{text}" if text[:1] in _FORMULA else text


def _entry(value: object) -> str:
    """An entry of a list: a text, a pair with "=" between, or a record's name or title."""
    if isinstance(value, tuple):
        return "=".join("|".join(one) if isinstance(one, tuple) else str(one) for one in value)
    return value if isinstance(value, str) else str(getattr(value, "name", None) or getattr(value, "title", value))
