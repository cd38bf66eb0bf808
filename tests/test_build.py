"""One build: the same bytes however often and after whatever edits; old or new output, never between."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from small_site import SEEDS, tree, write_project

import site_gen.build
import site_gen.kept
import site_gen.making
import site_gen.site.render
import site_gen.standing
from site_gen.build import BuildOptions, build
from site_gen.content.stamps import Listed
from site_gen.errors import SiteError
from site_gen.proofs import Proofs
from site_gen.site.digests import Digests
from site_gen.site.publish import Stage

CLEAN = BuildOptions(output="clean", ingest="none")
KEPT = BuildOptions(output="public", ingest="none")
_BUILD_SECONDS = 0.3
"""About what a build takes that is to be killed."""


def clean_tree(root: Path) -> dict[str, bytes | str]:
    """What a build with nothing remembered makes of the project."""
    elsewhere = root.parent / "elsewhere"
    shutil.rmtree(elsewhere, ignore_errors=True)
    for name in ("content", "templates", "seeds"):
        if (root / name).is_dir():
            shutil.copytree(root / name, elsewhere / name)
    build(elsewhere, CLEAN)
    return tree(elsewhere / "clean")


def _page(root: Path, chance: random.Random) -> Path:
    return chance.choice(sorted(path for path in (root / "public").rglob("*.html") if path.is_file()))


def _edit_item(root: Path, chance: random.Random) -> None:
    path = chance.choice(sorted((root / "content/items").glob("*.md")))
    path.write_text(path.read_text() + f"\nMore {chance.random()}.\n")


_CHANGES = (
    ('title: "', 'title: "So: '), ("published: 2022", "published: 2021"), ("published: 2021", "published: 2020"),
    ("status: review", "status: published"), ("status: published", "status: draft"),
    ("status: draft", "status: review"),
    ("source: post", "source: null"), ("source: null", "source: post"), ("topics: [dams]", "topics: [floods]"),
    ("kind: direct", "kind: partial"), ("value: 40", "value: 41"), ("when: 2022-08", "when: 2022-09"),
    ("actors: [weirtown]", "actors: [weir-guard]"), ("said: 2022-08-03", "said: 2022-08-02"),
    ("    kind: indirect", '    kind: indirect\n    replies_to: "gates-open#ANCHOR"'),
    ("on Wednesday", "on Tuesday"), ("\n---\n\n", "\nsummary: In short.\n---\n\n"), ("on Tuesday", "on Wednesday"),
    ("\n---\n\n", "\ncopy_of: gates-open\n---\n\n"), ("copy_of: gates-open\n", ""),
    ("\n---\n\n", '\ncorrections: [{on: 2022-09-01, text: "A slip."}]\n---\n\n'),
)  # fmt: skip
"""What a person may change in an item, so that something of it shows on other pages."""


def _edit_front(root: Path, chance: random.Random) -> None:
    path = chance.choice(sorted((root / "content/items").glob("*.md")))
    text = path.read_text()
    old, new = chance.choice([one for one in _CHANGES if one[0] in text and not _again(one[1], text)])
    said = next(iter(re.findall(r'id="(s-[0-9a-f]+)"', _read(root / "public/items/gates-open.html"))), "s-none")
    path.write_text(text.replace(old, new.replace("ANCHOR", said), 1))


def _again(new: str, text: str) -> bool:
    """Whether `new` would give an item a key that it has."""
    return any(f"{key}:" in new and f"{key}:" in text for key in ("summary", "corrections", "replies_to", "copy_of"))


def _read(path: Path) -> str:
    return path.read_text() if path.is_file() else ""


def _add_item(root: Path, chance: random.Random) -> None:
    name = f"new-{chance.randrange(10**6)}"
    text = f'---\ntitle: "{name}"\npublished: 20{chance.randrange(10, 30)}-01-02\nactors: [ada-holm]\n---\nText.\n'
    (root / f"content/items/{name}.md").write_text(text)


def _add_copy(root: Path, chance: random.Random) -> None:
    """Another publisher's article with the text of one that is there, and with some of its entries."""
    first = chance.choice(sorted((root / "content/items").glob("*.md")))
    text = first.read_text()
    if "copy_of:" not in text:
        name = f"copy-{chance.randrange(10**6)}"
        text = text.replace('title: "', 'title: "Elsewhere: ', 1).replace("source: post\n", "", 1)
        text = text.replace("kind: direct", "kind: indirect", 1) if chance.random() < 0.3 else text
        (root / f"content/items/{name}.md").write_text(text.replace("---\n", f"---\ncopy_of: {first.stem}\n", 1))


