"""What the values of expressions depend on: the day of publication, the dates told so far, the tense of the clause."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from typing import Final

from site_gen.ingest.article import Article
from site_gen.ingest.dates.grammar import Grammar
from site_gen.ingest.dates.match import Match, Words
from site_gen.ingest.dates.stretch import Stretch, containing, over

_FINER: Final = {"M": ("D", "W"), "Y": ("D", "W", "M", "Q")}
"""Units finer than a month, finer than a year."""
_REACH: Final = 12
"""How many words right of an expression a verb may stand to tell its tense."""


class Context:
    """Lives while one article is read: it remembers the last stretch of the calendar spoken of."""

    def __init__(self, published: Stretch | None, history: bool, words: Words, grammar: Grammar) -> None:
        self.published = published
        """Day, month or year of publication."""
        self.history = history
        """Whether the text tells a history: dates without a year belong to the year told, not to publication."""
        self.last: Stretch | None = None
        self.last_day: Stretch | None = None
        self.last_quarter: Stretch | None = None
        self._place = 0
        self._words = words
        self._grammar = grammar

    def note(self, stretch: Stretch, place: int) -> None:
        """Remember what was just spoken of, and at which word."""
        self.last = stretch
        self._place = place
        if stretch.unit == "D":
            self.last_day = stretch
        if stretch.unit == "Q" and (self.published is None or over(stretch) <= self.published.first):
            self.last_quarter = stretch

    def day(self) -> date | None:
        """The day of publication, when known to the day."""
        return self.published.first if self.published and self.published.unit == "D" else None

    def known(self, unit: str) -> Stretch | None:
        """The stretch of `unit` that holds the time of publication, when it is known finely enough."""
        if self.published is None or unit in _FINER.get(self.published.unit, ()):
            return None
        return containing(unit, self.published.first)

    def telling(self, match: Match) -> bool:
        """Whether a bare month here belongs to what was told last: in a history, or soon after a day long past."""
        if self.last is None or self.history or self.published is None:
            return self.history and self.last is not None
        past = self.published.first.year - self.last.first.year >= 2 and self.last.unit in ("D", "M")
        starts = self._words.paragraphs
        return past and bisect_right(starts, self._place) == bisect_right(starts, match.start)

    def same_sentence(self, match: Match) -> bool:
        """Whether what was told last stands in the sentence of this match."""
        breaks = self._words.breaks
        return bisect_right(breaks, self._place) == bisect_right(breaks, match.start)

    def looks_ahead(self, match: Match) -> bool:
        """Whether a word such as "by" or "until" stands before."""
        return self._words.lower(match.start - 1) in self._grammar.coming_prepositions

    def tense(self, match: Match) -> str:
        """ "past", "coming" or "" of the clause: the nearest verb to the left in the sentence, else to the right."""
        breaks = self._words.breaks
        sentence = bisect_right(breaks, match.start)
        for index in range(match.start - 1, breaks[sentence - 1] - 1, -1):
            if side := self._side(index):
                return side
        for index in range(match.end, min(breaks[sentence], match.end + _REACH)):
            if side := self._side(index):
                return side
        return ""

    def _side(self, index: int) -> str:
        """What the word at `index` tells of the tense."""
        grammar, word = self._grammar, self._words.lower(index)
        if side := grammar.tense.get(word):
            before = self._words.lower(index - 1), self._words.lower(index - 2)
            return "past" if before == ("been", "had") else side
        if word.endswith(grammar.past_endings) and len(word) > 4 and word not in grammar.past_exceptions:
            return "" if self._words.lower(index - 1) in grammar.neutral_before else "past"
        after, ending = grammar.progressive
        if word in after and self._words.lower(index + 1).endswith(ending):
            return "coming"
        return ""


def read_context(article: Article, matches: tuple[Match, ...], words: Words, grammar: Grammar) -> Context:
    """The context in which an article's expressions are resolved."""
    return Context(_published(article), _tells_history(matches), words, grammar)


def _published(article: Article) -> Stretch | None:
    """Day, month or year of publication."""
    if article.day is not None:
        return Stretch("D", article.day)
    text = article.published.value if article.published else ""
    if len(text) == 7 and text.replace("-", "").isdigit() and 1 <= int(text[5:7]) <= 12 and int(text[:4]):
        return Stretch("M", date(int(text[:4]), int(text[5:7]), 1))
    if len(text) == 4 and text.isdigit() and int(text):
        return Stretch("Y", date(int(text), 1, 1))
    return None


def _tells_history(matches: tuple[Match, ...]) -> bool:
    """Whether dated history outweighs news: many dates with a year, few weekdays and days counted from today."""
    dated = sum(
        1 for match in matches if match.pattern.makes in ("calendar", "year", "two_days") and match.value("year")
    )
    spoken = sum(1 for match in matches if match.pattern.makes in ("weekday", "day_word", "relative"))
    return dated >= 4 and dated > 3 * spoken
