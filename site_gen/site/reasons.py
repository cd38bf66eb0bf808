"""How a value was found, in a reader's words."""

from __future__ import annotations

from typing import Final
from unicodedata import bidirectional

from site_gen.dates import wording

BASES: Final = {
    "role": "named by office",
    "metonym": "a capital or state that stands for its government",
    "pronoun": "named by pronoun",
    "carried": "speaker carried over from the sentence before",
}
RULES: Final = {
    "same-day": "the day of publication",
    "weekday-past": "the last such weekday before publication",
    "weekday-coming": "the next such weekday after publication",
    "day-counted": "counted from the day of publication",
    "day-said": "counted from the day on which it was said",
    "day-told": "the day told before",
    "month-day-publication-year": "in the year of publication",
    "month-day-told-year": "in the year told before",
    "month-day-year": "as written",
    "full-date": "as written",
    "year": "as written",
    "decade": "as written",
    "century": "as written",
    "unit-counted": "counted from the day of publication",
    "unit-told": "the time told before",
    "distance": "counted from the day of publication",
    "distance-told": "counted from the day told before",
}
"""Rules of dates in words; another rule's name is told as it is."""
FACTS: Final = {
    "sidecar": "given by the collector",
    "header": "given in the file's header",
    "file name": "read from the file's name",
    "address": "read from the address",
    "text": "read from the text",
    "derived": "made from the text",
    "person": "given by the editor",
}
CUTS: Final = {
    "publisher-appeal": "publisher's appeal",
    "share-line": "share line",
    "newsletter": "newsletter box",
    "read-more": "link to another story",
    "copyright": "copyright line",
    "byline": "byline",
    "dateline": "dateline",
    "caption": "caption",
    "header": "header lines",
    "headline": "headline",
}


def date_reason(words: str, rule: str, edtf: str | None, lang: str) -> str:
    """ "“On Wednesday” → 3 August 2022: the last such weekday before publication"; "" when no words gave the date."""
    if not words:
        return ""
    told = f"{isolated(f'“{words}”')} → {wording(edtf, lang) if edtf else 'not resolved'}"
    how = RULES.get(rule, rule.replace("-", " "))
    return f"{told}: {how}" if how and edtf else told


def isolated(words: str) -> str:
    """The words so marked that their direction does not turn what stands around them; left-to-right ones as they are.

    FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE (Unicode Standard Annex 9).
    """
    turned = any(bidirectional(char) in ("R", "AL") for char in words)
    return f"\u2068{words}\u2069" if turned else words


def cut_words(reason: str, lines: int) -> str:
    """ "8 lines cut: publisher's appeal"."""
    return f"{lines} line{'' if lines == 1 else 's'} cut: {CUTS.get(reason, reason.replace('-', ' '))}"
