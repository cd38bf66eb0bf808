"""Names out of bylines."""

from __future__ import annotations

import pytest

from site_gen.ingest.page.authors import names_in
from site_gen.ingest.page.page import Page

PAGE = Page(
    {"og:site_name": ("Meadow Post",)}, {}, (), (), "", {}, "en", "https://www.meadowpost.example/2031/04/02/karsen"
)


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Anna Berg", ["Anna Berg"]),
        ("by ANNA BERG and LEE SØRENSEN", ["Anna Berg", "Lee Sørensen"]),
        ("Anna Berg, Lee Sørensen & Ida Moe", ["Anna Berg", "Lee Sørensen", "Ida Moe"]),
        ("By Anna Berg, River correspondent", ["Anna Berg"]),
        ("Anna Berg | Meadow Post", ["Anna Berg"]),
        ("Anna Berg (@annaberg)", ["Anna Berg"]),
        ("By Anna Berg anna.berg@meadow.example", ["Anna Berg"]),
        ("Von Jürgen Weiß und Zoë Müller", ["Jürgen Weiß", "Zoë Müller"]),
        ("Par Élise de la Tour", ["Élise de la Tour"]),
        ("Текст: Анна Берг", ["Анна Берг"]),
        ("Written by Dr. Anna Berg for the Post", ["Anna Berg"]),
        ("Anna Berg is a reporter who covers the river", ["Anna Berg"]),
        ("By Anna Berg Monday, April 7", ["Anna Berg"]),
        ("Analysis by Anna Berg", ["Anna Berg"]),
        ("Meadow Post", []),
        ("Staff Writer", []),
        ("admin", []),
        ("2 April 2031", []),
        ("https://meadow.example/anna", []),
        ("By the editorial board", []),
        ("5 min read", []),
        ("", []),
    ],
)
def test_names_of_people_are_taken_out_of_a_byline(byline: str, names: list[str]) -> None:
    assert list(names_in(byline, PAGE)) == names


@pytest.mark.parametrize(
    ("byline", "names"),
    [("By Riverland Press Agency", ["Riverland Press Agency"]), ("admin", []), ("5 min read", []), ("Meadow Post", [])],
)
def test_an_office_may_sign_where_no_person_does(byline: str, names: list[str]) -> None:
    assert list(names_in(byline, PAGE, person=False)) == names
