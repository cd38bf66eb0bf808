"""Problems an author can cause, told with path, line, column and remedy. Everything else is a bug and rises."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final, Literal

from msgspec import Struct

_MAX_SHOWN: Final = 50


class Problem(Struct, frozen=True, order=True):
    """One thing that is wrong, and what would be right."""

    path: str
    """File below the project, or as the user named it."""
    line: int
    """From 1; 0 when the whole file is meant."""
    column: int
    """From 1; 0 when the whole line is meant."""
    code: str
    """Stable name of the kind of error: "unknown-actor"."""
    message: str
    """What is wrong, in lower case, the offending value in quotes."""
    hint: str = ""
    """What would be right."""
    source: str = ""
    """The offending line as it stands."""
    level: Literal["error", "warning"] = "error"


class SiteError(Exception):
    """All problems of one stage. Never empty."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(problems))
        super().__init__("\n".join(format_problem(problem) for problem in self.problems[:_MAX_SHOWN]))

    def __reduce__(self) -> tuple[type[SiteError], tuple[tuple[Problem, ...]]]:
        """From one process to another by its problems, not by their text."""
        return SiteError, (self.problems,)


def format_problem(problem: Problem) -> str:
    """The problem as compilers tell it: `path:line:col: error[code]: message; hint`, then the line and a caret."""
    place = problem.path
    if problem.line:
        place += f":{problem.line}" + (f":{problem.column}" if problem.column else "")
    told = f"{place}: {problem.level}[{problem.code}]: {problem.message}"
    if problem.hint:
        told += f"; {problem.hint}"
    if problem.source and problem.line:
        shown, caret = _window(problem.source, problem.column)
        told += f"\n  {problem.line:>5} | {shown}"
        if problem.column:
            told += f"\n        | {' ' * caret}^"
    return told


def format_problems(problems: Iterable[Problem]) -> str:
    """All problems, at most fifty of them written out."""
    ordered = sorted(problems)
    told = [format_problem(problem) for problem in ordered[:_MAX_SHOWN]]
    if len(ordered) > _MAX_SHOWN:
        told.append(f"… and {len(ordered) - _MAX_SHOWN} more")
    return "\n".join(told)


def did_you_mean(wrong: str, known: Iterable[str]) -> str:
    """'did you mean "x"?' for the nearest known name, or ""."""
    near = get_close_matches(wrong, list(known), n=1, cutoff=0.6)
    return f'did you mean "{near[0]}"?' if near else ""


def _window(line: str, column: int, width: int = 100) -> tuple[str, int]:
    """At most `width` printable code points of `line` around `column`, and the caret's offset in them."""
    clean = "".join(char if char.isprintable() else " " for char in line)
    start = max(0, column - 1 - width // 2) if len(clean) > width else 0
    return clean[start : start + width], max(0, column - 1 - start)
