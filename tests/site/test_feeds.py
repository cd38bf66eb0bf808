"""Feeds: three forms, the same entries, valid, lasting ids, no text beyond its rights, no invented day."""

from __future__ import annotations

import json
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree

import feedparser
import pytest
from hostile_site import BASE, HIDDEN, HOSTILE, SAID, files

from site_gen.site.pages.feeds import moment, rfc3339

ATOM = "{http://www.w3.org/2005/Atom}"
PAGES = ("feed", "actors/mayor", "topics/dams", "sources/post", "corrections")


def _read(path: str, base_url: str = BASE) -> Any:
    found = feedparser.parse(files(base_url)[path])
    assert not found.bozo, (path, found.get("bozo_exception"))
    return found


def _json(path: str) -> Any:
    return json.loads(files()[path])


def _json_path(page: str) -> str:
    return "feed.json" if page == "feed" else f"{page}.feed.json"


@pytest.mark.parametrize("page", PAGES)
def test_the_three_forms_of_a_feed_have_the_same_entries(page: str) -> None:
    atom, rss, told = _read(f"{page}.xml"), _read(f"{page}.rss"), _json(_json_path(page))
    assert atom.entries
    assert [one.id for one in atom.entries] == [one.id for one in rss.entries] == [one["id"] for one in told["items"]]
    assert [one.title for one in atom.entries] == [one["title"] for one in told["items"]]
    assert (
        [one.link for one in atom.entries] == [one.link for one in rss.entries] == [one["url"] for one in told["items"]]
    )
    assert atom.feed.title == rss.feed.title == told["title"]


@pytest.mark.parametrize("page", PAGES)
def test_each_form_says_where_it_stands_and_which_page_it_goes_with(page: str) -> None:
    for path in (f"{page}.xml", f"{page}.rss"):
        links = {link.rel: link.href for link in _read(path).feed.links}
        assert links["self"] == BASE + path
        assert links["alternate"].removeprefix(BASE) in files()
    told = _json(_json_path(page))
    assert told["version"] == "https://jsonfeed.org/version/1.1"
    assert told["feed_url"] == BASE + _json_path(page)
    assert told["home_page_url"].removeprefix(BASE) in files()
    assert all(one.get("content_text") or one.get("content_html") for one in told["items"])


@pytest.mark.parametrize("page", PAGES)
def test_entries_are_newest_first_and_their_dates_agree_in_all_forms(page: str) -> None:
    atom, rss = _read(f"{page}.xml"), ElementTree.fromstring(files()[f"{page}.rss"])
    days = [one.published for one in atom.entries]
    assert days == sorted(days, reverse=True)
    mailed = [parsedate_to_datetime(one.findtext("pubDate") or "") for one in rss.iter("item")]
    assert [rfc3339(day) for day in mailed] == days
    assert all(one.updated >= one.published for one in atom.entries)


def test_an_actor_s_feed_has_its_statements_and_the_articles_that_name_it() -> None:
    entries = _read("actors/mayor.xml").entries
    links = [one.link.removeprefix(BASE) for one in entries]
    assert links[:2] == ["items/opening.html", "items/waiting.html"]
    assert {link.partition("#")[0] for link in links} >= {"items/full.html", "items/closed.html", "items/opening.html"}
    spoken = [one for one in entries if "#s-" in one.link]
    assert len(spoken) == 3
    assert all(SAID in one.summary for one in spoken)
    assert not any("#e-" in link for link in links)


def test_an_entry_s_link_leads_to_its_words() -> None:
    for one in _read("actors/guard.xml").entries:
        page, _, anchor = one.link.removeprefix(BASE).partition("#")
        assert not anchor or f'id="{anchor}"'.encode() in files()[page]


def test_a_statement_given_twice_in_an_article_is_one_entry() -> None:
    links = [one.link for one in _read("actors/guard.xml").entries]
    assert len(links) == len(set(links))


def test_an_actor_of_whom_nothing_is_known_has_an_empty_valid_feed() -> None:
    assert _read("actors/silent.xml").entries == []
    assert _read("actors/silent.rss").entries == []
    assert _json("actors/silent.feed.json")["items"] == []


def test_without_an_address_atom_has_lasting_ids_and_relative_links_and_stands_alone() -> None:
    paths = [path for path in files("") if path.endswith((".rss", ".feed.json")) or path == "feed.json"]
    assert paths == []
    for path in ("feed.xml", "actors/mayor.xml"):
        feed = ElementTree.fromstring(files("")[path])
        ids = [one.findtext(f"{ATOM}id") or "" for one in (feed, *feed.iter(f"{ATOM}entry"))]
        assert all(one.startswith("urn:uuid:") for one in ids)
        assert len(ids) == len(set(ids)) > 1
        for link in feed.iter(f"{ATOM}link"):
            if link.get("rel") != "via":
                target = urlsplit(urljoin(f"http://x/{path}", link.get("href"))).path.removeprefix("/")
                assert target in files("")


def test_what_has_no_day_is_in_no_feed_and_what_is_retracted_neither() -> None:
    for path, text in files().items():
        if path.endswith((".xml", ".rss", "feed.json")) and not path.startswith(("corrections", "sitemap")):
            assert b"undated" not in text, path
            assert b"Zzyzx" not in text, path
            assert b"1970" not in text or path.split("/")[-1].startswith("silent"), path


def test_corrections_and_retractions_have_a_feed() -> None:
    titles = [one.title for one in _read("corrections.xml").entries]
    assert [title.partition(":")[0] for title in titles] == ["Retracted", "Corrected"]


@pytest.mark.parametrize("form", ["xml", "rss", "json"])
def test_full_feeds_carry_what_may_be_shown_and_no_more(form: str) -> None:
    full, short = files(feed_content="full")[f"feed.{form}"].decode(), files()[f"feed.{form}"].decode()
    assert full.count(HIDDEN) == 1
    assert HIDDEN not in short
    assert "open the gates" in full


def test_full_content_is_html_and_a_summary_is_text() -> None:
    entry = next(one for one in feedparser.parse(files(feed_content="full")["feed.rss"]).entries if "full" in one.link)
    assert entry.content[0].value.startswith("<p")
    assert "&lt;b&gt;" not in entry.content[0].value
    titles = [one.findtext("title") for one in ElementTree.fromstring(files()["feed.rss"]).iter("item")]
    assert f"Gates {HOSTILE}" in titles


def test_every_page_leads_to_its_feeds_in_each_form() -> None:
    page = files()["actors/mayor.html"].decode()
    for path, kind in (("mayor.xml", "atom+xml"), ("mayor.rss", "rss+xml"), ("mayor.feed.json", "feed+json")):
        assert f'<link rel="alternate" type="application/{kind}"' in page
        assert f'href="../actors/{path}"' in page
    for path, text in files().items():
        if path.endswith(".html"):
            assert text.count(b'type="application/atom+xml"') >= 1, path


@pytest.mark.parametrize(
    ("edtf", "told"),
    [
        ("2022-08-04", "2022-08-04T00:00:00Z"),
        ("2022-08", "2022-08-31T00:00:00Z"),
        ("0850-01-02", "0850-01-02T00:00:00Z"),
        ("XXXX-09-25", "1970-01-01T00:00:00Z"),
        (None, "1970-01-01T00:00:00Z"),
    ],
)
def test_a_moment_is_the_last_day_that_a_date_can_mean(edtf: str | None, told: str) -> None:
    assert rfc3339(moment(edtf)) == told
