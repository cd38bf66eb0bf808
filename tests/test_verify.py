"""A built site held against its manifest: what is altered, missing or foreign is told, a hostile zip is not read."""

from __future__ import annotations

import io
import json
import os
import shutil
import stat
import zipfile
from collections.abc import Callable
from copy import copy
from pathlib import Path

import pytest
from faulty import as_nobody, given_away
from small_site import tree, write_project

import site_gen.verify
from site_gen.build import BuildOptions, build
from site_gen.cli import main
from site_gen.errors import SiteError
from site_gen.verify import verify

Capture = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_project(tmp_path_factory.mktemp("verify") / "project")
    build(root, BuildOptions(ingest="none"))
    return root / "public"


@pytest.fixture
def site(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "p/public"))


def zipped(site: Path, path: Path, below: str = "") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in tree(site).items():
            archive.writestr(below + name, data)
    return path


@pytest.mark.parametrize("below", ["", "public/"])
def test_a_site_as_it_was_built_is_whole_as_folder_and_as_zip(site: Path, tmp_path: Path, below: str) -> None:
    (site / ".gitignore").write_text("*\n")
    (site / ".git/objects").mkdir(parents=True)
    (site / ".git/objects/x").write_text("x")
    found = verify(site)
    assert found.whole
    assert found.files == len(json.loads((site / "manifest.json").read_bytes())["files"]) > 40
    shutil.rmtree(site / ".git")
    packed = verify(zipped(site, tmp_path / "site.zip", below))
    assert (packed.whole, packed.manifest) == (True, found.manifest)


def _alter(site: Path) -> None:
    path = site / "index.html"
    path.write_bytes(path.read_bytes()[:-1] + b" ")


def _link(site: Path) -> None:
    shutil.copyfile(site / "index.html", site.parent / "copy")
    (site / "index.html").unlink()
    (site / "index.html").symlink_to(site.parent / "copy")


def _folder(site: Path) -> None:
    (site / "index.html").unlink()
    (site / "index.html").mkdir()


def _pipe(site: Path) -> None:
    (site / "index.html").unlink()
    os.mkfifo(site / "index.html")


def _odd_name(site: Path) -> None:
    Path(os.fsdecode(os.fsencode(site) + b"/items/\xff\n")).write_text("x")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (_alter, {"altered": ["index.html"]}),
        (_link, {"altered": ["index.html"]}),
        (_pipe, {"altered": ["index.html"]}),
        (_folder, {"missing": ["index.html"]}),
        (lambda site: (site / "items/gates-open.html").unlink(), {"missing": ["items/gates-open.html"]}),
        (lambda site: (site / "items/evil.html").write_text("x"), {"foreign": ["items/evil.html"]}),
        (lambda site: (site / "items/.gitignore").write_text("x"), {"foreign": ["items/.gitignore"]}),
        (lambda site: (site / "away").symlink_to("/etc"), {"foreign": ["away"]}),
        (_odd_name, {"foreign": ["items/\\udcff\n"]}),
    ],
)
def test_what_is_not_as_built_is_told_by_name(
    site: Path, capsys: Capture, change: Callable[[Path], object], told: dict[str, list[str]]
) -> None:
    change(site)
    assert main(["-C", str(site.parent), "verify", "--json", str(site)]) == 1
    found = json.loads(capsys.readouterr().out)
    assert {word: found[word] for word in ("altered", "missing", "foreign") if found[word]} == told
    assert main(["verify", str(site)]) == 1
    words = capsys.readouterr().out
    assert {line.partition(":")[0] for line in words.splitlines()[:-1] if ": " in line} == set(told)


def test_the_projects_own_site_is_looked_at_when_none_is_named(built: Path, capsys: Capture) -> None:
    assert main(["-C", str(built.parent), "verify"]) == 0
    assert "0 altered, 0 missing, 0 foreign; manifest sha256 " in capsys.readouterr().out


def test_bytes_altered_inside_a_zip_are_told(site: Path, tmp_path: Path) -> None:
    _alter(site)
    (site / "feed.xml").unlink()
    found = verify(zipped(site, tmp_path / "site.zip"))
    assert (found.altered, found.missing, found.foreign) == (("index.html",), ("feed.xml",), ())


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("../evil", "leads out"), ("/etc/evil", "leads out"), ("a/../../evil", "leads out"),
        ("a\\..\\evil", "leads out"),
        ("C:/evil", "leads out"), ("a//evil", "leads out"), ("./evil", "leads out"),
        ("index.html", "stands in it twice"),
    ],
)  # fmt: skip
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_zip_with_names_that_lead_out_is_refused(site: Path, tmp_path: Path, name: str, word: str) -> None:
    path = zipped(site, tmp_path / "site.zip")
    with zipfile.ZipFile(path, "a") as archive:
        entry = zipfile.ZipInfo("x")
        entry.filename = name
        archive.writestr(entry, "evil")
    with pytest.raises(SiteError, match=word) as caught:
        verify(path)
    assert caught.value.problems[0].code == "hostile-zip"
    assert not list(tmp_path.rglob("*evil*"))


