"""The data set: valid by its schema, whole, within its rights, listed and explained, with a twin beside each page."""

from __future__ import annotations

import json
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from hostile_site import BASE, HIDDEN, files, site
from jsonschema import Draft202012Validator

from site_gen.model import Item, PublishText
from site_gen.site.assemble import Site
from site_gen.site.data.collect import article_data
from site_gen.site.data.dictionary import TABLES, descriptions, fields_of
from site_gen.site.data.rows import ArticleData
from site_gen.site.page import Frame
from site_gen.site.plan import plan_pages

DATA = ("site.json", "site.sqlite", "timeline.json", "events.ics", "actors.gexf", "sources.bib", "annotations.json")
NAMES = (*DATA, "schema.json", *(f"{name}.csv" for name, _ in TABLES))


def _validator(definition: str = "") -> Draft202012Validator:
    schema = json.loads(files()["data/schema.json"])
    if definition:
        schema["$ref"] = f"#/$defs/{definition}"
    return Draft202012Validator(schema)


def _read(path: str, base_url: str = BASE) -> Any:
    return json.loads(files(base_url)[path])


@pytest.mark.parametrize("base_url", ["", BASE])
def test_the_data_set_is_valid_by_its_schema(base_url: str) -> None:
    assert list(_validator().iter_errors(_read("data/site.json", base_url))) == []


def test_the_schema_refuses_what_is_no_data_set() -> None:
    found = _read("data/site.json")
    spoilers: tuple[Callable[[], object], ...] = (
        lambda: found["articles"][0].pop("title"),
        lambda: found["articles"][0].update(page=1),
        lambda: found["articles"][0]["statements"][0].update(kind="shouted"),
        lambda: found["actors"][0].update(place="content/actors.yaml:1"),
        lambda: found.pop("licence"),
    )
    for spoil in spoilers:
        before = len(list(_validator().iter_errors(found)))
        spoil()
        assert len(list(_validator().iter_errors(found))) > before


def test_every_page_of_a_record_has_its_twin_and_leads_to_it() -> None:
    kinds = {"items": "ArticleData", "actors": "ActorFile", "topics": "TopicFile", "sources": "SourceFile",
             "says": "PairFile"}  # fmt: skip
    for path, text in files().items():
        folder, _, name = path.partition("/")
        if not path.endswith(".html") or folder not in kinds or path == "items/gone.html":
            continue
        link = f'<link rel="alternate" type="application/json" href="../{folder}/'
        assert link in text.decode(), path
        twin = text.decode().partition(link)[2].partition('"')[0]
        assert list(_validator(kinds[folder]).iter_errors(_read(f"{folder}/{twin}"))) == []
        assert name.startswith(twin.removesuffix(".json"))


def test_a_twin_holds_the_same_rows_as_the_data_set() -> None:
    articles = {one["id"]: one for one in _read("data/site.json")["articles"]}
    assert _read("items/full.json") == articles["full"]
    mayor = _read("actors/mayor.json")
    rows = {row["id"]: row for article in articles.values() for row in article.get("statements", ())}
    assert [row["id"].partition("#")[0] for row in mayor["statements"]] == ["waiting", "undated", "full", "closed"]
    assert all(rows[row["id"]] == row for row in mayor["statements"])
    assert {one["id"] for one in mayor["articles"]} == {"full", "closed", "opening", "waiting"}
    assert _read("sources/wire.json")["articles"][0]["id"] == "closed"


def test_the_twin_of_a_pair_holds_what_the_actor_says_on_the_topic_newest_first() -> None:
    pairs = [path for path in files() if path.startswith("says/") and path.endswith(".json")]
    assert pairs
    for path in pairs:
        found = _read(path)
        said = _read(f"actors/{found['actor']}.json")["statements"]
        assert found["statements"] == [row for row in said if found["topic"] in row.get("topics", ())]
        assert path == found["page"].removesuffix(".html") + ".json"
        assert found["page"] in files()


