"""An article's words as the statement rules read them: lower-cased, with what stands inside quotation marks."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from site_gen.ingest.article import Article
from site_gen.ingest.statements.lexicon import Lexicon, lexicon
from site_gen.ingest.statements.quotes import Quotation, find_quotations

_NONE: Final[frozenset[str]] = frozenset()
Words = tuple[int, int]
"""First word and one past the last word."""


class Reading(Struct, frozen=True, eq=False):
    """Columns over the article's words."""

    text: str
    words: tuple[str, ...]
    low: list[str]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    quotations: tuple[Quotation, ...]
    inside: dict[int, int]
    """Word inside a quotation, its marks included, to the quotation's number."""
    lexicon: Lexicon

    def is_in(self, at: int, *names: str) -> bool:
        """Whether the word belongs to one of the closed classes."""
        word, classes = self.low[at], self.lexicon.classes
        for name in names:  # noqa: SIM110 - a loop, for this is asked a few times a word
            if word in classes.get(name, _NONE):
                return True
        return False

    def capital(self, at: int) -> bool:
        """Whether the word begins with a capital letter."""
        return self.words[at][0].isupper()

    def span(self, words: Words) -> tuple[int, int]:
        """Offsets of a range of words."""
        return self.starts[words[0]], self.ends[words[1] - 1]


def read(article: Article) -> Reading:
    """The reading of `article`."""
    units = article.units
    quotations = find_quotations(article.text, units)
    inside: dict[int, int] = {}
    for number, quotation in enumerate(quotations):
        for at in range(quotation.first, min(quotation.last + quotation.closed, len(units.words))):
            inside[at] = number
    return Reading(
        text=article.text,
        words=units.words,
        low=[word.lower() for word in units.words],
        starts=units.starts,
        ends=units.ends,
        quotations=quotations,
        inside=inside,
        lexicon=lexicon(article.lang),
    )
