"""Articles in pieces: pages of one article among the seeds become one seed, and pages of others never."""

from __future__ import annotations

from base64 import encodebytes
from pathlib import Path

import pytest
from small_site import tree

from site_gen.content.item import parse_item
from site_gen.ingest.doors import open_seed
from site_gen.ingest.doors.joined import pieces_of
from site_gen.ingest.page.series import Leaf, chains_of, leaf_of, same_article
from site_gen.ingest.run import IngestReport
from site_gen.ingesting import ingest_project
from site_gen.init import init
from site_gen.memo import Memo
from site_gen.model import Item
from site_gen.questions import plain_answers

SITE = "https://post.example/2031/04/02/dam"
WORDS = {
    1: "The regional water authority said on Wednesday that the spillway at Karsen would be opened for the first time.",
    2: "Ada Holm, the mayor, said that sandbags were ready along the whole market street of the lower town.",
    3: "Forecasters expect the rain to end on Friday, and the other two gates stay shut until the level has fallen.",
}


def address(number: int) -> str:
    return SITE if number == 1 else f"{SITE}?page={number}"


def page(number: int, last: int = 3, title: str = "Karsen spillway to open", canonical: str = "") -> str:
    links = f'<link rel="canonical" href="{canonical or address(number)}">'
    links += f'<link rel="prev" href="{address(number - 1)}">' if number > 1 else ""
    links += f'<link rel="next" href="{address(number + 1)}">' if number < last else ""
    body = "".join(f"<p>{WORDS[number]} That was line {line} of page {number}.</p>" for line in range(4))
    return (
        f'<html lang="en"><head><meta charset="utf-8"><title>{title}</title>{links}'
        f'<meta name="date" content="2031-04-02"></head>'
        f"<body><article><h1>{title}</h1>{body}</article></body></html>"
    )


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    init(tmp_path / "p", plain_answers("River"))
    for path in (tmp_path / "p/seeds").iterdir():
        path.unlink()
    return tmp_path / "p"


def run(root: Path, *, dry: bool = False) -> IngestReport:
    memo = Memo(root)
    try:
        return ingest_project(root, memo, dry=dry)
    finally:
        memo.close()


def save(root: Path, *numbers: int, **how: str) -> None:
    for number in numbers:
        (root / f"seeds/dam-{number}.html").write_text(page(number, **how))  # type: ignore[arg-type]


def items(root: Path) -> list[Item]:
    paths = sorted((root / "content/items").glob("*.md"))
    return [parse_item(f"content/items/{path.name}", path.read_text()) for path in paths]


def test_three_pages_are_one_item_whose_evidence_is_one_file_that_names_them_all(pages: Path) -> None:
    save(pages, 1, 2, 3)
    report = run(pages)
    (item,) = items(pages)
    assert [seed.action for seed in report.seeds] == ["create"]
    assert item.evidence is not None
    assert item.evidence.seed == "seeds/dam-1.pages.mhtml"
    assert all(f"line 3 of page {number}" in item.body for number in (1, 2, 3))
    assert item.body.index("page 1") < item.body.index("page 2") < item.body.index("page 3")
    held = pieces_of((pages / item.evidence.seed).read_bytes())
    assert [path for path, _ in held] == ["seeds/dam-1.html", "seeds/dam-2.html", "seeds/dam-3.html"]
    assert "joined of 3 pages" in report.seeds[0].notes[0]
    assert not any("goes on" in note for note in report.seeds[0].notes)


def test_taking_them_again_changes_nothing(pages: Path) -> None:
    save(pages, 1, 2, 3)
    run(pages)
    before = tree(pages)
    report = run(pages)
    assert [seed.action for seed in report.seeds] == ["same"]
    assert (report.joined, report.problems, tree(pages)) == ((), (), before)


