"""How a value was found, in a reader's words."""

from __future__ import annotations

from typing import Final

from site_gen.dates import wording

BASES: Final = {
    "role": "named by office",
    "metonym": "a capital or state that stands for its government",
    "pronoun": "named by pronoun",
    "carried": "speaker carried over from the sentence before",
}
FACTS: Final = {
    "sidecar": "given by the collector",
    "header": "given in the file's header",
    "file name": "read from the file's name",
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
}


def date_reason(words: str, rule: str, edtf: str | None, lang: str) -> str:
    """ "“On Wednesday” → 3 August 2022: weekday past"; "" when no words of the text gave the date."""
    if not words:
        return ""
    told = f"“{words}” → {wording(edtf, lang) if edtf else 'not resolved'}"
    return f"{told} ({rule.replace('-', ' ')})" if rule else told


def cut_words(reason: str, lines: int) -> str:
    """ "8 lines cut: publisher's appeal"."""
    return f"{lines} line{'' if lines == 1 else 's'} cut: {CUTS.get(reason, reason.replace('-', ' '))}"
