"""A look at a save before the whole is built: the same bytes as the build that follows, or no look."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path

import pytest
from small_site import tree
from test_build import CONTENT, KEPT, clean_tree

import site_gen.preview
import site_gen.serve
from site_gen.build import build
from site_gen.kept import BuildReport
from site_gen.live import Live
from site_gen.preparing import Prepared
from site_gen.preview import Preview

OPEN = "content/items/gates-open.md"


def live(root: Path) -> Live:
    """The site as built now."""
    found: list[Live] = []

    def take(prepared: Prepared) -> None:
        found.append(Live(root, prepared.frame, prepared.templates))

    build(root, KEPT, take=take)
    return found[0]


def edit(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text()
    assert old in text
    (root / path).write_text(text.replace(old, new, 1))


def test_a_change_inside_a_text_shows_its_page_and_its_data_at_once(project: Path) -> None:
    site = live(project)
    edit(project, OPEN, "\n\nThe river rose", "\n\nRain fell. The river rose")
    found = site.look([OPEN])
    assert found is not None
    assert set(found) == {"items/gates-open.html", "items/gates-open.json"}
    assert b"Rain fell." in found["items/gates-open.html"]
    assert {path: clean_tree(project)[path] for path in found} == found


def test_whatever_is_changed_a_look_shows_what_the_build_makes(project: Path) -> None:
    chance = random.Random(5)
    looks = more = 0
    for _ in range(30):
        site = live(project)
        before = tree(project / "content/items")
        chance.choice(CONTENT)(project, chance)
        after = tree(project / "content/items")
        paths = [f"content/items/{path}" for path in after if before.get(path) != after[path]]
        found = site.look(paths)
        pages = [path for path in sorted(tree(project / "public")) if path.endswith(".html")] if found else []
        asked = {path: page for path in pages if (page := site.page(path)) is not None}
        build(project, KEPT)
        made = tree(project / "public")
        assert {path: made.get(path) for path in found or {}} == (found or {})
        assert {path: made.get(path) for path in asked} == asked
        looks += found is not None
        more += bool(asked)
    assert looks > 5
    assert more > 2


def test_several_saves_before_a_build_show_together(project: Path) -> None:
    site = live(project)
    edit(project, "content/items/undated-note.md", "\n\n- one", "\n\nRain fell.\n\n- one")
    assert site.look(["content/items/undated-note.md"])
    edit(project, OPEN, "Gates open", "Gates wide open")
    assert site.look([OPEN])
    edit(project, "content/items/guard-answers.md", "actors: [weir-guard]", "actors: [weir-guard, ada-holm]")
    assert site.look(["content/items/guard-answers.md"])
    edit(project, OPEN, "\n\nThe river rose", "\n\nRain fell. The river rose")
    assert site.look([OPEN])
    made = clean_tree(project)
    pages = [path for path in made if path.endswith(".html")]
    asked = {path: page for path in pages if (page := site.page(path)) is not None}
    assert {"index.html", "timeline.html", "items.html", "actors/ada-holm.html", "items/gates-open.html"} <= set(asked)
    assert b"Rain fell." in asked["items/undated-note.html"]
    assert {path: made[path] for path in asked} == asked


def test_while_no_list_changes_no_other_page_is_made(project: Path) -> None:
    site = live(project)
    edit(project, OPEN, "\n\nThe river rose", "\n\nRain fell. The river rose")
    assert site.look([OPEN])
    assert site.page("index.html") is None


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (OPEN, "\n\nThe river rose by a metre on Wednesday.\n", "\n\nThe river fell.\n"),
        (OPEN, "actors: [ada-holm, weirtown]", "actors: [nobody]"),
        (OPEN, "---\n", "--\n"),
        (OPEN, "status: review", "status: draft"),
        ("content/actors.yaml", "Ada Holm", "Ida Holm"),
        ("content/site.yaml", "Weir watch", "Dam watch"),
        ("content/items/withdrawn.md", "Nothing of this", "Something of this"),
    ],
)
def test_where_more_than_an_item_may_change_there_is_no_look(project: Path, path: str, old: str, new: str) -> None:
    site = live(project)
    edit(project, path, old, new)
    assert site.look([path]) is None


def test_a_new_item_one_that_is_gone_and_many_at_once_give_no_look(project: Path) -> None:
    site = live(project)
    (project / "content/items/new.md").write_text('---\ntitle: "New"\n---\nText.\n')
    assert site.look(["content/items/new.md"]) is None
    (project / OPEN).unlink()
    assert site.look([OPEN]) is None
    assert site.look([]) is None
    assert site.look([f"content/items/{number}.md" for number in range(6)]) is None


@pytest.fixture
def preview(project: Path) -> Preview:
    """One whose first build is done."""
    found = Preview(project, KEPT, lambda told: None, lambda problems: None)
    found.rebuild()
    return found


def test_the_preview_shows_a_look_before_the_build_and_tells_its_pages_once(preview: Preview) -> None:
    edit(preview.root, OPEN, "\n\nThe river rose", "\n\nRain fell. The river rose")
    epoch = preview.epoch
    assert preview.look([OPEN])
    assert b"Rain fell." in preview.page("items/gates-open.html")[2]
    assert "Rain fell." not in (preview.folder / "items/gates-open.html").read_text()
    assert preview.epoch == epoch + 1
    preview.rebuild()
    assert "Rain fell." in (preview.folder / "items/gates-open.html").read_text()
    assert (preview.epoch, preview.looks) == (epoch + 1, {})


def test_what_no_look_shows_is_told_when_it_is_built(preview: Preview) -> None:
    edit(preview.root, OPEN, "\n\nThe river rose", "\n\nRain fell. The river rose")
    preview.look([OPEN])
    edit(preview.root, "content/site.yaml", "Weir watch", "Dam watch")
    assert not preview.look(["content/site.yaml"])
    epoch = preview.epoch
    preview.rebuild()
    assert preview.epoch == epoch + 1
    assert b"Dam watch" in preview.page("index.html")[2]


def test_a_new_title_shows_on_its_page_and_in_lists_at_once(preview: Preview) -> None:
    edit(preview.root, OPEN, "Gates open", "Gates wide open")
    epoch = preview.epoch
    assert preview.look([OPEN])
    assert b'<h1 dir="auto">Gates wide open' in preview.page("items/gates-open.html")[2]
    assert preview.comes("index.html")
    assert b"Gates wide open" in preview.page("index.html")[2]
    assert not preview.comes("index.html")
    assert b"Gates wide open" in preview.page("")[2]
    assert "Gates wide open" not in (preview.folder / "index.html").read_text()
    preview.rebuild()
    assert not preview.comes("timeline.html")
    assert b"Gates wide open" in preview.page("index.html")[2]
    assert preview.epoch == epoch + 2


def test_a_look_taken_while_a_build_runs_stays_until_the_next(
    preview: Preview, monkeypatch: pytest.MonkeyPatch
) -> None:
    def build_and_save(*asked: object, **more: object) -> BuildReport:
        report = build(*asked, **more)  # type: ignore[arg-type]
        edit(preview.root, OPEN, "\n\nThe river rose", "\n\nRain fell. The river rose")
        assert preview.look([OPEN])
        return report

    with monkeypatch.context() as patch:
        patch.setattr(site_gen.preview, "build", build_and_save)
        preview.rebuild()
    assert b"Rain fell." in preview.page("items/gates-open.html")[2]
    preview.rebuild()
    assert preview.looks == {}
    assert b"Rain fell." in preview.page("items/gates-open.html")[2]


def test_a_build_waits_for_pages_that_are_asked_for_as_they_come_and_not_for_ever(
    preview: Preview, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site_gen.serve, "_WAY_SECONDS", 0.001)
    waits: list[bool] = []

    def busy(live: Live) -> bool:
        waits.append(len(waits) < most)
        return waits[-1]

    monkeypatch.setattr(Live, "busy", property(busy))
    most = 3
    asyncio.run(site_gen.serve._give_way(preview))
    assert waits == []  # no list changes
    edit(preview.root, OPEN, "Gates open", "Gates wide open")
    preview.look([OPEN])
    asyncio.run(site_gen.serve._give_way(preview))
    assert waits == [True, True, True, False]
    most, waits[:] = 1000, []
    asyncio.run(site_gen.serve._give_way(preview))
    assert len(waits) < 100
