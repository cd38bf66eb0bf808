"""Who a noun phrase is: the actor its head names, never one that only stands beside the head."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from site_gen.ingest.article import Article
from site_gen.ingest.names.again import Mention
from site_gen.ingest.names.find import mentions
from site_gen.ingest.names.lexicon import fold, load_lexicon
from site_gen.model import Registry

_BASES: Final = {
    "role": "role",
    "registry-role": "role",
    "role-again": "role",
    "body-again": "role",
    "registry-metonym": "metonym",
}


def resolve(article: Article, registry: Registry, start: int, end: int) -> tuple[str, str] | None:
    """Actor id and basis ("name", "role", "metonym") of the phrase in text[start:end]; None when open."""
    units = article.units
    first, last = bisect_left(units.ends, start + 1), bisect_left(units.starts, end)
    found = mentions(article, registry)
    lexicon = load_lexicon(article.lang)
    while first < last and fold(units.words[first]) in lexicon.words["determiners"]:
        first += 1
    if first >= last:
        return None
    nearest = bisect_left(found, first, key=lambda one: one.first)
    beyond = bisect_left(found, last, key=lambda one: one.first)
    inside = [one for one in found[nearest:beyond] if one.last <= last]
    head = _head(article, inside, first, last)
    if head is None:
        return None
    begin, stop = head
    heads = [one for one in inside if one.first >= begin and one.last == stop]
    if not heads and stop < last and units.words[stop] == "," and not _are_many(article, begin, stop):
        heads = [one for one in inside if one.first == stop + 1 and one.type == "PER" and not _owns(article, one)][:1]
    return _told(heads[-1]) if heads else None


def _head(article: Article, inside: Sequence[Mention], first: int, last: int) -> tuple[int, int] | None:
    """First word of the part of the phrase that holds its head, and one past the head; None when two are joined.

    The part begins after the last possessive and ends before the first preposition, comma or relative pronoun.
    """
    covered = {index for one in inside for index in range(one.first, one.last)}
    lexicon = load_lexicon(article.lang)
    begin = first
    for at in range(first, last):
        if at in covered:
            continue
        word = fold(article.units.words[at])
        if word == "'s":
            begin = at + 1
        elif word in lexicon.words["joining"]:
            return None
        elif (
            at > begin
            and (word in lexicon.words["after_head"] or not word[0].isalnum())
            and not _shortens(article, at, last)
        ):
            return begin, at
    return begin, last


def _owns(article: Article, one: Mention) -> bool:
    """Whether the name is a possessive: "Okel, Lind's spokesman"."""
    return fold(article.units.words[one.last]) in ("'s", "'") if one.last < len(article.units.words) else False


def _are_many(article: Article, begin: int, stop: int) -> bool:
    """Whether a plural with "of" or "for" stands here: "allies of the mayor", who are not the mayor."""
    words = article.units.words
    links = [at for at in range(begin + 1, stop) if words[at] in ("of", "for")]
    return bool(links) and words[links[0] - 1].endswith("s") and not words[links[0] - 1].endswith("ss")


def _shortens(article: Article, at: int, last: int) -> bool:
    """Whether the word is the stop of an abbreviation before more of the name: "Lind Co. director Ana Pop"."""
    words = article.units.words
    return (
        words[at] == "."
        and at + 1 < last
        and article.units.ends[at - 1] == article.units.starts[at]
        and words[at - 1][0].isupper()
    )


def _told(mention: Mention) -> tuple[str, str] | None:
    """The mention's actor with the basis a statement tells."""
    return (mention.actor, _BASES.get(mention.rule, "name")) if mention.actor else None
