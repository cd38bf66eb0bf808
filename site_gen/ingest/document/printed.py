"""What browsers print around a page: moment and title above, address and number below; the address tells its place.

Only at the first or last lines of a page. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_EDGE: Final = 3
_ABOVE: Final = re.compile(
    r"\d{1,4}[./-]\s?\d{1,2}[./-]\s?\d{2,4},? \d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s?[AaPp]\.?[Mm]\.?)?(?P<title> .{1,200})?"
)
_BELOW: Final = re.compile(
    r"(?P<url>(?:https?|f(?:i|ﬁ)le|about|chrome)://\S+)(?: \d{1,3}\s?(?:/|of|von|из|sur|de)\s?\d{1,3})?"
)


def without_print(lines: Sequence[str], title: str) -> tuple[list[str], str]:
    """A page's lines without those of the browser, and the address that they tell; "" for none.

    A line that begins with a moment is the browser's where the document's title stands behind it, or an address below.
    """
    edge = {*range(min(_EDGE, len(lines))), *range(max(0, len(lines) - _EDGE), len(lines))}
    below = {at: found for at in edge if (found := _BELOW.fullmatch(lines[at].strip()))}
    above = {at: found for at in edge if (found := _ABOVE.fullmatch(lines[at].strip()))}
    if not below and not any(_same(found["title"], title) for found in above.values()):
        return list(lines), ""
    gone = below.keys() | above.keys()
    address = next((found["url"] for _, found in sorted(below.items()) if found["url"].startswith("http")), "")
    return [line for at, line in enumerate(lines) if at not in gone], address


def _same(told: str | None, title: str) -> bool:
    return bool(told and title) and " ".join((told or "").split()).startswith(" ".join(title.split())[:40])
