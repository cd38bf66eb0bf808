"""From saved pages on disk and in rows to items: the same rules as for text, and nothing loaded that is not needed."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from site_gen.content.item import parse_item
from site_gen.extracting import extract_rows
from site_gen.ingest import confined
from site_gen.ingest.doors import DOORS, door_of, is_part_of_page
from site_gen.ingest.run import IngestReport
from site_gen.ingesting import ingest_project
from site_gen.init import init
from site_gen.memo import Memo
from site_gen.model import Item
from site_gen.questions import plain_answers

PAGES: Final = Path(__file__).parents[1] / "data/ingest/pages"
GRAPH: Final = PAGES / "01-json-ld-graph.html"
HEAVY: Final = ("lxml", "trafilatura", "htmldate", "charset_normalizer", "justext", "courlan")


@pytest.fixture
def root(tmp_path: Path) -> Iterator[Path]:
    init(tmp_path / "p", plain_answers("River"))
    for seed in (tmp_path / "p/seeds").iterdir():
        seed.unlink()
    yield tmp_path / "p"
    confined.end()


def run(root: Path) -> IngestReport:
    memo = Memo(root)
    try:
        return ingest_project(root, memo)
    finally:
        memo.close()


def items(root: Path) -> list[Item]:
    return [parse_item(path.name, path.read_text()) for path in sorted((root / "content/items").glob("*.md"))]


def rows(*given: dict[str, Any]) -> list[dict[str, Any]]:
    lines = [json.dumps(row).encode() for row in given]
    return [json.loads(line) for line in extract_rows(lines, None, "en", 1, "x")]


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("seeds/x.txt", "text"),
        ("seeds/x.HTML", "page"),
        ("seeds/x.htm", "page"),
        ("seeds/x.html.gz", "page"),
        ("seeds/x.mhtml", "mhtml"),
        ("seeds/x.mht", "mhtml"),
        ("seeds/x.yaml", ""),
        ("seeds/html", ""),
    ],
)
def test_a_door_is_chosen_by_the_name(path: str, name: str) -> None:
    door = door_of(path)
    assert (door.name if door else "") == name


def test_no_ending_has_two_doors() -> None:
    endings = [ending for door in DOORS for ending in door.endings]
    assert len(endings) == len(set(endings))


@pytest.mark.parametrize(
    ("path", "part"),
    [
        ("seeds/x_files/frame.html", True),
        ("seeds/x_files/deep/frame.html", True),
        ("seeds/x-Dateien/frame.html", True),
        ("seeds/y_files/frame.html", False),
        ("seeds/x_notes/frame.html", False),
        ("seeds/x.html", False),
    ],
)
def test_what_a_browser_saved_beside_a_page_is_no_seed(path: str, part: bool) -> None:
    assert is_part_of_page(path, frozenset(["seeds/x.html", path])) is part


def test_a_page_becomes_an_item_with_the_basis_of_each_fact(root: Path) -> None:
    shutil.copy(GRAPH, root / "seeds/x.html")
    report = run(root)
    (item,) = items(root)
    assert not report.problems
    assert item.published == "2031-04-02T14:05:00+02:00"
    assert item.authors == ("Anna Berg", "Lee Sørensen")
    assert dict(item.basis) == {
        "title": "markup", "published": "json-ld", "updated": "json-ld", "url": "markup", "authors": "json-ld",
        "lang": "markup",
    }  # fmt: skip
    assert item.evidence is not None
    assert item.evidence.seed == "seeds/x.html"
    assert "We will open two of the four gates at noon" in item.body
    assert any("two of the four gates" in one.text for one in item.statements)
    assert (root / "seeds/x.html").read_bytes() == GRAPH.read_bytes()


def test_taking_a_page_twice_changes_no_byte(root: Path) -> None:
    shutil.copy(GRAPH, root / "seeds/x.html")
    run(root)
    before = {path: path.read_bytes() for path in (root / "content").rglob("*") if path.is_file()}
    assert [seed.action for seed in run(root).seeds] == ["same"]
    assert {path: path.read_bytes() for path in (root / "content").rglob("*") if path.is_file()} == before


def test_what_a_person_says_beside_a_page_goes_before_what_it_says(root: Path) -> None:
    shutil.copy(GRAPH, root / "seeds/x.html")
    (root / "seeds/x.yaml").write_text('title: "Gates open"\npublished: 2031-04-01\nauthors: [Somebody Else]\n')
    run(root)
    (item,) = items(root)
    assert (item.title, item.published, item.authors) == ("Gates open", "2031-04-01", ("Somebody Else",))
    assert dict(item.basis)["published"] == "sidecar"


def test_markup_in_a_pages_text_is_shown_as_words(root: Path) -> None:
    words = "The clerk wrote &lt;script&gt;alert(1)&lt;/script&gt; and *stars* on the board on Tuesday."
    page = GRAPH.read_text().replace("Forecasters expect", f"{words} Forecasters expect")
    (root / "seeds/x.html").write_text(page)
    run(root)
    body = items(root)[0].body
    assert "\\<script" in body or "&lt;script" in body
    assert "\\*stars\\*" in body


def test_a_folder_of_a_saved_page_is_passed_over_without_a_word(root: Path) -> None:
    shutil.copy(GRAPH, root / "seeds/x.html")
    (root / "seeds/x_files").mkdir()
    (root / "seeds/x_files/frame.html").write_text("<p>An advertisement in a frame.</p>")
    (root / "seeds/x_files/style.css").write_text("p {}")
    report = run(root)
    assert [seed.seed for seed in report.seeds] == ["seeds/x.html"]
    assert not report.problems


def test_a_page_that_cannot_be_read_is_told_and_the_others_are_taken(root: Path) -> None:
    shutil.copy(GRAPH, root / "seeds/x.html")
    (root / "seeds/bad.html").write_bytes(b"\x1f\x8bnothing")
    (root / "seeds/empty.html").write_text("<html><body></body></html>")
    report = run(root)
    assert [problem.code for problem in report.problems] == ["broken-gzip", "empty-seed"]
    assert [seed.seed for seed in report.seeds] == ["seeds/x.html"]


def test_a_guessed_day_is_told_to_the_person_and_dates_nothing(root: Path) -> None:
    page = "<html><body><h1>Dam is safe</h1>{}<p>In the archive since 3 May 2030.</p></body></html>"
    (root / "seeds/x.html").write_text(page.format("<p>The mayor said on Tuesday that the dam was safe.</p>" * 8))
    report = run(root)
    assert items(root)[0].published is None
    assert any("2030-05-03" in note for note in report.seeds[0].notes)


def test_a_row_with_a_page_gains_text_title_date_and_authors() -> None:
    (row,) = rows({"id": "a", "url": "https://x.example/a", "html": GRAPH.read_text()})
    assert row["id"] == "a"
    assert row["text"].startswith("The regional water authority")
    assert (row["title"], row["date"], row["authors"]) == (
        "Karsen spillway to open for the first time in eleven years",
        "2031-04-02",
        ["Anna Berg", "Lee Sørensen"],
    )
    assert row["basis"]["published"] == "json-ld"
    quoted = [row["text"][start:end] for quote in row["quotes"] for start, end in quote["content"]]
    assert any("two of the four gates" in words for words in quoted)


def test_a_rows_date_is_the_day_of_publication_beside_the_later_one_that_readers_see() -> None:
    told = '{"@type":"NewsArticle","datePublished":"2031-01-01T11:00:00Z","dateModified":"2033-04-01T10:00:00Z"}'
    page = (
        f'<script type="application/ld+json">{told}</script><h1>Dam is safe</h1>'
        '<p class="date">Updated 1 April 2033</p>' + "<p>The mayor said on Tuesday that the dam was safe.</p>" * 8
    )
    (row,) = rows({"id": "a", "html": page})
    assert (row["date"], row["seen"], row["moment"]) == ("2031-01-01", "2033-04-01", "2031-01-01T11:00:00Z")


@pytest.mark.parametrize(
    ("url", "date", "moment"),
    [
        ("https://meadow.example/dam", "2031-11-19", "2031-11-18T21:24:00"),
        ("https://meadow.example/2031/11/18/dam", "2031-11-18", "2031-11-18"),
    ],
)
def test_a_rows_date_is_the_one_that_machines_are_told_and_its_moment_that_of_the_publishers_clock(
    url: str, date: str, moment: str
) -> None:
    told = '{"@type":"NewsArticle","datePublished":"2031-11-19T02:24:00Z"}'
    page = (
        f'<script type="application/ld+json">{told}</script><h1>Dam is safe</h1>'
        '<p class="date">Nov 18, 2031 at 9:24 pm ET</p>' + "<p>The mayor said on Tuesday that the dam was safe.</p>" * 8
    )
    (row,) = rows({"id": "a", "html": page, "url": url})
    assert (row["date"], row["moment"][:10]) == (date, moment[:10])


def test_a_row_with_a_page_beyond_limits_says_so_and_the_next_is_read() -> None:
    bad, good = rows({"id": "a", "html": ""}, {"id": "b", "html": GRAPH.read_text()})
    assert (bad["text"], bad["problem"]) == ("", "the page is empty")
    assert good["title"]


def test_rows_with_text_are_as_they_were() -> None:
    (row,) = rows({"id": "a", "text": "He left on Tuesday.", "date": "2031-04-02"})
    assert "html" not in row
    assert "text" not in row
    assert row["timexes"]


def test_taking_text_loads_no_library_for_pages(root: Path) -> None:
    (root / "seeds/x.txt").write_text("The mayor said on Tuesday that the dam was safe.\n")
    code = (
        "import sys; from site_gen.cli import main; "
        f"code = main(['-C', {str(root)!r}, 'build']); "
        f"print(code, sorted(set({HEAVY!r}) & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip().endswith("0 []")
