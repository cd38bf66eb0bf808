"""`site-gen import`: exports to seeds, other sites to items. Twice is once; a kill loses and doubles nothing."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from killing import kills, whole
from small_site import tree, write_project

from site_gen.cli import main
from site_gen.content.item import parse_item
from site_gen.content.project import read_content
from site_gen.content.rewrite import rewrite_item, same_values
from site_gen.content.writer import format_item
from site_gen.errors import SiteError
from site_gen.importing import import_file
from site_gen.importing_site import SiteImported, import_site
from site_gen.ingest.unpacking import unpack_all

ROWS = 1_500


def quiet(*_: object) -> None:
    """No progress."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write_project(tmp_path / "p")
    return tmp_path / "p"


def export(root: Path, rows: int = 3) -> Path:
    place = root.parent / "desk.jsonl"
    told = ({"id": f"a{at}", "title": f"Row {at}", "text": f"The dam held on day {at}."} for at in range(rows))
    place.write_text("".join(f"{json.dumps(row)}\n" for row in told))
    return place


def bodies(root: Path) -> list[str]:
    return sorted(path.read_text() for path in (root / "seeds/desk").glob("*.txt"))


def test_rows_become_seeds_with_sidecars_and_twice_is_once(root: Path) -> None:
    file = export(root)
    first = import_file(root, file, "", False, quiet)
    there = tree(root)
    second = import_file(root, file, "", False, quiet)
    assert (first.new, second.new, second.same) == (3, 0, 3)
    assert tree(root) == there
    assert len(list((root / "seeds/desk").glob("*.txt.yaml"))) == 3


def test_a_dry_run_writes_nothing(root: Path) -> None:
    there = tree(root)
    assert import_file(root, export(root), "", True, quiet).new == 3
    assert tree(root) == there


def test_a_row_that_says_something_else_by_now_is_told_and_its_seed_stays(root: Path) -> None:
    file = export(root)
    import_file(root, file, "", False, quiet)
    before = bodies(root)
    file.write_text(file.read_text().replace("day 1.", "day 1, they say."))
    report = import_file(root, file, "", False, quiet)
    assert (report.same, report.changed, bodies(root)) == (2, 1, before)


