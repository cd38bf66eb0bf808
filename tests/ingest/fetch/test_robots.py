"""What robots.txt allows, by the rules of RFC 9309."""

from __future__ import annotations

import pytest

from site_gen.ingest.fetch.robots import ALL, NOTHING, may_ask, read_robots


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("", "/a", True),
        ("User-agent: *\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow: /", "/robots.txt", True),
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: *\nDisallow: /private\nAllow: /private/open", "/private/open/x", True),
        ("User-agent: *\nDisallow: /private\nAllow: /private/open", "/private/x", False),
        ("User-agent: other\nDisallow: /\n\nUser-agent: *\nDisallow: /x", "/a", True),
        ("User-agent: site-gen\nDisallow: /\n\nUser-agent: *\nAllow: /", "/a", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: Site-Gen/2.0\nAllow: /", "/a", True),
        ("User-agent: a\nUser-agent: *\nDisallow: /x", "/x", False),
        ("user-AGENT:*\nDISALLOW:/x # why", "/x", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf?x=1", True),
        ("User-agent: *\nDisallow: /*?print", "/a?print=1", False),
        ("User-agent: *\nDisallow: /a*b*c", "/axbxc/d", False),
        ("User-agent: *\nDisallow: /a*b*c", "/axcxb", True),
        ("User-agent: *\nDisallow: /x$", "/x", False),
        ("User-agent: *\nDisallow: /x$", "/xy", True),
        ("User-agent: *\nDisallow: /*a*a$", "/a", True),
        ("User-agent: *\nDisallow: /%D0%B0", "/%d0%b0", False),
        ("\ufeffUser-agent: *\r\nDisallow: /x\r\n", "/x", False),
        ("Disallow: /x\nUser-agent: *\nAllow: /y", "/x", True),
        ("User-agent: *\nDisallow: /x\nAllow: /x", "/x", True),
        ("<html><body>User-agent: no rules here</body></html>", "/x", True),
    ],
)
def test_the_longest_rule_of_our_group_decides(text: str, path: str, allowed: bool) -> None:
    assert may_ask(read_robots(text), f"https://x.example{path}") is allowed


def test_a_host_that_cannot_say_allows_nothing_and_one_without_rules_all() -> None:
    assert not may_ask(NOTHING, "https://x.example/a")
    assert may_ask(ALL, "https://x.example/a")


def test_a_host_may_ask_for_a_pause_but_for_no_day() -> None:
    assert read_robots("User-agent: *\nCrawl-delay: 5").pause_seconds == 5
    assert read_robots("User-agent: *\nCrawl-delay: 86400").pause_seconds == 30
    assert read_robots("User-agent: *\nCrawl-delay: soon").pause_seconds == 0
