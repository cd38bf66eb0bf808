"""Shapes in which files come in the wild, made on the spot from one article: each is read, or refused by its code.

A case is a name, the bytes, and what is expected: words of the text or a code. To add one: a line in its table.
"""

from __future__ import annotations

import gzip
import io
import json
import zipfile
import zlib
from base64 import encodebytes
from collections.abc import Callable
from quopri import encodestring
from typing import Final

import pytest
from ingest.test_warc import PAGE, Crawl

from site_gen.errors import Problem, SiteError
from site_gen.ingest.doors import open_seed
from site_gen.ingest.doors.bundles import bundle_of
from site_gen.ingest.exports.warc import read_wacz, read_warc
from site_gen.ingest.feed.parting import part_feed

WORDS: Final = "The regional water authority opened two of the four gates of the Karsen dam at noon, Lee Sørensen said."
TITLE: Final = "Karsen gates open"
WEB: Final = (
    f'<html lang="en"><head><meta charset="utf-8"><title>{TITLE}</title><meta name="date" content="2031-04-02"></head>'
    f"<body><article><h1>{TITLE}</h1>{f'<p>{WORDS}</p>' * 4}</article></body></html>"
)
DATA: Final = WEB.encode()
HEAD: Final = b"From: <Saved by a browser>\nSnapshot-Content-Location: https://post.example/a\nMIME-Version: 1.0\n"


def mail(kind: bytes, *parts: bytes, boundary: bytes = b"b", end: bytes = b"--\n", head: bytes = HEAD) -> bytes:
    """An MHTML of these parts."""
    top = head + b"Content-Type: " + kind + b'; boundary="' + boundary + b'"\n\n'
    return top + b"".join(b"--" + boundary + b"\n" + part + b"\n" for part in parts) + b"--" + boundary + end


def part(data: bytes, *lines: bytes, kind: bytes = b"text/html; charset=utf-8", how: bytes = b"8bit") -> bytes:
    body = encodebytes(data) if how == b"base64" else encodestring(data) if how == b"quoted-printable" else data
    told = (b"Content-Type: " + kind, b"Content-Transfer-Encoding: " + how, *lines)
    return b"\n".join(told) + b"\n\n" + body


FRAME: Final = part(
    b"<html><body><p>Advertisement of the week</p></body></html>", b"Content-Location: https://ads.example/"
)
MAIN: Final = part(DATA, b"Content-Location: https://post.example/a")
GIF: Final = part(b"GIF89a", b"Content-Location: https://post.example/x.gif", kind=b"image/gif", how=b"base64")
RELATED: Final = b'multipart/related; type="text/html"'

MHTML: Final = {
    "parts of 8 bits": mail(RELATED, MAIN, GIF),
    "line ends of Windows": mail(RELATED, MAIN, GIF).replace(b"\n", b"\r\n"),
    "quoted-printable": mail(RELATED, part(DATA, how=b"quoted-printable")),
    "base64": mail(RELATED, part(DATA, how=b"base64"), GIF),
    "a frame before the page": mail(RELATED, FRAME, MAIN),
    "no closing boundary": mail(RELATED, MAIN, end=b""),
    "cut within a picture": mail(RELATED, MAIN, GIF)[:-14],
    "a boundary with odd signs": mail(RELATED, MAIN, boundary=b"----MultipartBoundary--a'(=)?b----"),
    "names of headers in small letters": mail(RELATED, MAIN).replace(b"Content-T", b"content-t"),
    "an alternative within": mail(
        RELATED, b'Content-Type: multipart/alternative; boundary="i"\n\n--i\n' + MAIN + b"\n--i--\n"
    ),
    "a page in windows-1252 that says utf-8": mail(
        RELATED, part(WEB.replace('charset="utf-8"', "").encode("cp1252"), b"Content-Location: https://post.example/a")
    ),
    "compressed": gzip.compress(mail(RELATED, MAIN)),
    "words before the first part": mail(RELATED, MAIN).replace(b"\n\n--b", b"\n\nA page of many parts.\n--b", 1),
}  # fmt: skip
MHTML_REFUSED: Final = {
    "pictures alone": (mail(RELATED, GIF), "no-page"),
    "nothing": (b"", "no-page"),
    "headers alone": (HEAD, "no-page"),
}


@pytest.mark.parametrize("name", MHTML)
def test_mhtml_as_it_comes_gives_its_article(name: str) -> None:
    opened = open_seed(MHTML[name], "seeds/x.mhtml")
    assert WORDS in opened.text
    assert "Advertisement" not in opened.text
    assert opened.title is not None
    assert opened.title.value == TITLE


