"""Measure builds on invented articles, beside Hugo and Pelican where they are installed; print a table in Markdown.

    make bench
    make bench SIZES=1000,10000 HUGO=/path/to/hugo PELICAN=/path/to/pelican

Every tool has the same articles, edits and machine, three rounds in turns; figures are medians. Hugo and Pelican make
what `peers/` says: front page, articles, actors, topics, a timeline, a feed, a sitemap. Ours are all default pages.
Name Hugo's program itself, since a wrapper's start would count as Hugo's. Linux: memory is read from /proc.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Final, NamedTuple

from bench_corpus import WRITERS, articles

ROUNDS: Final = 3
STARTS: Final = 10
"""Starts of Python and of `--help`, since each takes a few hundredths of a second."""
MEASURES: Final = ("cold", "nothing to do", "one body edit", "one title edit")
_SAMPLE_SECONDS: Final = 0.05


class Run(NamedTuple):
    """One run of a program with all the processes that it started and waited for."""

    wall: float
    """Seconds."""
    cpu: float
    """Seconds, of users and system."""
    peak: float
    """Resident MB of the largest process."""


class Tool(NamedTuple):
    """A program to measure."""

    name: str
    command: tuple[str, ...]
    """Run in the project's folder."""
    made: tuple[str, ...]
    """What a cold run must not find."""


def main(sizes: Sequence[int]) -> None:
    """Print the whole table."""
    found = tools()
    print(f"{os.cpu_count()} cores; median of {ROUNDS} rounds in turns; peak is of the largest process\n")
    missing = [name for name in WRITERS if name not in {tool.name for tool in found}]
    print("| articles | measure | tool | wall s | CPU s | peak MB | to Hugo: wall, CPU, peak | to Pelican |")
    print("|---|---|---|---|---|---|---|---|")
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="site-gen-bench-") as folder:
            for line in rows(size, found, missing, Path(folder)):
                print(line, flush=True)
    for line in start_rows():
        print(line)


def tools() -> list[Tool]:
    """Ours, and of the peers those that are there."""
    found = [
        Tool("site-gen", (sys.executable, "-m", "site_gen", "build", "-q", "--no-ingest"), ("public", ".site-gen"))
    ]
    hugo = shutil.which(os.environ.get("HUGO") or "hugo")
    pelican = shutil.which(os.environ.get("PELICAN") or "pelican")
    if hugo:
        found.append(Tool("Hugo", (hugo, "--quiet"), ("public", "resources", ".hugo_build.lock")))
    if pelican:
        found.append(Tool("Pelican", (pelican, "-q", "-s", "pelicanconf.py"), ("output", "__pycache__")))
    return found


def rows(size: int, found: Sequence[Tool], missing: Sequence[str], folder: Path) -> list[str]:
    """The lines of one size."""
    for tool in found:
        WRITERS[tool.name](folder / tool.name, articles(size))
    runs: dict[tuple[str, str], list[Run]] = {}
    for number in range(ROUNDS):
        for tool in found:
            for measure, run in zip(MEASURES, one_round(tool, folder / tool.name, size, number), strict=True):
                runs.setdefault((measure, tool.name), []).append(run)
    told = []
    for measure in MEASURES:
        middle = {tool.name: middle_of(runs[measure, tool.name]) for tool in found}
        for tool in found:
            to = [ratio(middle, name, missing) if tool.name == "site-gen" else "" for name in ("Hugo", "Pelican")]
            told.append(line_of(f"{size:,}", measure, tool.name, middle[tool.name], to))
    together = {tool.name: memory_together(tool, folder / tool.name) for tool in found}
    for name, peak in together.items():
        ratios = [f"{peak / together[peer]:.2f}" if peer in together and name == "site-gen" else ""
                  for peer in ("Hugo", "Pelican")]  # fmt: skip
        told.append(
            f"| {size:,} | cold, all processes together (PSS) | {name} | | | {peak:.0f} | {' | '.join(ratios)} |"
        )
    return told


