"""Problems an author can cause, told with path, line, column and remedy. Everything else is a bug and rises."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

MOST_SHOWN: Final = 50
"""Problems told one by one; of the rest only their number."""
_MOST_LETTERS: Final = 400
"""Code points of a path, message or hint that are shown."""
_LONGEST_SLIP: Final = 200
"""Code points of what may be a slip of a name; comparing takes time with its square."""


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
        super().__init__(format_problems(self.problems))

    def __reduce__(self) -> tuple[type[SiteError], tuple[tuple[Problem, ...]]]:
        """From one process to another by its problems, not by their text."""
        return SiteError, (self.problems,)


def format_problem(problem: Problem) -> str:
    """The problem as compilers tell it: `path:line:col: error[code]: message; hint`, then the line and a caret."""
    place = plain(problem.path)
    if problem.line:
        place += f":{problem.line}" + (f":{problem.column}" if problem.column else "")
    told = f"{place}: {problem.level}[{problem.code}]: {plain(problem.message)}"
    if problem.hint:
        told += f"; {plain(problem.hint)}"
    if problem.source and problem.line:
        shown, caret = _window(problem.source, problem.column)
        told += f"\n  {problem.line:>5} | {shown}"
        if problem.column:
            told += f"\n        | {' ' * caret}^"
    return told


def format_problems(problems: Iterable[Problem]) -> str:
    """All problems, at most fifty of them written out."""
    ordered = sorted(problems)
    told = [format_problem(problem) for problem in ordered[:MOST_SHOWN]]
    if len(ordered) > MOST_SHOWN:
        told.append(f"… and {len(ordered) - MOST_SHOWN} more")
    return "\n".join(told)


def few_of_each(problems: Iterable[Problem], most: int = 3) -> tuple[Problem, ...]:
    """The first problems of each kind and file, and how many more there are."""
    kinds: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        kinds.setdefault((problem.path, problem.code), []).append(problem)
    found = []
    for alike in kinds.values():
        found += alike[:most]
        if len(alike) > most:
            told = f"and {len(alike) - most:,} more of this kind in the file"
            found.append(replace(alike[most], line=0, column=0, message=told, hint="site-gen ingest tells them all"))
    return tuple(found)


def shown(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The first fifty problems as a machine may be given them: no offending line longer than a person would read."""
    return tuple(
        replace(problem, source=_window(problem.source, problem.column)[0] if problem.source else "")
        for problem in sorted(problems)[:MOST_SHOWN]
    )


def plain(text: str) -> str:
    """One line that can be printed as it is: what steers a terminal, or is too long to be read, is no part of it.

    >>> plain("a\\x1b[31mb")
    'a\\\\x1b[31mb'
    """
    if len(text) > _MOST_LETTERS:
        text = text[: _MOST_LETTERS - 1] + "…"
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)


def of_disk(error: OSError, root: object) -> Problem:
    """What the disk or system refused, as a problem."""
    told = f"the system refused: {error.strerror or error}"
    return Problem(str(error.filename or root), 0, 0, "system", told, "check that it is there, yours, and not full")


def did_you_mean(wrong: str, known: Iterable[str]) -> str:
    """'did you mean "x"?' for the nearest known name, or ""."""
    if len(wrong) > _LONGEST_SLIP:
        return ""
    near = get_close_matches(wrong, list(known), n=1, cutoff=0.6)
    return f'did you mean "{near[0]}"?' if near else ""


def _window(line: str, column: int, width: int = 100) -> tuple[str, int]:
    """At most `width` printable code points of `line` around `column`, and the caret's offset in them."""
    start = max(0, column - 1 - width // 2) if len(line) > width else 0
    clean = "".join(char if char.isprintable() else " " for char in line[start : start + width])
    return clean, max(0, column - 1 - start)