@pytest.mark.parametrize("name", MHTML_REFUSED)
def test_mhtml_without_a_page_is_refused_by_name(name: str) -> None:
    data, code = MHTML_REFUSED[name]
    with pytest.raises(SiteError) as refused:
        open_seed(data, "seeds/x.mhtml")
    assert [problem.code for problem in refused.value.problems] == [code]


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


PACKED: Final = {
    "one member": gzip.compress(DATA),
    "unpacked weakly": gzip.compress(DATA, compresslevel=0),
    "bytes of nought behind it": gzip.compress(DATA) + b"\0" * 512,
    "not packed at all": DATA,
    "in UTF-16": gzip.compress(WEB.replace("utf-8", "utf-16").encode("utf-16")),
    "in windows-1252": gzip.compress(WEB.replace("utf-8", "windows-1252").encode("cp1252")),
}


def named() -> bytes:
    file = io.BytesIO()
    with gzip.GzipFile("page.html", "wb", fileobj=file, mtime=7) as packer:
        packer.write(DATA)
    return file.getvalue()


PACKED["a name and a time in its head"] = named()
PACKED_REFUSED: Final = {
    "cut short": (gzip.compress(DATA)[:-200], "broken-gzip"),
    "its middle overwritten": (gzip.compress(DATA)[:60] + b"\xff" * 40 + gzip.compress(DATA)[100:], "broken-gzip"),
    "packed twice": (gzip.compress(gzip.compress(DATA)), "packed-twice"),
    "nothing within": (gzip.compress(b""), "no-page"),
    "sixty million spaces": (gzip.compress(b" " * 60_000_000), "seed-too-large"),
    "raw deflate": (raw_deflate(DATA), "no-page"),
}


@pytest.mark.parametrize("name", PACKED)
def test_a_compressed_page_gives_its_article(name: str) -> None:
    assert WORDS in open_seed(PACKED[name], "seeds/x.html.gz").text


@pytest.mark.parametrize("name", PACKED_REFUSED)
def test_a_compressed_page_that_is_broken_is_refused_by_name(name: str) -> None:
    data, code = PACKED_REFUSED[name]
    with pytest.raises(SiteError) as refused:
        open_seed(data, "seeds/x.html.gz")
    assert [problem.code for problem in refused.value.problems] == [code]


def atom(entry: str, head: str = "", name: str = 'xmlns="http://www.w3.org/2005/Atom"') -> bytes:
    inner = f"<title>Meadow Post</title><id>tag:post.example:feed</id>{head}<entry>{entry}</entry>"
    return f'<?xml version="1.0" encoding="utf-8"?><feed {name}>{inner}</feed>'.encode()


ENTRY: Final = f"<id>tag:post.example:1</id><title>{TITLE}</title><published>2031-04-02T10:00:00Z</published>"
ATOM: Final = {
    "html in content": atom(f'{ENTRY}<content type="html">&lt;p&gt;{WORDS}&lt;/p&gt;</content>'),
    "XHTML in content": atom(
        f'{ENTRY}<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{WORDS}</p></div></content>'
    ),
    "text in content": atom(f'{ENTRY}<content type="text">{WORDS}</content>'),
    "CDATA": atom(f'{ENTRY}<content type="html"><![CDATA[<p>{WORDS}</p>]]></content>'),
    "a summary alone": atom(f"{ENTRY}<summary>{WORDS}</summary>"),
    "a prefix on every name": atom("").replace(b"<entry></entry>", b"").replace(b"</feed>", b"") + (
        f'<a:entry xmlns:a="http://www.w3.org/2005/Atom"><a:id>1</a:id><a:title>{TITLE}</a:title>'
        f"<a:content>{WORDS}</a:content></a:entry></feed>"
    ).encode(),
    "no id but a link": atom(
        f'<title>{TITLE}</title><link href="https://post.example/a"/><content>{WORDS}</content>'
    ),
    "no namespace": atom(f"{ENTRY}<content>{WORDS}</content>", name=""),
    "an open element at the end": atom(f"{ENTRY}<content>{WORDS}</content>")[:-7],
    "entities of HTML": atom(f'{ENTRY}<content type="html">&lt;p&gt;{WORDS}&nbsp;&lt;/p&gt;</content>'),
    "a mark of UTF-8": b"\xef\xbb\xbf" + atom(f"{ENTRY}<content>{WORDS}</content>"),
    "blank lines above": b"\n\n" + atom(f"{ENTRY}<content>{WORDS}</content>"),
}  # fmt: skip


def feed(item: dict[str, object], **more: object) -> bytes:
    whole = {"version": "https://jsonfeed.org/version/1.1", "title": "Meadow Post", "items": [item], **more}
    return json.dumps(whole, ensure_ascii=False).encode()


