"""The registry as phrases."""

from __future__ import annotations

import pytest

from site_gen.ingest.names.phrases import END, Meaning, compile_phrases, split_words
from site_gen.model import Actor, Alias, Registry, Role

SPOKES = "presidential spokesperson"
REGISTRY = Registry(
    {
        "turkey": Actor("turkey", "Turkey", "state", (Alias("Ankara", "metonym", unless=("Ankara University",)),)),
        "eu": Actor("eu", "European Union", aliases=(Alias("EU", "acronym"),)),
        "ada-berg": Actor("ada-berg", "Ada Berg", "person", roles=(Role("foreign minister", "turkey", "2020/2023"),)),
        "jan-lind": Actor("jan-lind", "Jan Lind", "person", roles=(Role(SPOKES, "turkey"), Role("president", "eu"))),
        "ministry": Actor("ministry", "Turkish Defence Ministry", of="turkey"),
    }
)


def _meanings(phrase: str) -> tuple[Meaning, ...]:
    node = compile_phrases(REGISTRY).trie
    for word in split_words(phrase):
        node = node.get(word, {})
    found: tuple[Meaning, ...] = node.get(END, ())
    return found


@pytest.mark.parametrize(
    ("phrase", "actor"),
    [
        ("Turkish Foreign Minister", "ada-berg"),
        ("foreign minister of Turkey", "ada-berg"),
        ("Turkey's minister of foreign affairs", "ada-berg"),
        ("Turkish presidential spokesman", "jan-lind"),
        ("spokesperson of the Turkish president", "jan-lind"),
        ("Turkish president's spokeswoman", "jan-lind"),
        ("EU president", "jan-lind"),
        ("Ministry of Defense of Turkey", "ministry"),
        ("Ankara's Defence Ministry", "ministry"),
        ("TÜRKIYE", "turkey"),
        ("Foreign Minister of Norway", None),
    ],
)
def test_phrases_are_made_from_names_and_roles(phrase: str, actor: str | None) -> None:
    assert {one.actor for one in _meanings(phrase)} == ({actor} if actor else set())


def test_a_role_phrase_carries_its_dates_and_a_metonym_its_exceptions() -> None:
    assert [one.valid for one in _meanings("Turkish foreign minister")] == ["2020/2023"]
    assert [one.unless for one in _meanings("Ankara")] == [("ankara university",)]


def test_an_acronym_wants_its_capitals() -> None:
    assert [one.upper for one in _meanings("EU")] == [True]


def test_bodies_and_offices_are_known_without_their_state() -> None:
    tails = compile_phrases(REGISTRY).tails
    assert tails["defence ministry"] == (("ministry", ""),)
    assert tails["foreign minister"] == (("ada-berg", "2020/2023"),)