def test_rows_are_taken_again_where_they_stand_after_a_change_of_the_map(root: Path) -> None:
    file = root.parent / "desk.jsonl"
    told = [{"id": f"a{at}", "title": f"Kovač {at}", "text": f"Kovač {at} met Ilić."} for at in range(3)]
    file.write_bytes("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in told).encode("cp1250"))
    (root.parent / "west.yaml").write_text("encoding: windows-1252\n")
    (root.parent / "middle.yaml").write_text("encoding: windows-1250\n")
    import_file(root, file, str(root.parent / "west.yaml"), False, quiet)
    paths = sorted((root / "seeds/desk").glob("*.txt"))
    assert bodies(root)[0] == "Kovaè 0 met Iliæ."
    paths[1].unlink()
    middle = str(root.parent / "middle.yaml")
    assert import_file(root, file, middle, False, quiet).changed == 3
    report = import_file(root, file, middle, False, quiet, again=True)
    assert (report.again, report.changed, report.new) == (2, 1, 0), "what a person removed does not come back"
    assert sorted((root / "seeds/desk").glob("*.txt")) == [paths[0], paths[2]]
    assert bodies(root) == ["Kovač 0 met Ilić.", "Kovač 2 met Ilić."]
    assert 'title: "Kovač 0"' in Path(f"{paths[0]}.yaml").read_text()
    assert import_file(root, file, middle, False, quiet).same == 2
    assert main(["-C", str(root), "import", str(root.parent), "--again"]) == 2


def test_a_map_of_the_site_is_taken_by_the_files_name_and_a_slip_in_it_has_its_place(root: Path) -> None:
    site = root / "content/site.yaml"
    site.write_text(site.read_text() + "import:\n  desk:\n    text: Meldung\n    always: {source: post}\n")
    file = root.parent / "desk-2022-08.csv"
    file.write_text("Meldung;text\nThe dam held.;no\n")
    assert import_file(root, file, "", False, quiet).folder == "seeds/desk"
    assert bodies(root) == ["The dam held."]
    site.write_text(site.read_text().replace("text: Meldung", "tekst: Meldung"))
    with pytest.raises(SiteError, match=r'site.yaml:7:5: error\[unknown-field\].*did you mean "text"'):
        import_file(root, file, "", False, quiet)


def test_refused_rows_are_counted_and_only_the_first_are_told(root: Path) -> None:
    file = root.parent / "desk.jsonl"
    file.write_text("no\n" * 100 + '{"text": "The dam held."}\n')
    report = import_file(root, file, "", False, quiet)
    assert (report.new, report.told, len(report.problems)) == (1, (("bad-json", 100),), 20)


def test_an_export_among_the_seeds_is_taken_by_ingest(root: Path) -> None:
    (root / "seeds").mkdir(exist_ok=True)
    export(root).rename(root / "seeds/desk.jsonl")
    assert main(["-C", str(root), "ingest", "-q"]) == 0
    assert len(bodies(root)) == 3
    assert any("Row 2" in path.read_text() for path in (root / "content/items").glob("*.md"))


def test_killed_at_random_moments_no_row_is_lost_and_none_is_there_twice(root: Path) -> None:
    command = [sys.executable, "-m", "site_gen", "-C", str(root), "import", str(export(root, ROWS)), "-q"]
    luck, killed = random.Random(7), 0
    for _ in range(12):
        process = subprocess.Popen(command, cwd=Path(__file__).parents[1], stdout=subprocess.DEVNULL)
        until = time.monotonic() + luck.uniform(0.2, 0.9)
        while process.poll() is None and time.monotonic() < until:
            os.sched_yield()
        process.kill()
        killed += process.wait() == -signal.SIGKILL
    assert subprocess.run(command, cwd=Path(__file__).parents[1], check=False).returncode == 0
    assert killed
    assert bodies(root) == sorted(f"The dam held on day {at}." for at in range(ROWS))
    assert not list((root / "seeds/desk").glob(".*"))


FRONT = {
    "a/gates.md": '---\ntitle: "Gates: open"\ndate: 2022-08-04\nactors: [Ada Holm, {name: New Body, role: watch}]\n'
    "tags: [dams, Fish Ladders]\nsources:\n  - {title: The Weir Post, url: 'https://post.example/1'}\n"
    "  - {title: River News, url: 'https://river.example/2', lang: en}\nlocation: {name: Weirtown, lat: 40.1}\n"
    "status: confirmed\nweight: 010\nnothing:\n---\nThe *gates* are open.\n",
    "b/gates.md": "---\ntitle: Again\ndate: 4 August 2022\nstatus: odd\nurl: ftp://x\n---\nOther words.\n",
    "c/toml.md": '+++\ntitle = "In TOML"\ndate = 2022-08-05\ndraft = true\n[extra]\nrank = 3\n+++\nWords.\n',
    "d/none.md": "# A heading\n\nWords without front matter.\n",
    "e/2022-08-06-bad.md": "---\ntitle: [open\n---\nWords.\n",
    "f/иван.md": "---\ntitle: Плотина\nactors: Иван Петров\nlang: Russian\nsummary: Коротко\n---\r\nСлова.\r\n",
    "g/kept.md": '---\ntitle: K\n"a b: c": [x, \'y: #z\', "", none]\n'
    "quote: 'it''s \"so\" \\ here'\nempty: N/A\ninner: {a: -, b: {}}\nlong: >\n  two\n  lines\n---\nW.\n",
    "h/anchor.md": "---\ntitle: &x T\n---\nW.\n",
    "i/dates.md": "---\ntitle: D\ndate: soon\nlastmod: 2022-08-04T10:00:00+03:00\nslug: My Own/Name\n---\nW.\n",
    "j/retracted.md": "---\ntitle: R\nstatus: withdrawn\nsource: The Weir Post\nauthor: Ada; Ben\n---\nW.\n",
}


def foreign(root: Path) -> Path:
    for path, text in FRONT.items():
        place = root.parent / "old" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text.encode())
    return root.parent / "old"


def taken(root: Path, map_file: str = "") -> SiteImported:
    return import_site(root, foreign(root), map_file, False, quiet)


