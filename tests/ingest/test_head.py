"""What is read above a text that somebody pasted: headline, names, day, address, agency; and what is left alone."""

from __future__ import annotations

from typing import Final

import pytest

from site_gen.incoming import Sidecar
from site_gen.ingest.article import Article, paragraphs_of, parse_article
from site_gen.ingest.facts import Fact
from site_gen.ingest.people import is_person
from site_gen.model import Registry, Source

_BODY: Final = (
    "The river rose by two metres overnight and cut off the lower town, the mayor's office said on Monday, as boats "
    "brought bread and water to the houses along the embankment.\n\nBy noon the rain had stopped.\n"
)
_TITLE: Final = "River cuts off lower town"
_AGENCIES: Final = Registry(sources={"plain-press": Source("plain-press", "Plain Press", kind="agency")})
_DAY: Final = "2031-03-14"


def _read(above: str, body: str = _BODY, registry: Registry = _AGENCIES, given: Sidecar | None = None) -> Article:
    return parse_article((above + body).encode(), "seeds/x.txt", registry, given)


@pytest.mark.parametrize(
    ("above", "day", "authors"),
    [
        ("By Ana Pop in Plaintown\nPublished: March 14, 2031 10:05 GMT | Updated: March 15, 2031", _DAY, ["Ana Pop"]),
        ("Ana Pop and Luca Berg in Plaintown\n14 Mar 2031 10.05 GMT", _DAY, ["Ana Pop", "Luca Berg"]),
        ("\nMarch 14, 2031\nAna Pop", _DAY, ["Ana Pop"]),
        ("\n14.03.2031", _DAY, []),
        ("Plaintown, 14 March 2031", _DAY, []),
        ("By ANA POP, Plain Press Writer\nMarch 14, 2031", _DAY, ["Ana Pop"]),
        ("Story by Ana Pop • 2h ago", None, ["Ana Pop"]),
        ("Ana Pop | The Plain Times\nFri, 14 March 2031 at 10:05 am GMT+1·4 min read", _DAY, ["Ana Pop"]),
        ("By Plain Press\nPublished 10:05 AM EDT, March 14, 2031", _DAY, []),
        ("Issued on: 14/03/2031 - 10:05 Modified: 15/03/2031 - 09:00", _DAY, []),
        ("14 March 2031, 10:05 (UTC+04:00)", _DAY, []),
        ("Posted on Mar 14, 2031 by Ana Pop", _DAY, ["Ana Pop"]),
        ("By Ana Pop, Luca Berg and Mia Holt\nMarch 14, 2031 / 10:05 AM EDT / PP News", _DAY,
         ["Ana Pop", "Luca Berg", "Mia Holt"]),
        ("2031-03-14T10:05:00Z", _DAY, []),
        ("Text: Ana Pop\nPhoto: Luca Berg\n14th March, 2031", _DAY, ["Ana Pop"]),
        ("Ana Pop | 14 March 2031", _DAY, ["Ana Pop"]),
        ("Press release\n14 March 2031", _DAY, []),
    ],
)  # fmt: skip
def test_names_and_day_below_a_headline_are_read_and_cut(above: str, day: str | None, authors: list[str]) -> None:
    article = _read(f"{_TITLE}\n{above}\n\n")
    assert article.title == Fact(_TITLE, "text")
    assert article.published == (Fact(day, "byline") if day else None)
    assert list(article.authors) == authors
    assert article.told == ((("authors", "byline"),) if authors else ())
    assert paragraphs_of(article) == tuple(_BODY.strip().split("\n\n"))


def test_an_update_beside_the_day_is_an_update() -> None:
    article = _read(f"{_TITLE}\nMarch 14, 2031, 10:05 | Last updated: March 15, 2031\n\n")
    assert (article.published, article.updated) == (Fact(_DAY, "byline"), Fact("2031-03-15", "byline"))


