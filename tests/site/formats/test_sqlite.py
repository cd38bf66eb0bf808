"""The database: whole, linked, the same bytes for the same data."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator

import pytest
from hostile_site import BASE, HIDDEN, HOSTILE, SAID, data
from msgspec.structs import replace

from site_gen.site.data.rows import ArticleData
from site_gen.site.formats.sqlite import sqlite_bytes, with_article


@pytest.fixture
def database() -> Iterator[sqlite3.Connection]:
    db = sqlite3.connect(":memory:")
    db.deserialize(sqlite_bytes(data()))
    yield db
    db.close()


def test_the_database_is_sound_and_every_reference_leads_somewhere(database: sqlite3.Connection) -> None:
    assert database.execute("pragma integrity_check").fetchall() == [("ok",)]
    assert database.execute("pragma foreign_key_check").fetchall() == []
    keys = database.execute("select count(*) from pragma_foreign_key_list('statements')").fetchone()
    assert keys == (2,)


def test_the_same_data_gives_the_same_bytes_whatever_the_library() -> None:
    first, second = sqlite_bytes(data()), sqlite_bytes(data())
    assert first == second
    assert first[:16] == b"SQLite format 3\0"
    assert int.from_bytes(first[96:100]) == 3_008_000
    assert first[24:28] == first[92:96]


def test_a_question_is_a_join(database: sqlite3.Connection) -> None:
    said = database.execute(
        "select s.text, a.title, a.published from statements s join articles a on a.id = s.article"
        " join actors p on p.id = s.speaker where p.id = 'mayor' and a.id = 'full'"
    ).fetchall()
    assert said == [(f"{SAID},", f"Gates {HOSTILE}", "2022-08-08")]
    topics = database.execute("select topic from statement_topics group by topic order by topic").fetchall()
    assert topics == [("dams",), ("water",)]
    assert database.execute("select base_url, licence from site").fetchone() == (BASE, "CC BY 4.0")


def test_what_is_not_known_is_null_and_not_an_empty_text(database: sqlite3.Connection) -> None:
    assert database.execute("select count(*) from articles where published = '' or url = ''").fetchone() == (0,)
    assert database.execute("select id from articles where published is null").fetchall() == [("undated",)]
    assert database.execute('select count(*) from events where "when" is null').fetchone() == (1,)


def test_an_entry_given_twice_is_one_row(database: sqlite3.Connection) -> None:
    assert database.execute("select count(*), count(distinct id) from statements").fetchone() == (7, 7)
    assert sum(len(article.statements) for article in data().articles) == 8


def test_names_in_other_scripts_and_offices_are_there(database: sqlite3.Connection) -> None:
    assert database.execute("select name, lang from actor_names where actor = 'mayor' order by lang").fetchall() == [
        ("Holm", None),
        ("آدا", "ar"),
    ]
    assert database.execute("select title, valid from actor_roles").fetchall() == [("mayor", "2020/..")]


def test_no_text_of_an_article_is_in_it(database: sqlite3.Connection) -> None:
    columns = [name for _, name, *_ in database.execute("pragma table_info(articles)")]
    assert "title" in columns
    assert not {"text", "excerpt"} & set(columns)
    assert sqlite_bytes(data()).count(HIDDEN.encode()) == 0


def test_another_title_in_it_gives_the_bytes_of_one_made_anew() -> None:
    """Also where rows take more pages, and the first or last is another."""
    chance, found = random.Random(6), data()

    def named(at: int, article: ArticleData) -> ArticleData:
        own = f"{article.id}-{at:03}"
        return replace(
            article, id=own, page=f"items/{own}.html", summary=chance.choice(["", "told " * chance.randrange(1, 60)]),
            statements=tuple(replace(one, id=f"{own}#{chance.random()}", article=own) for one in article.statements),
            events=tuple(replace(one, id=f"{own}#{chance.random()}", article=own) for one in article.events),
        )  # fmt: skip

    many = sorted((named(at, one) for at in range(60) for one in found.articles), key=lambda one: one.id)
    before = sqlite_bytes(replace(found, articles=tuple(many)))
    assert len(before) > 60 * 4096
    for at in (0, len(many) - 1, *chance.choices(range(len(many)), k=20)):
        title = chance.choice(["", "x", HOSTILE, "long " * 30, "longer than a page " * 400])
        many[at] = replace(many[at], title=title, summary=chance.choice(["", HOSTILE, "told " * 99]))
        after = sqlite_bytes(replace(found, articles=tuple(many)))
        assert with_article(before, many[at]) == after
        before = after


@pytest.mark.parametrize("damage", [b"", b"no database", b"SQLite format 3\0" + bytes(500)])
def test_into_what_is_no_such_database_nothing_is_put(damage: bytes) -> None:
    with pytest.raises(LookupError):
        with_article(damage, data().articles[0])


def test_an_article_that_it_does_not_have_is_not_put_into_it() -> None:
    with pytest.raises(LookupError):
        with_article(sqlite_bytes(data()), replace(data().articles[0], id="other"))
