"""What the guide says by example, done: snippets parse, templates render, the extractor finds, dates read as shown."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from small_site import write_project

from site_gen.cli import main
from site_gen.content.frontmatter import read_yaml
from site_gen.content.records import ACTOR, ITEM, SETTINGS, SIDECAR, SOURCE, TOPIC
from site_gen.content.registry import ACTORS, SOURCES, TOPICS, parse_registry
from site_gen.dates import wording

HERE: Final = Path(__file__).parents[1]
DOCS: Final = HERE / "docs"
_BLOCK: Final = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_PLACE: Final = re.compile(r"^(?:#|/\*|\{#) (\S+\.\w+|Caddyfile)(?: \*/| #\})?\n")
CI: Final = ("site.yml", ".gitlab-ci.yml")


def blocks(language: str) -> Iterator[tuple[str, str, str]]:
    """Every block of a language in the guide: page, the file that it is, its text."""
    for path in sorted(DOCS.glob("*.md")):
        for kind, text in _BLOCK.findall(path.read_text("utf-8")):
            if kind == language:
                named = _PLACE.match(text)
                yield path.name, named[1] if named else "", text


def block(place: str) -> str:
    """The one block that is this file."""
    found = [
        text
        for kind in ("python", "nginx", "caddy", "toml", "yaml", "css")
        for _, at, text in blocks(kind)
        if at == place
    ]
    assert len(found) == 1, place
    return found[0]


def test_every_yaml_of_ours_is_read_by_our_reader() -> None:
    fields = set().union(*(set(one) for one in (ACTOR, TOPIC, SOURCE, SETTINGS, SIDECAR, ITEM)))
    for page, place, text in blocks("yaml"):
        if place.endswith(CI):
            continue
        found = read_yaml(f"{page}.yaml", text)
        keys = {key.value for key, _ in found.entries}
        if page == "registries.md":
            path = ACTORS if "roles" in text or "metonym" in text else TOPICS if "terms" in text else SOURCES
            assert keys <= set({**parse_registry({path: text}).actors, **parse_registry({path: text}).topics,
                                **parse_registry({path: text}).sources})  # fmt: skip
        else:
            assert keys <= fields, page


def test_every_shell_block_is_shell() -> None:
    for page, _, text in blocks("sh"):
        done = subprocess.run(["bash", "-n", "-c", text], capture_output=True, text=True)
        assert done.returncode == 0, f"{page}: {done.stderr}"


def test_the_themes_change_what_they_say(tmp_path: Path) -> None:
    examples = [(place, text) for _, place, text in blocks("jinja")]
    assert len(examples) == 3
    for number, (place, text) in enumerate(examples):
        root = write_project(
            tmp_path / str(number), {place: text, "templates/assets/house.css": block("templates/assets/house.css")}
        )
        assert main(["-C", str(root), "build", "-q"]) == 0
        assert main(["-C", str(root), "check", "-q"]) == 0
        page = (root / "public/items/gates-open.html").read_text("utf-8")
        own = re.findall(r"^<(?:p|link).*$", text, re.MULTILINE)[0]
        assert own.replace("{{ shell.root }}", "../") in page
        assert "Gates open" in page
        assert (root / "public/assets/house.css").is_file()


def test_the_catalogue_says_its_word(tmp_path: Path) -> None:
    _, _, text = next(blocks("po"))
    root = write_project(tmp_path, {"templates/locale/en.po": text})
    assert main(["-C", str(root), "build", "-q"]) == 0
    assert "The file" in (root / "public/timeline.html").read_text("utf-8")


def test_the_extractor_of_the_guide_finds_sums(tmp_path: Path) -> None:
    place = "house/sums.py"
    write_project(tmp_path, {place: block(place), "house/__init__.py": ""})
    topics = tmp_path / "content/topics.yaml"
    topics.write_text(topics.read_text() + "money:\n  name: Money\n")
    site = tmp_path / "content/site.yaml"
    site.write_text(site.read_text() + block("content/site.yaml").partition("\n")[2])
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/a.txt").write_text(
        "Weir gets new gates\n\nThe new gates will cost 40,000 euros, the mayor said.\n"
    )
    run = [sys.executable, "-m", "site_gen", "-C", str(tmp_path)]
    away = {"PYTHONPATH": f"{tmp_path}:{HERE}", "PATH": ""}
    done = subprocess.run([*run, "ingest", "--json"], capture_output=True, text=True, env=away)
    assert done.returncode == 0, done.stderr
    item = json.loads(done.stdout)["seeds"][0]["item"]
    assert "topics: [money]" in (tmp_path / f"content/items/{item}.md").read_text("utf-8")
    told = subprocess.run([*run, "explain", item], capture_output=True, text=True, env=away).stdout
    assert "“40,000 euros” (house-sum)" in told


def test_the_item_of_the_guide_is_one_and_all_of_its_words_are_found(tmp_path: Path) -> None:
    (text,) = (text for _, _, text in blocks("markdown"))
    assert main(["init", str(tmp_path / "p"), "-q"]) == 0
    (tmp_path / "p/content/items").mkdir()
    (tmp_path / "p/content/items/bridge.md").write_text(text, "utf-8")
    assert main(["-C", str(tmp_path / "p"), "build", "-q", "--strict"]) == 0
    page = (tmp_path / "p/public/items/bridge.html").read_text("utf-8")
    assert all(words in page for words in ("The bridge is safe,", "opened again on Friday.", "12 households"))
    assert "unconfirmed" not in page.partition('<h2 id="related"')[0]


def test_dates_read_as_the_guide_shows() -> None:
    rows = re.findall(r"^\| `([^`]+)` \| [^|]+ \| ([^|]+) \|$", (DOCS / "dates.md").read_text("utf-8"), re.MULTILINE)
    assert len(rows) == 12
    for text, shown in rows:
        assert (wording(text) if text != "null" else "undated") == shown


def test_scores_of_the_front_page_are_those_of_the_guide() -> None:
    told = (DOCS / "extraction.md").read_text("utf-8")
    limit = re.search(r"Extraction is a draft.*?(?=\n- )", (HERE / "README.md").read_text("utf-8"), re.DOTALL)
    assert limit is not None
    scores = re.findall(r"\d\d\.\d", limit[0])
    assert len(scores) == 5
    assert [
        score for score in scores if not re.search(rf"^\| .*\b{re.escape(score)}\b.* \|$", told, re.MULTILINE)
    ] == []


def test_files_that_the_guide_promises_are_built(tmp_path: Path) -> None:
    root = write_project(tmp_path)
    assert main(["-C", str(root), "build", "-q"]) == 0
    for page in ("data.md", "dates.md"):
        named = re.findall(
            r"`((?:[\w-]+/)?[\w-]+\.(?:html|xml|rss|json|sqlite|csv|ics|gexf|bib))`", (DOCS / page).read_text("utf-8")
        )
        assert named
        assert [name for name in named if not (root / "public" / name).is_file()] == []


def test_the_query_of_the_guide_runs(tmp_path: Path) -> None:
    import sqlite3

    root = write_project(tmp_path)
    assert main(["-C", str(root), "build", "-q"]) == 0
    found = re.search(r'"(select [^"]+)"', (DOCS / "data.md").read_text("utf-8"))
    assert found is not None
    rows = (
        sqlite3.connect(root / "public/data/site.sqlite")
        .execute(found[1].replace("nikol-pashinyan", "ada-holm"))
        .fetchall()
    )
    assert rows == [("2022-08-03", "We shall open the gates on Monday,")]


def test_every_page_of_the_guide_is_in_its_list() -> None:
    listed = set(re.findall(r"\]\((\w+\.md)\)", (DOCS / "README.md").read_text("utf-8")))
    assert listed == {path.name for path in DOCS.glob("*.md")} - {"README.md"}


@pytest.mark.parametrize("path", sorted(DOCS.rglob("*.md")), ids=lambda path: path.name)
def test_a_page_has_one_title_and_closed_blocks(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.count("\n```") % 2 == 0
    if path.name != "templates.md":
        assert (
            len(re.findall(r"^# ", re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL), re.MULTILINE)) == 1
        )
