"""The search index read back by a small reader: what is shown is found, nothing else, and an edit changes little."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

import pytest
from msgspec.structs import replace
from search_reader import Reader

from site_gen.model import Actor, Alias, Event, Figure, Item, PublishText, Registry, Settings, Source, Statement, Topic
from site_gen.site.assemble import assemble
from site_gen.site.markdown import render_markdown
from site_gen.site.plan import plan_pages
from site_gen.site.recall import Make, Recall, Wanted
from site_gen.site.render import Templates, render
from site_gen.site.search import shards
from site_gen.site.search.postings import bin_of, write_number
from site_gen.site.search.words import words_of

TEMPLATES: Final = Path(__file__).parents[2] / "templates"
REGISTRY: Final = Registry(
    {
        "ada-holm": Actor("ada-holm", "Ada Holm", "person", aliases=(Alias("Mayor Holm"), Alias("the mayor", "role"))),
        "weir-guard": Actor("weir-guard", "Weir Guard", "armed-force", names=(("ru", "Стража"),)),
        "silent": Actor("silent", "Silent One", "person"),
    },
    {"dams": Topic("dams", "Dams"), "floods": Topic("floods", "Floods")},
    {"post": Source("post", "The Post"), "closed": Source("closed", "Closed House", publish_text="none")},
)
LEAD: Final = 'Mayor Ada Holm spoke of "open gates" at the town hall.'
REST: Final = "The guard denied the rumour. Forty houses were flooded on Monday. Zanzibar was not named."
BODY: Final = f"{LEAD}\n\n{REST}\n"
STATEMENTS: Final = (
    Statement("ada-holm", "open gates", "partial", said="2022-08-03", topics=("dams",)),
    Statement("weir-guard", "denied the rumour", "indirect"),
    Statement(None, "Zanzibar was not named", "indirect", named="a clerk"),
)
EVENTS: Final = (
    Event("Forty houses were flooded on Monday.", when="2022-08", actors=("weir-guard",), topics=("floods",)),
)
FIGURES: Final = (Figure("flooded", "40", "Forty houses were flooded", by="ada-holm"),)


def item(item_id: str, day: str | None = "2022-08-04", **more: object) -> Item:
    made = Item(
        item_id, f"Gates of {item_id}", BODY, published=day, source="post", actors=("ada-holm",), topics=("dams",),
        summary="In short, calm.", statements=tuple(map(replace, STATEMENTS)), events=tuple(map(replace, EVENTS)),
        figures=tuple(map(replace, FIGURES)),
    )  # fmt: skip
    return replace(made, **more)


def index_of(items: Iterable[Item], extent: PublishText = "excerpt", registry: Registry = REGISTRY) -> dict[str, bytes]:
    """Every file of the search index by path."""
    site = assemble(items, registry, Settings(publish_text=extent), render_markdown)
    templates = Templates(TEMPLATES, TEMPLATES)
    return {page.path: render(page, templates) for page in plan_pages(site) if page.path.startswith("search/")}


def many(count: int) -> list[Item]:
    """Items of three years, each with a word of its own and words of every tenth."""
    return [
        item(
            f"n{n:03}",
            f"20{20 + n % 3}-{n // 3 % 12 + 1:02}-{n % 28 + 1:02}",
            statements=tuple(replace(one, said=None) for one in STATEMENTS),
            body=f"{BODY}\n\nnumber{n:03} group{n % 10} word{n * 7919 % 997}.\n",
        )
        for n in range(count)
    ]


def changed(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> set[str]:
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}


@pytest.mark.parametrize("extent", ["none", "excerpt", "full"])
def test_statements_events_figures_titles_and_summaries_are_found_by_each_word(extent: PublishText) -> None:
    reader = Reader(index_of([item("one"), item("two", None)], extent))
    for name in ("one", "two"):
        page = f"items/{name}.html"
        for text in (f"Gates of {name}", "In short, calm."):
            assert all(page in reader.hrefs(word) for word in words_of(text))
        for entry in (*STATEMENTS, *EVENTS, *FIGURES):
            for word in words_of(entry.text):
                assert any(shown[0].startswith(f"{page}#") and entry.text in shown[1] for _, shown in reader.find(word))


@pytest.mark.parametrize(
    ("extent", "source", "lead", "rest"),
    [
        ("none", "post", False, False),
        ("excerpt", "post", True, False),
        ("full", "post", True, True),
        ("full", "closed", False, False),
    ],
)
def test_a_text_is_in_the_index_as_far_as_it_may_be_shown(
    extent: PublishText, source: str, lead: bool, rest: bool
) -> None:
    files = index_of([item("one", source=source, statements=(), events=(), figures=())], extent)
    whole = b"".join(files.values())
    assert ((b"town hall" in whole), (b"hall\t" in whole.replace(b"\\t", b"\t"))) == (lead, lead)
    assert ((b"Zanzibar" in whole), (b"zanzibar\t" in whole.replace(b"\\t", b"\t"))) == (rest, rest)


def test_what_is_retracted_draft_or_unproven_is_in_no_file() -> None:
    secret = "quokka"
    items = [
        item("gone", body=f"{secret}\n", title=secret, status="retracted", statements=(), events=(), figures=()),
        item("draft", body=f"{secret}\n", title=secret, status="draft", statements=(), events=(), figures=()),
        item("false", statements=(Statement("ada-holm", f"{secret} {secret}", "direct"),)),
    ]
    assert not any(secret.encode() in data.lower() for data in index_of(items, "full").values())
    assert "items/false.html" in Reader(index_of(items, "full")).hrefs("gates")


def test_speakers_actors_topics_and_sources_are_marks_to_narrow_by() -> None:
    reader = Reader(index_of([item("one")]))
    assert [(kind, shown[1]) for kind, shown in reader.find("by:ada-holm")] == [
        ("s", "open gates"),
        ("f", "Forty houses were flooded"),
    ]
    assert [kind for kind, _ in reader.find("of:weir-guard")] == ["e"]
    assert [kind for kind, _ in reader.find("on:dams")] == ["a", "s"]
    assert [kind for kind, _ in reader.find("in:post")] == ["a", "s", "s", "s", "e", "f"]


def test_who_is_not_in_the_registry_is_found_by_the_words_of_the_text() -> None:
    assert [kind for kind, _ in Reader(index_of([item("one")])).find_all("clerk Zanzibar")] == ["s"]


def test_names_that_mean_the_same_everywhere_are_listed_for_those_who_are_there() -> None:
    names = Reader(index_of([item("one")]))._load("names")
    assert [(one[0], one[4], one[5]) for one in names["actors"]] == [
        ("ada-holm", ["Mayor Holm"], True),
        ("weir-guard", ["Стража"], True),
    ]
    assert [one[0] for one in names["topics"]] == ["dams", "floods"]


def test_docs_are_numbered_by_day_undated_first() -> None:
    items = [item("b", "2022-08-09"), item("a", "2022-08-09"), item("c", None), item("d", "1999")]
    reader = Reader(index_of(items))
    assert [shown[0] for kind, shown in reader.find("calm") if kind == "a"] == [
        f"items/{name}.html" for name in ("c", "d", "a", "b")
    ]


def test_the_order_of_files_does_not_matter() -> None:
    items = many(40)
    assert index_of(items) == index_of(reversed(items))


def test_every_word_of_a_larger_site_is_found_where_it_stands_and_nowhere_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "LONG", 300)
    monkeypatch.setattr(shards, "_SHARD", 2000)
    items = many(300)
    reader = Reader(index_of(items, "full"))
    assert reader.long
    assert reader.directory["shards"] > 1
    for word in ("number123", "group7", "calm", "gates"):
        expected = {
            f"items/{one.id}.html" for one in items if word in words_of(f"{one.title} {one.summary} {one.body}")
        }
        assert {href for href in reader.hrefs(word) if "#" not in href} == expected


def test_an_edited_text_changes_its_own_file_and_those_of_its_words() -> None:
    items = many(300)
    before = index_of(items, "full")
    items[150] = replace(items[150], body=items[150].body + "\nquokka\n")
    after = index_of(items, "full")
    assert len(changed(before, after)) == 2
    assert Reader(after).hrefs("quokka") == {"items/n150.html"}


def test_a_new_actor_name_changes_no_list_of_words() -> None:
    before = index_of(many(60))
    other = replace(REGISTRY.actors["ada-holm"], name="Eda Holm")
    after = index_of(many(60), registry=replace(REGISTRY, actors={**REGISTRY.actors, "ada-holm": other}))
    assert changed(before, after) == {"search/names.js"}


def test_a_new_item_of_today_moves_no_other_number() -> None:
    items = many(300)
    before = index_of(items)
    after = index_of([*items, item("z", "2022-12-31")])
    shown = [path for path in changed(before, after) if path[7] in "asef"]
    assert {path[7] for path in shown} == {"a", "s", "f", "e"}
    assert len(shown) <= 5


def test_what_is_remembered_gives_the_same_files_and_is_asked_for_by_content() -> None:
    kept: dict[str, tuple[bytes, bytes]] = {}
    made: list[str] = []

    class Kept(Recall):
        def all(self, wanted: Wanted, make: Make) -> list[bytes]:
            missing = [number for number, (name, key) in enumerate(wanted) if kept.get(name, (b"",))[0] != key]
            for number, result in make(missing):
                made.append(wanted[number][0])
                kept[wanted[number][0]] = (wanted[number][1], result)
            return [kept[name][1] for name, _ in wanted]

    def plan(items: list[Item]) -> dict[str, object]:
        made.clear()
        site = assemble(items, REGISTRY, Settings(), render_markdown)
        return {page.path: page.view for page in plan_pages(site, Kept())}

    items = many(300)
    plan(items)
    plan(items)
    assert made == []
    items[150] = replace(items[150], summary="A quokka.")
    remembered = plan(items)
    assert [name for name in made if name.startswith("block")] == ["block-24242", "block-24271"]
    assert (
        len([name for name in made if name.startswith(("block", "bin"))]) == 7
    )  # its month, that of what is said in it, and the bins of "a", "quokka", "in", "short", "calm"
    assert remembered == {
        page.path: page.view for page in plan_pages(assemble(items, REGISTRY, Settings(), render_markdown))
    }


@pytest.mark.parametrize("number", [0, 31, 32, 1023, 1024, 24_271, 10**7])
def test_numbers_survive_being_written(number: int) -> None:
    from search_reader import _numbers

    assert _numbers(write_number(number) + write_number(number)) == [number, number]


def test_words_of_one_beginning_are_in_one_bin_and_marks_are_spread() -> None:
    assert bin_of("ceasefire") == bin_of("cease") == bin_of("cea")
    assert len({bin_of(f"by:actor-{n}") for n in range(100)}) > 50
