"""The tutorial, run word for word in an empty folder beside a clone: each `sh` block, and what `text` blocks promise.

A line "…" in a promise stands for any lines, "…" inside a line for any words. Blocks of other languages are not run.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Final, NamedTuple

HERE: Final = Path(__file__).parents[1]
TUTORIAL: Final = HERE / "docs" / "tutorial.md"
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


def test_the_tutorial_does_what_it_says(tmp_path: Path) -> None:
    program = tmp_path / "bin" / "site-gen"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -P -m site_gen "$@"\n')
    program.chmod(0o755)
    (tmp_path / "site_gen").mkdir()
    (tmp_path / "site_gen" / "seeds").symlink_to(HERE / "seeds")
    away = {
        **os.environ,
        "PYTHONPATH": str(HERE),
        "PATH": f"{program.parent}:{os.environ['PATH']}",
        "HOME": str(tmp_path),
    }
    for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE"):
        away.pop(name, None)
    here, all_of = tmp_path, steps(TUTORIAL.read_text("utf-8"))
    assert len(all_of) > 10
    for step in all_of:
        code = f"{step.commands}\nprintf '%s' \"$PWD\" >&3"
        read, write = os.pipe()
        with open(read, encoding="utf-8") as told:
            done = subprocess.run(
                ["bash", "-c", code.replace(">&3", f">&{write}")], cwd=here, env=away, pass_fds=[write], text=True,
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300, check=False,
            )  # fmt: skip
            os.close(write)
            here = Path(told.read() or here)
        promised = not step.promise or keeps(step.promise, done.stdout)
        assert promised, f"{step.commands}\nprinted\n\n{done.stdout}\nnot\n\n{step.promise}"
        assert "error[" in step.promise or "error[" not in done.stdout, f"{step.commands}\n{done.stdout}"
    assert (here / "public" / "index.html").is_file()


def test_a_broken_promise_is_seen() -> None:
    assert keeps("one … three\n…\nend\n", "one two three\nmany\nlines\nend\n")
    assert keeps("a\n…\n", "a\nb\nc\n")
    assert not keeps("one\n", "one\ntwo\n")
    assert not keeps("…\nlast\n", "first\nlast but one\n")
    assert steps("```sh\na\n```\n\n```text\nb\n```\n```yaml\nc\n```\n") == [Step("a\n", "b\n")]
