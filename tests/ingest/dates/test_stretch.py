"""Stretches of the calendar."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.dates import parse_edtf
from site_gen.ingest.dates.stretch import Stretch, containing, edtf_of_value, shift


@pytest.mark.parametrize(
    ("value", "edtf"),
    [
        ("2022-08-04", "2022-08-04"),
        ("2022-08-04TEV", "2022-08-04"),
        ("2022-08-04T14:30", "2022-08-04"),
        ("XXXX-09-25", "XXXX-09-25"),
        ("2022-08", "2022-08"),
        ("2022", "2022"),
        ("199", "199X"),
        ("19", "19XX"),
        ("2022-W31", "2022-08-01/2022-08-07"),
        ("2022-W31-WE", "2022-08-06/2022-08-07"),
        ("2022-SU", "2022-22"),
        ("2022-Q3", "2022-35"),
        ("2022-H1", "2022-01/2022-06"),
        ("XXXX-WXX-4", None),
        ("XXXX-XX-XX", None),
        ("P3M", None),
        ("PRESENT_REF", None),
        ("BC0264", None),
    ],
)
def test_a_timex_value_that_denotes_calendar_time_has_an_edtf(value: str, edtf: str | None) -> None:
    assert edtf_of_value(value) == edtf


@given(st.dates(date(1, 1, 8), date(9990, 1, 1)), st.sampled_from(["D", "W", "M", "Q", "Y", "DE", "CE"]))
def test_a_stretch_holds_its_day_and_its_value_reads_back(day: date, unit: str) -> None:
    stretch = containing(unit, day)
    edtf = edtf_of_value(stretch.value)
    assert edtf is not None
    value = parse_edtf(edtf)
    assert value.earliest is not None
    assert value.latest is not None
    assert value.earliest <= day <= value.latest


@given(st.dates(), st.integers(-20_000, 20_000), st.sampled_from(["D", "W", "F", "M", "Q", "Y", "DE", "CE", "ML"]))
def test_shifting_beyond_the_calendar_gives_none_not_an_error(day: date, count: int, unit: str) -> None:
    moved = shift(Stretch("D", day), count, unit)
    assert moved is None or 1 <= moved.first.year <= 9999
