"""Surnames, spellings, acronyms, offices and bodies named again."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from site_gen.ingest.article import bare_article
from site_gen.ingest.names import find_names
from site_gen.ingest.names.again import SPELLINGS, spelling_key
from site_gen.model import Actor, Alias, Registry, Role

PREMIER = "prime minister"
REGISTRY = Registry(
    {
        one.id: one
        for one in (
            Actor("armenia", "Armenia", "state", (Alias("RA", "acronym"),)),
            Actor("georgia", "Georgia", "state"),
            Actor(
                "nikol-pashinyan",
                "Nikol Pashinyan",
                "person",
                roles=(Role("prime minister", "armenia", "2018-05-08/.."),),
            ),
            Actor(
                "karen-karapetyan",
                "Karen Karapetyan",
                "person",
                roles=(Role("prime minister", "armenia", "2016-09/2018-04"),),
            ),
            Actor("armenia-foreign-ministry", "Armenian Foreign Ministry", of="armenia"),
            Actor("georgia-foreign-ministry", "Georgian Foreign Ministry", of="georgia"),
            Actor("rights-watch", "Open Rights Watch"),
        )
    }
)

ROWS = (Path(__file__).parents[2] / "data/names/again.tsv").read_text(encoding="utf-8").splitlines()
"""Text, day of publication, words that name somebody again, actor and rule, or nothing where it stays open."""


@pytest.mark.parametrize("row", ROWS)
def test_who_is_meant_by_fewer_words(row: str) -> None:
    text, published, words, actor, rule = row.split("\t")
    at = text.rindex(words)
    names = find_names(bare_article(text, published or None), REGISTRY)
    found = [(one.actor, one.rule) for one in names if one.start <= at < one.end and one.actor]
    assert found == ([(actor, rule)] if actor else [])


@pytest.mark.parametrize("spelling", SPELLINGS, ids=lambda one: one.name)
def test_spellings_match_what_they_say(spelling: object) -> None:
    one = next(entry for entry in SPELLINGS if entry is spelling)
    assert all(re.search(one.pattern, word) for word in one.right)
    assert not any(re.search(one.pattern, word) for word in one.wrong)


@pytest.mark.parametrize(
    ("one", "other"),
    [("pashinyan", "pashinian"), ("aliyev", "aliev"), ("zelenskyy", "zelensky"), ("medvedyev", "medvedev")],
)
def test_transliterations_of_one_name_meet(one: str, other: str) -> None:
    assert spelling_key(one) == spelling_key(other)


def test_a_surname_behind_two_who_share_it_means_neither() -> None:
    people = Registry({one: Actor(one, one.replace("-", " ").title(), "person") for one in ("anna-torv", "piet-torv")})
    text = "Anna Torv and her brother Piet Torv disagree. Torv left. Piet Torv came back on Monday. Torv was late."
    found = [(text[one.start : one.end], one.actor) for one in find_names(bare_article(text), people)]
    assert found == [
        ("Anna Torv", "anna-torv"),
        ("Piet Torv", "piet-torv"),
        ("Torv", None),
        ("Piet Torv", "piet-torv"),
        ("Torv", "piet-torv"),
    ]