def _remove_item(root: Path, chance: random.Random) -> None:
    paths = sorted((root / "content/items").glob("*.md"))
    if len(paths) > 2:
        chance.choice(paths).unlink()


def _rename_item(root: Path, chance: random.Random) -> None:
    path = chance.choice(sorted((root / "content/items").glob("*.md")))
    path.rename(path.with_name(f"renamed-{chance.randrange(10**6)}.md"))


def _edit_registry(root: Path, chance: random.Random) -> None:
    path = root / "content/actors.yaml"
    path.write_text(path.read_text().replace("Ada", chance.choice(["Ada", "Eda", "Ida"])))


def _edit_settings(root: Path, chance: random.Random) -> None:
    size, shown = chance.choice([0, 1, 2, 3]), chance.choice(["none", "excerpt", "full"])
    (root / "content/site.yaml").write_text(f'title: "Weir {size}"\npage_size: {size}\npublish_text: {shown}\n')


def _edit_template(root: Path, chance: random.Random) -> None:
    folder = root / "templates"
    folder.mkdir(exist_ok=True)
    block = f"{{% block events %}}<p>{chance.random()}</p>{{% endblock %}}"
    (folder / "item.html").write_text('{% extends "default/item.html" %}' + block)


def _edit_asset(root: Path, chance: random.Random) -> None:
    name = chance.choice(["style.css", "more.css", "old.bak", ".hidden/x.css"])
    path = root / "templates/assets" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"p {{ margin: {chance.randrange(99)}px }}")


def _drop_templates(root: Path, chance: random.Random) -> None:
    shutil.rmtree(root / "templates", ignore_errors=True)


def _change_output(root: Path, chance: random.Random) -> None:
    _page(root, chance).write_text("vandalised")


def _remove_output(root: Path, chance: random.Random) -> None:
    _page(root, chance).unlink()


def _forge_output(root: Path, chance: random.Random) -> None:
    path = _page(root, chance)
    told = path.stat()
    path.write_bytes(b"x" * told.st_size)
    os.utime(path, ns=(told.st_atime_ns, told.st_mtime_ns))


def _link_output(root: Path, chance: random.Random) -> None:
    path = _page(root, chance)
    copy = root / "copy.html"
    shutil.copyfile(path, copy)
    path.unlink()
    path.symlink_to(copy)


def _link_folder(root: Path, chance: random.Random) -> None:
    shutil.rmtree(root / "away", ignore_errors=True)
    if (root / "public/items").is_dir():
        shutil.move(root / "public/items", root / "away")
        (root / "public/items").symlink_to(root / "away")


def _empty_folder_for_output(root: Path, chance: random.Random) -> None:
    path = _page(root, chance)
    path.unlink()
    path.mkdir()


def _file_for_folder(root: Path, chance: random.Random) -> None:
    if (root / "public/topics").is_dir():
        shutil.rmtree(root / "public/topics")
        (root / "public/topics").write_text("vandalised")


def _drop_output(root: Path, chance: random.Random) -> None:
    shutil.rmtree(root / "public")


def _drop_memo(root: Path, chance: random.Random) -> None:
    shutil.rmtree(root / ".site-gen")


