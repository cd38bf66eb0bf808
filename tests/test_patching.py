"""After a change of texts and headlines only what shows them is made, and the site is byte for byte as a clean build
makes it."""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
from small_site import tree, write_project
from test_build import KEPT, clean_tree

import site_gen.build
import site_gen.ingesting
import site_gen.memo
import site_gen.patching
import site_gen.preparing
import site_gen.site.pages.search
import site_gen.site.publish
import site_gen.site.search.edits
import site_gen.site.search.shards
from site_gen.build import BuildOptions, build, silent
from site_gen.content.stamps import _TICK_NS
from site_gen.errors import Problem, SiteError
from site_gen.ingesting import Taken
from site_gen.memo import Memo
from site_gen.preparing import Prepared, templates_hash
from site_gen.preview import Preview
from site_gen.profile import Steps
from site_gen.site.listed import TEMPLATES
from site_gen.standing import default_templates, last_run

_WORDS: Final = (
    "the gates weir dam flood mayor river rose talks guard levy bank stone cease-fire tunnel école Straße вода ворота "
    "水位 上昇 ทางน้ำ e\u0301tude water 2022 40 don't re-open"
).split()
ITEM: Final = """\
---
title: "Report {number}"
published: {day}
source: post
url: "https://post.example/{number}"
actors: [ada-holm]
topics: [dams]
{findings}---

{lead}

{text}
"""
FINDINGS: Final = """\
statements:
  - speaker: ada-holm
    text: "We shall open gate {number},"
    kind: direct
events:
  - when: 2022-08
    text: "Gate {number} was opened."
"""


def _text(chance: random.Random, words: int) -> str:
    return " ".join(chance.choice(_WORDS) for _ in range(words)) + "."


def _items(count: int) -> dict[str, str]:
    """Items of two years, some with findings, some without a day."""
    chance = random.Random(4)
    found = {}
    for number in range(count):
        day = f"202{1 + number % 2}-{1 + number % 12:02}-{1 + number % 28:02}" if number % 9 else "null"
        told = FINDINGS.format(number=number) if number % 3 == 0 else ""
        said = f'"We shall open gate {number}," Ada Holm said. Gate {number} was opened.\n\n' if told else ""
        text = said + "\n\n".join(_text(chance, 12) for _ in range(3))
        lead = _text(chance, 8)
        found[f"content/items/report-{number}.md"] = ITEM.format(
            number=number, day=day, findings=told, lead=lead, text=text
        )
    return found


def _paths(root: Path) -> list[Path]:
    return sorted((root / "content/items").glob("report-*.md"))


def _body(root: Path, chance: random.Random, change: Callable[[list[str]], None]) -> None:
    """Change the last paragraph of an item, as its words."""
    path = chance.choice(_paths(root))
    before, _, last = path.read_text().rstrip("\n").rpartition("\n\n")
    words = last.split(" ")
    change(words)
    path.write_text(f"{before}\n\n{' '.join(words)}\n")


def _add(root: Path, chance: random.Random) -> None:
    word = chance.choice([*_WORDS, f"new{chance.randrange(99)}"])
    _body(root, chance, lambda words: words.insert(chance.randrange(len(words) + 1), word))


def _drop(root: Path, chance: random.Random) -> None:
    _body(root, chance, lambda words: words.__delitem__(slice(0, max(0, min(3, len(words) - 2)))))


def _write(root: Path, chance: random.Random) -> None:
    _body(root, chance, lambda words: words.append("\n\n" + _text(chance, chance.randrange(1, 60))))


def _mark_up(root: Path, chance: random.Random) -> None:
    more = chance.choice(["\n\n> quoted *words*", "\n\n- one\n- two", "\n\n[a link](https://x.example/)", " `code`"])
    _body(root, chance, lambda words: words.append(more))


