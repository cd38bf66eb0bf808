"""Feeds of every shape: which entries they have and what each tells; held against feedparser where it can be."""

from __future__ import annotations

import tomllib
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any

import feedparser
import ingest.door_cases as cases
import pytest

from site_gen.errors import Problem, SiteError
from site_gen.ingest import confined
from site_gen.ingest.confined import part_confined
from site_gen.ingest.doors import open_seed
from site_gen.ingest.doors.feeds import read_feed
from site_gen.ingest.feed.parting import part_feed
from site_gen.ingest.feed.signs import is_feed
from site_gen.ingest.unpack import row_path
from site_gen.ingesting import ingest_project
from site_gen.init import init
from site_gen.memo import Memo
from site_gen.questions import plain_answers

FEEDS = cases.DATA / "feeds"


def table(name: str) -> dict[str, Any]:
    return tomllib.loads((FEEDS / f"{name}.toml").read_text("utf-8"))


@pytest.mark.parametrize("name", cases.names("feeds"))
def test_a_feed_gives_the_entries_that_its_table_says(name: str) -> None:
    wanted = table(name)
    parted = part_feed((FEEDS / name).read_bytes(), name)
    assert parted.empty == wanted["empty"]
    assert [row.key for row in parted.rows] == [entry["key"] for entry in wanted["entries"]], wanted["about"]
    for row, entry in zip(parted.rows, wanted["entries"], strict=True):
        opened = open_seed(row.data, row_path("seeds/f", row))
        cases.hold(opened, {"about": wanted["about"], **entry})


@pytest.mark.parametrize("name", [name for name in cases.names("feeds") if table(name)["same_as_feedparser"]])
def test_feedparser_finds_the_same_titles_and_addresses(name: str) -> None:
    theirs = {one.get("id") or one.link: one for one in feedparser.parse((FEEDS / name).read_bytes()).entries}
    for row in part_feed((FEEDS / name).read_bytes(), name).rows:
        (own,) = feedparser.parse(row.data).entries
        found = theirs[own.get("id") or own.link]
        opened = open_seed(row.data, row_path("seeds/f", row))
        assert opened.title is not None
        assert opened.title.value == unescape(found.title)
        if opened.url is not None:
            assert opened.url.value == found.link


@pytest.mark.parametrize("name", cases.names("feeds"))
def test_the_seed_of_an_entry_is_the_same_in_the_feeds_next_state(name: str) -> None:
    data = (FEEDS / name).read_bytes()
    later = data.replace(b"<lastBuildDate>Wed, 02 Apr 2031 12:10:00", b"<lastBuildDate>Thu, 03 Apr 2031 12:10:00")
    later = later.replace(b"<updated>2031-04-02T12:10:00Z", b"<updated>2031-04-03T12:10:00Z")
    assert part_feed(later, name).rows == part_feed(data, name).rows


def test_there_is_a_table_for_every_feed() -> None:
    assert cases.strangers("feeds") == []
    assert len(cases.names("feeds")) >= 10


@pytest.mark.parametrize("name", cases.names("feeds"))
def test_a_feed_is_told_from_a_page(name: str) -> None:
    assert is_feed((FEEDS / name).read_bytes())


@pytest.mark.parametrize("page", sorted((cases.DATA / "pages").glob("*.html"))[:12], ids=lambda path: path.name)
def test_a_page_is_no_feed(page: Path) -> None:
    assert not is_feed(page.read_bytes())


@pytest.mark.parametrize("data", [b"", b"<html><p>x</p></html>", b"{}", b"[]", b'{"items": 3}', b"words", b"\x00\x01"])
def test_what_is_no_feed_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(SiteError) as caught:
        part_feed(data, "seeds/x.xml")
    assert caught.value.problems[0].code == "no-feed"


BROKEN = (
    "<rss version='2.0'><channel><title>Meadow &amp; River&nbsp;Post</title>"
    "<item><title>Gates & shut</title><description>&lt;p&gt;The dam held.&lt;/p&gt; A &amp;amp; B</description>"
    "</item><item><title>Mill</title><description>The mill burned on Mon"
)


@pytest.mark.parametrize("above", ["", "<!-- cached -->\n<?xml version='1.0' encoding='utf-8'?>\n", "\ufeff \n"])
def test_a_broken_feed_loses_no_sign_and_no_half_entry_is_taken(above: str) -> None:
    problems: list[Problem] = []
    (row,) = read_feed(BytesIO((above + BROKEN).encode()), "a.rss", problems)
    opened = open_seed(row.data, row_path("seeds/f", row))
    assert opened.text == "The dam held.\n\nA & B"
    assert [fact.value for fact in (opened.title, opened.source) if fact] == [
        "Gates & shut",
        "Meadow & River Post",
    ]
    assert [(one.code, one.path) for one in problems] == [("cut-off", "a.rss")]


def test_a_feed_that_ends_behind_its_last_entry_is_taken_whole() -> None:
    problems: list[Problem] = []
    whole = BROKEN + "day.</description></item>"
    assert len(list(read_feed(BytesIO(whole.encode()), "a.rss", problems))) == 2
    assert len(list(read_feed(BytesIO(whole.encode("utf-16")), "a.rss", problems))) == 2
    assert problems == []


def test_an_entity_bomb_ends_within_limits_and_the_next_feed_is_read() -> None:
    bomb = "".join(f'<!ENTITY {chr(98 + at)} "{f"&{chr(97 + at)};" * 10}">' for at in range(9))
    item = "<item><guid>urn:1</guid><title>T</title><description>&j; words</description></item>"
    feed = f'<!DOCTYPE r [<!ENTITY a "{"a" * 9}">{bomb}]><rss><channel>{item}</channel></rss>'.encode()
    try:
        assert [row.key for row in part_confined(feed, "x.xml").rows] == ["entry urn:1"]
        deep = b"<rss><channel>" + b"<item>" * 200_000
        with pytest.raises(SiteError):
            part_confined(b"<nothing>" * 100_000, "x.xml")
        part_confined(deep, "x.xml")
        problems: list[Problem] = []
        assert len(list(read_feed(BytesIO((FEEDS / "01-rss.xml").read_bytes()), "x.xml", problems))) == 2
        assert problems == []
    finally:
        confined.end()


def test_the_next_version_of_a_feed_adds_only_new_entries(tmp_path: Path) -> None:
    init(tmp_path / "p", plain_answers("River"))
    root = tmp_path / "p"
    for seed in (root / "seeds").iterdir():
        seed.unlink()
    feed = (FEEDS / "01-rss.xml").read_text()
    third = "<guid>urn:3</guid><title>Third</title><description>The gates closed at six.</description>"
    extra = f"<item>{third}</item></channel>"
    memo = Memo(root)
    try:
        (root / "seeds/post.xml").write_text(feed)
        first = ingest_project(root, memo)
        (root / "seeds/post.xml").write_text(feed.replace("</channel>", extra))
        second = ingest_project(root, memo)
        assert not first.problems
        assert (first.unpacked[0].new, second.unpacked[0].new, second.unpacked[0].known) == (2, 1, 2)
        assert sorted(seed.action for seed in second.seeds) == ["create", "same", "same"]
        assert len(list((root / "content/items").glob("*.md"))) == 3
    finally:
        memo.close()
        confined.end()
