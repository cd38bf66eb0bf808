"""A file that gives no article says so, with its path and a remedy, whatever its kind and whatever stands in it."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path
from typing import Final

import pytest
from small_site import write_project

from site_gen.cli import main
from site_gen.errors import Problem, SiteError
from site_gen.importing import import_file
from site_gen.ingest.article import parse_article
from site_gen.ingest.doors import DOORS, Door
from site_gen.ingest.doors.bundles import BUNDLES, Bundle
from site_gen.ingest.sidecars import sidecars_of
from site_gen.ingest.unpacking import unpack_all
from site_gen.model import Registry

_INFO: Final = (
    b"WARC/1.0\r\nWARC-Type: warcinfo\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2031-01-01T00:00:00Z\r\n"
    b"Content-Length: 0\r\n\r\n\r\n\r\n"
)


def _packed() -> bytes:
    held = io.BytesIO()
    zipfile.ZipFile(held, "w").close()
    return held.getvalue()


HEADS: Final[dict[str, bytes]] = {
    ".csv": b"title,text,date\r\n",
    ".tsv": b"title\ttext\n",
    ".jsonl": b"\n\n",
    ".json": b'{"count": 0, "items": []}',
    ".mbox": b"From a@b.example Thu Jan  2 10:00:00 2031\n",
    ".rss": b'<rss version="2.0"><channel><title>Orlen Post</title></channel></rss>',
    ".atom": b'<feed xmlns="http://www.w3.org/2005/Atom"><title>Orlen Post</title></feed>',
    ".feed.json": b'{"version": "https://jsonfeed.org/version/1.1", "title": "Orlen Post", "items": []}',
    ".warc": _INFO,
    ".warc.gz": gzip.compress(_INFO),
    ".wacz": _packed(),
    ".txt": b"\n\n",
    ".entry.xml": b"<entry/>",
    ".eml": b"From: a@b.example\nSubject: Dam\n\n",
    ".md": b"---\ntitle: Dam\n---\n",
    ".mhtml": b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n--x--\r\n',
    ".docx": _packed(),
    ".pdf": b"%PDF-1.4\n%%EOF\n",
    ".html": b"<html><head><title>Dam</title></head><body></body></html>",
    ".pages.mhtml": b"MIME-Version: 1.0\r\n\r\n",
}
ODD: Final = {"empty": b"", "odd bytes": b"\x00\x01\xfe\x9c\x03", "a blank": b" \r\n"}
CASES: Final = [
    pytest.param(ending, data, id=f"{ending} {what}")
    for ending, head in HEADS.items()
    for what, data in (*ODD.items(), ("head only", head))
]


@pytest.mark.parametrize(("ending", "data"), CASES)
def test_a_file_without_an_article_says_so(tmp_path: Path, ending: str, data: bytes) -> None:
    told = _told(tmp_path, f"seeds/a{ending}", data)
    assert told
    for problem in told:
        assert problem.path == f"seeds/a{ending}"
        assert problem.hint, problem.message


def test_every_kind_of_file_is_tried() -> None:
    kinds: tuple[Door | Bundle, ...] = (*DOORS, *BUNDLES)
    assert [kind.name for kind in kinds if not any(ending in HEADS for ending in kind.endings)] == []


@pytest.mark.parametrize(("data", "told"), [(b"", "the file is empty"), (b"title,text\n", "no article is in the file")])
def test_an_import_of_a_file_without_rows_says_so(tmp_path: Path, data: bytes, told: str) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "desk.csv").write_bytes(data)
    made = import_file(tmp_path, tmp_path / "desk.csv", "", False, lambda *_: None)
    assert (made.new, [(one.code, one.message) for one in made.problems]) == (0, [("no-rows", told)])


def test_a_row_that_is_refused_is_word_enough(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "content").mkdir()
    told = _told(tmp_path, "seeds/desk.csv", b"title\nDam is safe\n")
    assert [one.code for one in told] == ["no-text"]


def _told(root: Path, path: str, data: bytes) -> list[Problem]:
    """What is told of a file among the seeds."""
    for folder in ("seeds", "content"):
        (root / folder).mkdir(exist_ok=True)
    (root / path).write_bytes(data)
    problems: list[Problem] = []
    if unpack_all(root, problems, [path]) or problems:
        return problems
    try:
        parse_article(data, path, Registry())
    except SiteError as error:
        return list(error.problems)
    return []


def test_a_build_tells_of_rows_and_files_that_ingest_could_not_take(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_project(tmp_path)
    (tmp_path / "seeds").mkdir(exist_ok=True)
    (tmp_path / "seeds/desk.jsonl").write_text("no\n" * 9 + '{"text": "The dam held on Monday, she said."}\n')
    for _ in range(2):
        assert main(["-C", str(tmp_path), "build", "-q"]) == 0
        told = capsys.readouterr().err
        assert "seeds/desk.jsonl:1: warning[bad-json]" in told
        assert "warning[bad-json]: and 6 more of this kind in the file; site-gen ingest tells them all" in told


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"%PDF-1.7\n1 0 obj <<>> endobj", "a PDF"),
        (b"PK\x03\x04" + b"\0" * 40, "a Word document"),
        (b"{\\rtf1\\ansi Karsen}", "a text of Word"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "a picture"),
    ],
)
def test_a_file_under_the_name_of_a_page_is_told_for_what_it_is(data: bytes, word: str) -> None:
    with pytest.raises(SiteError) as caught:
        parse_article(data, "seeds/x.html", Registry())
    (problem,) = caught.value.problems
    assert (problem.code, word in problem.message) == ("no-page", True)


def test_a_page_whose_text_a_script_brings_says_so() -> None:
    page = (
        b'<html><title>Gates</title><body><div id="root"></div><script>var a = "The dam held."</script></body></html>'
    )
    with pytest.raises(SiteError) as caught:
        parse_article(page, "seeds/x.html", Registry())
    (problem,) = caught.value.problems
    assert problem.code == "empty-seed"
    assert "script" in problem.message
    assert "save the whole page" in problem.hint


@pytest.mark.parametrize(
    ("name", "remedy"),
    [("a.doc", ".docx"), ("a.xlsx", ".csv"), ("a.webarchive", ".html"), ("a.MSG", ".eml"), ("a.txt.gz", "unpack it"),
     ("a.jpg", "text recognition"), ("a.xyz", ".txt, .html")],
)  # fmt: skip
def test_a_file_of_a_kind_that_is_not_read_comes_with_its_way_in(name: str, remedy: str) -> None:
    problems: list[Problem] = []
    sidecars_of([f"seeds/{name}"], problems)
    assert [problem.code for problem in problems] == ["unread-seed"]
    assert remedy in problems[0].hint
