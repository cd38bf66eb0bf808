"""Figures: who gives the number, whose are counted, when; and nothing added up."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_gen.ingest.article import bare_article
from site_gen.ingest.figures import find_figures
from site_gen.model import Actor, Alias, Registry

_REGISTRY = Registry(
    actors={
        "norway": Actor("norway", "Norway", "state", (Alias("Oslo", "metonym"),)),
        "river-guard": Actor("river-guard", "River Guard", "armed-force"),
    }
)


def _figures(text: str, day: str = "2022-08-04") -> list[tuple[str, str, str | None, str, str | None]]:
    """(measure, value, by, side, when) of each figure."""
    return [
        (one.measure, one.value, one.by, one.side, one.when.edtf if one.when else None)
        for one in find_figures(bare_article(text, day), _REGISTRY)
    ]


def test_a_figure_of_the_article_has_no_claimant() -> None:
    assert _figures("Three people were killed on Monday.") == [("killed", "3", None, "", "2022-08-01")]


def test_a_figure_in_a_statement_is_its_speaker_s() -> None:
    assert _figures("The River Guard said 19 troops had been wounded.") == [("wounded", "19", "river-guard", "", None)]


def test_own_losses_are_the_speaker_s_and_a_time_at_the_head_dates_both_claims() -> None:
    text = "On Wednesday, Oslo said it had lost a soldier and the River Guard said two of its troops had been killed."
    assert _figures(text) == [
        ("killed", "1", "norway", "norway", "2022-08-03"),
        ("killed", "2", "river-guard", "river-guard", "2022-08-03"),
    ]


def test_the_claims_of_one_sentence_have_their_own_clauses() -> None:
    text = "On Wednesday, Oslo said it had lost a soldier and the River Guard said two of its troops had been killed."
    spans = [text[one.start : one.end] for one in find_figures(bare_article(text), _REGISTRY)]
    assert spans == ["On Wednesday, Oslo said it had lost a soldier", text[text.index("the River") :]]


def test_an_unknown_speaker_s_figure_is_not_the_article_s_own() -> None:
    text = "Villagers said nine people had been killed."
    (found,) = find_figures(bare_article(text), _REGISTRY)
    assert found.by is None
    assert found.claimant is not None
    assert text[slice(*found.claimant)] == "Villagers"


def test_a_reported_count_is_given_by_who_reports_it() -> None:
    assert _figures("The River Guard reported one death.") == [("killed", "1", "river-guard", "", None)]


def test_an_attack_s_dead_beside_a_call_for_calm_are_the_article_s() -> None:
    text = 'Oslo on Thursday called for "calm" after a fire that left three people dead.'
    assert _figures(text) == [("killed", "3", None, "", None)]


def test_a_named_force_tells_whose_they_are() -> None:
    assert _figures("On Monday 12 River Guard soldiers were captured.") == [
        ("captured", "12", None, "river-guard", "2022-08-01")
    ]


def test_nothing_is_added_up() -> None:
    assert [value for _, value, *_ in _figures("Two men were killed. Three women were killed.")] == ["2", "3"]


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from("two 3,000 troops were killed said Oslo it had lost a soldier . , and on Monday".split()),
        max_size=40,
    )
)
def test_figures_lie_inside_the_text(words: list[str]) -> None:
    text = " ".join(words)
    for one in find_figures(bare_article(text, "2022-08-04"), _REGISTRY):
        assert 0 <= one.start < one.end <= len(text)
        assert one.value.replace(".", "").isdigit()


def test_no_one_is_not_one() -> None:
    assert _figures("The River Guard said no one had been killed and no-one wounded.") == []


def test_some_of_a_whole_are_counted_not_the_whole() -> None:
    assert _figures("Three of the 12 soldiers were killed.") == [("killed", "3", None, "", None)]


def test_who_puts_a_number_or_speaks_of_it_gives_it() -> None:
    text = "The River Guard still put the number of dead at 71. Oslo ended the search and raised the death toll to 63."
    assert [(value, by) for _, value, by, _, _ in _figures(text)] == [("71", "river-guard"), ("63", "norway")]
    assert _figures("The River Guard spoke of 31,000 hectares.") == [("count", "31000", "river-guard", "", None)]


def test_an_unknown_giver_is_named_in_the_text_s_words() -> None:
    text = "A wire reporter counted about 7,000 people."
    (found,) = find_figures(bare_article(text), _REGISTRY)
    assert found.by is None
    assert found.claimant is not None
    assert text[slice(*found.claimant)] == "A wire reporter"


def test_the_number_of_those_killed_is_the_sum_that_it_has_risen_to() -> None:
    assert _figures("The number of soldiers killed in the clash at the bridge has risen to six.") == [
        ("killed", "6", None, "", None)
    ]


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("Police said 66 people had been detained. Rights groups put the number at 133.",
         [("detained", "66", "Police"), ("detained", "133", "Rights groups")]),
        ("Police said 66 people had been detained; the lawyers' union put the number at 133.",
         [("detained", "66", "Police"), ("detained", "133", "the lawyers' union")]),
        ("Two men were hurt, the mayor said, while the union put the figure at seven.",
         [("wounded", "2", "the mayor"), ("wounded", "7", "the union")]),
        ("Police said 55 miners remain below; the union put the number at 23.",
         [("count", "55", "Police"), ("count", "23", "the union")]),
        ("The ministry put inflation at 3 percent.", [("percent", "3", "The ministry")]),
        ('"Go and ask," said Ana Pop, a baker, who put it at "no less than 12 percent".',
         [("percent", "12", "Ana Pop, a baker")]),
        ("Ana Pop, who put the toll at 14 dead, left on Monday.", [("killed", "14", "Ana Pop")]),
        ("Bankers asked by Oslo Post had predicted 3.4 percent.", [("percent", "3.4", "Bankers asked by Oslo Post")]),
        ("Analysts at Oslo Post forecast growth of 2.5% this year.", [("percent", "2.5", "Analysts at Oslo Post")]),
        ("The bank now expects inflation of 9 percent.", [("percent", "9", "The bank")]),
        ("Growth of 9 percent is expected.", [("percent", "9", "")]),
        ("The union claims 14 dead.", [("killed", "14", "The union")]),
        ("Police said 12 were killed and 40 wounded. The union put the figure at 20.",
         [("killed", "12", "Police"), ("wounded", "40", "Police")]),
        ("The mayor spoke. The union put the number at 20.", []),
        ("Lind said 5 percent agreed. The union put the number at 20.", [("percent", "5", "Lind")]),
        ("Police said 66 people had been detained. It rained. The union put the number at 133.",
         [("detained", "66", "Police")]),
    ],
)  # fmt: skip
def test_a_sum_without_a_measure_is_of_what_was_told_just_before(text: str, given: list[tuple[str, str, str]]) -> None:
    found = find_figures(bare_article(text), _REGISTRY)
    assert [(one.measure, one.value, text[slice(*one.claimant or (0, 0))]) for one in found] == given


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("About 97 percent of survey respondents who had a boat were glad.", "survey respondents"),
        ("She lost 75% of the old information you see.", "old information"),
        ("They took 14 percent of national income in May.", "national income"),
        ("Some 70 percent of Narva voters say that it is late.", "Narva voters"),
        ("About 55 percent of those who live there fish.", ""),
        ("About 40 percent have come home.", ""),
    ],
)
def test_a_share_tells_of_whom_or_what_it_is(text: str, of: str) -> None:
    assert [one.of for one in find_figures(bare_article(text, "2022-08-04"), _REGISTRY)] == [of]


def test_a_time_dates_no_earlier_value_and_no_plan() -> None:
    text = (
        "Taxes were raised from 10% to 25% in May 2022. Oslo in July revealed plans to grow by 30% by the end of 2030."
    )
    assert [(one[1], one[4]) for one in _figures(text)] == [("10", None), ("25", "2022-05"), ("30", None)]
