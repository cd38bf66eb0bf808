"""What holds for every text and every registry: places inside the text, in order, quick, the same twice."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_gen.content.registry import parse_registry
from site_gen.ingest.article import bare_article
from site_gen.ingest.names import find_names, is_metonymic, resolve, suggest_actors

ROOT = Path(__file__).parents[3]
PATH = "content/actors.yaml"
REGISTRY = parse_registry({PATH: (ROOT / PATH).read_text(encoding="utf-8")})
PIECES = [
    "Moscow", "Baku", "The", "the", "President", "Prime Minister", "Pashinyan", "Vladimir Putin", "of", "and", ",", ".",
    "'s", "’s", "said", "in", "(", ")", "RA", "Foreign Ministry", "peacekeepers", "\n", "\n\n", "Bank", "-", "1990s",
    "Անի", "Москва", "É", "İstanbul", "\u200b", "“", "”", "U.S.", "J.", "of the",
]  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join), st.sampled_from(PIECES)
)


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.sampled_from([None, "2022-08-04", "2022", "XXXX-09-25"]))
def test_names_lie_in_the_text_in_order_and_apart(text: str, published: str | None) -> None:
    found = find_names(bare_article(text, published), REGISTRY)
    places = [place for one in found for place in (one.start, one.end)]
    assert places == sorted(places)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.actor is None or one.actor in REGISTRY.actors for one in found)
    assert all(one.actor for one in found if one.metonym)


@settings(max_examples=100, deadline=None)
@given(TEXTS, st.integers(0, 250), st.integers(0, 250))
def test_any_span_can_be_asked_for(text: str, one: int, other: int) -> None:
    article = bare_article(text)
    start, end = min(one, other), max(one, other)
    assert resolve(article, REGISTRY, start, end) is None or article.text
    assert is_metonymic(article, start, end) in (True, False)
    assert all(row.count > 0 for row in suggest_actors(article, REGISTRY))


def test_the_same_article_gives_the_same_names() -> None:
    text = "Moscow said Vladimir Putin met Pashinyan. The president left."
    assert find_names(bare_article(text), REGISTRY) == find_names(bare_article(text), REGISTRY)


@pytest.mark.parametrize("piece", ["Moscow and ", "President ", "Al ", "the Bank of ", "Pashinyan, ", "(OSCE) ", "A. "])
def test_time_grows_with_the_length_alone(piece: str) -> None:
    find_names(bare_article(piece * 10), REGISTRY)

    def seconds(times: int) -> float:
        article = bare_article(piece * times)
        begin = time.process_time()
        find_names(article, REGISTRY)
        return time.process_time() - begin

    small, large = (min(seconds(times) for _ in range(3)) for times in (500, 4000))  # others slow a machine down
    assert large < 40 * small + 0.2
