"""What a person stands behind, what was corrected, what was withdrawn: seen in every file of a built site."""

from __future__ import annotations

from pathlib import Path

from site_gen.build import BuildOptions, build

ITEM = "content/items/gates-open.md"


def built(project: Path, settings: str = "") -> dict[str, str]:
    """Every text file of the site after a build."""
    if settings:
        path = project / "content/site.yaml"
        path.write_text(path.read_text(encoding="utf-8") + settings, encoding="utf-8")
    build(project, BuildOptions())
    public = project / "public"
    return {
        path.relative_to(public).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(public.rglob("*"))
        if path.is_file() and path.suffix in (".html", ".xml", ".json", ".js", ".txt", ".csv", ".bib", ".ics", ".rss")
    }


def edit(project: Path, old: str, new: str) -> None:
    text = (project / ITEM).read_text(encoding="utf-8")
    assert old in text
    (project / ITEM).write_text(text.replace(old, new, 1), encoding="utf-8")


def with_words(files: dict[str, str], words: str) -> list[str]:
    return [name for name, text in files.items() if words in text and name != "manifest.json"]


def test_a_retracted_article_leaves_its_page_and_is_gone_from_everything_else(project: Path) -> None:
    before = with_words(built(project), "We shall open the gates")
    assert {"index.html", "statements.html", "actors/ada-holm.html"} < set(before)
    edit(project, "status: review", 'status: retracted\nretracted: "The letter was forged."')
    files = built(project)
    assert with_words(files, "We shall open the gates") == []
    assert with_words(files, "The river rose by a metre") == []
    assert "The letter was forged." in files["items/gates-open.html"]
    named = with_words(files, "items/gates-open")
    feeds = {"corrections.xml", "corrections.rss", "corrections.feed.json"}
    assert set(named) <= {"corrections.html", "items/gates-open.html", *feeds}
    assert "Gates open" in files["corrections.html"]
    assert "The letter was forged." in files["corrections.xml"]


def test_a_correction_stands_on_the_article_in_the_list_and_in_the_feed(project: Path) -> None:
    edit(
        project,
        "status: review",
        'status: review\ncorrections:\n  - {on: 2022-08-07, text: "The mayor spoke on Friday."}',
    )
    files = built(project)
    assert set(with_words(files, "The mayor spoke on Friday.")) >= {
        "items/gates-open.html", "corrections.html", "corrections.xml",
    }  # fmt: skip
    assert "2022-08-07" in files["corrections.xml"]


def test_with_publish_confirmed_only_what_a_person_stands_behind_is_anywhere(project: Path) -> None:
    edit(project, "    said: 2022-08-03", '    said: 2022-08-03\n    reviewed: "2022-08-09 by NN"')
    settings = project / "content/site.yaml"
    told = settings.read_text(encoding="utf-8").replace("publish_text: full", "publish_text: none")
    settings.write_text(told, encoding="utf-8")
    files = built(project, "publish: confirmed\n")
    shown = with_words(files, "We shall open the gates")
    assert {"index.html", "statements.html", "items/gates-open.html"} < set(shown)
    assert with_words(files, "The river rose by a metre") == []
    assert with_words(files, "Forty people had left their homes") == []
    assert with_words(files, "the gates would stay shut"), "a hand-written item is published by its status"


def test_unconfirmed_is_marked_until_a_person_stands_behind_the_article(project: Path) -> None:
    page = "items/gates-open.html"
    assert 'class="unconfirmed"' in built(project)[page]
    edit(project, "status: review", 'status: review\nreviewed: "2022-08-09 by NN"')
    assert 'class="unconfirmed"' not in built(project)[page]
