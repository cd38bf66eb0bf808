"""The data set in its forms, and the page that lists and explains them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Final

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from site_gen.model import Item
from site_gen.site import urls
from site_gen.site.data.collect import without_articles
from site_gen.site.data.dictionary import TABLES, fields_of, meaning_of
from site_gen.site.data.rows import ArticleData, DataSet, Row
from site_gen.site.formats.annotations import Highlights
from site_gen.site.formats.json import around_articles
from site_gen.site.formats.views import HighlightsView, RowsView, SchemaView
from site_gen.site.machine_views import DataView, PublicFile, TableDoc
from site_gen.site.page import JSON, Frame, Joined, Page
from site_gen.site.vocabulary import counted
from site_gen.site.words import Words, mark

_WHOLE: Final = (
    (urls.DATASET, JSON, "JSON",
     mark("Everything: articles with statements, events and figures; actors, topics, sources.")),
    (urls.SQLITE, "sqlite", "SQLite",
     mark("The same but for the texts of articles, as a database of linked tables, for SQL, Datasette, R or Python.")),
    (urls.TIMELINEJS, "timelinejs", "TimelineJS",
     mark("Events whose days are known, for Knight Lab’s TimelineJS.")),
    (urls.CALENDAR, "icalendar", "iCalendar",
     mark("Events dated to a month or closer, as whole days, for any calendar.")),
    (urls.GRAPH, "gexf", "GEXF 1.3",
     mark("Who is named in the same articles, and in how many, for Gephi.")),
    (urls.BIBTEX, "bibtex", "BibTeX",
     mark("The articles as sources to cite, for biblatex and Zotero.")),
    (urls.ANNOTATIONS, "annotations", "Web Annotation",
     mark("Statements, events and figures as highlights of the originals.")),
)  # fmt: skip
"""Files written from the whole data set: path, writer, form, what is in it."""
_FORMS: Final = {
    "text": mark("text"),
    "number": mark("number"),
    "pair": mark("pair"),
    "text or null": mark("text or null"),
    "true or false": mark("true or false"),
    "StatementData": mark("statement"),
    "EventData": mark("event"),
    "FigureData": mark("figure"),
    "Cut": mark("cut"),
    "Correction": mark("correction"),
    "Alias": mark("other name"),
    "Role": mark("office"),
}
"""Forms of fields in words; another one is the values themselves."""
_NESTED: Final = frozenset(["statements", "events", "figures", "cuts", "corrections", "excerpt", "text"])
"""Fields of articles that are tables of their own, or too long for a cell."""
_ROWS: Final[dict[str, Callable[[DataSet], tuple[Row, ...]]]] = {
    "articles": lambda data: tuple(
        replace(article, statements=(), events=(), figures=(), cuts=(), corrections=(), excerpt="", text="")
        for article in data.articles
    ),
    "statements": lambda data: tuple(one for article in data.articles for one in article.statements),
    "events": lambda data: tuple(one for article in data.articles for one in article.events),
    "figures": lambda data: tuple(one for article in data.articles for one in article.figures),
    "actors": lambda data: data.actors,
    "topics": lambda data: data.topics,
    "sources": lambda data: data.sources,
}


def data_pages(frame: Frame) -> Iterator[Page]:
    """`data.html` and what it lists."""
    digests = frame.digests
    for path, writer, _, _ in _WHOLE:
        if path == urls.DATASET:
            yield Page(path, writer, partial(_data_set, frame), digests.world, joined=partial(_joined, frame))
        elif path == urls.ANNOTATIONS:
            yield Page(path, writer, partial(_annotations, frame), digests.world)
        else:
            yield Page(path, writer, lambda: frame.data, digests.all_cards)
    yield Page(urls.SCHEMA, "schema", SchemaView(frame.site.settings.base_url), digests.base)
    for name, row in TABLES:
        yield Page(urls.table(name), "csv", partial(_rows, frame, name, row), digests.all_cards)
    yield Page(urls.DATA, "data.html", partial(_page, frame), digests.all_cards)


def _data_set(frame: Frame) -> DataSet:
    """Everything, with what may be shown of the texts."""
    return replace(frame.data, articles=tuple(map(frame.texted, _by_id(frame))))


def _joined(frame: Frame) -> Joined:
    """The same from the JSON beside the page of each article."""
    head, tail = around_articles(without_articles(frame.site))
    return Joined(head, tuple(urls.twin(urls.item_page(item.id)) for item in _by_id(frame)), tail)


def _annotations(frame: Frame) -> HighlightsView:
    """What each article has; remembered, since finding what stands around words takes its time."""
    about = without_articles(frame.site)
    highlights = Highlights(about)

    def noted(item: Item) -> tuple[int, bytes]:
        needs = frame.digests.article(item)
        raw = frame.recall(f"notes {item.id}", needs, lambda: msgspec.msgpack.encode(highlights.of(frame.texted(item))))
        return msgspec.msgpack.decode(raw, type=tuple[int, bytes])

    found = (item for item in _by_id(frame) if item.statements or item.events or item.figures)
    return HighlightsView(about.title, highlights.here, tuple(map(noted, found)))


def _by_id(frame: Frame) -> list[Item]:
    return sorted(frame.site.items, key=lambda item: item.id)


def articles_alone(frame: Frame, items: Sequence[Item]) -> DataSet:
    """A data set of these articles."""
    return replace(without_articles(frame.site), articles=tuple(map(frame.article, items)))


def article_rows(data: DataSet) -> RowsView:
    """The table of the articles of a data set."""
    return RowsView(_columns(ArticleData), _ROWS["articles"](data))


def _rows(frame: Frame, name: str, row: type[Struct]) -> RowsView:
    return RowsView(_columns(row), _ROWS[name](frame.data))


def _columns(row: type[Struct]) -> tuple[str, ...]:
    return tuple(name for name in row.__struct_fields__ if name not in _NESTED or "article" in row.__struct_fields__)


def _page(frame: Frame) -> DataView:
    data, words = frame.data, frame.words
    told = counted(
        words,
        article=len(data.articles),
        statement=sum(len(article.statements) for article in data.articles),
        event=sum(len(article.events) for article in data.articles),
    )
    note = words.say(
        "What this site publishes, as files: %(count)s. Retracted articles are in none of them.",
        count=told or words.say("nothing yet"),
    )
    about = words.say("What site.json and the files beside pages may hold, with every field explained.")
    table = words.say("One table, in UTF-8, for spreadsheets.")
    files = [PublicFile(_name(path), path, form, words.say(told)) for path, _, form, told in _WHOLE]
    files.append(PublicFile(_name(urls.SCHEMA), urls.SCHEMA, "JSON Schema", about))
    files += [PublicFile(_name(urls.table(name)), urls.table(name), "CSV", table) for name, _ in TABLES]
    tables = tuple(_table(name, row, words) for name, row in TABLES)
    description = words.say("What this site publishes, as files to download, and what each field means.")
    shell = frame.shell(urls.DATA, words.say("Data"), description)
    return DataView(shell, note, frame.site.settings.licence, tuple(files), tables)


def _table(name: str, row: type[Struct], words: Words) -> TableDoc:
    """A table explained in the site's language; what fields are called stays."""
    fields = (
        (field, _form(form, words), words.say(meaning) if meaning else "") for field, form, meaning in fields_of(row)
    )
    return TableDoc(name, words.say(meaning_of(row.__name__)), tuple(fields))


def _form(form: str, words: Words) -> str:
    many = form.removeprefix("list of ")
    told = words.say(_FORMS.get(many, many))
    return words.say("list of %(what)s", what=told) if many != form else told


def _name(path: str) -> str:
    return path.rpartition("/")[2]
