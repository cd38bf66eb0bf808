"""Texts made to be slow: at most two CPU seconds each to be read as Markdown, or refused by name; memory bounded."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from faulty import FAULTS, write

from site_gen.content.item import parse_item
from site_gen.content.tangle import tangle_in
from site_gen.errors import SiteError
from site_gen.site.markdown import fold, render_markdown, render_reference

_SECONDS: Final = 2.0
_LARGEST: Final = 950_000
_PIECES: Final[list[str]] = json.loads((FAULTS / "pieces.json").read_text(encoding="utf-8"))
"""What a parser may look at twice."""
_HEADS: Final = (
    "",
    "[",
    "> ",
    "- ",
    "a\n",
    "|a|\n|-|\n",
    "[x]: http://a.example/" + "a" * 2_000 + "\n\n",
    "# ",
    "```\n",
)


def repeated(piece: str, head: str = "") -> str:
    """The piece over and over, as much of it as is taken, or as fits."""
    count = _LARGEST // len(piece)
    while count > 1 and tangle_in(head + piece * count) is not None:
        count = count * 2 // 3
    return head + piece * count


def seconds(render: Callable[[str], object], text: str) -> float:
    """CPU time of rendering, the better of two."""
    took = []
    for _ in range(2):
        begun = time.process_time()
        render(text)
        took.append(time.process_time() - begun)
        if took[-1] < _SECONDS / 4:
            break
    return min(took)


def takes_long(text: str) -> bool:
    """Whether a text of this kind, four times as long, would take too long; that time grows with length, no faster, is
    tested by itself. A machine that does other things makes it longer, never shorter: the least of six counts, with
    pauses between, since such times last for seconds."""

    def is_slow(pause: float) -> bool:
        time.sleep(pause)
        return seconds(render_markdown, text[: len(text) // 4]) > _SECONDS / 4 + 0.1

    return all(map(is_slow, (0, 0, 0.5, 1, 2, 4)))


@pytest.mark.parametrize("piece", _PIECES, ids=ascii)
def test_what_is_let_through_takes_two_seconds_at_most(piece: str) -> None:
    assert not takes_long(repeated(piece))


@pytest.mark.parametrize("head", _HEADS, ids=lambda head: ascii(head[:12]))
def test_a_beginning_makes_no_difference(head: str) -> None:
    for piece in random.Random(head).sample(_PIECES, 4):
        assert not takes_long(repeated(piece, head))


@pytest.mark.parametrize("seed", range(24))
def test_mixtures_do_not_either(seed: int) -> None:
    chance = random.Random(seed)
    piece = "".join(chance.choice(_PIECES) for _ in range(chance.randrange(2, 7)))
    assert not takes_long(repeated(piece))


@pytest.mark.parametrize("piece", ["[", "[a][", "[a\n[a](<b", "- a\n", "**a [b](c) "])
def test_the_longest_that_is_let_through_takes_two_seconds_at_most(piece: str) -> None:
    assert seconds(render_markdown, repeated(piece)) < _SECONDS


def test_twice_as_much_takes_about_twice_as_long() -> None:
    for piece in ("[", "*a ", "`", "a\n", "- a\n", "[a](", "<"):
        small, large = (seconds(render_reference, piece * (count // len(piece))) for count in (8_000, 32_000))
        assert large < 0.3 + small * 10


def test_the_page_of_links_by_name_is_no_larger_than_a_page(tmp_path: Path) -> None:
    text = "[x]: http://a.example/" + "a" * 20_000 + "\n\n" + "[x] " * 2_000
    with pytest.raises(SiteError, match=r"x.md:4:1: error\[too-tangled\]"):
        parse_item("content/items/x.md", f"---\ntitle: x\n---\n{text}")


@pytest.mark.parametrize("depth", range(1, 26))
@pytest.mark.parametrize("mark", ["> ", "- ", "1. ", ">- "])
def test_no_word_is_lost_however_deep_it_stands(mark: str, depth: int) -> None:
    body = "before\n\n" + mark * depth + "inside\n\nafter"
    if tangle_in(body) is None:
        assert {"before", "inside", "after"} <= set(fold(render_markdown(body).text).split())
    else:
        assert depth * (2 if mark == ">- " else 1) > 19


@pytest.mark.parametrize("depth", [3, 10, 18, 25, 60])
def test_no_word_is_lost_in_steps(depth: int) -> None:
    body = "\n".join("  " * step + f"- w{step}" for step in range(depth))
    if tangle_in(body) is None:
        assert {f"w{step}" for step in range(depth)} <= set(render_markdown(body).text.split())
    else:
        assert depth > 19


@pytest.mark.parametrize(
    "body",
    [
        "- " * 3 + "-",
        "* " * 60,
        "A list:\n\n" + "\n".join(f"- entry {number}" for number in range(2_000)),
        "\n\n".join(f"[{number}](https://a.example/{number}) and *more* of **it**, `so`." for number in range(4_000)),
        "```\n" + "> " * 40 + "\n" + "[" * 1_000 + "\n```\n",
        "Word " * 150_000,
    ],
    ids=["rule", "rule of stars", "list", "links", "fence", "words"],
)  # fmt: skip
def test_what_people_write_is_let_through(body: str) -> None:
    assert tangle_in(body) is None


_HEAVY: Final[dict[str, Callable[[], dict[str, str]]]] = {
    "ten million letters": lambda: {"x.md": "---\ntitle: x\nsummary: " + "a" * 10_000_000 + "\n---\n"},
    "a hundred thousand keys": lambda: {"x.md": "---\n" + "".join(f"titl{n}: x\n" for n in range(100_000)) + "---\n"},
    "a million blank lines": lambda: {"x.md": "---\ntitle: 'x" + "\n" * 1_000_000 + "---\n"},
    "ten thousand actors": lambda: {
        "x.md": "---\ntitle: x\nactors: [" + ", ".join(f"a{n}" for n in range(10_000)) + "]\n---\n"
    },
    "a thousand brackets": lambda: {"x.md": "---\ntitle: x\nactors: " + "[" * 100_000 + "\n---\n"},
    "piled marks": lambda: {"x.md": "---\ntitle: x\n---\ne" + "\u0301\u0327" * 500_000},
    "half a million fences": lambda: {"x.md": "---\n" * 500_000},
    "one word": lambda: {"x.md": "---\ntitle: x\n---\n" + "a" * 999_000},
    "all different words": lambda: {"x.md": "---\ntitle: x\n---\n" + " ".join(f"{n:x}" for n in range(160_000))},
    "faces": lambda: {"x.md": "---\ntitle: x\n---\n" + "\U0001f600" * 900_000},
    "quotation marks": lambda: {"x.md": "---\ntitle: x\n---\n" + '"' * 999_000},
    "two thousand statements": lambda: {
        "x.md": "---\ntitle: x\nstatements:\n"
        + "  - {speaker: ada-holm, text: Text., kind: direct}\n" * 2_000
        + "---\nText.\n"
    },
    "a registry of wrong ids": lambda: {"../actors.yaml": "".join(f"Z{n}: {{name: n}}\n" for n in range(90_000))},
    "a registry beyond measure": lambda: {"../actors.yaml": "".join(f"z{n}: {{name: n}}\n" for n in range(300_000))},
}  # fmt: skip
_RUN: Final = """
import resource, sys
from pathlib import Path
from site_gen.build import BuildOptions, build
from site_gen.errors import SiteError
resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
try:
    build(Path(sys.argv[1]), BuildOptions(ingest="none", jobs=1))
    told = "built"
except SiteError as error:
    told = str(error).splitlines()[0][:300]
    assert len(str(error)) < 100_000
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(int(peak.split()[1]) // 1024, told)
"""


@pytest.mark.parametrize("name", _HEAVY)
def test_a_heavy_file_is_built_or_told_within_300_mebibytes(tmp_path: Path, name: str) -> None:
    root = write(tmp_path, {f"content/items/{path}": text for path, text in _HEAVY[name]().items()})
    done = subprocess.run([sys.executable, "-c", _RUN, str(root)], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr[-2_000:]
    used, told = done.stdout.split(" ", 1)
    assert int(used) <= 300
    assert told.startswith("built") or "error[" in told
