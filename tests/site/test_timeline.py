"""The timeline: three orders of the same lines, parted by year, month and day, and never a line too few or twice."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from site_gen.model import Actor, Event, Item, Registry, Settings, Source, Statement, Topic
from site_gen.site.assemble import Site, assemble
from site_gen.site.axis import AXES
from site_gen.site.bars import bar_path, month_letters
from site_gen.site.calendar import day_key, month_key, year_key
from site_gen.site.lanes import lane_classes, main_lanes
from site_gen.site.markdown import render_markdown
from site_gen.site.page import Frame, Page
from site_gen.site.pages.timeline import timeline_pages
from site_gen.site.pages.timeline_lines import range_view
from site_gen.site.plan import plan_pages
from site_gen.site.render import Templates, render
from site_gen.site.timeline_views import TimelineIndexView, TimelineView
from site_gen.site.views import LineView

TEMPLATES = Path(__file__).parents[2] / "templates"
_REGISTRY = Registry(
    {name: Actor(name, name.title()) for name in ("ada", "ben", "cas")},
    {"dams": Topic("dams", "dams")},
    {"post": Source("post", "The Post")},
)
_BODY = "Talks were held. “Shut the gates.”"


def item(name: str, published: str | None, when: str | None, said: str | None = None, actor: str = "ada") -> Item:
    """An article with one event and one statement."""
    return Item(
        name,
        name.title(),
        _BODY,
        published=published,
        source="post",
        events=(Event("Talks were held.", when=when, actors=(actor,), topics=("dams",)),),
        statements=(Statement(actor, "Shut the gates.", "direct", verb="said", said=said),),
    )


def site_of(items: list[Item], page_size: int = 50) -> Site:
    return assemble(items, _REGISTRY, Settings(page_size=page_size), render_markdown)


def pages_of(items: list[Item], page_size: int = 50) -> dict[str, TimelineView]:
    """Every page of all three orders by path."""
    found = timeline_pages(Frame(site_of(items, page_size)))
    return {page.path: page.view for page in found if isinstance(page.view, TimelineView)}


def lines_of(view: TimelineView) -> list[str]:
    """What stands on a page, in order: kind and item of each line."""
    return [_told(line.line) for section in view.sections for day in section.days for line in day.lines]


def _told(line: LineView) -> str:
    if line.item:
        return f"{line.kind} {line.item.title}"
    source = line.statement.source if line.statement else line.event.source if line.event else None
    assert source
    return f"{line.kind} {source.title}"


def axis_pages(pages: dict[str, TimelineView], path: str) -> dict[str, TimelineView]:
    """The pages below the overview at `path`."""
    pattern = re.compile(re.escape(path.removesuffix(".html")) + r"-(\d|undated)")
    return {name: view for name, view in pages.items() if pattern.match(name)}


@pytest.mark.parametrize(
    ("when", "year", "month", "day"),
    [
        ("2022-08-04", "2022", "2022-08", "2022-08-04"),
        ("2022-08-04T10:00:00Z", "2022", "2022-08", "2022-08-04"),
        ("2022-08-04?", "2022", "2022-08", "2022-08-04"),
        ("2022-08", "2022", "2022-08", "2022-08"),
        ("2022-08-XX", "2022", "2022-08", "2022-08"),
        ("2022-08-03/2022-08-04", "2022", "2022-08", "2022-08"),
        ("2022-08-30/2023-01-02", "2022", "2022-08", "2022-08"),
        ("2022-08-30/..", "2022", "2022-08", "2022-08"),
        ("[2022-08-03,2022-09-01]", "2022", "2022-08", "2022-08"),
        ("../2022-08-03", "2022", "2022", "2022"),
        ("2022", "2022", "2022", "2022"),
        ("2022-21", "2022", "2022", "2022"),
        ("199X", "199x", "199x", "199x"),
        ("19XX", "19xx", "19xx", "19xx"),
        ("0987", "0987", "0987", "0987"),
        ("", "undated", "undated", "undated"),
    ],
)
def test_a_date_stands_where_it_begins_as_exactly_as_it_is_known(when: str, year: str, month: str, day: str) -> None:
    assert (year_key(when), month_key(when), day_key(when)) == (year, month, day)


def test_each_order_has_its_own_days() -> None:
    pages = pages_of([item("a", "2022-08-08", "2021-02-03", said="2022-08-05")])
    assert [key for key in pages if "undated" not in key] == [
        "timeline.html", "timeline-2022.html", "timeline-2021.html",
        "timeline-said.html", "timeline-said-2022.html",
        "timeline-published.html", "timeline-published-2022.html",
    ]  # fmt: skip
    assert lines_of(pages["timeline-2022.html"]) == ["article A", "statement A"]
    assert lines_of(pages["timeline-2021.html"]) == ["event A"]
    assert lines_of(pages["timeline-said-2022.html"]) == ["statement A"]
    assert lines_of(pages["timeline-published-2022.html"]) == ["article A", "statement A", "event A"]
    told = pages["timeline-published-2022.html"].sections[0].days[0].lines
    assert [line.own for line in told] == ["", "said 5 Aug 2022", "dated 3 Feb 2021"]


def test_what_has_no_date_is_on_the_overview_and_on_its_page() -> None:
    pages = pages_of([item("a", None, None), item("b", "2022-08-08", "XXXX-09-25")])
    undated = pages["timeline.html"].undated
    assert undated is not None
    assert undated.count == 4
    assert len(undated.days[0].lines) == 4
    assert pages["timeline-undated.html"].sections[0].count == 4
    assert [line.own for line in undated.days[0].lines if line.own] == ["dated 25 Sep, year ?"]


def test_many_undated_are_told_on_the_overview_and_parted_by_the_year_of_their_article() -> None:
    items = [item(f"n{number}", f"20{10 + number % 3}-01-01", None) for number in range(30)] + [item("x", None, None)]
    pages = pages_of(items, page_size=1)
    undated = pages["timeline.html"].undated
    assert undated is not None
    assert undated.count == 33
    assert len(undated.days[0].lines) == 5
    assert [cell.href for cell in pages["timeline-undated.html"].sections[0].cells] == [
        f"timeline-undated-{year}.html" for year in (2012, 2011, 2010)
    ]
    assert len(lines_of(pages["timeline-undated.html"])) == 3
    assert len(lines_of(pages["timeline-undated-2011.html"])) == 10


@cache
def _busy() -> tuple[Item, ...]:
    """Three years, one of them full, with one full month."""
    days = [date(2022, 8, 1) + timedelta(days=number // 5) for number in range(30)]
    days += [date(2022, 3, 1) + timedelta(days=number) for number in range(4)] + [date(2020, 5, 5)]
    dated = [item(f"i{number:02}", str(day), str(day), str(day)) for number, day in enumerate(days)]
    return (*dated, item("vague", "2022-08-09", "2022"), item("long", "2022-08-09", "2022-08-02/2022-08-04"))


def test_a_full_year_is_parted_by_month_and_a_full_month_by_day() -> None:
    pages = axis_pages(pages_of(list(_busy()), page_size=2), "timeline.html")
    assert sorted(pages) == [
        "timeline-2020.html", "timeline-2022-03.html",
        *(f"timeline-2022-08-0{day}.html" for day in range(1, 7)), "timeline-2022-08-09.html",
        "timeline-2022-08.html", "timeline-2022.html",
    ]  # fmt: skip
    assert lines_of(pages["timeline-2022.html"]) == ["event Vague"]
    assert lines_of(pages["timeline-2022-08.html"]) == ["event Long"]
    assert len(lines_of(pages["timeline-2022-08-03.html"])) == 15


def test_a_page_that_was_parted_keeps_every_fragment_and_each_leads_on() -> None:
    whole, parted = pages_of(list(_busy()), page_size=50), pages_of(list(_busy()), page_size=2)
    templates = Templates(TEMPLATES, TEMPLATES)
    for path in ("timeline-2022.html", "timeline-published-2022.html"):
        before, after = (
            render(Page(path, "timeline.html", pages[path]), templates).decode() for pages in (whole, parted)
        )
        fragments = set(re.findall(r' id="([dm]-[^"]+)"', before))
        assert len(fragments) > 8
        assert fragments <= set(re.findall(r' id="([dm]-[^"]+)"', after))
    _assert_that_links_hold(parted, templates)


def _assert_that_links_hold(pages: dict[str, TimelineView], templates: Templates) -> None:
    targets = {path: render(Page(path, "timeline.html", view), templates).decode() for path, view in pages.items()}
    for path, text in targets.items():
        for href in re.findall(r'href="(timeline[^"]*)"', text):
            page, _, fragment = href.partition("#")
            assert page in targets, (path, href)
            assert not fragment or f' id="{fragment}"' in targets[page], (path, href)


def _orders(pages: dict[str, TimelineView], path: str) -> list[str]:
    return [link.href for link in pages[path].axes]


def test_an_order_leads_to_the_same_year_or_month_of_the_others_else_to_the_nearest_around_it() -> None:
    pages = pages_of(list(_busy()), page_size=2)
    assert _orders(pages, "timeline.html") == ["", "timeline-said.html", "timeline-published.html"]
    assert _orders(pages, "timeline-2020.html") == ["", "timeline-said-2020.html", "timeline-published-2020.html"]
    assert _orders(pages, "timeline-published-2022-03.html") == [
        "timeline-2022-03.html", "timeline-said-2022-03.html", "",
    ]  # fmt: skip
    whole = pages_of([*_busy(), item("n", "2021-01-01", "1974-01-02"), item("o", "2022-08-01", None)], page_size=4)
    assert _orders(whole, "timeline-2022-08-03.html") == [
        "", "timeline-said-2022.html#m-2022-08", "timeline-published-2022-08-03.html",
    ]  # fmt: skip
    assert _orders(whole, "timeline-1974.html") == ["", "timeline-said.html", "timeline-published.html"]
    assert _orders(whole, "timeline-undated.html") == ["", "timeline-said.html", "timeline-published.html"]
    more = pages_of([*_busy(), *(item(f"m{day}", f"2022-05-0{day}", None) for day in range(1, 8))], page_size=4)
    assert _orders(more, "timeline-2022-08-03.html")[1] == "timeline-said-2022-08.html"
    for found in (whole, more):
        _assert_that_links_hold(found, Templates(TEMPLATES, TEMPLATES))


def test_without_filters_the_ways_to_fewer_lines_are_told_in_words() -> None:
    templates = Templates(TEMPLATES, TEMPLATES)
    for path, view in pages_of([item("a", "2022-08-08", None)]).items():
        text = render(Page(path, "timeline.html", view), templates).decode()
        told = text.partition("unscripted")[2].partition("</nav>")[0]
        assert re.findall(r'href="([^"]+)"', told) == ["actors.html", "topics.html", "sources.html", "statements.html"]
    style = (TEMPLATES / "assets" / "style.css").read_text()
    assert "@media (scripting: enabled) { .unscripted {" in style


def test_the_months_of_strips_lead_to_the_page_on_which_they_stand() -> None:
    assert Frame(site_of(list(_busy()), page_size=2)).months("") == {
        "2022-08": "timeline-2022-08.html#m-2022-08",
        "2022-03": "timeline-2022-03.html#m-2022-03",
        "2020-05": "timeline-2020.html#m-2020-05",
    }


DATES = st.one_of(
    st.none(),
    st.dates(date(2019, 1, 1), date(2022, 12, 31)).map(str),
    st.sampled_from(["2021", "2021-05", "199X", "XXXX-09-25", "2021-05-03/2021-07-01", "2020-02-03?", "../2020-01"]),
)
ITEMS = st.lists(st.tuples(DATES, DATES, DATES, st.sampled_from(["ada", "ben"])), max_size=14)
PROPERTY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _items(drawn: list[tuple[str | None, str | None, str | None, str]]) -> list[Item]:
    return [item(f"n{number}", *one) for number, one in enumerate(drawn)]


@PROPERTY
@given(ITEMS, st.sampled_from([0, 1, 50]))
def test_every_entry_stands_on_exactly_one_page_of_each_order(
    drawn: list[tuple[str | None, str | None, str | None, str]], page_size: int
) -> None:
    items = _items(drawn)
    pages = pages_of(items, page_size)
    everything = Counter(f"{kind} {one.title}" for one in items for kind in ("article", "statement", "event"))
    for axis in AXES:
        found = Counter(line for view in axis_pages(pages, axis.path).values() for line in lines_of(view))
        said_only = axis.path == "timeline-said.html"
        assert found == Counter(line for line in everything if not said_only or line.startswith("statement"))


@PROPERTY
@given(ITEMS.filter(bool), st.tuples(DATES, DATES, DATES, st.sampled_from(["ada", "cas"])))
def test_one_more_item_changes_the_pages_of_its_days_those_above_and_their_neighbours(
    drawn: list[tuple[str | None, str | None, str | None, str]], more: tuple[str | None, str | None, str | None, str]
) -> None:
    before = pages_of(_items(drawn), 50)
    after = pages_of([*_items(drawn), item("zz", *more)], 50)
    changed = [path for path, view in after.items() if msgspec.msgpack.encode(view) != _encoded(before.get(path))]
    for axis in AXES:
        own = [path for path in changed if path == axis.path or path in axis_pages(after, axis.path)]
        if axis.path == "timeline.html":
            assert len(own) <= 1 + 3 * 3
        else:  # one date, and the pages of the two others, whose links to another order may change
            assert len(own) <= 1 + 3 + 2
    assert not set(before) - set(after)


def _encoded(view: TimelineView | None) -> bytes:
    return msgspec.msgpack.encode(view) if view else b""


def test_lines_read_newest_first_on_every_page() -> None:
    for view in pages_of(list(_busy()), page_size=2).values():
        months = [section.key for section in view.sections if "-" in section.key]
        assert months == sorted(months, reverse=True)
        for section in view.sections:
            days = [day.date.iso for day in section.days if len(day.date.iso) == 10]
            assert days == sorted(days, reverse=True)


def test_codes_tell_kind_actor_topic_and_source_and_the_index_tells_the_same() -> None:
    site = site_of([item("a", "2022-08-08", "2022-08-07", actor="ben"), item("b", "2021-01-01", None)])
    views = {page.path: page.view for page in timeline_pages(Frame(site))}
    view, index = views["timeline-2022.html"], views["timeline-index.js"]
    assert isinstance(view, TimelineView)
    assert isinstance(index, TimelineIndexView)
    values = {f"{facet.letter}{at}": id_ for facet in view.facets for at, (id_, _, _) in enumerate(facet.values)}
    events = [line for section in view.sections for day in section.days for line in day.lines if line.line.event]
    assert [values[code] for code in events[0].codes.split()] == ["event", "ben", "dams", "post"]
    names = {f"{letter}{at}": id_ for letter, found in index.names for at, (id_, _) in enumerate(found)}
    told = {
        month: [{names[code] for code in row.split()} for row in rows.split("|")] for _, month, rows in index.groups
    }
    assert {"event", "ben", "dams", "post"} in told["2022-08"]
    assert {key: len(rows) for key, rows in told.items()} == {"2022-08": 3, "2021-01": 2, "undated": 1}


def test_lanes_are_of_those_who_speak_and_act_and_the_rest_are_others() -> None:
    entries = site_of(
        [item("a", "2022-08-08", "2022-08-07"), item("b", "2022-08-08", "2022-08-07", actor="ben")]
    ).entries
    lanes = main_lanes(entries)
    assert lanes == {"ada": 2, "ben": 2}
    other = site_of([item("c", None, None, actor="cas")]).entries
    found = {(entry.kind, lane_classes(entry, lanes)) for entry in (*entries, *other)}
    assert found == {("article", ""), ("event", "l1"), ("event", "l2"), ("event", "l0"),
                     ("statement", "l1"), ("statement", "l2"), ("statement", "l0")}  # fmt: skip
    assert main_lanes(other) == {}


@pytest.mark.parametrize(
    ("when", "drawn"),
    [
        ("2022-08-04", None),
        ("2022-08-03/2022-08-04", (3, 4)),
        ("2022-08", (34, 5)),
        ("2022-21", (9, 15)),
        ("2022", (0, 60)),
        ("199X", (0, 60)),
        ("2022-08-30/..", (0, 60)),
    ],
)
def test_a_date_of_more_than_a_day_is_drawn_within_its_month_or_year(when: str, drawn: tuple[int, int] | None) -> None:
    found = range_view(when)
    assert (found and (found.x, found.width)) == drawn


def test_every_month_has_a_letter_of_its_own() -> None:
    assert "".join(month_letters("en")) == "jfmayulgsond"
    assert len(set(month_letters("ru"))) == 12


def test_the_smallest_count_has_a_bar_and_none_has_no_bar() -> None:
    assert bar_path([0, 1, 1000], 1000) == "M11 32v-2h8v2M21 32v-32h8v32"


def test_equal_words_of_two_articles_have_two_fragments_and_twice_in_one_article_one() -> None:
    twice = Event("Talks were held.", when="2022-08-01")
    items = [Item(name, name, _BODY, events=(twice, twice)) for name in ("a", "b")]
    view = pages_of(items)["timeline-2022.html"]
    anchors = [line.anchor for section in view.sections for day in section.days for line in day.lines]
    assert len(anchors) == 4
    assert len({anchor for anchor in anchors if anchor}) == 2
    assert anchors.count("") == 2


def test_a_timeline_page_allows_its_own_script_and_other_pages_none() -> None:
    templates = Templates(TEMPLATES, TEMPLATES)
    for page in plan_pages(site_of([item("a", "2022-08-08", "2022-08-07")])):
        if page.path.endswith(".html"):
            text = render(page, templates).decode()
            assert ("assets/timeline.js" in text) == page.path.startswith("timeline"), page.path


def test_the_script_stays_small_and_asks_no_other_host() -> None:
    script = (TEMPLATES / "assets" / "timeline.js").read_text()
    assert len(script) < 9_000
    assert not re.search(r"https?:|eval|innerHTML|fetch|\.style\b", script)
