"""The demo: an invented situation, ingested and built as `make demo` does, with what it promises to show."""

from __future__ import annotations

import re
import shutil
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import Final

import pytest
from msgspec import Struct
from small_site import tree

from site_gen.build import BuildOptions, build
from site_gen.content.project import Content, read_content
from site_gen.kept import BuildReport
from site_gen.model import Item

DEMO: Final = Path(__file__).parent / "data/demo"
EXPECTED: Final = tomllib.loads((DEMO / "expected.toml").read_text("utf-8"))
WIRE: Final = "cps"


class Demo(Struct, frozen=True, eq=False):
    """A working copy, built."""

    root: Path
    report: BuildReport
    content: Content

    def item(self, item_id: str) -> Item:
        """The item of that id."""
        return next(item for item in self.content.items if item.id == item_id)

    def page(self, path: str) -> str:
        """A built page."""
        return (self.root / "public" / path).read_text("utf-8")


def _copy(root: Path) -> Path:
    shutil.copytree(DEMO, root)
    return root


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    root = _copy(tmp_path_factory.mktemp("demo") / "project")
    report = build(root, BuildOptions())
    return Demo(root, report, read_content(root))


def test_the_demo_builds_without_a_warning(demo: Demo) -> None:
    assert [problem.message for problem in demo.report.warnings] == []
    assert (demo.report.items, demo.report.drafts, demo.report.retracted) == (74, 1, 1)


def test_it_has_the_promised_articles_actors_topics_and_sources(demo: Demo) -> None:
    registry = demo.content.registry
    lengths = {item.id: len(item.body.split()) for item in demo.content.items}
    assert {name: words for name, words in lengths.items() if not 60 <= words <= 220} == {}
    assert len(lengths) >= 64
    assert len({item.published[:7] for item in demo.content.items if item.published}) == 25
    assert len(registry.actors) >= 15
    assert len(registry.topics) >= 10
    assert {topic.iptc for topic in registry.topics.values()} >= {"20000574", "20000256", "20000106"}
    assert len(registry.sources) >= 5
    assert {source.grade for source in registry.sources.values()} == set("ABCDEF")
    assert all(source.grade_reason for source in registry.sources.values())
    assert {source.publish_text for source in registry.sources.values()} == {"none", "excerpt", "full"}


def test_every_actor_and_source_of_the_registries_is_met(demo: Demo) -> None:
    met = {actor for item in demo.content.items for actor in item.actors}
    carried = {name for item in demo.content.items for name in (item.source, *item.via) if name}
    assert set(demo.content.registry.actors) == met
    assert carried == set(demo.content.registry.sources)


def test_agency_texts_are_carried_by_several_outlets(demo: Demo) -> None:
    outlets: dict[str, set[str]] = defaultdict(set)
    for item in demo.content.items:
        if item.source == WIRE or WIRE in item.via:
            for statement in item.statements:
                outlets[statement.text].add(item.source or "")
    assert sum(len(carriers) == 3 for carriers in outlets.values()) >= 3
    assert sum(WIRE in item.via for item in demo.content.items) >= 10


def test_the_index_shows_figures_in_dispute_with_their_claimants(demo: Demo) -> None:
    section = re.search(r'<section aria-labelledby="disputed">.*?</section>', demo.page("index.html"), re.S)
    assert section is not None
    told = " ".join(re.sub(r"<[^>]+>", " ", section[0]).split())
    for claim in (
        "41 people · by Losmari interior ministry",
        "58 people · by Clear Rivers Watch",
        "12 people · by Karvenian foreign ministry",
        "at least 46 people · by rescue workers",
        "29,500 hectares · by Losmari agriculture ministry",
    ):
        assert claim in told
    assert told.count(" · by ") >= 12
    assert "article’s own voice" not in told


def test_undated_things_stand_in_a_lane_of_their_own(demo: Demo) -> None:
    lane = demo.page("timeline.html").split('id="undated"')[1]
    assert "The test on 5 March was cancelled." in lane
    assert "This gauge was built by two villages that had one river." in lane
    assert sum(item.published is None for item in demo.content.items) >= 4


def test_uncertain_dates_of_every_kind_are_there(demo: Demo) -> None:
    whens = {event.when for item in demo.content.items for event in item.events}
    assert whens >= {None, "1974", "195X", "2029-06", "2031?", "XXXX-10-09", "1998-22", "2031-03/2031-05"}
    states = {event.state for item in demo.content.items for event in item.events}
    assert states == {"happened", "scheduled", "disputed", "cancelled"}


