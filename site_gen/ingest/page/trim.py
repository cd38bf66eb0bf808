"""What stands above and below an article's own paragraphs and is not its text: its headline again, date, byline, lists.

Cuts at the ends alone; what stands between paragraphs is left to the article's reader.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from site_gen.ingest.page.likeness import alike
from site_gen.ingest.page.moments import read_moment

_ABOVE: Final = 5
"""Paragraphs above the text that may be its head."""
_BELOW: Final = 8
_HEAD_LINE: Final = 140
_BYLINE: Final = re.compile(
    r"^(?:(?:by|von|par|por|di|автор)\s+|(?:text|автор|текст|autor(?:in)?|autore|auteur)\s*:\s*)[^\W\d_]", re.IGNORECASE
)
_AGO: Final = re.compile(
    r"(?:(?:updated|published|posted|aktualisiert|veröffentlicht)\s*:?\s+)?"
    r"(?:(?:\d{1,2}|an?|one)\+?\s+(?:min(?:ute)?s?|h(?:ou)?rs?|days?|weeks?|months?)\s+ago|\d{1,2}\s+min(?:utes?)?\s+read|"
    r"vor\s+(?:\d{1,2}|einer|einem)\s+(?:minuten?|stunden?|tag(?:en)?|wochen?)|"
    r"il y a\s+(?:\d{1,2}|une?)\s+(?:minutes?|heures?|jours?)|hace\s+(?:\d{1,2}|una?)\s+(?:minutos?|horas?|días?)|"
    r"\d{1,2}\s+(?:минут\w?|час\w{0,2}|дн\w{1,2}|день)\s+назад)",
    re.IGNORECASE,
)
"""A line that tells how long ago, or how long it takes to read: for readers of that day."""
_FOOT: Final = re.compile(
    r"^(?:©|\(c\)\s|copyright\b|all rights reserved|tags?\s*:|filed under|topics?\s*:|categories\s*:|"
    r"keywords\s*:|schlagworte|labels\s*:|"
    r"follow (?:\S+ ){0,6}on\b|follow us\b|like (?:us|this story)\b|share this\b|subscribe\b|sign up\b|"
    r"read (?:more|next|also)\b|more from\b|"
    r"click here\b|write to \S+ \S+ at\b|email \S+|contact (?:the )?(?:author|reporter|us)\b|have a tip\b|"
    r"reach the reporters?\b|"
    r"related(?:\s*:| (?:stories|articles|news|topics|content|links|coverage)\b)|"
    r"you (?:may|might) also like|advertisement\b|support (?:us|our)\b|download (?:the|our) app|"
    r"\(?reporting by\b|\(?editing by\b|责任编辑|责编|編輯|记者[:：]|記者[:：]|"
    r"(?:this|the) (?:article|story|content) is (?:only )?(?:for|available to|reserved for) (?:\w+ )?"
    r"(?:subscribers|members)\b|"
    r"already a (?:subscriber|member)\b|"
    r"our standards\b|leave a (?:comment|reply)\b|what do you think\b|tell us what\b|teilen\b|"
    r"mehr zum thema|lesen sie auch|à lire aussi|"
    r"lire aussi|leer más|leia também|leggi anche|читайте также)",
    re.IGNORECASE,
)
"""How lines begin that many sites set below an article, in no more words than a line has."""
_FOOT_LENGTH: Final = 320


def trim(paragraphs: Sequence[str], headlines: Sequence[str], lang: str = "") -> tuple[str, ...]:
    """The paragraphs without what is not the article's at its ends; never without all of them."""
    last = len(paragraphs)
    while last > 1 and len(paragraphs) - last < _BELOW and _is_foot(paragraphs[last - 1]):
        last -= 1
    above, body = paragraphs[:_ABOVE], list(paragraphs[_ABOVE:last])
    head, begun = [], False
    for line in above[:last]:
        begun = begun or (len(line) > _HEAD_LINE and not _is_headline(line, headlines))
        if not _is_headline(line, headlines) and (begun or not _is_head_line(line, lang)):
            head.append(line)
    return (*head, *body) or tuple(paragraphs)


def _is_headline(line: str, headlines: Sequence[str]) -> bool:
    return len(line) < 320 and any(alike(line, one) >= 0.85 for one in headlines)


def _is_head_line(line: str, lang: str) -> bool:
    """A date or byline with hardly a word beside it."""
    if len(line) > _HEAD_LINE or line[-1:] in "?!":
        return False
    if _AGO.fullmatch(line):
        return True
    if _BYLINE.match(line) and len(line.split()) <= 8 and not _is_said(line):
        return True
    return (
        len(line.split()) <= 14
        and not re.search(r"[.!?] [A-Z]", line)
        and read_moment(line, lang) is not None
        and line[-1:] != "."
    )


def _is_said(line: str) -> bool:
    """Whether it is a sentence that begins as a byline does: "By Friday the dam had gone"."""
    words = line.split()[1:]
    return len(words) > 2 and sum(word[:1].islower() for word in words) >= 0.6 * len(words)


def _is_foot(line: str) -> bool:
    return len(line) <= _FOOT_LENGTH and _FOOT.match(line) is not None