def test_what_is_retracted_or_held_back_is_in_no_file_of_data() -> None:
    assert "items/gone.json" not in files()
    for path, raw in files().items():
        if path.startswith("data/") or (path.endswith(".json") and not path.startswith("corrections")):
            assert b"Zzyzx" not in raw, path
            assert b"Xyzzy" not in raw, path


def test_only_what_a_person_stands_behind_is_in_the_data_of_such_a_site() -> None:
    everything, confirmed = files(), files(publish="confirmed")
    assert b"waiting" in everything["data/articles.csv"]
    for path, raw in confirmed.items():
        if path.startswith("data/"):
            assert b"waiting" not in raw.lower(), path
    assert "items/waiting.json" not in confirmed


@pytest.mark.parametrize(
    ("shown", "whole", "opening"),
    [
        ("none", {"full"}, set()),
        ("excerpt", {"full"}, {"waiting", "opening", "undated"}),
        ("full", {"full", "waiting", "opening", "undated"}, set()),
    ],
)
def test_a_text_is_in_the_data_only_as_far_as_it_may_be_shown(
    shown: PublishText, whole: set[str], opening: set[str]
) -> None:
    found = files(shown=shown)
    articles = json.loads(found["data/site.json"])["articles"]
    assert {one["id"] for one in articles if "text" in one} == whole
    assert {one["id"] for one in articles if "excerpt" in one} == opening
    for path, raw in found.items():
        if path == "data/site.json":
            assert raw.count(HIDDEN.encode()) == len(whole), path
        elif path.startswith("data/") and path != "data/annotations.json":
            assert HIDDEN.encode() not in raw, path


def test_the_data_set_is_what_stands_beside_its_articles_joined() -> None:
    page = next(page for page in plan_pages(site()) if page.path == "data/site.json")
    assert page.joined is not None
    joined = page.joined()
    parts = [files()[path] for path in joined.paths]
    assert len(parts) > 3
    assert all(part.endswith(b"\n") for part in parts)
    assert joined.head + b",".join(part[:-1] for part in parts) + joined.tail == files()["data/site.json"]


def test_the_data_page_lists_every_file_of_data_with_what_it_is() -> None:
    page = unescape(files()["data.html"].decode())
    listed = [name for name in NAMES if f'href="data/{name}"' in page]
    assert listed == list(NAMES)
    assert {path for path in files() if path.startswith("data/")} == {f"data/{name}" for name in NAMES}
    assert "Licence: CC BY 4.0" in page
    assert '<a href="data.html">Data</a>' in files()["index.html"].decode()


def test_the_data_page_explains_every_field_of_every_table() -> None:
    page = unescape(files()["data.html"].decode())
    for name, row in TABLES:
        assert f'<h3 id="{name}">' in page
        for field, form, meaning in fields_of(row):
            assert f"<code>{field}</code>" in page
            assert meaning, (name, field)
            assert meaning in page
            assert form


def test_every_field_has_a_line_that_says_what_it_means() -> None:
    told = descriptions()
    rows = [row for _, row in TABLES]
    fields = [(row.__name__, name) for row in rows for name in row.__struct_fields__]
    lacking = [(row, name) for row, name in fields if not told[row].get(name)]
    assert lacking == []
    assert told["StatementData"]["said"].startswith("Day on which it was said")


def test_a_place_in_a_file_of_the_editor_s_is_not_published() -> None:
    for path, raw in files().items():
        if path.startswith("data/") and not path.endswith("schema.json"):
            assert b"content/" not in raw, path


def test_an_article_is_made_once_where_others_show_its_lines_and_else_is_not_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[str] = []

    def counted(found: Site, item: Item) -> ArticleData:
        made.append(item.id)
        return article_data(found, item)

    monkeypatch.setattr("site_gen.site.page.article_data", counted)
    shown = site()
    frame = Frame(shown)
    told = next(item for item in shown.items if item.statements)
    bare = next(item for item in shown.items if not (item.statements or item.events or item.figures))
    for item in (told, told, bare, bare):
        assert frame.texted(item).id == item.id
    assert made == [told.id, bare.id, bare.id]
    assert frame.article(bare) is frame.article(bare)
    frame.texted(bare)
    assert made == [told.id, bare.id, bare.id, bare.id]
