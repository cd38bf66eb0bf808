"""Where a site may be written: nothing of anybody else's is lost, and what is refused is refused in clear words."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from faulty import PLAIN, as_nobody, given_away, write
from msgspec.structs import replace
from small_site import SEEDS, tree

from site_gen.build import build
from site_gen.check import check
from site_gen.errors import SiteError
from site_gen.standing import default_templates

Make = Callable[[Path], str]


def _named(output: str) -> Make:
    return lambda root: output


def _link(root: Path) -> str:
    (root.parent / "away").mkdir()
    (root / "out").symlink_to(root.parent / "away")
    return "out"


def _link_on_the_way(root: Path) -> str:
    (root.parent / "away").mkdir()
    (root / "out").symlink_to(root.parent / "away")
    return "out/site"


def _link_nowhere(root: Path) -> str:
    (root / "out").symlink_to(root.parent / "nowhere")
    return "out"


def _link_to_content(root: Path) -> str:
    (root / "out").symlink_to(root / "content")
    return "out"


def _file(root: Path) -> str:
    (root / "out").write_text("mine")
    return "out"


def _below_file(root: Path) -> str:
    (root / "out").write_text("mine")
    return "out/site"


def _fifo(root: Path) -> str:
    os.mkfifo(root / "out")
    return "out"


def _photos(root: Path) -> str:
    (root / "out").mkdir()
    (root / "out/photo.jpg").write_bytes(b"mine")
    return "out"


def _hidden(root: Path) -> str:
    (root / "out").mkdir()
    (root / "out/.profile").write_bytes(b"mine")
    return "out"


def _strange_manifest(root: Path) -> str:
    (root / "out").mkdir()
    (root / "out/manifest.json").write_text('{"name": "app"}')
    return "out"


def _deep_manifest(root: Path) -> str:
    (root / "out").mkdir()
    (root / "out/manifest.json").write_text("[" * 100_000)
    return "out"


def _piped_manifest(root: Path) -> str:
    (root / "out").mkdir()
    os.mkfifo(root / "out/manifest.json")
    return "out"


def _linked_manifest(root: Path) -> str:
    build(root, replace(PLAIN, output="other"))
    (root / "out").mkdir()
    (root / "out/manifest.json").symlink_to(root / "other/manifest.json")
    return "out"


def _home(root: Path) -> str:
    return os.path.expanduser("~")


REFUSED: Final[dict[str, Make]] = {
    "root": _named("/"),
    "home": _home,
    "project": _named("."),
    "project by dots": _named("content/.."),
    "above the project": _named(".."),
    "far above": _named("/tmp"),
    "empty": _named(""),
    "nul": _named("a\0b"),
    "content": _named("content"),
    "items": _named("content/items"),
    "new folder in content": _named("content/site"),
    "content by dots": _named("public/../content"),
    "seeds": _named("seeds"),
    "in seeds": _named("seeds/x"),
    "templates": _named("templates"),
    "assets": _named("templates/assets"),
    "memory": _named(".site-gen"),
    "git": _named(".git"),
    "in git": _named(".git/hooks"),
    "a settings file": _named("content/site.yaml"),
    "device": _named("/dev/null"),
    "below a device": _named("/dev/null/x"),
    "too long a name": _named("x" * 300),
    "link": _link,
    "link on the way": _link_on_the_way,
    "link nowhere": _link_nowhere,
    "link to content": _link_to_content,
    "file": _file,
    "below a file": _below_file,
    "pipe": _fifo,
    "photos": _photos,
    "hidden file": _hidden,
    "strange manifest": _strange_manifest,
    "deep manifest": _deep_manifest,
    "piped manifest": _piped_manifest,
    "linked manifest": _linked_manifest,
}


def everything(root: Path) -> dict[str, bytes | str]:
    """What stands in and beside the project, but what is remembered of builds."""
    return {path: data for path, data in tree(root.parent).items() if ".site-gen" not in path}


@pytest.mark.parametrize("name", REFUSED)
def test_a_place_that_must_not_be_written_is_refused(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "home").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    root = write(tmp_path / "p", {**SEEDS, "templates/assets/own.css": "p {}", ".git/config": "x"})
    output = REFUSED[name](root)
    before = everything(root)
    with pytest.raises(SiteError) as caught:
        build(root, replace(PLAIN, output=output, ingest="new"))
    assert [problem.code for problem in caught.value.problems] == ["bad-output"]
    assert all(problem.hint for problem in caught.value.problems)
    assert everything(root) == before


@pytest.mark.parametrize("mode", [0o555, 0o000, 0o333])
def test_a_folder_without_leave_to_write_is_refused(tmp_path: Path, mode: int) -> None:
    root = given_away(write(tmp_path / "p", {}))
    with as_nobody():
        build(root, PLAIN)
        before = tree(root / "public")
        (root / "content/items/more.md").write_text("---\ntitle: x\n---\n")
        (root / "public").chmod(mode)
        try:
            with pytest.raises(SiteError, match=r"refused|read"):
                build(root, PLAIN)
        finally:
            (root / "public").chmod(0o755)
        assert tree(root / "public") == before


def test_a_project_without_leave_to_write_is_built_elsewhere(tmp_path: Path) -> None:
    root = given_away(write(tmp_path / "p", {}))
    (tmp_path / "out").mkdir()
    os.chown(tmp_path / "out", 65534, 65534)
    for path in (root, *root.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    with as_nobody():
        assert build(root, replace(PLAIN, output=str(tmp_path / "out"))).items == 3


def test_foreign_files_stay_and_own_stale_ones_go(tmp_path: Path) -> None:
    root = write(tmp_path / "p", {"content/items/more.md": "---\ntitle: More\n---\nText.\n"})
    build(root, PLAIN)
    foreign = {"public/CNAME": "a.example", "public/items/mine.txt": "mine", "public/deep/er/note": "mine"}
    for path, text in foreign.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    (root / "content/items/more.md").unlink()
    build(root, PLAIN)
    assert {path: (root / path).read_text() for path in foreign} == foreign
    assert not (root / "public/items/more.html").exists()


def test_a_foreign_file_where_a_new_page_must_be_is_not_written_over(tmp_path: Path) -> None:
    root = write(tmp_path / "p", {})
    build(root, PLAIN)
    (root / "public/items/more.html").write_text("mine")
    (root / "content/items/more.md").write_text("---\ntitle: More\n---\nText.\n")
    before = tree(root / "public")
    with pytest.raises(SiteError, match="did not write"):
        build(root, PLAIN)
    assert tree(root / "public") == before


@pytest.mark.parametrize(
    "path", ["../p/content/site.yaml", "/etc/hostname", "items/../../content/site.yaml", "a\\b", ""]
)
def test_a_forged_manifest_removes_nothing_outside(tmp_path: Path, path: str) -> None:
    root = write(tmp_path / "p", {})
    build(root, PLAIN)
    manifest = root / "public/manifest.json"
    told = json.loads(manifest.read_text())
    told["files"][path] = "x"
    manifest.write_text(json.dumps(told))
    (root / "content/items/more.md").write_text("---\ntitle: More\n---\nText.\n")
    before = (root / "content/site.yaml").read_bytes()
    build(root, PLAIN)
    assert (root / "content/site.yaml").read_bytes() == before
    assert Path("/etc/hostname").exists()


def test_sources_are_never_altered_by_build_or_check(tmp_path: Path) -> None:
    root = write(tmp_path / "p", {**SEEDS, "templates/assets/own.css": "p {}"})
    sources = ("content", "seeds", "templates")
    build(root, replace(PLAIN, ingest="new"))
    before = {name: tree(root / name) for name in sources}
    stamps = {path: path.lstat().st_ctime_ns for name in sources for path in (root / name).rglob("*")}
    build(root, replace(PLAIN, ingest="new", strict=False))
    (root / "public/index.html").unlink()
    build(root, replace(PLAIN, ingest="new"))
    check(root)
    assert {name: tree(root / name) for name in sources} == before
    assert {path: path.lstat().st_ctime_ns for path in stamps} == stamps


def test_a_memory_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    root = write(tmp_path / "p", {})
    (tmp_path / "away").mkdir()
    (root / ".site-gen").symlink_to(tmp_path / "away")
    assert build(root, PLAIN).items == 3
    assert list((tmp_path / "away").iterdir()) == []


def test_the_default_templates_are_never_written() -> None:
    assert default_templates().is_dir()
    assert not any(path.name.endswith(".tmp") for path in default_templates().rglob("*"))
