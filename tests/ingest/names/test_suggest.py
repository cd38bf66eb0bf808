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
