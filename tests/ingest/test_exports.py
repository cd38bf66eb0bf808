"""Exports of monitoring desks as they come, file by file: every row taken, or told by its place why not."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path
from typing import Any, Final

import pytest

from site_gen.content.sidecar import parse_sidecar
from site_gen.errors import Problem, format_problem
from site_gen.incoming import FieldMap
from site_gen.ingest.doors.bundles import bundle_of
from site_gen.ingest.exports.cells import people
from site_gen.ingest.exports.columns import column_of
from site_gen.ingest.exports.csv_text import read_csv
from site_gen.ingest.exports.dates import read_export_date
from site_gen.ingest.exports.files import named_map
from site_gen.ingest.exports.json_lines import read_json_lines
from site_gen.ingest.exports.json_text import read_json
from site_gen.ingest.exports.languages import language_tag
from site_gen.ingest.exports.record import MOST_BYTES, Record
from site_gen.ingest.exports.row import rows_of
from site_gen.ingest.unpack import Row

CASES: Final = sorted(
    path for path in (Path(__file__).parents[1] / "data/exports").iterdir() if path.suffix not in (".txt",)
)


def rows(data: bytes, name: str) -> tuple[list[Row], list[Problem]]:
    """The rows of a file and what is told of the others."""
    problems: list[Problem] = []
    bundle = bundle_of(name)
    assert bundle is not None
    return list(bundle.read(io.BytesIO(data), name, problems)), problems


def told(path: Path) -> str:
    """Rows and problems of a file, for a person to read."""
    found, problems = rows(path.read_bytes(), path.name)
    lines = [f"== {row.key} | {row.name}\n{row.sidecar}-- {row.data.decode()}" for row in found]
    return "\n".join([*lines, *map(format_problem, problems)]) + "\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case.name))
def test_every_row_of_an_export_is_taken_or_told(case: Path) -> None:
    expected = case.with_name(f"{case.name}.txt")
    if os.environ.get("SITE_GEN_SNAPSHOT"):
        expected.write_text(told(case), encoding="utf-8")
    assert told(case) == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case.name))
def test_every_sidecar_of_a_row_is_one_that_ingest_reads(case: Path) -> None:
    for row in rows(case.read_bytes(), case.name)[0]:
        parse_sidecar("x.yaml", row.sidecar)


@pytest.mark.parametrize("form", ["jl", "js", "cs"])
def test_each_form_has_ten_files_with_faults_and_more(form: str) -> None:
    assert sum(case.name.startswith(form) for case in CASES) >= 10


def test_a_map_names_columns_and_the_order_of_dates() -> None:
    given = FieldMap(text=("Meldung",), published=("am",), dates="dmy", always=(("source", "post"), ("lang", "de")))
    records = [Record(1, {"Meldung": "Der Damm hält.", "am": "4/8/2022", "text": "nicht dies"})]
    problems: list[Problem] = []
    (row,) = rows_of(records, "x.csv", "desk", given, problems)
    assert row.data == "Der Damm hält.".encode()
    assert problems == []
    sidecar = parse_sidecar("x.yaml", row.sidecar)
    assert (sidecar.published, sidecar.source, sidecar.lang) == ("2022-08-04", "post", "de")
    assert sidecar.extra == (("text", "nicht dies"),)


def test_columns_too_long_or_too_many_to_be_kept_are_told_once_a_file() -> None:
    problems: list[Problem] = []
    long = {"transcript": "so " * 700, "desk": "north"}
    many = {f"c{number:02}": "x" for number in range(62)}
    records = [
        Record(1, {"text": "The dam held.", **long}),
        Record(2, {"text": "It broke.", **long}),
        Record(3, {"text": "It rained.", **many}),
    ]
    rows = list(rows_of(iter(records), "x.jsonl", "desk", FieldMap(), problems))
    assert ["desk: " in (row.sidecar or "") for row in rows] == [True, True, False]
    told = "too long or too many to be kept under extra: c60 (1), c61 (1), transcript (2); they stay in the file"
    assert [(problem.code, problem.message) for problem in problems] == [("left-in-file", told)]


def test_the_map_with_the_longest_fitting_name_is_a_files_own() -> None:
    maps = (("desk", FieldMap(rows="a")), ("desk-en", FieldMap(rows="b")))
    assert named_map("x/desk-2022-08.json", maps)[1].rows == "a"
    assert named_map("x/desk-en-2022.json", maps)[1].rows == "b"
    assert named_map("x/desktop.json", maps) == ("desktop", FieldMap())


def test_an_encoding_in_the_map_is_for_what_is_not_utf_8() -> None:
    data = '{"text": "Плотина — да"}\n'.encode() + '{"text": "Плотина"}\n'.encode("windows-1251")
    found = list(read_json_lines(io.BytesIO(data), "x", FieldMap(encoding="windows-1251")))
    assert [one.values["text"] for one in found if isinstance(one, Record)] == ["Плотина — да", "Плотина"]


def test_a_record_longer_than_one_may_be_is_refused_and_the_next_is_read() -> None:
    long = b'{"text": "' + b"x" * MOST_BYTES + b'"}\n'
    found = list(read_json_lines(io.BytesIO(b'{"text": "a"}\n' + long + b'{"text": "b"}\n'), "x", FieldMap()))
    assert [one.at if isinstance(one, Record) else one.code for one in found] == [1, "too-large", 3]


@pytest.mark.parametrize("size", [1, 2, 3, 5, 7, 64])
def test_json_read_in_small_parts_gives_the_same_records(size: int) -> None:
    text = '\ufeff {"a": [], "docs": [{"text": "one \\u00e9 ]}", "n": 12}, {"text": "zwei ü", "n": -1.5e3}], "z": {}}'

    class Slow(io.BytesIO):
        def read(self, wanted: int | None = -1, /) -> bytes:
            return super().read(min(wanted, size) if wanted and wanted > 0 else wanted)

    slow = list(read_json(Slow(text.encode()), "x", FieldMap()))
    assert slow == list(read_json(io.BytesIO(text.encode()), "x", FieldMap()))
    assert [one.values["n"] for one in slow if isinstance(one, Record)] == [12, -1500.0]


def test_a_huge_cell_of_csv_comes_whole() -> None:
    cell = "The dam held.\n" * 20_000
    (record,) = read_csv(io.BytesIO(f'id,text\n1,"{cell}"\n'.encode()), "x.csv", FieldMap())
    assert isinstance(record, Record)
    assert record.values["text"] == cell


@pytest.mark.parametrize(
    ("value", "order", "day"),
    [("4/8/2022", "", None), ("4/8/2022", "dmy", "2022-08-04"), ("4/8/2022", "mdy", "2022-04-08"),
     ("04.08.2022", "", "2022-08-04"), ("2022/8/4 10:00", "", "2022-08-04"), (1659571200.5, "", "2022-08-04"),
     ("Wed Apr 02 10:00:00 +0000 2031", "", "2031-04-02"), ("02/Apr/2031:10:00:00 +0000", "", "2031-04-02"),
     ("2031年4月2日", "", "2031-04-02"), ("02-Apr-2031 10:00AM", "", "2031-04-02"),
     ("12", "", None), ("31/31/2022", "dmy", None)],
)  # fmt: skip
def test_a_date_is_read_only_where_its_day_is_told(value: Any, order: str, day: str | None) -> None:
    assert read_export_date(value, "en", order) == day


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Ada Holm, Ben Weir", ["Ada Holm", "Ben Weir"]),
        ("Holm, Ada", ["Holm, Ada"]),
        ("By Ada Holm; Weir", ["Ada Holm", "Weir"]),
    ],
)
def test_commas_part_whole_names_alone(cell: str, names: list[str]) -> None:
    assert list(people(cell)) == names


@pytest.mark.parametrize(("name", "tag"), [("English", "en"), ("rus", "ru"), ("pt_BR", "pt-BR"), ("Klingon", "")])
def test_a_language_is_told_by_name_or_code(name: str, tag: str) -> None:
    assert language_tag(name) == tag


def test_a_column_is_found_by_its_common_name_however_it_is_written() -> None:
    assert column_of({"Date Published": "x"}, "published", FieldMap()) == "Date Published"
    assert column_of({"source": {"name": "Post"}}, "source", FieldMap()) == "source.name"


def test_an_encoding_that_is_told_holds_for_what_is_not_utf_8_in_json_of_one_piece() -> None:
    data = '[{"text": "Kovač kam."}, '.encode() + '{"text": "Ilić ging."}, '.encode("cp1250") + b'{"text": "\\u017d"}]'
    found = list(read_json(io.BytesIO(data), "x.json", FieldMap(encoding="windows-1250")))
    assert [one.values["text"] for one in found if isinstance(one, Record)] == ["Kovač kam.", "Ilić ging.", "Ž"]


def test_a_letter_of_two_bytes_whose_second_is_a_mark_of_json_breaks_no_record() -> None:
    rows = [{"text": "表示できません。能力の問題です。"}, {"text": "橋は閉まっています。"}]
    data = json.dumps(rows, ensure_ascii=False).encode("shift_jis")
    assert b"\\" in data
    found = list(read_json(io.BytesIO(data), "x.json", FieldMap(encoding="shift_jis")))
    assert [one.values for one in found if isinstance(one, Record)] == rows
