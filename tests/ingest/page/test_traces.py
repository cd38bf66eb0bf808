"""What gives a page's day away where it names none: exact numbers as facts, all else for a person to confirm."""

from __future__ import annotations

import pytest

from site_gen.ingest.page.read import read_page
from site_gen.ingest.page.traces import month_of, numbered

TEXT = "<p>The mayor of Orlen said on Tuesday that the northern bridge would open before winter.</p>" * 4


def page(head: str = "", beside: str = "", below: str = "") -> str:
    return (
        f"<html><head><title>Bridge opens in Orlen</title>{head}</head><body {beside}>"
        f"<h1>Bridge opens in Orlen</h1>{below}<article>{TEXT}</article></body></html>"
    )


@pytest.mark.parametrize(
    ("url", "moment"),
    [
        ("https://twitter.com/orlenpost/status/1212092628029698048", "2019-12-31T19:26:16Z"),
        ("https://x.com/orlenpost/status/1212092628029698048/photo/1", "2019-12-31T19:26:16Z"),
        ("https://orlenpost.example/status/1212092628029698048", None),
        ("https://twitter.com/orlenpost/status/17", None),
        ("https://twitter.com/orlenpost", None),
    ],
)
def test_the_number_of_a_post_tells_its_moment(url: str, moment: str | None) -> None:
    fact = numbered(url)
    assert (fact.value if fact else None) == moment


@pytest.mark.parametrize(
    ("url", "month"),
    [
        ("https://a.example/2031/08/bridge.html", "2031-08"),
        ("https://a.example/2031/08/", None),
        ("https://a.example/2031/08/14/", None),
        ("https://a.example/ausgaben/2031-4/bridge", None),
        ("https://a.example/2031/08/bridge/2030/07/again", None),
    ],
)
def test_a_month_in_an_address_is_told_where_the_articles_name_follows(url: str, month: str | None) -> None:
    fact = month_of(url)
    assert (fact.value if fact else None) == month


STATE = '<script>window.state={"list":[{"title":"Dam breaks","publishedAt":"2030-01-09"}],%s}</script>'
OWN = '"open":{"title":"Bridge opens in Orlen","publishedAt":"2031-05-04T10:00:00Z"}'


@pytest.mark.parametrize(
    ("head", "beside", "below", "day"),
    [
        ('<script>var page = {publishDate: "2031-05-04 10:00"};</script>', "", "", "2031-05-04"),
        ('<script>push("{\\"first_published_at\\":\\"2031-05-04T10:00:00Z\\"}")</script>', "", "", "2031-05-04"),
        (STATE % (f'"x":"{"-" * 4000}",' + OWN), "", "", "2031-05-04"),
        (STATE % '"next":{"title":"Mill burns","publishedAt":"2029-01-09"}', "", "", ""),
        ("", "", "<p><script>showDate('2031/05/04 01:43:09')</script></p>", "2031-05-04"),
        ("", 'id="news20310504_k7"', '<p class="date">[05月04日 11時30分]</p>', "2031-05-04"),
        ("", 'id="news20310505_k7"', '<p class="date">[05月04日 11時30分]</p>', ""),
        ('<script>var page = {publishDate: "2031-01-01"};</script>', "", "", ""),
    ],
)
def test_what_scripts_and_markup_give_away_is_a_guess(head: str, beside: str, below: str, day: str) -> None:
    opened = read_page(page(head, beside, below), "p.html")
    assert (opened.published, opened.guessed) == (None, day)


def test_a_guess_outside_of_the_addresses_month_stands_against_it_and_neither_is_taken() -> None:
    state = '<script>var page = {publishDate: "2031-05-04 10:00"};</script>'
    opened = read_page(page(state), "p.html", "https://a.example/2031/08/bridge.html")
    assert (opened.published, opened.guessed) == (None, "2031-05-04")
    within = read_page(page(state), "p.html", "https://a.example/2031/05/bridge.html")
    assert within.published is not None
    assert (within.published.value, within.published.basis, within.guessed) == ("2031-05", "address", "2031-05-04")
