"""Names out of bylines."""

from __future__ import annotations

import pytest

from site_gen.ingest.page.bylines import names_in
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
        ("Anna Berg. Sputnik International", ["Anna Berg"]),
        ("Anna Berg, CNN Business", ["Anna Berg"]),
        ("Anna Berg, Lee Moe, USA TODAY", ["Anna Berg", "Lee Moe"]),
        ("Erstellt von Anna Berg", ["Anna Berg"]),
        ("Artikel von Anna Berg", ["Anna Berg"]),
        ("Recueilli par Anna BERG", ["Anna BERG"]),
        ("Interview: Anna Berg", ["Anna Berg"]),
        ("Autor/in: Anna Berg", ["Anna Berg"]),
        ("Редактор: Анна Берг", ["Анна Берг"]),
        ("Piše: P. Berg prije 26 minuta", []),
        ("كتب ضحى عرفة", ["ضحى عرفة"]),
        ("Posted on September 21, 2020 by Anna Berg", ["Anna Berg"]),
        ("VON ANNA BERG am 21. April 2020", ["Anna Berg"]),
        ("von Fred Berg 31.10.2023", ["Fred Berg"]),
        ("Von Anna.DiBerg am Samstag, 19. Oktober 2019", ["Anna DiBerg"]),
        ("Anna Berg Anna Berg", ["Anna Berg"]),
        ("Anna Berg Chefredakteur", ["Anna Berg"]),
        ("Anna Berg Social Links for Anna Berg", ["Anna Berg"]),
        ("Rachael Link", ["Rachael Link"]),
        ("Minh Do", ["Minh Do"]),
        ("Eddie van Halen", ["Eddie van Halen"]),
        ("© Anna Berg", []),
        ("Foto: Anna Berg", []),
        ("Фото из архива Анны Берг", []),
        ("Developed By Anna Berg", []),
        ("Alle Beiträge", []),
        ("Gesponserte Inhalte", []),
        ("Zur Person", []),
        ("Die FURCHE", []),
        ("Support Team", []),
        ("UPDATED: November 9", []),
        ("מאת: נועה לוי", ["נועה לוי"]),
        ("ავტორი: ნინო ბერიძე", ["ნინო ბერიძე"]),
        ("Հեղինակ՝ Անի Հակոբյան", ["Անի Հակոբյան"]),
        ("Müəllif: Leyla Həsənova", ["Leyla Həsənova"]),
        ("نویسنده: زهرا احمدی", ["زهرا احمدی"]),
        ("記者：山田花子", ["山田花子"]),
        ("作者：王芳", ["王芳"]),
        ("上報快訊", []),
        ("本报记者", []),
        ("新华社", []),
        ("Eingestellt von Anna Berg", ["Anna Berg"]),
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
    [
        ("By Riverland Press Agency", ["Riverland Press Agency"]),
        ("admin", []),
        ("5 min read", []),
        ("Meadow Post", []),
        ("Orlen-Verlag GmbH, Karsen, Orlen", ["Orlen-Verlag GmbH"]),
        ("Berg & Moe", ["Berg & Moe"]),
        ("Bundesministerium für Wirtschaft und Klimaschutz", ["Bundesministerium für Wirtschaft und Klimaschutz"]),
        ("meadow.com", []),
        ("UPDATED: November 9", []),
        ("No Author", []),
        ("Fotos (12)", []),
        ("user1", []),
    ],
)
def test_an_office_may_sign_where_no_person_does(byline: str, names: list[str]) -> None:
    assert list(names_in(byline, PAGE, person=False)) == names


TEXT = "<p>The mayor of Orlen said on Tuesday that the northern bridge would open before winter.</p>" * 4


def _of(told: str, shown: str, meta: str = "") -> tuple[tuple[str, ...], str]:
    """Authors of a page whose machine is told one thing and whose readers another."""
    script = f'<script type="application/ld+json">{{"@type": "NewsArticle", "author": {told}}}</script>'
    named = f'<meta name="author" content="{meta}">' if meta else ""
    page = f"<html><head><title>Bridge opens</title>{named}{script}</head><body><h1>Bridge opens</h1>"
    opened = read_page(f"{page}{shown}{TEXT}", "a.html")
    return opened.authors, opened.authors_basis


