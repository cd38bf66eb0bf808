"""Tables as CSV (RFC 4180, with "\n" for line ends) that is safe to open in a spreadsheet."""

from __future__ import annotations

import csv
from types import SimpleNamespace
from typing import Final

from site_gen.site.formats.views import RowsView

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is taken for a formula by spreadsheets (OWASP, "CSV Injection")."""


def csv_bytes(view: RowsView) -> bytes:
    """A line of names, then a line for each row; lists are parted by ";", an unknown value is an empty cell."""
    lines: list[str] = []
    table = csv.writer(SimpleNamespace(write=lines.append), lineterminator="\n")
    table.writerow(view.columns)
    table.writerows([_cell(getattr(row, name)) for name in view.columns] for row in view.rows)
    return "".join(lines).encode("utf-8")


def _cell(value: object) -> str:
    """A value as a cell; what a spreadsheet would run stands behind an apostrophe."""
    if isinstance(value, str):
        text = value
    elif isinstance(value, bool):
        return "true" if value else "false"
    elif isinstance(value, tuple):
        text = ";".join(_entry(one) for one in value)
    else:
        return "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _entry(value: object) -> str:
    """An entry of a list: a text, the second of a pair, or a record's name."""
    if isinstance(value, tuple):
        return "=".join(map(str, value))
    return value if isinstance(value, str) else str(getattr(value, "name", None) or getattr(value, "title", value))
