"""The two first articles: every statement, its speaker and its words."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from site_gen.content.registry import parse_registry
from site_gen.ingest.article import bare_article
from site_gen.ingest.findings import StatementFound
from site_gen.ingest.statements import find_statements

_ROOT = Path(__file__).parents[3]
_SEEDS: dict[str, Any] = tomllib.loads((_ROOT / "tests/data/statements/seeds.toml").read_text("utf-8"))
_REGISTRY = parse_registry(
    {path: (_ROOT / path).read_text("utf-8") for path in ("content/actors.yaml", "content/topics.yaml")}
)


def _read(name: str) -> tuple[str, tuple[StatementFound, ...]]:
    text = (_ROOT / "seeds" / name).read_text("utf-8").split("\nA Message from")[0]
    return text, find_statements(bare_article(text, _SEEDS[name]["published"]), _REGISTRY)


def _words(text: str, span: tuple[int, int] | None) -> str:
    return text[slice(*span)] if span else ""


@pytest.mark.parametrize("name", _SEEDS)
def test_every_statement_of_a_seed_is_found_with_its_speaker_and_its_words(name: str) -> None:
    text, found = _read(name)
    got = [[s.kind, s.actor, s.basis, s.verb, " … ".join(_words(text, c) for c in s.content)] for s in found]
    assert got == _SEEDS[name]["statements"]


def test_addressee_and_agency_are_told() -> None:
    text, found = _read("000_41edcdbc15868971.txt")
    assert [_words(text, s.via) for s in found if s.via] == ["TASS"]
    assert [_words(text, s.to) for s in found if s.to] == ["journalists"]


def test_scare_quote_is_no_statement() -> None:
    text, found = _read("004_0c0de49f3aad3f81.txt")
    assert not any(_words(text, c) == "Revenge" for s in found for c in s.content)
    assert found[-1].kind == "indirect"