def _replace(root: Path, chance: random.Random) -> None:
    """As editors save that put a new file in the place of the old."""
    path = chance.choice(_paths(root))
    beside = path.with_name("beside.tmp")
    beside.write_text(path.read_text() + f"\n{_text(chance, 5)}\n")
    os.replace(beside, path)


def _two(root: Path, chance: random.Random) -> None:
    for _ in range(chance.choice([2, 3])):
        _add(root, chance)


def _undo(root: Path, chance: random.Random) -> None:
    """What was there before."""
    path = chance.choice(_paths(root))
    path.write_text(_items(COUNT)[path.relative_to(root).as_posix()])


def _title(root: Path, chance: random.Random) -> None:
    path = chance.choice(_paths(root))
    new = chance.choice(["So: ", "<b>&amp; ", "Ворота, ", "weir ", 'a \\"full\\" ', "=1+", "{{ title }} ", "$_ \\\\ "])
    path.write_text(path.read_text().replace('title: "', f'title: "{new}', 1))


def _field(root: Path, chance: random.Random, name: str, *values: str) -> None:
    """Set a field of an item to one of these values, or take it out."""
    path, value = chance.choice(_paths(root)), chance.choice(["", *values])
    text = re.sub(f"^{name}: .*\n", "", path.read_text(), flags=re.MULTILINE)
    path.write_text(text.replace("actors:", f"{name}: {value}\nactors:", 1) if value else text)


def _sum_up(root: Path, chance: random.Random) -> None:
    _field(root, chance, "summary", '"The gates & the <weir>."', '"=HYPERLINK"', f'"{_text(chance, 9)}"')


def _sign(root: Path, chance: random.Random) -> None:
    _field(root, chance, "authors", '["Ada Roe"]', '["Roe, Ada", "Bo Lind"]')


def _derive(root: Path, chance: random.Random) -> None:
    _field(root, chance, "basis", "{title: derived}", "{title: header, published: header}")


def _lead(root: Path, chance: random.Random) -> None:
    path = chance.choice(_paths(root))
    path.write_text(path.read_text().replace("\n---\n\n", f"\n---\n\n{_text(chance, 2)} ", 1))


COUNT: Final = 30
INSIDE: Final = (_add, _drop, _write, _mark_up, _replace, _two, _undo, _lead)
"""Changes inside texts."""
WHOLE: Final = (_title, _title, _sum_up, _sign, _derive)
"""Changes of what is told of an article as a whole."""


def _lose(root: Path, chance: random.Random) -> None:
    """The words of a statement from their article."""
    path = _paths(root)[0]
    before, mark, body = path.read_text().partition("\n---\n\n")
    path.write_text(before + mark + body.replace("open gate", "shut gate"))


def _link(root: Path, chance: random.Random) -> None:
    path = chance.choice(_paths(root))
    path.write_text(path.read_text().replace("https://post.example", "https://post.example/new", 1))


def _redate(root: Path, chance: random.Random) -> None:
    path = chance.choice(_paths(root))
    path.write_text(re.sub("published: .*", f"published: 2021-0{chance.randrange(1, 9)}", path.read_text(), count=1))


def _empty(root: Path, chance: random.Random) -> None:
    path = next(one for one in _paths(root) if "statements" not in one.read_text())
    path.write_text(path.read_text().partition("\n---\n\n")[0] + "\n---\n")


def _answer(root: Path, chance: random.Random) -> None:
    """An item that is told to have another's text."""
    path = chance.choice(_paths(root)[1:])
    path.write_text(path.read_text().replace("source: post", "source: post\ncopy_of: report-0", 1))


def _appear(root: Path, chance: random.Random) -> None:
    path = chance.choice(_paths(root))
    path.with_name(f"report-{chance.randrange(100, 999)}.md").write_text(path.read_text())
    _add(root, chance)


BEYOND: Final = (_lose, _link, _redate, _empty, _answer, _appear)
"""Changes that others show too."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project of many items."""
    return write_project(tmp_path / "project", _items(COUNT))


