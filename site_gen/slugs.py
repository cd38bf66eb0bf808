"""Ids and slugs: one url-safe segment each, by an allow-list that every file system and host takes."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

MAX_LENGTH: Final = 100
"""Code points of an id; leaves room for an ending in the 255 bytes of a file name."""

_SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NOT_SLUG: Final = re.compile(r"[^a-z0-9]+")
_DEVICES: Final = frozenset(["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))])
_RESERVED: Final = frozenset(["index"])
_LATIN: Final = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ð": "d", "þ": "th", "ı": "i"}
_CYRILLIC: Final = (
    "а=a б=b в=v г=g д=d е=e ё=e ж=zh з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch ш=sh "
    "щ=shch ъ= ы=y ь= э=e ю=yu я=ya і=i ї=yi є=ye ґ=g ў=u ј=j љ=lj њ=nj ћ=c ђ=dj џ=dz"
)
"""Letters as maps and newspapers in English write them (BGN/PCGN), marks left out."""
_LETTERS: Final = str.maketrans(_LATIN | dict(pair.split("=") for pair in _CYRILLIC.split(" ")))


def slug_problem(text: str) -> str:
    """Why `text` is no id, or "" when it is one.

    An id has a-z, 0-9 and single "-" inside, at most 100 of them, and is no device name of Windows
    (`con`, `aux`), since a clone of the site could not hold such a file there.
    """
    if not text:
        return "an id needs at least one letter or digit"
    if len(text) > MAX_LENGTH:
        return f"an id has at most {MAX_LENGTH} characters, this one has {len(text)}"
    if not _SLUG.fullmatch(text):
        return "an id has only a-z, 0-9 and single hyphens between them"
    if text in _DEVICES:
        return "this is a device name on Windows"
    if text in _RESERVED:
        return "this name is kept for the site's own pages"
    return ""


def slugify(text: str, limit: int = 80) -> str:
    """The nearest slug to `text`, cut at a word's end within `limit`; "" when nothing of it is Latin or Cyrillic.

    >>> slugify("Russia's ally, a close state"), slugify("Мост через реку")
    ('russias-ally-a-close-state', 'most-cherez-reku')
    """
    plain = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS).replace("'", "").replace("’", ""))
    slug = _NOT_SLUG.sub("-", "".join(char for char in plain if not unicodedata.combining(char))).strip("-")
    if len(slug) > limit:
        slug = slug[: limit + 1].rpartition("-")[0] or slug[:limit]
    return f"{slug}-x" if slug in _DEVICES | _RESERVED else slug