def _damage_memo(root: Path, chance: random.Random) -> None:
    path = root / ".site-gen/memo.sqlite"
    data = bytearray(path.read_bytes())
    for _ in range(chance.choice([1, 20, 2000])):
        data[chance.randrange(len(data))] = chance.randrange(256)
    path.write_bytes(data)


def _kill_build(root: Path, chance: random.Random) -> None:
    """A change, and a build of it that is killed wherever it is by then: reading, remembering, writing or moving."""
    _edit_item(root, chance)
    child = os.fork()
    if child == 0:
        try:
            build(root, KEPT)
        finally:
            os._exit(0)
    time.sleep(chance.random() * _BUILD_SECONDS)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def _nothing(root: Path, chance: random.Random) -> None:
    pass


CONTENT: tuple[Callable[[Path, random.Random], None], ...] = (_edit_item, _edit_front)
EDITS: tuple[Callable[[Path, random.Random], None], ...] = (
    *CONTENT, _add_item, _add_copy, _remove_item, _rename_item, _edit_registry, _edit_settings, _edit_template,
    _edit_asset,
    _drop_templates, _change_output, _remove_output, _forge_output, _link_output, _link_folder,
    _empty_folder_for_output, _file_for_folder, _drop_output, _drop_memo, _damage_memo, _kill_build, _nothing,
)  # fmt: skip


def differences(root: Path, seed: int, rounds: int) -> list[str]:
    """Make `rounds` random edits; after each the paths in which the kept folder differs from a clean build's."""
    chance = random.Random(seed)
    build(root, KEPT)
    for _ in range(rounds):
        edits = [chance.choice(chance.choice([EDITS, CONTENT])) for _ in range(chance.choice([1, 1, 2]))]
        for edit in edits:
            if (root / "public").is_dir() and any((root / "public").rglob("*.html")):
                edit(root, chance)
        build(root, KEPT)
        kept, clean = tree(root / "public"), clean_tree(root)
        if kept != clean:
            names = ", ".join(edit.__name__ for edit in edits)
            return [
                f"{names}: {path}" for path in sorted(kept.keys() | clean.keys()) if kept.get(path) != clean.get(path)
            ]
    return []


def test_a_file_changed_between_its_writing_and_its_joining_is_not_joined(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def lost(stage: Stage, path: str, file: str, hashed: str) -> bytes | None:
        asked.append(path)
        return None if len(asked) == 3 else read(stage, path, file, hashed)

    read = Stage.read
    expected = clean_tree(project)
    monkeypatch.setattr(Stage, "read", lost)
    build(project, KEPT)
    assert len(asked) == 3
    assert tree(project / "public") == expected


@pytest.mark.parametrize("seed", range(4))
def test_an_incremental_build_equals_a_clean_one(project: Path, seed: int) -> None:
    assert differences(project, seed, 10) == []


@pytest.mark.parametrize("seed", range(100, 102))
def test_it_does_so_too_where_workers_make_the_pages(project: Path, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site_gen.making, "FEW", 0)
    assert differences(project, seed, 8) == []


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: str(edit.__name__))
def test_after_each_kind_of_edit_the_folder_is_as_a_clean_build_makes_it(
    project: Path, edit: Callable[[Path, random.Random], None]
) -> None:
    for seed in range(2):
        build(project, KEPT)
        edit(project, random.Random(seed))
        build(project, KEPT)
        assert tree(project / "public") == clean_tree(project)


def _forget_view(page: object, templates: object, view: object) -> str:
    return str(getattr(page, "path", ""))


def _forget_template(page: object, templates: object, view: object) -> str:
    return repr(view)


def _trust_sizes(folder: Path, paths: Iterable[str]) -> list[tuple[int, int, int]]:
    told = [folder / path for path in paths]
    return [(os.lstat(path).st_size, 0, 0) if os.path.lexists(path) else (-1, -1, -1) for path in told]


