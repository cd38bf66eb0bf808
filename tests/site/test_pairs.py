"""What each actor says about each topic, and the figures, days and words that the briefing chooses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from site_gen.model import Actor, Event, EventState, Figure, Item, Registry, Settings, Source, Statement, Topic
from site_gen.site import urls
from site_gen.site.assemble import assemble
from site_gen.site.markdown import render_markdown
from site_gen.site.page import Frame
from site_gen.site.page_views import IndexView, ItemView, MatrixView, PairView, RecordView
from site_gen.site.pages.index import differing_figures, scheduled_after
from site_gen.site.plan import plan_pages
from site_gen.site.render import Templates, render

TEMPLATES = Path(__file__).parents[2] / "templates"

ACTORS = {one: Actor(one, one.title(), "person") for one in ("anna", "bela", "city")}
TOPICS = {one: Topic(one, one.title()) for one in ("dams", "floods")}
REGISTRY = Registry(
    ACTORS, TOPICS, {"post": Source("post", "The Post", country="A"), "sun": Source("sun", "Sun", country="B")}
)
BODY = "We went home. The dam held. 40 died. 50 died. Talks are planned. We went home.\n"


def said(speaker: str | None, topics: tuple[str, ...], text: str = "We went home", **more: Any) -> Statement:
    return Statement(speaker, text, "direct", topics=topics, **more)


def item(name: str, published: str = "2024-01-05", **more: Any) -> Item:
    return Item(name, name.title(), BODY, published=published, status="review", **more)


def views(*items: Item, page_size: int = 50) -> dict[str, Any]:
    site = assemble(items, REGISTRY, Settings(page_size=page_size), render_markdown)
    return {page.path: page.view for page in plan_pages(site)}


def test_every_pair_that_exists_has_a_page_and_a_way_to_it_and_no_other_has() -> None:
    found = views(
        item("one", statements=(said("anna", ("dams", "floods")), said("bela", ("dams",), "The dam held"))),
        item("two", statements=(said("anna", ("dams",)), said(None, ("floods",), "The dam held"))),
    )
    pairs = {path for path, view in found.items() if isinstance(view, PairView)}
    assert pairs == {urls.pair_page("anna", "dams"), urls.pair_page("anna", "floods"), urls.pair_page("bela", "dams")}
    view = found[urls.pair_page("anna", "dams")]
    assert [one.source.href for one in view.statements] == [
        f"../items/{name}.html#{view.statements[0].anchor}" for name in ("two", "one")
    ]
    assert [(one.text, one.count) for one in view.others] == [("Bela", 1)]
    actor = found["actors/anna.html"]
    assert [(one.text, one.href, one.count) for one in actor.pairs] == [
        ("Dams", "../says/anna_dams.html", 2), ("Floods", "../says/anna_floods.html", 1),
    ]  # fmt: skip
    matrix = found[urls.MATRIX]
    assert isinstance(matrix, MatrixView)
    assert [(row.actor.name, [cell.text for cell in row.cells]) for row in matrix.rows] == [
        ("Anna", ["2", "1"]), ("Bela", ["1", ""]),
    ]  # fmt: skip


def test_a_short_name_stands_in_narrow_places_alone_with_the_whole_one_as_its_title() -> None:
    long, topic, press = "Committee of the Upper Valley", "Dams and all that", "The Valley Post"
    registry = Registry(
        {"anna": Actor("anna", long, "group", short="Valley"), "bela": Actor("bela", "Bela", "person")},
        {"dams": Topic("dams", topic, short="Dams")},
        {"post": Source("post", press, short="Post")},
    )
    event = Event("The dam held.", "2024-01-04", actors=("bela",), topics=("dams",))
    one = item("one", source="post", actors=("anna", "bela"), statements=(said("anna", ("dams",)),), events=(event,))
    site = assemble([one, replace(one, id="two", actors=("anna", "bela", "cara"))], Registry(
        {**registry.actors, "cara": Actor("cara", "Cara")}, registry.topics, registry.sources
    ), Settings(), render_markdown)  # fmt: skip
    templates = Templates(TEMPLATES, TEMPLATES)
    pages = {page.path: render(page, templates).decode("utf-8", "replace") for page in plan_pages(site)}
    assert f'title="{long}"><bdi>Valley</bdi>' in pages[urls.MATRIX]
    assert f'title="{topic}">Dams</a>' in pages[urls.MATRIX]
    assert f'title="{long}"><bdi>Valley</bdi>' in pages["timeline-2024.html"].partition('class="lanes"')[2]
    assert f'title="{press}"><span dir="auto">Post</span>' in pages["timeline-2024.html"]
    assert ">Valley</text>" in pages["actors/anna.html"]
    for path in ("index.html", "items/one.html", "statements.html", "actors.html"):
        assert f"<bdi>{long}</bdi>" in pages[path], path
        assert "<bdi>Valley</bdi>" not in pages[path], path
    found = json.loads(pages["data/site.json"])
    assert [found[kind][0]["name"] for kind in ("actors", "topics", "sources")] == [long, topic, press]
    assert [found[kind][0]["short"] for kind in ("actors", "topics", "sources")] == ["Valley", "Dams", "Post"]


def test_a_long_pair_is_parted_so_that_a_new_statement_changes_one_page() -> None:
    items = [item(f"i{at}", f"2024-01-{at:02}", statements=(said("anna", ("dams",)),)) for at in range(1, 8)]
    before, after = views(*items[:-1], page_size=2), views(*items, page_size=2)
    root = urls.pair_page("anna", "dams")
    older = [path for path in before if path.startswith(root.removesuffix(".html") + "-")]
    assert older
    assert all(before[path].statements == after[path].statements for path in older)


def test_a_dispute_needs_two_claimants_who_differ_about_one_thing() -> None:
    def figure(value: str, by: str | None, measure: str = "killed", of: str = "people") -> Figure:
        return Figure(measure, value, f"{value} died", by=by, of=of)

    def groups(*items: Item) -> list[list[str]]:
        site = assemble(items, REGISTRY, Settings(), render_markdown)
        return [[one.value for one in group.figures] for group in differing_figures(site.items, Frame(site).chips(""))]

    both = (figure("40", "anna"), figure("50", "bela"))
    assert groups(item("one", figures=both)) == [["40", "50"]]
    assert groups(item("one", figures=(figure("40", "anna"), figure("50", "anna")))) == []
    assert groups(item("one", figures=(figure("40", "anna"), figure("40", "bela")))) == []
    houses = (figure("40", "anna", "count", "houses"), figure("50", "bela", "count", "boats"))
    assert groups(item("one", figures=houses)) == []
    assert groups(item("one", source="post", figures=both[:1]), item("two", "2024-01-06", figures=both[1:])) == []
    voices = (
        item("one", source="post", figures=(figure("40", None),)),
        item("two", source="sun", figures=(figure("50", None),)),
    )
    assert groups(*voices) == [["40", "50"]]


def test_what_is_announced_for_after_the_newest_article_stands_ahead_and_not_among_the_latest() -> None:
    events = (Event("Talks are planned.", "2024-02", state="scheduled"), Event("The dam held.", "2024-01-04"),
              Event("40 died.", "2024-01-05", state="scheduled"))  # fmt: skip
    found = views(item("one", events=events))[urls.INDEX]
    assert isinstance(found, IndexView)
    assert [line.event.text for day in found.ahead for line in day.lines if line.event] == ["Talks are planned."]
    assert [line.event.text for day in found.days for line in day.lines if line.event] == ["40 died.", "The dam held."]
    site = assemble([item("one", events=events)], REGISTRY, Settings(), render_markdown)
    assert scheduled_after(site.entries, None) == []


@pytest.mark.parametrize(
    ("when", "ahead"),
    [
        ("2024?", True),
        ("2024-01", True),
        ("2024-01-03/2024-01-06", True),
        ("2024-01-03/..", True),
        ("../2024-03", True),
        ("2024-01-05", False),
        ("2023", False),
        ("../2024-01-04", False),
        ("XXXX-09-25", False),
    ],
)
def test_what_is_scheduled_stands_ahead_as_long_as_it_may_still_come(when: str, ahead: bool) -> None:
    states: tuple[EventState, ...] = ("scheduled", "cancelled", "happened", "disputed")
    texts = ("Talks are planned.", "The dam held.", "40 died.", "50 died.")
    events = tuple(Event(text, when, state=state) for text, state in zip(texts, states, strict=True))
    index = views(item("one", events=events))[urls.INDEX]
    told = {line.event.state for day in index.ahead for line in day.lines}
    latest = {line.event.state for day in index.days for line in day.lines}
    assert told == ({"scheduled"} if ahead else set())
    assert latest == (set() if when == "XXXX-09-25" else set(states) - told)
    assert not {day.anchor for day in index.ahead} & {day.anchor for day in index.days}


def test_what_is_cancelled_for_a_later_day_stands_neither_ahead_nor_among_the_latest() -> None:
    index = views(item("one", events=(Event("The dam held.", "2024-02", state="cancelled"),)))[urls.INDEX]
    assert (index.ahead, index.days) == ((), ())


def test_the_coverage_names_sources_countries_and_time() -> None:
    found = views(item("one", source="post"), item("two", "2024-03-01", source="sun"), item("three", source="post"))
    index = found[urls.INDEX]
    assert index.coverage_note == "3 articles, 2 sources, 2 countries, January 2024 – March 2024"
    assert [(one.text, one.count) for one in index.coverage] == [("The Post", 2), ("Sun", 1)]


def test_words_that_stand_twice_are_opened_by_their_neighbours_and_others_by_themselves() -> None:
    one = item("one", url="https://a.example/x", statements=(said("anna", ()), said("anna", (), "The dam held")))
    page = views(one)["items/one.html"]
    assert isinstance(page, ItemView)
    assert page.statements[0].original == "https://a.example/x#:~:text=We%20went%20home,-.%20The%20dam"
    assert page.statements[1].original == "https://a.example/x#:~:text=The%20dam%20held"
    assert urls.fragment_link("https://a.example/x", "a-b", "x, y", "z&w") == (
        "https://a.example/x#:~:text=x%2C%20y-,a%2Db,-z%26w"
    )


def test_an_answer_and_what_it_answers_lead_to_each_other() -> None:
    first = item("one", statements=(said("anna", ("dams",)),))
    anchor = views(first)["items/one.html"].statements[0].anchor
    answer = item("two", "2024-02-01", statements=(said("bela", (), "The dam held", replies_to=f"one#{anchor}"),))
    found = views(first, answer)
    assert [one.text for one in found["items/one.html"].statements[0].answers] == ["Bela, 1 Feb 2024"]
    assert found["items/two.html"].statements[0].reply.href == f"../items/one.html#{anchor}"
    assert found["items/one.html"].statements[0].answers[0].href.startswith("../items/two.html#s-")


def test_a_citation_tells_speaker_words_article_publisher_day_and_address() -> None:
    one = item("one", source="post", url="https://a.example/x", statements=(said("anna", (), said="2024-01-04"),))
    assert views(one)["items/one.html"].statements[0].cite == (
        "Anna, 4 January 2024: “We went home”. In “One”, The Post, 5 January 2024. https://a.example/x"
    )


def test_an_actors_page_lists_the_words_of_others_that_name_it() -> None:
    body = "Anna is late. Bela slept.\n"
    one = Item("one", "One", body, published="2024-01-05", statements=(said("bela", (), "Anna is late"),))
    found = views(one)
    actor = found["actors/anna.html"]
    assert isinstance(actor, RecordView)
    assert [named.text for named in actor.named] == ["Anna is late"]
    assert found["actors/bela.html"].named == ()


def test_no_page_of_a_pair_is_out_of_reach() -> None:
    """Every pair is linked from its actor's page, however many there are."""
    many = Registry(ACTORS, {f"t{at}": Topic(f"t{at}", f"Topic {at}") for at in range(40)})
    items = [item("one", statements=(said("anna", tuple(many.topics)),))]
    site = assemble(items, many, Settings(), render_markdown)
    found: dict[str, Any] = {page.path: page.view for page in plan_pages(site)}
    linked = {one.href.removeprefix("../") for one in found["actors/anna.html"].pairs}
    assert linked == {path for path, view in found.items() if isinstance(view, PairView)}
