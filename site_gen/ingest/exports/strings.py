"""Texts in JSON of one piece whose bytes are not UTF-8: kept apart while it is parsed, then read each by itself.

A byte that is not UTF-8 stands as a lone surrogate (PEP 383) until its text is known whole. That needs an encoding in
which marks of JSON are only ever themselves: in some of East Asia's a backslash may be half of a letter.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from typing import Any, Final

KEPT: Final = "surrogateescape"
_KEPT: Final = re.compile("[\udc80-\udcff]")
_HALVES: Final = frozenset("big5 big5hkscs cp932 cp949 cp950 gb18030 gbk hz johab shift_jis shift_jis_2004".split())


def has_halves(encoding: str) -> bool:
    """Whether bytes of ASCII may be halves of letters in an encoding; of none that is unknown."""
    try:
        return codecs.lookup(encoding).name in _HALVES
    except LookupError:
        return False


def has_kept(text: str) -> bool:
    """Whether bytes stand in it that are not UTF-8."""
    return not text.isascii() and _KEPT.search(text) is not None


def read_kept(value: Any, decode: Callable[[bytes], str]) -> Any:
    """The value with each such text decoded. Raises UnicodeDecodeError."""
    if isinstance(value, str) and has_kept(value):
        try:
            data = value.encode("utf-8", KEPT)
        except UnicodeEncodeError:  # half a pair that JSON wrote as such
            return value
        return decode(data)
    if isinstance(value, dict):
        return {read_kept(name, decode): read_kept(one, decode) for name, one in value.items()}
    return [read_kept(one, decode) for one in value] if isinstance(value, list) else value
