"""What is cut from a seed, and above all what is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_gen.ingest.clean import find_cuts, read_header
from site_gen.ingest.clean_rules import CleanRule, clean_rules

_SEEDS = Path(__file__).parents[2] / "seeds"
_RULES = [clean_rules(lang) for lang in ("en", "ru")]
_WHOLE = [rule for rules in _RULES for rule in rules.line + rules.dateline + rules.header]
_FEATURES = [rule for rules in _RULES for rule in rules.appeal]
_STORY = (
    "The river rose by two metres overnight and cut off the lower town, the mayor's office said on Monday.\n"
    "Boats brought bread and water to the houses along the embankment, where the lights had gone out.\n"
    "By noon the rain had stopped and the water was falling, but the bridge stayed closed to lorries.\n"
)
_LETTER = (
    "A word from our newsroom\n"
    "Dear friends,\n"
    "The press law passed last year made it a crime to quote banned groups.\n"
    "We keep reporting because you read us, and our newsroom lives on what you give.\n"
    "Please donate from 3 euros a month. Thank you for reading.\n"
    "Not now\n"
)


def _cut_texts(text: str, boilerplate: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    return [(cut.reason, text[cut.start : cut.end]) for cut in find_cuts(text, boilerplate)]


@pytest.mark.parametrize("rule", _WHOLE, ids=lambda rule: rule.name)
def test_a_line_rule_matches_its_examples_from_the_start_and_not_the_others(rule: CleanRule) -> None:
    assert [text for text in rule.matches if not rule.pattern.match(text)] == []
    assert [text for text in rule.misses if rule.pattern.match(text)] == []


@pytest.mark.parametrize("rule", _FEATURES, ids=lambda rule: rule.name)
def test_a_feature_of_an_appeal_matches_its_examples_and_not_the_others(rule: CleanRule) -> None:
    assert [text for text in rule.matches if not rule.pattern.search(text)] == []
    assert [text for text in rule.misses if rule.pattern.search(text)] == []


def test_the_letter_at_the_end_of_a_seed_is_one_cut_of_eight_lines() -> None:
    text = (_SEEDS / "004_0c0de49f3aad3f81.txt").read_text("utf-8")
    (cut,) = find_cuts(text)
    assert (cut.reason, cut.lines, cut.end) == ("publisher-appeal", 8, len(text.rstrip()))
    assert text[cut.start :].startswith("A Message from The Moscow Times:")
    assert cut.words == "A Message from The Moscow Times: Dear readers,"


def test_nothing_is_cut_from_the_seed_that_is_all_article() -> None:
    assert find_cuts((_SEEDS / "000_41edcdbc15868971.txt").read_text("utf-8")) == ()


def test_a_letter_goes_whole_with_its_lines_that_read_like_news() -> None:
    assert _cut_texts(_STORY + _LETTER) == [("publisher-appeal", _LETTER.rstrip())]


def test_a_letter_followed_by_copyright_and_links_is_cut_with_them() -> None:
    tail = "Related stories\n© 2024 The Plain Herald\n"
    assert [reason for reason, _ in _cut_texts(_STORY + _LETTER + tail)] == [
        "publisher-appeal",
        "read-more",
        "copyright",
    ]


@pytest.mark.parametrize(
    "last",
    [
        "Donations for the families can be made through the town hall, which opened an account on Friday.",
        "The newsletter of the parish has called on readers to support the kitchen with monthly gifts.",
        "“Please support us, donate what you can, we need your help,” the head of the shelter said.",
        "The paper, which lives on subscriptions, said it would appeal against the ruling.",
        "You can still see the line the water left on our walls, said Doe, who asked us to come in.",
        "Residents who want to sign up for repairs must do so by Friday, the town hall said.",
        "She wrote in the newsletter: “Subscribe to hope.”",
        "Journalists said independent journalism was at risk and asked the public for donations.",
        "Read in parliament on Tuesday, the letter called the plan a gift to the rich.",
        "Related cases are pending in two other courts.",
        "“Dear readers, do not be afraid,” the banned paper's last front page said.",
    ],
)
def test_a_last_paragraph_that_speaks_of_gifts_or_newsletters_stays(last: str) -> None:
    assert find_cuts(_STORY + last + "\n") == ()


def test_an_editor_s_letter_that_is_the_article_stays() -> None:
    letter = "Dear readers,\nWe thank you for your support. Please help us: donate to our newsroom.\n"
    assert not any(cut.reason == "publisher-appeal" for cut in find_cuts(letter + _STORY))


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Share on Facebook", "share-line"),
        ("Read more: The bridge that holds", "read-more"),
        ("Sign up for our weekly newsletter.", "newsletter"),
        ("© 2024 The Plain Herald", "copyright"),
        ("Photo: Jane Doe / Plain Press", "caption"),
        ("(Reporting by Jane Doe; Editing by Ali Karim)", "byline"),
        ("ADVERTISEMENT", "advertisement"),
    ],
)
def test_a_line_of_the_frame_is_cut_wherever_it_stands(line: str, reason: str) -> None:
    first, rest = _STORY.split("\n", 1)
    assert _cut_texts(f"{first}\n{line}\n{rest}") == [(reason, line)]


def test_paragraphs_that_the_source_declares_are_cut() -> None:
    text = _STORY + "This report  was first printed in Hill Valley.\n"
    assert _cut_texts(text, ("this report was first",)) == [
        ("publisher-text", "This report  was first printed in Hill Valley.")
    ]


def test_a_header_block_is_read_and_cut() -> None:
    head = "Title: River cuts off town\nDate: 4 March 2024\nSource: The Plain Herald\nURL: https://example.org/a\n"
    assert read_header(head + "\n" + _STORY) == (
        ("title", "River cuts off town"),
        ("published", "4 March 2024"),
        ("source", "The Plain Herald"),
        ("url", "https://example.org/a"),
    )
    assert _cut_texts(head + "\n" + _STORY) == [("header", head.rstrip())]


def test_an_article_without_a_header_has_no_facts() -> None:
    assert read_header(_STORY) == ()


@pytest.mark.parametrize("dateline", [text.rsplit("The talks", 1)[0] for r in _RULES[0].dateline for text in r.matches])
def test_a_dateline_is_cut_and_its_sentence_stays(dateline: str) -> None:
    assert _cut_texts(dateline + _STORY) == [("dateline", dateline)]


def test_a_byline_above_the_text_is_cut() -> None:
    assert _cut_texts("River cuts off town\nBy Jane Doe\n" + _STORY) == [("byline", "By Jane Doe")]


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.sampled_from("AB ab\n.:,-—–/()“”\"'1!You our donate read more©"), max_size=400))
def test_cuts_lie_in_order_inside_the_text(text: str) -> None:
    at = 0
    for cut in find_cuts(text):
        assert at <= cut.start < cut.end <= len(text)
        assert text[cut.start : cut.end].split()[: len(cut.words.split())] == cut.words.split()
        at = cut.end
