"""How wide words are, about, where nobody tells the letters' own widths: means of common fonts. Pure."""

from __future__ import annotations

from typing import Final

_WIDTHS: Final = {
    letter: hundredths / 100
    for letters, hundredths in (
        ("ijl.,:;'’‘|!", 26), ("frtI()[]- ", 31), ("csz", 47), ("aegkvxyJ\"“”", 51), ("bdhnopqu0123456789–", 54),
        ("w", 72), ("m", 82), ("FLPST", 60), ("ABEKVXYZR", 67), ("CDGHNOQU", 73), ("MW—…%@", 90),
    )
    for letter in letters
}  # fmt: skip


def width_of(text: str, size: float) -> float:
    """Points of a text in letters of a size.

    >>> round(width_of("Water", 10.0), 1)
    25.4
    """
    return size * sum(map(_width, text))


def _width(letter: str) -> float:
    """In parts of the size."""
    return _WIDTHS.get(letter) or (1.0 if letter >= "\u2e80" else 0.66 if letter.isupper() else 0.5)
