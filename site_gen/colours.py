"""Colours as people see them: contrast, and a lighter form for dark pages (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

import re
from typing import Final

LEAST: Final = 4.5
"""Contrast that text needs."""
PAPERS: Final = ("#fdfcfa", "#171614")
"""The papers of all looks on which an accent stands worst: in light, in dark."""
_HEX: Final = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")


def is_colour(text: str) -> bool:
    """Whether this is a colour as "#a31" or "#a31220"."""
    return _HEX.fullmatch(text) is not None


def contrast(one: str, other: str) -> float:
    """The ratio of two colours' luminance, 1 to 21.

    >>> round(contrast("#000", "#ffffff"), 1)
    21.0
    """
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def lightened(colour: str, paper: str) -> str:
    """The colour mixed with as little white as lets it stand on a dark paper.

    >>> contrast(lightened("#0c4c86", "#171614"), "#171614") >= 4.5
    True
    """
    parts = _parts(colour)
    for step in range(101):
        mixed = "#" + "".join(f"{round(part + (255 - part) * step / 100):02x}" for part in parts)
        if contrast(mixed, paper) >= LEAST:
            return mixed
    return "#ffffff"


def _parts(colour: str) -> tuple[int, int, int]:
    """Red, green and blue, 0 to 255."""
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
