"""Holidays by rule."""

from __future__ import annotations

from datetime import date

import pytest

from site_gen.ingest.dates.holidays import easter


@pytest.mark.parametrize(("year", "day"), [(2019, "04-21"), (2022, "04-17"), (2024, "03-31"), (2038, "04-25")])
def test_easter_falls_on_its_known_days(year: int, day: str) -> None:
    assert easter(year) == date.fromisoformat(f"{year}-{day}")