def test_a_page_that_comes_later_is_added_to_the_same_item(pages: Path) -> None:
    save(pages, 1)
    first = run(pages)
    assert f"the page says that it goes on at {address(2)}" in first.seeds[0].notes
    save(pages, 2)
    second = run(pages)
    assert f"the page says that it goes on at {address(3)}" in second.seeds[0].notes
    save(pages, 3)
    third = run(pages)
    (item,) = items(pages)
    assert [seed.item for seed in (*first.seeds, *second.seeds, *third.seeds)] == [item.id] * 3
    assert "line 3 of page 3" in item.body
    assert not any("goes on" in note for note in third.seeds[0].notes)


def test_a_page_in_the_middle_that_is_missing_is_told_by_its_address(pages: Path) -> None:
    save(pages, 1, 3)
    notes = {seed.seed: seed.notes for seed in run(pages).seeds}
    assert f"the page says that it goes on at {address(2)}" in notes["seeds/dam-1.html"]
    assert f"the page says that it goes on from {address(2)}" in notes["seeds/dam-3.html"]
    assert len(items(pages)) == 2


def test_an_item_of_a_later_page_alone_is_told_once_the_first_is_there(pages: Path) -> None:
    save(pages, 2, 3)
    run(pages)
    save(pages, 1)
    report = run(pages)
    assert {problem.code for problem in report.problems} == {"piece-of-page"}


def test_later_pages_may_name_the_first_as_the_lasting_address(pages: Path) -> None:
    (pages / "seeds/dam-1.html").write_text(page(1, 4))
    for number in (2, 3):
        (pages / f"seeds/dam-{number}.html").write_text(
            f"<!-- saved from url=(0040){address(number)} -->{page(number, 3, canonical=SITE)}"
        )
    run(pages)
    assert len(items(pages)) == 1


def test_a_dry_run_joins_nothing_but_tells_it(pages: Path) -> None:
    save(pages, 1, 2, 3)
    before = tree(pages / "seeds")
    assert [one.path for one in run(pages, dry=True).joined] == ["seeds/dam-1.pages.mhtml"]
    assert (tree(pages / "seeds"), items(pages)) == (before, [])


def test_the_sidecar_of_the_first_page_is_the_articles(pages: Path) -> None:
    save(pages, 1, 2, 3)
    (pages / "seeds/dam-1.yaml").write_text("title: As a person says\n")
    assert not run(pages).problems
    assert items(pages)[0].title == "As a person says"


def mhtml(number: int, charset: str = "windows-1252") -> bytes:
    """A page as browsers save it whole, its encoding told in the part's head alone."""
    markup = page(number).replace('<meta charset="utf-8">', "").replace("first time.", "first time – “soon”.")
    head = f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {address(number)}\r\nMIME-Version: 1.0\r\n"
    head += 'Content-Type: multipart/related; type="text/html"; boundary="x"\r\n\r\n'
    part = f"Content-Type: text/html; charset={charset}\r\nContent-Transfer-Encoding: base64\r\n"
    part += f"Content-Location: {address(number)}\r\n\r\n"
    picture = "--x\r\nContent-Type: image/gif\r\nContent-Transfer-Encoding: base64\r\n\r\nR0lGODlhAQABAAAAACw=\r\n"
    return f"{head}--x\r\n{part}".encode() + encodebytes(markup.encode(charset)) + f"\r\n{picture}--x--\r\n".encode()


def test_pages_saved_as_mhtml_are_joined_as_others_are(pages: Path) -> None:
    for number in WORDS:
        (pages / f"seeds/dam{number}.mhtml").write_bytes(mhtml(number))
    first = run(pages)
    assert [(one.path, len(one.pieces)) for one in first.joined] == [("seeds/dam1.pages.mhtml", 3)]
    (item,) = items(pages)
    assert "for the first time – “soon”." in item.body
    assert all(f"page {number}" in item.body for number in WORDS)
    assert item.url == SITE
    before = tree(pages / "content")
    assert run(pages).seeds[0].action == "same"
    assert tree(pages / "content") == before