ITEM: Final[dict[str, object]] = {"id": "1", "title": TITLE, "date_published": "2031-04-02T10:00:00Z"}
JSON_FEED: Final = {
    "html": feed({**ITEM, "content_html": f"<p>{WORDS}</p>"}),
    "text": feed({**ITEM, "content_text": WORDS}),
    "both": feed({**ITEM, "content_text": WORDS, "content_html": f"<p>{WORDS}</p>"}),
    "a summary alone": feed({**ITEM, "summary": WORDS}),
    "version 1 with one author": feed({**ITEM, "content_text": WORDS, "author": {"name": "Anna Berg"}},
                                      version="https://jsonfeed.org/version/1"),
    "a number for an id": feed({**ITEM, "id": 7, "content_text": WORDS}),
    "no id but an address": feed({"url": "https://post.example/a", "title": TITLE, "content_text": WORDS}),
    "nulls": feed({**ITEM, "content_text": WORDS, "url": None, "authors": None, "tags": None}),
    "no date": feed({"id": "1", "title": TITLE, "content_text": WORDS}),
    "unknown extensions": feed({**ITEM, "content_text": WORDS, "_own": {"deep": [[1]]}}, _blue={"a": 1}),
    "a mark of UTF-8": b"\xef\xbb\xbf" + feed({**ITEM, "content_text": WORDS}),
}  # fmt: skip


@pytest.mark.parametrize(
    ("data", "name"),
    [*((data, "x.atom") for data in ATOM.values()), *((data, "x.feed.json") for data in JSON_FEED.values())],
    ids=[*(f"atom: {name}" for name in ATOM), *(f"json: {name}" for name in JSON_FEED)],
)
def test_a_feed_as_it_comes_gives_its_entry(data: bytes, name: str) -> None:
    (row,) = part_feed(data, name).rows
    opened = open_seed(row.data, f"seeds/{row.name}")
    assert WORDS in opened.text
    assert opened.title is not None
    assert opened.title.value == TITLE


LINE: Final = f"1\t{TITLE}\t2031-04-02\t{WORDS}"
TSV: Final = {
    "plain": f"id\ttitle\tdate\ttext\n{LINE}\n".encode(),
    "line ends of Windows": f"id\ttitle\tdate\ttext\r\n{LINE}\r\n".encode(),
    "a mark of UTF-8": f"\ufeffid\ttitle\tdate\ttext\n{LINE}\n".encode(),
    "UTF-16, as Excel saves": f"id\ttitle\tdate\ttext\r\n{LINE}\r\n".encode("utf-16"),
    "no line end at the end": f"id\ttitle\tdate\ttext\n{LINE}".encode(),
    "blank lines between": f"id\ttitle\tdate\ttext\n\n{LINE}\n\n".encode(),
    "every cell in quotes": f'"id"\t"title"\t"date"\t"text"\n"1"\t"{TITLE}"\t"2031-04-02"\t"{WORDS}"\n'.encode(),
    "a tab too many": f"id\ttitle\tdate\ttext\t\n{LINE}\t\n".encode(),
    "names in capitals with blanks": f"ID\t Title \tDATE\t TEXT\n{LINE}\n".encode(),
    "commas and semicolons in cells": f"id\ttitle\tdate\ttext\tnote\n{LINE}\ta, b; c\n".encode(),
}


@pytest.mark.parametrize("name", TSV)
def test_a_table_with_tabs_gives_its_row(name: str) -> None:
    problems: list[Problem] = []
    bundle = bundle_of("desk.tsv")
    assert bundle is not None
    (row,) = bundle.read(io.BytesIO(TSV[name]), "desk.tsv", problems)
    assert WORDS in row.data.decode()
    assert TITLE in row.sidecar
    assert "2031-04-02" in row.sidecar


def test_a_table_whose_encoding_one_name_does_not_tell_is_told_with_what_each_reads() -> None:
    problems: list[Problem] = []
    bundle = bundle_of("desk.tsv")
    assert bundle is not None
    data = f"id\ttitle\tdate\ttext\n{LINE}\n".encode("cp1252")
    assert list(bundle.read(io.BytesIO(data), "desk.tsv", problems)) == []
    choices = "windows-1252 reads “Sørensen”, windows-1250 reads “Sřrensen”, windows-1257 reads “Sųrensen”"
    assert [(one.code, one.hint) for one in problems] == [
        ("not-utf-8", f"tell its encoding in the field map, encoding: …; {choices}")
    ]


ONE: Final = "https://post.example/a"
HELD: Final = PAGE % b"one"


def chunked(data: bytes) -> bytes:
    return b"".join(f"{len(one):x}\r\n".encode() + one + b"\r\n" for one in (data[:9], data[9:], b""))