@pytest.mark.parametrize(
    ("module", "name", "fault"),
    [
        (site_gen.making, "page_key", _forget_view),
        (site_gen.making, "page_key", _forget_template),
        (site_gen.kept, "stamps_of", _trust_sizes),
        (site_gen.build, "list_all", lambda root, folders: Listed((), {}, ())),
        (site_gen.standing, "_differing", lambda place, files, stamps, alone: []),
        (Digests, "card_alone", lambda self, item: item.id.encode()),
        (Digests, "texts", property(lambda self: self.cards)),
        (Digests, "base", b""),
        (Digests, "linked", {}),
        (Digests, "near", lambda self, found: b""),
        (Digests, "list", lambda self, items, *more: b"list"),
        (Digests, "group", lambda self, entries, *more, texts=False: b"group"),
        (Proofs, "_key", lambda self, item: b"proof"),
    ],
)
def test_a_planted_fault_is_seen(
    project: Path, monkeypatch: pytest.MonkeyPatch, module: object, name: str, fault: object
) -> None:
    monkeypatch.setattr(module, name, fault)
    try:
        seen = any(differences(write_project(project / str(seed)), seed, 25) for seed in range(3))
    except SiteError:
        seen = True
    assert seen


def test_a_second_build_has_nothing_to_do_and_writes_no_byte(project: Path) -> None:
    build(project, KEPT)
    before = {path: os.lstat(path).st_ctime_ns for path in (project / "public").rglob("*")}
    report = build(project, KEPT)
    assert (report.written, report.removed) == (0, 0)
    assert report.unchanged == report.pages
    assert {path: os.lstat(path).st_ctime_ns for path in (project / "public").rglob("*")} == before


def test_a_comment_in_front_matter_changes_no_page(project: Path) -> None:
    build(project, KEPT)
    path = project / "content/items/gates-open.md"
    path.write_text(path.read_text().replace("topics: [dams]\n", "topics: [dams]  # sure\n# more\n", 1))
    assert build(project, KEPT).written == 0


@pytest.mark.parametrize(
    ("path", "text", "told"),
    [
        ("content/items/bad.md", "no front matter", "content/items/bad.md:1:1: error[no-front-matter]"),
        ("content/items/bad.md", "---\ntitle: x\nactors: [ada-hol]\n---\n", 'did you mean "ada-holm"?'),
        ("content/actors.yaml", "a: [", "content/actors.yaml:1"),
        ("content/site.yaml", "titel: x\n", 'did you mean "title"?'),
        ("templates/item.html", "{{ nothing_here }}", "templates/item.html:1: error[template-error]"),
        ("templates/item.html", "\n\n{% if %}", "templates/item.html:3: error[template-syntax]"),
        ("templates/item.html", '{% include "gone.html" %}', "error[missing-template]"),
        ("templates/item.html", '{% include "item.html" %}', "templates/item.html:1: error[endless-template]"),
        ("templates/item.html", "{% include title %}", "error[dynamic-template]"),
        ("templates/item.html", "{{ 1 / 0 }}", "templates/item.html:1: error[template-error]"),
    ],
)
def test_a_failed_build_names_the_fault_and_leaves_the_output_as_it_was(
    project: Path, path: str, text: str, told: str
) -> None:
    build(project, KEPT)
    before = tree(project / "public")
    (project / path).parent.mkdir(exist_ok=True)
    (project / path).write_text(text)
    with pytest.raises(SiteError) as caught:
        build(project, KEPT)
    assert told in str(caught.value)
    assert tree(project / "public") == before


def test_an_undefined_name_is_told_with_its_line_and_the_page(project: Path) -> None:
    (project / "templates").mkdir()
    (project / "templates/item.html").write_text("<p>\n{{ titel }}</p>\n")
    with pytest.raises(SiteError) as caught:
        build(project, KEPT)
    (problem,) = caught.value.problems
    assert (problem.path, problem.line, problem.source) == ("templates/item.html", 2, "{{ titel }}</p>")
    assert "titel" in problem.message
    assert 'while making "items/' in problem.message
    assert problem.hint.startswith('did you mean "title"? ItemView has: shell, title, ')


