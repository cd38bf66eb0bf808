"""The data set as an SQLite file, built in memory: the same data gives the same bytes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from operator import attrgetter
from typing import Final

from msgspec import Struct

from site_gen.site.data.rows import ArticleData, DataSet

_VERSION_FIELDS: Final = ((24, b"\0\0\0\1"), (92, b"\0\0\0\1"), (96, b"\0\x2d\xe6\0"))
"""Change counter, the change it is valid for, and the library's number (3.8.0): they differ between libraries and are
of no use to readers (sqlite.org/fileformat2.html, section 1.3)."""
_MAGIC: Final = b"SQLite format 3\0"
_TABLES: Final = """
create table site (title text not null, base_url text not null, language text not null, licence text not null);
create table sources (id text primary key, page text not null, name text not null, short text, kind text,
  country text, owner text, home text, lang text, grade text, grade_reason text, publish_text text, note text);
create table actors (id text primary key, page text not null, name text not null, kind text not null, short text,
  "of" text, wikidata text, note text);
create table topics (id text primary key, page text not null, name text not null, short text,
  broader text, iptc text, note text);
create table articles (id text primary key, page text not null, title text not null, status text not null,
  published text, updated text, source text references sources(id), url text, lang text, copy_of text,
  summary text, confirmed integer not null, sha256 text);
create table statements (id text primary key, article text not null references articles(id), text text not null,
  kind text not null, speaker text references actors(id), named text, basis text, verb text, act text, "to" text,
  via text, said text, words text, rule text, replies_to text, paragraph integer, confirmed integer not null);
create table events (id text primary key, article text not null references articles(id), text text not null,
  state text not null, "when" text, words text, rule text, type text, claimed_by text references actors(id), named text,
  paragraph integer, confirmed integer not null);
create table figures (id text primary key, article text not null references articles(id), measure text not null,
  value text not null, text text not null, "by" text references actors(id), named text, "of" text,
  side text references actors(id), qualifier text, unit text, "when" text, words text, rule text, paragraph integer,
  confirmed integer not null);
create table actor_names (actor text not null references actors(id), name text not null, kind text not null, lang text,
  valid text);
create table actor_roles (actor text not null references actors(id), title text not null, "of" text, valid text);
create table article_extra (article text not null references articles(id), key text not null, value text not null);
create table article_actors (article text not null references articles(id), actor text not null references actors(id),
  primary key (article, actor)) without rowid;
create table article_topics (article text not null references articles(id), topic text not null references topics(id),
  primary key (article, topic)) without rowid;
create table statement_topics (statement text not null references statements(id),
  topic text not null references topics(id), primary key (statement, topic)) without rowid;
create table event_actors (event text not null references events(id), actor text not null references actors(id),
  primary key (event, actor)) without rowid;
create table event_topics (event text not null references events(id), topic text not null references topics(id),
  primary key (event, topic)) without rowid;
