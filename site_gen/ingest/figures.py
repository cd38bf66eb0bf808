"""Figures: numbers with what they count, who gives them, whose they are and when.

A figure is claimed when it stands in somebody's statement, else the article's own. Nothing is ever added up.
Words and verbs lie in `lang/<lang>/numbers.toml`, phrases are read by `counted`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Final

from msgspec.structs import replace

from site_gen.ingest.article import Article
from site_gen.ingest.claims import Claim, behind_border, claim_of, clause_around, names_in, when_of
from site_gen.ingest.counted import SAME, Counted, counted_phrases
from site_gen.ingest.dates import find_times
from site_gen.ingest.findings import FigureFound, NameFound, TimeFound
from site_gen.ingest.givers import clause_begin, giver_of
from site_gen.ingest.numbers import NumberWords, number_words
from site_gen.ingest.units import Units
from site_gen.model import Registry

_ADDRESS: Final = frozenset({"http", "https", "www"})
"""Words of a web address, whose signs are no percentages."""


_NO_SUMS: Final = frozenset({"money", "percent"})
"""Measures that "the number" does not point back to."""
_MOST_TOLD: Final = 20
"""Figures that are looked at for what a sum is of."""
_BORDER_REACH: Final = 6
"""Words between a number and the border behind it: "by 30 percent by the end of 2030"."""
_NAME: Final = 100
"""Code points that a name may have."""


def find_figures(article: Article, registry: Registry) -> tuple[FigureFound, ...]:
    """Figures in text order; start and end are those of the clause that holds the number."""
    lex = number_words(article.lang)
    if lex is None:
        return ()
    told: list[tuple[int, FigureFound]] = []
    for begin, end in _sentences(article.units, lex):
        for phrase in counted_phrases(article.units.words, begin, end, lex):
            same = _same_as(told[-_MOST_TOLD:], article.units, begin) if phrase.measure == SAME else None
            if same is not None:
                summed = _figure(article, registry, (begin, end), replace(phrase, measure=same.measure), lex)
                told.append((begin, replace(summed, of=same.of)))
            elif phrase.measure != SAME:
                told.append((begin, _figure(article, registry, (begin, end), phrase, lex)))
    return tuple(figure for _, figure in told)


def _same_as(told: list[tuple[int, FigureFound]], units: Units, begin: int) -> FigureFound | None:
    """The first figure told before in the sentence that begins at a word, else in the sentence before; None where
    figures of several measures are, or none."""
    number = bisect_right(units.sentences, (begin, len(units.words))) - 1
    for first in (begin, units.sentences[max(0, number - 1)][0]):
        here = [figure for at, figure in told if at == first]
        if here:
            alike = len({(figure.measure, figure.of if figure.measure == "count" else "") for figure in here}) == 1
            return here[0] if alike and here[0].measure not in _NO_SUMS else None
    return None


def _sentences(units: Units, lex: NumberWords) -> list[tuple[int, int]]:
    """Sentences with a word that may begin an amount, web addresses left out."""
    likely = {word for word in set(units.words) if word in lex.shows_number or word[0].isdigit() or "-" in word}
    firsts = [begin for begin, _ in units.sentences]
    hits = {bisect_right(firsts, at) - 1 for at, word in enumerate(units.words) if word in likely}
    found = [units.sentences[at] for at in sorted(hits)]
    return [one for one in found if _ADDRESS.isdisjoint(units.words[slice(*one)])]


def _figure(
    article: Article, registry: Registry, sentence: tuple[int, int], phrase: Counted, lex: NumberWords
) -> FigureFound:
    units = article.units
    at = units.starts[phrase.amount.first]
    giver = giver_of(article, registry, sentence, phrase.first, lex)
    own = giver is not None and clause_begin(units.words, sentence[0], phrase.first) > sentence[0]
    claim = giver if own else claim_of(article, registry, at) or giver
    start, end = clause_around(article, registry, sentence, at)
    return FigureFound(
        start=start,
        end=end,
        rule=phrase.rule,
        measure=phrase.measure,
        value=phrase.amount.value,
        by=claim.actor if claim else None,
        claimant=claim.words if claim and claim.actor is None else None,
        of=_counted_of(units, sentence[1], phrase, lex),
        side=_side(article, registry, sentence[0], phrase, claim, lex) or "",
        qualifier=phrase.qualifier,
        unit=phrase.amount.unit,
        when=_when(article, registry, sentence, phrase),
    )


def _when(article: Article, registry: Registry, sentence: tuple[int, int], phrase: Counted) -> TimeFound | None:
    """What dates the number; of "from 10 to 25 percent in May" it dates the second, and of "reveal plans to grow by 5
    percent by 2030" another time than that of the plan is unknown."""
    units = article.units
    found = when_of(article, registry, sentence, units.starts[phrase.amount.first])
    if found is None:
        return None
    last = phrase.last
    from_to = phrase.first > sentence[0] and units.words[phrase.first - 1].lower() == "from"
    if from_to and units.words[last : last + 1] and units.words[last].lower() == "to":
        return None
    times = find_times(article)
    after = bisect_left(times, units.ends[last - 1], key=lambda time: time.start)
    if after < len(times) and found.start < units.starts[phrase.first]:
        place = bisect_left(units.starts, times[after].start)
        parted = any(not word[0].isalnum() for word in units.words[last:place])
        if not parted and place - last <= _BORDER_REACH and place < sentence[1] and behind_border(article, last, place):
            return None
    return found


