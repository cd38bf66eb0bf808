"""Lines of a text as editors count them, and problems at a place of one."""

from __future__ import annotations

import re

from site_gen.errors import Problem, SiteError


def line_of(text: str, offset: int) -> int:
    """The line of a code point, from 1; CRLF and lone CR end a line too."""
    return 1 + text.count("\n", 0, offset) + text.count("\r", 0, offset) - text.count("\r\n", 0, offset)


def source_line(text: str, line: int) -> str:
    """The line as it stands, without its end; "" when the file is shorter."""
    lines = source_lines(text)
    return lines[line - 1] if 0 < line <= len(lines) else ""


def source_lines(text: str) -> list[str]:
    """All lines as they stand, without their ends."""
    return re.split(r"\r\n|\n|\r", text)


def wrong_at(path: str, whole: str, line: int, column: int, code: str, message: str, hint: str) -> SiteError:
    """One problem of the file at `path`, whose text is `whole`."""
    return SiteError([Problem(path, line, column, code, message, hint, source_line(whole, line))])
