"""Who a noun phrase is: the actor its head names, never one that only stands beside the head."""

from __future__ import annotations

from bisect import bisect_left
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
    inside = [one for one in found if one.first >= first and one.last <= last]
    covered = {index for one in inside for index in range(one.first, one.last)}
    begin, stop = first, last
    for at in range(first, last):
        if at in covered:
            continue
        word = fold(units.words[at])
        if word == "'s":
            begin = at + 1
        elif word in lexicon.words["joining"]:
            return None
        elif at > begin and (word in lexicon.words["after_head"] or not word[0].isalnum()):
            stop = at
            break
    heads = [one for one in inside if one.first >= begin and one.last == stop]
    if heads:
        return _told(heads[-1])
    if stop < last and fold(units.words[stop]) == ",":
        after = [one for one in inside if one.first == stop + 1 and one.type == "PER"]
        return _told(after[0]) if after else None
    return None


def _told(mention: Mention) -> tuple[str, str] | None:
    """The mention's actor with the basis a statement tells."""
    if mention.actor is None:
        return None
    basis = {"role": "role", "role-again": "role", "body-again": "role", "registry-metonym": "metonym"}.get(
        mention.rule, "name"
    )
    return mention.actor, basis
