"""A seed's bytes, and what sidecar, header lines, name and address tell of it."""

from __future__ import annotations

import pytest

from site_gen.content.item import parse_item
from site_gen.errors import SiteError
from site_gen.incoming import Sidecar
from site_gen.ingest.article import parse_article
from site_gen.ingest.doors.plain import decode
from site_gen.ingest.facts import Fact
from site_gen.model import Registry, Source

TEXT = "The dam was safe on Tuesday, the mayor said.\n\nNobody was hurt.\n"
REGISTRY = Registry(
    sources={
        "post": Source("post", "The Post", ("Post Daily",), home="https://www.post.example/", formerly=("weekly",))
    }
)
URL = "https://post.example/2022/08/06/talks"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        TEXT.encode("utf-16"),
        "\ufeff".encode("utf-16-be") + TEXT.encode("utf-16-be"),
    ],
)
def test_one_text_comes_from_every_honest_encoding(data: bytes) -> None:
    assert decode(data, "seeds/x.txt") == TEXT


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"one\ntwo \xff\n", "seeds/x.txt:2: error[not-utf-8]: the byte 0xff is not UTF-8"),
        ("Ж".encode("cp1251") + b" x", "error[not-utf-8]"),
        (b"one\n\x00", "seeds/x.txt:2: error[binary-seed]"),
        (TEXT.encode("utf-16-le"), "error[binary-seed]"),
        (b"", "error[empty-seed]"),
        (b" \n\t\n...\n", "error[empty-seed]"),
    ],
)
def test_what_is_no_text_is_refused_with_its_line(data: bytes, told: str) -> None:
    with pytest.raises(SiteError) as caught:
        parse_article(data, "seeds/x.txt", REGISTRY)
    assert told in str(caught.value)


def test_control_characters_are_read_as_spaces_at_the_same_offsets() -> None:
    assert decode(b"a\x0cb\x07c\x1bd\te\n", "x") == "a b c d\te\n"


@pytest.mark.parametrize(
    ("path", "sidecar", "published"),
    [
        ("seeds/x.txt", Sidecar(), None),
        ("seeds/2022-08-04_x.txt", Sidecar(), Fact("2022-08-04", "file name")),
        ("seeds/20220804-x.txt", Sidecar(), Fact("2022-08-04", "file name")),
        ("seeds/2022-13-04.txt", Sidecar(), None),
        ("seeds/120220804999.txt", Sidecar(), None),
        ("seeds/2022-08-04/x.txt", Sidecar(), None),
        ("seeds/x.txt", Sidecar(url=URL), Fact("2022-08-06", "address")),
        ("seeds/x.txt", Sidecar(url="https://post.example/2022/08/"), None),
        ("seeds/2022-08-04.txt", Sidecar(url=URL), Fact("2022-08-04", "file name")),
        ("seeds/2022-08-04.txt", Sidecar(url=URL, published="2022-08-05"), Fact("2022-08-05", "sidecar")),
        ("seeds/x.txt", Sidecar(published="Aug. 5, 2022"), Fact("2022-08-05", "sidecar")),
        ("seeds/x.txt", Sidecar(published="199X"), Fact("199X", "sidecar")),
    ],
)
def test_the_day_of_publication_is_told_and_never_guessed(path: str, sidecar: Sidecar, published: Fact | None) -> None:
    assert parse_article(TEXT.encode(), path, REGISTRY, sidecar).published == published


@pytest.mark.parametrize(
    ("sidecar", "source"),
    [
        (Sidecar(), None),
        (Sidecar(source="post"), Fact("post", "sidecar")),
        (Sidecar(source="the POST"), Fact("post", "sidecar")),
        (Sidecar(source="Post Daily"), Fact("post", "sidecar")),
        (Sidecar(source="weekly"), Fact("post", "sidecar")),
        (Sidecar(source="Nobody's News"), Fact("Nobody's News", "sidecar")),
        (Sidecar(url=URL), Fact("post", "address")),
        (Sidecar(url="https://other.example/x"), None),
    ],
)
def test_the_source_is_known_by_id_name_alias_or_address(sidecar: Sidecar, source: Fact | None) -> None:
    assert parse_article(TEXT.encode(), "seeds/x.txt", REGISTRY, sidecar).source == source


