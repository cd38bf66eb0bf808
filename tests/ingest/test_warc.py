"""Pages out of WARC and WACZ: only whole pages, each once, in flat memory, and all that is left out told."""

from __future__ import annotations

import gzip
import io
import tracemalloc
import zipfile
from collections.abc import Iterator
from typing import BinaryIO, cast

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from site_gen.content.sidecar import parse_sidecar
from site_gen.errors import Problem, SiteError
from site_gen.ingest.article import parse_article
from site_gen.ingest.exports.warc import read_wacz, read_warc
from site_gen.ingest.unpack import Row
from site_gen.model import Registry

PAGE = b"<html><body><p>The dam held, %s said.</p></body></html>"
HTML = "text/html; charset=utf-8"


class Crawl:
    """A WARC as it is made by a crawler."""

    def __init__(self, packed: bool = True) -> None:
        self.file = io.BytesIO()
        self.writer = WARCWriter(self.file, gzip=packed)

    def fetched(self, url: str, data: bytes, status: str = "200 OK", form: str = HTML, **more: str) -> Crawl:
        headers = [("Content-Type", form), *((key.replace("_", "-"), value) for key, value in more.items())]
        http = StatusAndHeaders(status, headers, protocol="HTTP/1.1")
        told = {"WARC-Date": "2022-08-04T10:00:00Z"}
        self.writer.write_record(
            self.writer.create_warc_record(url, "response", io.BytesIO(data), http_headers=http, warc_headers_dict=told)
        )
        return self

    def other(self, kind: str, url: str) -> Crawl:
        http = StatusAndHeaders("200 OK", [("Content-Type", HTML)], protocol="HTTP/1.1")
        self.writer.write_record(self.writer.create_warc_record(url, kind, io.BytesIO(b""), http_headers=http))
        return self

    @property
    def data(self) -> bytes:
        return self.file.getvalue()


def read(data: bytes) -> tuple[list[Row], list[str]]:
    problems: list[Problem] = []
    found = list(read_warc(io.BytesIO(data), "x.warc.gz", problems))
    return found, [f"{one.code}: {one.message}" for one in problems]


@pytest.mark.parametrize("packed", [True, False])
def test_a_page_comes_with_its_address_and_when_it_was_captured(packed: bool) -> None:
    (row,), told = read(Crawl(packed).fetched("https://post.example/dam.html#top", PAGE % b"Holm").data)
    assert (row.data, row.name) == (PAGE % b"Holm", "dam.html")
    assert row.sidecar == 'url: "https://post.example/dam.html"\nextra:\n  captured: "2022-08-04T10:00:00Z"\n'
    assert told == []


@pytest.mark.parametrize(
    ("status", "form"),
    [("404 Not Found", HTML), ("301 Moved", HTML), ("206 Partial Content", HTML), ("200 OK", "image/png"),
     ("200 OK", "application/json"), ("200 OK", "")],
)  # fmt: skip
def test_what_is_no_whole_page_is_left_out(status: str, form: str) -> None:
    assert read(Crawl().fetched("https://post.example/a", PAGE % b"a", status, form).data)[0] == []


def test_revisits_and_what_stands_there_twice_are_passed_over_and_told() -> None:
    crawl = Crawl().fetched("https://post.example/a", PAGE % b"a").other("revisit", "https://post.example/a")
    crawl.fetched("http://post.example/a", PAGE % b"later").fetched("https://post.example/b", PAGE % b"a")
    found, told = read(crawl.other("request", "https://post.example/c").fetched("https://post.example/c", b" ").data)
    assert [row.key for row in found] == ["warc https://post.example/a"]
    assert told == [
        "empty-record: https://post.example/c has no content",
        "passed-over: 1 records passed over: addresses that stand in the file before",
        "passed-over: 1 records passed over: revisits of pages that had not changed",
        "passed-over: 1 records passed over: the same bytes as before",
    ]


def test_a_packed_answer_is_unpacked_and_a_broken_one_is_told() -> None:
    crawl = Crawl().fetched("https://post.example/a", gzip.compress(PAGE % b"a"), Content_Encoding="gzip")
    assert read(crawl.data)[0][0].data == PAGE % b"a"