def test_a_zip_with_a_link_is_refused(site: Path, tmp_path: Path) -> None:
    path = zipped(site, tmp_path / "site.zip")
    with zipfile.ZipFile(path, "a") as archive:
        entry = zipfile.ZipInfo("passwords")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(entry, "/etc/passwd")
    with pytest.raises(SiteError, match="is a link or device"):
        verify(path)


@pytest.mark.parametrize(
    ("packing", "flags", "word"),
    [
        (zipfile.ZIP_BZIP2, 0, '"?packed.txt"? is packed in a rare way'),
        (zipfile.ZIP_STORED, 1, '"?packed.txt"? is encrypted'),
    ],
)
def test_a_zip_packed_as_no_site_is_refused(site: Path, tmp_path: Path, packing: int, flags: int, word: str) -> None:
    path = zipped(site, tmp_path / "site.zip")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("packed.txt", "words", packing)
        archive.getinfo("packed.txt").flag_bits |= flags
    with pytest.raises(SiteError, match=word.replace('"?', "'")) as caught:
        verify(path)
    assert caught.value.problems[0].code == "hostile-zip"


def test_a_zip_of_more_entries_than_a_site_has_is_refused(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site_gen.verify, "_ENTRIES", 10)
    with pytest.raises(SiteError, match=r"it has \d\d entries; at most 10 are looked at"):
        verify(zipped(site, tmp_path / "site.zip"))


def test_what_may_not_be_read_is_told(site: Path, tmp_path: Path) -> None:
    path = zipped(site, tmp_path / "site.zip")
    path.chmod(0)
    (site / "items").chmod(0)
    given_away(tmp_path)
    try:
        with as_nobody():
            with pytest.raises(SiteError, match=r"site.zip: error\[bad-zip\]: this zip cannot be read: .*Permission"):
                verify(path)
            with pytest.raises(SiteError, match=r"items: error\[unreadable\]: this cannot be read: Permission denied"):
                verify(site)
    finally:
        (site / "items").chmod(0o755)


def test_a_bomb_is_refused_before_it_is_read(site: Path, tmp_path: Path) -> None:
    path = zipped(site, tmp_path / "site.zip")
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("big", bytes(40 << 20))
    with pytest.raises(SiteError, match="this is a bomb"):
        verify(path)


def test_one_packed_text_told_as_many_files_is_refused(site: Path, tmp_path: Path) -> None:
    path = zipped(site, tmp_path / "site.zip")
    with zipfile.ZipFile(path, "a") as archive:
        largest = max(archive.infolist(), key=lambda entry: entry.compress_size)
        for number in range(200):
            again = copy(largest)
            again.filename = f"again-{number}"
            archive.filelist.append(again)
        archive.writestr("last", "so that the directory is written anew")
    with pytest.raises(SiteError, match="this is a bomb"):
        verify(path)


def test_a_file_that_lies_about_its_size_is_altered(site: Path, tmp_path: Path) -> None:
    """What is read ends at the size that the table of contents told."""
    data = bytearray(zipped(site, tmp_path / "site.zip").read_bytes())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = archive.getinfo("index.html").file_size
    for at in range(len(data) - 4):
        if data[at : at + 4] == b"PK\x01\x02" and data[at + 46 : at + 56] == b"index.html":
            data[at + 24 : at + 28] = (size - 5).to_bytes(4, "little")
    (tmp_path / "lies.zip").write_bytes(data)
    assert verify(tmp_path / "lies.zip").altered == ("index.html",)


@pytest.mark.parametrize(
    ("data", "word"),
    [(b"", "no whole zip"), (b"PK\x03\x04", "no whole zip"), (b"PK\x05\x06" + bytes(18), "no manifest.json")],
)
def test_what_is_no_site_is_refused(tmp_path: Path, data: bytes, word: str) -> None:
    (tmp_path / "x.zip").write_bytes(data)
    with pytest.raises(SiteError, match=word):
        verify(tmp_path / "x.zip")


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": "other", "files": {"a": "b"}}', "[" * 100_000])
def test_a_manifest_that_is_none_of_ours_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_text(text)
    with pytest.raises(SiteError, match="none of ours"):
        verify(tmp_path)
    with pytest.raises(SiteError, match="no folder and no file"):
        verify(tmp_path / "gone")
