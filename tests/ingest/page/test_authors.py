"""Names out of bylines."""

from __future__ import annotations

import pytest

from site_gen.ingest.page.authors import names_in
from site_gen.ingest.page.page import Page
from site_gen.ingest.page.read import read_page

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
    ("line", "names"),
    [
        ("<p>By Anna Berg</p>", ("Anna Berg",)),
        ("<p><strong>Von Anna Berg, Karsen</strong></p>", ("Anna Berg",)),
        ("<div>Par Anna Berg et Lee Moe</div>", ("Anna Berg", "Lee Moe")),
        ("<p>Автор: Анна Берг</p>", ("Анна Берг",)),
        ("<p>By Anna Berg, ORL News, New Orlen</p>", ("Anna Berg",)),
        ("<p>Autorin: Anna Berg</p>", ("Anna Berg",)),
    ],
)
def test_a_line_below_the_headline_that_nothing_marks_names_who_wrote_it(line: str, names: tuple[str, ...]) -> None:
    text = "<p>The mayor of Orlen said on Tuesday that the northern bridge would open before winter.</p>" * 4
    opened = read_page(
        f"<html><head><title>Bridge opens</title></head><body><h1>Bridge opens</h1>{line}{text}", "a.html"
    )
    assert (opened.authors, opened.authors_basis) == (names, "byline")
    assert opened.text.startswith("The mayor")


def test_a_button_for_the_size_of_the_text_is_no_author() -> None:
    text = "<p>The mayor of Orlen said on Tuesday that the northern bridge would open before winter.</p>" * 4
    page = f"<html><head><title>Bridge opens</title></head><body><h1>Bridge opens</h1><p>Text Size</p>{text}"
    assert read_page(page, "a.html").authors == ()


@pytest.mark.parametrize("line", ["By Friday the dam had gone", "Von der Leyen reist an"])
def test_a_first_sentence_that_begins_as_a_byline_does_names_nobody_and_stays(line: str) -> None:
    text = "<p>The mayor of Orlen said on Tuesday that the northern bridge would open before winter.</p>" * 4
    page = f"<html><head><title>Bridge opens</title></head><body><h1>Bridge opens</h1><p>{line}</p>{text}"
    opened = read_page(page, "a.html")
    assert (opened.authors, opened.text.split("\n")[0]) == ((), line)


@pytest.mark.parametrize(
    ("byline", "names"),
    [("By Riverland Press Agency", ["Riverland Press Agency"]), ("admin", []), ("5 min read", []), ("Meadow Post", [])],
)
def test_an_office_may_sign_where_no_person_does(byline: str, names: list[str]) -> None:
    assert list(names_in(byline, PAGE, person=False)) == names
