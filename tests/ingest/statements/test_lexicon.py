"""Forms of verbs of saying, and what the data files must hold."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

import pytest

from site_gen.ingest.statements.lexicon import lexicon

_ACTS = {"report", "claim", "deny", "demand", "promise", "warn", "accuse", "view"}
_LETTERS = set("qtbswicpnkNoxa")


def _data(lang: str) -> dict[str, Any]:
    return tomllib.loads((files("site_gen.ingest") / "lang" / lang / "cues.toml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("form", "past", "act", "forms"),
    [
        ("says", "said", "report", {"s"}),
        ("said", "said", "report", {"past", "part"}),
        ("denying", "denied", "deny", {"ing"}),
        ("urges", "urged", "demand", {"s"}),
        ("accused", "accused", "accuse", {"past", "part"}),
        ("believe", "believed", "", {"base"}),
        ("written", "wrote", "report", {"part"}),
    ],
)
def test_form_of_a_verb_tells_past_and_act(form: str, past: str, act: str, forms: set[str]) -> None:
    verb = lexicon("en").verbs[form]
    assert (verb.past, verb.act, set(verb.forms)) == (past, act, forms)


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_every_verb_has_a_known_family_and_known_letters(lang: str) -> None:
    data = _data(lang)
    assert set(data["verbs"]) <= _ACTS
    for verbs in data["verbs"].values():
        for pattern in verbs.values():
            letters, *leads = pattern.split(" ")
            assert set(letters) <= _LETTERS
            assert all(lead.startswith("+") for lead in leads if lead)


def test_irregular_verbs_have_four_forms_and_are_verbs_of_the_list() -> None:
    data = _data("en")
    known = {lemma for verbs in data["verbs"].values() for lemma in verbs}
    assert {lemma for lemma, forms in data["irregular"].items() if len(forms.split()) != 4} == set()
    assert set(data["irregular"]) <= known


def test_unknown_language_has_no_words() -> None:
    assert lexicon("xx").verbs == {}
    assert lexicon("en-GB") is not None
