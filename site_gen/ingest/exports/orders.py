"""Whether the day or the month stands first in a column of dates: told by those of its rows that can mean one alone.

04/02/2031 is two days; 13/02/2031 in another row tells which. The file is looked through once, and only when the first
such date is met. A column that has rows of both kinds tells nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, Final

from msgspec import Struct

from site_gen.errors import Problem
from site_gen.incoming import FieldMap
from site_gen.ingest.exports.columns import at, column_of, unwrapped
from site_gen.ingest.exports.record import Record

_NUMBERS: Final = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](?:(?:19|20)\d\d)\b(?:[ ,T]+\d{1,2}:\d\d.*)?")
"""4/8/2022, 04-08-2022 10:15; not 4.8.2022, where the day stands first."""
_MONTHS: Final = 12
_FIELDS: Final = ("published", "updated")

Again = Callable[[], Iterable[Record | Problem]]
"""The records of the file from its beginning."""


class Shown(Struct, frozen=True):
    """What a row shows of its column."""

    order: str
    """dmy or mdy."""
    at: int
    """The row's place."""
    text: str


class Orders:
    """Of one file, by column."""

    def __init__(self, again: Again | None, given: FieldMap) -> None:
        self._again, self._given = again, given
        self._shown: dict[str, dict[str, Shown]] | None = None

    def of(self, column: str) -> tuple[Shown, ...]:
        """The first row of each order that the column has: one alone tells it."""
        if self._shown is None:
            self._shown = {}
            for record in self._again() if self._again else ():
                if isinstance(record, Record):
                    self._note(record, self._shown)
        return tuple(self._shown.get(column, {}).values())

    def _note(self, record: Record, shown: dict[str, dict[str, Shown]]) -> None:
        values = unwrapped(record.values)
        for name in _FIELDS:
            column = column_of(values, name, self._given)
            text = _text(at(values, column)) if column else ""
            if order := shown_order(text):
                shown.setdefault(column, {}).setdefault(order, Shown(order, record.at, text))


def shown_order(text: str) -> str:
    """Which stands first, where one of the numbers can be no month: dmy or mdy; "" else."""
    found = _NUMBERS.fullmatch(text)
    if found is None or (int(found[1]) > _MONTHS) is (int(found[2]) > _MONTHS):
        return ""
    return "dmy" if int(found[1]) > _MONTHS else "mdy"


def is_open(value: Any) -> bool:
    """Whether a date can be two days."""
    found = _NUMBERS.fullmatch(_text(value))
    return found is not None and int(found[1]) <= _MONTHS and int(found[2]) <= _MONTHS and found[1] != found[2]


def _text(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""