@pytest.mark.parametrize(
    ("dateline", "day", "via"),
    [
        ("PLAINTOWN, March 14, 2031 (Plain Press) -- ", _DAY, ("plain-press",)),
        ("PLAINTOWN, 14 March 2031. /PLAIN PRESS/. ", _DAY, ("plain-press",)),
        ("Plaintown/Westland, 14 March 2031: ", _DAY, ()),
        ("HILLS, Westland (14 March 2031) – ", _DAY, ()),
        ("(Plaintown, March 14, 2031) – ", _DAY, ()),
        ("PLAINTOWN. March 14, 2031. Plain Press – ", _DAY, ("plain-press",)),
        ("PLAINTOWN, Westland (Plain Press) — ", None, ("plain-press",)),
        ("PLAINTOWN (Hill Wire) — ", None, ()),
        ("PLAINTOWN — ", None, ()),
    ],
)
def test_a_dateline_tells_day_and_agency(dateline: str, day: str | None, via: tuple[str, ...]) -> None:
    article = _read(f"{_TITLE}\n\n{dateline}")
    assert article.published == (Fact(day, "dateline") if day else None)
    assert article.via == via
    assert paragraphs_of(article)[0] == _BODY.split("\n\n")[0]


def test_the_agency_itself_is_no_step_of_its_own_chain() -> None:
    dateline = "PLAINTOWN, March 14, 2031 (Plain Press) -- "
    assert _read(dateline, given=Sidecar(source="Plain Press")).via == ()
    assert _read(dateline, given=Sidecar(source="Hill Times")).via == ("plain-press",)


@pytest.mark.parametrize(
    ("above", "note"),
    [
        ("PLAINTOWN, March 14 (Plain Press) - ", 'the dateline tells "March 14", and no year'),
        ("March 14 (Plain Press) - ", 'the dateline tells "March 14", and no year'),
        (f"{_TITLE}\n03/04/2031\n\n", '"03/04/2031" above the text can be more than one day'),
    ],
)
def test_a_day_that_is_left_open_is_asked_for_and_dates_nothing(above: str, note: str) -> None:
    article = _read(above)
    assert article.published is None
    assert [told.partition(":")[0] for told in article.notes] == [note]
    assert not _read(above, given=Sidecar(published="2031-04-03")).notes


def test_what_a_person_says_and_what_the_file_is_named_for_go_before_a_dateline() -> None:
    text = f"{_TITLE}\n\nPLAINTOWN, March 14, 2031 (Plain Press) -- {_BODY}".encode()
    assert parse_article(text, "seeds/2031-03-15_x.txt", Registry()).published == Fact("2031-03-15", "file name")
    above = f"{_TITLE}\nMarch 14, 2031\n\n{_BODY}".encode()
    assert parse_article(above, "seeds/2031-03-15_x.txt", Registry()).published == Fact(_DAY, "byline")
    given = Sidecar(published="2031-03-16", authors=("Mia Holt",))
    told = parse_article(b"By Ana Pop\nMarch 14, 2031\n\n" + text, "seeds/x.txt", Registry(), given)
    assert (told.published, told.authors) == (Fact("2031-03-16", "sidecar"), ("Mia Holt",))


def test_header_lines_below_a_headline_count_as_those_above_it() -> None:
    article = _read(f"{_TITLE}\nAuthor: Ana Pop\nDate: 14.03.2031\nLink: https://plain.example/a\n\n")
    assert (article.title, article.authors) == (Fact(_TITLE, "text"), ("Ana Pop",))
    assert (article.published, article.url) == (Fact(_DAY, "header"), Fact("https://plain.example/a", "header"))
    assert [cut.reason for cut in article.cuts] == ["headline", "header"]


def test_a_sentence_above_a_line_with_a_colon_makes_it_no_header() -> None:
    article = _read("The mayor spoke.\nSource: a clerk who was there.\n\n")
    assert (article.source, article.cuts) == (None, ())