def test_header_lines_tell_and_are_cut() -> None:
    text = f"Title: Dam is safe\nDate: 2022-08-04\nURL: {URL}\n\n{TEXT}"
    article = parse_article(text.encode(), "seeds/x.txt", REGISTRY)
    assert article.title == Fact("Dam is safe", "header")
    assert article.published == Fact("2022-08-04", "header")
    assert article.url == Fact(URL, "header")
    assert article.units.words[0] == "The"


def test_header_lines_above_a_text_in_another_language_are_cut_too() -> None:
    story = (
        "Le barrage tient\n\n« Nous ne reprendrons pas le travail avant un accord écrit », a déclaré Ilse Brandt jeudi."
    )
    article = parse_article(f"Date: 2022-08-04\nAuthor: Jan Visser\n\n{story}".encode(), "seeds/x.txt", REGISTRY)
    assert (article.lang, article.authors) == ("fr", ("Jan Visser",))
    assert article.title == Fact("Le barrage tient", "text")
    assert article.published == Fact("2022-08-04", "header")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (TEXT, Fact("The dam was safe on Tuesday, the mayor said", "derived")),
        (f"Dam is safe\n\n{TEXT}", Fact("Dam is safe", "text")),
        (f"Dam is safe.\n\n{TEXT}", Fact("Dam is safe", "derived")),
        (f'Lind: "The dam is safe"\n\n{TEXT}', Fact('Lind: "The dam is safe"', "text")),
        (f'"Nobody asked us," he said. "Not one."\n\n{TEXT}', Fact('"Nobody asked us," he said', "derived")),
        ("One line only", Fact("One line only", "derived")),
    ],
)
def test_a_title_that_nobody_gave_says_how_it_was_made(text: str, title: Fact) -> None:
    assert parse_article(text.encode(), "seeds/x.txt", REGISTRY).title == title


def test_a_long_title_is_cut_at_a_word() -> None:
    made = parse_article(f"{'word ' * 60}end.".encode(), "seeds/x.txt", REGISTRY).title
    assert made is not None
    assert made.value.endswith("word …")
    assert len(made.value) <= 92


def test_a_language_that_nothing_tells_is_told_by_the_text_and_says_so() -> None:
    french = "Le maire a dit jeudi que les gens de la ville ne sont pas en danger et que le barrage est sûr pour tous."
    article = parse_article(f"{french}\n\n{french}\n".encode(), "seeds/x.txt", REGISTRY)
    assert (article.lang, article.told) == ("fr", (("lang", "text"),))
    told = parse_article(french.encode(), "seeds/x.txt", REGISTRY, Sidecar(lang="ca"))
    assert (told.lang, told.told) == ("ca", ())
    assert parse_article(TEXT.encode(), "seeds/x.txt", REGISTRY).lang == "en"


def test_authors_in_a_header_line_are_taken_with_their_basis() -> None:
    article = parse_article(f"Author: Ada Holm, Bo Lind\n\n{TEXT}".encode(), "seeds/x.txt", Registry())
    assert article.authors == ("Ada Holm", "Bo Lind")
    assert ("authors", "header") in article.told


def test_a_header_line_with_no_address_and_no_language_is_told_and_not_taken() -> None:
    head = "URL: http://[ask the desk\nLanguage: all of them\n\n"
    article = parse_article((head + TEXT).encode(), "seeds/x.txt", Registry())
    assert (article.url, article.lang) == (None, "en")
    assert len(article.notes) == 2


def test_a_title_has_words_though_the_text_begins_with_marks() -> None:
    article = parse_article(b"... On Monday . Nobody was hurt.\n", "seeds/x.txt", Registry())
    assert article.title == Fact("On Monday", "derived")
    article = parse_article(b"x" * 200, "seeds/x.txt", Registry())
    assert article.title == Fact("x" * 90 + " …", "derived")
    article = parse_article(("– " * 60 + "Monday").encode(), "seeds/x.txt", Registry())
    assert article.title == Fact("Monday", "derived")


def test_letters_written_with_marks_apart_are_one_with_those_that_are_not() -> None:
    apart, whole = (f"Ada said “the caf{mark} is shut”.\n" for mark in ("e\u0301", "\u00e9"))
    assert parse_article(apart.encode(), "x.txt", Registry()).text == whole
    assert parse_item("content/items/x.md", f"---\ntitle: T\n---\n{apart}").body == whole
