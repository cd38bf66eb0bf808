"""Counted phrases: what became of how many, told by the words alone."""

from __future__ import annotations

import pytest

from site_gen.ingest.counted import counted_phrases
from site_gen.ingest.numbers import number_words
from site_gen.ingest.units import read_units


def _told(text: str) -> list[str]:
    """ "measure value [qualifier] [own]" of each counted phrase of the text."""
    lex = number_words("en")
    assert lex is not None
    units = read_units(text)
    return [
        " ".join(part for part in (one.measure, one.amount.value, one.qualifier, "own" if one.own else "") if part)
        for begin, end in units.sentences
        for one in counted_phrases(units.words, begin, end, lex)
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Three people were killed.", ["killed 3"]),
        ("It left three people dead.", ["killed 3"]),
        ("19 troops had been wounded.", ["wounded 19"]),
        ("It had lost a soldier.", ["killed 1"]),
        ("Two of its troops had been killed.", ["killed 2 own"]),
        ("The blast killed two soldiers and wounded five.", ["killed 2", "wounded 5"]),
        ("Three people were killed and 14 others injured.", ["killed 3", "wounded 14"]),
        ("Three soldiers and two civilians were killed.", ["killed 3", "killed 2"]),
        ("Police detained 40 marchers, including three students.", ["detained 40", "detained 3"]),
        ("Nine villagers were killed, among them four children.", ["killed 9", "killed 4"]),
        ("Russia deployed some 2,000 peacekeepers.", ["deployed 2000 about"]),
        ("More than 30,000 people have been displaced.", ["displaced 30000 at least"]),
        ("Up to 500 families fled.", ["displaced 500 at most"]),
        ("An Armenian serviceman was wounded.", ["wounded 1"]),
        ("The death toll has risen to 120.", ["killed 120"]),
        ("Rescuers are looking for 23 people.", ["missing 23"]),
        ("Twelve missing villagers were found.", ["missing 12"]),
        ("At least 12 herders were missing.", ["missing 12 at least"]),
        ("A shell destroyed 14 houses.", ["destroyed 14"]),
        ("Police arrested 31 supporters, and 12 people were treated for cuts.", ["arrested 31", "count 12"]),
        ("Some 3,000 protesters gathered.", ["count 3000 about"]),
        ("The rate is 119 per 100,000; it was 12 per cent.", ["percent 12"]),
        ("In the hall were 550 patients.", ["count 550"]),
        ("The plan costs 470 million euros, 12 percent of the budget.", ["money 470000000", "percent 12"]),
    ],
)
def test_a_count_is_told_with_its_measure(text: str, told: list[str]) -> None:
    assert _told(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "The two sides accuse each other.",
        "They have fought two wars.",
        "He lost a shoe.",
        "A strike would kill two soldiers.",
        "Two soldiers could be killed.",
        "Nobody was killed in 2020.",
        "On 25 September soldiers came.",
        "Two days ago the soldiers were killed.",
        "A soldier said so.",
        "Three ministers met.",
        "The army may deploy two ships.",
        "Two soldiers were killed or missing.",
        "The strike killed or wounded nine people.",
        "Two rebels have killed time.",
        "- 6%",
        "$1,599",
        "The richest 10 percent can pay for it.",
        "Buy an RTX 3080 at retailers.",
        "The winds blew at 180 kilometers an hour.",
        "The rate fell to 25 cases per 100,000 people.",
        "It holds @1377 Apartments.",
    ],
)
def test_what_is_no_figure_is_none(text: str) -> None:
    assert _told(text) == []