def _built(root: Path) -> bool:
    """Build; whether nothing but texts had to be looked at."""
    time.sleep(2 * _TICK_NS / 1e9)  # so that nothing can change unseen
    steps = Steps(on=True)
    build(root, KEPT, steps=steps)
    return any(step.name == "patch" and step.counts for step in steps.profile().steps)


@pytest.fixture(params=["as it is", "in many files"])
def index(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """How the index of the search is parted: many files, and words with one of their own, come with many articles."""
    if request.param != "as it is":
        monkeypatch.setattr(site_gen.site.search.shards, "LONG", 40)
        monkeypatch.setattr(site_gen.site.search.edits, "LONG", 40)
        monkeypatch.setattr(site_gen.site.search.shards, "_SHARD", 100)
        monkeypatch.setattr(site_gen.site.search.shards, "_SHOWN", 1500)
    return str(request.param)


@pytest.mark.parametrize("seed", range(2))
def test_after_changes_inside_texts_the_site_is_as_a_clean_build_makes_it(root: Path, index: str, seed: int) -> None:
    chance = random.Random(seed)
    _built(root)
    patched = 0
    for number in range(7):
        edit = chance.choice(INSIDE)
        edit(root, chance)
        patched += _built(root)
        assert tree(root / "public") == clean_tree(root), f"{number} {edit.__name__}"
    assert patched > (4 if index == "as it is" else 1)


@pytest.mark.usefixtures("unlisted")
@pytest.mark.parametrize("seed", range(2))
def test_among_other_changes_it_is_so_too(root: Path, index: str, seed: int) -> None:
    chance = random.Random(seed)
    _built(root)
    for number in range(6):
        edits = [chance.choice([*INSIDE, *WHOLE, *BEYOND]) for _ in range(chance.choice([1, 1, 2]))]
        for edit in edits:
            edit(root, chance)
        _built(root)
        assert tree(root / "public") == clean_tree(root), f"{number} {[edit.__name__ for edit in edits]}"


SITES: Final = {
    "paged, with all feeds": 'title: "Weir"\nbase_url: "https://weir.example/b/"\npage_size: 5\npublish_text: full\n'
    "feed_content: full\n",
    "in one page, at no address": 'title: "Weir"\npage_size: 0\npublish_text: excerpt\n',
    "in another look and language": 'title: "Weir"\nlook: wire\nlanguage: ru\nbase_url: "https://w.example"\n',
}


@pytest.fixture
def unlisted(monkeypatch: pytest.MonkeyPatch) -> None:
    """The search lists no titles, as where there are many."""
    monkeypatch.setattr(site_gen.site.pages.search, "_TITLES", 5)


@pytest.mark.usefixtures("unlisted")
@pytest.mark.parametrize("site", SITES)
@pytest.mark.parametrize("seed", range(2))
def test_after_changes_of_headlines_it_is_so_too(root: Path, site: str, seed: int) -> None:
    (root / "content/site.yaml").write_text(SITES[site])
    chance = random.Random(seed)
    _built(root)
    patched = 0
    for number in range(10):
        edits = chance.choices([*WHOLE, *INSIDE], k=chance.choice([1, 1, 2]))
        for edit in edits:
            edit(root, chance)
        patched += _built(root)
        assert tree(root / "public") == clean_tree(root), f"{number} {[edit.__name__ for edit in edits]}"
    assert patched > 5


@pytest.mark.usefixtures("unlisted")
def test_a_template_of_ones_own_may_show_a_headline_anywhere(root: Path) -> None:
    own = root / "templates/pair.html"
    own.parent.mkdir()
    own.write_text((default_templates() / "pair.html").read_text() + "{{ statements[0].source.title }}")
    chance = random.Random(1)
    _built(root)
    _title(root, chance)
    assert not _built(root)
    assert tree(root / "public") == clean_tree(root)
    _add(root, chance)
    assert _built(root)


def test_it_is_known_how_the_packaged_templates_show_articles(tmp_path: Path) -> None:
    """Whoever changes one looks whether that of `listed.TEMPLATES` still holds, and writes the new hash there."""
    assert templates_hash(tmp_path) == TEMPLATES


def test_in_a_clone_the_packaged_templates_are_those_of_the_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(default_templates(), tmp_path / "templates")
    assert templates_hash(tmp_path) == ""
    monkeypatch.setattr(site_gen.preparing, "default_templates", lambda: tmp_path / "templates")
    monkeypatch.chdir(tmp_path)
    assert templates_hash(Path()) == templates_hash(tmp_path) == TEMPLATES
    (tmp_path / "templates/pair.html").write_text("other")
    assert templates_hash(Path()) not in ("", TEMPLATES)


@pytest.mark.usefixtures("unlisted")
def _title_each(root: Path) -> None:
    """New headlines for eight articles, one after another, each seen on every page."""
    for path in _paths(root)[:8]:
        path.write_text(path.read_text().replace('title: "', 'title: "So: ', 1))
        _built(root)
        assert tree(root / "public") == clean_tree(root)


def test_a_page_that_leads_on_to_it_and_lacks_words_of_an_entry_is_for_a_whole_build(root: Path) -> None:
    """Such an entry is not shown, of which the whole site tells."""
    for path in _paths(root)[::2]:
        path.write_text(path.read_text().replace(" was opened.\n\n", " was closed.\n\n", 1))
    _built(root)
    _title_each(root)


def test_a_page_that_leads_on_to_it_and_has_a_text_of_others_is_for_a_whole_build(root: Path) -> None:
    path = root / "content/items/report-2.md"
    path.write_text(path.read_text().replace("source: post", "source: post\ncopy_of: report-1", 1))
    _built(root)
    _title_each(root)


def test_an_article_of_nobody_and_nothing_has_its_headline_put_in_too(root: Path) -> None:
    path = root / "content/items/report-12.md"
    path.write_text('---\ntitle: "Report 12"\npublished: 2022-09-09\n---\n\nWords.\n')
    _built(root)
    path.write_text(path.read_text().replace("Report 12", "Report 12 b"))
    assert _built(root)
    assert tree(root / "public") == clean_tree(root)


def test_a_list_by_title_has_it_in_its_place(root: Path) -> None:
    _built(root)
    for titles in (
        {12: "Report 12: weir & <dam>"},
        {3: "A first", 12: "Zu guter Letzt"},
        {4: "A first", 12: "report 3"},
    ):
        for number, title in titles.items():
            path = root / f"content/items/report-{number}.md"
            path.write_text(re.sub("^title: .*", f"title: {title!r}", path.read_text(), flags=re.MULTILINE))
        assert _built(root)
        assert tree(root / "public") == clean_tree(root)


@pytest.mark.parametrize("edit", BEYOND, ids=lambda edit: str(edit.__name__))
def test_what_others_show_too_is_for_a_whole_build(root: Path, edit: Callable[[Path, random.Random], None]) -> None:
    (root / "content/site.yaml").write_text('title: "Weir"\npublish_text: excerpt\nfeed_content: full\n')
    _built(root)
    edit(root, random.Random(1))
    assert not _built(root)
    assert tree(root / "public") == clean_tree(root)


def test_then_there_is_nothing_to_do_and_what_is_undone_is_as_it_was(root: Path) -> None:
    _built(root)
    before = tree(root / "public")
    _add(root, random.Random(3))
    assert _built(root)
    assert not _built(root)
    assert build(root, KEPT).written == 0
    for path, text in _items(COUNT).items():
        if (root / path).read_text() != text:
            (root / path).write_text(text)
    assert _built(root)
    assert tree(root / "public") == before
    (root / ".site-gen").joinpath(next(path.name for path in (root / ".site-gen").glob("last-*"))).unlink()
    assert not _built(root)
    assert tree(root / "public") == before


def test_what_was_put_in_is_looked_at_by_the_next_whole_build(root: Path) -> None:
    chance = random.Random(5)
    _built(root)
    path = _paths(root)[4]
    text = path.read_text()
    path.write_text(f"{text}\nOne more.\n")
    assert _built(root)
    path.write_text(text)
    _redate(root, chance)
    assert not _built(root)
    assert tree(root / "public") == clean_tree(root)


def test_the_report_is_that_of_a_whole_build(root: Path) -> None:
    _built(root)
    whole = build(root, KEPT)
    _add(root, random.Random(3))
    time.sleep(2 * _TICK_NS / 1e9)
    report = build(root, KEPT)
    assert report.written > 0
    assert report.written + report.unchanged == whole.unchanged
    told = (report.items, report.pages, report.undated, report.unconfirmed, report.warnings, report.notes)
    assert told == (whole.items, whole.pages, whole.undated, whole.unconfirmed, whole.warnings, whole.notes)


def test_a_failed_build_between_makes_the_next_a_whole_one(root: Path) -> None:
    """What it remembered is not of the site that stands."""
    _built(root)
    settings, path = root / "content/site.yaml", _paths(root)[4]
    told, text = settings.read_text(), path.read_text()
    settings.write_text(told + "nonsense: 1\n")
    with pytest.raises(SiteError):
        _built(root)
    settings.write_text(told)
    path.write_text(f"{text}\nOne more.\n")
    assert not _built(root)
    assert tree(root / "public") == clean_tree(root)


def test_a_build_into_another_folder_between_makes_the_next_a_whole_one(root: Path) -> None:
    _built(root)
    build(root, BuildOptions(output="other", ingest="none", drafts=True))
    _add(root, random.Random(3))
    assert not _built(root)
    assert tree(root / "public") == clean_tree(root)


@pytest.mark.parametrize("step", ["settle", "keep_patched", "keep_item"])
def test_one_that_breaks_off_is_made_good_by_the_next(root: Path, step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise KeyboardInterrupt

    _built(root)
    _add(root, random.Random(3))
    with monkeypatch.context() as patch:
        patch.setattr(site_gen.patching, step, broken)
        with pytest.raises(KeyboardInterrupt):
            _built(root)
    _built(root)
    assert tree(root / "public") == clean_tree(root)


def test_a_disk_that_refuses_is_told_and_the_site_stands(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    _built(root)
    before = tree(root / "public")
    _add(root, random.Random(3))
    with monkeypatch.context() as patch:
        patch.setattr(site_gen.patching, "settle", full)
        with pytest.raises(SiteError) as error:
            _built(root)
    assert error.value.problems[0].code == "bad-output"
    assert tree(root / "public") == before


def test_a_text_with_a_problem_is_told_by_the_whole_build(root: Path) -> None:
    _built(root)
    path = _paths(root)[4]
    path.write_bytes(path.read_bytes() + b"\n\xff\n")
    with pytest.raises(SiteError) as error:
        _built(root)
    assert error.value.problems[0].code == "not-utf-8"


@pytest.mark.parametrize("kind", ["patch", "item", "search", "pieces", "output"])
def test_a_memory_that_lost_something_costs_a_whole_build(root: Path, kind: str) -> None:
    import sqlite3

    _built(root)
    db = sqlite3.connect(root / ".site-gen/memo.sqlite")
    with db:
        db.execute("delete from memo where kind = ?", (kind,))
    db.close()
    _add(root, random.Random(3))
    assert _built(root) == (kind == "output")
    assert tree(root / "public") == clean_tree(root)


def _grow(root: Path, chance: random.Random) -> None:
    """A text so long that fewer find room in a file of the search."""
    path = chance.choice(_paths(root))
    path.write_text(f"{path.read_text()}\n{_text(chance, 2000)}\n")


def _spell(root: Path, chance: random.Random) -> None:
    """A word that no text has yet."""
    path = _paths(root)[4]
    path.write_text(f"{path.read_text()}\nUnheard.\n")


def _open(root: Path, chance: random.Random) -> None:
    """The newest text begins in another way."""
    path = root / "content/items/report-23.md"
    path.write_text(path.read_text().replace("\n---\n\n", "\n---\n\nUnheard ", 1))


def _push(root: Path, chance: random.Random) -> None:
    """A paragraph before the words of a statement."""
    path = root / "content/items/report-3.md"
    before, mark, text = path.read_text().rpartition('"We shall open gate')
    path.write_text(f"{before}One more.\n\n{mark}{text}")


def _none(*_: object) -> tuple[()]:
    return ()


FAULTS: Final[dict[str, tuple[str, object, Callable[[Path, random.Random], None]]]] = {
    "where words stand is not looked at": ("places_of", _none, _push),
    "what has changed beside the text is not looked at": ("same_place", lambda one, other: True, _redate),
    "lists are not changed": ("listed.in_lists", _none, _title),
    "feeds are not changed": ("listed.in_feeds", _none, _open),
    "tables are not changed": ("listed.in_data", _none, _title),
    "the database is not changed": ("with_article", lambda data, article: data, _title),
    "pages that lead on are not changed": ("_Patch._leading_to", _none, _title),
    "the index is not changed": ("words_of", lambda text: set(), _spell),
    "the length of texts is not looked at": ("measured", lambda plan, *_: plan, _grow),
    "a failed build leaves what it remembered": ("forget_base", lambda memo: None, _spell),
}


@pytest.mark.usefixtures("unlisted")
@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_seen(root: Path, fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site_gen.site.search.shards, "_SHOWN", 1200)
    monkeypatch.setattr(site_gen.memo, "_HELD_BYTES", 0)
    name, planted, edit = FAULTS[fault]
    (root / "content/site.yaml").write_text('title: "Weir"\npublish_text: full\nfeed_content: full\n')
    _built(root)
    monkeypatch.setattr(f"site_gen.patching.{name}", planted)
    if name == "forget_base":
        _break(root)
    edit(root, random.Random(1))
    assert _built(root)
    assert tree(root / "public") != clean_tree(root)


def _break(root: Path) -> None:
    """A build of one more item into another folder, which ends before it publishes."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    path = _paths(root)[4].with_name("report-999.md")
    path.write_text(_paths(root)[4].read_text())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(site_gen.site.publish, "settle", full)
        with pytest.raises(SiteError):
            build(root, BuildOptions(output="other", ingest="none"))
    path.unlink()


def test_the_command_does_it_and_loads_no_plan(root: Path) -> None:
    """The parts that make whole sites take as long to load as all of this."""
    script = (
        "import sys; from site_gen.cli import main; code = main(sys.argv[1:]); "
        "print(code, sorted({'site_gen.site.plan', 'site_gen.making', 'markdown_it'} & set(sys.modules)))"
    )
    words = [sys.executable, "-c", script, "-C", str(root), "build", "--no-ingest"]

    def told() -> list[str]:
        done = subprocess.run(words, check=True, capture_output=True, text=True, cwd=Path(__file__).parents[1])
        return done.stdout.splitlines()

    time.sleep(2 * _TICK_NS / 1e9)
    told()
    _add(root, random.Random(3))
    time.sleep(2 * _TICK_NS / 1e9)
    lines = told()
    assert lines[-1] == "0 []"
    assert lines[1].endswith(" s")
    assert " 0 removed in" in lines[1]
    assert tree(root / "public") == clean_tree(root)


SEED: Final = {
    "seeds/dam.txt": "Dam holds\nBy Bo Lind\n\n“The dam holds,” Ada Holm said on Monday.\n\nRain fell on the weir.\n",
    "seeds/dam.txt.yaml": "source: post\npublished: 2022-09-06\nurl: https://post.example/dam\n",
}


@pytest.mark.usefixtures("unlisted")
def test_the_preview_does_it_where_it_has_shown_the_save(root: Path) -> None:
    write_project(root, SEED)
    chance, taken = random.Random(2), []

    class Watched(Preview):
        def take(self, prepared: Prepared) -> None:
            taken.append(prepared)
            super().take(prepared)

    preview = Watched(root, BuildOptions(output="public"), lambda told: None, lambda problems: None)
    preview.rebuild()
    (dam,) = (root / "content/items").glob("*dam*")
    for number in range(12):
        before = tree(root / "content/items")
        if number % 4 == 2:
            dam.write_text(dam.read_text().replace("title: ", "title: So, ", 1))
        else:
            chance.choice([*INSIDE, *WHOLE])(root, chance)
        after = tree(root / "content/items")
        paths = [f"content/items/{path}" for path in after if before.get(path) != after[path]]
        time.sleep(2 * _TICK_NS / 1e9)
        shown = preview.look(paths)
        built = len(taken)
        preview.rebuild()
        assert preview.problems == ()
        assert shown or len(taken) > built
        assert tree(root / "public") == clean_tree(root), number
        assert not preview.comes("items.html")
    assert len(taken) < 6


@pytest.mark.usefixtures("unlisted")
def test_what_the_preview_has_not_shown_is_put_together(root: Path) -> None:
    """A look would else be at a site that lacks it."""
    taken: list[Prepared] = []
    build(root, KEPT, take=taken.append)
    time.sleep(2 * _TICK_NS / 1e9)
    _add(root, random.Random(1))
    time.sleep(2 * _TICK_NS / 1e9)
    build(root, KEPT, take=taken.append, known=["content/items/report-99.md"])
    assert len(taken) == 2


take, took = Preview.take, site_gen.ingesting.take_seeds


@pytest.mark.usefixtures("unlisted")
@pytest.mark.parametrize("finds", [0, 1])
def test_before_it_the_seeds_of_the_saved_items_are_taken_and_no_others(
    root: Path, finds: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_project(root, {**SEED, "seeds/other.txt": "Other\n\nWords of another.\n"})
    taken: list[Prepared] = []
    asked: list[list[str] | None] = []
    preview = Preview(root, BuildOptions(output="public"), lambda told: None, lambda problems: None)

    def watch(preview: Preview, made: Prepared) -> None:
        taken.append(made)
        take(preview, made)

    monkeypatch.setattr(Preview, "take", watch)
    for _ in range(2):
        time.sleep(2 * _TICK_NS / 1e9)
        preview.rebuild()
    (dam,) = (root / "content/items").glob("*dam*")

    def watched(root: Path, memo: Memo, told: list[Problem], *rest: Any) -> Taken:
        asked.append(rest[-1])
        found = took(root, memo, told, *rest)
        return Taken(finds, found.drafted) if rest[-1] else found

    monkeypatch.setattr(site_gen.ingesting, "take_seeds", watched)
    for number in range(3):
        dam.write_text(dam.read_text().replace('title: "', f'title: "{number} ', 1))
        time.sleep(2 * _TICK_NS / 1e9)
        assert preview.look([dam.relative_to(root).as_posix()])
        preview.rebuild()
        assert tree(root / "public") == clean_tree(root)
    assert asked == ([["seeds/dam.txt"], None] if finds else [["seeds/dam.txt"]]) * 3
    assert len(taken) == (5 if finds else 2)


@pytest.fixture
def seeded(root: Path) -> Path:
    """An item from a seed, written a while before the build that read it, so that it is remembered."""
    write_project(root, SEED)
    for _ in range(2):
        shutil.rmtree(root / "public", ignore_errors=True)
        build(root, BuildOptions(output="public", ingest="all"))
        time.sleep(2 * _TICK_NS / 1e9)
    (dam,) = (root / "content/items").glob("*dam*")
    return dam


def _saved_in_preview(root: Path, dam: Path, words: str) -> list[Prepared]:
    """Sites that were put together after a save of the item, by the build that a preview asks for."""
    taken: list[Prepared] = []
    dam.write_text(f"{dam.read_text().rstrip()}\n\n{words}\n")
    time.sleep(2 * _TICK_NS / 1e9)
    options = BuildOptions(output="public", ingest="all")
    build(root, options, take=taken.append, known=[dam.relative_to(root).as_posix()])
    assert tree(root / "public") == clean_tree(root)
    time.sleep(2 * _TICK_NS / 1e9)
    return taken


@pytest.mark.usefixtures("unlisted")
def test_what_a_person_writes_is_pinned_at_each_save_and_put_in_all_the_same(root: Path, seeded: Path) -> None:
    memory = root / f"content/.ingest/{seeded.stem}.json"
    pins: list[int] = []
    for number in range(3):
        assert _saved_in_preview(root, seeded, f"Words of a person, {number}.") == []
        pins.append(memory.read_text().count("body/"))
    assert pins == [1, 2, 3]


@pytest.mark.usefixtures("unlisted")
@pytest.mark.parametrize("drafted", [True, False])
def test_where_a_draft_is_another_the_whole_is_built(
    root: Path, seeded: Path, drafted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def redrafted(*words: Any) -> Taken:
        return Taken(took(*words).items, drafted)

    monkeypatch.setattr(site_gen.ingesting, "take_seeds", redrafted)
    assert len(_saved_in_preview(root, seeded, "Words of a person.")) == drafted


def test_a_draft_that_is_another_is_told(root: Path, seeded: Path) -> None:
    def take_again() -> Taken:
        memo = Memo(root)
        try:
            return took(root, memo, [], False, silent, 1, "")
        finally:
            memo.close()

    seeded.write_text(f"{seeded.read_text().rstrip()}\n\nWords of a person.\n")
    assert take_again() == Taken(0, False)
    seed = root / "seeds/dam.txt"
    seed.write_text(seed.read_text().replace("Rain fell", "Much rain fell"))
    assert take_again().drafted


@pytest.mark.parametrize("touched", ["", "other"])
def test_memories_may_change_only_with_their_items_and_where_that_is_allowed(
    root: Path, seeded: Path, touched: str
) -> None:
    write_project(root, {"seeds/other.txt": "Other\n\nWords of another.\n"})
    options = BuildOptions(output="public", ingest="all")
    for _ in range(2):
        build(root, options)
        time.sleep(2 * _TICK_NS / 1e9)
    (other,) = (root / "content/items").glob("*other*")
    asked = (options.output, None, False, False, "all", False)
    seeded.write_text(f"{seeded.read_text().rstrip()}\n\nMore.\n")
    memory = root / f"content/.ingest/{(other if touched else seeded).stem}.json"
    memory.write_text(memory.read_text() + " ")
    assert last_run(str(root), asked, str(root / "public")) is None
    found = last_run(str(root), asked, str(root / "public"), pinned=True)
    if touched:
        assert found is None
    else:
        assert found is not None
        assert (found.changed, found.pinned) == (
            [seeded.relative_to(root).as_posix()], [memory.relative_to(root).as_posix()],
        )  # fmt: skip


def test_what_ingest_writes_into_an_item_that_a_person_has_touched_is_shown_at_once(root: Path, seeded: Path) -> None:
    """It was read before with the stamp that it had before."""
    options = BuildOptions(output="public", ingest="all")
    _saved_in_preview(root, seeded, "Words of a person.")
    told = root / "seeds/dam.txt.yaml"
    told.write_text(told.read_text().replace("2022-09-06", "2022-09-07"))
    build(root, options)
    assert "published: 2022-09-07" in seeded.read_text()
    assert "Words of a person." in seeded.read_text()
    assert tree(root / "public") == clean_tree(root)
