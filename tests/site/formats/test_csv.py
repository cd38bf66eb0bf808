"""Tables as CSV: what was there comes back, and nothing runs in a spreadsheet."""

from __future__ import annotations

import csv
import io

import pytest
from hostile_site import HOSTILE, LATER, WIDE, data, files
from hypothesis import given
from hypothesis import strategies as st

from site_gen.site.data.dictionary import TABLES
from site_gen.site.data.rows import TopicData
from site_gen.site.formats.csv import csv_bytes
from site_gen.site.formats.views import RowsView


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files()[f"data/{name}.csv"].decode(), newline="")))


def test_every_table_of_the_data_set_is_there_with_a_row_for_each_entry() -> None:
    found = data()
    counted = {
        "articles": len(found.articles),
        "statements": sum(len(one.statements) for one in found.articles),
        "events": sum(len(one.events) for one in found.articles),
        "figures": sum(len(one.figures) for one in found.articles),
        "actors": len(found.actors),
        "topics": len(found.topics),
        "sources": len(found.sources),
    }
    assert {name: len(_rows(name)) for name, _ in TABLES} == counted


def test_values_come_back_as_they_were() -> None:
    article = next(row for row in _rows("articles") if row["id"] == "full")
    assert article["title"] == f"Gates {HOSTILE}"
    assert article["actors"] == "mayor;town;guard"
    assert article["confirmed"] == "true"
    assert next(row for row in _rows("events") if row["when"] == "2022-08-06")["text"] == WIDE
    assert [row["when"] for row in _rows("events")].count("") == 1
    mayor = next(row for row in _rows("actors") if row["id"] == "mayor")
    assert (mayor["aliases"], mayor["roles"], mayor["names"]) == ("Holm", "mayor", "ar=آدا")


def test_no_cell_of_the_site_begins_like_a_formula() -> None:
    for name, _ in TABLES:
        for row in _rows(name):
            assert not any(value.startswith(("=", "+", "-", "@", "\t", "\r")) for value in row.values()), row
    assert any(row["text"] == f"'{LATER}" for row in _rows("statements"))
    assert any(row["title"] == "'-Opening" for row in _rows("articles"))


@pytest.mark.parametrize("start", list("=+-@\t\r"))
def test_what_a_spreadsheet_would_run_stands_behind_an_apostrophe(start: str) -> None:
    rows = (TopicData("a", "p", f"{start}cmd|' /C calc'!A0", terms=(f"{start}x", "y")),)
    read = list(csv.reader(io.StringIO(csv_bytes(RowsView(("id", "name", "terms"), rows)).decode(), newline="")))
    assert read[1] == ["a", f"'{start}cmd|' /C calc'!A0", f"'{start}x;y"]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\",;'")))
def test_any_text_survives_the_round_trip(text: str) -> None:
    written = csv_bytes(RowsView(("name",), (TopicData("a", "p", f"x{text}"),))).decode()
    assert list(csv.reader(io.StringIO(written, newline="")))[1] == [f"x{text}"]


def test_an_empty_table_has_its_names() -> None:
    assert csv_bytes(RowsView(("id", "name"), ())) == b"id,name\r\n"
