"""The calendar, read back by another library: days, escapes, folds, ids that stay."""

from __future__ import annotations

from datetime import date
from typing import Any

from hostile_site import BASE, HOSTILE, WIDE, data
from icalendar import Calendar

from site_gen.site.formats.icalendar import icalendar_bytes


def _events() -> list[Any]:
    return list(Calendar.from_ical(icalendar_bytes(data())).walk("VEVENT"))


def _one(state: str, first: date) -> Any:
    return next(one for one in _events() if one["STATUS"] == state and one["DTSTART"].dt == first)


def test_events_are_whole_days_with_the_day_after_as_their_end() -> None:
    days = {(one["DTSTART"].dt, one["DTEND"].dt, str(one["STATUS"])) for one in _events()}
    assert days == {
        (date(2022, 8, 6), date(2022, 8, 7), "CONFIRMED"),
        (date(2022, 8, 1), date(2022, 9, 1), "TENTATIVE"),
        (date(2022, 8, 9), date(2022, 8, 12), "CANCELLED"),
    }


def test_texts_come_back_as_they_were() -> None:
    found = _one("CONFIRMED", date(2022, 8, 6))
    assert str(found["DESCRIPTION"]).split("\n")[0] == WIDE
    assert str(found["DESCRIPTION"]).endswith(f"The Post {HOSTILE}")
    assert len(str(found["SUMMARY"])) <= 90
    assert found["URL"].startswith(f"{BASE}items/full.html#e-")
    name = icalendar_bytes(data()).replace(b"\r\n ", b"").split(b"\r\n")[4].decode()
    assert name == 'NAME:Weir </script><b>&amp\\; "x" \\\\ {y} 100 % #1_a\\, b\\; c\' ]]>'
    assert str(_one("TENTATIVE", date(2022, 8, 1))["DESCRIPTION"]).split("\n")[1] == "possibly August 2022"


def test_no_line_is_longer_than_75_octets_and_no_letter_is_cut() -> None:
    lines = icalendar_bytes(data()).split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert any(line.startswith(b" ") for line in lines)
    assert all(line.decode() is not None for line in lines)
    assert lines[-1] == b""
    assert b"\n" not in icalendar_bytes(data()).replace(b"\r\n", b"")


def test_an_event_keeps_its_id_and_has_the_day_of_its_report_for_a_stamp() -> None:
    elsewhere = Calendar.from_ical(icalendar_bytes(data("https://other.example/")))
    ids = [str(one["UID"]) for one in _events()]
    assert ids == [str(one["UID"]) for one in elsewhere.walk("VEVENT")]
    assert len(ids) == len(set(ids))
    assert {one["DTSTAMP"].dt.isoformat() for one in _events()} == {"2022-08-09T00:00:00+00:00"}


def test_without_an_address_there_is_no_url() -> None:
    assert b"URL:" not in icalendar_bytes(data(""))
