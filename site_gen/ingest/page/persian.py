"""Days of the Persian calendar, as news pages of Iran and Afghanistan print them, to ours. Pure arithmetic."""

from __future__ import annotations

from datetime import date
from typing import Final

_NAMES: Final = (
    "فروردین حمل",
    "اردیبهشت ثور",
    "خرداد جوزا",
    "تیر سرطان",
    "مرداد اسد",
    "شهریور سنبله",
    "مهر میزان",
    "آبان عقرب",
    "آذر قوس",
    "دی جدی",
    "بهمن دلو",
    "اسفند حوت",
)
_MONTHS: Final = {name: at for at, row in enumerate(_NAMES, 1) for name in row.split()}
_SHIFT: Final = 1595
"""Years that bring the cycle of leap years to its start."""


def _first_days(year: int) -> int:
    """Days before a year's first, by the rule of eight leap years in 33."""
    shifted = year + _SHIFT
    return shifted * 365 + shifted // 33 * 8 + (shifted % 33 + 3) // 4


_NOUGHT: Final = date(2020, 3, 20).toordinal() - _first_days(1399)
"""1 Farvardin 1399 was 20 March 2020."""


def persian_day(year: str, month: str, day: str) -> str | None:
    """The day as "2020-07-02" by year, name of month and number; None where they are no such day.

    The rule agrees with the sky from 1799 to 2256.
    """
    number, at = int(year), _MONTHS.get(month.replace("ي", "ی").replace("ى", "ی"), 0)
    if not at or not 1200 <= number <= 1500 or not 1 <= int(day) <= (31 if at < 7 else 30):
        return None
    gone = (at - 1) * 31 if at < 7 else (at - 7) * 30 + 186
    return date.fromordinal(_NOUGHT + _first_days(number) + gone + int(day) - 1).isoformat()
