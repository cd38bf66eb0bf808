"""Exports that nobody told the encoding of: read where it is clear, asked about where it is not, never guessed."""

from __future__ import annotations

import io
import tomllib
from pathlib import Path
from typing import Final

import pytest

from site_gen.errors import Problem
from site_gen.incoming import FieldMap
from site_gen.ingest.exports.encodings import encodings_of, judged_encoding
from site_gen.ingest.exports.json_lines import read_json_lines
from site_gen.ingest.exports.judge import Judge
from site_gen.ingest.exports.record import Record

TEXTS: Final = tomllib.loads((Path(__file__).parents[1] / "data/encodings.toml").read_text(encoding="utf-8"))


def encoded() -> list[tuple[str, str]]:
    """Each text, with each encoding that was made for its language and has all its letters."""
    pairs = []
    for name, text in TEXTS.items():
        for encoding in encodings_of(name[:2]):
            try:
                text.encode(encoding)
            except UnicodeEncodeError:
                continue
            pairs.append((name, encoding))
    return pairs


@pytest.mark.parametrize(("name", "encoding"), encoded())
def test_a_few_sentences_are_read_as_they_were_written(name: str, encoding: str) -> None:
    data = b'{"id": "a1", "url": "https://post.example/1", "text": "' + TEXTS[name].encode(encoding) * 2 + b'"}\n'
    judged = judged_encoding(data)
    assert judged
    assert TEXTS[name] in data.decode(judged)


def test_there_are_sentences_for_thirty_languages_and_twenty_encodings() -> None:
    pairs = encoded()
    assert len({name[:2] for name, _ in pairs}) >= 28
    assert len({encoding for _, encoding in pairs}) >= 20


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("The minister Pavel Kovač was not in town, and he said that it was for the mayor to decide. ", "cp1250"),
        (
            "Plan ½ für Aydan Özoğuz und für die Länder ist nicht neu, sagte das Amt, und es wird auch nicht alt. ",
            "cp1254",
        ),
        ("The minister met Иван Петров on Monday, and he said that it was for the town to decide. ", "cp1251"),
        ("Плотина держится", "cp1251"),
        ("Үкімет бейсенбі күні бөгет төтеп беретінін және балалар мектепке баратынын мәлімдеді. ", "kz1048"),
        ("รัฐบาลประกาศเมื่อวันพฤหัสบดีว่าเขื่อนจะต้านทานได้และเด็กๆจะไปโรงเรียน", "cp874"),
        ("où", "cp1252"),
        ("".join(map(chr, range(128, 256))), "latin-1"),
        ("", "latin-1"),
    ],
)
@pytest.mark.parametrize("times", [1, 5])
def test_what_is_not_clear_is_asked(text: str, encoding: str, times: int) -> None:
    assert judged_encoding(text.encode(encoding) * times) == ""


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("The minister Jiří Čapek met Tomáš Dvořák and Kateřina Konečná on Monday, and he said so. ", "cp1250"),
        (
            "The minister Szijjártó met Orbán and Győző on Monday, and he said that it was for the town to decide. ",
            "cp1250",
        ),
        ("President Erdoğan met Kılıçdaroğlu and Şimşek on Monday in Muğla, and he said that it was so. ", "cp1254"),
        ("It’s the mayor’s town, she said on Monday, and he said that it was not the first time to say so. ", "cp1252"),
    ],
)
def test_names_in_english_tell_the_encoding_where_only_one_has_them(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    assert data.decode(judged_encoding(data)) == text


def test_what_is_told_is_taken_and_nothing_said_of_it() -> None:
    data = ('{"text": "' + TEXTS["ru"] + '"}\n').encode("koi8-r")
    (record,) = read_json_lines(io.BytesIO(data), "x", FieldMap(encoding="windows-1251"))
    assert isinstance(record, Record)
    assert record.values["text"] == TEXTS["ru"].encode("koi8-r").decode("windows-1251")


def test_the_last_line_counts_like_the_first_wherever_reading_begins() -> None:
    lines = ['{"text": "Kovač"}'] * 3 + [f'{{"text": "{TEXTS["cs"]}"}}']
    told = {}
    for order in (lines, lines[::-1]):
        found = list(read_json_lines(io.BytesIO("\n".join(order).encode("cp1250")), "x", FieldMap()))
        told[order[0]] = {one.values["text"] for one in found if isinstance(one, Record)}
        assert [one.code for one in found if isinstance(one, Problem)] == ["judged-encoding"]
    assert list(told.values()) == [{"Kovač", TEXTS["cs"]}] * 2


@pytest.mark.parametrize("size", [1 << 16, (1 << 16) - 1, (1 << 16) - 2, (1 << 16) - 3])
def test_a_character_at_the_edge_of_what_is_read_at_once_is_no_other_encoding(size: int) -> None:
    data = b"x" * (size - 1) + "Ж€".encode() * 9 + b"\n"
    assert Judge(io.BytesIO(data), "").encoding == ""


def test_judging_leaves_the_file_where_it_was() -> None:
    file = io.BytesIO(TEXTS["ru"].encode("cp1251") * 3 + b"\n" + b"more\n")
    file.readline()
    place = file.tell()
    assert Judge(file, "").encoding == "windows-1251"
    assert file.tell() == place
