"""Names for the review list."""

from __future__ import annotations

import pytest

from site_gen.ingest.article import bare_article
from site_gen.ingest.names import Suggestion, find_names, spacy_names, suggest_actors
from site_gen.model import Actor, Registry

TEXT = "Georgian Prime Minister Irakli Beridze met Maria Lopez in Tbilisi. Beridze thanked Lopez, and Beridze left."


def test_unknown_people_come_with_count_and_role() -> None:
    registry = Registry({"maria-lopez": Actor("maria-lopez", "Maria Lopez", "person")})
    rows = suggest_actors(bare_article(TEXT), registry)
    assert rows == (Suggestion("Irakli Beridze", "person", 3, "Georgian Prime Minister"),)


def test_the_order_is_by_count_then_name() -> None:
    rows = suggest_actors(bare_article(TEXT), Registry())
    assert [row.count for row in rows] == sorted((row.count for row in rows), reverse=True)


def test_proposals_of_another_model_only_add_suggestions() -> None:
    spacy = pytest.importorskip("spacy")
    model = spacy.blank("en")
    model.add_pipe("entity_ruler").add_patterns([{"label": "PERSON", "pattern": "yonder"}])
    article = bare_article("Nobody here but yonder.")
    proposals = spacy_names(article.text, model)
    assert [row.name for row in suggest_actors(article, Registry(), proposals)] == ["yonder"]
    assert find_names(article, Registry()) == ()


def test_what_the_package_brings_is_proposed_by_its_own_name() -> None:
    text = "The UN said on Monday it was ready. Norway accused the World Bank of delay, the United Nations said."
    rows = {row.name: (row.kind, row.count, row.bundled) for row in suggest_actors(bare_article(text), Registry())}
    assert rows["United Nations"] == ("organisation", 2, "united-nations")
    assert rows["Norway"][0] == "state"
    assert find_names(bare_article(text), Registry())[0].actor is None


def test_a_state_that_is_only_a_place_is_not_proposed() -> None:
    assert suggest_actors(bare_article("The train crossed the border in Norway."), Registry()) == ()
