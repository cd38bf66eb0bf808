"""The method page tells what the configuration says, and nothing that is not so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from site_gen.model import Actor, Alias, Registry, Role, Settings, Source, Topic
from site_gen.site.assemble import assemble
from site_gen.site.markdown import render_markdown
from site_gen.site.page import Frame
from site_gen.site.pages.about import SCORES, about_pages

TOLD = Path(__file__).parents[2] / "docs/extraction.md"


def sections(registry: Registry, **settings: Any) -> dict[str, Any]:
    site = assemble([], registry, Settings(**settings), render_markdown)
    view: Any = next(iter(about_pages(Frame(site)))).view
    return {section.id: section for section in view.sections}


def test_names_that_stand_for_others_are_told_with_their_exceptions_and_times() -> None:
    aliases = (Alias("Moscow", "metonym", unless=("Moscow Times",)), Alias("RF", "acronym"))
    roles = (Role("prime minister", "armenia", "2018-05-08/.."),)
    actors = {
        "russia": Actor("russia", "Russia", "state", aliases),
        "armenia": Actor("armenia", "Armenia", "state"),
        "pashinyan": Actor("pashinyan", "Nikol Pashinyan", "person", roles=roles),
    }
    rows = sections(Registry(actors))["names"].rows
    assert rows == (
        ("prime minister, Armenia (from 8 May 2018)", "Nikol Pashinyan"),
        ("“Moscow”, not in Moscow Times", "Russia"),
    )


def test_sources_are_told_with_country_owner_grade_and_reason() -> None:
    sources = {
        "post": Source("post", "The Post", country="Armenia", owner="A trust", grade="B", grade_reason="Corrects.")
    }
    section = sections(Registry(sources=sources))["sources"]
    assert section.rows == (("The Post", "Armenia; A trust; B: Corrects."),)
    assert section.links[0].href == "sources/post.html"
    assert "B usually reliable" in section.paragraphs[0]


def test_topics_are_told_with_their_words_and_rights_with_their_extent() -> None:
    topics = {"dams": Topic("dams", "Dams", ("dam", "weir*"))}
    assert sections(Registry(topics=topics))["topics"].rows == (("Dams", "dam, weir*"),)
    assert "No text" in sections(Registry(), publish_text="none")["text"].paragraphs[0]
    assert "Only what a person" in sections(Registry(), publish="confirmed")["made"].paragraphs[-1]
    assert "topics" not in sections(Registry())


def test_the_scores_are_those_that_the_guide_tells() -> None:
    told = TOLD.read_text(encoding="utf-8")
    for words, score in SCORES:
        assert score.removesuffix(" %") in told, words