def one_round(tool: Tool, project: Path, size: int, number: int) -> list[Run]:
    """One run for each of MEASURES. Every round edits another article."""
    forget(tool, project)
    edited = project / f"content/items/note-{(size // 2 + number) % size:06}.md"
    runs = [measure(tool.command, project)]
    pages = sum(1 for _ in (project / tool.made[0]).rglob("*.html"))
    if pages < size:
        raise SystemExit(f"{tool.name} made {pages} pages of {size} articles")
    runs.append(measure(tool.command, project))
    edited.write_text(edited.read_text(encoding="utf-8") + f"\nA line of round {number}.\n", encoding="utf-8")
    runs.append(measure(tool.command, project))
    edited.write_text(edited.read_text(encoding="utf-8").replace("Note ", f"Note, {number} ", 1), encoding="utf-8")
    runs.append(measure(tool.command, project))
    return runs


def forget(tool: Tool, project: Path) -> None:
    """Remove what the tool made and remembers."""
    for name in tool.made:
        path = project / name
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)


def measure(command: Sequence[str], folder: Path) -> Run:
    """Run to the end. The kernel adds up what the process and its children used."""
    began = time.perf_counter()
    process = start(command, folder)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed in {folder}: exit code {process.returncode}")
    return Run(time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def start(command: Sequence[str], folder: Path) -> subprocess.Popen[bytes]:
    """A process whose words nobody reads, with this checkout's code."""
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    return subprocess.Popen(command, cwd=folder, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def memory_together(tool: Tool, project: Path) -> float:
    """Peak MB of a cold run's processes together, shared pages counted once (PSS); a run apart, since looking costs."""
    forget(tool, project)
    process, peak = start(tool.command, project), 0
    while process.poll() is None:
        peak = max(peak, sum(proportional_kb(pid) for pid in family(process.pid)))
        time.sleep(_SAMPLE_SECONDS)
    return peak / 1024


def family(pid: int) -> list[int]:
    """A process and all below it."""
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        below = [int(child) for task in tasks for child in (task / "children").read_text().split()]
    except OSError:
        return []
    return [pid, *(one for child in below for one in family(child))]


def proportional_kb(pid: int) -> int:
    """A process's memory with its share of what it shares."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def middle_of(runs: Sequence[Run]) -> Run:
    """The median of each figure."""
    return Run(*(median(figures) for figures in zip(*runs, strict=True)))


def ratio(middle: dict[str, Run], peer: str, missing: Sequence[str]) -> str:
    """Ours by a peer's."""
    if peer in missing:
        return f"{peer} is not installed"
    return ", ".join(f"{ours / theirs:.2f}" for ours, theirs in zip(middle["site-gen"], middle[peer], strict=True))


def line_of(size: str, measure: str, tool: str, run: Run, to: Sequence[str]) -> str:
    """A line of the table."""
    return f"| {size} | {measure} | {tool} | {run.wall:.3f} | {run.cpu:.3f} | {run.peak:.0f} | {' | '.join(to)} |"


def start_rows() -> list[str]:
    """A bare start of Python beside `site-gen --help`."""
    bare: list[Run] = []
    asked: list[Run] = []
    for _ in range(STARTS):
        bare.append(measure((sys.executable, "-c", "pass"), Path()))
        asked.append(measure((sys.executable, "-m", "site_gen", "--help"), Path()))
    first, second = middle_of(bare), middle_of(asked)
    times = f"{second.wall / first.wall:.2f} × bare start in wall, {second.cpu / first.cpu:.2f} in CPU"
    return [
        line_of("", "bare start", "Python", first, ("", "")),
        line_of("", "`--help`", "site-gen", second, (times, "")),
    ]


if __name__ == "__main__":
    main([int(size) for size in os.environ.get("SIZES", "1000").split(",")])