def _counted_of(units: Units, end: int, phrase: Counted, lex: NumberWords) -> str:
    """What is counted: the noun, and of a share the words behind "of"."""
    if phrase.measure != "percent":
        return units.words[phrase.noun] if phrase.noun >= 0 else ""
    after = phrase.amount.last
    beside = phrase.noun >= 0 and (phrase.noun == after or units.words[after].lower() == "of")
    return _share_of(units, end, phrase, lex) or (units.words[phrase.noun] if beside else "")


def _share_of(units: Units, end: int, phrase: Counted, lex: NumberWords) -> str:
    """ "voters" in "12 percent of voters": the words behind "of", up to the end of their phrase."""
    at = phrase.amount.last
    if at + 1 >= end or units.words[at].lower() != "of":
        return ""
    last = at + 1
    while last < min(end, at + 6):
        word = units.words[last].lower()
        if not word[0].isalpha() or word in lex.ends or word in lex.auxiliaries:
            break
        if word.replace("’", "'").partition("'")[0] in lex.share_ends:
            break
        last += 1
    if phrase.noun >= 0 and units.words[phrase.noun].lower() not in lex.singular:
        last = min(last, phrase.noun + 1)
    first = at + 2 if units.words[at + 1].lower() in (*lex.determiners, "all") else at + 1
    return " ".join(units.words[first:last])


def _side(
    article: Article, registry: Registry, begin: int, phrase: Counted, claim: Claim | None, lex: NumberWords
) -> str | None:
    """Whose the counted are: the speaker's ("its troops"), a named state's or force's, or unknown."""
    units = article.units
    if phrase.measure in ("money", "percent"):
        return None
    lost = units.words[phrase.first - 1].lower() in lex.people_only if phrase.first > begin else False
    subject = phrase.first - 2
    while lost and subject > begin and units.words[subject].lower() in lex.auxiliaries:
        subject -= 1
    if phrase.own or (lost and units.words[subject].lower() in lex.pronouns):
        return claim.actor if claim and not _of_another(claim, units, phrase, registry) else None
    span = (units.starts[phrase.first], units.ends[phrase.last - 1])
    if lost and subject >= begin:
        span = (units.starts[subject], units.ends[subject])
    names = (name for name in names_in(article, registry, span[0] - _NAME, span[1]) if span[0] < name.end)
    return next((side for name in names if (side := _side_of(name, registry))), None)


def _of_another(claim: Claim, units: Units, phrase: Counted, registry: Registry) -> bool:
    """Whether a person says "its" or "their": that is somebody else."""
    actor = registry.actors.get(claim.actor or "")
    said = {word.lower() for word in units.words[phrase.first : phrase.last]}
    return actor is not None and actor.kind == "person" and not said.isdisjoint({"its", "their"})


def _side_of(name: NameFound, registry: Registry) -> str | None:
    actor = registry.actors.get(name.actor or "")
    return actor.id if actor and actor.kind != "person" else None
