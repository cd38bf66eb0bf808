"""Where a build's time goes: every step named, counts of what was done, nothing told unasked."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import pytest
from small_site import write_project

import site_gen.making
from site_gen.build import BuildOptions, build
from site_gen.cli import main
from site_gen.content.stamps import _TICK_NS
from site_gen.profile import OFF, STEPS, Lap, Profile, Step, Steps, table

Counts = dict[str, dict[str, int]]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write_project(tmp_path / "p")
    return tmp_path / "p"


def _profile(root: Path, jobs: int = 1, output: str = "public") -> tuple[Profile, Counts]:
    steps = Steps(on=True)
    build(root, BuildOptions(output=output, ingest="none", jobs=jobs), steps=steps)
    profile = steps.profile()
    return profile, {step.name: step.counts for step in profile.steps}


def _pages(root: Path) -> set[str]:
    """Every page, without what no template or writer makes."""
    files = {path.relative_to(root / "public").as_posix() for path in (root / "public").rglob("*") if path.is_file()}
    return {path for path in files if path != "manifest.json" and not path.startswith("assets/")}


def test_a_first_build_takes_every_step_and_renders_every_page(root: Path) -> None:
    profile, counts = _profile(root)
    pages, items = len(_pages(root)), len(list((root / "content/items").glob("*.md")))
    assert [step.name for step in profile.steps] == list(STEPS)
    assert [step.name for step in profile.steps if step.seconds <= 0] == ["patch"]
    assert counts["read"] == {"items": items}
    assert counts["plan"] == {"pages": pages}
    assert counts["make"] == {"standing": 0, "same_view": 0, "rendered": pages}
    assert counts["publish"]["unchanged"] == counts["publish"]["removed"] == 0
    of_items = next(lap for lap in profile.templates if lap.template == "item.html")
    written = [path.stat().st_size for path in (root / "public/items").glob("*.html")]
    assert (of_items.pages, of_items.rendered) == (len(written), len(written))
    assert of_items.size_bytes == sum(written)
    assert min(of_items.view_seconds, of_items.render_seconds) > 0


def test_a_build_with_nothing_to_do_takes_stamps_alone(root: Path) -> None:
    _profile(root)
    profile, counts = _profile(root)
    assert [step.name for step in profile.steps if step.seconds] == ["stamps"]
    assert {name for name, told in counts.items() if told} == {"stamps"}
    assert profile.templates == ()


def test_after_one_edit_of_a_text_nothing_is_gone_through_but_what_shows_it(root: Path) -> None:
    time.sleep(2 * _TICK_NS / 1e9)  # so that nothing can change unseen
    _profile(root)
    item = root / "content/items/undated-note.md"
    item.write_text(item.read_text() + "\nThe guard was there.\n")
    profile, counts = _profile(root)
    assert [step.name for step in profile.steps if step.seconds] == ["stamps", "patch"]
    assert counts["patch"]["items"] == 1
    assert 0 < counts["patch"]["written"] < 10


def test_after_one_edit_few_pages_are_rendered_and_the_rest_stands(root: Path) -> None:
    _profile(root)
    item = root / "content/items/gates-open.md"
    item.write_text(item.read_text().replace("she added.", "she added then."))  # which feeds show too
    profile, counts = _profile(root)
    made = counts["make"]
    assert made["standing"] > 0
    assert 0 < made["rendered"] < counts["plan"]["pages"] / 2
    assert sum(made.values()) == counts["plan"]["pages"]
    assert sum(lap.rendered for lap in profile.templates) == made["rendered"]
    assert sum(lap.pages for lap in profile.templates) == made["rendered"] + made["same_view"]


def test_workers_tell_the_same_counts_as_one_process(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone, counts = _profile(root, output="alone")
    monkeypatch.setattr(site_gen.making, "FEW", 0)
    shared, counts_shared = _profile(root, jobs=2, output="shared")
    assert counts_shared["make"] == counts["make"]
    told = [[(lap.template, lap.pages, lap.size_bytes) for lap in each.templates] for each in (alone, shared)]
    assert told[0] == told[1]


def test_steps_that_follow_one_another_leave_no_time_out() -> None:
    steps = Steps(on=True)
    began = steps.clock()
    for name in ("read", "make", "read", ""):
        steps.begin(name)
    took = steps.clock() - began
    assert 0 < sum(step.seconds for step in steps.profile().steps) <= took


def test_laps_of_workers_are_summed() -> None:
    steps = Steps(on=True)
    steps.take([Lap("a.html", 2, 1, 0.5, 0.25, 10), Lap("b.html", 1, 1, 1.0, 1.0, 1)])
    steps.take([Lap("a.html", 3, 3, 0.5, 0.25, 30)])
    assert steps.profile().templates == (Lap("a.html", 5, 4, 1.0, 0.5, 40), Lap("b.html", 1, 1, 1.0, 1.0, 1))
    assert steps.pages == (6, 5)


def test_a_recorder_that_is_off_keeps_nothing() -> None:
    OFF.begin("read")
    OFF.page("a.html", OFF.clock(), OFF.clock(), 5)
    OFF.count("read", items=1)
    assert OFF.profile() == Profile((), ())


def test_a_table_names_steps_and_templates_with_their_numbers() -> None:
    profile = Profile((Step("make", 1.5, 2.25, {"same_view": 1200}),), (Lap("a.html", 3, 2, 0.5, 0.25, 1234567),))
    lines = [line.split() for line in table(profile)]
    assert lines[1] == ["make", "1.500", "2.250", "1,200", "same", "view"]
    assert lines[3] == ["a.html", "0.500", "0.250", "3", "2", "1,234,567"]


def test_the_command_tells_a_table_only_when_asked(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["-C", str(root), "build", "--no-ingest"])
    unasked = capsys.readouterr().out
    assert len(unasked.splitlines()) == 3
    assert not re.search(r"^(step|stamps)", unasked, re.MULTILINE)
    main(["-C", str(root), "build", "--no-ingest", "--profile"])
    asked = capsys.readouterr().out
    assert [step for step in STEPS if not re.search(rf"^{step} +\d", asked, re.MULTILINE)] == []


def test_as_json_the_profile_is_in_the_result_when_asked(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["-C", str(root), "build", "--no-ingest", "--json", "--profile"])
    told = json.loads(capsys.readouterr().out)
    assert [step["name"] for step in told["profile"]["steps"]] == list(STEPS)
    assert told["pages"] > 0
    main(["-C", str(root), "build", "--no-ingest", "--json"])
    assert "profile" not in json.loads(capsys.readouterr().out)
