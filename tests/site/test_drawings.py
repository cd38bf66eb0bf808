"""Small drawings: activity in a list, arcs between names."""

from __future__ import annotations

import re

from site_gen.model import Actor, Item, Registry, Settings, Statement
from site_gen.site.arcs import draw_arcs
from site_gen.site.assemble import assemble
from site_gen.site.markdown import render_markdown
from site_gen.site.page import Frame
from site_gen.site.spark import bar_counts, coverage, covered, share_spark, spark
from site_gen.site.words import ENGLISH


def items() -> list[Item]:
    said = Statement("anna", "We went home,", "direct")
    body = "We went home, she said.\n"
    return [
        Item(f"i{number}", "T", body, published=f"2024-{number:02}-01", statements=(said,), status="review",
             actors=("anna", "bela") if number % 2 else ("anna", "city"))
        for number in range(1, 7)
    ]  # fmt: skip


def frame() -> Frame:
    actors = {one: Actor(one, one.title(), "person") for one in ("anna", "bela", "city")}
    return Frame(assemble(items(), Registry(actors=actors), Settings(), render_markdown))


def test_activity_is_drawn_over_the_time_that_the_articles_cover() -> None:
    site = frame().site
    stretch = coverage(site)
    assert stretch is not None
    assert (stretch[0].isoformat(), stretch[1].isoformat()) == ("2024-01-01", "2024-06-01")
    drawn = spark(site.by_actor["anna"], stretch, ENGLISH)
    assert drawn is not None
    assert len(re.findall("M", drawn.path)) == 6
    assert drawn.label == "6 dated entries, Jan 2024 – Jun 2024"
    assert spark(site.by_actor["bela"], stretch, ENGLISH) is None, "articles alone are no activity"
    assert spark(site.by_actor["anna"], None, ENGLISH) is None


def test_a_share_is_of_all_entries_of_its_time() -> None:
    site = frame().site
    stretch = coverage(site)
    total = bar_counts(site.entries, stretch)
    assert sum(total.values()) == 6
    drawn = share_spark(site.by_actor["anna"][:2], total, stretch, ENGLISH)
    assert drawn is not None
    assert drawn.path == "M0 20v-20h3v20z"
    assert drawn.label == "at most 100 % of the entries of a time, Jan 2024 – Jun 2024"


def test_what_lies_outside_the_articles_time_is_left_out_of_a_strip() -> None:
    site = frame().site
    stretch = coverage(site)
    assert len(covered(site.entries, stretch)) == len(site.entries)
    assert stretch is not None
    assert len(covered(site.entries, (stretch[0].replace(month=3), stretch[1]))) == 8


def test_arcs_join_those_who_share_articles_and_say_so_in_words() -> None:
    chips = frame().chips("actors/anna.html")
    articles = [("anna", "bela"), ("anna", "city"), ("anna", "bela", "city")]
    drawn = draw_arcs(chips, "anna", [("bela", 2), ("city", 2)], articles)
    assert drawn is not None
    assert [node.name for node in drawn.nodes] == ["Anna", "Bela", "City"]
    assert [(arc.weight, arc.own) for arc in drawn.arcs] == [(4, True), (4, True), (2, False)]
    assert drawn.label == "Articles that name Anna together with: Bela 2; City 2"
    assert draw_arcs(chips, "anna", [("bela", 2)], articles) is None
