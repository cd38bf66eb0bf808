"""Text to the words by which it is found: the same in here and in `assets/search.js`, which must change with it.

Accents, case and the points of Arabic and Hebrew are folded. Scripts that put no space between words give single
characters and pairs. "cease-fire" gives "cease", "fire" and "ceasefire".
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

SPACELESS: Final = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uac00-\ud7af\U00020000-\U0003ffff"
)
"""Thai and Lao, Burmese, Khmer, kana, Han, Hangul."""
INDIC: Final = "\u0900-\u0963\u0966-\u0df3"
"""Scripts of India, whose vowel signs are marks and not letters; without the stop at 0964 and 0965."""
_LETTERS: Final = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ð": "d", "þ": "th", "ı": "i", "ς": "σ"}
)
_PLAIN: Final = re.compile("[^\x00-\x7f\u2010-\u2027\u2030-\u205e]")
"""What a text has beside ASCII and general punctuation: "é", not "“"."""
_MARKS: Final = re.compile(
    "(?<!и)\u0306|[\u0300-\u0305\u0307-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\xad]"
)
"""Accents (but for that of й), points of Hebrew and Arabic, the stroke that lengthens Arabic, soft hyphens."""
_LATIN: Final = re.compile("[a-z0-9]+(?:[-\u2010\u2011][a-z0-9]+)*")
_OTHER_HYPHENS: Final = re.compile("[\u2010\u2011]")
_SPACED: Final = bytes(code if chr(code) in "abcdefghijklmnopqrstuvwxyz0123456789-" else 32 for code in range(256))
"""To a space what is neither letter, digit nor hyphen."""
_HYPHENS: Final = re.compile("[-\u2010\u2011]")


@cache
def _any() -> re.Pattern[str]:
    """A word of any script. Made when a text asks for it, which takes as long as many a text."""
    return re.compile(
        f"[{SPACELESS}]+|(?:[^\\W_{SPACELESS}]|[{INDIC}])+(?:[-\u2010\u2011](?:[^\\W_{SPACELESS}]|[{INDIC}])+)*"
    )


@cache
def _spaceless() -> re.Pattern[str]:
    return re.compile(f"[{SPACELESS}]")


def fold_text(text: str) -> str:
    """The text in small letters without accents, compatible forms made one.

    >>> fold_text("Şuşa, ÉCLAT ﬁn")
    'susa, eclat fin'
    """
    return text.lower() if _is_plain(text) else _fold(text)


def _is_plain(text: str) -> bool:
    return text.isascii() or _PLAIN.search(text) is None


def _fold(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text).lower().translate(_LETTERS)
    return unicodedata.normalize("NFC", _MARKS.sub("", apart))


def _latin_words(folded: str) -> set[str]:
    """What `_LATIN` finds, in half of its time: everything else is made a space."""
    if not folded.isascii() and _OTHER_HYPHENS.search(folded):
        return _parted(set(_LATIN.findall(folded)))
    found = set(folded.encode("ascii", "replace").translate(_SPACED).decode("ascii").split())
    joined = [word for word in found if "-" in word]
    found.difference_update(joined)
    return found | _parted({part for word in joined for part in _LATIN.findall(word)})


def _parted(found: set[str]) -> set[str]:
    """The words, and for one with hyphens its parts and what it is without them."""
    for word in [word for word in found if not word.isalnum()]:
        parts = _HYPHENS.split(word)
        if len(parts) > 1:
            found.discard(word)
            found.update(parts, ("".join(parts),))
    return found


def words_of(text: str) -> set[str]:
    """The words of a text, each once.

    >>> sorted(words_of("The Cease-fire held."))
    ['cease', 'ceasefire', 'fire', 'held', 'the']
    """
    plain = _is_plain(text)
    folded = text.lower() if plain else _fold(text)
    if plain or _is_plain(folded):
        return _latin_words(folded)
    found = _parted(set(_any().findall(folded)))
    if _spaceless().search(folded):
        for word in [word for word in found if _spaceless().match(word)]:
            found.discard(word)
            found.update(word, (word[at : at + 2] for at in range(len(word) - 1)))
    return found
