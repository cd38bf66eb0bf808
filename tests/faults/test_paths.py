"""Names and kinds of files that a folder may hold: contained, told, and never waited for."""

from __future__ import annotations

import os
import socket
import subprocess
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import Final

import pytest
from faulty import PLAIN, as_nobody, given_away, problems, write
from small_site import tree

from site_gen.build import BuildOptions, build
from site_gen.check import check
from site_gen.errors import SiteError

GOOD: Final = "---\ntitle: x\n---\n\nText.\n"
NAMES: Final = (
    "con", "aux", "nul", "prn", "com1", "com0", "lpt9", "index", "CON", "X", "a b", "a_b", "a.b", "-a", "a-", "a--b",
    "é", "e\u0301", "ﬁ", "ａ", "а", "a\u200b", "a\u202eb", "%2e%2e", "a%2fb", "a\\b", "a:b", "a?b", "a*b", "a'b", 'a"b',
    "<b>", "a&b", "a;b", "$(id)", "`id`", "a\nb", "a\tb", "a\x1b[31mb", "a\x7fb", "{{ 7 }}", "x" * 101, "~a",
    "a,b", "=1",
)  # fmt: skip
"""What is no id, for one reason or another."""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Codes of the problems of a site with all bad names, by the path that is told."""
    files = {f"content/items/{name}.md": GOOD for name in NAMES}
    found: dict[str, list[str]] = {}
    for problem in problems(write(tmp_path_factory.mktemp("names"), files)):
        assert problem.hint
        found.setdefault(problem.path, []).append(problem.code)
    return found


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_a_name_that_is_no_id_is_told(told: dict[str, list[str]], name: str) -> None:
    path = f"content/items/{name}.md"
    assert told.get(path, told.get(ascii(path)[1:-1])) == ["bad-file-name"]


def _bytes_name(path: Path) -> None:
    with open(os.fsencode(path.parent) + b"/\xff\xfe.md", "wb") as file:
        file.write(GOOD.encode())


def _fifo(path: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path) -> None:
    here = os.getcwd()
    os.chdir(path.parent)  # a socket's path has 107 bytes at most
    try:
        with socket.socket(socket.AF_UNIX) as one:
            one.bind(path.name)
    finally:
        os.chdir(here)


def _folder(path: Path) -> None:
    path.mkdir()


def _full_folder(path: Path) -> None:
    path.mkdir()
    (path / "x.txt").write_text("x")


def _link_out(path: Path) -> None:
    path.symlink_to("/etc/passwd")


def _link_in(path: Path) -> None:
    path.symlink_to("gates-open.md")


def _link_nowhere(path: Path) -> None:
    path.symlink_to("/nowhere/at/all")


def _link_loop(path: Path) -> None:
    path.symlink_to(path.name)


def _link_to_null(path: Path) -> None:
    path.symlink_to("/dev/null")


def _link_to_zero(path: Path) -> None:
    path.symlink_to("/dev/zero")


def _link_to_folder(path: Path) -> None:
    path.symlink_to(path.parent)


def _png(path: Path) -> None:
    path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")


def _gzip(path: Path) -> None:
    path.write_bytes(b"\x1f\x8b\x08\x00" + b"\x00" * 20)


def _nuls(path: Path) -> None:
    path.write_bytes(b"\0" * 4096)


def _utf_16(path: Path) -> None:
    path.write_bytes(GOOD.encode("utf-16"))


def _utf_16_without_mark(path: Path) -> None:
    path.write_bytes(GOOD.encode("utf-16-le"))


def _utf_32(path: Path) -> None:
    path.write_bytes(GOOD.encode("utf-32"))


def _latin(path: Path) -> None:
    path.write_bytes("---\ntitle: é\n---\n".encode("latin-1"))


def _overlong(path: Path) -> None:
    path.write_bytes(b"---\ntitle: \xc0\xaf\n---\n")


def _surrogate(path: Path) -> None:
    path.write_bytes(b"---\ntitle: \xed\xa0\x80\n---\n")


def _huge(path: Path) -> None:
    with open(path, "wb") as file:
        file.truncate(1 << 34)


def _unreadable(path: Path) -> None:
    path.write_text(GOOD)
    path.chmod(0)


KINDS: Final[tuple[Callable[[Path], None], ...]] = (
    _fifo, _socket, _folder, _full_folder, _link_out, _link_in, _link_nowhere, _link_loop, _link_to_null, _link_to_zero,
    _link_to_folder, _png, _gzip, _nuls, _utf_16, _utf_16_without_mark, _utf_32, _latin, _overlong, _surrogate, _huge,
    _unreadable,
)  # fmt: skip
PLACES: Final = ("content/items/odd.md", "content/site.yaml", "content/actors.yaml", "templates/item.html")


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("make", KINDS, ids=lambda make: str(make.__name__).strip("_"))
def test_what_is_no_plain_text_is_told(tmp_path: Path, make: Callable[[Path], None], place: str) -> None:
    if place.startswith("templates") and make in (
        _full_folder,
        _folder,
        _png,
        _gzip,
        _nuls,
        _huge,
        _utf_16_without_mark,
    ):
        place = "content/topics.yaml"  # as a template these are a folder, or text of some kind
    root = write(tmp_path, {})
    (root / place).parent.mkdir(exist_ok=True)
    (root / place).unlink(missing_ok=True)
    make(root / place)
    if make is _unreadable and not os.geteuid():
        given_away(root)
    with as_nobody() if make is _unreadable else nullcontext():
        found = [problem for problem in problems_of(root) if problem[0] == place]
    assert found
    assert all(hint for _, hint in found)


def problems_of(root: Path) -> list[tuple[str, str]]:
    """Path and remedy of all that a build tells; unlike `problems` it may find what nobody can read."""
    with pytest.raises(SiteError) as caught:
        build(root, PLAIN)
    return [(problem.path, problem.hint) for problem in caught.value.problems]


def test_a_name_that_is_not_utf_8_is_told(tmp_path: Path) -> None:
    root = write(tmp_path, {})
    _bytes_name(root / "content/items/x")
    assert [problem.code for problem in problems(root)] == ["bad-file-name"]


@pytest.mark.parametrize("name", ["content", "content/items", "content/.ingest", "seeds", "templates"])
def test_a_folder_that_leads_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    root = write(tmp_path / "p", {})
    (root / name).mkdir(exist_ok=True)
    away = tmp_path / "away"
    (root / name).rename(away)
    (root / name).symlink_to(away)
    before = tree(away)
    assert name in {problem.path for problem in problems(root)}
    assert tree(away) == before


def test_folders_nest_without_end(tmp_path: Path) -> None:
    root = write(tmp_path, {})
    here = os.getcwd()
    os.chdir(root / "content/items")
    try:
        for _ in range(1_200):
            os.mkdir("d")
            os.chdir("d")
        os.chdir(here)
        assert build(root, PLAIN).items == 3
    finally:
        os.chdir(here)
        subprocess.run(["rm", "-rf", "content/items/d"], cwd=root, check=True)  # deeper than Python can follow


@pytest.mark.parametrize(
    "name",
    [".x.md", ".#x.md", "#x.md#", "x.md~", ".x.md.swp", "x.swp", "x.tmp", "x.bak", "x.orig", "x.txt", "Thumbs.db"],
)
def test_what_editors_leave_is_passed_over(tmp_path: Path, name: str) -> None:
    root = write(tmp_path, {})
    (root / "content/items" / name).write_text("not an item")
    if name.startswith(".#"):
        (root / "content/items" / name).unlink()
        (root / "content/items" / name).symlink_to("user@host.123")
    assert build(root, PLAIN).items == 3


def test_an_ending_without_a_name_is_told(tmp_path: Path) -> None:
    assert [problem.code for problem in problems(write(tmp_path, {"content/items/.md": GOOD}))] == ["bad-file-name"]


def test_a_page_and_a_part_of_another_never_share_an_address(tmp_path: Path) -> None:
    """`weirtown` in many lines has a page `weirtown-1`; an actor of that id wants it too."""
    files = {f"content/items/n{number}.md": "---\ntitle: x\nactors: [weirtown]\n---\nText.\n" for number in range(30)}
    files["content/actors.yaml"] = "".join(f"{one}: {{name: A}}\n" for one in
                                           ("ada-holm", "weirtown", "weir-guard", "weirtown-1"))  # fmt: skip
    try:
        build(write(tmp_path, files), BuildOptions(ingest="none"))
    except SiteError as error:
        assert {problem.code for problem in error.problems} == {"same-address"}  # noqa: PT017
    else:
        assert check(tmp_path).problems == ()


def test_a_former_id_that_is_in_use_is_told(tmp_path: Path) -> None:
    text = "ada-holm: {name: A, formerly: [weirtown]}\nweirtown: {name: W}\nweir-guard: {name: G}\n"
    assert problems(write(tmp_path, {"content/actors.yaml": text}))
