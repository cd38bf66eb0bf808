"""Who gives a number without a word of saying: "the ministry put the toll at 71", "the union spoke of 31,000 hectares".

The words lie in `lang/<lang>/numbers.toml`: putting, sums, speaking, counting, foretelling.
"""

from __future__ import annotations

from typing import Final

from site_gen.ingest.article import Article
from site_gen.ingest.claims import Claim, names_in, statements_in
from site_gen.ingest.findings import NameFound
from site_gen.ingest.numbers import NumberWords
from site_gen.model import Registry

_REACH: Final = 9
"""Words between a verb of giving and its number."""
_WINDOW: Final = 400
"""Code points before a "who" in which its speaker's statement begins."""
_OPENERS: Final = frozenset(('"', "“", "«", "‘"))
_PUTTING: Final = frozenset(("put", "puts"))
"""Verbs that give whatever stands behind them: "put inflation at"."""
_FAR: Final = 40
"""Words before a number among which its clause begins, where it is not the sentence's first."""
_CONTRASTS: Final = frozenset({"while", "whereas", "but"})
_MEASURED: Final = 3
"""Fewest words before the "of" of a number that is given with its measure."""
_LONGEST: Final = 8
"""Words of a giver that no registry knows."""


def giver_of(
    article: Article, registry: Registry, sentence: tuple[int, int], first: int, lex: NumberWords
) -> Claim | None:
    """Who gives the number whose phrase begins at word `first`; None when no such verb stands before it."""
    head = clause_begin(article.units.words, sentence[0], first)
    begin = max(head, first - _FAR)
    low = [word.lower() for word in article.units.words[begin:first]]
    if low[-1:] and low[-1] in _OPENERS:
        low.pop()
    at = _verb(low, lex)
    if at is None:
        return None
    subject = at
    while subject and (low[subject - 1] in lex.auxiliaries | lex.between or low[subject - 1].endswith("ly")):
        subject -= 1
    units, verb = article.units, begin + subject
    names = names_in(article, registry, units.starts[begin], units.starts[verb])
    content = (units.starts[verb], units.ends[sentence[1] - 1])
    if "who" in low[subject:at]:
        who = begin + low.index("who", subject)
        told = _described(article, registry, units.starts[who], content)
        return told or _before_who(names, units.starts[who], article.text, content)
    if begin == head and low[subject - 1 : subject] == ["and"]:
        return _leading(article, names, begin, content)
    known = next((name for name in names if name.actor and verb and name.end == units.ends[verb - 1]), None)
    if known is not None:
        return Claim(known.actor, (known.start, known.end), content, False)
    if (
        begin > head
        or not 0 < subject <= _LONGEST
        or any(not word[0].isalnum() and word[0] not in "'’-" for word in low[:subject])
    ):
        return None
    return Claim(None, (units.starts[begin], units.ends[verb - 1]), content, False)


def clause_begin(words: tuple[str, ...], begin: int, first: int) -> int:
    """Where the clause begins that leads to word `first`: behind a semicolon, or ", while"."""
    for at in range(first - 1, max(begin, first - _FAR), -1):
        if words[at] == ";":
            return at + 1
        if words[at].lower() in _CONTRASTS and words[at - 1] == ",":
            return at + 1
    return begin


def _verb(low: list[str], lex: NumberWords) -> int | None:
    """Index of the verb of giving that leads to the number behind the last of the words."""
    last = len(low) - 1
    if last >= 0 and low[last] in lex.counting:
        return last
    if last >= 1 and low[last] == "of" and low[last - 1] in lex.speaking:
        return last - 1
    if last >= _MEASURED and low[last] in ("of", "at") and low[last - 2] in lex.foretelling and low[last - 1].isalpha():
        return last - 2  # "forecast growth of"
    if last < 2 or low[last] not in ("at", "to"):
        return None
    for at in range(last - 1, max(-1, last - _REACH), -1):
        if low[at] in lex.putting:
            estimated = low[at] in _PUTTING and low[last] == "at" and at < last - 1
            return at if estimated or any(word in lex.sums for word in low[at + 1 : last]) else None
    return None


def _described(article: Article, registry: Registry, who: int, content: tuple[int, int]) -> Claim | None:
    """The speaker whom a "who" at an offset describes: "said Lind, a lawmaker, who put inflation at"."""
    told = statements_in(article, registry, max(0, who - _WINDOW), who)
    near = [
        one
        for one in told
        if one.speaker and one.speaker[1] <= who and not article.text[one.speaker[1] : who].strip(", ")
    ]
    return Claim(near[-1].actor, near[-1].speaker, content, False) if near else None


def _before_who(names: list[NameFound], who: int, text: str, content: tuple[int, int]) -> Claim | None:
    """The name that a "who" at an offset describes: "Lind, who put the toll at"."""
    found = next((name for name in reversed(names) if name.end <= who and text[name.end : who].strip() == ","), None)
    if found is None or not (found.actor or found.type == "PER"):
        return None
    return Claim(found.actor, (found.start, found.end), content, False)


def _leading(article: Article, names: list[NameFound], first: int, content: tuple[int, int]) -> Claim | None:
    """The name that heads the sentence, whose second verb it is: "Oslo ended its search and raised the toll to"."""
    starts = article.units.starts[first : first + 2]
    found = next((name for name in names if name.actor and name.start in starts), None)
    return Claim(found.actor, (found.start, found.end), content, False) if found else None
