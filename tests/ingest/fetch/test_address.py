"""Which addresses may be asked, where archives lead, and how an answer is kept."""

from __future__ import annotations

import pytest

from site_gen.content.sidecar import parse_sidecar
from site_gen.ingest.fetch.address import addresses_in, asked, is_public, redirected
from site_gen.ingest.fetch.stored import Response, ending_of, sidecar_of_response, stem_of
from site_gen.ingest.page.archived import archived

KEPT = "2031-04-02T14:05:00Z"


@pytest.mark.parametrize(
    ("given", "url"),
    [
        ("https://x.example/a#part", "https://x.example/a"),
        ("http://x.example", "http://x.example/"),
        ("https://x.example/вода?q=а б", "https://x.example/%D0%B2%D0%BE%D0%B4%D0%B0?q=%D0%B0%20%D0%B1"),
        ("https://вода.example/a", "https://xn--80adg3b.example/a"),
        ("HTTPS://X.example:8443/a%20b", "https://x.example:8443/a%20b"),
        ("http://[::1]:80/a", "http://[::1]:80/a"),
        ("ftp://x.example/a", ""),
        ("file:///etc/passwd", ""),
        ("javascript:alert(1)", ""),
        ("https://user:secret@x.example/", ""),
        ("https:///a", ""),
        ("https://x.example:99999/", ""),
    ],
)
def test_only_plain_web_addresses_are_asked(given: str, url: str) -> None:
    assert asked(given) == url


@pytest.mark.parametrize(
    ("machine", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:127.0.0.1", False),
        ("2002:7f00:1::", False),
        ("localhost", False),
    ],
)
def test_machines_of_this_network_are_told_from_public_ones(machine: str, public: bool) -> None:
    assert is_public(machine) is public


def test_a_redirect_may_be_relative_and_may_not_leave_the_web() -> None:
    assert redirected("https://x.example/a/b", "../c") == "https://x.example/c"
    assert redirected("https://x.example/a", "//y.example/c") == "https://y.example/c"
    assert redirected("https://x.example/a", "file:///etc/passwd") == ""


@pytest.mark.parametrize(
    ("url", "place", "moment"),
    [
        ("https://web.archive.org/web/20310402140500/https://x.example/a", "https://x.example/a", KEPT),
        ("http://web.archive.org/web/20310402140500id_/http:/x.example/a", "http://x.example/a", KEPT),
        ("https://web.archive.org/web/2031/https://x.example/", "https://x.example/", "2031"),
        ("https://web.archive.org/web/20310402140500/x.example/a", "http://x.example/a", KEPT),
        ("https://archive.ph/2031.04.02-140500/https://x.example/a", "https://x.example/a", KEPT),
        ("https://archive.today/20310402140500/https://x.example/a", "https://x.example/a", KEPT),
        ("https://arquivo.pt/wayback/20310402140500/https://x.example/a", "https://x.example/a", KEPT),
        ("https://wayback.archive-it.org/123/20310402140500/https://x.example/", "https://x.example/", KEPT),
        ("https://archive.ph/AbCdE", "", ""),
        ("https://x.example/web/2031/https://y.example/", "", ""),
    ],
)  # fmt: skip
def test_an_archives_address_tells_where_and_when(url: str, place: str, moment: str) -> None:
    assert archived(url) == (place, moment)


def test_a_list_has_each_address_once_and_may_have_remarks() -> None:
    lines = ["# today", "", "https://x.example/a  the first", "https://x.example/b", "https://x.example/a"]
    assert addresses_in(lines) == ("https://x.example/a", "https://x.example/b")


def answer(data: bytes, kind: str = "", url: str = "https://x.example/a", **more: str) -> Response:
    headers = (("content-type", kind), ("set-cookie", "secret=1"), *more.items())
    return Response(url, url, (), 200, headers, data, "2031-04-02T12:05:00Z")


@pytest.mark.parametrize(
    ("data", "kind", "ending"),
    [
        (b"<!DOCTYPE html><p>x", "text/plain", ".html"),
        (b"<p>x</p>", "text/html; charset=utf-8", ".html"),
        (b"Words.", "text/plain", ".txt"),
        (b"%PDF-1.7", "application/octet-stream", ".pdf"),
        (b'<?xml version="1.0"?><rss version="2.0">', "text/html", ".xml"),
        (b'{"version": "https://jsonfeed.org/version/1.1"}', "application/json", ".feed.json"),
        (b"{}", "application/json", ""),
        (b"\x89PNG", "image/png", ""),
        (b"", "", ""),
    ],
)
def test_what_was_fetched_is_told_by_its_bytes_before_its_type(data: bytes, kind: str, ending: str) -> None:
    assert ending_of(answer(data, kind)) == ending


def test_a_sidecar_tells_how_it_came_without_cookies_and_whatever_headers_hold() -> None:
    hostile = {"x-a": 'quote " and \\ and: {', "x-b": "line\x0bfeed\u2028", "x-c": "y" * 5_000, "at": "header"}
    text = sidecar_of_response(answer(b"x", "text/html", **hostile))
    fetched = dict(parse_sidecar("seeds/x.yaml", text).fetched)
    assert fetched["url"] == "https://x.example/a"
    assert fetched["at"] == "2031-04-02T12:05:00Z"
    assert fetched["sha256"] == "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"
    assert fetched["header x-a"] == 'quote " and \\ and: {'
    assert "secret" not in text
    assert len(text) < 1_500


@pytest.mark.parametrize(
    ("url", "stem"),
    [
        ("https://www.x.example/2031/04/02/gates-open.html", "seeds/x-example/gates-open-"),
        ("https://x.example/", "seeds/x-example/page-"),
        ("https://x.example/%2e%2e/..%2f..", "seeds/x-example/"),
        ("https://web.archive.org/web/2031/https://x.example/a", "seeds/x-example/a-"),
    ],
)
def test_an_address_has_a_name_of_its_own_below_its_host(url: str, stem: str) -> None:
    found = stem_of(url)
    assert found.startswith(stem)
    assert found.count("/") == 2
    assert ".." not in found
