"""Files laid into a stage and moved in: what stands in their way, and stages that processes share."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest
from small_site import tree

from site_gen.errors import SiteError
from site_gen.site.manifest import read_manifest
from site_gen.site.publish import Stage, Staged, is_littered, publish, staging

FILES = {"index.html": b"i", "a/x.html": b"x", "a/z.html": b"z", "a/b/y.html": b"y"}


def _put(folder: Path, files: dict[str, bytes]) -> None:
    publish(lambda stage: [stage.keep(path, data) for path, data in files.items()], read_manifest(folder), folder)


def _pages(folder: Path) -> dict[str, bytes | str]:
    return {path: data for path, data in tree(folder).items() if path != "manifest.json"}


def test_files_that_workers_elsewhere_named_after_themselves_get_their_own_names(tmp_path: Path) -> None:
    def elsewhere(stage: Stage) -> Iterable[Staged]:
        own = stage.keep("index.html", b"own")
        other = Stage(stage.folder, stage.manifest, stage.place.name, "host")
        staged = [own, *(other.keep(path, data) for path, data in FILES.items() if path != "index.html")]
        assert [one.file for one in staged[1:]] == [f".host-{os.getpid()}-{number}" for number in (1, 2, 3)]
        return staged

    publish(elsewhere, {}, tmp_path / "public")
    assert _pages(tmp_path / "public") == {**FILES, "index.html": b"own"}


def test_a_file_that_two_lay_takes_another_name_the_second_time(tmp_path: Path) -> None:
    def twice(stage: Stage) -> Iterable[Staged]:
        first, second = stage.keep("x.html", b"half"), stage.keep("x.html", b"whole")
        assert first.file != second.file
        return [second]

    publish(twice, {}, tmp_path)
    assert _pages(tmp_path) == {"x.html": b"whole"}


@pytest.mark.parametrize(
    ("stands", "page", "told"),
    [
        ("index.html/mine.txt", "index.html", "a folder with files stands where a page must be"),
        ("a", "a/x.html", "a file stands where a folder must be"),
        ("index.html", "index.html", "a file that site-gen did not write stands where a page must be"),
    ],
)
def test_what_is_in_the_way_and_not_ours_is_refused_and_stays(
    tmp_path: Path, stands: str, page: str, told: str
) -> None:
    (tmp_path / stands).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / stands).write_bytes(b"mine")
    with pytest.raises(SiteError, match=told):
        _put(tmp_path, {page: b"page"})
    assert tree(tmp_path) == {stands: b"mine"}


def test_what_took_the_place_of_our_own_files_makes_way(tmp_path: Path) -> None:
    _put(tmp_path, FILES)
    (tmp_path / "index.html").unlink()
    (tmp_path / "index.html").mkdir()
    shutil.rmtree(tmp_path / "a")
    (tmp_path / "a").write_text("a file where our folder was")
    _put(tmp_path, FILES)
    assert _pages(tmp_path) == FILES


def test_a_page_that_is_there_is_not_laid_anew_and_one_that_cannot_be_read_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _put(tmp_path, FILES)
    stage = Stage(tmp_path, read_manifest(tmp_path), ".staging-1")
    stage.place.mkdir()
    assert stage.keep("index.html", b"i").file == ""
    assert stage.keep("index.html", b"j").file == "index.html"

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "lstat", refuse)
    assert stage.keep("a/x.html", b"x").file == "a/x.html"


def test_a_file_that_is_gone_or_no_file_is_read_as_none(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with staging(tmp_path, {}) as stage:
        for path in ("gone.html", "folder"):
            assert stage.read(path, "", "") is None
        for path in ("gone.html", "folder"):
            with pytest.raises(LookupError):
                list(stage.span(path, 0, 1, (1, 0, 0)))
        (tmp_path / "short").write_bytes(b"x")
        with pytest.raises(LookupError):
            list(stage.span("short", 0, 2, (2, 0, 0)))


def test_a_long_file_makes_way_for_a_folder_of_somebody(tmp_path: Path) -> None:
    (tmp_path / "site.json").mkdir()
    (tmp_path / "site.json/mine.txt").write_text("mine")
    with staging(tmp_path, {}) as stage, pytest.raises(SiteError, match="a folder with files stands"):
        stage.keep_long("site.json", [b"x"])
    assert (tmp_path / "site.json/mine.txt").read_text() == "mine"


def test_a_folder_that_cannot_be_read_may_have_a_stage_in_it(tmp_path: Path) -> None:
    assert is_littered(tmp_path / "gone")
    assert not is_littered(tmp_path)


def test_a_manifest_that_is_no_plain_file_is_none(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "manifest.json")
    assert read_manifest(tmp_path) == {}