def test_a_retracted_article_says_why_and_stands_in_no_list(demo: Demo) -> None:
    name = "2030-06-20-dam-has-collapsed"
    assert "The dam did not collapse" in demo.page(f"items/{name}.html")
    assert "Do not wait for the sirens" not in demo.page(f"items/{name}.html")
    assert not any(name in demo.page(path) for path in ("index.html", "items.html", "feed.xml", "data/site.json"))


def test_a_correction_is_told_and_a_draft_is_not(demo: Demo) -> None:
    assert "42,000 hectares" in demo.page("corrections.html")
    assert not (demo.root / "public/items/2031-01-30-what-the-vote-in-march-needs.html").exists()


def test_a_reply_leads_to_words_said_in_another_year(demo: Demo) -> None:
    page = demo.page("items/2030-12-12-voskan-in-parliament.html")
    assert re.search(r'answers <a class="chip" href="../items/2029-02-08-[^"#]+\.html#s-[0-9a-f]+">Samira Haddan', page)
    replies = [s.replies_to for item in demo.content.items for s in item.statements if s.replies_to]
    assert len(replies) == 5
    for reply in replies:
        item_id, _, anchor = reply.partition("#")
        assert f'id="{anchor}"' in demo.page(f"items/{item_id}.html"), reply


def test_an_office_stands_between_commas_only_before_a_verb(demo: Demo) -> None:
    page = demo.page("items/2029-06-15-the-river-falls-at-dunhal.html")
    assert '<span class="role">mayor of Dunhal</span>: <bdi lang="ar">' in page
    assert not any("</span>,:" in path.read_text("utf-8") for path in (demo.root / "public").rglob("*.html"))


def test_other_scripts_and_directions_are_there(demo: Demo) -> None:
    langs = [item.lang for item in demo.content.items if item.lang]
    assert sorted(langs) == ["ar", "ru", "ru"]
    assert 'lang="ar"' in demo.page("items/2029-06-15-the-river-falls-at-dunhal.html")
    assert demo.content.registry.actors["river-peoples-movement"].name == "حركة أهل النهر"
    assert len(max((actor.name for actor in demo.content.registry.actors.values()), key=len)) > 100


@pytest.mark.parametrize("row", EXPECTED["said"], ids=lambda row: row[1])
def test_words_have_the_speaker_and_day_that_a_reader_gives_them(demo: Demo, row: list[str]) -> None:
    name, words, speaker, day = row
    (found,) = [one for one in demo.item(name).statements if one.text.startswith(words)]
    assert (found.speaker, found.said or "") == (speaker, day)


@pytest.mark.parametrize("row", EXPECTED["via"], ids=lambda row: row[0][:10])
def test_who_passed_words_on_is_no_speaker(demo: Demo, row: list[str]) -> None:
    name, words, via = row
    (found,) = [one for one in demo.item(name).statements if one.text.startswith(words)]
    assert found.via == via


@pytest.mark.parametrize("row", EXPECTED["figures"], ids=lambda row: f"{row[1]}-{row[2]}")
def test_figures_have_the_giver_that_a_reader_gives_them(demo: Demo, row: list[str]) -> None:
    name, measure, value, giver = row
    found = [one for one in demo.item(name).figures if (one.measure, one.value) == (measure, value)]
    assert [one.by or one.named for one in found] == [giver]


@pytest.mark.parametrize("row", EXPECTED["events"], ids=lambda row: row[1])
def test_events_have_the_day_and_state_that_a_reader_gives_them(demo: Demo, row: list[str]) -> None:
    name, words, when, state = row
    found = [(one.when, one.state) for one in demo.item(name).events if one.text.startswith(words)]
    assert found == [(when, state)]


def test_building_twice_and_building_anew_change_no_byte(demo: Demo, tmp_path: Path) -> None:
    before = tree(demo.root / "public")
    again = build(demo.root, BuildOptions(ingest="all"))
    assert (again.written, again.removed) == (0, 0)
    assert tree(demo.root / "public") == before
    elsewhere = _copy(tmp_path / "elsewhere")
    build(elsewhere, BuildOptions())
    assert tree(elsewhere / "public") == before
