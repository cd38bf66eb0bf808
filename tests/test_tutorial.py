"""The tutorial and the tour of the front page, run word for word beside a clone: `sh` blocks, and what `text` promises.

A line "…" in a promise stands for any lines, "…" inside a line for any words. Blocks of other languages are not run.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Final, NamedTuple

from alone import NO_NETWORK, libraries

HERE: Final = Path(__file__).parents[1]
TUTORIAL: Final = HERE / "docs" / "tutorial.md"
README: Final = HERE / "README.md"
ARTICLES: Final = {
    "strike.txt": """\
Title: Dockers walk out at Port Marren
Source: The Marren Courier
Date: 3 February 2025

Dockers at Port Marren walked out on Monday after talks on night shifts broke down, their union said.

"We did not want this strike, but nobody listened to us," said Ilse Brandt, chair of the dockers' union.
""",
    "page.html": """\
<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>First talks end without result | National Wire</title>
<meta property="article:published_time" content="2025-02-10T18:20:00+01:00"></head><body><nav><a href="/">Home</a></nav>
<article><h1>First talks end without result</h1><p>The first talks between dockers and the Port Authority of Marren
ended without a result on Monday evening, the mediator said.</p><p>“The offer is an insult,” said Ilse Brandt, who
chairs the union. The talks are to go on when both sides have asked their members, the mediator said.</p>
</article></body></html>
""",
    "mail.eml": """\
From: Press office <press@marren-port.example>
To: desk@example.org
Subject: Statement of the Port Authority
Date: Wed, 12 Feb 2025 09:15:00 +0100
Message-ID: <1@marren-port.example>
Content-Type: text/plain; charset=utf-8

The Port Authority regrets the events of Tuesday at gate three, its director, Tomas Heller, said.
""",
    "note.md": """\
---
title: Dockers accept offer
date: 2025-02-16
---

Dockers accepted an offer of 3 percent on Sunday, Ilse Brandt said.
""",
}
_BLOCK: Final = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Step(NamedTuple):
    """Commands, and what they promise to print."""

    commands: str
    promise: str


def steps(text: str) -> list[Step]:
    """The steps of a tutorial in their order."""
    found: list[Step] = []
    for language, body in _BLOCK.findall(text):
        if language == "sh":
            found.append(Step(body, ""))
        elif language == "text" and found and not found[-1].promise:
            found[-1] = Step(found[-1].commands, body)
    return found


def keeps(promise: str, printed: str) -> bool:
    """Whether what was printed is what was promised."""
    lines = [re.escape(line).replace("…", ".*") if line != "…" else "(?:.*\n)*?.*" for line in promise.splitlines()]
    return re.fullmatch("\n".join(lines), printed.rstrip("\n")) is not None


def walk(all_of: list[Step], here: Path, env: dict[str, str]) -> Path:
    """Do the steps in one shell after another, hold what they print to their promises; where they end.

    What a step exports, as an activated environment does, the next one has."""
    kept = here / ".env"
    kept.write_text("")
    for step in all_of:
        keep = f"declare -px PATH VIRTUAL_ENV 2>/dev/null >'{kept}'; pwd >'{kept}.d'"
        code = f". '{kept}'\n{step.commands}\ncode=$?\n{keep}\nexit $code"
        done = subprocess.run(
            ["bash", "-c", code], cwd=here, env=env, text=True, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300, check=False,
        )  # fmt: skip
        here = Path(Path(f"{kept}.d").read_text("utf-8").strip())
        promised = not step.promise or keeps(step.promise, done.stdout)
        assert promised, f"{step.commands}\nprinted\n\n{done.stdout}\nnot\n\n{step.promise}"
        told = "error[" in step.promise
        assert told or (done.returncode == 0 and "error[" not in done.stdout), f"{step.commands}\n{done.stdout}"
    return here


def script(path: Path, text: str) -> None:
    """A program of one line of shell."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


def away(tmp_path: Path, **more: str) -> dict[str, str]:
    """The environment of somebody with an empty home folder, and no wish about colours."""
    env = {**os.environ, "PATH": f"{tmp_path}/bin:{os.environ['PATH']}", "HOME": str(tmp_path), **more}
    return {name: told for name, told in env.items() if name not in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE")}


def test_the_tutorial_does_what_it_says(tmp_path: Path) -> None:
    script(tmp_path / "bin/site-gen", f'exec "{sys.executable}" -P -m site_gen "$@"')
    (tmp_path / "site_gen").mkdir()
    (tmp_path / "site_gen" / "seeds").symlink_to(HERE / "seeds")
    all_of = steps(TUTORIAL.read_text("utf-8"))
    assert len(all_of) > 10
    here = walk(all_of, tmp_path, away(tmp_path, PYTHONPATH=str(HERE)))
    assert (here / "public" / "index.html").is_file()


def test_the_tour_of_the_front_page_goes_from_pip_to_a_checked_site(tmp_path: Path) -> None:
    """pip builds and installs the package; what it needs is there already, so that no index is asked."""
    script(tmp_path / "bin/python3", f'exec "{sys.executable}" "$@"')
    (tmp_path / "site_gen").symlink_to(HERE)
    for name, text in ARTICLES.items():
        (tmp_path / "articles").mkdir(exist_ok=True)
        (tmp_path / "articles" / name).write_text(text, "utf-8")
    text = README.read_text("utf-8").partition("\n## Ten minutes\n")[2].partition("\n## ")[0]
    all_of = steps(text)
    lines = [line for step in all_of for line in step.commands.splitlines()]
    first, built = (
        next(at for at, line in enumerate(lines) if line.startswith(word)) for word in ("pip", "site-gen b")
    )
    assert built - first + 2 <= 6, "more than six commands from pip to an open page"
    env = away(tmp_path, PYTHONPATH=str(libraries(tmp_path / "libraries")), **NO_NETWORK)
    here = walk(all_of, tmp_path, env)
    assert here == tmp_path / "my-briefing"
    page = (here / "public/actors/ilse-brandt.html").read_text("utf-8")
    assert "nobody listened to us" in page
    installed = subprocess.run(
        [tmp_path / "venv/bin/python", "-P", "-c", "import site_gen; print(site_gen.__file__)"],
        env=env, text=True, capture_output=True, check=True,
    ).stdout  # fmt: skip
    assert installed.startswith(str(tmp_path / "venv"))


def test_a_broken_promise_is_seen() -> None:
    assert keeps("one … three\n…\nend\n", "one two three\nmany\nlines\nend\n")
    assert keeps("a\n…\n", "a\nb\nc\n")
    assert not keeps("one\n", "one\ntwo\n")
    assert not keeps("…\nlast\n", "first\nlast but one\n")
    assert steps("```sh\na\n```\n\n```text\nb\n```\n```yaml\nc\n```\n") == [Step("a\n", "b\n")]