@pytest.mark.parametrize("lang", ["en", "ru", ""])
def test_an_address_alone_in_its_line_is_the_article_s_in_any_language(lang: str) -> None:
    article = _read(f"{_TITLE}\nhttps://plain.example/2031/03/14/river\n\n", given=Sidecar(lang=lang))
    assert article.url == Fact("https://plain.example/2031/03/14/river", "text")
    assert article.published == Fact(_DAY, "address")
    assert "https" not in " ".join(paragraphs_of(article))


def test_the_days_of_a_chronicle_are_its_own() -> None:
    parts = (
        f"1{day} March 2031\n\nThe river rose for the {day}th day, and the boats went out.\n\n" for day in range(4, 7)
    )
    article = _read("Chronicle of the flood\n\n", "".join(parts))
    assert (article.published, article.title) == (None, Fact("Chronicle of the flood", "text"))
    assert "15 March 2031" in paragraphs_of(article)


@pytest.mark.parametrize(
    "above",
    [
        f"{_TITLE}\nSan Jose\nMarch 14, 2031\n\n",
        f"{_TITLE}\nLower Town\nMarch 14, 2031\n\n",
        "Ana Pop\nMarch 14, 2031\n\n",
    ],
)
def test_a_place_or_a_headline_beside_a_day_is_nobody(above: str) -> None:
    assert _read(above).authors == ()


def test_names_alone_count_only_beside_a_day() -> None:
    assert _read(f"{_TITLE}\nAna Pop\n\n").authors == ()


@pytest.mark.parametrize(("line", "told"), [("Ana Pop", True), ("San Jose", False), ("Lower Town", False), ("", False)])
def test_a_line_names_a_person_by_its_given_name(line: str, told: bool) -> None:
    assert is_person(line) is told


_RUSSIAN: Final = (
    "Река поднялась за ночь на два метра и отрезала нижний город, сообщила мэрия в понедельник; на лодках в дома у "
    "набережной привезли хлеб и воду, а к полудню дождь прекратился, и вода пошла на убыль.\n\nМост закрыт.\n"
)


@pytest.mark.parametrize(
    ("above", "day", "authors", "via"),
    [
        ("Река отрезала нижний город\nАвтор: Анна Лунд\n14 марта 2031, 10:05\n\n", Fact(_DAY, "byline"),
         ("Анна Лунд",), ()),
        ("Река отрезала нижний город\n10:05, 14.03.2031\n\n", Fact(_DAY, "byline"), (), ()),
        ("РЕЧНОЙ ГОРОД, 14 марта 2031. /Plain Press/. ", Fact(_DAY, "dateline"), (), ("plain-press",)),
        ("РЕЧНОЙ ГОРОД, 14 марта — Plain Press. ", None, (), ("plain-press",)),
        ("РЕЧНОЙ ГОРОД — ", None, (), ()),
    ],
)  # fmt: skip
def test_the_head_of_a_russian_text_is_read(
    above: str, day: Fact | None, authors: tuple[str, ...], via: tuple[str, ...]
) -> None:
    article = _read(above, _RUSSIAN)
    assert (article.lang, article.published, article.authors, article.via) == ("ru", day, authors, via)
    assert paragraphs_of(article) == tuple(_RUSSIAN.strip().split("\n\n"))


def test_what_a_russian_publisher_adds_is_cut() -> None:
    tail = (
        "Читайте также: Мост открыт\nДорогие читатели!\nНаша редакция живёт вашей помощью. Поддержите нас, оформите "
        "ежемесячное пожертвование.\nПодписывайтесь на наш Telegram-канал\n© 2031 Вестник долины\n"
    )
    article = _read("", f"{_RUSSIAN}Жители, по словам мэра, помогли сами.\n{tail}")
    assert [cut.reason for cut in article.cuts] == ["read-more", "publisher-appeal", "share-line", "copyright"]
    assert paragraphs_of(article)[-1] == "Жители, по словам мэра, помогли сами."
