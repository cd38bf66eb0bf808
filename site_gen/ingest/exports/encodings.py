"""The encoding of bytes that are not UTF-8 and come without a word on it, where it is clear by what it makes of them.

Each encoding is tried. A reading is bad by its words that no language of that encoding has, by capitals within a word,
and by signs where no one writes them. One is told where it is good, and better than every other that reads otherwise;
a script other than Latin needs its small words besides. Anything else is left to a person. Pure.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import lru_cache
from importlib.resources import files
from typing import Final

from msgspec import Struct

from site_gen.ingest.language import detect_language

_WORD: Final = re.compile(r"[^\W\d_ªºµˇ]+")
_SIGN: Final = re.compile(r"[^\x00-\x7f\w]|[ªºµˇ]")
_WITHIN: Final = frozenset("’‑–—…\xad\xa0\u200c\u200d")
"""Signs that may stand between two letters."""
_BEHIND: Final = frozenset("‘“”»›™®©²³ªº°€\u200e\u200f、。，：；？！（）「」『』《》〈〉・ー　【】")
"""Signs that may stand anywhere else, behind a letter too."""
_ALONE: Final = frozenset("‚„«‹•£¥§½¼¾¹¿¡№×±´`·") | _BEHIND
"""Signs that may stand anywhere but behind a letter."""
_SHORT: Final = frozenset("àáâãéèêíîįóôòöõúåæøÀÁÂÉÈÊÍÎĮÓÔÒÖÚÅÆØ")
"""Letters beyond ASCII that are words, in languages of Latin script."""
_MOST_BAD: Final = 0.1
_AHEAD: Final = 0.02
"""Part of words and signs by which another reading must be worse, and at least one, and twice as bad."""
_EVEN: Final = 0.1
_FEWEST: Final = 20
"""Words of another script than Latin."""
_LEAST_SMALL: Final = 0.05
"""Part of a text's words that are small ones, or of its signs that are the commonest. Found in 2026 on sentences of
our own: the least is 0.08 in the right encoding, the most 0.01 in a wrong one."""
_SCRIPTS: Final = {"zh": "㐀-鿿", "ja": "ぁ-ヿ㐀-鿿", "ko": "가-힣"}


class _Tried(Struct, frozen=True):
    """What an encoding makes of the bytes."""

    name: str
    text: str
    bad: float
    units: int
    """Words and signs beyond ASCII."""


def judged_encoding(sample: bytes) -> str:
    """The name of the encoding of lines that are not UTF-8; "" where it is not clear."""
    found = likely_encodings(sample)
    return found[0] if len(found) == 1 else ""


def likely_encodings(sample: bytes) -> tuple[str, ...]:
    """The encoding of lines that are not UTF-8; where it is not clear those that would do, each by what it reads."""
    tried = [one for name, langs in _tables()[1].items() if (one := _try(sample, name, langs)) is not None]
    tried.sort(key=lambda one: one.bad)  # stable: of those that are as good the first of the table
    if not tried or not tried[0].units or tried[0].bad > tried[0].units * _MOST_BAD:
        return ()
    limit = 2 * tried[0].bad + max(1.0, tried[0].units * _AHEAD)
    near = [one for one in tried if one.bad < limit]
    texts = {one.text: one.name for one in reversed(near)}
    if len(texts) > 1 and (name := _likeliest([one for one in near if one.bad <= near[0].bad + _EVEN])):
        return (name,)
    return tuple(dict.fromkeys(texts[one.text] for one in near))


def encodings_of(lang: str) -> tuple[str, ...]:
    """Those that were made for a language."""
    return tuple(name for name, langs in _tables()[1].items() if lang in langs)


def _likeliest(even: list[_Tried]) -> str:
    """Of readings that are equally good that whose language the encoding was made for; where several are, that with
    the fewest letters beyond ASCII, since "don’t" may be read as "donít". "" where that leaves two. English is written
    in all of them, with names from everywhere."""
    fitting = [
        one
        for one in even
        if (lang := detect_language(one.text, spelt=False)) == "en" or lang in _tables()[1][one.name]
    ]
    counts = [sum(1 for letter in one.text if letter > "\x7f" and letter.isalpha()) for one in fitting]
    texts = {one.text for one, count in zip(fitting, counts, strict=True) if count == min(counts)}
    return next((one.name for one in fitting if one.text in texts), "") if len(texts) == 1 else ""


def _try(sample: bytes, name: str, langs: tuple[str, ...]) -> _Tried | None:
    """What the encoding makes of it; None where that is no text of its languages."""
    text = sample.decode(name, "replace")
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    signs = list(_SIGN.finditer(text))
    bad = float(sum(_is_odd(text, found.start()) for found in signs))
    if langs[0] in _SCRIPTS:
        wide = "".join(re.findall(f"[{_SCRIPTS[langs[0]]}]", text))
        if not _has_signs(wide, langs[0]):
            return None
        return _Tried(name, text, bad + sum(map(len, words)) - len(wide), len(wide) + len(signs))
    if not _letters(langs[0]) & _LATIN and not _is_script(words, langs):
        return None
    bad += _unexplained(Counter(words), langs, detect_language(text, spelt=False))
    return _Tried(name, text, bad, len(words) + len(signs))


def _unexplained(words: Counter[str], langs: tuple[str, ...], lang: str) -> float:
    """How many words no language has; those that the text's own, else the likeliest, has not count half."""
    by_lang: Counter[str] = Counter()
    any_lang = 0
    for word, count in words.items():
        beyond = frozenset(letter for letter in word.lower().replace("i̇", "i") if letter > "\x7f")
        having = [lang for lang in langs if beyond <= _letters(lang)] if _is_cased(word) else []
        by_lang.update(dict.fromkeys(having, count))
        any_lang += count if having else 0
    best = by_lang[lang] if lang in langs else max(by_lang.values(), default=0)
    return words.total() - any_lang + (any_lang - best) / 2


