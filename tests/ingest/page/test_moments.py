"""Dates as machines and pages write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.dates import parse_edtf
from site_gen.ingest.page.moments import read_moment, same_instant


@pytest.mark.parametrize(
    ("text", "lang", "edtf"),
    [
        ("2031-04-02", "", "2031-04-02"),
        ("2031-04-02T14:05:00+0200", "", "2031-04-02T14:05:00+02:00"),
        ("2031-04-02T14:05:00.123Z", "", "2031-04-02T14:05:00Z"),
        ("2031-04-02 14:05", "", "2031-04-02T14:05:00"),
        ("2031-04-02T00:00:00Z", "", "2031-04-02"),
        ("20310402", "", "2031-04-02"),
        ("20310402T140500Z", "", "2031-04-02T14:05:00Z"),
        ("1932993900", "", "2031-04-03T14:45:00Z"),
        ("1932993900000", "", "2031-04-03T14:45:00Z"),
        ("Wed, 02 Apr 2031 14:05:00 +0530", "", "2031-04-02T14:05:00+05:30"),
        ("Wed Apr 02 2031 14:05:00 GMT+0200 (CEST)", "", "2031-04-02T14:05:00+02:00"),
        ("April 2, 2031 at 9:31 p.m. UTC", "en", "2031-04-02T21:31:00Z"),
        ("12:05 a.m., 2 April 2031", "en", "2031-04-02T00:05:00"),
        ("2nd of April 2031", "en", "2031-04-02"),
        ("Mittwoch, 2. April 2031, 14:05 Uhr", "de", "2031-04-02T14:05:00"),
        ("2.4.2031", "de", "2031-04-02"),
        ("le 1er avril 2031", "fr", "2031-04-01"),
        ("2 de abril de 2031", "es", "2031-04-02"),
        ("2 апреля 2031, 14:05", "ru", "2031-04-02T14:05:00"),
        ("2031年4月2日 14:05", "ja", "2031-04-02T14:05:00"),
        ("2031. április 2.", "hu", "2031-04-02"),
        ("4/13/2031", "en", "2031-04-13"),
        ("13/4/2031", "en", "2031-04-13"),
        ("4/2/2031", "en-US", "2031-04-02"),
        ("4/2/2031", "fr", "2031-02-04"),
        ("4/2/2031", "en", None),
        ("20310414T00:38:07Z", "", "2031-04-14T00:38:07Z"),
        ("2031-12-05T23:15:0Z", "", "2031-12-05T23:15:00Z"),
        ("13 Jan 2031, 22:11 GMT+10", "en", "2031-01-13T22:11:00+10:00"),
        ("24 نيسان / أبريل 2031", "ar", "2031-04-24"),
        ("٧ أكتوبر ٢٠٣١", "ar", "2031-10-07"),
        ("2 تير 1399", "fa", "2020-06-22"),
        ("۱ فروردین ۱۴۰۰", "fa", "2021-03-21"),
        ("31 مهر 1400", "fa", None),
        ("12 במאי 2031", "he", "2031-05-12"),
        ("2. listopadu 2031", "cs", "2031-11-02"),
        ("2031-02-30", "", None),
        ("April 2031", "", None),
        ("Wednesday", "", None),
        ("x", "", None),
        ("", "", None),
        ("99/99/9999", "", None),
    ],
)
def test_a_date_is_read_as_written_or_not_at_all(text: str, lang: str, edtf: str | None) -> None:
    assert read_moment(text, lang) == edtf


@given(st.text(max_size=160), st.sampled_from(["", "en", "en-US", "de"]))
def test_whatever_is_read_is_a_date_of_ours(text: str, lang: str) -> None:
    edtf = read_moment(text, lang)
    assert edtf is None or parse_edtf(edtf).precision in ("day", "moment")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2031-04-02T00:10:00+02:00", "2031-04-01T22:10:00Z", True),
        ("2031-04-02T00:10:00+02:00", "2031-04-02T00:10:00Z", False),
        ("2031-04-02T00:10:00", "2031-04-02T00:10:00Z", False),
        ("2031-04-02", "2031-04-02", False),
    ],
)
def test_an_instant_is_one_in_all_zones(one: str, other: str, same: bool) -> None:
    assert same_instant(one, other) is same
