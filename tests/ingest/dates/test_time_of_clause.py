"""Which time dates a clause."""

from __future__ import annotations

import pytest

from site_gen.ingest.article import bare_article
from site_gen.ingest.dates import time_of_clause


def _dated(text: str) -> str | None:
    found = time_of_clause(bare_article(text, "2022-08-04"), 0, len(text))
    return text[found.start : found.end] if found else None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Moscow on Thursday called for restraint.", "Thursday"),
        ("Earlier in the day he spoke of the 2020 war.", "Earlier in the day"),
        ("Last week the two sides met.", "Last week"),
        ("In 2020, on May 4, they met.", "May 4"),
        ('"We left on Monday," he said on Wednesday.', "Wednesday"),
        ("“We left on Monday,” he said.", None),
        ("Turkey backed Azerbaijan in the 2020 war.", None),
        ("He spoke at Friday's meeting.", None),
        ("They fought for decades.", None),
        ("They signed the 12 July agreement.", None),
        ("They saw the 19th-century church.", None),
        ("He is now free.", None),
    ],
)
def test_only_an_adverbial_of_the_reporter_dates_a_clause(text: str, words: str | None) -> None:
    assert _dated(text) == words


def test_a_clause_is_dated_by_what_stands_inside_it() -> None:
    text = "On Monday he came. On Tuesday he left."
    found = time_of_clause(bare_article(text, "2022-08-04"), 19, len(text))
    assert found is not None
    assert found.edtf == "2022-08-02"
