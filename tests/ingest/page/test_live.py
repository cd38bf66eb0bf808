"""Live blogs: they are of the day they began, and each update keeps its time."""

from __future__ import annotations

import json

import pytest

from site_gen.ingest.page.live import start_of, with_updates
from site_gen.ingest.page.read import read_page

POSTS = [
    {"@type": "BlogPosting", "headline": "Gates stay shut", "articleBody": "The authority will decide on Friday.",
     "datePublished": "2031-04-03T00:10:00+02:00"},
    {"@type": "BlogPosting", "headline": "12:00 Gates open", "articleBody": "Two of the four gates opened at noon.",
     "datePublished": "2031-04-02T12:00:00+02:00"},
    {"@type": "BlogPosting", "articleBody": "The mayor asked for more sandbags.",
     "datePublished": "2031-04-02T07:55:00Z"},
]  # fmt: skip


def live(**fields: object) -> dict[str, object]:
    return {"@type": "LiveBlogPosting", "headline": "The dam, as it happened", "liveBlogUpdate": POSTS, **fields}


@pytest.mark.parametrize(
    ("node", "start"),
    [
        (live(datePublished="2031-04-03T08:00:00+02:00"), "2031-04-02T07:55:00Z"),
        (live(datePublished="2031-04-02T08:00:00+02:00"), "2031-04-02T08:00:00+02:00"),
        (live(datePublished="2031-04-03", coverageStartTime="2031-04-01T20:00:00+02:00"), "2031-04-01T20:00:00+02:00"),
        ({"@type": "NewsArticle", "coverageStartTime": "2031-04-01"}, ""),
    ],
)
def test_a_live_blog_is_of_the_time_it_began(node: dict[str, object], start: str) -> None:
    assert start_of(node) == start


def test_each_update_keeps_its_time_where_its_words_do_not_tell_it() -> None:
    lines = with_updates("", live()).split("\n\n")
    assert lines == [
        "2031-04-03 00:10", "Gates stay shut", "The authority will decide on Friday.",
        "12:00 Gates open", "Two of the four gates opened at noon.",
        "2031-04-02 07:55", "The mayor asked for more sandbags.",
    ]  # fmt: skip


def test_the_page_of_a_live_blog_that_was_updated_for_days_is_of_its_first() -> None:
    script = json.dumps(live(datePublished="2031-04-03T09:00:00+02:00", dateModified="2031-04-03T09:00:00+02:00"))
    opened = read_page(
        f'<html lang="en"><head><title>The dam</title><script type="application/ld+json">{script}</script></head>'
        "<body><h1>The dam, as it happened</h1><p>3 April 2031</p></body></html>",
        "p.html",
    )
    assert opened.published is not None
    assert opened.updated is not None
    assert (opened.published.value, opened.updated.value[:10]) == ("2031-04-02T07:55:00Z", "2031-04-03")