def test_a_site_becomes_items_and_entries_and_nothing_is_lost(root: Path) -> None:
    report = taken(root)
    item = parse_item("content/items/gates.md", (root / "content/items/gates.md").read_text())
    assert (item.title, item.published, item.status) == ("Gates: open", "2022-08-04", "published")
    assert (item.actors, item.topics) == (("ada-holm", "new-body"), ("dams", "fish-ladders"))
    assert (item.source, item.url, item.body) == ("post", "https://post.example/1", "The *gates* are open.\n")
    extra = dict(item.extra)
    assert extra["sources.2.url"] == "https://river.example/2"
    assert extra["actors.2.role"] == "watch"
    assert (extra["location.lat"], extra["weight"], extra["nothing"], extra["status"]) == (
        "40.1",
        "010",
        "",
        "confirmed",
    )
    assert {(entry.kind, entry.id) for entry in report.entries} >= {
        ("actors", "new-body"), ("topics", "fish-ladders"), ("sources", "river-news")}  # fmt: skip
    assert dict(report.told) == {"bad-yaml": 1, "alias": 1, "remark": 4}
    assert main(["-C", str(root), "build", "-q", "--no-ingest", "--drafts"]) == 0


def test_whatever_front_matter_held_stands_in_the_item(root: Path) -> None:
    taken(root)
    extra = dict(parse_item("content/items/kept.md", (root / "content/items/kept.md").read_text()).extra)
    assert extra == {
        "a b: c": ("x", "y: #z", "", "none"),
        "empty": "N/A",
        "inner.a": "-",
        "inner.b": "",
        "quote": 'it\'s "so" \\ here',
        "long": "two lines",
    }
    dates = parse_item("content/items/name.md", (root / "content/items/name.md").read_text())
    assert dates.updated == "2022-08-04T10:00:00+03:00"
    assert dict(dates.extra) == {"date": "soon", "slug": "My Own/Name"}


def test_a_second_file_of_the_same_name_gets_an_id_of_its_own_and_is_told(root: Path) -> None:
    report = taken(root)
    ((path, item_id),) = report.moved
    assert path == "b/gates.md"
    assert (
        parse_item(f"content/items/{item_id}.md", (root / f"content/items/{item_id}.md").read_text()).title == "Again"
    )


def test_a_second_run_changes_nothing_and_a_persons_edit_and_removal_stay(root: Path) -> None:
    taken(root)
    there = tree(root)
    assert dict(taken(root).actions) == {"same": len(FRONT) - 2}
    assert tree(root) == there
    edited, removed = root / "content/items/gates.md", root / "content/items/kept.md"
    edited.write_text(edited.read_text().replace("weight:", "heavy:"))
    removed.unlink()
    there = tree(root)
    assert dict(taken(root).actions) == {"edited": 1, "removed": 1, "same": len(FRONT) - 4}
    assert tree(root) == there


def test_a_file_that_changed_over_there_changes_here(root: Path) -> None:
    taken(root)
    FRONT_B = root.parent / "old/d/none.md"
    FRONT_B.write_text("# A heading\n\nOther words.\n")
    report = import_site(root, root.parent / "old", "", False, quiet)
    assert dict(report.actions)["updated"] == 1
    assert "Other words." in (root / "content/items/none.md").read_text()


def test_a_map_names_fields_statuses_and_who_is_meant(root: Path) -> None:
    given = root.parent / "map.yaml"
    given.write_text(
        "fields: {topics: [tags, location]}\nstatuses: {odd: draft}\nactors: {New Body: weir-guard}\n"
        "actor_kind: person\nstatus: published\nsource: post\n"
    )
    taken(root, str(given))
    items = {item.id: item for item in read_content(root).items}
    assert items["gates"].actors == ("ada-holm", "weir-guard")
    assert items["gates"].topics == ("dams", "fish-ladders", "weirtown")
    assert (items["none"].status, items["none"].source) == ("published", "post")
    assert (
        next(item.status for key, item in items.items() if key.startswith("gates-") and item.title == "Again")
        == "draft"
    )
    given.write_text("fields: {topic: [tags]}\n")
    with pytest.raises(SiteError, match='did you mean "topics"'):
        taken(root, str(given))


def test_killed_at_any_write_the_next_import_of_a_site_ends_it(root: Path, tmp_path: Path) -> None:
    folder = foreign(root)
    places = kills(root, tmp_path / "copy", lambda place: import_site(place, folder, "", False, quiet))
    states = []
    for place in places:
        import_site(place, folder, "", False, quiet)
        states.append({path: data for path, data in whole(place).items() if "imports" not in path})
    assert len(states) > len(FRONT)
    assert all(state == states[-1] for state in states)