def _is_cased(word: str) -> bool:
    """Whether capitals stand as they do in words, and letters are of one script."""
    bare = word.replace("ß", "")
    whole = bare.islower() or bare.isupper() or bare[1:].islower() or not bare or bare.lower() == bare.upper()
    mixed = any(letter < "\x80" for letter in word) and any(letter > "\u024f" for letter in word)
    letter = len(word) > 1 or word in _SHORT or word > "\u024f"
    return whole and not mixed and letter


def _is_odd(text: str, at: int) -> bool:
    """Whether a sign stands where nobody writes it, or is none."""
    sign, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if sign in _WITHIN:
        return False
    if sign not in _ALONE:
        return True
    return before.isalpha() and before < "\u2e80" and (sign not in _BEHIND or after.isalpha())


def _is_script(words: list[str], langs: tuple[str, ...]) -> bool:
    """Whether the words beyond ASCII are of one of the languages by its small ones."""
    if len(words) < _FEWEST:
        return False
    small = frozenset(_tables()[2].get(langs[0], "").split())
    if small:
        return sum(word in small for word in words) >= len(words) * _LEAST_SMALL
    found = detect_language(" ".join(words), spelt=False)
    return found in langs or (langs[0] == "ar" and found in ("fa", "ur"))


def _has_signs(wide: str, lang: str) -> bool:
    """Whether signs of Chinese, Japanese or Korean are that language's."""
    common = frozenset(_tables()[2][lang])
    if lang == "ja" and sum(sign < "㐀" for sign in wide) < len(wide) * 0.2:
        return False
    return len(wide) >= 3 * _FEWEST and sum(sign in common for sign in wide) >= len(wide) * _LEAST_SMALL


_LATIN: Final = frozenset("äéčşāóëçáèå")


def _letters(lang: str) -> frozenset[str]:
    return _tables()[0][lang]


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[str, frozenset[str]], dict[str, tuple[str, ...]], dict[str, str]]:
    """Language to letters; encoding to languages; language to small words or signs."""
    told = tomllib.loads(files("site_gen.ingest").joinpath("lang", "letters.toml").read_text(encoding="utf-8"))
    letters = {lang: frozenset(found) for lang, found in told["letters"].items()}
    return letters, {name: tuple(langs.split()) for name, langs in told["encodings"].items()}, told["words"]
