"""The language of a record as exports write it, to a BCP 47 tag."""

from __future__ import annotations

import re
from typing import Final

_TAG: Final = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*", re.IGNORECASE)
_NAMES: Final = {
    "arabic": "ar", "armenian": "hy", "azerbaijani": "az", "azeri": "az", "belarusian": "be", "bulgarian": "bg",
    "chinese": "zh", "croatian": "hr", "czech": "cs", "danish": "da", "dutch": "nl", "english": "en",
    "estonian": "et", "farsi": "fa", "finnish": "fi", "french": "fr", "georgian": "ka", "german": "de", "greek": "el",
    "hebrew": "he", "hindi": "hi", "hungarian": "hu", "indonesian": "id", "italian": "it", "japanese": "ja",
    "kazakh": "kk", "korean": "ko", "latvian": "lv", "lithuanian": "lt", "norwegian": "no", "persian": "fa",
    "polish": "pl", "portuguese": "pt", "romanian": "ro", "russian": "ru", "serbian": "sr", "slovak": "sk",
    "slovenian": "sl", "spanish": "es", "swedish": "sv", "turkish": "tr", "ukrainian": "uk", "urdu": "ur",
    "vietnamese": "vi", "русский": "ru", "английский": "en", "deutsch": "de", "français": "fr", "español": "es",
}  # fmt: skip
_LONG: Final = {
    "eng": "en", "rus": "ru", "fra": "fr", "fre": "fr", "deu": "de", "ger": "de", "spa": "es", "ara": "ar", "tur": "tr",
    "hye": "hy", "arm": "hy", "aze": "az", "kat": "ka", "geo": "ka", "ukr": "uk", "fas": "fa", "per": "fa", "zho": "zh",
    "chi": "zh", "por": "pt", "ita": "it", "pol": "pl", "heb": "he",
}  # fmt: skip
"""ISO 639-2 codes of languages that have shorter ones."""


def language_tag(text: str) -> str:
    """ "en" of "English", "eng", "EN_us" ("en-US"); "" when it is no language."""
    bare = text.strip().partition(";")[0].strip()
    named = _NAMES.get(bare.casefold()) or _LONG.get(bare.casefold())
    if named:
        return named
    tag = bare.replace("_", "-").partition(".")[0]
    if not _TAG.fullmatch(tag) or len(tag.partition("-")[0]) > 3:
        return ""
    first, *rest = tag.split("-")
    return "-".join([first.lower(), *(part.upper() if len(part) == 2 else part for part in rest)])
