"""Figures in dispute on the index: what is compared, and what is not."""

from __future__ import annotations

import pytest

from site_gen.model import Actor, Figure, Item, Registry, Settings
from site_gen.site.assemble import assemble
from site_gen.site.chips import Chips
from site_gen.site.markdown import render_markdown
from site_gen.site.pages.index import differing_figures
from site_gen.site.views import FigureGroup


def _groups(*figures: Figure, published: str | None = "2030-01-01") -> tuple[FigureGroup, ...]:
    """The groups of figures of one article."""
    items = [Item(id="x", title="X", body="", published=published, figures=figures)]
    actors = {name: Actor(name, name) for name in "ab"}
    site = assemble(items, Registry(actors=actors), Settings(), render_markdown)
    return differing_figures(items, Chips(site, ""))


def _differing(*figures: Figure) -> list[list[str]]:
    """The values of each group, of figures of one article."""
    return [[view.value for view in group.figures] for group in _groups(*figures)]


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


@pytest.mark.parametrize(
    ("when", "published", "told"),
    [
        ("2029-12-31", "2030-01-01", ("31 Dec 2029", False)),
        ("2029?", "2030-01-01", ("2029?", False)),
        (None, "2030-01-01", ("1 Jan 2030", True)),
        (None, None, None),
    ],
)
def test_a_group_has_the_date_of_its_figures_else_the_day_of_its_report(
    when: str | None, published: str | None, told: tuple[str, bool] | None
) -> None:
    figures = Figure("killed", "3", "", by="a", when=when), Figure("killed", "5", "", by="b", when=when)
    [group] = _groups(*figures, published=published)
    assert (group.when and (group.when.short, group.reported)) == told
