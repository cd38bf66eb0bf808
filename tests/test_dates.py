"""Partial dates: reading, order, validity, wording."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.dates import iso_day, parse_edtf, short_wording, sort_key, within, wording
from site_gen.datewords import WORDS
from site_gen.edtf import FORMS, Form

_DAYS = st.dates(date(1, 1, 1), date(9990, 12, 31))
_SINGLE = st.one_of(
    _DAYS.map(date.isoformat),
    _DAYS.map(lambda day: day.isoformat()[:7]),
    _DAYS.map(lambda day: day.isoformat()[:4]),
    _DAYS.map(lambda day: day.isoformat()[:3] + "X"),
    _DAYS.map(lambda day: day.isoformat()[:2] + "XX"),
    _DAYS.map(lambda day: "XXXX" + day.isoformat()[4:]),
    _DAYS.map(lambda day: day.isoformat()[:8] + "XX"),
    st.tuples(_DAYS, st.sampled_from([21, 22, 23, 24, 33, 34, 35, 36])).map(
        lambda pair: f"{pair[0].year:04}-{pair[1]}"
    ),
)
_QUALIFIED = st.tuples(_SINGLE, st.sampled_from(["", "?", "~", "%"])).map("".join)
_INTERVAL = st.tuples(_DAYS, st.integers(0, 900)).map(lambda pair: f"{pair[0]}/{pair[0] + timedelta(pair[1])}")
_OPEN = st.tuples(_DAYS, st.sampled_from(["../{}", "{}/..", "/{}", "{}/"])).map(lambda pair: pair[1].format(pair[0]))
_LIST = st.lists(_DAYS.map(date.isoformat), min_size=1, max_size=3).map(lambda days: f"[{','.join(days)}]")
_ANY = st.one_of(_QUALIFIED, _INTERVAL, _OPEN, _LIST)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_every_form_matches_its_right_examples_and_no_wrong_one(form: Form) -> None:
    assert all(re.fullmatch(form.pattern, text) for text in form.right)
    assert not any(re.fullmatch(form.pattern, text) for text in form.wrong)
    assert all(parse_edtf(text) for text in form.right)


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision"),
    [
        ("2022-08-04", "2022-08-04", "2022-08-04", "day"),
        ("2022-08-04T14:00:00Z", "2022-08-04", "2022-08-04", "moment"),
        ("2022-08", "2022-08-01", "2022-08-31", "month"),
        ("2024-02", "2024-02-01", "2024-02-29", "month"),
        ("2022", "2022-01-01", "2022-12-31", "year"),
        ("199X", "1990-01-01", "1999-12-31", "decade"),
        ("19XX", "1900-01-01", "1999-12-31", "century"),
        ("2022-08-XX", "2022-08-01", "2022-08-31", "unspecified"),
        ("2022-XX-04", "2022-01-04", "2022-12-04", "unspecified"),
        ("2022-XX", "2022-01-01", "2022-12-31", "unspecified"),
        ("2022-XX-XX", "2022-01-01", "2022-12-31", "unspecified"),
        ("2022-24", "2022-12-01", "2023-02-28", "season"),
        ("2022-35", "2022-07-01", "2022-09-30", "quarter"),
        ("2022-08-03/2022-08-04", "2022-08-03", "2022-08-04", "interval"),
        ("[2022-08-03,2022-08-09]", "2022-08-03", "2022-08-09", "list"),
    ],
)
def test_a_date_knows_its_first_and_last_day(text: str, earliest: str, latest: str, precision: str) -> None:
    value = parse_edtf(text)
    assert (str(value.earliest), str(value.latest), value.precision) == (earliest, latest, precision)


def test_open_ends_and_unknown_years_have_no_day() -> None:
    assert parse_edtf("../2022").earliest is None
    assert parse_edtf("2018-05-08/..").latest is None
    assert (parse_edtf("XXXX-09-25").earliest, parse_edtf("XXXX-09-25").latest) == (None, None)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2022-02-30", "there is no day 30 in 2022-02; its days are 1 to 28"),
        ("2022-13", "neither a month (01 to 12)"),
        ("2022-00-04", "there is no month 00"),
        ("0000", "there is no year 0"),
        ("XXXX-02-30", "no day 30 in any such month"),
        ("XXXX-13", "there is no month 13"),
        ("0000-XX", "there is no year 0"),
        ("2022-XX-32", "no month has a day 32"),
        ("2022-08-04/2022-08-03", "write 2022-08-03/2022-08-04"),
        ("2022-08-04T25:00Z", "25 is no hour"),
        ("4 August 2022", "write 2022-08-04"),
        ("", "write 2022-08-04"),
        ("/", "needs a start or an end"),
        ("2022/2023/2024", "one slash"),
        ("XXXX-01/2022", "needs years"),
        ("[2022", 'ends in "]"'),
        ("{2022-08-03,XXXX-09-25}", "the dates of a list need years"),
    ],
)
def test_a_wrong_date_is_told_with_what_would_be_right(text: str, told: str) -> None:
    with pytest.raises(ValueError, match=re.escape(told)):
        parse_edtf(text)


@given(st.text(alphabet="0123456789-/X?~%.[]{},TZ:", max_size=24))
def test_reading_any_text_gives_a_date_or_a_value_error(text: str) -> None:
    try:
        value = parse_edtf(text)
    except ValueError:
        return
    assert value.text == text


@given(_ANY)
def test_every_date_has_a_wording_in_every_language(text: str) -> None:
    for lang in (*WORDS, "en-GB", "xx"):
        assert wording(text, lang).strip()
        assert short_wording(text, lang).strip()


@given(_ANY, _ANY)
def test_what_is_wholly_earlier_is_ordered_earlier(left: str, right: str) -> None:
    first, second = parse_edtf(left), parse_edtf(right)
    if first.latest and second.earliest and first.latest < second.earliest:
        assert sort_key(left) < sort_key(right)


@given(_DAYS)
def test_a_day_survives_the_round_trip(day: date) -> None:
    assert iso_day(day.isoformat()) == day.isoformat()
    assert parse_edtf(day.isoformat()).earliest == day


@given(_INTERVAL)
def test_the_ends_of_an_interval_lie_within_it(text: str) -> None:
    start, _, end = text.partition("/")
    assert within(start, text)
    assert within(end, text)


def test_dates_are_ordered_by_first_then_last_day_and_unknown_years_come_last() -> None:
    mixed = ["XXXX-09-25", "2022-08-04/2022-08-09", "2022-08-04", "2022-08", "2022-08-03", "199X", "../1999"]
    assert sorted(mixed, key=sort_key) == [
        "../1999",
        "199X",
        "2022-08",
        "2022-08-03",
        "2022-08-04",
        "2022-08-04/2022-08-09",
        "XXXX-09-25",
    ]


def test_within_is_sure_only_when_every_day_lies_inside() -> None:
    assert within("2022-08-04", "2018-05-08/..")
    assert within("2022", "2018-05-08/..")
    assert not within("2018", "2018-05-08/..")
    assert not within("2018-05-07", "2018-05-08/..")
    assert not within("XXXX-09-25", "2018-05-08/..")
    assert within("XXXX-09-25", "")


def test_only_exactly_one_day_without_doubt_is_an_iso_day() -> None:
    assert iso_day("2022-08-04T14:00Z") == "2022-08-04"
    assert iso_day("2022-08-04/2022-08-04") == "2022-08-04"
    assert iso_day("2022-08-04?") is None
    assert iso_day("2022-08") is None


@pytest.mark.parametrize(
    ("text", "long", "short"),
    [
        ("2022-08-04", "4 August 2022", "4 Aug 2022"),
        ("2022-08", "August 2022", "Aug 2022"),
        ("2022", "2022", "2022"),
        ("199X", "the 1990s", "1990s"),
        ("19XX", "the 20th century", "20th c."),
        ("2022-08-03/2022-08-04", "between 3 and 4 August 2022", "3–4 Aug 2022"),
        ("2022-07-30/2022-08-04", "between 30 July and 4 August 2022", "30 Jul–4 Aug 2022"),
        ("2021-12/2022-01", "between December 2021 and January 2022", "Dec 2021–Jan 2022"),
        ("2022-06/2022-08", "between June and August 2022", "Jun–Aug 2022"),
        ("XXXX-09-25", "25 September, year unknown", "25 Sep, year ?"),
        ("XXXX-09", "September, year unknown", "Sep, year ?"),
        ("2022~", "about 2022", "c. 2022"),
        ("2022-08-04?", "possibly 4 August 2022", "4 Aug 2022?"),
        ("2018-05-08/..", "from 8 May 2018", "8 May 2018–…"),
        ("../2024", "until 2024", "…–2024"),
        ("2022-21", "spring 2022", "spring 2022"),
        ("2022-35", "the third quarter of 2022", "Q3 2022"),
        ("2022-08-XX", "a day in August 2022", "Aug 2022"),
        ("[2022-08-03,2022-08-04]", "3 or 4 August 2022", "3/4 Aug 2022"),
    ],
)
def test_readers_are_told_dates_in_words(text: str, long: str, short: str) -> None:
    assert (wording(text), short_wording(text)) == (long, short)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2022-08-04", "4 августа 2022"),
        ("2022-08", "август 2022"),
        ("199X", "1990-е годы"),
        ("XXXX-09-25", "25 сентября, год неизвестен"),
        ("2022-08-03/2022-08-04", "3 – 4 августа 2022"),
    ],
)
def test_a_second_language_is_a_row_of_words(text: str, told: str) -> None:
    assert wording(text, "ru") == told
