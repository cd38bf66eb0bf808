"""Articles that carry one text: lists have what they share once, with all carriers."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from small_site import write_project

from site_gen.build import BuildOptions, build
from site_gen.content.project import read_content
from site_gen.model import Item, Source
from site_gen.site.carriers import count_owners, find_carriers

OTHER_SOURCES = """\
herald: {name: "The Herald", owner: "Print House"}
mail: {name: "The Mail", owner: "Print House"}
"""
STATEMENT = "We shall open the gates on Monday"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Three publishers with one text, of which the last adds a paragraph and an event."""
    root = write_project(tmp_path / "project")
    path = root / "content/sources.yaml"
    path.write_text(path.read_text() + OTHER_SOURCES)
    first = (root / "content/items/gates-open.md").read_text()
    for name, day in (("herald", "2022-08-05"), ("mail", "2022-08-06")):
        text = first.replace("source: post", f"source: {name}").replace("published: 2022-08-04", f"published: {day}")
        text = text.replace('title: "', f'title: "{name.title()}: ').replace("---\n", "---\ncopy_of: gates-open\n", 1)
        if name == "mail":
            text += "\nThe Mail saw boats being taken ashore before noon.\n"
            event = '  - {when: 2022-08-06, text: "The Mail saw boats being taken ashore", actors: [weirtown]}\n'
            text = text.replace("figures:\n", event + "figures:\n")
        (root / f"content/items/{name}.md").write_text(text)
    build(root, BuildOptions())
    return root / "public"


def items(site: Path) -> dict[str, Item]:
    return {item.id: item for item in read_content(site.parent).items}


def test_a_shared_statement_stands_once_in_lists_with_its_other_carriers(site: Path) -> None:
    for page in ("actors/ada-holm.html", "topics/dams.html", "timeline.html", "statements.html"):
        text = (site / page).read_text()
        assert text.count(f"{STATEMENT}”") + text.count(f"{STATEMENT},”") <= text.count("also in") + 1, page
        assert "also in" in text, page
        assert "The Herald" in text, page
    assert (site / "statements.html").read_text().count(STATEMENT) == 1


def test_each_articles_own_page_and_its_publishers_have_all_that_stands_in_it(site: Path) -> None:
    for name in ("gates-open", "herald", "mail"):
        assert STATEMENT in (site / f"items/{name}.html").read_text()
    for name in ("herald", "mail"):
        assert STATEMENT in (site / f"sources/{name}.html").read_text()


def test_what_one_carrier_has_alone_stands_under_its_name(site: Path) -> None:
    page = (site / "actors/weirtown.html").read_text()
    assert page.count("The Mail saw boats being taken ashore") == 1
    assert "items/mail.html#e-" in page


def test_an_articles_page_compares_it_with_the_others(site: Path) -> None:
    page = (site / "items/gates-open.html").read_text()
    assert "carried by 3 publishers" in page
    assert "first by The Weir Post" in page
    assert "100% of these words stand there too" in page
    assert 'only there: <q dir="auto">The Mail saw boats being taken ashore before noon</q>' in page
    assert 'only here: <q dir="auto">The Mail saw boats' in (site / "items/mail.html").read_text()


def test_passages_of_a_text_that_may_not_be_shown_are_not(site: Path) -> None:
    path = site.parent / "content/sources.yaml"
    path.write_text(path.read_text().replace('owner: "Print House"}', 'owner: "Print House", publish_text: none}'))
    build(site.parent, BuildOptions())
    assert "only there" not in (site / "items/gates-open.html").read_text()


def test_the_timeline_is_filtered_by_every_carrier(site: Path) -> None:
    page = (site / "timeline.html").read_text()
    line = next(part for part in page.split("<li ") if STATEMENT in part)
    assert len([code for code in line.split('data-f="')[1].split('"')[0].split() if code.startswith("s")]) == 3


def test_an_unknown_original_is_told_and_the_article_stands_by_itself(site: Path) -> None:
    (site.parent / "content/items/gates-open.md").unlink()
    warnings = build(site.parent, BuildOptions()).warnings
    assert [(one.path, one.code, one.line) for one in warnings if one.code == "unknown-item"] == [
        ("content/items/herald.md", "unknown-item", 2), ("content/items/mail.md", "unknown-item", 2),
    ]  # fmt: skip


def test_an_article_that_names_itself_as_its_original_is_told(site: Path) -> None:
    path = site.parent / "content/items/herald.md"
    path.write_text(path.read_text().replace("copy_of: gates-open", "copy_of: herald"))
    (warning,) = build(site.parent, BuildOptions()).warnings
    assert (warning.path, warning.line, warning.code) == ("content/items/herald.md", 2, "unknown-item")
    assert "its own original" in warning.message


def test_owners_are_counted_as_far_as_the_registry_tells_of_them(site: Path) -> None:
    content = read_content(site.parent)
    found = [items(site)[name] for name in ("gates-open", "herald", "mail")]
    assert count_owners(found, content.registry) == 2  # two of one house, and one of which nothing is told
    assert count_owners(found[1:], content.registry) == 1
    apart = replace(content.registry, sources={"post": Source("post", "P"), "herald": Source("herald", "H", owner="X")})
    assert count_owners(found[:2], apart) == 0


def test_groups_hold_together_through_chains_rings_and_links_to_nowhere() -> None:
    def item(name: str, copy_of: str, day: str = "2022-08-01") -> Item:
        return Item(id=name, title=name, body="", published=day, copy_of=copy_of)

    chain = [item("c", "b"), item("b", "a"), item("a", "", "2022-07-31"), item("z", "nowhere"), item("y", "y")]
    groups = find_carriers(chain).groups
    assert [one.id for one in groups["c"]] == ["a", "b", "c"]
    assert set(groups) == {"a", "b", "c"}
    ring = find_carriers([item("a", "b"), item("b", "a")]).groups
    assert [one.id for one in ring["a"]] == ["a", "b"]