def test_a_file_that_breaks_off_gives_what_stands_before() -> None:
    crawl = Crawl().fetched("https://post.example/a", PAGE % b"a")
    whole = len(crawl.data)
    crawl.fetched("https://post.example/b", bytes(range(256)) * 40 + PAGE % b"b")
    found, _ = read(crawl.data[: whole + 60])
    assert [row.key for row in found] == ["warc https://post.example/a"]


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("lost", [8, 60, 130, 300])
def test_wherever_a_file_breaks_off_it_is_told_and_no_half_page_is_taken(packed: bool, lost: int) -> None:
    crawl = Crawl(packed).fetched("https://post.example/a", PAGE % b"a").fetched("https://post.example/b", PAGE % b"b")
    found, told = read(crawl.data[:-lost])
    assert [row.data for row in found if row.key.endswith("/a")] == [PAGE % b"a"]
    assert all(row.data == PAGE % b"b" for row in found[1:])
    assert len(found) == 2 or any(one.startswith("cut-off: ") for one in told)


def test_a_warc_that_was_packed_as_one_piece_is_read_whole() -> None:
    crawl = Crawl(False)
    for at in range(6):
        crawl.fetched(f"https://post.example/{at}", PAGE % str(at).encode())
    found, told = read(gzip.compress(crawl.data))
    assert ([row.data for row in found], told) == ([PAGE % str(at).encode() for at in range(6)], [])


def test_an_encoding_that_the_server_alone_told_is_believed_where_the_page_tells_none() -> None:
    page = "<html><body><p>„Wir öffnen zwei Tore“, sagte Olin.</p></body></html>".encode("cp1252")
    (row,), _ = read(Crawl().fetched("https://post.example/a", page, form="text/html; charset=ISO-8859-1").data)
    assert row.data == page
    article = parse_article(row.data, "seeds/a.html", Registry(), parse_sidecar("a.yaml", row.sidecar))
    assert article.text == "„Wir öffnen zwei Tore“, sagte Olin."
    own = page.replace(b"<html>", b'<html><meta charset="windows-1252">')
    (row,), _ = read(Crawl().fetched("https://post.example/a", own, form="text/html; charset=koi8-r").data)
    article = parse_article(row.data, "seeds/a.html", Registry(), parse_sidecar("a.yaml", row.sidecar))
    assert article.text == "„Wir öffnen zwei Tore“, sagte Olin."


def test_a_record_without_an_address_ends_the_reading_with_a_word() -> None:
    problems: list[Problem] = []
    record = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 999\r\n\r\nHTTP/1.1 200 OK\r\n\r\n<p>x"
    assert list(read_warc(io.BytesIO(record), "x.warc", problems)) == []
    assert [problem.code for problem in problems] == ["cut-off"]


@pytest.mark.parametrize("data", [b"", b"no warc at all\n" * 20, b"\x1f\x8b\x08broken"])
def test_what_is_no_warc_gives_no_rows(data: bytes) -> None:
    assert read(data)[0] == []


def test_a_package_gives_the_pages_of_all_its_archives() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("archive/b.warc.gz", Crawl().fetched("https://post.example/b", PAGE % b"b").data)
        package.writestr("archive/a.warc.gz", Crawl().fetched("https://post.example/a", PAGE % b"a").data)
        package.writestr("pages/pages.jsonl", "{}\n")
    assert [row.data for row in read_wacz(file, "x.wacz", [])] == [PAGE % b"a", PAGE % b"b"]
    with pytest.raises(SiteError, match="no WACZ"):
        list(read_wacz(io.BytesIO(b"no zip"), "x.wacz", []))


class _Endless(io.RawIOBase):
    """A WARC of any length, made while it is read."""

    def __init__(self, pages: int) -> None:
        self.parts, self.held, self.length = self._made(pages), b"", 0

    def _made(self, pages: int) -> Iterator[bytes]:
        for at in range(pages):
            yield Crawl(False).fetched(f"https://post.example/{at}", PAGE % str(at).encode() + b"x" * 50_000).data

    def read(self, size: int = -1, /) -> bytes:
        while len(self.held) < size and (part := next(self.parts, b"")):
            self.held += part
        given, self.held = self.held[:size], self.held[size:]
        self.length += len(given)
        return given


def test_forty_megabytes_stream_in_flat_memory() -> None:
    file = _Endless(800)
    tracemalloc.start()
    rows = read_warc(cast(BinaryIO, file), "x.warc", [])
    count = len([row.key for row in rows])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 800
    assert file.length > 40_000_000
    assert peak < 4_000_000
