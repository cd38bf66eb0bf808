"""One case a construction, and what holds for any text."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_gen.ingest.article import bare_article
from site_gen.ingest.findings import StatementFound
from site_gen.ingest.statements import find_statements
from site_gen.model import Registry

_DATA = Path(__file__).parents[2] / "data" / "statements"
_CASES: dict[str, Any] = tomllib.loads((_DATA / "cases.toml").read_text("utf-8"))
_REGISTRY = Registry()
_PIECES = st.sampled_from(
    ["Lind", "said", "that", '"', "“", "”", "''", "‘", "’", "the mayor", ",", ".", "?", ":", "\n", "he", "told", "«"]
    + ["according", "to", "quoted", "as", "saying", "who", "and", "on Monday", "called", "for", "—", "it was", "claims"]
)


def _spans(found: StatementFound) -> list[tuple[int, int]]:
    named = [span for span in (found.speaker, found.cue, found.to, found.via) if span]
    return [*found.content, *named, (found.start, found.end)]


@pytest.mark.parametrize("name", _CASES)
def test_statements_of_a_construction_are_found(name: str) -> None:
    case = _CASES[name]
    article = bare_article(case["text"], "2024-05-02", lang=case.get("lang", "en"))
    got = [
        [
            one.kind,
            article.text[slice(*one.speaker)] if one.speaker else "",
            one.verb,
            " … ".join(article.text[slice(*span)] for span in one.content),
        ]
        for one in find_statements(article, _REGISTRY)
    ]
    assert got == case["found"]


def test_a_time_inside_a_who_clause_does_not_date_the_saying() -> None:
    text = "Lind, who may run in March, said the road was open. Ray, who fell on Monday, said on Tuesday it was shut."
    found = find_statements(bare_article(text, "2024-05-02"), _REGISTRY)
    assert [one.said.edtf if one.said else None for one in found] == [None, "2024-04-30"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Last month, Hanna Brek said the tower was safe.", "2024-04"),
        ("On Wednesday she said it was not.", "2024-05-01"),
        ("In May 2023, Riga reported that 12 had left.", "2023-05"),
        ("But in 2016, the office said that 12 had left.", "2016"),
        ("Since Monday, Lind has said that it is fine.", None),
        ("Until Friday, Lind said nothing had changed.", None),
        ("Lind fell on Monday. Later that evening, he admitted that it hurt.", None),
        ("After Monday's vote, Lind said it was over.", None),
        ("Boxer Ivo Pop who joined the protest on Sunday said that it was late.", None),
        ('"And I asked," said Hill, who will testify on Friday.', None),
        ('"We go," said Hill on Tuesday.', "2024-04-30"),
        ("Guards told USA TODAY that it was over.", None),
        ("Ana Pop, a chair of Lind's 2016 campaign who led the march on Monday, said it was over.", None),
        ('Telling of a visit in May 1992, he concedes a mistake, but adds: "I did nothing to her."', None),
    ],
)
def test_a_time_that_opens_the_sentence_dates_what_was_said(text: str, said: str | None) -> None:
    found = find_statements(bare_article(text, "2024-05-02"), _REGISTRY)
    assert {one.said.edtf if one.said else None for one in found} == {said}


def test_an_agency_at_the_end_passes_the_words_on() -> None:
    text = 'Lind said in a speech that the river "began to work" at noon, the agency CPS reported.'
    (found,) = find_statements(bare_article(text, "2024-05-02"), _REGISTRY)
    assert found.via is not None
    assert text[slice(*found.via)] == "the agency CPS"


@settings(max_examples=150, deadline=None)
@given(st.lists(_PIECES, max_size=60).map(" ".join))
def test_any_text_is_read_and_spans_lie_inside_it(text: str) -> None:
    for found in find_statements(bare_article(text), _REGISTRY):
        for start, end in _spans(found):
            assert 0 <= start < end <= len(text)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_characters_are_read(text: str) -> None:
    assert isinstance(find_statements(bare_article(text), _REGISTRY), tuple)


def test_statements_come_in_text_order_and_are_remembered() -> None:
    article = bare_article('"We go," Lind said. Pop said that she stays. "Good," he said.')
    found = find_statements(article, _REGISTRY)
    assert [one.start for one in found] == sorted(one.start for one in found)
    assert find_statements(article, _REGISTRY) is found


@pytest.mark.parametrize("piece", ['"', "Lind said ", "said, ", "and he said that ", "“a, ” said ", ", ", "the of "])
def test_time_grows_with_the_length_of_the_text(piece: str) -> None:
    def seconds(count: int) -> float:
        article = bare_article(piece * count)
        begin = time.process_time()
        find_statements(article, _REGISTRY)
        return time.process_time() - begin

    seconds(50)
    small, large = (min(seconds(count) for _ in range(3)) for count in (400, 1600))  # others slow a machine down
    assert large < 0.2 + 12 * small


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("In a speech on Tuesday, Lind said the dam was safe.", "2031-03-11"),
        ("On Tuesday in Oslo, Lind said the dam was safe.", "2031-03-11"),
        ("Speaking in Oslo on Tuesday, Lind said the dam was safe.", "2031-03-11"),
        ("In a post on X late on Monday, Lind said the dam was safe.", "2031-03-10"),
        ("In an interview with Ana Pop on Tuesday, Lind said the dam was safe.", "2031-03-11"),
        ("In a speech about the fire on Tuesday, Lind said the dam was safe.", None),
        ("In a report on the strike of May 3, Lind said the dam was safe.", None),
        ("After the fire on Tuesday, Lind said the dam was safe.", None),
    ],
)
def test_a_time_of_speaking_at_the_head_dates_what_was_said(text: str, said: str | None) -> None:
    (found,) = find_statements(bare_article(text, "2031-03-14"), Registry())
    assert (found.said.edtf if found.said else None) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Lind, elected in 2021 on a pledge to mend it, said the road was open.", None),
        ("Lind, mayor since 2019, said on Tuesday the road was open.", "2024-04-30"),
        ("Lind, the mayor in March, said the road was open.", None),
        ("Lind, speaking on Tuesday, said the road was open.", "2024-04-30"),
        ("Lind, on Tuesday, said the road was open.", "2024-04-30"),
        ("The mayor, Hanna Brek, said on Tuesday the road was open.", "2024-04-30"),
    ],
)
def test_an_aside_behind_a_subject_dates_only_speaking(text: str, said: str | None) -> None:
    (found,) = find_statements(bare_article(text, "2024-05-02"), _REGISTRY)
    assert (found.said.edtf if found.said else None) == said
