"""Names of people in the cases of Russian: "Пескова", "Николу Пашиняну" are who "Песков" and "Никол Пашинян" are.

Regular endings alone; a name that takes none ("Гарибашвили") stands as it is.
"""

from __future__ import annotations

from typing import Final

_MUTE: Final = "гкхжшщч"
"""Letters behind which no "ы" is written."""
_HUSHING: Final = "жшщчц"
_VOWELS: Final = "аеёиоуыэюя"
_MEN: Final = frozenset(["никита", "илья", "фома", "лука", "кузьма", "данила", "савва", "мустафа", "иса", "муса"])
"""Given names of men that end as those of women do."""
_WOMEN: Final = ("ова", "ева", "ёва", "ина", "ына", "ая")
"""Endings of women's surnames."""
_Table = tuple[tuple[str, int, tuple[str, ...]], ...]
"""Ending, letters that go, and the endings of genitive, dative, accusative, instrumental, prepositional."""
_MENS: Final[_Table] = (
    *((ending, 0, ("а", "у", "а", "ым", "е")) for ending in ("ов", "ев", "ёв", "ин", "ын")),
    *((ending, 2, ("ого", "ому", "ого", "им", "ом")) for ending in ("ский", "цкий", "ской", "цкой")),
    *((ending, 2, ("ого", "ому", "ого", "ым", "ом")) for ending in ("ый", "ой")),
)
"""Surnames of men."""
_WOMENS: Final[_Table] = (
    *((ending, 1, ("ой", "ой", "у", "ой", "ой")) for ending in ("ова", "ева", "ёва", "ина", "ына")),
    ("ая", 2, ("ой", "ой", "ую", "ой", "ой")),
)
_NAMES: Final[_Table] = (
    ("ия", 1, ("и", "и", "ю", "ей", "и")),
    ("я", 1, ("и", "е", "ю", "ей", "е")),
    ("ий", 1, ("я", "ю", "я", "ем", "и")),
    ("й", 1, ("я", "ю", "я", "ем", "е")),
    ("ь", 1, ("я", "ю", "я", "ем", "е")),
)
"""Given names, and surnames that end as they do."""
_COUNT: Final = 5


def name_cases(name: str) -> tuple[str, ...]:
    """A full Russian name in each case, itself first.

    >>> name_cases("Никол Пашинян")[1:3]
    ('Никола Пашиняна', 'Николу Пашиняну')
    """
    words = name.split()
    woman = _is_woman(words)
    columns = [_forms(word, at == len(words) - 1 and at > 0, woman) for at, word in enumerate(words)]
    return tuple(dict.fromkeys((name, *(" ".join(forms) for forms in zip(*columns, strict=True)))))


def _is_woman(words: list[str]) -> bool:
    given, surname = words[0].lower(), words[-1].lower()
    if len(words) > 1 and surname.endswith(_WOMEN):
        return given not in _MEN
    return given.endswith(("а", "я")) and given not in _MEN


def _forms(word: str, surname: bool, woman: bool) -> tuple[str, ...]:
    """The five cases of a word of a name."""
    low = word.lower()
    fixed = surname and woman and not low.endswith(("а", "я"))
    if fixed or (low[-1] in _VOWELS and low[-1] not in "ая") or not "а" <= low[-1] <= "я":
        return (word,) * _COUNT
    surnames = _WOMENS if woman else _MENS
    for ending, gone, endings in (*(surnames if surname else ()), *_NAMES):
        if low.endswith(ending) and len(low) > len(ending):
            return tuple(word[: len(word) - gone] + one for one in endings)
    if low[-1] == "а":
        first = "и" if low[-2:-1] in _MUTE else "ы"
        return tuple(word[:-1] + one for one in (first, "е", "у", "ой", "е"))
    through = "ем" if low[-1] in _HUSHING else "ом"
    return tuple(word + one for one in ("а", "у", "а", through, "е"))