WARC: Final[dict[str, Callable[[], bytes]]] = {
    "a member a record": lambda: Crawl().fetched(ONE, HELD).data,
    "not packed": lambda: Crawl(False).fetched(ONE, HELD).data,
    "packed as a whole": lambda: gzip.compress(Crawl(False).fetched(ONE, HELD).data),
    "answers in gzip": lambda: Crawl().fetched(ONE, gzip.compress(HELD), Content_Encoding="gzip").data,
    "answers in deflate": lambda: Crawl().fetched(ONE, zlib.compress(HELD), Content_Encoding="deflate").data,
    "answers in chunks": lambda: Crawl().fetched(ONE, chunked(HELD), Transfer_Encoding="chunked").data,
    "chunks told of and not made": lambda: Crawl().fetched(ONE, HELD, Transfer_Encoding="chunked").data,
    "no charset": lambda: Crawl().fetched(ONE, HELD, form="text/html").data,
    "XHTML": lambda: Crawl().fetched(ONE, HELD, form="application/xhtml+xml").data,
    "capitals in the form": lambda: Crawl().fetched(ONE, HELD, form="Text/HTML; Charset=UTF-8").data,
    "requests and metadata between": lambda: (
        Crawl().other("request", ONE).fetched(ONE, HELD).other("metadata", ONE).data
    ),
    "pictures and refusals between": lambda: (
        Crawl().fetched("https://post.example/x.png", b"PNG", form="image/png").fetched(ONE, HELD)
        .fetched("https://post.example/gone", b"gone", status="404 Not Found").data
    ),
    "a record that breaks off at the end": lambda: (
        Crawl().fetched(ONE, HELD).data + Crawl().fetched("https://post.example/b", HELD).data[:40]
    ),
}  # fmt: skip


def package(*files: tuple[str, bytes], how: int = zipfile.ZIP_STORED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", how) as zipped:
        for name, data in files:
            zipped.writestr(name, data)
    return made.getvalue()


def crawl(packed: bool = True) -> bytes:
    return Crawl(packed).fetched(ONE, HELD).data


META: Final = (("datapackage.json", b"{}"), ("pages/pages.jsonl", b'{"url": "https://post.example/a"}\n'))
WACZ: Final[dict[str, Callable[[], bytes]]] = {
    "stored": lambda: package(("archive/data.warc.gz", crawl()), *META),
    "packed again": lambda: package(("archive/data.warc.gz", crawl()), *META, how=zipfile.ZIP_DEFLATED),
    "a plain WARC": lambda: package(("archive/data.warc", crawl(False)), *META, how=zipfile.ZIP_DEFLATED),
    "no datapackage": lambda: package(("archive/data.warc.gz", crawl())),
    "indexes and logs": lambda: package(*META, ("indexes/index.cdx.gz", b"x"), ("logs/a.log", b"x"),
                                        ("archive/data.warc.gz", crawl())),
    "the same page in two archives": lambda: package(("archive/a.warc.gz", crawl()), ("archive/b.warc.gz", crawl())),
    "an empty archive beside": lambda: package(("archive/a.warc.gz", b""), ("archive/b.warc.gz", crawl())),
    "a broken archive beside": lambda: package(("archive/a.warc.gz", b"\x1f\x8bno"), ("archive/b.warc.gz", crawl())),
    "names with blanks": lambda: package(("archive/my crawl 1.warc.gz", crawl())),
    "words above the zip": lambda: b"#!/bin/sh\n" + package(("archive/data.warc.gz", crawl()), *META),
    "names in capitals": lambda: package(("archive/DATA.WARC.GZ", crawl())),
}  # fmt: skip


@pytest.mark.parametrize("name", WARC)
def test_a_crawl_as_it_comes_gives_its_page(name: str) -> None:
    (row,) = read_warc(io.BytesIO(WARC[name]()), "x.warc.gz", [])
    assert row.data == HELD


@pytest.mark.parametrize("name", WACZ)
def test_a_package_as_it_comes_gives_its_page(name: str) -> None:
    (row,) = read_wacz(io.BytesIO(WACZ[name]()), "x.wacz", [])
    assert row.data == HELD


@pytest.mark.parametrize(
    "data",
    [b"", b"no zip", package(("archive/data.warc.gz", crawl()))[:-30], package(("a.txt", b"x"))],
    ids=["nothing", "no zip", "cut short", "no archive within"],
)
def test_what_is_no_package_gives_no_page(data: bytes) -> None:
    problems: list[Problem] = []
    try:
        assert list(read_wacz(io.BytesIO(data), "x.wacz", problems)) == []
    except SiteError as refused:
        problems.extend(refused.problems)
    assert all(problem.path.startswith("x.wacz") for problem in problems)