"""
_INDEXES: Final = """
create index statements_by_speaker on statements(speaker);
create index statements_by_article on statements(article);
create index events_by_article on events(article);
create index figures_by_article on figures(article);
create index articles_by_actor on article_actors(actor);
create index articles_by_topic on article_topics(topic);
"""

_FILLED: Final = dict.fromkeys(
    ("site", "sources", "actors", "topics", "articles", "statements", "events", "figures"), "rowid"
) | {
    "article_actors": "article, actor", "article_topics": "article, topic", "article_extra": "rowid",
    "statement_topics": "statement, topic", "event_actors": "event, actor", "event_topics": "event, topic",
    "actor_names": "rowid", "actor_roles": "rowid",
}  # fmt: skip
"""Tables in the order in which `_fill` fills them, by which their pages lie, and the order of their rows."""
_NEW: Final = {
    "title": "case id when ?1 then ?2 else title end",
    "summary": "case id when ?1 then nullif(?3, '') else summary end",
}
"""Columns of an article that may be others than they were."""


def sqlite_bytes(view: DataSet) -> bytes:
    """Every table of the data set, with foreign keys; of entries that share an id the first."""
    db = sqlite3.connect(":memory:", isolation_level=None)
    try:
        db.executescript(f"pragma page_size = 4096; pragma foreign_keys = off; begin; {_TABLES}")
        _fill(db, view)
        db.executescript(_INDEXES)  # commits first
        data = db.serialize()
    finally:
        db.close()
    return _plain(data)


def with_article(data: bytes, article: ArticleData) -> bytes:
    """Such a file with another title and summary of an article. Rows go from one database into the other inside
    SQLite, in the order in which they came. Raises LookupError where the file is none or has no such article."""
    if not data.startswith(_MAGIC):
        raise LookupError(article.id)
    db = sqlite3.connect(":memory:", isolation_level=None)
    try:
        db.execute("attach ':memory:' as old")
        db.deserialize(data, name="old")
        told = [name for (name,) in db.execute("select id from old.articles where id = ?", (article.id,))]
        if told != [article.id]:
            raise LookupError(article.id)
        db.executescript(f"pragma page_size = 4096; pragma foreign_keys = off; begin; {_TABLES}")
        for table, order in _FILLED.items():
            _copy(db, table, order, article)
        db.executescript(_INDEXES)
        return _plain(db.serialize())
    except sqlite3.Error:
        raise LookupError(article.id) from None
    finally:
        db.close()


def _copy(db: sqlite3.Connection, table: str, order: str, article: ArticleData) -> None:
    """The rows of a table out of the other database, with an article as it is now."""
    columns = "*"
    values: tuple[str, ...] = ()
    if table == "articles":
        names = [name for _, name, *_ in db.execute("pragma main.table_info(articles)")]
        columns = ", ".join(_NEW.get(name, f'"{name}"') for name in names)
        values = (article.id, article.title, article.summary)
    db.execute(f"insert into main.{table} select {columns} from old.{table} order by {order}", values)


def _plain(data: bytes) -> bytes:
    """The same without what libraries differ in; of a large site they are large, so they are copied once."""
    parts: list[memoryview | bytes] = []
    rest, begin = memoryview(data), 0
    for at, value in _VERSION_FIELDS:
        parts += [rest[begin:at], value]
        begin = at + len(value)
    return b"".join([*parts, rest[begin:]])


def _fill(db: sqlite3.Connection, view: DataSet) -> None:
    articles = view.articles
    db.execute("insert into site values (?, ?, ?, ?)", (view.title, view.base_url, view.language, view.licence))
    _insert(db, "sources", view.sources)
    _insert(db, "actors", view.actors)
    _insert(db, "topics", view.topics)
    _insert(db, "articles", articles)
    _insert(db, "statements", (one for article in articles for one in article.statements))
    _insert(db, "events", (one for article in articles for one in article.events))
    _insert(db, "figures", (one for article in articles for one in article.figures))
    _link(db, "article_actors", ([(one.id, to) for to in one.actors] for one in articles))
    _link(db, "article_topics", ([(one.id, to) for to in one.topics] for one in articles))
    extra = ((one.id, key, told) for one in articles for key, told in one.extra)
    values = ((of, key, one) for of, key, told in extra for one in ((told,) if isinstance(told, str) else told))
    db.executemany("insert into article_extra values (?, ?, ?)", values)
    _link(
        db, "statement_topics", ([(said.id, to) for said in one.statements for to in said.topics] for one in articles)
    )
    _link(db, "event_actors", ([(event.id, to) for event in one.events for to in event.actors] for one in articles))
    _link(db, "event_topics", ([(event.id, to) for event in one.events for to in event.topics] for one in articles))
    aliases = [(a.id, one.name, one.kind, None, one.valid or None) for a in view.actors for one in a.aliases]
    names = [(a.id, name, "name", lang, None) for a in view.actors for lang, name in a.names]
    db.executemany("insert into actor_names values (?, ?, ?, ?, ?)", [*aliases, *names])
    roles = [(a.id, one.title, one.of or None, one.valid or None) for a in view.actors for one in a.roles]
    db.executemany("insert into actor_roles values (?, ?, ?, ?)", roles)


def _insert(db: sqlite3.Connection, table: str, rows: Iterable[Struct]) -> None:
    """Rows by the names of the table's columns; an empty text is no value where a column may go without."""
    columns = [(name, needed) for _, name, _, needed, *_ in db.execute(f"pragma table_info({table})")]
    places = ", ".join("?" if needed else "nullif(?, '')" for _, needed in columns)
    values = attrgetter(*(name for name, _ in columns))
    db.executemany(f"insert or ignore into {table} values ({places})", map(values, rows))


def _link(db: sqlite3.Connection, table: str, articles: Iterable[list[tuple[str, str]]]) -> None:
    """The pairs of ids of one article after the other, in the order of ids."""
    pairs = (pair for found in articles for pair in sorted(set(found)))
    db.executemany(f"insert or ignore into {table} values (?, ?)", pairs)
