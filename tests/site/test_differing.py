"""Figures in dispute on the index: what is compared, and what is not."""

from __future__ import annotations

from site_gen.model import Actor, Figure, Item, Registry, Settings
from site_gen.site.assemble import assemble
from site_gen.site.chips import Chips
from site_gen.site.markdown import render_markdown
from site_gen.site.pages.index import differing_figures


def _differing(*figures: Figure) -> list[list[str]]:
    """The values of each group, of figures of one article."""
    items = [Item(id="x", title="X", body="", published="2030-01-01", figures=figures)]
    actors = {name: Actor(name, name) for name in "ab"}
    site = assemble(items, Registry(actors=actors), Settings(), render_markdown)
    return [[view.value for view in group.figures] for group in differing_figures(items, Chips(site, ""))]


def test_claimants_with_different_numbers_stand_side_by_side() -> None:
    figures = Figure("killed", "3", "", by="a"), Figure("killed", "5", "", by="b")
    assert _differing(*figures) == [["3", "5"]]


def test_one_claimant_disputes_nothing_with_itself() -> None:
    assert _differing(Figure("killed", "3", "", by="a"), Figure("killed", "5", "", by="a")) == []


def test_counts_of_different_things_do_not_differ() -> None:
    figures = Figure("count", "240", "", by="a", of="observers"), Figure("count", "31000", "", by="b", of="hectares")
    assert _differing(*figures) == []


def test_shares_of_different_things_by_one_claimant_are_not_compared_with_another_s() -> None:
    shares = [Figure("percent", value, "", by=by) for value, by in (("38", "a"), ("61", "a"), ("44", "b"))]
    assert _differing(*shares) == []
