"""Source text as Markdown that renders to the very same words, and back.

Ingest writes it, the person may edit it, `site.markdown` renders it. Every mark that CommonMark or our renderer
could read as structure gets a backslash; a paragraph of the source is a paragraph of the file.
"""

from __future__ import annotations

import re
from typing import Final

_MARKS: Final = re.compile(r"([\\`*_\[\]<>~|{}])|&(?=#|[A-Za-z])|!(?=\[)")
_LINE_START: Final = re.compile(r"^([#+\-=:])|^(\d{1,9})([.)])(?=\s|$)")


def escape_paragraph(text: str) -> str:
    """One paragraph of source text as one line of Markdown. White space is folded to single spaces.

    >>> escape_paragraph("2022. The year")
    '2022\\\\. The year'
    """
    line = _MARKS.sub(lambda found: "\\" + found.group(), " ".join(text.split()))
    return _LINE_START.sub(_escape_start, line)


def escape_paragraphs(paragraphs: tuple[str, ...]) -> str:
    """A body of Markdown: paragraphs parted by blank lines, a line end last. Empty ones are left out."""
    lines = [escape_paragraph(paragraph) for paragraph in paragraphs]
    return "\n\n".join(line for line in lines if line) + "\n"


def _escape_start(found: re.Match[str]) -> str:
    if found.group(1):
        return "\\" + found.group(1)
    return f"{found.group(2)}\\{found.group(3)}"