def test_pages_of_html_and_of_mhtml_are_joined_with_each_other(pages: Path) -> None:
    for number in WORDS:
        place = pages / f"seeds/dam{number}.{'mhtml' if number == 2 else 'html'}"
        place.write_bytes(mhtml(number) if number == 2 else page(number).encode())
    assert [one.pieces for one in run(pages).joined] == [("seeds/dam1.html", "seeds/dam2.mhtml", "seeds/dam3.html")]


def test_links_to_the_next_story_join_nothing(pages: Path) -> None:
    for number, name in ((1, "bridge"), (2, "dam")):
        link = '<link rel="next" href="/2031/dam/">' if number == 1 else '<link rel="prev" href="/2031/bridge/">'
        own = f'<link rel="canonical" href="https://post.example/2031/{name}/">'
        (pages / f"seeds/{name}.html").write_text(page(number, title=name).replace("<title>", f"{own}{link}<title>"))
    report = run(pages)
    assert len(items(pages)) == 2
    assert not any("goes on" in note for seed in report.seeds for note in seed.notes)


def test_numbered_addresses_of_different_stories_are_no_pages_of_one() -> None:
    one = leaf_of('<title>Bridge</title><link rel="next" href="/news/13">', "a.html", "https://post.example/news/12")
    two = leaf_of('<title>Dam</title><link rel="prev" href="/news/12">', "b.html", "https://post.example/news/13")
    assert one is not None
    assert two is not None
    assert chains_of((one, two)) == ()


def test_pages_saved_whole_name_each_other_by_their_files() -> None:
    one = leaf_of('<title>Dam - Page 1 of 2</title><a rel="next" href="dam-2.html">2</a>', "seeds/dam-1.html")
    two = leaf_of('<title>Dam - Page 2 of 2</title><a rel=prev href="dam-1.html">1</a>', "seeds/dam-2.html")
    assert one is not None
    assert two is not None
    assert chains_of((two, one)) == ((one, two),)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (SITE, f"{SITE}?page=2", True),
        (f"{SITE}/", f"{SITE}/2/", True),
        ("https://a.example/dam.html", "https://a.example/dam-2.html", True),
        ("https://a.example/dam", "https://a.example/dam/seite-2", True),
        ("https://a.example/dam/page/2/", "https://a.example/dam/page/3/", True),
        ("https://a.example/x?id=7&page=1", "https://a.example/x?id=7&page=2", True),
        ("https://a.example/x?id=7", "https://a.example/x?id=8", False),
        ("https://a.example/dam", "https://a.example/bridge", False),
        ("https://a.example/dam", "https://b.example/dam?page=2", False),
    ],
)
def test_two_addresses_are_of_one_article_where_a_pages_number_alone_differs(one: str, other: str, same: bool) -> None:
    assert same_article(one, other) is same


def test_a_joined_seed_is_the_same_bytes_for_the_same_pages_and_keeps_theirs(pages: Path) -> None:
    save(pages, 1, 2, 3)
    run(pages)
    place = pages / "seeds/dam-1.pages.mhtml"
    data = place.read_bytes()
    place.unlink()
    (pages / "content/items").joinpath(f"{items(pages)[0].id}.md").unlink()
    run(pages)
    assert place.read_bytes() == data
    assert "line 0 of page 2" in open_seed(data, "seeds/dam-1.pages.mhtml").text


def test_ten_thousand_posts_that_name_their_neighbours_are_no_pages_of_one_and_cost_little() -> None:
    looks = 0

    class Counted(str):
        def __ne__(self, other: object) -> bool:
            nonlocal looks
            looks += 1
            return str.__ne__(self, other)

    posts = [
        Leaf(f"seeds/{at}.html", (f"https://p.example/{at}",), f"https://p.example/{at + 1}",
             f"https://p.example/{at - 1}", Counted("the same title" if at % 2 else "another"))
        for at in range(10_000)
    ]  # fmt: skip
    assert chains_of(posts) == ()
    assert 0 < looks <= 4 * len(posts)
