"""A day of publication that a page names anywhere in its words, behind words that say so: "Erschienen am: 01.11.2023".

Asked only where neither machines nor the headline's surroundings tell one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from site_gen.ingest.facts import Fact
from site_gen.ingest.page.moments import OLDEST, day_of, read_moment
from site_gen.ingest.page.tree import Element

_LABEL: Final = re.compile(
    r"(?<!\w)(?<!aktuelles )(?<!heutiges )(?:(?:first |originally )?(?:published|posted)(?: online)?(?: on)?|"
    r"(?:this (?:entry|post|article) )?was (?:posted|published)(?: on)?|"
    r"date published|publication date|publication|(?:erst)?veröffentlicht(?: am)?|erschienen(?: am)?|"
    r"erstellt(?: am)?|eingestellt(?: am)?|wurde(?: vor)? am|datum|publié(?:e)?(?: le)?|paru(?: le)?|"
    r"mis(?:e)? en ligne(?: le)?|publicado(?: el| em)?|publicada el|pubblicato(?: il)?|notizia del|"
    r"(?:presse|medien)(?:mitteilung|meldung|information)(?: nr\.? ?[\d/-]+)? vom|press release (?:of|dated)|"
    r"communiqué(?: de presse)? du|comunicado(?: de prensa)? del|comunicato(?: stampa)? del|"
    r"geplaatst(?: op)?|gepubliceerd(?: op)?|publicerad|publisert|udgivet|julkaistu|opublikowan[oey]|"
    r"опубликован[оа]?|дата публикации|опубліковано|дата публікації|yayınlanma(?: tarihi)?|"
    r"تاریخ انتشار|تم نشره|نشر في|פורסם)"
    r"\s*[:|]?\s*(?=\S)",
    re.IGNORECASE,
)
"""Words of publication right before a date."""
_BARE: Final = re.compile(r"datum|wurde", re.IGNORECASE)
_AFTER: Final = 24
"""Characters behind the label within which the date begins and has its month."""
_MOST: Final = 200_000
_SKIPPED: Final = frozenset("script style noscript template select option textarea".split())


def labelled_day(tree: Element, lang: str, plain: bool = False) -> Fact | None:
    """The day, where the page names one so, and one alone: lists of other stories name many. `plain`: by words of
    publication alone, since a bare "date" may be that of an event."""
    sure: set[str] = set()
    bare: set[str] = set()
    words = " ".join(_words(tree))[:_MOST]
    for found in _LABEL.finditer(words):
        behind = words[found.end() : found.end() + 2 * _AFTER]
        told = read_moment(behind, lang) if any(char.isdigit() for char in behind[:_AFTER]) else None
        if told and told > OLDEST:
            (bare if _BARE.match(found[0]) else sure).add(day_of(told))
    days = sure if sure or plain else bare
    return Fact(days.pop(), "byline") if len(days) == 1 else None


def _words(tree: Element) -> Iterator[str]:
    """The words of the page that readers see, in page order."""
    stack: list[Element | str] = [tree]
    while stack:
        one = stack.pop()
        if isinstance(one, str):
            if bare := " ".join(one.split()):
                yield bare
            continue
        if one.tail:
            stack.append(one.tail)
        if isinstance(one.tag, str) and one.tag not in _SKIPPED:
            stack.extend(reversed(one))
            if one.text:
                stack.append(one.text)