@pytest.mark.parametrize(
    ("told", "shown", "found"),
    [
        ('{"name": "Kim Loader"}', '<p class="byline">By Anna Berg</p>', (("Anna Berg",), "byline")),
        ('{"name": "Anna Berg"}', '<p class="byline">By Anna Berg and Lee Moe</p>',
         (("Anna Berg", "Lee Moe"), "byline")),
        ('{"name": "Kim Loader"}', '<p class="byline">Anna Berg</p>', (("Kim Loader",), "json-ld")),
        ('{"name": "Anna Berg"}', '<p class="byline">By Anna H. Berg</p>', (("Anna Berg",), "json-ld")),
        ('[{"name": "Anna Berg"}, {"name": "Lee Moe"}]', '<p class="byline">By Anna Berg</p>',
         (("Anna Berg", "Lee Moe"), "json-ld")),
        ('{"name": "Anna Berg"}', '<p class="byline">By Anna Berg Translated by Lee Moe</p>',
         (("Anna Berg",), "json-ld")),
    ],
)  # fmt: skip
def test_readers_are_believed_where_the_byline_below_the_headline_says_by(
    told: str, shown: str, found: tuple[tuple[str, ...], str]
) -> None:
    assert _of(told, shown) == found


def test_meta_elements_and_byline_together_are_believed_against_the_machine() -> None:
    shown = '<p class="byline">Anna Berg</p>'
    assert _of('{"name": "Kim Loader"}', shown, meta="Anna Berg") == (("Anna Berg",), "byline")


def test_a_byline_far_below_is_of_another_article_and_a_pen_name_stays() -> None:
    other = '<p class="author">von Linda Berg</p>'
    shown = f'<p class="author">Cortyn</p>{"<b>x</b>" * 80}{TEXT}{other}'
    assert _of('{"name": "Cortyn"}', shown) == (("Cortyn",), "json-ld")
    assert _of('{"name": "Cortyn"}', '<p class="author">von Linda Berg</p>') == (("Linda Berg",), "byline")


def test_an_agency_right_below_the_headline_signs_without_by() -> None:
    assert _of('{"name": ""}', '<p class="author">Reuters</p>') == (("Reuters",), "byline")
    assert _of('{"name": ""}', '<p class="author">Meadow Daily</p>')[0] != ("Reuters",)


@pytest.mark.parametrize(
    ("told", "site", "names"),
    [
        ('"author": {"@type": "Person", "name": "Ilse Brandt"}', "Ilse Brandt", ("Ilse Brandt",)),
        ('"author": {"@type": ["Person", "Organization"], "name": "ilse brandt"}', "Ilse Brandt", ("ilse brandt",)),
        ('"publisher": {"@type": "Person", "name": "Ilse Brandt"}', "Ilse Brandt", ("Ilse Brandt",)),
        ('"author": {"@type": "Person", "name": "Meadow Post"}', "Meadow Post", ()),
        ('"author": {"@type": "Organization", "name": "Ilse Brandt"}', "Ilse Brandt", ()),
        ('"author": {"name": "Ilse Brandt"}', "Ilse Brandt", ()),
        ('"author": {"@type": "Person", "name": "Harbour Lights"}', "Harbour Lights", ()),
        ('"author": {"@type": "Person", "name": "Austin Chronicle"}', "Austin Chronicle", ()),
    ],
)
def test_a_site_of_one_person_has_that_author(told: str, site: str, names: tuple[str, ...]) -> None:
    script = f'<script type="application/ld+json">{{"@type": "BlogPosting", {told}}}</script>'
    head = f'<title>Bridge opens - {site}</title><meta property="og:site_name" content="{site}">{script}'
    page = f'<html><head>{head}</head><body><h1>Bridge opens</h1><p class="byline">By {site}</p>{TEXT}'
    found = tuple(name.casefold() for name in read_page(page, "a.html").authors)
    assert found == tuple(name.casefold() for name in names)