def test_what_stands_under_extra_survives_rewriting_byte_for_byte() -> None:
    text = (
        "---\ntitle: T\nextra:   # ours\n  b: [ 1,  'two' ]\n  a: {x: 1.0, y: [{z: no}]}\n  \"k: l\": |\n    lines\n"
        "status: draft\n---\nW.\n"
    )
    item = parse_item("content/items/t.md", text)
    assert item.extra == (("b", ("1", "two")), ("a.x", "1.0"), ("a.y.1.z", "no"), ("k: l", "lines"))
    from msgspec.structs import replace

    told = rewrite_item("content/items/t.md", text, replace(item, summary="S", status="review"))
    assert text[text.index("extra") : text.index("status")] in told
    assert same_values(parse_item("content/items/t.md", format_item(item)), item)


_WORDS = (
    "The council of Marren closed the old lock on the river on Tuesday after engineers found a crack in its gate. "
    "Barges will wait at the lower quay until a diver has looked at the hinge, the harbour master Ilse Brandt said. "
    "Two ferries to Ostra keep to their hours, and the fish market opens as usual."
)
"""More words than are needed to tell a text."""


@pytest.mark.parametrize(
    ("was", "row", "is_newer"),
    [
        ({}, {"text": _WORDS.replace("Two ferries", "Three ferries")}, True),
        ({}, {"title": "Lock of Marren is shut", "text": _WORDS}, True),
        ({}, {"title": "Lock of Marren is shut", "text": f"Corrected. {_WORDS} More is to follow."}, True),
        ({"source": "Valley Post"}, {"source": "Harbour Times", "text": _WORDS.replace("Two", "Three")}, False),
        ({"date": "2031-04-02"}, {"date": "2031-05-20", "text": _WORDS.replace("Two", "Three")}, False),
        ({}, {"text": "The fish market of Ostra has a new roof, and the mayor opened it with a song. " * 3}, False),
    ],
)
def test_a_row_known_by_its_words_is_known_again_with_nearly_the_same(
    root: Path, was: dict[str, str], row: dict[str, str], is_newer: bool
) -> None:
    file, other = root.parent / "desk.jsonl", {"title": "Roof", "text": "The roof of the school in Ostra is mended."}
    first = {"title": "Lock closed", "text": _WORDS, **was}
    file.write_text(f"{json.dumps(first)}\n{json.dumps(other)}\n")
    assert import_file(root, file, "", False, quiet).new == 2
    file.write_text(f"{json.dumps(other)}\n{json.dumps({**first, **row})}\n")
    told = import_file(root, file, "", False, quiet)
    assert (told.same, told.changed, told.newer) == ((1, 1, 1) if is_newer else (1, 0, 0))
    again = import_file(root, file, "", False, quiet, again=True)
    assert (again.again, again.newer) == ((2, 1) if is_newer else (2, 0))
    assert len(bodies(root)) == (2 if is_newer else 3)
    assert row["text"] in bodies(root)
    assert import_file(root, file, "", False, quiet).same == 2, "and then it is known"


def test_rows_that_stand_in_one_file_are_two_however_alike(root: Path) -> None:
    file = root.parent / "desk.jsonl"
    rows = [{"title": "Lock closed", "text": _WORDS}, {"title": "Lock closed", "text": _WORDS.replace("Two", "Three")}]
    file.write_text(json.dumps(rows[0]) + "\n")
    import_file(root, file, "", False, quiet)
    file.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    assert import_file(root, file, "", False, quiet).new == 1
    assert len(bodies(root)) == 2


def test_an_export_among_the_seeds_whose_row_changed_makes_no_second_seed(root: Path) -> None:
    file = root / "seeds/desk.jsonl"
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps({"title": "Lock closed", "text": _WORDS}) + "\n")
    assert unpack_all(root, [])[0].new == 1
    file.write_text(json.dumps({"title": "Lock closed", "text": _WORDS.replace("Two", "Three")}) + "\n")
    told = unpack_all(root, [])[0]
    assert (told.new, len(told.changed), bodies(root)) == (0, 1, [_WORDS])
