"""A look at a save before the whole is built: the same bytes as the build that follows, or no look."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from small_site import tree
from test_build import CONTENT, KEPT, clean_tree

from site_gen.build import build
from site_gen.live import Live
from site_gen.site.page import Frame
from site_gen.site.render import Templates

OPEN = "content/items/gates-open.md"


def live(root: Path) -> Live:
    """The site as built now."""
    found: list[Live] = []

    def take(frame: Frame, templates: Templates) -> None:
        found.append(Live(root, frame, templates))

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
    looks = 0
    for _ in range(20):
        site = live(project)
        before = tree(project / "content/items")
        chance.choice(CONTENT)(project, chance)
        after = tree(project / "content/items")
        paths = [f"content/items/{path}" for path in after if before.get(path) != after[path]]
        found = site.look(paths)
        build(project, KEPT)
        made = tree(project / "public")
        assert {path: made.get(path) for path in found or {}} == (found or {})
        looks += found is not None
    assert looks > 3


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (OPEN, "Gates open", "Gates wide open"),
        (OPEN, "topics: [dams]", "topics: [floods]"),
        (OPEN, "\n\nThe river rose by a metre on Wednesday.\n", "\n\nThe river fell.\n"),
        (OPEN, "actors: [ada-holm, weirtown]", "actors: [nobody]"),
        (OPEN, "---\n", "--\n"),
        (OPEN, "status: review", "status: draft"),
        ("content/actors.yaml", "Ada Holm", "Ida Holm"),
        ("content/site.yaml", "Weir watch", "Dam watch"),
        ("content/items/withdrawn.md", "Nothing of this", "Something of this"),
    ],
)
def test_where_more_than_a_text_may_change_there_is_no_look(project: Path, path: str, old: str, new: str) -> None:
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
