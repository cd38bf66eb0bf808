"""The commands of CI files and of shell blocks, run as a host would: with this checkout in the place of the release."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import yaml

HERE: Final = Path(__file__).parents[1]
INSTALL: Final = re.compile(r'pip install "site-gen>=[0-9.]+"')
"""The line that installs the released package."""


def write_program(folder: Path, name: str, script: str) -> None:
    """A program of this name in `folder`, of a shell script's lines."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    (folder / name).chmod(0o755)


def recorder(folder: Path, name: str, code: int = 0, told: str = "") -> Path:
    """A program that writes the arguments of each call as a line into the file returned, and ends with `code`."""
    log = folder / f"{name}.log"
    told = f"printf '%s\\n' '{told}' >&2\n" if told else ""
    write_program(folder, name, f"printf '%s\\n' \"$*\" >> '{log}'\n{told}exit {code}")
    return log


def machine(folder: Path) -> dict[str, str]:
    """The environment of a machine that has this checkout as `site-gen`, and a home of its own."""
    write_program(folder / "bin", "site-gen", f'exec "{sys.executable}" -P -m site_gen "$@"')
    (folder / "home").mkdir(exist_ok=True)
    away = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR", "GIT_DIR")}
    return {
        **away,
        "PYTHONPATH": str(HERE),
        "PATH": f"{folder / 'bin'}:{os.environ['PATH']}",
        "HOME": str(folder / "home"),
        "GIT_CONFIG_GLOBAL": "/dev/null",
        "GIT_AUTHOR_NAME": "desk", "GIT_AUTHOR_EMAIL": "desk@example.org",
        "GIT_COMMITTER_NAME": "desk", "GIT_COMMITTER_EMAIL": "desk@example.org",
    }  # fmt: skip


def run(code: str, root: Path, away: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Run shell code in `root`."""
    both = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    return subprocess.run(["bash", "-e", "-c", code], cwd=root, env=away, text=True, timeout=300, **both)  # type: ignore[call-overload, no-any-return]


def github_runs(text: str, outputs: Mapping[str, str]) -> Iterator[tuple[str, dict[str, str]]]:
    """The shell code of each step of a workflow, with its variables; `outputs` are those of actions by their names."""
    for job in yaml.safe_load(text)["jobs"].values():
        for step in job["steps"]:
            if "run" in step:
                yield step["run"], {name: _said(str(value), outputs) for name, value in step.get("env", {}).items()}


def _said(text: str, outputs: Mapping[str, str]) -> str:
    return re.sub(r"\$\{\{ (\S+) \}\}", lambda found: outputs[found[1]], text)


def run_all(steps: Iterator[tuple[str, dict[str, str]]], root: Path, away: Mapping[str, str]) -> list[str]:
    """Run steps, the install left out; what each printed. Raises AssertionError at the first that fails."""
    told = []
    for code, variables in steps:
        done = run(INSTALL.sub("true", code), root, {**away, **variables})
        assert done.returncode == 0, f"{code}\n{done.stdout}"
        told.append(done.stdout)
    return told


def actions(text: str) -> dict[str, Any]:
    """The actions of a workflow by their names, with what they are given."""
    return {
        step["uses"].partition("@")[0]: step.get("with", {})
        for job in yaml.safe_load(text)["jobs"].values()
        for step in job["steps"]
        if "uses" in step
    }
