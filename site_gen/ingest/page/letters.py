"""A date's letters and digits in any script, made such that one set of patterns reads them all; years counted as ours.

Text in, text out. To add a count of years: a row in `_ERAS`, or a function as that of Thailand's.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

_SIGNS: Final = range(0x0900, 0x1100)
"""Scripts of South and South-East Asia, whose words hold signs that are no letters to a pattern."""
_LETTERS: Final = 0x20000
"""Where letters begin that no date holds: a sign becomes the letter as far from here as it is from nought."""
_THAI: Final = re.compile(r"[ก-ฮ]")
_STOP: Final = re.compile(r"(?<=[ก-ฮ])\.(?=[ก-ฮ])")
"""Stops within a short month: ก.พ."""
_OF_BUDDHA: Final = re.compile(r"พ\.?\s?ศ\.?\s*")
_THAI_YEAR: Final = re.compile(r"(?<!\d)2[45]\d\d(?!\d)")
_AHEAD: Final = 543
"""Years by which Thailand counts more."""
_ERAS: Final = {"令和": 2018, "平成": 1988, "民國": 1911, "民国": 1911}
"""The year before the first of a count of years in East Asia."""
_ERA_YEAR: Final = re.compile(r"(令和|平成|民國|民国)\s?(元|\d{1,3})(?=\s?年)")


def plain_letters(text: str, lang: str = "") -> str:
    """The text with digits of all scripts as 0 to 9, signs within words as letters, and years by our count."""
    thai = lang[:2].lower() == "th"
    if text.isascii():
        return _our_years(text) if thai else text
    plain = unicodedata.normalize("NFC", text).translate(_digits())
    if thai or _THAI.search(plain):
        plain = _our_years(_STOP.sub("", _OF_BUDDHA.sub("", plain)))
    return _ERA_YEAR.sub(_of_era, plain).translate(_letters())


def plain_name(name: str) -> str:
    """A month's name as it stands in such a text."""
    return unicodedata.normalize("NFC", name).translate(_letters())


def _our_years(text: str) -> str:
    return _THAI_YEAR.sub(lambda year: str(int(year[0]) - _AHEAD), text)


def _of_era(found: re.Match[str]) -> str:
    return str(_ERAS[found[1]] + (1 if found[2] == "元" else int(found[2])))


@cache
def _digits() -> dict[int, str]:
    """Digits of the scripts in which news is printed."""
    codes = (*range(0x0600, 0x1A00), *range(0xFF10, 0xFF1A))
    return {code: str(unicodedata.decimal(chr(code))) for code in codes if chr(code).isdecimal()}


@cache
def _letters() -> dict[int, int | None]:
    """Signs to letters; joiners to nothing."""
    signs = (code for code in _SIGNS if unicodedata.category(chr(code)) in ("Mn", "Mc"))
    return {0x200C: None, 0x200D: None, **{code: _LETTERS + code for code in signs}}