def test_a_template_that_is_a_link_is_refused(project: Path) -> None:
    (project / "templates").mkdir()
    (project / "templates/item.html").symlink_to("/etc/hostname")
    with pytest.raises(SiteError, match="not-a-file"):
        build(project, KEPT)


def test_foreign_files_stay_and_own_stale_pages_go(project: Path) -> None:
    build(project, KEPT)
    (project / "public/CNAME").write_text("weir.example")
    (project / "public/items/mine.txt").write_text("mine")
    (project / "content/items/undated-note.md").unlink()
    report = build(project, KEPT)
    assert report.removed == 5  # its page, its twin, its part of the search, and the shelves of undated articles
    for path in ("items/undated-note.html", "timeline-undated.html", "timeline-published-undated.html"):
        assert not (project / "public" / path).exists()
    assert not (project / "public/items/undated-note.json").exists()
    assert (project / "public/items/mine.txt").read_text() == "mine"
    assert (project / "public/CNAME").read_text() == "weir.example"


def test_a_lost_manifest_is_noticed_though_nothing_else_changed(project: Path) -> None:
    build(project, KEPT)
    build(project, KEPT)
    (project / "public/manifest.json").unlink()
    with pytest.raises(SiteError, match="did not write"):
        build(project, KEPT)


def test_a_build_killed_at_any_move_is_made_good_by_the_next(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(project, KEPT)
    (project / "content/site.yaml").write_text('title: "Another"\npage_size: 1\n')
    (project / "content/items/guard-answers.md").unlink()
    clean = clean_tree(project)
    replace = os.replace
    moves = 0
    killed = True
    while killed:
        root = project.parent / str(moves)
        shutil.copytree(project, root)
        left = iter(range(moves))

        def move(source: str, target: str, left: Iterator[int] = left) -> None:
            if next(left, None) is None:
                raise KeyboardInterrupt
            replace(source, target)

        with monkeypatch.context() as patch:
            patch.setattr(os, "replace", move)
            try:
                build(root, KEPT)
                killed = False
            except KeyboardInterrupt:
                moves += 1
        build(root, KEPT)
        assert tree(root / "public") == clean
        shutil.rmtree(root)
    assert moves > 25


@pytest.mark.parametrize(
    "output", ["", ".", "content", "content/items", "seeds", "templates/x", "..", "/", ".site-gen"]
)
def test_an_output_folder_that_holds_sources_is_refused(project: Path, output: str) -> None:
    before = tree(project)
    with pytest.raises(SiteError, match="bad-output"):
        build(project, BuildOptions(output=output, ingest="none"))
    after = {path: data for path, data in tree(project).items() if not path.startswith(".site-gen")}
    assert after == before


@pytest.mark.parametrize("base_url", ["", "https://weir.example", "https://weir.example/a/b/"])
def test_the_address_given_on_the_way_wins(project: Path, base_url: str) -> None:
    build(project, BuildOptions(base_url=base_url, ingest="none"))
    assert (project / "public/sitemap.xml").exists() == bool(base_url)


def test_seeds_without_an_item_are_taken_and_the_same_again_when_it_is_deleted(tmp_path: Path) -> None:
    root = write_project(tmp_path / "p", SEEDS)
    report = build(root, BuildOptions())
    assert report.ingested == 2
    items, pages = tree(root / "content"), tree(root / "public")
    for path in (root / "content/items").glob("2022*.md"):
        path.unlink()
    assert build(root, BuildOptions()).ingested >= 1
    assert (tree(root / "content"), tree(root / "public")) == (items, pages)


def test_two_projects_at_different_places_and_times_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = write_project(tmp_path / "a", SEEDS), write_project(tmp_path / "deep/er/b", SEEDS)
    for number, path in enumerate(sorted(second.rglob("*.*"))):
        os.utime(path, (number * 10**6, number * 10**6))
    for root in (first, second):
        build(root, BuildOptions())
    assert tree(first / "public") == tree(second / "public")
    assert tree(first / "content") == tree(second / "content")
