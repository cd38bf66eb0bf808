"""What the values of expressions depend on: the day of publication, the dates told so far, the tense of the clause."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from typing import Final

from site_gen.ingest.article import Article
from site_gen.ingest.dates.grammar import Grammar
from site_gen.ingest.dates.match import Match, Words
from site_gen.ingest.dates.stretch import Stretch, containing, over
from site_gen.ingest.dates.tense import Tenses

_FINER: Final = {"M": ("D", "W"), "Y": ("D", "W", "M", "Q")}
"""Units finer than a month, finer than a year."""
_STEP_YEARS: Final = 2
"""How far a bare year in mid-paragraph may carry a history on (tried on encyclopedic narratives)."""
_DATING: Final = ("calendar", "year", "two_days", "two_months", "two_dates", "dated_part")
_COUNTING: Final = ("weekday", "day_word", "relative")
_LEAST_PAST: Final = 5
_LEAST_ALONE: Final = 3
_TIMES_COUNTED: Final = 8
"""A history has at least so many dates with a year long past (fewer where there is nothing else), and so many times
more than days and weeks counted from today (tried on encyclopedic narratives and on news of 2015 and 2016)."""
_QUARTER_REACH: Final = 5
"""For how many paragraphs "a year ago" is the same quarter a year before."""


class Context:
    """Lives while one article is read: it remembers the last stretch of the calendar spoken of."""

    def __init__(self, published: Stretch | None, history: bool, words: Words, grammar: Grammar) -> None:
        self.published = published
        """Day, month or year of publication."""
        self.history = history
        """Whether the text tells a history: dates without a year belong to the year told, not to publication."""
        self.last: Stretch | None = None
        """What was spoken of last."""
        self.main: Stretch | None = None
        """Where a history stands: what dates without a year belong to."""
        self.last_day: Stretch | None = None
        self.last_quarter: Stretch | None = None
        self._place = self._day_place = self._quarter_place = 0
        self._words = words
        self._grammar = grammar
        self._tense = Tenses(words, grammar, history)

    def note(self, stretch: Stretch, match: Match) -> None:
        """Remember what was just spoken of, and at which word."""
        if self._moves_on(stretch, match):
            self.main = stretch
        self.last = stretch
        self._place = match.start
        if stretch.unit == "D":
            self.last_day = stretch
            self._day_place = match.start
        if stretch.unit == "Q" and (self.published is None or over(stretch) <= self.published.first):
            self.last_quarter = stretch
            self._quarter_place = match.start

    def _moves_on(self, stretch: Stretch, match: Match) -> bool:
        """Whether the story goes on from here: not from "until May", nor from a bare year far off or already known."""
        if self.main is None:
            return True
        if self._words.lower(match.start - 1) in self._grammar.limits or stretch.unit in ("DE", "CE", "W", "WE"):
            return False
        if stretch.unit != "Y":
            return True
        years = abs(stretch.first.year - self.main.first.year)
        return 0 < years <= _STEP_YEARS or (years > 0 and self._opens_paragraph(match))

    def _opens_paragraph(self, match: Match) -> bool:
        """Whether the match stands in the first sentence of its paragraph."""
        breaks, starts = self._words.breaks, self._words.paragraphs
        return breaks[bisect_right(breaks, match.start) - 1] == starts[bisect_right(starts, match.start) - 1]

    def day_told(self, match: Match) -> Stretch | None:
        """The last day spoken of, when that was in this paragraph or the one before."""
        starts = self._words.paragraphs
        near = bisect_right(starts, match.start) - bisect_right(starts, self._day_place) <= 1
        return self.last_day if near else None

    def quarter_told(self, match: Match) -> Stretch | None:
        """The quarter spoken of last, when that was not many paragraphs before; not in a history."""
        starts = self._words.paragraphs
        near = bisect_right(starts, match.start) - bisect_right(starts, self._quarter_place) <= _QUARTER_REACH
        return self.last_quarter if near and not self.history else None

    def day(self) -> date | None:
        """The day of publication, when known to the day."""
        return self.published.first if self.published and self.published.unit == "D" else None

    def known(self, unit: str) -> Stretch | None:
        """The stretch of `unit` that holds the time of publication, when it is known finely enough."""
        if self.published is None or unit in _FINER.get(self.published.unit, ()):
            return None
        return containing(unit, self.published.first)

    def told(self, match: Match) -> Stretch | None:
        """What a date without a year belongs to: where a history stands, else a year told in the same sentence.

        Without a publication day also a day told in the same paragraph.
        """
        if self.history and self.published is not None and self.tense(match) == "coming":
            return None
        if self.history or self.last is None:
            return self.main if self.history else None
        if self.published is None:
            starts = self._words.paragraphs
            near = bisect_right(starts, self._place) == bisect_right(starts, match.start)
            return self.last if near and self.last.unit in ("D", "M") else None
        carried = self._words.lower(match.start - 1) in self._grammar.carried and self.told_before(match)
        return self.last if carried and self.last.unit in ("D", "M", "Y") and self.tense(match) != "coming" else None

    def told_before(self, match: Match) -> bool:
        """Whether this sentence already spoke of a year before that of publication."""
        if self.last is None or not self.same_sentence(match):
            return False
        return self.published is None or self.last.first.year < self.published.first.year

    def same_sentence(self, match: Match) -> bool:
        """Whether what was told last stands in the sentence of this match."""
        breaks = self._words.breaks
        return bisect_right(breaks, self._place) == bisect_right(breaks, match.start)

    def looks_ahead(self, match: Match) -> bool:
        """Whether a word such as "by" or "until" stands before."""
        return self._tense.looks_ahead(match)

    def has_happened(self, match: Match) -> bool:
        """Whether a past form stands right before it: "resigned in June"."""
        return self._tense.has_happened(match)

    def tense(self, match: Match) -> str:
        """ "past", "coming" or "" of the clause that the match stands in."""
        return self._tense.of(match)


def read_context(article: Article, matches: tuple[Match, ...], words: Words, grammar: Grammar) -> Context:
    """The context in which an article's expressions are resolved."""
    published = _published(article)
    return Context(published, _tells_history(matches, published), words, grammar)


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


def _tells_history(matches: tuple[Match, ...], published: Stretch | None) -> bool:
    """Whether dated history outweighs news: many dates with a year long past, few days counted from today."""
    since = published.first.year - 1 if published else 10_000
    years = [year for match in matches if match.pattern.makes in _DATING and (year := match.number("year"))]
    past = sum(year < since for year in years)
    counted = sum(match.pattern.makes in _COUNTING for match in matches)
    least = _LEAST_ALONE if not counted and past == len(years) else _LEAST_PAST
    return past >= least and past > _TIMES_COUNTED * counted
