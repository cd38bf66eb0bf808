"""Settings, registries and templates that are wrong: told with file, line, code and remedy; the output stays."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from faulty import PLAIN, is_whole, problems, table, write
from small_site import tree

from site_gen.build import build
from site_gen.check import check
from site_gen.errors import SiteError

CASES: Final = table("config")


@pytest.mark.parametrize("name", CASES)
def test_what_is_wrong_is_told_and_the_output_stays(tmp_path: Path, name: str) -> None:
    case = CASES[name]
    root = write(tmp_path, {})
    build(root, PLAIN)
    write(root, {case["path"]: bytes.fromhex(case["hex"]) if "hex" in case else case["text"]})
    told = problems(root)
    found = [one for one in told if one.code == case["code"] and one.line == case.get("line", one.line)]
    assert found, told
    assert found[0].path.endswith(case["path"]), told
    assert any(case.get("hint", "") in one.hint for one in found), told
    assert all(is_whole(one) for one in found), told
    with pytest.raises(SiteError):
        check(root)


def test_faults_of_content_registries_settings_and_templates_come_at_once(tmp_path: Path) -> None:
    wrong = {
        "content/site.yaml": "titel: x\n",
        "content/topics.yaml": "Dams: {name: D}\n",
        "content/items/a.md": "no",
        "content/items/b.md": "---\ntitle: x\npublished: 2022-02-30\n---\n",
        "templates/item.html": "{% if %}",
        "templates/mine.html": "{% include 'nothing.html' %}",
    }
    paths = {problem.path for problem in problems(write(tmp_path, wrong))}
    assert paths >= wrong.keys()


def test_an_unknown_id_is_told_beside_faults_of_other_files(tmp_path: Path) -> None:
    wrong = {"content/items/a.md": "no", "content/items/b.md": "---\ntitle: x\nactors: [nobody]\n---\n"}
    assert {problem.code for problem in problems(write(tmp_path, wrong))} == {"no-front-matter", "unknown-actor"}


def test_a_mended_site_is_as_one_that_was_never_broken(tmp_path: Path) -> None:
    root, never = write(tmp_path / "a", {}), write(tmp_path / "b", {})
    build(root, PLAIN)
    write(root, {"templates/item.html": "{% if %}", "content/site.yaml": "titel: x\n"})
    problems(root)
    (root / "templates/item.html").unlink()
    write(root, {})
    build(root, PLAIN)
    build(never, PLAIN)
    assert tree(root / "public") == tree(never / "public")


def test_without_templates_or_items_a_site_is_built(tmp_path: Path) -> None:
    root = write(tmp_path, {})
    for path in (root / "content/items").iterdir():
        path.unlink()
    (root / "content/items").rmdir()
    assert build(root, PLAIN).items == 0


def test_a_folder_named_like_a_template_is_told(tmp_path: Path) -> None:
    root = write(tmp_path, {})
    (root / "templates/base.html").mkdir(parents=True)
    (problem,) = problems(root)
    assert (problem.path, problem.code) == ("templates/base.html", "not-a-file")
