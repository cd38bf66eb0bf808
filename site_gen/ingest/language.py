"""Which language a text is in, told by its script and its small words; nothing where that is not sure.

Only what is said nowhere else is told so: a sidecar, a header, the page itself and the source come first.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import lru_cache
from importlib.resources import files
from typing import Final

_READ: Final = 20_000
"""Code points that are looked at."""
_MOST: Final = 0.6
"""Part of the letters that a script must have."""
_LETTERS: Final = 40
"""Fewer letters tell nothing."""
_FEWEST: Final = 20
"""Words below which small words tell nothing."""
_LEAST: Final = 0.08
"""Part of a text's words that are small ones in any language that is written."""
_AHEAD: Final = 1.25
"""By so much the first must be ahead of the second."""
_SPELT: Final = "cyrillic"
"""The script whose languages are known by their letters too, where small words are few."""
_SCRIPTS: Final = {
    "latin": "A-Za-z\u00c0-\u024f\u0259\u1e00-\u1eff",
    "cyrillic": "\u0400-\u052f",
    "arabic": "\u0620-\u06ff\u0750-\u077f",
    "devanagari": "\u0900-\u097f",
    "zh": "\u3400-\u4dbf\u4e00-\u9fff",
    "ja": "\u3041-\u30ff",
    "ko": "\uac00-\ud7af",
    "el": "\u0370-\u03ff",
    "hy": "\u0531-\u058f",
    "ka": "\u10a0-\u10ff",
    "he": "\u05d0-\u05ea",
    "th": "\u0e00-\u0e7f",
    "bn": "\u0980-\u09ff",
    "pa": "\u0a00-\u0a7f",
    "gu": "\u0a80-\u0aff",
    "ta": "\u0b80-\u0bff",
    "te": "\u0c00-\u0c7f",
    "kn": "\u0c80-\u0cff",
    "ml": "\u0d00-\u0d7f",
    "si": "\u0d80-\u0dff",
    "km": "\u1780-\u17ff",
    "lo": "\u0e80-\u0eff",
    "my": "\u1000-\u109f",
    "am": "\u1200-\u137f",
    "bo": "\u0f00-\u0fff",
}
"""Letters of each script; one that a single language is written in has its tag."""
_ANY: Final = re.compile("|".join(f"(?P<{name}>[{letters}]+)" for name, letters in _SCRIPTS.items()))
_WORD: Final = re.compile(r"[^\W\d_]+(?:[ʻ'’][^\W\d_]+)?")


def detect_language(text: str, spelt: bool = True) -> str:
    """The BCP 47 tag of a text's language; "" where it is not sure, or not one that we know. `spelt`: whether its
    letters count too, as those of a text do that was read in the right encoding.

    >>> detect_language("Le ministre a dit que la Russie est un pays qui ne fait pas la guerre et que les soldats "
    ...     "sont partis avec des armes pour la mission.")
    'fr'
    """
    read = text[:_READ]
    counts: Counter[str] = Counter()
    for found in _ANY.finditer(read):
        counts[found.lastgroup or ""] += found.end() - found.start()
    if counts["ja"] and counts["ja"] * 8 >= counts["zh"]:  # kana stand between Han in every Japanese sentence
        counts["ja"] += counts.pop("zh", 0)
    total = counts.total()
    script, letters = counts.most_common(1)[0] if counts else ("", 0)
    wide = 3 if script in ("zh", "ja", "ko") else 1  # a sign there is a syllable or a word
    if total * wide < _LETTERS or letters < _MOST * total:
        return ""
    if script not in _small_words():
        return script
    return _by_words(script, read) or (_by_letters(read) if spelt and script == _SPELT else "")


def _by_words(script: str, text: str) -> str:
    """Of the languages of a script that whose small words are the most."""
    words = Counter(word.casefold() for word in _WORD.findall(text))
    total = words.total()
    if total < _FEWEST:
        return ""
    scores = sorted(
        ((sum(words[word] for word in small), lang) for lang, small in _small_words()[script].items()), reverse=True
    )
    (first, lang), (second, _) = scores[0], scores[1]
    return lang if first >= _LEAST * total and first >= _AHEAD * second else ""


def _by_letters(text: str) -> str:
    """The language of the script `_SPELT` that alone has all letters of a text."""
    if len(_WORD.findall(text)) < _FEWEST:
        return ""
    used = {char for char in text.lower() if char.isalpha() and not char.isascii()}
    able = [lang for lang, letters in _alphabets().items() if lang in _small_words()[_SPELT] and used <= letters]
    return able[0] if len(able) == 1 else ""


@lru_cache(maxsize=1)
def _alphabets() -> dict[str, frozenset[str]]:
    """Language to its letters."""
    told = tomllib.loads(files("site_gen.ingest").joinpath("lang", "letters.toml").read_text(encoding="utf-8"))
    return {lang: frozenset(letters) for lang, letters in told["letters"].items()}


@lru_cache(maxsize=1)
def _small_words() -> dict[str, dict[str, frozenset[str]]]:
    """Script to language to its small words."""
    told = tomllib.loads(files("site_gen.ingest").joinpath("lang", "words.toml").read_text(encoding="utf-8"))
    return {script: {lang: frozenset(words.split()) for lang, words in found.items()} for script, found in told.items()}
