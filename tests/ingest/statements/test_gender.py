"""Names and titles that tell "he" or "she", and those that tell neither."""

from __future__ import annotations

import pytest

from site_gen.ingest.statements.gender import pronoun_of


@pytest.mark.parametrize(
    ("name", "pronoun"),
    [
        ("Anna Lind", "she"),
        ("Patrick Pop", "he"),
        ("Ms. Pop", "she"),
        ("Mr Lind", "he"),
        ("Queen Mary", "she"),
        ("Lind", ""),
        ("Anna", ""),
        ("Taylor Lind", ""),
        ("Nikita Lind", ""),
        ("", ""),
    ],
)
def test_a_name_tells_its_pronoun_or_none(name: str, pronoun: str) -> None:
    assert pronoun_of(name, "en") == pronoun


def test_a_language_without_a_list_tells_nothing() -> None:
    assert pronoun_of("Anna Lind", "xx") == ""
