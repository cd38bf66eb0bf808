"""Where a command tells things: plain or coloured text for people, JSON for machines, a bar for long work.

Results go to stdout, problems and progress to stderr. Colours are for terminals; who asks otherwise by a flag or by
the environment (https://no-color.org, CLICOLOR_FORCE and FORCE_COLOR) is heard.
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
from argparse import Namespace
from collections.abc import Mapping, Sequence
from typing import Any, Final, TextIO

import msgspec

from site_gen.errors import Problem, format_problems, shown
from site_gen.exits import PROBLEMS

_LINE_SECONDS: Final = 5
_COLOURS: Final = {"error": "31", "warning": "33"}
_HEAD: Final = re.compile(r"^(\S.*?): (error|warning)\[([a-z0-9-]+)\]: ", re.MULTILINE)
"""The place, level and code that begin a problem: "content/items/x.md:3:1: error[bad-date]: "."""
_CARET: Final = re.compile(r"^( +\| +)(\^)$", re.MULTILINE)


def wants_colour(stream: TextIO, refused: bool, environment: Mapping[str, str]) -> bool:
    """Whether text on this stream is to be coloured. A refusal, by flag or NO_COLOR, outweighs a demand."""
    if refused or environment.get("NO_COLOR"):
        return False
    if any(environment.get(name, "0") not in ("", "0") for name in ("CLICOLOR_FORCE", "FORCE_COLOR")):
        return True
    return stream.isatty() and environment.get("TERM") != "dumb"


def painted(text: str) -> str:
    """Problems as text with their places bold, their levels and carets coloured."""

    def head(found: re.Match[str]) -> str:
        return f"\x1b[1m{found[1]}\x1b[0m: \x1b[{_COLOURS[found[2]]}m{found[2]}\x1b[0m[{found[3]}]: "

    return _CARET.sub("\\1\x1b[32m\\2\x1b[0m", _HEAD.sub(head, text))


def columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows as lines in columns, two spaces between them; the last column is as long as it is."""
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]) - 1)] if rows else []
    return ["  ".join((*(c.ljust(w) for c, w in zip(row, widths, strict=False)), row[-1])).rstrip() for row in rows]


class Terminal:
    """What a command is given to tell with."""

    def __init__(self, arguments: Namespace) -> None:
        self.json, self.quiet, self.verbose = arguments.json, arguments.quiet, arguments.verbose
        self.colour = wants_colour(sys.stderr, arguments.no_color, os.environ)
        self._bar: Any = None
        self._told = time.monotonic()

    def say(self, text: str) -> None:
        """A line for people; nothing when quiet or when a machine reads."""
        if not self.quiet and not self.json:
            print(text)

    def failed(self, problems: tuple[Problem, ...], end: str) -> int:
        """Problems, their number, and what came of it; the exit code."""
        self.problems(problems)
        if self.json:
            told = {"problems": msgspec.to_builtins(shown(problems)), "count": len(problems)}
            print(json.dumps(told, indent=1, ensure_ascii=False))
        errors = sum(problem.level == "error" for problem in problems)
        print(f"site-gen: {errors:,} problem{'' if errors == 1 else 's'}{end}", file=sys.stderr)
        return PROBLEMS

    def table(self, rows: Sequence[Sequence[str]]) -> None:
        """Rows for people: in columns on a terminal, elsewhere "a: b: c", which `cut` and editors read."""
        for line in columns(rows) if sys.stdout.isatty() else (": ".join(row) for row in rows):
            self.say(line)

    def result(self, data: Any) -> None:
        """The result for a machine, when one reads."""
        if self.json:
            print(json.dumps(msgspec.to_builtins(data), indent=1, ensure_ascii=False))

    def event(self, text: str) -> None:
        """A line of a command that goes on; for a machine a JSON object on a line of its own."""
        self._event({"told": text}) if self.json else self.say(text)

    def problem_event(self, problems: tuple[Problem, ...]) -> None:
        """Problems of a command that goes on."""
        self._event({"problems": msgspec.to_builtins(problems)}) if self.json else self.problems(problems)

    def problems(self, problems: tuple[Problem, ...]) -> None:
        """Problems on stderr."""
        self._close_bar()
        text = format_problems(problems)
        if text:
            print(painted(text) if self.colour else text, file=sys.stderr)

    def progress(self, what: str, done: int, total: int) -> None:
        """A bar on a terminal; elsewhere a line every few seconds. Short work is left to the summary."""
        if self.quiet or self.json or total < 100:
            return
        if not sys.stderr.isatty():
            now = time.monotonic()
            if now - self._told > _LINE_SECONDS:
                print(f"{what}: {done:,} of {total:,}", file=sys.stderr, flush=True)
                self._told = now
            return
        if self._bar is None or self._bar.desc.rstrip(": ") != what:
            from tqdm import tqdm

            tqdm.monitor_interval = 0  # its thread would outlive the bar, and nothing can be forked beside a thread
            self._close_bar()
            self._bar = tqdm(total=total, desc=what, unit="", leave=False, file=sys.stderr)
        self._bar.update(done - self._bar.n)
        if done >= total:
            self._close_bar()

    def _event(self, data: Mapping[str, Any]) -> None:
        print(json.dumps(data, ensure_ascii=False), flush=True)

    def _close_bar(self) -> None:
        if self._bar is not None:
            self._bar.close()
            self._bar = None
