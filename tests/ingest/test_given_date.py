"""Dates that a person or a header line gave."""

from __future__ import annotations

import pytest

from site_gen.ingest.given_date import read_given_date


@pytest.mark.parametrize(
    ("text", "lang", "edtf"),
    [
        ("2022-08-04", "en", "2022-08-04"),
        ("2022-08-04T10:00Z", "en", "2022-08-04"),
        ("2022-08-04 10:00:00+04", "en", "2022-08-04"),
        ("199X", "en", "199X"),
        ("Aug. 4, 2022", "en", "2022-08-04"),
        ("4 August 2022", "en", "2022-08-04"),
        ("Thu, 04 Aug 2022 10:00:00 GMT", "en", "2022-08-04"),
        ("August 2022", "en", "2022-08"),
        ("4 августа 2022", "ru", "2022-08-04"),
        ("04.08.2022", "ru", "2022-08-04"),
        ("8/25/2022", "en", "2022-08-25"),
        ("4 օգոստոսի 2022", "hy", "2022-08-04"),
    ],
)
def test_human_forms_become_edtf(text: str, lang: str, edtf: str) -> None:
    assert read_given_date(text, lang) == edtf


@pytest.mark.parametrize(
    "text", ["", "yesterday", "2 hours ago", "August 4", "not a date", "2022-02-30", "4/8/2022", "x" * 200]
)
def test_what_is_no_full_date_is_none(text: str) -> None:
    assert read_given_date(text) is None
