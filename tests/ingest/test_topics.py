"""Topics by terms: what counts, how much, and where."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from site_gen.ingest.article import bare_article
from site_gen.ingest.topics import THRESHOLD, bundled_topics, find_topics, suggest_topics, topics_of_span
from site_gen.model import Registry, Topic

_SITE = Registry(
    topics={
        "truce": Topic("truce", "Truce", terms=("truce*", "line of contact")),
        "water": Topic("water", "Water", terms=("water", "drinking water")),
        "floods": Topic("floods", "Floods", iptc="20000148"),
    }
)
_FILLER = "The bakery opened at six and sold out by nine. "


def _scores(text: str, title: str = "") -> dict[str, int]:
    return {one.topic: one.score for one in find_topics(bare_article(text, title=title), _SITE)}


def test_a_term_in_the_lead_and_two_below_make_a_topic() -> None:
    assert _scores(f"The truce held.\n{_FILLER}\n{_FILLER}\nBoth praised the truce. A truce is a truce.") == {
        "truce": 4
    }


def test_a_passing_mention_makes_none() -> None:
    assert _scores(f"{_FILLER}\n{_FILLER}\nA man remembered the truce.") == {}


def test_a_term_in_the_title_counts_though_it_has_no_place_in_the_text() -> None:
    assert _scores(f"{_FILLER}\nThe truce.", title="Truce broken") == {"truce": 6}


def test_a_star_stands_for_any_ending_and_a_plain_word_for_itself() -> None:
    assert _scores("Truces and truce-breakers. Waterways and waters.") == {"truce": 4}


def test_a_phrase_counts_only_whole_and_the_longest_term_wins_a_place() -> None:
    found = find_topics(bare_article("Drinking water ran out. No drinking water, no line of sight."), _SITE)
    assert {(one.topic, one.rule) for one in found} == {("water", "term:drinking water")}


def test_a_term_counts_at_most_three_times() -> None:
    assert _scores("Truce, truce, truce, truce, truce, truce.") == {"truce": 6}


def test_each_hit_has_its_place() -> None:
    text = "The Truce of May. Water came. The truce and the line of contact held."
    found = find_topics(bare_article(text), _SITE)
    assert [text[one.start : one.end] for one in found] == ["Truce", "truce", "line of contact"]


def test_topics_of_a_span_need_no_threshold() -> None:
    text = f"{_FILLER}{_FILLER}A man remembered the truce by the water."
    start = text.index("A man")
    assert topics_of_span(bare_article(text), _SITE, start, len(text)) == ("truce", "water")
    assert topics_of_span(bare_article(text), _SITE, 0, start) == ()


def test_a_topic_without_terms_takes_those_of_its_code() -> None:
    assert _scores("Floods cut the road. The flood rose.") == {"floods": 4}


def test_other_bundled_topics_are_suggestions() -> None:
    article = bare_article("Floods cut the road. The flood rose. Voters stayed away from the election.")
    assert {one.topic for one in suggest_topics(article, _SITE)} == {"elections"}


def test_bundled_topics_have_distinct_ids_and_eight_digit_codes() -> None:
    topics = bundled_topics("en")
    assert len({topic.id for topic in topics}) == len(topics) > 25
    assert all(len(topic.iptc) == 8 and topic.iptc.isdigit() and topic.terms for topic in topics)


def test_a_language_without_a_file_has_no_bundled_topics() -> None:
    assert bundled_topics("xx") == ()


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from("truce truces line of contact water . , \n The drinking".split(" ")), max_size=60))
def test_findings_lie_inside_the_text_in_order(words: list[str]) -> None:
    text = " ".join(words)
    found = find_topics(bare_article(text), _SITE)
    assert [one.start for one in found] == sorted(one.start for one in found)
    assert all(0 <= one.start < one.end <= len(text) and one.score >= THRESHOLD for one in found)
