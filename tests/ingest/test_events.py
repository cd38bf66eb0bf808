"""Events: which clauses are one, when, of what state, by whose word."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_gen.ingest.article import bare_article
from site_gen.ingest.events import find_events
from site_gen.model import Actor, Alias, Registry

_REGISTRY = Registry(
    actors={
        "norway": Actor("norway", "Norway", "state", (Alias("Oslo", "metonym"),)),
        "river-guard": Actor("river-guard", "River Guard", "armed-force"),
        "jane-doe": Actor("jane-doe", "Jane Doe", "person"),
    }
)


def _events(text: str, day: str | None = "2022-08-04") -> list[tuple[str | None, str, str, tuple[str, ...], str]]:
    """(when, state, type, actors, by) of each event."""
    return [
        (one.when.edtf if one.when else None, one.state, one.type, one.actors, one.claimed_by)
        for one in find_events(bare_article(text, day), _REGISTRY)
    ]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("The River Guard shelled the town on Monday.", ("2022-08-01", "happened", "assault", ("river-guard",), "")),
        (
            "On Friday, Jane Doe is hosting the River Guard.",
            ("2022-08-05", "scheduled", "consult", ("jane-doe", "river-guard"), ""),
        ),
        ("Jane Doe will visit the camp on 9 August.", ("2022-08-09", "scheduled", "consult", ("jane-doe",), "")),
        ("The talks planned for 9 August were called off.", ("2022-08-09", "cancelled", "", (), "")),
        (
            "Oslo has called off a meeting of mayors that was due to be held on 9 August.",
            ("2022-08-09", "cancelled", "", (), ""),
        ),
        ("Tuesday's meeting was postponed.", ("2022-08-02", "cancelled", "consult", (), "")),
        (
            "The talks, originally scheduled for 28 July, had been postponed once.",
            ("2022-07-28", "cancelled", "", (), ""),
        ),
        (
            "They called off the strike and a meeting will be held on Thursday.",
            ("2022-08-04", "scheduled", "consult", (), ""),
        ),
        ("The Guard called for protests on Friday.", ("2022-08-05", "scheduled", "request", (), "")),
        ("2 August: The dam breaks.", ("2022-08-02", "happened", "", (), "")),
        ("2 August, 6:40 a.m. – The River Guard sends boats.", ("2022-08-02", "happened", "", ("river-guard",), "")),
        ("Drones hit the port overnight on Monday.", ("2022-08-01", "happened", "", (), "")),
        ("Talks were held on 1-3 August.", ("2022-08-01/2022-08-03", "happened", "consult", (), "")),
        ("Exports fell in January-February.", ("2022-01/2022-02", "happened", "", (), "")),
        ("Norway said that Jane Doe arrived on Monday.", ("2022-08-01", "happened", "", ("jane-doe",), "norway")),
        ("Oslo on Thursday called for calm.", ("2022-08-04", "happened", "request", ("norway",), "")),
        ("A guard of the shooting last week went home.", ("2022-07-25/2022-07-31", "happened", "assault", (), "")),
        ("The dam broke during the great storm of 1987.", ("1987", "happened", "", (), "")),
        ("Between 4 and 9 July troops occupied the dam.", ("2022-07-04/2022-07-09", "happened", "assault", (), "")),
    ],
)
def test_a_dated_clause_is_an_event(text: str, event: tuple[str, str, str, tuple[str, ...], str]) -> None:
    assert _events(text) == [event]


@pytest.mark.parametrize(
    "text",
    [
        "The dam has been dry since 2020.",
        '"The dam broke on Monday," Jane Doe said.',
        "Jane Doe told a meeting on Monday that the dam was old.",
        "The report on 2021 was long.",
        "I met Jane Doe on Monday.",
        "Jane Doe praised the dam.",
        "The River Guard could have shelled the town.",
        "It is in the report published on Monday.",
        "A 14th-century bell rang.",
        "Friday nights are made for the dam.",
        "The judges of Oslo have dropped an inquiry into a claim made against Jane Doe in 2010.",
        "The best phone of 2019 was designed in the town.",
        "According to a paper published in the journal on Monday, the team discovered a lake.",
        "It holds the flats of @1377 Apartments, opened with a bell.",
        "The mayor has proposed 20 November for the vote.",
    ],
)
def test_borders_quotations_sayings_and_wishes_are_no_events(text: str) -> None:
    assert _events(text) == []


def test_a_usual_verb_makes_no_protest() -> None:
    text = "Shares rallied on Monday. Repairs are to begin on 20 March. Crowds marched through Oslo on 3 May."
    assert [event[2] for event in _events(text)] == ["", "", "protest"]


def test_two_dates_in_one_clause_are_two_events() -> None:
    text = "Norway and the River Guard have fought two wars — in the 1990s and in 2020 — over the dam."
    assert [(when, kind) for when, _, kind, _, _ in _events(text)] == [("199X", "assault"), ("2020", "assault")]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The bridge, built in 1998, collapsed on Monday.", ["2022-08-01"]),
        ("The mayor, who was elected in 2019, was shot on Monday.", ["2022-08-01"]),
        ("The dam, built between 1998 and 2001, burst on Monday.", ["2022-08-01"]),
        ("The man, arrested in March, died on Monday.", ["2022-03", "2022-08-01"]),
        ("The bridge, built in 1998, collapsed in 2001.", ["1998", "2001"]),
        ("In May, 1998, the bridge was built, and it collapsed on Monday.", ["1998-05", "2022-08-01"]),
    ],
)
def test_a_year_that_tells_of_a_thing_is_no_event_beside_a_day(text: str, days: list[str]) -> None:
    assert [when for when, *_ in _events(text)] == days


def test_without_a_day_of_publication_a_weekday_stays_open_and_the_words_stay() -> None:
    text = "On Friday, Jane Doe is hosting the River Guard."
    (one,) = find_events(bare_article(text), _REGISTRY)
    assert one.when is not None
    assert (one.when.edtf, text[one.when.start : one.when.end], one.state) == (None, "Friday", "scheduled")


def test_an_undated_deed_of_a_known_actor_is_an_event_without_a_date() -> None:
    assert _events("The River Guard shelled the town.") == [(None, "happened", "assault", ("river-guard",), "")]


def test_a_deed_told_by_its_doer_is_claimed_by_the_doer() -> None:
    text = "The River Guard said it attacked the town on Monday."
    assert _events(text) == [("2022-08-01", "happened", "assault", ("river-guard",), "river-guard")]


def test_an_unknown_speaker_s_event_keeps_the_words_that_name_him() -> None:
    text = "Villagers said the dam broke on Monday."
    (one,) = find_events(bare_article(text, "2022-08-04"), _REGISTRY)
    assert one.claimed_by == ""
    assert one.claimant is not None
    assert text[slice(*one.claimant)] == "Villagers"


def test_what_happened_to_no_one_is_no_event() -> None:
    assert _events("The River Guard said it had lost no one. No one was killed on Monday.") == []


def test_a_time_inside_a_who_clause_dates_no_other_verb() -> None:
    assert _events("Jane Doe, who had been in Oslo three weeks ago, demanded the logbooks.") == []


def test_an_event_s_words_do_not_end_in_though() -> None:
    text = "The talks ended on Monday, though both sides said they would meet again."
    (one, *_) = find_events(bare_article(text, "2022-08-04"), _REGISTRY)
    assert text[one.start : one.end] == "The talks ended on Monday"


def test_an_office_behind_as_begins_no_clause() -> None:
    text = "Jane Doe was sworn in as president of Norway on Monday. He watched as rebels left the town on Tuesday."
    assert [(when, actors) for when, _, _, actors, _ in _events(text)] == [
        ("2022-08-01", ("jane-doe",)),
        ("2022-08-02", ()),
    ]


def test_a_day_that_is_denied_dates_nothing() -> None:
    found = _events("Norway said Jane Doe would meet the guard on 9 August, not on 8 August.")
    assert [when for when, *_ in found] == ["2022-08-09"]


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from("on Monday 9 August 2020 Norway attacked said will meet today's meeting . , — and who".split()),
        max_size=40,
    )
)
def test_events_lie_inside_the_text(words: list[str]) -> None:
    text = " ".join(words)
    for one in find_events(bare_article(text, "2022-08-04"), _REGISTRY):
        assert 0 <= one.start < one.end <= len(text)
